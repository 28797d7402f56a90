"""Writes sources as an OPML 2.0 subscription list (opml.org/spec2.opml); knows no files."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from newsdesk.arabic.bidi import clean
from newsdesk.domain.source import Source, SourceKind


def opml(sources: Iterable[Source]) -> str:
    """The document, in the order given, folders where their first source stands.

    Only sources with an address on the web are in it: local files and the guide mean nothing elsewhere.
    """
    folders: dict[str | None, list[Source]] = {}
    for source in sources:
        if source.kind is SourceKind.FEED:
            folders.setdefault(source.folder or None, []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>newsdesk</title></head>"]
    lines.append("<body>")
    for folder, inside in folders.items():
        if folder is None:
            lines.extend(_outline(source) for source in inside)
            continue
        lines.append(f"<outline text={_attribute(folder)}>")
        lines.extend(f"  {_outline(source)}" for source in inside)
        lines.append("</outline>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outline(source: Source) -> str:
    title = _attribute(source.title or source.url)
    site = f" htmlUrl={_attribute(source.site_url)}" if source.site_url else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={_attribute(source.feed_url)}{site}/>'


def _attribute(text: str) -> str:
    """Quoted, without the characters that XML 1.0 cannot hold (section 2.2); line ends as references."""
    kept = escape(clean(text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{kept}"'
