"""A few hundred zones in the shapes that real ones have, behind servers of their own."""
