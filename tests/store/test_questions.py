"""Questions: forms of words, spellings of names, phrases, choices and filters; how what was found is ordered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from newsdesk.domain.found import SearchOrder
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item

Found = Callable[[str], list[str]]


@pytest.fixture
def stored(writes: Writes, add_source: AddSource) -> None:
    titles = [
        "الحكومة تعلن الموازنة",
        "قرارات حكومية جديدة",
        "ترمب يلتقي نتانياهو",
        "وقف إطلاق النار في غزة",
        "النار وقف في غزة عن إطلاق",
        "أحمد يفوز في البطولة",
        "احمد يخسر في البطولة",
    ]
    items = [item(n, title, published_at=NOON - timedelta(days=n), summary="-") for n, title in enumerate(titles, 1)]
    writes.save_items(add_source().id, items, NOON)


@pytest.fixture
def found(reads: Reads, stored: None) -> Found:
    return lambda query: [one.headline.title for one in reads.find(query) if one.has_all]


def test_forms_of_a_word_find_each_other_and_the_exact_comes_first(found: Found) -> None:
    assert found("حكومية؟") == ["قرارات حكومية جديدة", "الحكومة تعلن الموازنة"]
    assert found("والحكومة؟")[0] == "الحكومة تعلن الموازنة"
    assert found('"حكومة"') == []


def test_a_name_is_found_by_its_other_spellings(found: Found, profile: Paths) -> None:
    assert found("ترامب نتنياهو") == ["ترمب يلتقي نتانياهو"]
    assert found("طرمب") == []


def test_the_reader_adds_spellings(profile: Paths, reads: Reads, stored: None) -> None:
    profile.name_variants.write_text("ترمب طرمب\n", encoding="utf-8")
    assert [one.headline.title for one in reads.find("طرمب")] == ["ترمب يلتقي نتانياهو"]


def test_a_phrase_is_exact(found: Found) -> None:
    assert found('"وقف إطلاق النار"') == ["وقف إطلاق النار في غزة"]
    assert len(found("وقف إطلاق النار")) == 2


def test_choices_and_what_must_not_be_there(found: Found) -> None:
    assert len(found("ترامب أو غزة")) == 3
    assert found("غزة -عن") == ["وقف إطلاق النار في غزة"]


def test_days_and_marks_bound_a_question(found: Found, reads: Reads, writes: Writes) -> None:
    day = NOON.astimezone().date()
    assert found(f"غزة since:{day - timedelta(days=4)}") == ["وقف إطلاق النار في غزة"]
    assert found(f"غزة until:{day - timedelta(days=5)}") == ["النار وقف في غزة عن إطلاق"]
    (first, *_) = reads.find("غزة")
    writes.set_bookmarked([first.headline.id], True, NOON)
    assert found("غزة is:bookmarked") == found("is:bookmarked") == [first.headline.title]
    writes.set_read([first.headline.id], True, NOON)
    assert first.headline.title not in found("غزة is:unread")
    assert len(found("is:unread")) == 6


def test_a_source_is_named_by_its_number_or_part_of_its_name(found: Found) -> None:
    assert len(found("غزة من:الجريده")) == len(found("غزة source:1")) == 2
    assert found("غزة من:غيرها") == []


def test_the_headline_alone_may_be_asked(reads: Reads, writes: Writes, add_source: AddSource) -> None:
    items = [item(1, "عنوان", text="زهرة في الحديقة"), item(2, "زهرة", text="نص")]
    writes.save_items(add_source().id, items, NOON)
    assert [one.headline.position for one in reads.find("زهرة")] == [2, 1]
    assert [one.headline.position for one in reads.find("زهرة in:title")] == [2]


def test_what_is_written_as_typed_comes_before_another_spelling(found: Found) -> None:
    assert found("أحمد البطولة")[0].startswith("أحمد")
    assert found("احمد البطولة")[0].startswith("احمد")


def test_the_newer_of_equals_comes_first(reads: Reads, writes: Writes, add_source: AddSource) -> None:
    items = [item(n, "زلزال يضرب", summary="-", published_at=NOON - timedelta(days=90 - n)) for n in range(1, 6)]
    writes.save_items(add_source().id, items, NOON)
    for order in SearchOrder:
        assert [one.headline.position for one in reads.find("زلزال", order=order)] == [5, 4, 3, 2, 1]


def test_those_with_some_of_the_words_follow_set_apart(reads: Reads, stored: None) -> None:
    answers = reads.find("وقف إطلاق البطولة غزة")
    assert answers and not any(one.has_all for one in answers)
    assert "غزة" in answers[0].headline.title
    assert reads.search("وقف إطلاق البطولة غزة") == ()


def test_hits_stand_on_the_letters_as_published(reads: Reads, writes: Writes, add_source: AddSource) -> None:
    text = "كلام " * 200 + "قالَ وَالحُكـومةُ هنا " + "كلام " * 200
    writes.save_items(add_source().id, [item(1, "خبر", text=text)], NOON)
    (one,) = reads.find("حكومة")
    assert [one.snippet[start:end] for start, end in one.hits] == ["وَالحُكـومةُ"]
    assert len(one.snippet) < 170


def test_one_letter_finds_beginnings_in_headlines(reads: Reads, stored: None) -> None:
    assert {headline.title for headline in reads.search("تر")} == {"ترمب يلتقي نتانياهو"}
    assert len(reads.search("ا")) >= 4
