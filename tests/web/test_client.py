"""The network door against a server that does what servers should not."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import brotli
import pytest
from backports.zstd import compress as zstd
from tests.web.scripted import Scripted, answer

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.source import Validators
from newsdesk.web.client import Client

MIB = 1024 * 1024
SOME = b"<rss>" + "أخبار اليوم ".encode() * 400 + b"</rss>"


def label(value: str | bytes) -> str | None:
    """A test's name must not hold compressed bytes: they name the second they were made in."""
    return "body" if isinstance(value, bytes) else None


def fault(client: Client, url: str, **how: object) -> Fault:
    with pytest.raises(Failed) as caught:
        client.get(url, limit=MIB, **{"deadline": 5.0, **how})  # type: ignore[arg-type]
    return caught.value.fault


# --- deadlines -------------------------------------------------------------------------------------------------------


def test_a_body_that_drips_ends_at_the_deadline(server: Scripted, client: Client) -> None:
    def drip(line: socket.socket, _: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        while not server.wait(0.05):
            line.sendall(b"x")

    began = time.monotonic()
    said = fault(client, server.on("/", drip), deadline=0.5)
    assert said.kind is FaultKind.TIMED_OUT
    assert 0.4 < time.monotonic() - began < 1.0
    assert said.facts["seconds"] == pytest.approx(0.5, abs=0.3)


def test_headers_that_drip_end_at_the_deadline(server: Scripted, client: Client) -> None:
    def drip(line: socket.socket, _: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        while not server.wait(0.05):
            line.sendall(b"X-Slow: y\r\n")

    began = time.monotonic()
    assert fault(client, server.on("/", drip), deadline=0.5).kind is FaultKind.TIMED_OUT
    assert time.monotonic() - began < 1.0


def test_a_server_that_says_nothing_ends_at_the_deadline(server: Scripted, client: Client) -> None:
    url = server.on("/", lambda line, _: server.wait(5) and None)
    began = time.monotonic()
    assert fault(client, url, deadline=0.4).kind is FaultKind.TIMED_OUT
    assert time.monotonic() - began < 0.9


def test_redirects_share_one_deadline(server: Scripted, client: Client) -> None:
    def late(line: socket.socket, request: bytes) -> None:
        number = int(request.split(b" ")[1][1:])
        server.wait(0.15)
        line.sendall(answer(b"", f"Location: /{number + 1}", status="302 Found"))

    for number in range(12):
        server.on(f"/{number}", late)
    began = time.monotonic()
    assert fault(client, server.url("/0"), deadline=0.5).kind is FaultKind.TIMED_OUT
    assert time.monotonic() - began < 1.0


def test_a_tls_handshake_that_never_ends_is_timed_out(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        began = time.monotonic()
        assert fault(client, url, deadline=0.4).kind is FaultKind.TIMED_OUT
        assert time.monotonic() - began < 0.9


# --- size ------------------------------------------------------------------------------------------------------------


def test_a_body_without_an_end_is_too_large(server: Scripted, client: Client) -> None:
    def pour(line: socket.socket, _: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.wait(0):
            line.sendall(b"x" * 65536)

    said = fault(client, server.on("/", pour))
    assert said == Fault(FaultKind.TOO_LARGE, {"address": server.url("/"), "limit": MIB})


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b" " * 40 * MIB)),
        ("deflate", zlib.compress(b" " * 40 * MIB)),
        ("br", brotli.compress(b" " * 40 * MIB, quality=5)),
        ("zstd", zstd(b" " * 40 * MIB)),
        ("gzip, gzip", gzip.compress(gzip.compress(b" " * 40 * MIB))),
    ],
    ids=label,
)
def test_a_bomb_is_too_large(server: Scripted, client: Client, coding: str, body: bytes) -> None:
    url = server.say("/", answer(body, f"Content-Encoding: {coding}"))
    with pytest.raises(Failed) as caught:
        client.get(url, limit=30 * MIB)
    assert caught.value.fault.kind is FaultKind.TOO_LARGE


