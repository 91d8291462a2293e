"""Bounded mutation testing: what the tests would not notice if it were wrong."""
