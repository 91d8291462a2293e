"""The dependency graph: built from facts and evidence, cut exactly."""