def test_a_body_that_grows_two_hundredfold_is_a_bomb_long_before_the_limit(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(gzip.compress(b" " * 3 * MIB), "Content-Encoding: gzip"))
    with pytest.raises(Failed) as caught:
        client.get(url, limit=30 * MIB)
    assert caught.value.fault.kind is FaultKind.TOO_LARGE


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(SOME, mtime=0)),
        ("gzip", gzip.compress(SOME[:100], mtime=0) + gzip.compress(SOME[100:], mtime=0)),
        ("gzip", gzip.compress(SOME, mtime=0) + b"\0" * 20),
        ("deflate", zlib.compress(SOME)),
        ("deflate", zlib.compress(SOME)[2:-4]),
        ("br", brotli.compress(SOME)),
        ("zstd", zstd(SOME)),
        ("gzip, br", brotli.compress(gzip.compress(SOME, mtime=0))),
        ("identity", SOME),
        ("", SOME),
    ],
    ids=label,
)
def test_every_coding_is_undone(server: Scripted, client: Client, coding: str, body: bytes) -> None:
    url = server.say("/", answer(body, f"Content-Encoding: {coding}"))
    got = client.get(url, limit=MIB)
    assert got.body == SOME
    assert got.received == len(body)


# --- broken transfers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcde\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(SOME, mtime=0)[:-12],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotli.compress(SOME)[:-20],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + zstd(SOME)[:-20],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\n\r\nuryyb",
        b"hello, this is HTTP 0.9\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Flood: y\r\n" * 300 + b"\r\nbody",
    ],
    ids=label,
)
def test_a_transfer_that_is_cut_short_or_garbled_is_broken(server: Scripted, client: Client, said: bytes) -> None:
    assert fault(client, server.say("/", said)).kind is FaultKind.BROKEN_TRANSFER


def test_a_connection_that_is_cut_before_the_answer_is_a_reset(server: Scripted, client: Client) -> None:
    url = server.on("/", lambda *_: None)
    assert fault(client, url) == Fault(FaultKind.NO_ANSWER, {"address": url, "reason": "reset"})


def test_a_closed_port_refuses(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert fault(client, f"http://127.0.0.1:{port}/").facts["reason"] == "refused"


def test_a_name_that_nobody_has_is_no_answer(client: Client) -> None:
    label = "ا" * 80
    assert fault(client, f"http://{label}.invalid/").kind in {FaultKind.NOT_AN_ADDRESS, FaultKind.NO_ANSWER}


def test_plain_http_on_a_tls_port_is_not_secure(server: Scripted, client: Client) -> None:
    url = f"https://127.0.0.1:{server.port}/"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        import threading

        def babble() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        talker = threading.Thread(target=babble)
        talker.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        said = fault(client, url)
        talker.join()
    assert said == Fault(FaultKind.NO_ANSWER, {"address": url, "reason": "secure"})


def test_a_kept_connection_that_the_server_has_closed_is_opened_again(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"one"))  # says nothing of closing, and closes
    for _ in range(5):
        assert client.get(url, limit=MIB).body == b"one"


def test_one_connection_serves_many_requests(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"one"), keep=True)
    missing = server.say("/missing", answer(b"not here", status="404 Not Found"), keep=True)
    for _ in range(3):
        client.get(url, limit=MIB)
        fault(client, missing)
    assert server.connections == 1


# --- statuses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, FaultKind.FORBIDDEN),
        (403, FaultKind.FORBIDDEN),
        (451, FaultKind.FORBIDDEN),
        (404, FaultKind.NOT_FOUND),
        (410, FaultKind.GONE),
        (429, FaultKind.TOO_MANY_REQUESTS),
        (500, FaultKind.SERVER_ERROR),
        (503, FaultKind.SERVER_ERROR),
        (418, FaultKind.STATUS),
        (206, FaultKind.STATUS),
        (304, FaultKind.STATUS),  # that nobody asked for
        (301, FaultKind.STATUS),  # that leads nowhere
    ],
)
def test_each_status_has_its_fault(server: Scripted, client: Client, status: int, kind: FaultKind) -> None:
    url = server.say("/", answer(b"" if status == 304 else b"no", status=f"{status} X"))
    said = fault(client, url)
    assert (said.kind, said.facts["status"], said.facts["address"]) == (kind, status, url)


