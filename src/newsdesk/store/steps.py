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
