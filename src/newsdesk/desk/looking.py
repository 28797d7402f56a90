"""What the desk tells of an address that is looked at before it is added."""

from __future__ import annotations

from abc import abstractmethod
from concurrent.futures import Future
from typing import TYPE_CHECKING

from newsdesk.desk.searches import Searches

if TYPE_CHECKING:
    from newsdesk.sync.engine import Engine


class Looking(Searches):
    """Each method hands on to the sync thread and answers with a Future."""

    @property
    @abstractmethod
    def _engine(self) -> Engine:
        """What runs on the sync thread."""

    def icon_of_looked(self, address: str) -> Future[bytes]:
        """The icon of what `add_source` found at an address when it was looking, a small PNG; b"" for none."""
        from newsdesk.sync.looking import look_for_icon

        answer: Future[bytes] = Future()
        self._engine.post(lambda: look_for_icon(self._engine, address, answer))
        return answer
