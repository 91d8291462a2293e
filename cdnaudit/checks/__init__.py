"""One file a check; ``catalogue`` lists them."""
