"""Text that was encoded to UTF-8 twice («Ø®Ø¨Ø±» for «خبر»), back to what it says; it must not touch any other."""

from __future__ import annotations

import re

# What the two bytes of an Arabic letter look like when each was taken for a letter of a western code page.
_PAIRS = re.compile("(?:[\u00d8-\u00db][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]){3}")
_RUN = re.compile("[^\x00-\x7f]+")
_LEAST = 2  # such strings of three letters; no language has even one
_BYTES = {bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in b"\x81\x8d\x8f\x90\x9d"}
SIGN = b"\xc3\x98\xc2"  # «Ø» and then a letter below U+00C0: in any such text, in hardly any other


def once(text: str) -> str:
    """The text with what was encoded twice as it was meant, every other text as it is. Linear.

    >>> once("Ø®Ø¨Ø± Ø¹Ø§Ø¬Ù„"), once("Ørsted")
    ('خبر عاجل', 'Ørsted')
    """
    if len(_PAIRS.findall(text)) < _LEAST:
        return text
    return _RUN.sub(_meant, text)


def _meant(run: re.Match[str]) -> str:
    codes = [ord(letter) if letter < "\u0100" else _BYTES.get(letter, -1) for letter in run[0]]
    if min(codes) < 0:
        return run[0]
    try:
        return bytes(codes).decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