def test_a_503_that_says_how_long_is_too_many_requests(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"", "Retry-After: 120", status="503 Busy"))
    said = fault(client, url)
    assert (said.kind, said.facts["retry_after"]) == (FaultKind.TOO_MANY_REQUESTS, 120)


# --- conditional requests --------------------------------------------------------------------------------------------


def test_validators_come_back_byte_for_byte(server: Scripted, client: Client) -> None:
    etag, modified = 'W/"Été-٣"'.encode(), b"Mon, 23 Nov 2026 10:00:00 +0300 (odd)"
    server.say("/", b"HTTP/1.1 200 OK\r\nETag: " + etag + b"\r\nLast-Modified: " + modified + b"\r\n\r\nbody")
    first = client.get(server.url("/"), limit=MIB)
    server.say("/", b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=900\r\n\r\n")
    again = client.get(server.url("/"), first.validators, limit=MIB)
    assert b"If-None-Match: " + etag + b"\r\n" in server.requests[1]
    assert b"If-Modified-Since: " + modified + b"\r\n" in server.requests[1]
    assert (again.status, again.body, again.validators, again.max_age) == (304, b"", first.validators, 900)


def test_a_304_may_bring_a_new_etag(server: Scripted, client: Client) -> None:
    url = server.say("/", b'HTTP/1.1 304 Not Modified\r\nETag: "b"\r\n\r\n')
    assert client.get(url, Validators('"a"'), limit=MIB).validators == Validators('"b"')


def test_validators_are_sent_to_no_other_address(server: Scripted, client: Client) -> None:
    url = server.say("/old", answer(b"", "Location: /new", status="302 Found"))
    server.say("/new", answer(b"body", 'ETag: "new"'))
    got = client.get(url, Validators('"a"', "Mon, 23 Nov 2026 10:00:00 GMT"), limit=MIB)
    assert b"If-None-Match" in server.requests[0]
    assert b"If-" not in server.requests[1]
    assert (got.url, got.validators) == (server.url("/new"), Validators('"new"'))
    client.get(url, got.validators, validated_url=got.url, limit=MIB)
    assert b"If-" not in server.requests[2]
    assert b'If-None-Match: "new"' in server.requests[3]


def test_nothing_needless_is_sent(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"", "Set-Cookie: id=1", "Location: /next", status="301 Moved"))
    server.say("/next", answer(b"body", "Set-Cookie: id=2"))
    client.get(url, limit=MIB)
    client.get(server.url("/next"), limit=MIB)
    for request in server.requests:
        names = {line.split(b":")[0].lower() for line in request.split(b"\r\n")[1:] if line}
        assert names == {b"host", b"user-agent", b"accept", b"accept-encoding"}


# --- redirects and reach ---------------------------------------------------------------------------------------------


def test_only_a_chain_of_permanent_redirects_is_permanent(server: Scripted, client: Client) -> None:
    server.say("/a", answer(b"", "Location: /b", status="301 Moved"))
    server.say("/b", answer(b"", "Location: /c", status="308 Moved"))
    server.say("/c", answer(b"", "Location: /d", status="302 Found"))
    server.say("/d", answer(b"body"))
    got = client.get(server.url("/a"), limit=MIB)
    assert (got.url, got.permanent_url) == (server.url("/d"), None)
    server.say("/c", answer(b"body"))
    assert client.get(server.url("/a"), limit=MIB).permanent_url == server.url("/c")
    assert client.get(server.url("/c"), limit=MIB).permanent_url is None


