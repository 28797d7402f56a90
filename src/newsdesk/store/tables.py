"""The tables of both databases. They name what is kept and how it is found; they know no query.

It is longer than other files because all of that is one list, and a list is best read in one place.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from newsdesk.store.schema import CACHE, Kind

library = MetaData()
cache = MetaData()


def _text(name: str, *, can_be_null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=can_be_null)


def _number(name: str, *, can_be_null: bool = False, default: str | None = None) -> Column[int]:
    return Column(name, Integer, nullable=can_be_null, server_default=None if default is None else text(default))


def _time(name: str, *, can_be_null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=can_be_null)  # microseconds; SQLite's integers have 64 bits


# --- library.db: what cannot be fetched again ------------------------------------------------------------------------

library_meta_table = Table(
    "meta", library, Column("key", Text, primary_key=True), _text("value"), sqlite_with_rowid=False
)

folder_table = Table("folder", library, Column("id", Integer, primary_key=True), _text("name"), _number("position"))
Index("folder_name", folder_table.c.name, unique=True)

source_table = Table(
    "source",
    library,
    Column("id", Integer, primary_key=True),
    _text("kind"),
    _text("url"),
    _text("feed_url"),
    _text("site_url", can_be_null=True),
    _text("title"),
    Column("folder", Integer, ForeignKey("folder.id", ondelete="SET NULL")),
    _number("interval"),  # seconds
    _time("added_at"),
    _number("position"),
    sqlite_autoincrement=True,  # ids are never reused: bookmarks of a removed source keep naming it
)
Index("source_url", source_table.c.url, unique=True)
Index("source_feed_url", source_table.c.feed_url)
Index("source_folder", source_table.c.folder)

page_rule_table = Table(  # how the list of a page without a feed is found
    "page_rule",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    _text("rule"),
)

source_choice_table = Table(  # what the reader chose for one source, and where it was before it moved
    "source_choice",
    library,
    Column("source_id", Integer, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    _number("full_text", default="1"),
    _text("pictures", can_be_null=True),  # null: as for all
    _text("former_url", can_be_null=True),
)

bookmark_table = Table(
    "bookmark",
    library,
    Column("id", Integer, primary_key=True),  # the article's own id
    _text("title"),
    _text("url", can_be_null=True),
    _number("source_id"),
    _text("source_title"),
    _text("source_url"),
    _text("author", can_be_null=True),
    _time("published_at", can_be_null=True),
    _text("time_text", can_be_null=True),
    _time("fetched_at"),
    _time("sorted_at"),
    _number("position"),
    _time("bookmarked_at"),
    _number("has_full_text"),
    _text("summary"),
    _text("html"),
    _text("text"),
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
    _number("ordinal"),
    _text("key"),
    _text("url"),
    _text("alt"),
    _text("media_type", can_be_null=True),
    _number("width", default="0"),
    _number("height", default="0"),
    Column("bytes", LargeBinary),  # last: rows are read without it
)
Index("bookmark_picture_place", bookmark_picture_table.c.bookmark, bookmark_picture_table.c.ordinal, unique=True)
Index("bookmark_picture_key", bookmark_picture_table.c.key)

read_mark_table = Table(
    "read_mark",
    library,
    Column("origin", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _time("read_at"),
    _number("is_expired", default="0"),  # removed by retention: must not come back
    sqlite_with_rowid=False,
)

# --- cache.db: what can be fetched again -----------------------------------------------------------------------------

cache_meta_table = Table("meta", cache, Column("key", Text, primary_key=True), _text("value"), sqlite_with_rowid=False)

source_state_table = Table(
    "source_state",
    cache,
    Column("source_id", Integer, primary_key=True),
    _text("etag", can_be_null=True),
    _text("last_modified", can_be_null=True),
    _text("validated_url", can_be_null=True),  # the address that gave the validators
    _time("last_attempt_at", can_be_null=True),
    _time("last_success_at", can_be_null=True),
    _time("next_due_at", can_be_null=True),
    _number("failures", default="0"),
    _text("fault_kind", can_be_null=True),
    _text("fault_facts", can_be_null=True),
)

source_record_table = Table(  # what is remembered of a source between polls
    "source_record",
    cache,
    Column("source_id", Integer, primary_key=True),
    _time("validated_at", can_be_null=True),  # when a whole document last came: validators are not kept for ever
    _number("reader", default="0"),  # which reading of ours it had: another one may find more in it
    _number("is_public", default="0"),  # whether it ever answered from a public address
    _text("moved_url", can_be_null=True),  # where permanent redirects lead, and since when they agree
    _time("moved_since", can_be_null=True),
    _number("moved_times", default="0"),
    _time("gone_since", can_be_null=True),  # 410 since when, when last counted, and how often
    _time("gone_at", can_be_null=True),
    _number("gone_times", default="0"),
)

host_hold_table = Table(  # hosts that asked to be left alone
    "host_hold", cache, Column("host", Text, primary_key=True), _time("until"), sqlite_with_rowid=False
)

meter_table = Table(  # bytes that came over the line
    "meter",
    cache,
    Column("day", Text, primary_key=True),  # UTC, ISO 8601
    Column("source_id", Integer, primary_key=True),
    _number("feeds", default="0"),
    _number("pages", default="0"),
    _number("pictures", default="0"),
    sqlite_with_rowid=False,
)

source_clock_table = Table(  # what was learned of a source's own clock; never more than can be learned again
    "source_clock",
    cache,
    Column("source_id", Integer, primary_key=True),
    _text("zone", can_be_null=True),
    _number("correction", default="0"),  # minutes that its stamps lie too late
    _number("evidence", default="0"),  # the same, as the last documents say
    _number("proofs", default="0"),  # how many of them
)

article_table = Table(
    "article",
    cache,
    Column("id", Integer, primary_key=True),
    _number("source_id"),
    _time("sorted_at"),
    _time("published_at", can_be_null=True),
    _time("fetched_at"),
    _number("position"),
    _number("offline"),  # 0 headline, 1 text, 2 full
    _number("text_state"),  # 0 none, 1 the feed's shorter body, 2 text
    _number("text_attempts", default="0"),
    _time("text_retry_at"),
    _number("content_sum"),  # of everything the feed said: equal sums cost no write
    _number("search_sum"),  # of the folded text that stands in the index
    _text("title"),
    _text("url", can_be_null=True),
    _text("author", can_be_null=True),
    _text("time_text", can_be_null=True),
    _text("summary"),
    sqlite_autoincrement=True,
)
Index("article_newest", article_table.c.sorted_at, article_table.c.id)
Index("article_source", article_table.c.source_id, article_table.c.sorted_at, article_table.c.id)
Index(
    "article_awaiting",
    article_table.c.sorted_at,
    article_table.c.id,
    sqlite_where=text("text_state < 2 AND text_attempts < 3 AND url IS NOT NULL"),
)
Index("article_with_text", article_table.c.id, sqlite_where=text("offline > 0"))

mark_table = Table(
    "mark",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    _number("source_id"),
    _time("sorted_at"),  # the article's, which never changes: lists of the unread are read from the index alone
    _number("is_read"),
    _time("read_at", can_be_null=True),
)
Index("mark_newest", mark_table.c.is_read, mark_table.c.sorted_at, mark_table.c.article_id)
Index(
    "mark_unread",
    mark_table.c.source_id,
    mark_table.c.sorted_at,
    mark_table.c.article_id,
    sqlite_where=text("is_read = 0"),
)

uncopied_mark_table = Table("uncopied_mark", cache, Column("article_id", Integer, primary_key=True))

body_table = Table(
    "body",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    _text("html"),
    _text("text"),
)

item_key_table = Table(
    "item_key",
    cache,
    Column("source_id", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    _number("strength"),  # 0 strongest
    _number("article_id", can_be_null=True),  # null: a tombstone
    sqlite_with_rowid=False,
)
Index("item_key_article", item_key_table.c.article_id, sqlite_where=text("article_id IS NOT NULL"))

article_picture_table = Table(
    "article_picture",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    _text("key"),
    _text("url"),
    _text("alt"),
    sqlite_with_rowid=False,
)
Index("article_picture_key", article_picture_table.c.key)

picture_table = Table(
    "picture",
    cache,
    Column("id", Integer, primary_key=True),
    _text("key"),
    _number("state"),  # 0 wanted, 1 stored, 2 given up, 3 left for room
    _number("attempts", default="0"),
    _time("retry_at"),
    _text("fault_kind", can_be_null=True),
    _text("media_type", can_be_null=True),
    _number("width", default="0"),
    _number("height", default="0"),
    Column("bytes", LargeBinary),
)
Index("picture_key", picture_table.c.key, unique=True)
Index("picture_awaiting", picture_table.c.id, sqlite_where=text("state = 0"))

# Folded text holds letters, digits and spaces only: the ascii tokenizer cuts it at the spaces and no more.
# Every transaction of a sync leaves a segment. Merging them within the sync doubled its time and made single slices
# last 30 ms; `index.settle` does it afterwards, a few milliseconds at a time.
INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='ascii')",
    "INSERT INTO search(search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search(search, rank) VALUES ('crisismerge', 1000)",
)


def statements(kind: Kind) -> tuple[str, ...]:
    """The SQL that makes a fresh database of this kind, in order."""
    metadata = cache if kind is CACHE else library
    dialect = sqlite.dialect()
    made = []
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        made.extend(
            str(CreateIndex(index).compile(dialect=dialect)).strip()
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        )
    return (*made, *INDEX) if kind is CACHE else tuple(made)
