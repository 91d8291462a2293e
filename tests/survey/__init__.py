"""What the facts say, and what they do not."""
