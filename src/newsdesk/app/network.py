"""Hears from the system that the network is back; where the system does not tell, nobody is the worse for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

_Reachability = QNetworkInformation.Reachability


class Network(QObject):
    """Lives on the UI thread. Calls `came` when a network comes, another takes its place, or a portal lets us pass.

    What the system says is a hint and no more: the probe of a sync asks the sources themselves (`sync/probe.py`).
    `backend` names what Qt listens to (NetworkManager, GLib, the like of other systems); None where it is nothing.
    """

    def __init__(self, parent: QObject | None, came: Callable[[], None]) -> None:
        super().__init__(parent)
        self._came = came
        self.backend: str | None = None
        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            return
        told = QNetworkInformation.instance()
        self.backend = str(told.backendName())
        told.reachabilityChanged.connect(self.on_reachability)
        told.isBehindCaptivePortalChanged.connect(self.on_portal)
        told.transportMediumChanged.connect(self.on_medium)

    def on_reachability(self, reachability: _Reachability) -> None:
        """The system says how far the network reaches now."""
        if reachability != _Reachability.Disconnected:
            self._came()

    def on_portal(self, is_behind: bool) -> None:
        """The system says whether a portal stands before the network."""
        if not is_behind:
            self._came()

    def on_medium(self, _medium: object) -> None:
        """Another kind of network: Wi-Fi for a cable, say."""
        self.on_reachability(QNetworkInformation.instance().reachability())
