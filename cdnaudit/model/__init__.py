"""The nouns. No I/O, and no imports but the standard library's."""
