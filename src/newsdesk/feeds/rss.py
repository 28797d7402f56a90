"""RSS 0.9x, 1.0 (RDF) and 2.0 with the modules that news uses, as a tree, to a Feed."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from newsdesk.arabic.breaking import is_category
from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds.dates import Reading
from newsdesk.feeds.dating import Dates
from newsdesk.feeds.enclosures import enclosures
from newsdesk.feeds.links import absolute, join_base
from newsdesk.feeds.markup import inner, text_of
from newsdesk.feeds.names import ATOM, RDF, RSS, Names, split
from newsdesk.feeds.own_pictures import is_banner, own_pictures
from newsdesk.feeds.plain import fold_space, person, plain
from newsdesk.feeds.tree import MOST_ITEMS

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = f"{{{RDF}}}about"

# Fields in order of preference: the first that says something is taken.
_TITLES = ("title", "dc:title", "media:title", "atom:title", "itunes:title")
_DATES = (
    *("pubdate", "dc:date", "dcterms:issued", "atom:published", "dcterms:created", "published", "date"),
    *("atom:updated", "dcterms:modified", "updated", "lastbuilddate"),
)
_AUTHORS = (
    "dc:creator",
    "author",
    "dc:author",
    "itunes:author",
    "atom:author",
    "dc:contributor",
    "creator",
    "media:credit",
)
_CONTENTS = (
    "content:encoded",
    "xhtml:body",
    "body",
    "fullitem",
    "fulltext",
    "atom:content",
    "content",
    "encoded",
    "content:items",
)
_SUMMARIES = (
    "description",
    "summary",
    "dc:description",
    "atom:summary",
    "media:description",
    "itunes:summary",
    "itunes:subtitle",
)
_CATEGORIES = ("category", "dc:subject", "atom:category", "media:category")
_OF_IMAGE = ("url", "width", "height")
MOST_CATEGORIES = 50  # of one item that are looked at


@dataclass(slots=True)
class _Fields:
    """What the children of one item say: the first non-empty element of each name, and all that may repeat."""

    first: dict[str, etree._Element] = field(default_factory=dict)
    links: list[etree._Element] = field(default_factory=list)
    media: list[etree._Element] = field(default_factory=list)
    categories: list[etree._Element] = field(default_factory=list)


def read_rss(root: etree._Element, *, url: str, dates: Dates) -> Feed:
    """The feed of a tree whose root is `rss`, `RDF` or `channel`. Items in document order, at most 2,000."""
    channel = _first(root, "channel")
    channel = root if channel is None else channel
    names = Names(RSS | _homes(root, channel))
    fields = _fields(channel, names)
    base = join_base(join_base(url, root.get(_BASE)), channel.get(_BASE) if channel is not root else None)
    site_url = _site_url(fields, base)
    base_url = base if base != url else site_url or url
    items = _items(root)
    reading = _Reading(names, base_url, dates)
    reading.has_base = base != url
    reading.date(fields)  # the channel's own tells its zone
    language = fields.first.get("language", fields.first.get("dc:language"))
    return Feed(
        title=_title(fields),
        site_url=site_url,
        language=(fold_space(text_of(language)) if language is not None else channel.get(_LANG, root.get(_LANG)))
        or None,
        format="rdf" if split(str(root.tag))[1].lower() == "rdf" else "rss",
        base_url=base_url,
        items=tuple(reading.item(one, place) for place, one in enumerate(items, 1)),
        pictures=_pictures(root, fields, names, base_url),
    )


def _pictures(root: etree._Element, fields: _Fields, names: Names, base: str) -> tuple[str, ...]:
    """The channel's `image`, unless it says itself that it is a banner. In RSS 1.0 it stands beside the channel, where
    an empty one refers to it."""
    found = fields.first.get("image")
    if found is None or not len(found):
        found = _fields(root, names).first.get("image")
    if found is None:
        return ()
    said = {name: text_of(one) for name, one in _fields(found, names).first.items() if name in _OF_IMAGE}
    return () if is_banner(said.get("width"), said.get("height")) else own_pictures([(said.get("url", ""), base)])


def _first(root: etree._Element, local: str) -> etree._Element | None:
    for wanted in (f"{{*}}{local}", f"{{*}}{local.capitalize()}", f"{{*}}{local.upper()}"):
        for found in root.iter(wanted):
            return found
    return None


def _items(root: etree._Element) -> list[etree._Element]:
    for wanted in ("{*}item", "{*}Item", "{*}ITEM", "{*}entry"):
        found: list[etree._Element] = []
        for one in root.iter(wanted):
            found.append(one)
            if len(found) == MOST_ITEMS:
                break
        if found:
            return found
    return []


def _homes(*elements: etree._Element) -> frozenset[str]:
    """The namespaces that this document's own skeleton stands in, unless another format owns them."""
    return frozenset(split(str(one.tag))[0] for one in elements) - {RDF} - ATOM


