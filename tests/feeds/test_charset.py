"""Arabic text in every encoding, with true, false and no labels: the letters come out right."""

from __future__ import annotations

import gzip
from random import Random

import pytest
from tests.feeds.charset_grid import NOW, Served, served, share_right

from newsdesk.arabic.charset import _is_spotless, _strangeness, decode, open_gzip
from newsdesk.feeds import parse

TEXT = "أعلنت وزارة التربية، يوم الثلاثاء، عن موعد امتحانات الشهادة الإعدادية في جميع المحافظات والمدن الكبرى. " * 4
BODY = f"<rss><channel><title>{TEXT}</title></channel></rss>"


def declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>{BODY}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
@pytest.mark.parametrize("label", [None, "text/xml; charset=windows-1256", "text/xml; charset=ISO-8859-6"])
def test_unicode_is_read_whatever_the_label_says(encoding: str, label: str | None) -> None:
    assert decode(declared("windows-1256").encode(encoding), label) == declared("windows-1256")


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_code_page_is_read_by_its_header_its_declaration_or_its_letters(encoding: str) -> None:
    text = BODY.replace("،", ",") if encoding == "iso-8859-6" else BODY
    raw = text.encode(encoding)
    assert decode(raw, f"text/xml; charset={encoding}") == text
    assert decode(declared(encoding).encode(encoding)) == declared(encoding)
    assert decode(raw, "text/xml; charset=utf-8") == text
    assert decode(raw) == text


def test_one_stray_byte_spoils_one_letter_only() -> None:
    raw = BODY.encode()
    broken = raw[:200] + b"\xff" + raw[200:]
    assert decode(broken, "text/xml; charset=windows-1256").replace("\ufffd", "") == raw[:200].decode(
        "utf-8", "ignore"
    ) + raw[200:].decode("utf-8", "ignore")


@pytest.mark.parametrize(
    "label",
    ["text/xml; charset=none", "text/xml; charset=base64", "text/xml; charset=", "x" * 5000, "text/xml; charset=hex"],
)
def test_a_label_that_names_no_charset_is_passed_over(label: str) -> None:
    assert decode(BODY.encode("windows-1256"), label) == BODY


def test_a_gzip_body_is_opened_and_a_broken_one_stays() -> None:
    packed = gzip.compress(BODY.encode())
    assert open_gzip(packed) == BODY.encode()
    assert open_gzip(b"\x1f\x8bxx") == b"\x1f\x8bxx"


def _name(one: Served) -> str:
    return f"{one.encoding} {one.place} {one.manner} {one.content_type}"


@pytest.mark.parametrize("one", list(served()), ids=_name)
def test_the_letters_come_out_right_where_one_declaration_is_right_and_where_none_is(one: Served) -> None:
    assert share_right(one) >= 0.99


@pytest.mark.parametrize("label", [None, "text/xml; charset=windows-1256", "text/xml; charset=utf-8"])
def test_items_of_another_code_page_in_a_utf8_document_spoil_neither(label: str | None) -> None:
    foreign = "خبر من وكالة أخرى في يوم آخر"
    raw = BODY.encode().replace(b"</channel>", f"<item><title>{foreign}</title></item></channel>".encode("cp1256"))
    text = decode(raw, label)
    assert TEXT in text
    assert foreign in text


@pytest.mark.parametrize("western", ["latin-1", "cp1252"])
def test_text_that_was_encoded_twice_is_brought_back(western: str) -> None:
    from newsdesk.arabic.charset import _OF_WINDOWS

    title = "«خبر» في الصباح الباكر، ونص"
    raw = title.encode().decode("latin-1")
    if western == "cp1252":
        raw = "".join(_OF_WINDOWS.get(ord(c), c) if _OF_WINDOWS.get(ord(c), c) != "\ufffd" else c for c in raw)
    document = f"<rss><channel><title>ج</title><item><title>{raw}</title></item></channel></rss>".encode()
    assert parse(document, url="https://a.example/", content_type=None, now=NOW).items[0].title == title


def test_danish_stays_danish() -> None:
    text = "<rss><channel><title>Ø§ Øl på Ærø, Ù» og Ø®</title></channel></rss>"
    assert decode(text.encode()) == text


def test_western_letters_stay_under_a_western_label() -> None:
    text = "<rss><channel><title>Été à Genève, naïve Noëlle</title></channel></rss>"
    for label in ("text/xml; charset=iso-8859-1", None):
        assert decode(text.encode("cp1252"), label) == text


@pytest.mark.parametrize("name", ["cp1256", "iso8859-6"])
def test_the_quick_look_at_the_bytes_says_what_the_look_at_the_text_says(name: str) -> None:
    chance = Random(7)
    pools = [range(0xC0, 0x100), range(0xC7, 0xDF), b" abz<>", range(0x80, 0xC0), b" \n.0"]
    found = []
    for _ in range(3000):
        chosen = chance.sample(pools, chance.randint(1, 5))
        document = bytes(chance.choice([*chance.choice(chosen)]) for _ in range(chance.randint(1, 9)))
        found.append(_is_spotless(document, name))
        assert found[-1] == (_strangeness(document.decode(name, "replace")) == 0), document
    assert 300 < sum(found) < 2700
