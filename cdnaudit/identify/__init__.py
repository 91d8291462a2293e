"""Match facts against providers' rules, which are data."""
