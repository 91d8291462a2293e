"""What the facts say, without an opinion: chains, zone cuts, delegations, pages. Pure."""
