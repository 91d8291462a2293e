"""The audit as Python calls it."""
