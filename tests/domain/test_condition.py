"""The word for a source's state: from its fault, and from what came before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.domain.condition import AILING, Condition, condition_of
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import Health, Source, SourceId, SourceKind, SourceState
from newsdesk.texts import Texts
from newsdesk.texts.standing import standing_of

URL = "https://a.example/feed"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SOURCE = Source(SourceId(1), SourceKind.FEED, URL, URL, None, "أ", None, timedelta(minutes=30), NOW)
WELL = Health(NOW, NOW, NOW)


def state(
    kind: FaultKind | None, reason: str = "", failures: int = 1, *, silent: timedelta | None = timedelta(hours=1)
) -> SourceState:
    facts = {"address": URL} | ({"reason": reason, "found": reason} if reason else {})
    fault = None if kind is None else Fault(kind, facts)
    success = None if silent is None else NOW - silent
    return SourceState(SOURCE, Health(NOW, success, NOW, failures if kind else 0, fault), 0, 0)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (state(None), Condition.WELL),
        (state(None, silent=None), Condition.NEW),
        (SourceState(SOURCE, WELL, 0, 0, former_url="https://old.example/"), Condition.MOVED),
        (SourceState(SOURCE, WELL, 0, 0, is_by_alternative=True), Condition.ELSEWHERE),
        (state(FaultKind.FORBIDDEN), Condition.BLOCKED),
        (state(FaultKind.NO_ANSWER, "reset"), Condition.UNREACHABLE),
        (state(FaultKind.NO_ANSWER, "reset", 3), Condition.BLOCKED),
        (state(FaultKind.NO_ANSWER, "own-proxy", 9, silent=timedelta(days=30)), Condition.PROXY),
        (state(FaultKind.TIMED_OUT), Condition.SLOW),
        (state(FaultKind.TIMED_OUT, failures=9, silent=timedelta(days=8)), Condition.STOPPED),
        (state(FaultKind.NO_ANSWER, "name", 5, silent=timedelta(days=8)), Condition.STOPPED),
        (state(FaultKind.SERVER_ERROR), Condition.BROKEN),
        (state(FaultKind.SERVER_ERROR, failures=9, silent=None), Condition.BROKEN),
        (state(FaultKind.GONE_FOR_GOOD), Condition.STOPPED),
        (state(FaultKind.NOT_FOUND), Condition.CHANGED),
        (state(FaultKind.NOT_A_FEED, "html"), Condition.CHANGED),
        (state(FaultKind.NOT_A_FEED, "binary"), Condition.BROKEN),
        (state(FaultKind.TOO_MANY_REQUESTS), Condition.BUSY),
    ],
)
def test_a_history_has_one_word(found: SourceState, wanted: Condition) -> None:
    assert condition_of(found, NOW) is wanted


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_fault_of_a_source_gets_a_word_a_sentence_and_what_to_do(language: str) -> None:
    texts = Texts(language)
    for kind in FaultKind:
        words = standing_of(texts, state(kind), NOW)
        assert words.condition in AILING
        assert not words.word.startswith("condition."), kind
        assert not words.says.startswith("condition."), kind
        assert words.advice, kind
        assert not words.advice.startswith(("advice.", "condition.")), kind
