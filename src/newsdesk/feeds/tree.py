"""Text of an XML document to a tree of elements, safely; it must not know what the elements mean.

No parser here resolves an entity, loads a DTD, opens a file or an address, or follows XInclude.
"""

from __future__ import annotations

from lxml import etree

from newsdesk.arabic.charset import has_windows_marks
from newsdesk.arabic.twice import SIGN
from newsdesk.feeds.repair import mend, modern, strip_head

_DOUBTFUL = (b"<!DOCTYPE", b"&#1", b"&#x", SIGN)  # what is looked at closer as text
MOST_ITEMS = 2000  # what one document may hold; later ones are left out


def read_well_formed(document: bytes) -> etree._Element | None:
    """The root element of bytes that are well-formed XML in UTF-8 and declare no entities; None for all others. This
    is the quick way, which nearly every feed goes: text is never made of it."""
    if has_windows_marks(document) or any(mark in document for mark in _DOUBTFUL):
        return None
    return _parsed(document.lstrip(b"\xef\xbb\xbf \t\r\n"))


def read(text: str) -> etree._Element | None:
    """The root element; None when nothing in the text looks like one. Reads well-formed documents at the parser's own
    speed, all others as far as they go (see `repair.mend`)."""
    text = modern(strip_head(text))
    if "<!DOCTYPE" not in text:  # else its entities are opened out by us first
        root = _parsed(text.encode("utf-8", "replace"))
        if root is not None:
            return root
    mended = mend(text)
    if not mended:
        return None
    utf8 = mended.encode("utf-8", "replace")
    root = _parsed(utf8)
    return root if root is not None else _parsed(utf8, recover=True)


def _parsed(utf8: bytes, *, recover: bool = False) -> etree._Element | None:
    parser = etree.XMLParser(
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
    try:
        return etree.fromstring(utf8, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
