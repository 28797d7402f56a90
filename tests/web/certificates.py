"""Certificates that vouch for themselves, and a server that answers with one. Needs the openssl command."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import threading
from pathlib import Path

from tests.web.scripted import answer


def certificate(folder: Path, names: str, stem: str = "made") -> tuple[Path, Path]:
    """Key and certificate in the folder, for these names ("DNS:a.example,IP:127.0.0.1")."""
    key, made = folder / f"{stem}-key.pem", folder / f"{stem}.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=test"]
    where = ["-keyout", str(key), "-out", str(made), "-addext", f"subjectAltName={names}"]
    subprocess.run(["openssl", "req", "-x509", *kind, *where], check=True, capture_output=True)
    return key, made


def served(key: Path, made: Path) -> ssl.SSLContext:
    """What a server shows its callers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


class SecureServer:
    """Answers every request over TLS, with the certificate given; `heads` are the requests, `met` every caller.
    `answers`: by path, what is said instead of the usual."""

    def __init__(self, key: Path, made: Path) -> None:
        self.authorities = str(made)
        self._context = served(key, made)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.url = f"https://127.0.0.1:{self.port}/"
        self.heads: list[str] = []
        self.answers: dict[str, bytes] = {}
        self.met = 0
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                self.met += 1
                line.settimeout(5)
                self._threads.append(threading.Thread(target=self._serve, args=(line,), daemon=True))
                self._threads[-1].start()

    def _serve(self, line: socket.socket) -> None:
        with contextlib.closing(line), contextlib.suppress(OSError):
            secure = self._context.wrap_socket(line, server_side=True)
            while head := secure.recv(65536):
                self.heads.append(head.decode())
                path = self.heads[-1].split(" ")[1]
                secure.sendall(self.answers.get(path, answer(b"over TLS")))
            secure.close()

    def close(self) -> None:
        """Ends it and its callers' threads."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in (self._thread, *self._threads):
            thread.join(10)
