"""The kinds of columns that both databases are made of."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, text


def text_column(name: str, *, can_be_null: bool = False) -> Column[str]:
    """A text."""
    return Column(name, Text, nullable=can_be_null)


def number_column(name: str, *, can_be_null: bool = False, default: str | None = None) -> Column[int]:
    """A whole number; `default` is its SQL."""
    return Column(name, Integer, nullable=can_be_null, server_default=None if default is None else text(default))


def time_column(name: str, *, can_be_null: bool = False) -> Column[int]:
    """A moment: microseconds since 1970, UTC. SQLite's integers have 64 bits."""
    return Column(name, Integer, nullable=can_be_null)
