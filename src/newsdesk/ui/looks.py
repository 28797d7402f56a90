"""What the reader changes by key of how articles look: size, line height, width and alignment, each within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.ui.theme import ALIGNMENTS, LINES, MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdesk.settings.settings import Settings

SMALLEST, LARGEST, STEP = 80, 200, 10  # per cent of text size


class Looks:
    """Lives on the UI thread. `settings` gives what is chosen now, `choose` takes up another choice."""

    def __init__(self, settings: Callable[[], Settings], choose: Callable[[dict[str, object]], None]) -> None:
        self._settings = settings
        self._choose = choose

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The deeds by the names of their actions."""
        return {
            "larger": lambda: self._set_size(self._settings().text_size + STEP),
            "smaller": lambda: self._set_size(self._settings().text_size - STEP),
            "usual_size": lambda: self._set_size(100),
            "next_lines": lambda: self._turn("line_height", LINES),
            "next_measure": lambda: self._turn("measure", MEASURES),
            "next_alignment": lambda: self._turn("alignment", ALIGNMENTS),
        }

    def _set_size(self, percent: int) -> None:
        self._choose({"text_size": max(SMALLEST, min(percent, LARGEST))})

    def _turn(self, name: str, choices: Iterable[str]) -> None:
        """Takes the choice after the present one, after the last the first."""
        known, now = list(choices), getattr(self._settings(), name)
        self._choose({name: known[(known.index(now) + 1) % len(known)] if now in known else known[0]})
