"""What all that the reader does in the sidebar has in common: an act is carried out, told, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from newsdesk.ui.marks import OtherAct

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from newsdesk.desk import Desk
    from newsdesk.domain.faults import Fault
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.notices import Band
    from newsdesk.ui.sources.pane import SourcesPane

T = TypeVar("T")


class SidebarActs:
    """Lives on the UI thread. `undo` takes the last act back, as the window does."""

    def __init__(self, desk: Desk, bridge: Bridge, texts: Texts, parts: tuple[SourcesPane, Band], marks: Marks) -> None:
        self._desk = desk
        self._bridge = bridge
        self._texts = texts
        self._sources, self._notices = parts
        self._marks = marks
        self.undo: Callable[[], object] = lambda: None

    def _send(self, promise: Future[T]) -> None:
        """Has the sidebar counted anew once this is done."""
        self._bridge.settle(promise, lambda _answer: self._sources.count_anew(), self._on_refused)

    def _remember(self, undone: str, take_back: Callable[[], object]) -> None:
        """How the act just done is taken back, and what is said then."""
        self._marks.remember(OtherAct(undone, take_back))

    def _offer_undo(self, words: str) -> None:
        """Says what was done, with a way back."""
        self._notices.say(words, self._texts.say("action.undo"), self.undo)

    def _on_refused(self, fault: Fault) -> None:
        self._notices.say(self._texts.fault(fault))
