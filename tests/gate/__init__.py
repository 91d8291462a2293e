"""From findings to an exit code."""
