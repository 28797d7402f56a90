"""Where a profile's files live and what the reader chose."""
