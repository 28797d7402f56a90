"""The steps between schemas, one function each. A step that has shipped is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations


def add_source_clock(op: Operations) -> None:
    """Cache 2: a place for what is learned of a source's own clock."""
    import sqlalchemy as sa

    op.create_table(
        "source_clock",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("zone", sa.Text, nullable=True),
        sa.Column("correction", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("evidence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("proofs", sa.Integer, nullable=False, server_default=sa.text("0")),
    )


def add_page_rule(op: Operations) -> None:
    """Library 2: how the list of headlines of a page without a feed is found."""
    import sqlalchemy as sa

    op.create_table(
        "page_rule",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rule", sa.Text, nullable=False),
    )


def add_source_choice(op: Operations) -> None:
    """Library 3: what the reader chose for one source, and where it was before it moved."""
    import sqlalchemy as sa

    op.create_table(
        "source_choice",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("full_text", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("pictures", sa.Text, nullable=True),
        sa.Column("former_url", sa.Text, nullable=True),
    )


def add_source_record(op: Operations) -> None:
    """Cache 3: what is remembered of sources and hosts between polls, and what came over the line."""
    import sqlalchemy as sa

    none = sa.text("0")
    op.create_table(
        "source_record",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("validated_at", sa.Integer, nullable=True),
        sa.Column("reader", sa.Integer, nullable=False, server_default=none),
        sa.Column("is_public", sa.Integer, nullable=False, server_default=none),
        sa.Column("moved_url", sa.Text, nullable=True),
        sa.Column("moved_since", sa.Integer, nullable=True),
        sa.Column("moved_times", sa.Integer, nullable=False, server_default=none),
        sa.Column("gone_since", sa.Integer, nullable=True),
        sa.Column("gone_at", sa.Integer, nullable=True),
        sa.Column("gone_times", sa.Integer, nullable=False, server_default=none),
    )
    op.create_table(
        "host_hold",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("until", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meter",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("feeds", sa.Integer, nullable=False, server_default=none),
        sa.Column("pages", sa.Integer, nullable=False, server_default=none),
        sa.Column("pictures", sa.Integer, nullable=False, server_default=none),
        sqlite_with_rowid=False,
    )


def allow_packed_bodies(_op: Operations) -> None:
    """Cache 4: bodies may be packed (store.packing). Nothing moves: the number keeps older versions from reading them,
    and those that are plain are packed in quiet moments."""
