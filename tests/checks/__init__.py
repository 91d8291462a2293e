"""Each check: what it says, and what it does not say."""
