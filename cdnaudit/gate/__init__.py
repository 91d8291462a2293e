"""Turn a report into an exit code. Prints nothing."""
