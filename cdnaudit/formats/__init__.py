"""Every form of a report, written and read back."""
