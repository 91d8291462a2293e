"""Find the providers a domain cannot live without."""

__version__ = "0.1.0"
