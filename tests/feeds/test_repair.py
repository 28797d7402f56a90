"""Ill-formed and hostile XML: what is read of it all the same, and what is never done."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from newsdesk.domain.feed import Feed
from newsdesk.feeds import parse
from newsdesk.feeds.repair import mend

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def read(inside: str, head: str = "") -> Feed:
    document = f"{head}<rss version='2.0'><channel><title>ع</title>{inside}"
    return parse(document.encode(), url="https://news.example/rss", content_type=None, now=NOW)


def titles(inside: str, head: str = "") -> list[str]:
    return [item.title for item in read(f"{inside}</channel></rss>", head).items]


def test_a_bare_ampersand_stays_one() -> None:
    assert titles("<item><title>أ & ب &c; د</title></item>") == ["أ & ب &c; د"]


def test_an_undeclared_html_entity_is_its_character() -> None:
    assert titles("<item><title>&laquo;خبر&raquo;&nbsp;عاجل</title></item>") == ["«خبر» عاجل"]


def test_an_entity_of_the_documents_own_is_opened_out() -> None:
    assert titles("<item><title>&who; قال</title></item>", '<!DOCTYPE rss [<!ENTITY who "زيد">]>') == ["زيد قال"]


def test_control_characters_are_dropped() -> None:
    assert titles("<item><title>خ\x00ب\x0bر</title></item>") == ["خبر"]


def test_bare_html_in_a_description_hides_no_other_field() -> None:
    item = read(
        "<item><title>أ</title><description><b>نص<br>آخر</description><link>https://n.example/1</link></item></channel></rss>"
    ).items[0]
    assert (item.summary_html, item.url) == ("<b>نص<br>آخر", "https://n.example/1")


def test_an_unclosed_cdata_section_ends_with_its_element() -> None:
    inside = "<item><title><![CDATA[أول</title></item><item><title>ثان</title></item>"
    assert titles(inside) == ["أول", "ثان"]


def test_an_unclosed_title_ends_where_the_next_field_begins() -> None:
    item = read("<item><title>أ<link>https://n.example/1</link><guid>1</guid></item></channel></rss>").items[0]
    assert (item.title, item.url, item.guid) == ("أ", "https://n.example/1", "1")


def test_items_that_are_never_closed_are_all_read() -> None:
    assert titles("<item><title>أ</title><item><title>ب</title>") == ["أ", "ب"]


def test_an_item_cut_in_two_by_the_end_is_left_to_the_next_fetch() -> None:
    assert [item.title for item in read("<item><title>أ</title></item><item><title>نصف عن").items] == ["أ"]


def test_prefixes_that_were_never_declared_are_understood() -> None:
    item = read(
        "<item><title>أ</title><dc:creator>ليلى</dc:creator><content:encoded>نص</content:encoded></item></channel></rss>"
    ).items[0]
    assert (item.author, item.content_html) == ("ليلى", "نص")


def test_an_entity_bomb_stays_small() -> None:
    rows = "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};&a{n};&a{n};">' for n in range(40))
    feed = read(
        "<item><title>خبر</title><description>&a40;</description></item></channel></rss>",
        f'<!DOCTYPE r [<!ENTITY a0 "ها">{rows}]>',
    )
    assert feed.items[0].title == "خبر"
    assert len(feed.items[0].summary_html) < 2000


def test_an_external_entity_opens_no_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret.txt"
    secret.write_text("سر", encoding="utf-8")
    head = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    item = read("<item><title>خبر</title><description>&x;</description></item></channel></rss>", head).items[0]
    assert "سر" not in item.summary_html


def test_what_was_mended_is_well_formed() -> None:
    for broken in (
        "<rss><a><b></a>",
        "<rss <x>",
        "<rss><a x=1 x=2 y='&'>&</a>",
        "<rss></b></rss>x",
        "<rss><![CDATA[",
        "<rss>" + "<d>" * 5000,
    ):
        etree.fromstring(mend(broken).encode() or b"<none/>")
