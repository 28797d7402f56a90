"""The part of Writes that a sync brings after the texts: pictures of articles and icons of sources."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime

from newsdesk.domain.changes import Changes
from newsdesk.domain.faults import Fault
from newsdesk.domain.source import SourceId
from newsdesk.store import bodies, icons
from newsdesk.store.bodies import SmallPicture
from newsdesk.store.icons import Icon
from newsdesk.store.stores import Stores


class PictureWrites(ABC):
    """Lives on the writer thread, as Writes does."""

    @property
    @abstractmethod
    def stores(self) -> Stores:
        """Both connections."""

    def save_picture(self, key: str, picture: SmallPicture, at: datetime) -> Changes:
        """Stores a small picture, also in every bookmark that names it."""
        return Changes(updated=bodies.save_picture(self.stores, key, picture, at))

    def save_picture_fault(self, key: str, fault: Fault, at: datetime) -> Changes:
        """Counts a picture that did not come; given up after three times."""
        return Changes(updated=bodies.save_picture_fault(self.stores, key, fault, at))

    def save_icon(self, sources: Sequence[SourceId], icon: Icon, at: datetime) -> Changes:
        """Stores the icon of sources of one site, or that it has none; it is asked again in some weeks."""
        return Changes(icons=icons.save(self.stores, sources, icon, at))

    def save_icon_fault(self, sources: Sequence[SourceId], fault: Fault, at: datetime) -> Changes:
        """Has a site that did not answer asked again some days later, for these sources."""
        icons.save_fault(self.stores, sources, fault, at)
        return Changes()
