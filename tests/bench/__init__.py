"""Benchmarks: ratios and medians, never part of the timed tests."""
