"""Finds the article in a page; what comes out is foreign HTML still. Heavy, so imported at the first page."""

from __future__ import annotations

import logging
import re
from html import escape

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring
from trafilatura.settings import use_config

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.pages import places
from newsdesk.pages.charset import decode

LEAST = 80  # letters that make a text
_LEAD = (
    "//meta[@property='og:image' or @name='og:image' or @property='og:image:url']/@content",
    "//meta[@name='twitter:image' or @property='twitter:image' or @name='twitter:image:src']/@content",
    "//link[@rel='image_src']/@href",
)
_NOT_LEAD = re.compile(r"logo|default|placeholder|favicon|avatar|icon", re.IGNORECASE)
_CONFIG = use_config()
_CONFIG.set(
    "DEFAULT", "EXTRACTION_TIMEOUT", "0"
)  # the process has limits of its own; signals belong to its main thread
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "200")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def article_html(document: bytes, url: str, content_type: str | None, title: str) -> str:
    """The article of a page as HTML, its lead picture in front. Raises Failed(NO_TEXT)."""
    tree = _tree(decode(document, content_type))
    if tree is None:
        raise failed(FaultKind.NO_TEXT, address=url)
    lead = _lead(tree, url)
    _wake_pictures(tree, url)
    found = trafilatura.extract(
        tree,
        url=url,
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_formatting=True,
        include_links=True,
        with_metadata=False,
        config=_CONFIG,
    )
    body = _tree(str(found or ""))
    if body is None or len("".join(body.text_content().split())) < LEAST:
        raise failed(FaultKind.NO_TEXT, address=url)
    return _with_lead(body, lead, title)


def _tree(text: str) -> HtmlElement | None:
    text = text.replace("\x00", "")
    if "<" not in text:
        return None
    try:
        return document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return None


def _lead(tree: HtmlElement, url: str) -> str | None:
    """The picture that the page shows when it is shared (Open Graph), unless it is the site's own sign."""
    for path in _LEAD:
        for said in tree.xpath(path)[:3]:
            found = places.absolute(str(said).strip(), url)
            if found and not _NOT_LEAD.search(found.rpartition("/")[2]):
                return found
    return None


def _wake_pictures(tree: HtmlElement, url: str) -> None:
    """Gives lazy pictures their address, else the extraction drops them; drops their copies for scriptless browsers."""
    for element in tree.iter("img"):
        found = places.picture(dict(element.attrib), url)
        if found is None:
            element.attrib.pop("src", None)
            element.tag = "span"
        else:
            element.set("src", found)
    for element in list(tree.iter("noscript")):
        element.drop_tree()


def _with_lead(body: HtmlElement, lead: str | None, title: str) -> str:
    """The article without its headline, which is shown above it; with the lead picture if it has none of its own."""
    for heading in list(body.iter("h1", "h2"))[:1]:
        if _letters(heading.text_content()) == _letters(title):
            heading.drop_tree()
    html: str = tostring(body, encoding="unicode")
    if lead and next(body.iter("img"), None) is None:
        html = f'<figure><img src="{escape(lead)}" alt=""></figure>{html}'
    return html


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
