"""Atom 1.0 (RFC 4287) and 0.3, as a tree, to a Feed."""

from __future__ import annotations

import base64
import binascii
from html import escape

from lxml import etree

from newsdesk.arabic.breaking import is_category
from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds.dates import Reading
from newsdesk.feeds.dating import Dates
from newsdesk.feeds.enclosures import enclosures
from newsdesk.feeds.links import absolute, join_base
from newsdesk.feeds.markup import inner, resolved, text_of
from newsdesk.feeds.names import ATOM, Names, split
from newsdesk.feeds.own_pictures import own_pictures
from newsdesk.feeds.plain import LONGEST_TITLE, fold_space, person, plain
from newsdesk.feeds.tree import MOST_ITEMS

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = (
    "published",
    "issued",
    "created",
    "dc:date",
    "dcterms:issued",
    "updated",
    "modified",
    "dcterms:modified",
    "pubdate",
)
_MEDIA = frozenset({"media:content", "media:thumbnail", "media:group"})


def read_atom(root: etree._Element, *, url: str, dates: Dates) -> Feed:
    """The feed of a tree whose root is `feed` or a lone `entry`. Entries in document order, at most 2,000."""
    namespace = split(str(root.tag))[0]
    names = Names(ATOM | {namespace})
    reading = _Reading(names, dates)
    base = join_base(url, root.get(_BASE))
    reading.has_base = root.get(_BASE) is not None
    is_entry = split(str(root.tag))[1].lower() == "entry"
    children = [] if is_entry else reading.named(root)
    reading.date(children)  # the feed's own tells its zone
    entries = [root] if is_entry else [one for name, one in children if name == "entry"][:MOST_ITEMS]
    links = [one for name, one in children if name == "link"]
    site_url = reading.page(links, base)
    return Feed(
        title=reading.title(children),
        site_url=site_url,
        language=root.get(_LANG) or None,
        format="atom",
        base_url=base if base != url else site_url or url,
        items=tuple(reading.item(one, base, reading.author(children), place) for place, one in enumerate(entries, 1)),
        pictures=reading.pictures(children, base),
    )


