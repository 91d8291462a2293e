"""What a check is, and all that a check may use."""
