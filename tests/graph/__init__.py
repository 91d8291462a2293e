"""The graph's algorithms against brute force."""
