"""The search form: one spelling for what readers hold to be the same word."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.arabic.fold import fold, fold_map, spots


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("كِتابٌ مُحَمَّدٍ", "كتاب محمد"),
        ("مـحــمد", "محمد"),
        ("أحمد إلى آخر ٱلعام ٲدب", "احمد الي اخر العام ادب"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسه"),
        ("مسؤول", "مسوول"),
        ("رئيس شيء", "رييس شيء"),
        ("٢٠٢٦", "2026"),
        ("۱۴۰۵", "1405"),
        ("ایران کابل", "ايران كابل"),
        ("الرحمٰن هٰذا", "الرحمن هذا"),
        ("ﻣﺤﻤﺪ ﻻ", "محمد لا"),
        ("\u200fمح\u200bمد\u200e \u202bقال\u202c \u2067نعم\u2069", "محمد قال نعم"),
        ("ا\u0654حمد مسو\u0654ول ري\u0654يس", "احمد مسوول رييس"),
        ("NATO الناتو Übung", "nato الناتو ubung"),
        ("محمد ﷺ", "محمد صلي الله عليه وسلم"),
        ("محمدﷺ", "محمد صلي الله عليه وسلم"),
        ('لـ"تحسين"، و«كذا»؛ ١٬٢٣٤٫٥', "ل تحسين و كذا 1 234 5"),
        ("كت\ufe70اب كت\ufe77اب", "كتاب كتاب"),
        ("ڤيديو ڨفصة چيم پاريس", "فيديو قفصه جيم باريس"),
        ("سطر\nثان\t\u00a0ثالث", "سطر ثان ثالث"),
        ("خبر 🇵🇸 عاجل_الآن #وسم", "خبر عاجل الان وسم"),
        ("", ""),
        (" ،؛ ", ""),
    ],
)
def test_one_spelling_for_one_word(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_the_map_folds_as_the_fast_way_does(text: str) -> None:
    folded = fold_map(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@given(st.text() | st.text("ابتﷺ¼ ٌـ.\0\1"))
def test_the_words_and_their_places_are_those_of_the_map(text: str) -> None:
    folded, found = fold_map(text), list(spots(text))
    assert [spot.word for spot in found] == folded.text.split()
    starts = [place for place in range(len(folded.text)) if f" {folded.text}"[place] == " " != folded.text[place]]
    for spot, place in zip(found, starts, strict=True):
        assert spot.start == folded.offsets[place]
        for length in range(1, len(spot.word) + 1):
            assert spot.end_of(length) == folded.offsets[place + length - 1] + 1
    core = text[:2].strip()
    if core:
        some = [(spot.word, spot.start) for spot in spots(text, (core,)) if core in spot.word]
        assert some == [(spot.word, spot.start) for spot in found if core in spot.word]


def test_every_character_folds_to_itself_the_second_time_and_without_marks() -> None:
    for block in range(0, sys.maxunicode, 256):
        once = fold("ب".join(map(chr, range(block, block + 256))))
        assert fold(once) == once, hex(block)
        assert not {unicodedata.category(letter)[0] for letter in once.replace(" ", "")} & set("MPSZC"), hex(block)


def test_composed_and_decomposed_text_fold_alike() -> None:
    text = "آلأُمّةُ إِلى مسؤولٍ رئيس café ۀ ۂ ۓ"
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


@pytest.mark.corpus
def test_respelt_queries_find_their_article(corpus: Path) -> None:
    words: dict[str, set[str]] = {}
    with (corpus / "articles.jsonl").open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            words[article["id"]] = set(fold(f"{article['title']}\n{article['body']}").split())
    with (corpus / "search" / "variants.jsonl").open(encoding="utf-8") as lines:
        cases = [case for case in map(json.loads, lines) if case["level"] == "orthography"]
    missed = [case["query"] for case in cases if not set(fold(case["query"]).split()) <= words[case["must_contain"]]]
    assert len(cases) > 1000
    assert len(missed) <= 0.002 * len(cases), missed
