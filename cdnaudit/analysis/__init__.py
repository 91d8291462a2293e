"""Questions to saved runs: what if, and what changed. No network."""
