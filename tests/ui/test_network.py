"""What the system says of the network reaches the sync as a hint; a system that says nothing is no fault."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from newsdesk.app.network import Network

Reachability = QNetworkInformation.Reachability


@pytest.fixture
def came() -> list[str]:
    return []


@pytest.fixture
def network(qtbot: QtBot, came: list[str]) -> Network:
    return Network(None, lambda: came.append("came"))


def test_a_network_that_comes_is_told_and_one_that_goes_is_not(network: Network, came: list[str]) -> None:
    network.on_reachability(Reachability.Disconnected)
    assert came == []
    for near in (Reachability.Local, Reachability.Online, Reachability.Unknown):
        network.on_reachability(near)
    assert len(came) == 3


def test_a_portal_that_lets_us_pass_is_told(network: Network, came: list[str]) -> None:
    network.on_portal(True)
    assert came == []
    network.on_portal(False)
    assert came == ["came"]


def test_what_qt_listens_to_reaches_us(network: Network, came: list[str]) -> None:
    if network.backend is None:
        pytest.skip("this system tells Qt nothing of its network")
    QNetworkInformation.instance().reachabilityChanged.emit(Reachability.Online)
    assert came == ["came"]
