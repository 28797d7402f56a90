"""By what an item is known again at the next fetch; it must not know what is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from urllib.parse import urlsplit

from newsdesk.domain.feed import Item

_TRACKERS = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
    }
    | {"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_anon_id", "oly_enc_id", "wickedid", "s_cid"}
    | {"ref_src", "ref_url", "cmpid", "at_medium", "at_campaign", "at_custom1", "ocid", "xtor", "_openstat", "srsltid"}
    | {"_ga", "_gl", "spm", "guccounter", "traffic_source", "ito"}
)
LONG_TEXT, LONG_TITLE = 80, 4  # letters and words from which equal ones are no chance: «عاجل» is one
# What nearly all links look like; a port that may be the scheme's own is looked at closer.
_SIMPLE = re.compile(r"https?://([a-z0-9.-]*[a-z0-9](?::[1-9][0-9]{3,4})?)((?:/[A-Za-z0-9._~-]+)+)/?")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_SHOWN = frozenset(range(0x30, 0x3A)) | set(range(0x41, 0x5B)) | set(range(0x61, 0x7B)) | {0x2D, 0x2E, 0x5F, 0x7E}


def keys(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """The identities of each item of one document, in its order, strongest first, each a prefix and 20 hex digits.

    "g:" the publisher's id, "u:" the canonical link, "t:" the title (the beginning of the text where there is none)
    and the day, when that was printed. A key that different items of the document share is left out; a plain repetition
    of an item has the keys of the first. An item left without id and link is known by its words, too ("c:"), else a
    date that changes would make it another. Never an empty tuple.
    """
    marks = _marks_of_firsts(items)
    owners: dict[str, tuple[str, ...]] = {}
    shared: set[str] = set()
    for own, item in zip(marks, items, strict=True):
        # Without a link, only the same text makes two items with the same title and id one.
        owner = own if item.url else (*own, _content_key(item))
        for key in own:
            if owners.setdefault(key, owner) != owner:
                shared.add(key)
    return [
        _with_content(tuple(key for key in own if key not in shared), item)
        for own, item in zip(marks, items, strict=True)
    ]


def _marks_of_firsts(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """The marks of each item; of one that says the same at length as an earlier one, under another id and link (a story
    in two sections of a paper), those of the earlier."""
    marks: list[tuple[str, ...]] = []
    firsts: dict[tuple[str, str], tuple[str, ...]] = {}
    for item in items:
        own = _marks(item)
        text = item.content_html or item.summary_html
        if len(text) >= LONG_TEXT and item.title.count(" ") >= LONG_TITLE - 1:
            own = firsts.setdefault((own[-1], text), own)
        marks.append(own)
    return marks


def _with_content(own: tuple[str, ...], item: Item) -> tuple[str, ...]:
    return own if own and own[0][0] != "t" else (*own, _content_key(item))


def _content_key(item: Item) -> str:
    return _key("c", item.title + item.summary_html + item.content_html)


def canonical_url(url: str) -> str:
    """The address in the one form in which two of the same page are equal: https for http, host in lower case, without
    default port, fragment, user, tracking parameters and the slash at the end; other parameters stay in their order.

    >>> canonical_url("HTTP://News.example:80/a/?utm_source=rss&id=7#top")
    'https://news.example/a?id=7'
    """
    if simple := _SIMPLE.fullmatch(url):
        return f"https://{simple[1]}{simple[2]}"
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != (443 if parts.scheme == "https" else 80):
        place = f"{place}:{port}"
    path = _unescaped(parts.path).rstrip("/")
    query = _query(parts.query)
    return f"https://{place}{path}{'?' if query else ''}{query}"


def _query(query: str) -> str:
    if not query:
        return ""
    kept = []
    for pair in query.replace("&amp;", "&").split("&"):
        name = pair.partition("=")[0].lower()
        if pair and name not in _TRACKERS and not name.startswith(("utm_", "hsa_", "pk_", "mtm_", "matomo_")):
            kept.append(_unescaped(pair))
    return "&".join(kept)


def _unescaped(text: str) -> str:
    """Escapes in upper case, letters that need none as themselves (RFC 3986, section 6.2.2), all others escaped."""
    if "%" in text:
        text = _ESCAPE.sub(_normal, text)
    if text.isascii():
        return text
    return "".join(c if c < "\x80" else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in text)


def _normal(found: re.Match[str]) -> str:
    code = int(found[0][1:], 16)
    return chr(code) if code in _SHOWN else found[0].upper()


def _marks(item: Item) -> tuple[str, ...]:
    found = []
    if item.guid:
        found.append(_key("g", item.guid))
    if item.url:
        found.append(_key("u", canonical_url(item.url)))
    words = letters(item.title) or letters((item.summary_html or item.content_html)[:400])
    if words and not (item.is_time_vague and item.url):  # the same words under another address, no day: another story
        day = item.published_at.date().isoformat() if item.published_at and not item.is_time_vague else ""
        found.append(_key("t", f"{words} {day}"))
    return tuple(found)


def letters(text: str) -> str:
    """Letters and digits only: punctuation, spaces and marks around a title change without its being another."""
    return "".join(filter(str.isalnum, text)).casefold()


def _key(kind: str, text: str) -> str:
    return f"{kind}:{blake2b(text.encode('utf-8', 'replace'), digest_size=10).hexdigest()}"
