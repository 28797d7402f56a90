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


def add_source_route(op: Operations) -> None:
    """Library 4: by which way the reader has a source asked."""
    import sqlalchemy as sa

    op.create_table(
        "source_route",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("proxy", sa.Text, nullable=True),
        sa.Column("alternative_url", sa.Text, nullable=True),
        sa.Column("refused_url", sa.Text, nullable=True),
    )


def add_source_answer(op: Operations) -> None:
    """Cache 4: which of a source's two addresses answered last."""
    import sqlalchemy as sa

    op.create_table(
        "source_answer",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("is_alternative", sa.Integer, nullable=False),
    )


def add_source_keeping(op: Operations) -> None:
    """Library 5: how much of one source is kept."""
    import sqlalchemy as sa

    op.create_table(
        "source_keeping",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("days", sa.Integer, nullable=True),
        sa.Column("articles", sa.Integer, nullable=True),
        sa.Column("megabytes", sa.Integer, nullable=True),
    )


def add_departed(op: Operations) -> None:
    """Cache 5: what sources show, since when they no longer show the rest, and what was removed."""
    import sqlalchemy as sa

    op.create_table(
        "feed_shown",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("last_age", sa.Integer, nullable=False),
        sa.Column("articles", sa.Text, nullable=False),
    )
    op.create_table(
        "departed",
        sa.Column("article_id", sa.Integer, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("left_age", sa.Integer, nullable=False),
    )
    op.create_index("departed_oldest", "departed", ["left_age", "article_id"])
    op.create_index("departed_source", "departed", ["source_id", "left_age", "article_id"])
    op.create_table(
        "removal",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("reason", sa.Text, primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def allow_packed_bodies(_op: Operations) -> None:
    """Cache 6: bodies may be packed (store.packing). Nothing moves: the number keeps older versions from reading them,
    and those that are plain are packed in quiet moments."""


def add_source_icon(op: Operations) -> None:
    """Cache 7: the icons of sources, and when they are asked for again."""
    import sqlalchemy as sa

    op.create_table(
        "source_icon",
        sa.Column("source_id", sa.Integer, primary_key=True),
        sa.Column("ask_at", sa.Integer, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=True),
    )


def add_breaking(op: Operations) -> None:
    """Cache 8: what a publisher says is breaking news beside the headline, which stays as published."""
    import sqlalchemy as sa

    op.add_column("article", sa.Column("is_breaking", sa.Integer, nullable=False, server_default=sa.text("0")))


def add_feed_pictures(op: Operations) -> None:
    """Cache 11: the pictures by which a feed shows itself."""
    import sqlalchemy as sa

    op.add_column("source_record", sa.Column("pictures", sa.Text, nullable=True))


def add_saved_search(op: Operations) -> None:
    """Library 6: searches that the reader keeps as shelves."""
    import sqlalchemy as sa

    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("is_followed", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("position", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def let_marks_have_all_keys(op: Operations) -> None:
    """Library 7: read marks name their source by a number, so that all keys of an article take little room."""
    import sqlalchemy as sa

    op.create_table(
        "read_origin", sa.Column("id", sa.Integer, primary_key=True), sa.Column("url", sa.Text, nullable=False)
    )
    op.create_index("read_origin_url", "read_origin", ["url"], unique=True)
    op.execute("INSERT INTO read_origin (url) SELECT DISTINCT origin FROM read_mark ORDER BY origin")
    op.rename_table("read_mark", "read_mark_by_address")
    op.create_table(
        "read_mark",
        sa.Column("origin", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("read_at", sa.Integer, nullable=False),
        sa.Column("is_expired", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("published_at", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO read_mark (origin, key, read_at, is_expired) SELECT o.id, m.key, m.read_at, m.is_expired"
        " FROM read_mark_by_address m JOIN read_origin o ON o.url = m.origin ORDER BY o.id, m.key"
    )
    op.drop_table("read_mark_by_address")


def add_breaking_of_bookmarks(op: Operations) -> None:
    """Library 8: what a publisher says is breaking news beside the headline, also once the article has gone."""
    import sqlalchemy as sa

    op.add_column("bookmark", sa.Column("is_breaking", sa.Integer, nullable=False, server_default=sa.text("0")))


def copy_marks_again(op: Operations) -> None:
    """Cache 9: what was read is copied to the library anew, now by all its keys, in quiet moments."""
    op.execute("INSERT OR IGNORE INTO uncopied_mark SELECT article_id FROM mark WHERE is_read = 1")


def add_tally(op: Operations) -> None:
    """Cache 10: how many articles of each source there are, kept in step by triggers."""
    import sqlalchemy as sa

    from newsdesk.store.cache_tables import TALLIES

    op.create_table(
        "tally",
        sa.Column("source_id", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))
            for name in ("total", "unread", "with_text")
        ),
    )
    op.execute(
        "INSERT INTO tally SELECT a.source_id, count(*), sum(m.is_read = 0), sum(a.offline > 0)"
        " FROM article a JOIN mark m ON m.article_id = a.id GROUP BY a.source_id"
    )
    for trigger in TALLIES:
        op.execute(trigger)
