"""Text of an XML document to a tree of elements, safely; it must not know what the elements mean.

No parser here resolves an entity, loads a DTD, opens a file or an address, or follows XInclude.
"""

from __future__ import annotations

from lxml import etree

from newsdesk.feeds.repair import mend, strip_head

MOST_ITEMS = 2000  # what one document may hold; later ones are left out


def read(text: str) -> etree._Element | None:
    """The root element; None when nothing in the text looks like one. Reads well-formed documents at the parser's own
    speed, all others as far as they go (see `repair.mend`)."""
    text = strip_head(text)
    if not text.startswith("<!DOCTYPE"):
        root = _strict(text)
        if root is not None:
            return root
    mended = mend(text)
    if not mended:
        return None
    root = _strict(mended)
    return root if root is not None else _forgiving(mended)


def _strict(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _forgiving(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        collect_ids=False,
    )
