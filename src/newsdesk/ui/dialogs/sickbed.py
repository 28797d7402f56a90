"""How a source fares, as its dialog shows it: the word, why, what to do, when; and to try again at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from newsdesk.texts.standing import standing_of
from newsdesk.ui.buttons import push_button
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from datetime import datetime

    from newsdesk.domain.source import SourceState
    from newsdesk.texts import Texts


class Sickbed(QFrame):
    """Lives on the UI thread."""

    retry_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setObjectName("health")
        self.word = plain_label(kind="strong")
        self.says = plain_label()
        self.advice = plain_label()
        self.times = plain_label(kind="soft")
        self.former = plain_label(kind="soft")
        self.retry = push_button(texts.say("source.retry"))
        self.take_back = push_button(texts.say("source.take-back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(5)
        head = QHBoxLayout()
        head.addWidget(self.word, 1)
        head.addWidget(self.retry)
        column.addLayout(head)
        for label in (self.says, self.advice, self.times):
            label.setWordWrap(True)
            column.addWidget(label)
        moved = QGridLayout()
        moved.addWidget(self.former, 0, 0)
        moved.addWidget(self.take_back, 0, 1)
        moved.setColumnStretch(0, 1)
        self.former.setWordWrap(True)
        column.addLayout(moved)
        self.retry.clicked.connect(self._on_retry)
        self.take_back.clicked.connect(self.take_back_wanted.emit)

    def show_state(self, state: SourceState, now: datetime) -> None:
        """Shows how it is now."""
        texts = self._texts
        words = standing_of(texts, state, now)
        self.word.setText(words.word)
        self.word.setProperty("kind", "ailing" if words.is_ailing else "strong")
        self.word.style().unpolish(self.word)
        self.word.style().polish(self.word)
        self.says.setText("\n".join(filter(None, (words.says, words.fault))))
        self.advice.setText(texts.say("source.do", advice=words.advice) if words.advice else "")
        self.advice.setVisible(bool(words.advice))
        self.times.setText(" · ".join(self._moments(state)))
        former = state.former_url
        for part in (self.former, self.take_back):
            part.setVisible(former is not None)
        self.former.setText(texts.say("source.former", address=former or ""))
        self.retry.setEnabled(True)
        self.retry.setText(texts.say("source.retry"))
        self.setAccessibleName(texts.say("spoken.condition", condition=words.word, says=self.says.text()))

    def _moments(self, state: SourceState) -> list[str]:
        say, moment, health = self._texts.say, self._texts.moment, state.health
        success = health.last_success_at
        told = [say("source.never") if success is None else say("source.last-success", when=moment(success))]
        if health.last_attempt_at is not None and health.last_attempt_at != success:
            told.append(say("source.last-attempt", when=moment(health.last_attempt_at)))
        if health.failures:
            told.append(self._texts.count("condition.failures", health.failures))
        if health.next_due_at is not None:
            told.append(say("source.next", when=moment(health.next_due_at)))
        return told

    def _on_retry(self) -> None:
        self.retry.setEnabled(False)
        self.retry.setText(self._texts.say("source.retrying"))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.retry_wanted.emit()
