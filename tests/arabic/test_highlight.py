"""Hits stand on the letters as published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.arabic.fold import fold
from newsdesk.arabic.highlight import Sought, hits, snippet


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("قالَ مُحَمَّدٌ للمـدرسـة", "محمد", ["مُحَمَّدٌ"]),
        ("قالَ مُحَمَّدٌ للمـدرسـة", "للمدرسه", ["للمـدرسـة"]),
        ("فلسطين والفلسطينيون", "فلسط", ["فلسط"]),
        ("غزة اليوم وغزة أمس", "غزه أمس", ["غزة", "أمس"]),
        ("غزة، غزة!", "غزة", ["غزة", "غزة"]),
        ("عام ٢٠٢٦", "2026", ["٢٠٢٦"]),
        ("😀 خبر 😀 خبرٌ", "خبر", ["خبر", "خبرٌ"]),
        ("محمد ﷺ", "صلى الله عليه", ["ﷺ"]),
        ("خبر", "", []),
        ("خبر", "،", []),
        ("", "خبر", []),
    ],
)
def test_words_are_marked_in_the_original(text: str, words: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, words)] == marked


def test_a_whole_word_before_the_last_is_not_matched_by_its_beginning() -> None:
    assert hits("فلسطيني", "فلسط خبر") == ()


@given(st.text(), st.text(min_size=1, max_size=4))
def test_hits_are_in_order_and_inside(text: str, words: str) -> None:
    place = 0
    for start, end in hits(text, words):
        assert place <= start < end <= len(text)
        assert fold(text[start:end])
        place = end


@given(st.text(alphabet="ابت ٌ\n", max_size=80), st.text(alphabet="ابت ", max_size=4), st.integers(5, 40))
def test_a_snippet_is_short_and_its_hits_stand_on_the_words(text: str, words: str, width: int) -> None:
    piece = snippet(text, words, width)
    assert len(piece.text) <= width + 2
    for start, end in piece.hits:
        assert any(fold(piece.text[start:end]).startswith(fold(word)) for word in words.split())


def test_a_snippet_shows_the_first_hit() -> None:
    text = "كلام " * 100 + "المقصود هنا " + "كلام " * 100
    piece = snippet(text, "المقصود", 60)
    assert [piece.text[start:end] for start, end in piece.hits] == ["المقصود"]
    assert piece.text.startswith("…") and piece.text.endswith("…")


def test_without_a_hit_a_snippet_is_the_beginning() -> None:
    assert snippet("واحد اثنان ثلاثة", "لا", 10).text == "واحد…"


def test_a_phrase_between_two_pieces_is_shown() -> None:
    for before in range(590, 606):
        text = "ك" * before + " وقف إطلاق النار " + "كلام " * 100
        piece = snippet(text, Sought(phrases=frozenset({("وقف", "اطلاق", "النار")})))
        assert [piece.text[start:end] for start, end in piece.hits] == ["وقف", "إطلاق", "النار"]
