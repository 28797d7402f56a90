"""Saved searches from the command line: saved, listed, followed and removed."""

from __future__ import annotations
