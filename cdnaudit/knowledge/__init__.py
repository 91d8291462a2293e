"""Who is who: providers' rules as data, and how a fact is matched against them."""
