"""Pure functions over Arabic text: search form, highlighting, direction, digits, names of months and days."""
