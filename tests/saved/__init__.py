"""Saved runs: read back, asked what-if, compared."""
