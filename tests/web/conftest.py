"""The scripted server, and a client that reads no proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.scripted import Scripted

from newsdesk.web.client import Client


@pytest.fixture
def server() -> Iterator[Scripted]:
    scripted = Scripted()
    yield scripted
    scripted.close()


@pytest.fixture
def client() -> Iterator[Client]:
    made = Client(user_agent="newsdesk/test", proxies={})
    yield made
    made.close()
