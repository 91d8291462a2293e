"""Recordings: what the world answered, kept and played back."""
