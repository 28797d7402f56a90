"""The sidebar: shelves, folders and sources with what is unread and what is in trouble."""
