"""Bytes of a feed, list or page to text; it must not know what the text says beyond its declared encoding."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from newsdesk.arabic.twice import SIGN, once

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
_ARABIC = {"cp1256": "iso8859-6", "iso8859-6": "cp1256"}  # each with the one that it is taken for
# One code page read as the other, or as a western one, mixes accented letters into Arabic words or strings them up.
_MIXED = re.compile(
    "[\u0621-\u064a][A-Za-z\u00c0-\u00ff\u0152\u0153]|[A-Za-z\u00c0-\u00ff\u0152\u0153][\u0621-\u064a]|[\u00c0-\u00ff]{4}"
)
_HEAD = 4096  # bytes in which a document may say its encoding; pages say it late
_STRAY = re.compile("[\udc80-\udcff]+")  # bytes that are no UTF-8, as `surrogateescape` writes them
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

    Order: byte order mark or zero bytes of UTF-16/32; strict UTF-8 whatever any label says; UTF-8 with stray bytes; the
    header's charset; the declared one (XML, then HTML meta); the likeliest of the Arabic and western code pages.
    A label under which the bytes are not valid, or no words, is passed over, and the two Arabic code pages are told
    apart by the letters that stand together. UTF-8 that was encoded twice is brought back. Never raises.

    >>> decode("خبر عاجل من الميناء".encode("cp1256"), "text/html; charset=utf-8")
    'خبر عاجل من الميناء'
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
        text = once(text) if SIGN in document else text
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
    """The text when at least half of what is not ASCII is UTF-8; letters of windows-1256 in between, as where a page is
    put together from several, are read as such, other stray bytes become U+FFFD."""
    text = document.decode("utf-8", "surrogateescape")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    bad = len(text) - len(text.encode("utf-8", "ignore").decode("utf-8"))  # quicker than to look for them
    return _STRAY.sub(_stray, text) if bad * 2 <= foreign else None


def _stray(run: re.Match[str]) -> str:
    if len(run[0]) < 2 or min(run[0]) < "\udcc0":
        return _FOREIGN
    return run[0].encode("utf-8", "surrogateescape").decode("cp1256")


def _labels(document: bytes, content_type: str | None) -> Iterator[str]:
    if content_type and (found := _HEADER_CHARSET.search(content_type[:300])):
        yield found[1]
    head = document[:_HEAD]
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
    return text if name in _ARABIC and _is_spotless(document, name) else _doubted(document, name, text)


def _doubted(document: bytes, name: str, text: str) -> str | None:
    """The text under the code page of that name, or under the other Arabic one; None when it cannot be true."""
    doubtful = text.count(_FOREIGN) + len(_UNUSED.findall(text))
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if doubtful * 100 > foreign:
        return None
    strange = len(_MIXED.findall(text))
    if name in ("cp1252", "cp1254") and strange * 10 > foreign:
        return None
    if name in _ARABIC and strange * 50 > foreign:
        other = document.decode(_ARABIC[name], "replace")
        return other if _strangeness(other) * 4 < strange else text
    return text


def _is_spotless(document: bytes, name: str) -> bool:
    """Whether nothing in it is doubtful or strange under an Arabic code page: told by the kinds of its bytes, a
    fiftieth of the time that the looks at its text take."""
    kinds = document.translate(_kinds(name))
    return not any(strange in kinds for strange in (b"?", b"al", b"la", b"ax", b"xa", b"xxxx"))


@lru_cache(maxsize=2)
def _kinds(name: str) -> bytes:
    """What each byte is under a code page: "a" an Arabic letter, "l" a Latin one, "x" one with an accent, "?" none."""
    letters = [bytes([code]).decode(name, "replace") for code in range(256)]
    return "".join(map(_kind, letters)).encode("ascii")


def _kind(letter: str) -> str:
    if letter == _FOREIGN or _UNUSED.match(letter):
        return "?"
    if "\u0621" <= letter <= "\u064a":
        return "a"
    if "\u00c0" <= letter <= "\u00ff":
        return "x"
    return "l" if letter in "\u0152\u0153" or (letter.isascii() and letter.isalpha()) else "."


def _guessed(document: bytes) -> str:
    """The reading, of the two Arabic code pages and the western one, in which fewest letters stand where none can."""
    return min((document.decode(name, "replace") for name in (*_ARABIC, "cp1252")), key=_strangeness)


def _strangeness(text: str) -> int:
    return text.count(_FOREIGN) + len(_UNUSED.findall(text)) + len(_MIXED.findall(text))
