"""What readers write into a search field, and what is understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.arabic.question import read

TODAY = date(2026, 11, 24)


def words(query: str) -> list[list[str]]:
    return [[" ".join(term.words) for term in group] for group in read(query, TODAY).groups]


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("غزة اليوم", [["غزه"], ["اليوم"]]),
        ('"وقف إطلاق النار"', [["وقف اطلاق النار"]]),
        ("«وقف إطلاق» غزة", [["وقف اطلاق"], ["غزه"]]),
        ("مصر أو تونس خبر", [["مصر", "تونس"], ["خبر"]]),
        ("مصر OR تونس OR ليبيا", [["مصر", "تونس", "ليبيا"]]),
        ("OR خبر", [["or"], ["خبر"]]),
        ("خبر OR", [["خبر"], ["or"]]),
        ('"وقف', [["وقف"]]),
        ("-خبر", [["خبر"]]),
        ("- من هو", [["من"], ["هو"]]),
        ("foo:bar", [["foo"], ["bar"]]),
        ("since:soon", [["since"], ["soon"]]),
        ("من: خبر", [["من"], ["خبر"]]),
        ("NEAR(", [["near"]]),
        ("\u200fغزة\u202c", [["غزه"]]),
        ('""', []),
        ("؟ ! *", []),
    ],
)
def test_words_phrases_and_choices(query: str, groups: list[list[str]]) -> None:
    assert words(query) == groups


def test_what_must_not_be_there_is_no_word() -> None:
    asked = read('غزة -كرة −"دوري الأبطال"', TODAY)
    assert [group[0].words for group in asked.groups] == [("غزه",)]
    assert [term.words for term in asked.without] == [("كره",), ("دوري", "الابطال")]


@pytest.mark.parametrize(
    ("query", "since", "until"),
    [
        ("خبر since:2026", date(2026, 1, 1), None),
        ("خبر منذ:2026-02", date(2026, 2, 1), None),
        ("خبر منذ:٢٠٢٦-٠٢-٠٣", date(2026, 2, 3), None),
        ("خبر until:2026", None, date(2026, 12, 31)),
        ("خبر حتى:2026-02", None, date(2026, 2, 28)),
        ("خبر since:yesterday until:اليوم", date(2026, 11, 23), TODAY),
        ("خبر since:2026-13", None, None),
        ("خبر since:0000", None, None),
    ],
)
def test_days_bound_a_question(query: str, since: date | None, until: date | None) -> None:
    asked = read(query, TODAY)
    assert (asked.since, asked.until) == (since, until)


def test_filters_are_no_words() -> None:
    asked = read('خبر من:"الجزيرة نت" is:bookmarked is:unread in:title', TODAY)
    assert len(asked.groups) == 1
    assert asked.source == "الجزيره نت"
    assert asked.is_bookmarked and asked.is_unread and asked.in_title


def test_only_the_last_word_may_be_a_beginning() -> None:
    assert [group[0].is_beginning for group in read("غزة اليو", TODAY).groups] == [False, True]
    for query in ("من أين؟", '"وقف إطلاق"', "خبر is:unread"):
        assert not read(query, TODAY).groups[-1][0].is_beginning, query


@given(st.text(max_size=60) | st.text(alphabet='ab "«»-:OR|أو منذ2026', max_size=40))
def test_no_text_is_an_error(query: str) -> None:
    asked = read(query, TODAY)
    assert all(term.words and all(term.words) for group in asked.groups for term in group)
