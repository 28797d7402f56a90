"""Writes sources as an OPML 2.0 subscription list (opml.org/spec2.opml); knows no files.

A page without a feed is a link, which other readers pass over, with its rule in an attribute of our own namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from newsdesk.arabic.bidi import clean
from newsdesk.domain.menu import ANY_LIST, Rule
from newsdesk.domain.outline import NAMESPACE
from newsdesk.domain.rule_text import as_text
from newsdesk.domain.source import Source, SourceId, SourceKind

_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:newsdesk="{NAMESPACE}">
<head><title>newsdesk</title></head>
<body>"""


def opml(sources: Iterable[Source], rules: Mapping[SourceId, Rule]) -> str:
    """The document, in the order given, folders where their first source stands.

    Only sources with an address on the web are in it: local files and the guide mean nothing elsewhere. `rules`: how
    the lists of pages are found.
    """
    folders: dict[str | None, list[str]] = {}
    for source in sources:
        if source.kind in {SourceKind.FEED, SourceKind.PAGE}:
            folders.setdefault(source.folder or None, []).append(_outline(source, rules.get(source.id, ANY_LIST)))
    lines = [_HEAD]
    for folder, inside in folders.items():
        if folder is None:
            lines.extend(inside)
            continue
        lines.append(f"<outline text={_attribute(folder)}>")
        lines.extend(f"  {outline}" for outline in inside)
        lines.append("</outline>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outline(source: Source, rule: Rule) -> str:
    title = _attribute(source.title or source.url)
    if source.kind is SourceKind.PAGE:
        how = f"newsdesk:rule={_attribute(as_text(rule))}"
        return f'<outline type="link" text={title} title={title} url={_attribute(source.feed_url)} {how}/>'
    site = f" htmlUrl={_attribute(source.site_url)}" if source.site_url else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={_attribute(source.feed_url)}{site}/>'


def _attribute(text: str) -> str:
    """Quoted, without the characters that XML 1.0 cannot hold (section 2.2); line ends as references."""
    kept = escape(clean(text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{kept}"'
