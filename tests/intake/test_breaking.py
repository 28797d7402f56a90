"""What a category says is breaking news is marked so, and its headline stays as published."""

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk import feeds
from newsdesk.intake.prepare import prepare


def test_what_a_category_says_is_breaking_is_marked_and_its_title_is_not_touched() -> None:
    titles = ("إغلاق الميناء", "عاجل | إغلاق الميناء", "ندوة")
    items = "".join(
        f"<item><title>{title}</title><category>{'ثقافة' if title == 'ندوة' else 'عاجل'}</category></item>"
        for title in titles
    )
    document = f'<rss version="2.0"><channel><title>صحيفة</title>{items}</channel></rss>'
    feed = feeds.parse(
        document.encode(), url="https://paper.example/", content_type=None, now=datetime(2026, 11, 25, tzinfo=UTC)
    )
    assert [(item.title, item.is_breaking) for item in prepare(feed)] == [
        ("إغلاق الميناء", True),
        ("عاجل | إغلاق الميناء", True),
        ("ندوة", False),
    ]
