"""By what an item is known again, over the ways in which publishers change what should stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsdesk.domain.feed import Item
from newsdesk.feeds import parse
from newsdesk.feeds.identity import canonical_url, keys

DAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


def item(number: int, **changes: object) -> Item:
    plain = Item(
        title=f"خبر رقم {number}",
        url=f"https://news.example/{number}",
        guid=f"n-{number}",
        published_at=DAY + timedelta(minutes=number),
        time_text=None,
        author=None,
        summary_html=f"موجز {number}",
        content_html="",
        position=number,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_an_item_has_three_keys_the_publishers_first() -> None:
    (own,) = keys([item(1)])
    assert [key[:2] for key in own] == ["g:", "u:", "t:"]
    assert all(len(key) == 22 for key in own)


def test_a_key_that_different_items_share_counts_for_none_of_them() -> None:
    first, second = keys([item(1, guid="1"), item(2, guid="1")])
    assert [key[:2] for key in first] == ["u:", "t:"]
    assert not set(first) & set(second)


def test_a_repeated_item_has_the_keys_of_the_first() -> None:
    first, _, again = keys([item(1), item(2), item(1, position=3)])
    assert first == again
    assert len(first) == 3


def test_an_item_left_without_keys_is_known_by_its_content() -> None:
    first, second = keys([item(n, guid="1", url=None, title="عاجل") for n in (1, 2)])
    assert first != second
    assert first[0][:2] == "c:"


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": "other", "title": "عنوان آخر"},
        {"url": "http://NEWS.example:80/1?utm_source=x#top", "guid": None},
        {"url": "https://other.example/", "title": "عنوان آخر"},
        {"guid": None, "url": None, "title": "«خبرٌ» رقم 1!"},
        {"published_at": DAY + timedelta(days=3), "guid": None},
    ],
)
def test_an_item_that_changed_in_part_is_known_again(changes: dict[str, object]) -> None:
    assert set(keys([item(1)])[0]) & set(keys([item(1, **changes)])[0])


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://News.Example:80/a/?utm_source=rss&id=7&fbclid=x#top", "https://news.example/a?id=7"),
        ("https://news.example", "https://news.example"),
        ("https://news.example:8443/?b=2&a=1", "https://news.example:8443?b=2&a=1"),
        ("https://user@news.example/%d8%a7%7E", "https://news.example/%D8%A7~"),
        ("https://news.example/ا", "https://news.example/%D8%A7"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_two_spellings_of_an_address_are_one(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical
    assert canonical_url(canonical) == canonical


def _sync(corpus: Path, files: list[str]) -> int:
    """How many articles a reader holds after these documents, matching by any key."""
    known: dict[str, int] = {}
    held = 0
    for name in files:
        document = (corpus / "feeds" / name).read_bytes()
        feed = parse(document, url="https://news.example/ar/rss.xml", content_type=None, now=DAY)
        for own in keys(feed.items):
            number = next((known[key] for key in own if key in known), None)
            if number is None:
                held, number = held + 1, held
            known.update(dict.fromkeys(own, number))
    return held


@pytest.mark.parametrize(
    ("files", "articles"),
    [
        (["rss-duplicate-guid.xml"] * 2, 10),
        (["rss-repeated-items.xml"] * 2, 10),
        (["rss-no-link-no-guid.xml"] * 2, 8),
        (["rss-guid-changes-1.xml", "rss-guid-changes-2.xml"], 8),
        (["rss-edited-1.xml", "rss-edited-2.xml"], 8),
    ],
)
def test_the_corpus_histories_double_nothing(corpus: Path, files: list[str], articles: int) -> None:
    assert _sync(corpus, [f"arabic/{name}" for name in files]) == articles
