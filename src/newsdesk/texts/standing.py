"""How a source fares in the reader's words: a word, what it means, why, what to do; for window and command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newsdesk.domain.condition import AILING, Condition, condition_of
from newsdesk.domain.source import SourceState
from newsdesk.texts import Texts

_WITH_ADVICE: Final = {Condition.MOVED, Condition.ELSEWHERE, Condition.BLOCKED, Condition.STOPPED}


@dataclass(frozen=True, slots=True)
class Standing:
    """`word` such as «محجوب», `says` what it means in a sentence, `fault` the last fault's own sentence and `advice`
    what to do, both "" where there is nothing to say."""

    condition: Condition
    word: str
    says: str
    fault: str
    advice: str

    @property
    def is_ailing(self) -> bool:
        """Whether the reader should be shown a sign at the source."""
        return self.condition in AILING


def standing_of(texts: Texts, state: SourceState, now: datetime) -> Standing:
    """The words for a source as it is now."""
    condition, fault = condition_of(state, now), state.health.fault
    if condition in _WITH_ADVICE:
        advice = texts.say(f"condition.advice.{condition}")
    else:
        advice = texts.advice(fault) if fault is not None else ""
    return Standing(
        condition,
        texts.say(f"condition.{condition}"),
        texts.say(f"condition.{condition}.says"),
        texts.fault(fault) if fault is not None else "",
        advice,
    )