def test_redirects_in_a_circle_are_a_loop(server: Scripted, client: Client) -> None:
    url = server.say("/a", answer(b"", "Location: /b", status="302 Found"))
    server.say("/b", answer(b"", "Location: /a", status="302 Found"))
    assert fault(client, url) == Fault(FaultKind.REDIRECT_LOOP, {"address": url})
    assert len(server.requests) == 11


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "gopher://x", "data:text/html,x", "//["],
)
def test_a_redirect_to_another_scheme_is_refused(server: Scripted, client: Client, target: str) -> None:
    url = server.say("/", answer(b"", f"Location: {target}", status="302 Found"))
    assert fault(client, url).kind is FaultKind.REFUSED_ADDRESS


def test_a_redirect_written_in_arabic_letters_is_followed(server: Scripted, client: Client) -> None:
    url = server.say("/", "HTTP/1.1 302 Found\r\nLocation: /خبر جديد\r\nContent-Length: 0\r\n\r\n".encode())
    server.say("/%D8%AE%D8%A8%D8%B1%20%D8%AC%D8%AF%D9%8A%D8%AF", answer(b"body"))
    assert client.get(url, limit=MIB).body == b"body"


def test_a_public_document_reaches_nothing_local(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"secret"))
    said = fault(client, url, typed_url="https://news.example/feed")
    assert said.kind is FaultKind.REFUSED_ADDRESS
    for spelling in ("2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "localhost", "[::1]", "0.0.0.0"):
        odd = f"http://{spelling}:{server.port}/"
        said = fault(client, odd, typed_url="https://news.example/feed")
        assert said.kind in {FaultKind.REFUSED_ADDRESS, FaultKind.NOT_AN_ADDRESS}, spelling
    assert server.connections == 0


def test_a_kept_local_connection_is_not_lent_to_a_public_document(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"mine"), keep=True)
    assert client.get(url, limit=MIB).body == b"mine"
    assert fault(client, url, typed_url="https://news.example/feed").kind is FaultKind.REFUSED_ADDRESS
    assert len(server.requests) == 1


def test_a_local_source_may_name_things_on_its_own_machine(server: Scripted, client: Client) -> None:
    url = server.say("/article", answer(b"text"))
    assert client.get(url, limit=MIB, typed_url="http://localhost:8000/feed").body == b"text"


def test_a_local_source_may_not_name_other_local_machines(server: Scripted, client: Client) -> None:
    url = server.say("/", answer(b"", "Location: http://192.168.255.254:9/", status="302 Found"))
    assert fault(client, url).kind is FaultKind.REFUSED_ADDRESS


def test_a_proxy_is_asked_for_public_names_only(server: Scripted) -> None:
    client = Client(user_agent="newsdesk/test", proxies={"http": f"http://127.0.0.1:{server.port}"})
    server.say("http://news.example/feed", answer(b"by proxy"))
    assert client.get("http://news.example/feed", limit=MIB).body == b"by proxy"
    said = fault(client, "http://192.168.1.1/admin", typed_url="http://news.example/feed")
    assert said.kind is FaultKind.REFUSED_ADDRESS
    client.close()
    assert len(server.requests) == 1


def test_user_and_password_of_an_address_become_a_header(server: Scripted, client: Client) -> None:
    server.say("/", answer(b"body"))
    client.get(f"http://reader:s%40fe@127.0.0.1:{server.port}/", limit=MIB)
    assert b"Authorization: Basic cmVhZGVyOnNAZmU=\r\n" in server.requests[0]
    assert b"reader" not in server.requests[0]


def test_two_connections_a_host_at_most() -> None:
    from newsdesk.web.connections import Call
    from newsdesk.web.politeness import Politeness
    from newsdesk.web.reach import Reach, Seen

    politeness = Politeness()
    call = Call("https://news.example/", 0.2, Reach("https://news.example/", "https://news.example/", Seen()))
    with politeness.slot("news.example", call), politeness.slot("news.example", call):
        with politeness.slot("other.example", call), politeness.slot("localhost", call):
            pass
        with pytest.raises(TimeoutError), politeness.slot("news.example", call):
            raise AssertionError("a third connection")
    later = Call(call.address, 0.2, call.reach)
    with politeness.slot("news.example", later):
        pass
