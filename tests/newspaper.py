"""What the loopback newspaper prints: sources with items in RSS, Atom, RDF and JSON Feed, their pages and pictures.

Everything is made from seeds, so that two processes print the same; it knows formats, not HTTP.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from tests.arabic_words import Writer
from tests.press_answers import Answer, answer_of, packed

if TYPE_CHECKING:
    from tests.press import Press, Request

# Out of ten sources: what publishers use. The first and sixth of each ten are written in windows-1256.
FORMATS = ("rss", "rss", "rss", "atom", "json", "rss", "atom", "rdf", "rss", "atom")
NEWEST = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """One item as it is printed."""

    path: str
    title: str
    author: str
    summary: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Newspaper:
    """`sources` × `items`; `letters` is the length of a summary; `edition` moves each feed on by that many items."""

    sources: int = 1
    items: int = 10
    letters: int = 900
    edition: int = 0
    with_pictures: bool = True

    def story(self, source: int, number: int) -> Story:
        """The item with this number; higher numbers are newer."""
        writer = Writer(source * 100_003 + number)
        at = NEWEST - timedelta(minutes=17 * (self.items - number) + source % 13)
        summary = f"<p>{escape(writer.paragraph(self.letters)[: self.letters + 80])}</p>"
        return Story(f"/s{source}/a{number}.html", writer.headline(), writer.name(), summary, at)

    def stories(self, source: int) -> list[Story]:
        """What the feed holds now, newest first."""
        first = self.edition
        return [self.story(source, number) for number in range(first + self.items - 1, first - 1, -1)]

    def feed(self, source: int, origin: str) -> tuple[bytes, str]:
        """The feed's bytes and its Content-Type."""
        kind = FORMATS[source % len(FORMATS)]
        charset = "windows-1256" if source % 5 == 0 else "utf-8"
        text, content_type = MAKERS[kind](self, source, origin)
        if kind == "json":
            return text.encode(), content_type
        head = f'<?xml version="1.0" encoding="{charset}"?>\n'
        return (head + text).encode(charset, "xmlcharrefreplace"), f"{content_type}; charset={charset}"

    def page(self, source: int, number: int) -> bytes:
        """The article's page: chrome around a headline, four paragraphs and a picture."""
        story, writer = self.story(source, number), Writer(source * 7_001 + number)
        body = [f"<p>{escape(writer.paragraph(380))}</p>" for _ in range(4)]
        if self.with_pictures:
            body.insert(1, f'<figure><img src="/s{source}/p{number % 7}.png" alt="صورة"></figure>')
        menu = "".join(f'<li><a href="/s{source}/a{n}.html">{escape(Writer(n).headline())}</a></li>' for n in range(8))
        return (
            f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
            f'<link rel="alternate" type="application/rss+xml" href="/s{source}/feed"></head><body>'
            f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(story.title)}</h1>"
            f'<time datetime="{story.at.isoformat()}">{story.at:%d/%m/%Y}</time>{"".join(body)}</article></main>'
            f"<footer>جميع الحقوق محفوظة لصحيفة {source}</footer></body></html>"
        ).encode()

    def print_on(self, press: Press, *, encoding: str | None = "gzip") -> list[str]:
        """Publishes every feed, answers pages and pictures when asked for; the feeds' addresses in order."""
        press.fallback = self.page_or_picture
        urls = []
        for source in range(self.sources):
            body, content_type = self.feed(source, press.origin)
            modified = format_datetime(NEWEST + timedelta(minutes=self.edition), usegmt=True)
            path = f"/s{source}/feed"
            urls.append(press.publish(path, body, content_type, encoding=encoding, last_modified=modified))
        return urls

    def page_or_picture(self, request: Request) -> Answer | None:
        """What is printed at a path beside the feeds; None when nothing is."""
        folder, _, name = request.path.lstrip("/").partition("/")
        try:
            source = int(folder.removeprefix("s"))
            if name.endswith(".html"):
                return packed(
                    answer_of(self.page(source, int(name[1:-5])), "text/html; charset=utf-8"), encoding="gzip"
                )
            if name.endswith(".png"):
                return answer_of(picture(120, 80, int(name[1:-4])), "image/png")
        except ValueError:
            return None
        if not name:
            return answer_of(self.page(source, 0), "text/html; charset=utf-8")
        return None


