"""Commands that only look: list, show, search, sources, opml export; each answers its exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from newsdesk.arabic.bidi import base_direction, clean
from newsdesk.cli import as_json
from newsdesk.cli.terminal import DONE, MISUSED, PARTLY, Terminal
from newsdesk.domain.article import Article, ArticleId, Headline
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.found import SearchOrder
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import Source
from newsdesk.export.files import write_file
from newsdesk.export.opml import opml
from newsdesk.store.reads import Reads
from newsdesk.texts.standing import standing_of

_BREAKS = str.maketrans("\t\n\r", "   ")
LARGEST_ID = 2**63 - 1  # SQLite's


def show_list(terminal: Terminal, options: Namespace) -> int:
    """Headlines of a shelf, of a source, or of a source on a shelf."""
    with terminal.reads() as reads:
        rows = _headlines(reads, options)
        if options.json:
            terminal.tell_json([as_json.headline(row) for row in rows])
            return DONE
        for row in rows:
            terminal.tell(_line(terminal, row))
    return DONE


def show_articles(terminal: Terminal, options: Namespace) -> int:
    """Whole articles; those that do not exist are named."""
    is_json = options.json or options.format == "json"
    found: list[Article] = []
    missing: list[Fault] = []
    with terminal.reads() as reads:
        for word in options.articles:
            number = article_id(word)
            article = None if number is None else reads.article(number)
            if article is None:
                missing.append(Fault(FaultKind.NO_SUCH_ARTICLE, {"article": word}))
            else:
                found.append(article)
    if is_json and found:
        values: list[Any] = [as_json.article(article) for article in found]
        terminal.tell_json(values if len(options.articles) > 1 else values[0])
    elif found:
        write = _page if options.format == "html" else _text
        terminal.out.write("\n".join(write(terminal, article) for article in found))
    for fault in missing:
        terminal.refuse(fault)
    return (PARTLY if found else MISUSED) if missing else DONE


def search(terminal: Terminal, options: Namespace) -> int:
    """What answers the query; of each line of the standard input, one line of JSON each, when the query is -."""
    order = SearchOrder(options.order)
    with terminal.reads() as reads:
        if options.query == "-":
            for line in terminal.stdin:
                rows = reads.find(line.strip(), options.limit, order)
                terminal.tell_json([as_json.found(row) for row in rows], is_line=True)
                terminal.out.flush()
            return DONE
        found = reads.find(options.query, options.limit, order)
        for fault in reads.name_faults():
            terminal.refuse(fault)
    if options.json:
        terminal.tell_json([as_json.found(row) for row in found])
        return DONE
    for number, row in enumerate(found):
        if not row.has_all and (number == 0 or found[number - 1].has_all):
            terminal.tell(terminal.texts.say("cli.some-words"))
        terminal.tell(_line(terminal, row.headline))
    if not all(row.is_of_all for row in found):
        terminal.tell(terminal.texts.say("cli.newest-only"))
    return DONE


def show_sources(terminal: Terminal, options: Namespace) -> int:
    """The sources with their unread and total figures and what is wrong with them."""
    with terminal.reads() as reads:
        states = reads.sources()
    now = datetime.now(UTC)
    if options.json:
        terminal.tell_json([as_json.source(state, terminal.texts, now) for state in states])
        return DONE
    for state in states:
        source = state.source
        figures = terminal.texts.say("cli.unread-of", unread=state.unread, total=state.total)
        terminal.tell("\t".join((str(source.id), source.title, figures, source.url)))
        words = standing_of(terminal.texts, state, now)
        if words.advice or words.is_ailing:
            terminal.tell(f"\t{words.word}: {words.fault or words.says}")
            terminal.tell(f"\t{words.advice}")
    return DONE


def show_meter(terminal: Terminal, options: Namespace) -> int:
    """What came over the line, by day and source."""
    with terminal.reads() as reads:
        rows = reads.metered(datetime.now(UTC) - timedelta(days=options.days - 1))
    if options.json:
        terminal.tell_json([as_json.metered(row) for row in rows])
        return DONE
    say, size = terminal.texts.say, terminal.texts.size
    for row in rows:
        sizes = {"feeds": size(row.feeds), "pages": size(row.pages), "pictures": size(row.pictures)}
        title = row.title or say("cli.meter.removed")
        terminal.tell(say("cli.meter", day=row.day, title=title, total=size(row.total), **sizes))
    if not rows:
        terminal.tell(say("cli.meter.nothing"))
    return DONE


def export_opml(terminal: Terminal, options: Namespace) -> int:
    """The subscription list, to the standard output or into a file."""
    with terminal.reads() as reads:
        document = opml((state.source for state in reads.sources()), reads.page_rules())
    if options.file in (None, "-"):
        terminal.out.write(document)
    else:
        write_file(Path(options.file), document)
    return DONE


def article_id(word: str) -> ArticleId | None:
    """The id that a word of the command line is; None when it cannot be one."""
    return ArticleId(int(word)) if word.isdecimal() and len(word) < 20 and int(word) <= LARGEST_ID else None


def named_source(reads: Reads, name: str) -> Source:
    """The source of this id or address. Raises Failed(NO_SUCH_SOURCE)."""
    source = reads.source_by(name)
    if source is None:
        raise Failed(Fault(FaultKind.NO_SUCH_SOURCE, {"source": name}))
    return source


def _headlines(reads: Reads, options: Namespace) -> Iterator[Headline]:
    """Page by page, so that a long list needs no more memory than a page."""
    kind = ShelfKind(options.shelf)
    source = named_source(reads, options.source).id if options.source else None
    if source is not None and kind is ShelfKind.ALL:
        shelf = Shelf(ShelfKind.SOURCE, source=source)
    else:
        midnight = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        shelf = Shelf(kind, since=midnight if kind is ShelfKind.TODAY else None)
    left = options.limit
    after = None
    while left is None or left > 0:
        page = reads.headlines(shelf, after)
        rows = [row for row in page.headlines if source in (None, row.source_id)][:left]
        yield from rows
        left = None if left is None else left - len(rows)
        after = page.next
        if after is None:
            return


def _line(terminal: Terminal, row: Headline) -> str:
    marks = ("★" if row.is_bookmarked else " ") + (" " if row.is_read else "•")
    columns = (str(row.id), marks, terminal.texts.moment(row.sorted_at), row.source_title, row.title)
    return "\t".join(column.translate(_BREAKS) for column in columns)


def _by_line(terminal: Terminal, row: Headline) -> str:
    when = terminal.texts.moment(row.published_at or row.fetched_at)
    return " · ".join(part for part in (row.source_title, row.author, when) if part)


def _text(terminal: Terminal, article: Article) -> str:
    row = article.headline
    head = [row.title, _by_line(terminal, row), row.url or ""]
    body = article.text or row.summary
    return clean("\n".join([part for part in head if part] + (["", body] if body else []))) + "\n"


def _page(terminal: Terminal, article: Article) -> str:
    """A fragment of HTML; the body is sanitised already, all else is escaped here."""
    row = article.headline
    direction = base_direction(f"{row.title}\n{article.text or row.summary}")
    link = f'<p><a href="{escape(row.url)}">{escape(row.url)}</a></p>\n' if row.url else ""
    body = article.html or f"<p>{escape(row.summary)}</p>"
    title, by_line = escape(clean(row.title)), escape(clean(_by_line(terminal, row)))
    return f'<article dir="{direction}">\n<h1>{title}</h1>\n<p>{by_line}</p>\n{link}{body}\n</article>\n'
