"""What reports say, worked out before any of them is written."""
