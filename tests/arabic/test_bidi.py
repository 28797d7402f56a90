"""Directions, and the invisible characters that steer them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.arabic.bidi import base_direction, clean, isolate


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("بساتين الوادي في الأسبوع الأول", "rtl"),
        ("Atlas Weekly بالعربية: حوار مع الناشر", "rtl"),
        ("iPhone يصل إلى الأسواق", "rtl"),
        ("7 قرى تتقاسم مولّدًا", "rtl"),
        ("Valley orchards in their first week", "ltr"),
        ("The word «سلام» in every language of the world", "ltr"),
        ("«Être ou ne pas être»", "ltr"),
        ("Новости", "ltr"),
        ("חדשות", "rtl"),
        ("ﻣﺤﻤﺪ", "rtl"),
        ("2026 – 13:49", "rtl"),
        ("", "rtl"),
    ],
)
def test_a_text_runs_as_most_of_its_letters_do(text: str, direction: str) -> None:
    assert base_direction(text) == direction


def test_overrides_and_embeddings_are_taken_out() -> None:
    assert clean("\u202eabc\u202c\u202a\u202b\u202d") == "abc"


def test_isolates_stay_only_in_pairs_within_a_paragraph() -> None:
    assert clean("\u2067a \u2066b\u2069 c\u2069") == "\u2067a \u2066b\u2069 c\u2069"
    assert clean("\u2069a\u2068b\u2069\u2069c\u2066") == "a\u2068b\u2069c"
    assert clean("\u2067a\nb\u2069") == "a\nb"


def test_controls_go_and_spelling_stays() -> None:
    assert clean("\x1b[31mأ\x00\x9b\x7f\tب\n") == "[31mأ\tب\n"
    assert clean("می\u200cشود \u200f!\u200e \u061c-5 \u200d") == "می\u200cشود \u200f!\u200e \u061c-5 \u200d"
    assert clean("\ud800x\uffff") == "x"


@given(st.text(alphabet="ab \n\u2066\u2067\u2068\u2069\u202e\u202c\u2029ع"))
def test_cleaned_text_closes_what_it_opens_in_every_paragraph(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    depth = 0
    for character in cleaned:
        if character in "\n\u2029":
            assert depth == 0
        depth += {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_an_isolated_text_cannot_break_out() -> None:
    inside = isolate("a\u2069\u202eb")
    assert inside == "\u2068ab\u2069"
    assert unicodedata.bidirectional(inside[0]) == "FSI"
