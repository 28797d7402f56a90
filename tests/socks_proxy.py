"""A SOCKS 5 proxy of this machine (RFC 1928) that notes what it was asked for, and leads every name to one port."""

from __future__ import annotations

import socket

from tests.leading_proxy import LeadingProxy


class SocksProxy(LeadingProxy):
    """`asked` holds (host, port) of each request, `logins` what each caller said it was."""

    def __init__(self, port: int, *, wants_login: bool = False) -> None:
        super().__init__(port)
        self._wants_login = wants_login
        self.asked: list[tuple[str, int]] = []
        self.logins: list[tuple[str, str]] = []

    def _serve(self, caller: socket.socket) -> None:
        _, count = _exactly(caller, 2)
        ways = _exactly(caller, count)
        if self._wants_login and 2 not in ways:
            caller.sendall(b"\x05\xff")
            return
        caller.sendall(b"\x05\x02" if self._wants_login else b"\x05\x00")
        if self._wants_login:
            name = _exactly(caller, _exactly(caller, 2)[1]).decode()
            self.logins.append((name, _exactly(caller, _exactly(caller, 1)[0]).decode()))
            caller.sendall(b"\x01\x00")
        _exactly(caller, 4)
        host = _exactly(caller, _exactly(caller, 1)[0]).decode()
        self.asked.append((host, int.from_bytes(_exactly(caller, 2), "big")))
        there = self._reach()
        caller.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        self._join(caller, there)


def _exactly(sock: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = sock.recv(size - len(got))
        if not more:
            raise EOFError
        got += more
    return got
