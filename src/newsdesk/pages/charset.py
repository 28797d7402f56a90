"""A page's bytes as text: what the header, the marks and the page itself say, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]+)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What pages mean when they say this (WHATWG Encoding Standard, 4.2).
_MEANT = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_HEAD = 4096  # bytes in which a page may say its encoding
_LIKELY = ["utf_8", "cp1256", "iso8859_6", "cp1252"]


def decode(document: bytes, content_type: str | None) -> str:
    """The text. UTF-8 that is valid is believed before any declaration; bytes that cannot be read become U+FFFD."""
    for mark, name in _MARKS:
        if document.startswith(mark):
            return document.decode(name, "replace")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError:
        said = _said(document, content_type)
    if said in {"", "cp1252"}:
        said = _guessed(document)
    return document.decode(said, "replace")


def _said(document: bytes, content_type: str | None) -> str:
    """The codec that is declared, "" when none that Python knows."""
    header = _HEADER.search(content_type or "")
    meta = _META.search(document, 0, _HEAD)
    for name in (header[1] if header else "", (meta[1] or meta[2]).decode("ascii") if meta else ""):
        if name:
            try:
                codec = codecs.lookup(_MEANT.get(name.lower(), name))
            except LookupError:
                continue
            if getattr(codec, "_is_text_encoding", True):
                return codec.name
    return ""


def _guessed(document: bytes) -> str:
    from charset_normalizer import from_bytes

    text = re.sub(rb"<[^>]{0,2000}>", b" ", document[:200_000])
    best = from_bytes(text, cp_isolation=_LIKELY).best()
    return best.encoding if best else "utf-8"
