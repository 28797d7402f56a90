"""The composition root: builds everything once, in order, and takes it down in reverse."""
