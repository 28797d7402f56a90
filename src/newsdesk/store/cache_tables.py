"""The tables of cache.db: what can be fetched again, and its index of words. They know no query."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

from newsdesk.store.columns import number_column, text_column, time_column

cache = MetaData()

cache_meta_table = Table(
    "meta", cache, Column("key", Text, primary_key=True), text_column("value"), sqlite_with_rowid=False
)

source_state_table = Table(
    "source_state",
    cache,
    Column("source_id", Integer, primary_key=True),
    text_column("etag", can_be_null=True),
    text_column("last_modified", can_be_null=True),
    text_column("validated_url", can_be_null=True),  # the address that gave the validators
    time_column("last_attempt_at", can_be_null=True),
    time_column("last_success_at", can_be_null=True),
    time_column("next_due_at", can_be_null=True),
    number_column("failures", default="0"),
    text_column("fault_kind", can_be_null=True),
    text_column("fault_facts", can_be_null=True),
)

source_record_table = Table(  # what is remembered of a source between polls
    "source_record",
    cache,
    Column("source_id", Integer, primary_key=True),
    time_column("validated_at", can_be_null=True),  # when a whole document last came: validators are not kept for ever
    number_column("reader", default="0"),  # which reading of ours it had: another one may find more in it
    number_column("is_public", default="0"),  # whether it ever answered from a public address
    text_column("moved_url", can_be_null=True),  # where permanent redirects lead, and since when they agree
    time_column("moved_since", can_be_null=True),
    number_column("moved_times", default="0"),
    time_column("gone_since", can_be_null=True),  # 410 since when, when last counted, and how often
    time_column("gone_at", can_be_null=True),
    number_column("gone_times", default="0"),
    text_column("pictures", can_be_null=True),  # addresses of those by which the feed shows itself, a JSON list
)

source_answer_table = Table(  # which of a source's two addresses answered last
    "source_answer", cache, Column("source_id", Integer, primary_key=True), number_column("is_alternative")
)

feed_shown_table = Table(  # what a source's last whole document held
    "feed_shown",
    cache,
    Column("source_id", Integer, primary_key=True),
    number_column("last_age"),  # when it was last said to hold it (see domain/age.py)
    text_column("articles"),  # ids, a JSON list in rising order
)

departed_table = Table(  # articles that no document shows any more
    "departed",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    number_column("source_id"),
    number_column("left_age"),  # when one last did
)
Index("departed_oldest", departed_table.c.left_age, departed_table.c.article_id)
Index("departed_source", departed_table.c.source_id, departed_table.c.left_age, departed_table.c.article_id)

removal_table = Table(  # how many articles retention has removed, and why
    "removal",
    cache,
    Column("day", Text, primary_key=True),  # UTC, ISO 8601
    Column("source_id", Integer, primary_key=True),
    Column("reason", Text, primary_key=True),
    number_column("articles"),
    sqlite_with_rowid=False,
)

host_hold_table = Table(  # hosts that asked to be left alone
    "host_hold", cache, Column("host", Text, primary_key=True), time_column("until"), sqlite_with_rowid=False
)

meter_table = Table(  # bytes that came over the line
    "meter",
    cache,
    Column("day", Text, primary_key=True),  # UTC, ISO 8601
    Column("source_id", Integer, primary_key=True),
    number_column("feeds", default="0"),
    number_column("pages", default="0"),
    number_column("pictures", default="0"),
    sqlite_with_rowid=False,
)

source_clock_table = Table(  # what was learned of a source's own clock; never more than can be learned again
    "source_clock",
    cache,
    Column("source_id", Integer, primary_key=True),
    text_column("zone", can_be_null=True),
    number_column("correction", default="0"),  # minutes that its stamps lie too late
    number_column("evidence", default="0"),  # the same, as the last documents say
    number_column("proofs", default="0"),  # how many of them
)

article_table = Table(
    "article",
    cache,
    Column("id", Integer, primary_key=True),
    number_column("source_id"),
    time_column("sorted_at"),
    time_column("published_at", can_be_null=True),
    time_column("fetched_at"),
    number_column("position"),
    number_column("offline"),  # 0 headline, 1 text, 2 full
    number_column("text_state"),  # 0 none, 1 the feed's shorter body, 2 text
    number_column("text_attempts", default="0"),
    time_column("text_retry_at"),
    number_column("content_sum"),  # of everything the feed said: equal sums cost no write
    number_column("search_sum"),  # of the folded text that stands in the index
    text_column("title"),
    text_column("url", can_be_null=True),
    text_column("author", can_be_null=True),
    text_column("time_text", can_be_null=True),
    text_column("summary"),
    number_column("is_breaking", default="0"),  # as its publisher says beside the title
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
    number_column("source_id"),
    time_column("sorted_at"),  # the article's, which never changes: lists of the unread are read from the index alone
    number_column("is_read"),
    time_column("read_at", can_be_null=True),
)
Index("mark_newest", mark_table.c.is_read, mark_table.c.sorted_at, mark_table.c.article_id)
Index(
    "mark_unread",
    mark_table.c.source_id,
    mark_table.c.sorted_at,
    mark_table.c.article_id,
    sqlite_where=text("is_read = 0"),
)

# How many articles of each source there are: counting a million takes seconds. TALLIES keeps it in step.
tally_table = Table(
    "tally",
    cache,
    Column("source_id", Integer, primary_key=True),
    number_column("total", default="0"),
    number_column("unread", default="0"),
    number_column("with_text", default="0"),
)

uncopied_mark_table = Table("uncopied_mark", cache, Column("article_id", Integer, primary_key=True))

body_table = Table(
    "body",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    text_column("html"),
    text_column("text"),
)

item_key_table = Table(
    "item_key",
    cache,
    Column("source_id", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    number_column("strength"),  # 0 strongest
    number_column("article_id", can_be_null=True),  # null: a tombstone
    sqlite_with_rowid=False,
)
Index("item_key_article", item_key_table.c.article_id, sqlite_where=text("article_id IS NOT NULL"))

article_picture_table = Table(
    "article_picture",
    cache,
    Column("article_id", Integer, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    text_column("key"),
    text_column("url"),
    text_column("alt"),
    sqlite_with_rowid=False,
)
Index("article_picture_key", article_picture_table.c.key)

picture_table = Table(
    "picture",
    cache,
    Column("id", Integer, primary_key=True),
    text_column("key"),
    number_column("state"),  # 0 wanted, 1 stored, 2 given up, 3 left for room
    number_column("attempts", default="0"),
    time_column("retry_at"),
    text_column("fault_kind", can_be_null=True),
    text_column("media_type", can_be_null=True),
    number_column("width", default="0"),
    number_column("height", default="0"),
    Column("bytes", LargeBinary),
)
Index("picture_key", picture_table.c.key, unique=True)
Index("picture_awaiting", picture_table.c.id, sqlite_where=text("state = 0"))

source_icon_table = Table(  # what stands for a source in lists
    "source_icon",
    cache,
    Column("source_id", Integer, primary_key=True),
    time_column("ask_at"),  # before it the site is not asked again
    Column("bytes", LargeBinary),  # null: none was found so far
)

# Folded text holds letters, digits and spaces only: the ascii tokenizer cuts it at the spaces and no more.
# Every transaction of a sync leaves a segment. FTS5's own merging within a transaction made single slices last 30 ms;
# `index.settle` does it between them, a few milliseconds at a time.
INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize='ascii')",
    "INSERT INTO search(search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search(search, rank) VALUES ('crisismerge', 1000)",
)

# What counts stands in the transaction of what is counted, whoever writes. Articles go by the cascade of their marks,
# and with the last of a source its row. A step that rebuilds one of these two tables has to make these anew.
TALLIES = (
    "CREATE TRIGGER tally_mark_added AFTER INSERT ON mark BEGIN"
    " INSERT OR IGNORE INTO tally (source_id) VALUES (new.source_id);"
    " UPDATE tally SET total = total + 1, unread = unread + (new.is_read = 0)"
    " WHERE source_id = new.source_id; END",
    "CREATE TRIGGER tally_mark_changed AFTER UPDATE OF is_read ON mark WHEN old.is_read <> new.is_read BEGIN"
    " UPDATE tally SET unread = unread + old.is_read - new.is_read WHERE source_id = new.source_id; END",
    "CREATE TRIGGER tally_mark_removed AFTER DELETE ON mark BEGIN"
    " UPDATE tally SET total = total - 1, unread = unread - (old.is_read = 0) WHERE source_id = old.source_id;"
    " DELETE FROM tally WHERE source_id = old.source_id AND total = 0; END",
    "CREATE TRIGGER tally_article_added AFTER INSERT ON article WHEN new.offline > 0 BEGIN"
    " INSERT OR IGNORE INTO tally (source_id) VALUES (new.source_id);"
    " UPDATE tally SET with_text = with_text + 1 WHERE source_id = new.source_id; END",
    "CREATE TRIGGER tally_article_changed AFTER UPDATE OF offline ON article"
    " WHEN (old.offline > 0) <> (new.offline > 0) BEGIN"
    " UPDATE tally SET with_text = with_text + (new.offline > 0) - (old.offline > 0)"
    " WHERE source_id = new.source_id; END",
    "CREATE TRIGGER tally_article_removed AFTER DELETE ON article WHEN old.offline > 0 BEGIN"
    " UPDATE tally SET with_text = with_text - 1 WHERE source_id = old.source_id; END",
)