class _Reading:
    """Reads the entries of one document."""

    def __init__(self, names: Names, dates: Dates) -> None:
        self._names = names
        self._dates = dates
        self.has_base = False  # whether the document names one: then it goes before the item's link

    def named(self, parent: etree._Element) -> list[tuple[str, etree._Element]]:
        return [(self._names.field(one.tag), one) for one in parent.iterchildren("*")]

    def item(self, entry: etree._Element, feed_base: str, feed_author: str | None, position: int) -> Item:
        own_base = entry.get(_BASE) if position else None
        base = feed_base if own_base is None else join_base(feed_base, own_base)
        children = self.named(entry)
        links = [one for name, one in children if name == "link"]
        date, time_text = self.date(children)
        return Item(
            title=self.title(children),
            url=self.page(links, base) or self._content_address(children, base),
            guid=self._text(children, "id"),
            published_at=date.at if date is not None else None,
            time_text=time_text,
            author=self.author(children) or self._source_author(children) or feed_author,
            summary_html=self._html(children, ("summary", "media:description"), base, feed_base),
            content_html=self._html(children, ("content", "content:encoded", "xhtml:body"), base, feed_base),
            position=position,
            enclosures=enclosures([one for name, one in children if name in _MEDIA], links, None, base),
            is_time_vague=date is not None and date.is_relative,
            is_breaking=any(
                is_category(one.get("term", "")) or is_category(one.get("label", ""))
                for name, one in children
                if name == "category"
            ),
        )

    def title(self, children: list[tuple[str, etree._Element]]) -> str:
        for wanted in ("title", "media:title", "dc:title"):
            for name, element in children:
                if name == wanted and (text := self._plain(element)):
                    return text
        return ""

    def _plain(self, element: etree._Element) -> str:
        kind = self._kind(element)
        if kind == "text" and not len(element):
            return fold_space(element.text or "")[:LONGEST_TITLE]
        return plain(_as_html(element, kind, None), rounds=2)

    def _kind(self, element: etree._Element) -> str:
        """How a text construct is written (RFC 4287, section 3.1.1; Atom 0.3's modes): text, html, xhtml or base64."""
        kind = (element.get("type") or "").strip().lower()
        mode = (element.get("mode") or "").strip().lower()
        if mode == "base64":
            return "base64"
        if kind in ("xhtml", "application/xhtml+xml") or len(element):
            return "xhtml" if len(element) else "html"
        if kind in ("html", "text/html") or mode == "escaped":
            return "html"
        if kind in ("text", "text/plain", "") or "/" not in kind:
            return "text"
        return "html" if kind.startswith("text/") or kind.endswith(("+xml", "/xml")) else "base64"

    def _text(self, children: list[tuple[str, etree._Element]], wanted: str) -> str | None:
        for name, element in children:
            if name == wanted and (text := fold_space(text_of(element))):
                return text
        return None

    def pictures(self, children: list[tuple[str, etree._Element]], base: str) -> tuple[str, ...]:
        """By which a feed shows itself (RFC 4287, sections 4.2.5 and 4.2.8): its square icon before its logo."""
        named = [one for wanted in ("icon", "logo") for name, one in children if name == wanted]
        return own_pictures((text_of(one), join_base(base, one.get(_BASE))) for one in named)

    def page(self, links: list[etree._Element], base: str) -> str | None:
        """The page that a feed or entry stands for: its first alternate link to HTML, else its first alternate."""
        best: str | None = None
        for link in links:
            if (link.get("rel") or "alternate").strip().lower() not in (
                "alternate",
                "http://www.iana.org/assignments/relation/alternate",
            ):
                continue
            link_base = join_base(base, link.get(_BASE)) if link.get(_BASE) else base
            meant = absolute(link.get("href") if link.get("href") is not None else link.text, link_base)
            if meant is not None:
                kind = link.get("type") or "text/html"
                if "html" in kind:
                    return meant
                best = best or meant
        return best

    def _content_address(self, children: list[tuple[str, etree._Element]], base: str) -> str | None:
        for name, element in children:
            if name == "content" and element.get("src"):
                return absolute(element.get("src"), base)
        return None

    def date(self, children: list[tuple[str, etree._Element]]) -> tuple[Reading | None, str | None]:
        """The first date that means something, and how it is printed."""
        first_text = None
        for wanted in _DATES:
            text = self._text(children, wanted)
            if text:
                first_text = first_text or text
                when = self._dates.read(text)
                if when is not None:
                    return when, text
        return None, first_text

    def author(self, children: list[tuple[str, etree._Element]]) -> str | None:
        """The first author's name; their address or e-mail when that is all there is."""
        for wanted in ("author", "dc:creator"):
            for name, element in children:
                if name == wanted:
                    inside = self.named(element)
                    text = self._text(inside, "name") or self._text(inside, "email") if inside else text_of(element)
                    if text and (shown := person(text)):
                        return shown
        return None

    def _source_author(self, children: list[tuple[str, etree._Element]]) -> str | None:
        for name, element in children:
            if name == "source":
                return self.author(self.named(element))
        return None

    def _html(
        self, children: list[tuple[str, etree._Element]], wanted: tuple[str, ...], base: str, feed_base: str
    ) -> str:
        """The first of these texts as HTML; an xml:base that holds for it comes before all other addresses."""
        for field in wanted:
            for name, element in children:
                if name != field:
                    continue
                own_base = element.get(_BASE)
                has_base = self.has_base or own_base is not None or base != feed_base
                nearest = join_base(base, own_base)
                html = _as_html(element, self._kind(element), nearest if has_base else None, nearest).strip()
                if html:
                    return html
        return ""


def _escaped(text: str) -> str:
    """Plain text as HTML, its lines kept apart."""
    return escape(text.strip(), quote=False).replace("\n\n", "<br><br>")


def _as_html(element: etree._Element, kind: str, base: str | None, outer: str = "") -> str:
    """The HTML of a text construct that is not plain text; base64 that is none is taken as it stands."""
    if kind == "text":
        return _escaped(element.text or "")
    if kind != "base64":
        return inner(element, base, outer)
    written = element.text or ""
    try:
        html = base64.b64decode(written, validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        html = written
    return resolved(html, base) if base is not None else html
