"""One story once, however it is worded; never across clearly different numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.arabic.names import variants
from newsdesk.arabic.stories import LASTS, LOOKED_AT, MOST, WORDS, Stories

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NAMES = variants(["ترامب ترمب", "نتنياهو نتانياهو"])

SAME = [
    ("عاجل | إغلاق الميناء القديم أمام السفن", "#عاجل: السلطات تغلق الميناء القديم أمام السفن"),
    ("عاجل: ترامب يصل إلى العاصمة", "خبر عاجل.. وصول ترمب إلى العاصمة"),
    ("عاجل: انقطاع الطريق الساحلي عند الكيلومتر 47", "انقطاع الطّريق الساحلي عند الكيلومتر ٤٧"),
    ("عاجل: زلزال بقوة 6.1 يضرب الجزر الشمالية", "زلزال يضرب الجزر الشمالية"),
]
OTHER = [
    ("عاجل: 9 جرحى في حريق الميناء", "عاجل: 12 جريحا في حريق الميناء"),
    ("عاجل: زلزال بقوة 5 يضرب الجزر", "عاجل: زلزال بقوة 7 يضرب الجزر"),
    ("عاجل: إغلاق الميناء القديم", "عاجل: افتتاح المطار الجديد"),
    ("عاجل: وزير النقل يستقيل من منصبه بعد حادث القطار", "عاجل: وزير المالية يعلن موازنة العام المقبل"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_wordings_of_one_story_are_told_once(first: str, second: str) -> None:
    told = Stories(NAMES)
    assert told.take(first, AT)
    assert not told.take(second, AT + timedelta(minutes=20))


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_stories_are_told_both(first: str, second: str) -> None:
    told = Stories(NAMES)
    assert told.take(first, AT)
    assert told.take(second, AT + timedelta(minutes=20))


def test_the_same_words_after_a_day_and_a_half_are_another_story() -> None:
    told = Stories(NAMES)
    assert told.take(SAME[0][0], AT)
    assert not told.take(SAME[0][1], AT + LASTS)
    assert told.take(SAME[0][1], AT + LASTS + timedelta(seconds=1))


def test_a_headline_without_a_word_that_says_something_is_always_told() -> None:
    told = Stories(NAMES)
    assert told.take("عاجل", AT)
    assert told.take("عاجل", AT)


def test_the_cost_of_a_headline_does_not_grow_with_the_stories_that_are_remembered() -> None:
    told = Stories({})
    for number in range(3 * MOST):
        told.take(f"الميناء كلمة{number} عبارة{number} جملة{number} فقرة{number} {number}", AT)
    assert len(told._stories) <= MOST
    before = told.compared
    told.take("الميناء حديث جديد تماما لا يشبهه شيء", AT)
    assert told.compared - before <= LOOKED_AT * WORDS
    assert told.compared <= 3 * MOST * LOOKED_AT * 2