def _categories(story: Story) -> str:
    return f"<category>محليات</category><category>الأولى</category><category>{story.author}</category>"


def _rss(paper: Newspaper, source: int, origin: str) -> tuple[str, str]:
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{origin}{s.path}</link>"
        f'<guid isPermaLink="false">{source}-{s.path}</guid><pubDate>{format_datetime(s.at)}</pubDate>'
        f"<dc:creator>{escape(s.author)}</dc:creator>{_categories(s)}<description><![CDATA[{s.summary}]]></description></item>\n"
        for s in paper.stories(source)
    )
    head = f"<title>صحيفة {source}</title><link>{origin}/s{source}/</link><language>ar</language>"
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {space}><channel>{head}{items}</channel></rss>', "application/rss+xml"


def _atom(paper: Newspaper, source: int, origin: str) -> tuple[str, str]:
    items = "".join(
        f'<entry><title>{escape(s.title)}</title><link href="{origin}{s.path}"/>'
        f"<id>tag:press,2026:{source}{s.path}</id>"
        f"<updated>{s.at.isoformat()}</updated><published>{s.at.isoformat()}</published>"
        f"<author><name>{escape(s.author)}</name></author>"
        f'<category term="محليات"/><category term="الأولى"/><summary type="html">{escape(s.summary)}</summary>'
        "</entry>\n"
        for s in paper.stories(source)
    )
    head = f'<title>صحيفة {source}</title><link href="{origin}/s{source}/"/><id>tag:press,2026:{source}</id>'
    head += f"<updated>{NEWEST.isoformat()}</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">{head}{items}</feed>', "application/atom+xml"


def _rdf(paper: Newspaper, source: int, origin: str) -> tuple[str, str]:
    items = "".join(
        f'<item rdf:about="{origin}{s.path}"><title>{escape(s.title)}</title><link>{origin}{s.path}</link>'
        f"<dc:date>{s.at.isoformat()}</dc:date><dc:creator>{escape(s.author)}</dc:creator>"
        f"<description>{escape(s.summary)}</description></item>\n"
        for s in paper.stories(source)
    )
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    head = f"<title>صحيفة {source}</title><link>{origin}/s{source}/</link><description>أخبار</description>"
    channel = f'<channel rdf:about="{origin}/s{source}/feed">{head}</channel>'
    return (
        f'<rdf:RDF {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">{channel}{items}</rdf:RDF>',
        "application/rdf+xml",
    )


def _json(paper: Newspaper, source: int, origin: str) -> tuple[str, str]:
    items = [
        {
            "id": f"{source}-{s.path}",
            "url": origin + s.path,
            "title": s.title,
            "content_html": s.summary,
            "date_published": s.at.isoformat(),
            "authors": [{"name": s.author}],
        }
        for s in paper.stories(source)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"صحيفة {source}",
        "home_page_url": f"{origin}/s{source}/",
        "language": "ar",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False), "application/feed+json"


MAKERS: dict[str, Callable[[Newspaper, int, str], tuple[str, str]]] = {
    "rss": _rss,
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
}


def picture(width: int, height: int, seed: int = 0) -> bytes:
    """A PNG of coloured stripes (PNG, third edition, sections 5 and 11)."""
    colours = [bytes(((seed * 37 + step * 11) % 256, step * 23 % 256, 90)) for step in range(8)]
    row = b"\0" + b"".join(colours[x * 8 // width] for x in range(width))
    body = zlib.compress(row * height)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def opml(urls: list[str]) -> str:
    """A subscription list of these addresses."""
    outlines = "".join(f'<outline type="rss" text="صحيفة {n}" xmlUrl="{escape(url)}"/>' for n, url in enumerate(urls))
    return f'<opml version="2.0"><head><title>قائمة</title></head><body>{outlines}</body></opml>'