def _fields(parent: etree._Element, names: Names) -> _Fields:
    fields = _Fields()
    first = fields.first
    for child in parent.iterchildren("*"):
        name = names.field(child.tag)
        if not name:
            continue
        if name in ("link", "atom:link"):
            fields.links.append(child)
        elif name in ("enclosure", "media:content", "media:thumbnail", "media:group"):
            fields.media.append(child)
        elif name in _CATEGORIES:
            fields.categories.append(child)
        known = first.get(name)
        if known is None or not (known.text or len(known)):
            first[name] = child
    return fields


def _title(fields: _Fields) -> str:
    for name in _TITLES:
        element = fields.first.get(name)
        if element is not None:
            text = plain(text_of(element) if not len(element) else inner(element))
            if text:
                return text
    return plain(text_of(nested)) if (nested := _in_media(fields, "title")) is not None else ""


def _in_media(fields: _Fields, local: str) -> etree._Element | None:
    """A media:title or media:description that stands inside a media:group or media:content."""
    for element in fields.media:
        for found in element.iter(f"{{*}}{local}"):
            return found
    return None


def _site_url(fields: _Fields, base: str) -> str | None:
    for link in reversed(fields.links):
        if link.get("rel", "alternate") == "alternate":
            meant = absolute(link.text or link.get("href"), base)
            if meant is not None:
                return meant
    return None


class _Reading:
    """Reads the items of one document."""

    def __init__(self, names: Names, base: str, dates: Dates) -> None:
        self._names = names
        self._base = base
        self._dates = dates
        self.has_base = False  # whether the document names one: then it goes before the item's link

    def item(self, element: etree._Element, position: int) -> Item:
        fields = _fields(element, self._names)
        own_base = element.get(_BASE)
        base = self._base if own_base is None else join_base(self._base, own_base)
        guid = self._guid(element, fields)
        date, time_text = self.date(fields)
        content = self._body(fields, _CONTENTS, base)
        summary = self._body(fields, _SUMMARIES, base)
        if not summary and not content and (nested := _in_media(fields, "description")) is not None:
            summary = inner(nested).strip()
        if "summary" in fields.first and "description" in fields.first and not content:
            content, summary = summary, self._body(fields, ("summary",), base)
        return Item(
            title=_title(fields),
            url=self._url(element, fields, guid, base),
            guid=guid,
            published_at=date.at if date is not None else None,
            time_text=time_text,
            author=self._author(fields),
            summary_html=summary,
            content_html=content,
            position=position,
            enclosures=enclosures(fields.media, fields.links, fields.first.get("itunes:image"), base),
            is_time_vague=date is not None and date.is_relative,
            is_breaking=any(
                is_category(one.get("term") or text_of(one)) for one in fields.categories[:MOST_CATEGORIES]
            ),
        )

    def _guid(self, element: etree._Element, fields: _Fields) -> str | None:
        for name in ("guid", "atom:id", "dc:identifier", "id"):
            found = fields.first.get(name)
            if found is not None and (text := fold_space(inner(found) if len(found) else text_of(found))):
                return text
        return str(element.get(_ABOUT) or "") or None

    def _url(self, element: etree._Element, fields: _Fields, guid: str | None, base: str) -> str | None:
        for link in reversed(fields.links):  # of several the last, as other readers have it
            if link.get("rel", "alternate") == "alternate":
                link_base = join_base(base, link.get(_BASE)) if link.get(_BASE) else base
                meant = absolute(link.text if link.text and link.text.strip() else link.get("href"), link_base)
                if meant is not None:
                    return meant
        marked = fields.first.get("guid")
        is_permanent = marked is not None and (marked.get("isPermaLink") or "").strip().lower() != "false"
        if guid and (is_permanent or guid.startswith(("http://", "https://"))):
            return absolute(guid, "") if "://" in guid else None
        return absolute(element.get(_ABOUT), base)

    def date(self, fields: _Fields) -> tuple[Reading | None, str | None]:
        """The first date that means something, and how it is printed."""
        first_text = None
        for name in _DATES:
            found = fields.first.get(name)
            if found is None:
                continue
            text = fold_space(text_of(found))
            if text:
                first_text = first_text or text
                when = self._dates.read(text)
                if when is not None:
                    return when, text
        return None, first_text

    def _author(self, fields: _Fields) -> str | None:
        for name in _AUTHORS:
            found = fields.first.get(name)
            if found is not None:
                inside = next((one for one in found if str(one.tag).endswith("name")), found)
                text = person(text_of(inside))
                if text:
                    return text
        return None

    def _body(self, fields: _Fields, wanted: tuple[str, ...], base: str) -> str:
        for name in wanted:
            found = fields.first.get(name)
            if found is not None:
                own_base = found.get(_BASE)
                has_base = self.has_base or own_base is not None or base != self._base
                nearest = join_base(base, own_base)
                html = inner(found, nearest if has_base else None, nearest).strip()
                if html:
                    return html
        return ""
