"""The article pane: one article as a page of text, and the browser that shows it."""
