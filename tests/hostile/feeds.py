"""Whole feeds that harm a careless parser, each with what is wrong with it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

RSS, ATOM, JSON = "application/rss+xml", "application/atom+xml", "application/feed+json"
GOOD = "<item><title>خبر عادي</title><link>http://hostile.example/good</link><description>نص</description></item>"


def rss(items: str = GOOD, channel: str = "", head: str = "", attributes: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" {attributes}><channel><title>قناة</title>'
        f"{channel}{items}</channel></rss>"
    )


def item(inside: str) -> str:
    return f"<item><title>خبر</title>{inside}</item>"


def atom(entry: str, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>قناة</title>'
        f"<entry><title>خبر</title><id>1</id>{entry}</entry></feed>"
    )


def json_feed(**said: object) -> str:
    one = {"id": "1", "title": "خبر", "content_html": "<p>نص</p>"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "قناة", "items": [one], **said})


_LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_XML: dict[str, str] = {
    "entities that grow": rss(item("<description>&l9;</description>"), head=f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LOL}]>'),
    "one entity many times": rss(
        item("<description>" + "&a;" * 20_000 + "</description>"), head=f'<!DOCTYPE x [<!ENTITY a "{"b" * 20_000}">]>'
    ),
    "an entity of itself": rss(item("<description>&a;</description>"), head='<!DOCTYPE x [<!ENTITY a "&a;">]>'),
    "an entity from a file": rss(item("<description>&a;</description>"), head='<!DOCTYPE x [<!ENTITY a SYSTEM "FILE">]>'),
    "an entity from an address": rss(
        item("<description>&a;</description>"), head='<!DOCTYPE x [<!ENTITY a SYSTEM "TRAP">]>'
    ),
    "a parameter from an address": rss(head='<!DOCTYPE x [<!ENTITY % a SYSTEM "TRAP"> %a;]>'),
    "a definition at an address": rss(head='<!DOCTYPE rss SYSTEM "TRAP">'),
    "a public definition": rss(head='<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "TRAP">'),
    "an inclusion of a file": rss(
        item('<description><xi:include href="FILE" parse="text"/></description>'),
        attributes='xmlns:xi="http://www.w3.org/2001/XInclude"',
    ),
    "a style sheet at an address": rss(head='<?xml-stylesheet type="text/xsl" href="TRAP"?>'),
    "a schema at an address": rss(
        attributes='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="TRAP TRAP"'
    ),
    "a base that is a script": rss(item("<description>&lt;a href='x'>رابط&lt;/a></description>"), attributes='xml:base="javascript:x"'),
    "a base that is a file": rss(item("<description>&lt;img src='x'></description>"), attributes='xml:base="FILE"'),
    "an item that is a file": rss(item("<link>FILE</link><guid>FILE</guid>")),
    "an item that is a script": rss(item("<link>javascript:alert(1)</link>")),
    "a channel that is a file": rss(channel="<link>FILE</link>"),
    "an enclosure that is a file": rss(item('<enclosure url="FILE" type="image/png" length="1"/>')),
    "a length that is no number": rss(item('<enclosure url="/a.mp3" type="audio/mpeg" length="9e99999"/>')),
    "a picture of the channel": rss(channel="<image><url>TRAP</url><link>TRAP</link></image>"),
    "a cloud to call": rss(channel='<cloud domain="trap.example" port="80" path="/" registerProcedure="x" protocol="soap"/>'),
    "a field to fill in": rss(channel="<textInput><link>TRAP</link><name>q</name></textInput>"),
    "a hub to call": rss(channel='<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="hub" href="TRAP"/>'),
    "a feed that has moved for ever": rss(channel='<itunes:new-feed-url xmlns:itunes="x">TRAP</itunes:new-feed-url>'),
    "elements too deep": rss(item("<description>" + "<b>" * 20_000 + "</description>")),
    "attributes without an end": rss(item("<x " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>")),
    "names without an end": rss(item("".join(f"<x{n}/>" for n in range(20_000)))),
    "a name of a megabyte": rss(item(f"<{'x' * 1_000_000}/>")),
    "data without an end": rss(item("<description><![CDATA[نص")),
    "a comment without an end": rss() + "<!-- " + "-" * 200_000,
    "a title of a megabyte": rss(f"<item><title>{'ع' * 500_000}</title></item>"),
    "an identity of a megabyte": rss(item(f"<guid>{'g' * 1_000_000}</guid>")),
    "a date of a megabyte": rss(item(f"<pubDate>{'1' * 500_000}</pubDate>")),
    "a date without an end": rss(item("<pubDate>Mon, 99 Zzz 999999999999 99:99:99 +9999</pubDate>")),
    "a date before the world": rss(item("<pubDate>Sat, 01 Jan 0000 00:00:00 GMT</pubDate>")),
    "a date after the world": rss(item("<pubDate>Fri, 31 Dec 9999 23:59:59 -1200</pubDate>")),
    "an author of brackets": rss(item(f"<author>{'(' * 32_000}</author>")),
    "an author of signs": rss(item(f"<author>{'a@' * 16_000}</author>")),
    "categories without an end": rss(item("<category>c</category>" * 20_000)),
    "items without an end": rss("<item/>" * 50_000),
    "the same item without an end": rss(GOOD * 3000),
    "a channel in a channel": rss("<channel>" * 5000 + GOOD),
    "a waiting time without an end": rss(channel="<ttl>99999999999999999999</ttl>"),
    "spaces of names without an end": rss(attributes=" ".join(f'xmlns:n{n}="u{n}"' for n in range(5000))),
    "a title of markup": rss("<item><title>&lt;img src=TRAP onerror=alert(1)&gt;&lt;b&gt;خبر</title></item>"),
    "a title of files": rss("<item><title>&lt;img src=FILE&gt;خبر</title></item>"),
    "a source of markup": rss(channel="").replace("قناة", "&lt;img src=FILE&gt;&lt;img src=TRAP&gt;"),
    "an author of markup": rss(item("<author>&lt;img src=FILE&gt;&lt;a href=TRAP&gt;x&lt;/a&gt;</author>")),
    "content elsewhere": atom('<content type="text/html" src="FILE"/>'),
    "content at an address": atom('<content type="image/png" src="TRAP"/>'),
    "content of a script": atom('<content type="text/javascript">alert(1)</content>'),
    "content of a drawing": atom('<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><image href="TRAP"/></svg></content>'),
    "content in bytes that are none": atom('<content type="application/octet-stream">!!!!</content>'),
    "a link to a script": atom('<link href="javascript:alert(1)"/><content>نص</content>'),
    "links without an end": atom('<link href="/x" rel="alternate"/>' * 20_000),
    "xhtml with acts": atom(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">نص</p><script>x()</script></div></content>'
    ),
    "a base in every element": atom('<content type="html">&lt;img src="p"&gt;</content>', 'xml:base="FILE"'),
}  # fmt: skip
_JSON: dict[str, str] = {
    "lists too deep": '{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000,
    "objects too deep": json_feed().replace('"قناة"', '{"a":' * 5000 + "1" + "}" * 5000),
    "numbers too great": json_feed(items=[{"id": 10**4000, "title": "خبر"}]),
    "numbers that are none": json_feed().replace('"1"', "NaN"),
    "half letters": json_feed(items=[{"id": "\ud800", "title": "\udfff خبر", "content_html": "<p>\ud83d</p>"}]),
    "wrong kinds everywhere": json_feed(title=[1], items=[1, None, "x", [], {"id": [], "title": {}, "content_html": 5}]),
    "items that are none": json_feed(items={"a": 1}),
    "files everywhere": json_feed(
        home_page_url="FILE", icon="FILE", next_url="FILE",
        items=[{"id": "1", "url": "FILE", "image": "FILE", "attachments": [{"url": "FILE", "mime_type": "image/png"}]}],
    ),
    "a next page that is a trap": json_feed(next_url="TRAP", hubs=[{"type": "x", "url": "TRAP"}]),
    "a key twice": '{"version":"https://jsonfeed.org/version/1","items":[],"items":[{"id":"1","id":2,"title":"خبر"}]}',
    "a text of a megabyte": json_feed(items=[{"id": "1", "title": "خبر", "content_text": "م" * 1_000_000}]),
}  # fmt: skip


def documents() -> Iterator[tuple[str, bytes, str]]:
    """What is wrong, the document, and its type."""
    for wrong, text in _XML.items():
        yield wrong, text.encode(), ATOM if text.startswith("<feed") else RSS
    for wrong, text in _JSON.items():
        yield f"{wrong} in JSON", text.encode("utf-8", "surrogatepass"), JSON
    plain = rss()
    for codec in ("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1256", "iso8859_6"):
        yield f"{codec} that says it is UTF-8", plain.encode(codec), RSS
    for name in ("utf-7", "rot13", "zip", "hex", "idna", "unicode_escape", "no-such-thing", "x" * 5000, "../../etc"):
        yield f"the encoding {name[:20]}", plain.replace("utf-8", name, 1).encode(), f"{RSS}; charset={name[:200]}"
    yield (
        "letters longer than they need",
        plain.encode().replace(b"<item>", b"<item>\xc0\xbcscript\xc0\xbe\xe0\x80\xaf"),
        RSS,
    )
    yield "bytes that are no letters", plain.encode().replace(b"<item>", b"<item>\xff\xfe\x80\xf8"), RSS
    yield "nulls between letters", plain.encode().replace(b"<", b"\0<\0"), RSS
    yield "a packed desert", gzip.compress(b"<rss><channel>" + b" " * 30_000_000), RSS
    yield "packed nine times", _packed(plain.encode(), 9), RSS
    yield "a packed thing cut short", gzip.compress(plain.encode())[:-20], RSS
    yield "nothing", b"", RSS
    yield "one bracket", b"<", RSS
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, RSS
    yield "marks of order", b"\xef\xbb\xbf" * 1000 + plain.encode(), RSS
    yield "spaces without an end", b" " * 2_000_000 + plain.encode(), RSS


def _packed(document: bytes, times: int) -> bytes:
    for _ in range(times):
        document = gzip.compress(document)
    return document
