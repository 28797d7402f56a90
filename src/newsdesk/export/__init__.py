"""Writes what the reader has into files that other programs read."""
