"""Recordings, and answering from them."""
