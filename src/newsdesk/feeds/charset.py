"""Bytes of a feed or subscription list to text; it must not know what the text says beyond its declared encoding."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator

LIMIT = 32 * 1024 * 1024  # bytes after a gzip body has been opened; the web door has its own, lower limit
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BARE_STARTS = (  # XML 1.0, appendix F.1: what "<" or "<?" looks like without a byte order mark
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00{\x00", "utf-16-be"),
    (b"{\x00", "utf-16-le"),
)
_HEADER_CHARSET = re.compile(r"charset\s{0,8}=\s{0,8}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([\w.:-]{1,40})")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,8}=\s{0,8}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_WIDER = {  # labels that are commonly used for a superset
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "tis-620": "cp874",
}
_GUESSED = ["cp1256", "iso8859_6"]
# Quotes and dashes of windows-1252 that were taken for Latin-1 on their way to UTF-8.
_OF_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_WINDOWS_MARKS = (b"\xc2\x92", b"\xc2\x93")
_FOREIGN = "\ufffd"
_UNUSED = re.compile("[\x80-\x9f]")


def open_gzip(document: bytes) -> bytes:
    """The document itself, or what a gzip body holds (as far as it can be read, at most LIMIT bytes)."""
    if not document.startswith(b"\x1f\x8b"):
        return document
    opener = zlib.decompressobj(wbits=31)
    try:
        return opener.decompress(document, LIMIT)
    except zlib.error:
        return document


def decode(document: bytes, content_type: str | None = None) -> str:
    """The document's text, without a byte order mark.

    Order: byte order mark or zero bytes of UTF-16/32; strict UTF-8 whatever any label says; UTF-8 with U+FFFD where at
    least 99 % of the non-ASCII letters are valid; the header's charset; the declared one (XML, then HTML meta); the
    likelier of the two Arabic code pages. A label under which the bytes are not valid is passed over. Never raises.
    """
    for mark, name in _BOMS:
        if document.startswith(mark):
            return document.decode(name, "replace")
    for start, name in _BARE_STARTS:
        if document.startswith(start):
            return document.decode(name, "replace")
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return text.translate(_OF_WINDOWS) if has_windows_marks(document) else text
    if (nearly := _nearly_utf8(document)) is not None:
        return nearly
    for label in _labels(document, content_type):
        if (labelled := _under(document, label)) is not None:
            return labelled
    return _guessed(document)


def has_windows_marks(document: bytes) -> bool:
    """Whether UTF-8 holds the C1 controls that are quotes of windows-1252 gone astray."""
    return any(pair in document for pair in _WINDOWS_MARKS)


def _nearly_utf8(document: bytes) -> str | None:
    text = document.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    bad = text.count(_FOREIGN)
    return text if bad * 100 <= foreign else None


def _labels(document: bytes, content_type: str | None) -> Iterator[str]:
    if content_type and (found := _HEADER_CHARSET.search(content_type[:300])):
        yield found[1]
    head = document[:1024]
    for pattern in (_DECLARED, _META):
        if named := pattern.search(head):
            yield named[1].decode("ascii", "ignore")


def _under(document: bytes, label: str) -> str | None:
    """The text under a label, None when the label is unknown, is UTF-8 (tried before) or cannot be true."""
    try:
        name = codecs.lookup(label).name
        name = _WIDER.get(name, name)
        if name.startswith(("utf", "unicode", "idna", "punycode", "raw", "mbcs", "oem")):
            return None
        text = document.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None  # bytes-to-bytes codecs raise LookupError here
    doubtful = text.count(_FOREIGN) + len(_UNUSED.findall(text))
    return text if doubtful * 100 <= len(text) - len(text.encode("ascii", "ignore")) else None


def _guessed(document: bytes) -> str:
    from charset_normalizer import from_bytes  # only for the rare unlabelled document: its import is slow

    letters = bytes(document[: 256 * 1024])
    best = from_bytes(letters, cp_isolation=_GUESSED, threshold=1.0, preemptive_behaviour=False).best()
    return document.decode(best.encoding if best is not None else "cp1256", "replace")
