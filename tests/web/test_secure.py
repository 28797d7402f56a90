"""TLS: the certificate decides, and nothing is passed over."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.scripted import answer

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.web.client import Client

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key, made = folder / "key.pem", folder / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=test",
    ]
    command += ["-keyout", str(key), "-out", str(made), "-addext", f"subjectAltName={name}"]
    subprocess.run(command, check=True, capture_output=True)
    return key, made


class SecureServer:
    """Answers every request over TLS, with the certificate given."""

    def __init__(self, key: Path, made: Path) -> None:
        self.authorities = str(made)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(made, key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            line.settimeout(5)
            try:
                with self._context.wrap_socket(line, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(answer(b"over TLS"))
            except OSError:
                line.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)


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
