"""The tables of library.db: what cannot be fetched again. They know no query."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from newsdesk.store.columns import number_column, text_column, time_column

library = MetaData()

library_meta_table = Table(
    "meta", library, Column("key", Text, primary_key=True), text_column("value"), sqlite_with_rowid=False
)

folder_table = Table(
    "folder", library, Column("id", Integer, primary_key=True), text_column("name"), number_column("position")
)
Index("folder_name", folder_table.c.name, unique=True)

source_table = Table(
    "source",
    library,
    Column("id", Integer, primary_key=True),
    text_column("kind"),
    text_column("url"),
    text_column("feed_url"),
    text_column("site_url", can_be_null=True),
    text_column("title"),
    Column("folder", Integer, ForeignKey("folder.id", ondelete="SET NULL")),
    number_column("interval"),  # seconds
    time_column("added_at"),
    number_column("position"),
    sqlite_autoincrement=True,  # ids are never reused: bookmarks of a removed source keep naming it
)
Index("source_url", source_table.c.url, unique=True)
Index("source_feed_url", source_table.c.feed_url)
Index("source_folder", source_table.c.folder)

page_rule_table = Table(  # how the list of a page without a feed is found
    "page_rule",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    text_column("rule"),
)

source_choice_table = Table(  # what the reader chose for one source, and where it was before it moved
    "source_choice",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    number_column("full_text", default="1"),
    text_column("pictures", can_be_null=True),  # null: as for all
    text_column("former_url", can_be_null=True),
)

source_route_table = Table(  # by which way the reader has a source asked
    "source_route",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    text_column("proxy", can_be_null=True),  # null: as for all
    text_column("alternative_url", can_be_null=True),
    text_column("refused_url", can_be_null=True),  # the reader took the old address back: it never moves there again
)

source_keeping_table = Table(  # how much of one source is kept; null: as for all, 0: without limit
    "source_keeping",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    number_column("days", can_be_null=True),
    number_column("articles", can_be_null=True),
    number_column("megabytes", can_be_null=True),
)

saved_search_table = Table(
    "saved_search",
    library,
    Column("id", Integer, primary_key=True),
    text_column("name"),
    text_column("query"),
    number_column("is_followed", default="0"),
    number_column("position"),
    sqlite_autoincrement=True,  # a shelf that was removed does not become another one
)

bookmark_table = Table(
    "bookmark",
    library,
    Column("id", Integer, primary_key=True),  # the article's own id
    text_column("title"),
    text_column("url", can_be_null=True),
    number_column("source_id"),
    text_column("source_title"),
    text_column("source_url"),
    text_column("author", can_be_null=True),
    time_column("published_at", can_be_null=True),
    text_column("time_text", can_be_null=True),
    time_column("fetched_at"),
    time_column("sorted_at"),
    number_column("position"),
    time_column("bookmarked_at"),
    number_column("has_full_text"),
    text_column("summary"),
    text_column("html"),
    text_column("text"),
    number_column("is_breaking", default="0"),  # as its publisher said beside the title
)
Index("bookmark_newest", bookmark_table.c.bookmarked_at, bookmark_table.c.id)

bookmark_key_table = Table(
    "bookmark_key",
    library,
    Column("origin", Text, primary_key=True),  # the source's address as added
    Column("key", Text, primary_key=True),
    Column("bookmark", Integer, ForeignKey("bookmark.id", ondelete="CASCADE"), nullable=False),
    sqlite_with_rowid=False,
)
Index("bookmark_key_bookmark", bookmark_key_table.c.bookmark)

bookmark_picture_table = Table(
    "bookmark_picture",
    library,
    Column("id", Integer, primary_key=True),
    Column("bookmark", Integer, ForeignKey("bookmark.id", ondelete="CASCADE"), nullable=False),
    number_column("ordinal"),
    text_column("key"),
    text_column("url"),
    text_column("alt"),
    text_column("media_type", can_be_null=True),
    number_column("width", default="0"),
    number_column("height", default="0"),
    Column("bytes", LargeBinary),  # last: rows are read without it
)
Index("bookmark_picture_place", bookmark_picture_table.c.bookmark, bookmark_picture_table.c.ordinal, unique=True)
Index("bookmark_picture_key", bookmark_picture_table.c.key)

read_origin_table = Table(  # addresses of sources as added; those that were removed stay
    "read_origin", library, Column("id", Integer, primary_key=True), text_column("url")
)
Index("read_origin_url", read_origin_table.c.url, unique=True)

read_mark_table = Table(  # a row for each key of what was read
    "read_mark",
    library,
    Column("origin", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    time_column("read_at"),
    number_column("is_expired", default="0"),  # removed by retention: must not come back
    time_column("published_at", can_be_null=True),  # with ids only: some are used again
    sqlite_with_rowid=False,
)
