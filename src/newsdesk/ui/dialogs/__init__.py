"""Dialogs, imported when first opened."""
