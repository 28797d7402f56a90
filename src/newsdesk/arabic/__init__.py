"""Pure functions over Arabic text: encodings, search form, highlighting, direction, digits, calendars."""
