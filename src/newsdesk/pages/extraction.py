"""Finds the article in a page; what comes out is foreign HTML still. Heavy, so imported at the first page."""

from __future__ import annotations

import logging
import re
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import use_config

from newsdesk.arabic.charset import decode
from newsdesk.pages import places, scoring

_LEAD = (
    "//meta[@property='og:image' or @name='og:image' or @property='og:image:url']/@content",
    "//meta[@name='twitter:image' or @property='twitter:image' or @name='twitter:image:src']/@content",
    "//link[@rel='image_src']/@href",
)
_HEADLINES = (
    "//meta[@property='og:title' or @name='twitter:title']/@content",
    "//title/text()",
    "//*[@itemprop='headline']/@content",
)
MOST_HEADLINES = 6
_NOT_LEAD = re.compile(r"logo|default|placeholder|favicon|avatar|icon", re.IGNORECASE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,4})(?![0-9a-fA-F])|0*([0-9]{1,5})(?![0-9]));?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONFIG = use_config()
_CONFIG.set(
    "DEFAULT", "EXTRACTION_TIMEOUT", "0"
)  # the process has limits of its own; signals belong to its main thread
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "200")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class Page:
    """One page, read once; `lead`: the address of the picture it shows when shared, None when it has none of its own;
    `headlines`: how the page itself words its headline."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self._tree = tree
        self._url = url
        self.base_url = _base(tree, url)
        self.lead = _lead(tree, self.base_url)
        self.headlines = _headlines(tree)
        _wake_pictures(tree, self.base_url)
        _resolve_links(tree, self.base_url)
        self._hidden = _hidden(tree)

    @property
    def tree(self) -> HtmlElement:
        """The page as it was parsed; not to be changed."""
        return self._tree

    def by_rules(self) -> str:
        """The article by trafilatura's rules, as foreign HTML; "" when it finds none."""
        found = trafilatura.extract(
            self._tree,
            url=self._url,
            output_format="html",
            include_comments=False,
            include_tables=True,
            include_images=True,
            include_formatting=True,
            include_links=True,
            with_metadata=False,
            config=_CONFIG,
        )
        return str(found or "")

    def by_score(self) -> str:
        """The article by the weight of its paragraphs, as foreign HTML; "" when nothing reads like one."""
        return scoring.article(deepcopy(self._tree)) or ""

    def hide(self) -> bool:
        """Takes out what the page does not show; whether there was any."""
        for element in self._hidden:
            if element.getparent() is not None:
                element.drop_tree()
        return bool(self._hidden)


def read(document: bytes, url: str, content_type: str | None) -> Page | None:
    """The page; None when the bytes are none."""
    tree = _tree(decode(document, content_type))
    return None if tree is None else Page(tree, url)


def _tree(text: str) -> HtmlElement | None:
    text = _NOT_XML.sub("", text)  # lxml reads these signs and refuses to move them
    if "&#" in text:
        text = _REFERENCE.sub(_if_xml, text)
    if "<" not in text:
        return None
    try:
        return document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
        )
    except (etree.LxmlError, ValueError):
        return None


def _if_xml(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if _NOT_XML.match(chr(code)) else reference[0]


def _base(tree: HtmlElement, url: str) -> str:
    """The address that the page's own are relative to (HTML, 2.4.3): the first base element's, else the page's."""
    for said in tree.xpath("//base/@href")[:1]:
        return places.absolute(str(said).strip(), url) or url
    return url


def _lead(tree: HtmlElement, base_url: str) -> str | None:
    """The picture that the page shows when it is shared (Open Graph), unless it is the site's own sign."""
    for path in _LEAD:
        for said in tree.xpath(path)[:3]:
            found = places.absolute(str(said).strip(), base_url)
            if found and not _NOT_LEAD.search(found.rpartition("/")[2]):
                return found
    return None


def _headlines(tree: HtmlElement) -> tuple[str, ...]:
    said = [str(text) for path in _HEADLINES for text in tree.xpath(path)[:2]]
    said += [heading.text_content() for heading in tree.xpath("(//h1)[position() < 3]")]
    folded = (" ".join(text[:500].split()) for text in said)
    return tuple(dict.fromkeys(text for text in folded if text))[:MOST_HEADLINES]


def _wake_pictures(tree: HtmlElement, base_url: str) -> None:
    """Gives lazy pictures their address, else the extraction drops them; drops their copies for scriptless browsers."""
    for element in tree.iter("img"):
        found = places.picture(dict(element.attrib), base_url)
        if found is None:
            element.attrib.pop("src", None)
            element.tag = "span"
        else:
            element.set("src", found)
    for element in list(tree.iter("noscript")):
        element.drop_tree()


def _resolve_links(tree: HtmlElement, base_url: str) -> None:
    """Makes relative links absolute; the extraction knows no base element."""
    for element in tree.iter("a"):
        href = element.get("href", "")
        if href and not href.startswith(("http://", "https://", "#")):
            found = places.link(href.strip(), base_url)
            if found is None:
                del element.attrib["href"]
            else:
                element.set("href", found)


def _hidden(tree: HtmlElement) -> list[HtmlElement]:
    return [
        element
        for element in tree.xpath("//body//*[@style or @hidden]")
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")[:500])
    ]
