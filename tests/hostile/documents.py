"""All hostile documents, each with a name and what is wrong with it: `python -m tests.hostile.documents` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tests.hostile import feeds, images, pages, snippets

ORIGIN = "http://hostile.example"
TRAP = "http://trap.example/asked-for-by-nobody"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One document. `kind`: feed, page or picture; `url` is where it is published."""

    name: str
    wrong: str
    kind: str
    url: str
    body: bytes
    content_type: str


def documents(file: str) -> Iterator[Hostile]:
    """Every document; `file` is the address of a file on the reader's disk that nothing may open."""

    def made(kind: str, number: int, wrong: str, body: bytes, content_type: str) -> Hostile:
        filled = body.replace(b"TRAP", TRAP.encode()).replace(b"FILE", file.encode())
        name = f"{kind}-{number:03}"
        return Hostile(name, wrong, kind, f"{ORIGIN}/{name}", filled, content_type)

    for number, (wrong, html) in enumerate(snippets.snippets()):
        yield made("content", number, f"{wrong}, in a feed", _feed_with(html), feeds.RSS)
        yield made("beside", number, f"{wrong}, in a page", _page_with(html), "text/html; charset=utf-8")
    for number, (wrong, body, kind) in enumerate(feeds.documents()):
        yield made("feed", number, f"a feed: {wrong}", body, kind)
    for number, (wrong, body, kind) in enumerate(pages.documents()):
        yield made("page", number, wrong, body, kind)
    for number, (wrong, body) in enumerate(images.documents()):
        yield made("picture", number, wrong, body, "image/png")


def _feed_with(html: str) -> bytes:
    """A feed whose item has this in its title, author, summary and text, all escaped as publishers do."""
    clean = html.replace("\0", "&#0;")
    short = escape(clean[:3000])
    return feeds.rss(
        f"<item><title>خبر {short}</title><author>{short}</author><guid>1</guid><description>{short}</description>"
        f"<c:encoded>{escape(clean)}&lt;p&gt;{pages.SENTENCE * 20}&lt;/p&gt;</c:encoded></item>",
        attributes='xmlns:c="http://purl.org/rss/1.0/modules/content/"',
    ).encode("utf-8", "replace")


def _page_with(html: str) -> bytes:
    return pages.page(text=f"{pages.TEXT}{html}{pages.TEXT}").encode("utf-8", "replace")


if __name__ == "__main__":
    every = list(documents("file:///etc/hostname"))
    for one in every:
        print(f"{one.name:12} {len(one.body):>9} bytes  {one.wrong}")
    print(f"{len(every)} documents")
