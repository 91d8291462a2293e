"""A small internet of real servers in network namespaces, with real addresses and no way out."""
