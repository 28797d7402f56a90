"""An address as it may be shown: readable where that is safe, as the network has it where letters could deceive."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QUrl

from newsdesk.arabic.bidi import clean

# Scripts whose letters nobody takes for Latin ones. Greek, Cyrillic and others have letters that look the same.
UNLIKE_LATIN = ("ARABIC", "HEBREW", "CJK", "HANGUL", "HIRAGANA", "KATAKANA", "THAI", "DEVANAGARI")


def shown_address(url: QUrl) -> str:
    """The address without names and passwords before its host; a label of the host is shown in its own letters only
    when all of them are of one script that cannot be mistaken for Latin.

    >>> shown_address(QUrl("https://مثال.net/%D8%AE%D8%A8%D8%B1?a=1"))
    'https://مثال.net/خبر?a=1'
    >>> shown_address(QUrl("https://bank.example@xn--pple-43d.com/"))
    'https://xn--pple-43d.com/'
    """
    scheme, slashes, rest = url.toDisplayString().partition("//")
    authority, slash, path = rest.partition("/")
    shown = f"{scheme}{slashes}{authority.rpartition('@')[2]}{slash}{path}"
    spoken = url.host(QUrl.ComponentFormattingOption.PrettyDecoded)
    ascii_host = url.host(QUrl.ComponentFormattingOption.EncodeUnicode)
    if spoken and spoken != ascii_host:
        labels = zip(spoken.split("."), ascii_host.split("."), strict=False)
        host = ".".join(label if is_plain(label) else coded for label, coded in labels)
        shown = shown.replace(spoken, host, 1)
    return clean(shown)


def is_plain(label: str) -> bool:
    """Whether a label of a host is plain ASCII, or of one script that cannot be mistaken for Latin.

    >>> is_plain("example"), is_plain("الأخبار"), is_plain("аррӏе"), is_plain("аpple"), is_plain("أخبارnews")
    (True, True, False, False, False)
    """
    if label.isascii():
        return True
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in label if letter not in "-0123456789"}
    return len(scripts) == 1 and scripts <= set(UNLIKE_LATIN)
