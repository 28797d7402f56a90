"""TLS: the certificate decides, and nothing is passed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.certificates import SecureServer, certificate

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.web.client import Client

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[SecureServer]:
    server = SecureServer(*certificate(tmp_path, "IP:127.0.0.1"))
    yield server
    server.close()


def test_a_certificate_of_known_authorities_is_trusted(secure: SecureServer) -> None:
    client = Client(user_agent="newsdesk/test", proxies={}, authorities=secure.authorities)
    assert client.get(secure.url, limit=1000).body == b"over TLS"
    client.close()


def test_a_certificate_that_nobody_vouches_for_is_not(secure: SecureServer, client: Client) -> None:
    with pytest.raises(Failed) as caught:
        client.get(secure.url, limit=1000)
    assert caught.value.fault == Fault(FaultKind.NO_ANSWER, {"address": secure.url, "reason": "secure"})


def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path) -> None:
    server = SecureServer(*certificate(tmp_path, "DNS:other.example"))
    client = Client(user_agent="newsdesk/test", proxies={}, authorities=server.authorities)
    with pytest.raises(Failed) as caught:
        client.get(server.url, limit=1000)
    assert caught.value.fault.facts["reason"] == "secure"
    client.close()
    server.close()
