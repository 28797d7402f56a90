"""The headline list: rows of a shelf, how they are laid out, painted and moved through."""
