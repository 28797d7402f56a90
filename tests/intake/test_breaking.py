"""What a category says is breaking news carries the label that the headline itself did not."""

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk import feeds
from newsdesk.intake.prepare import prepare


def test_what_a_category_says_is_breaking_gets_the_label_at_its_head_once() -> None:
    titles = ("إغلاق الميناء", "عاجل | إغلاق الميناء", "ندوة")
    items = "".join(
        f"<item><title>{title}</title><category>{'ثقافة' if title == 'ندوة' else 'عاجل'}</category></item>"
        for title in titles
    )
    document = f'<rss version="2.0"><channel><title>صحيفة</title>{items}</channel></rss>'
    feed = feeds.parse(
        document.encode(), url="https://paper.example/", content_type=None, now=datetime(2026, 11, 25, tzinfo=UTC)
    )
    assert [item.title for item in prepare(feed)] == ["عاجل: إغلاق الميناء", "عاجل | إغلاق الميناء", "ندوة"]
