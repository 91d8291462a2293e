"""Read TOML, JSON and CSV field by field: one error names the file, the place and the remedy."""
