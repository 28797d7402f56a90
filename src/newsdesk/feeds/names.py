"""Which field an XML element stands for, whatever prefix or namespace the publisher used; knows nothing of values."""

from __future__ import annotations

ATOM = frozenset(
    {
        "http://www.w3.org/2005/Atom",
        "http://www.w3.org/2005/atom",
        "https://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/atom/ns",
        "http://example.com/newformat#",
        "http://example.com/necho",
        "http://purl.org/echo/",
        "uri/of/echo/namespace#",
        "http://purl.org/pie/",
    }
)
RSS = frozenset(
    {
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss/rss.html",
        "http://purl.org/net/rss1.1#",
    }
)
XHTML = "http://www.w3.org/1999/xhtml"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/metadata/dublin_core": "dc",
    "http://purl.org/metadata/dublin_core#": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    XHTML: "xhtml",
    RDF: "rdf",
    **dict.fromkeys(ATOM, "atom"),
}
_LOWER_PREFIXES = {address.lower(): prefix for address, prefix in _PREFIXES.items()}
_KNOWN = frozenset({"dc", "dcterms", "content", "media", "itunes", "xhtml", "rdf", "atom"})


class Names:
    """Field names of one document. `home`: namespaces whose elements need no prefix ("title"); others get a fixed one
    ("dc:creator"); elements of unknown namespaces have the name "". Not shared between threads."""

    def __init__(self, home: frozenset[str]) -> None:
        self._home = home | {""}
        self._known: dict[str, str] = {}

    def field(self, tag: str) -> str:
        """The field of an element's tag in Clark notation, lower case; "" for one that stands for nothing here."""
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = self._read(tag)
        return name

    def _read(self, tag: str) -> str:
        namespace, local = split(tag)
        if namespace in self._home and ":" not in local:
            return local.lower()
        if ":" in local:  # a prefix that the document never declared
            prefix, _, local = local.partition(":")
            prefix = prefix.lower()
            return f"{prefix}:{local.lower()}" if prefix in _KNOWN else ""
        prefix = _LOWER_PREFIXES.get(namespace.strip().lower(), "")
        return f"{prefix}:{local.lower()}" if prefix else ""


def split(tag: str) -> tuple[str, str]:
    """Namespace ("" when none) and local name of a tag in Clark notation."""
    if tag.startswith("{"):
        namespace, _, local = tag[1:].partition("}")
        return namespace, local
    return "", tag
