"""Sites over TLS through a proxy: tunnels of HTTP and of SOCKS 5, proxies that speak TLS, bad certificates."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.socks_proxy import SocksProxy
from tests.tunnel_proxy import TunnelProxy
from tests.web.certificates import SecureServer, certificate, served
from tests.web.scripted import Scripted, answer

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.web.client import Client

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificates with openssl")

SITE = "https://news.example/feed"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("keys"), "DNS:news.example,DNS:other.example,IP:127.0.0.1")


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Of an authority that nobody knows."""
    return certificate(tmp_path_factory.mktemp("strange"), "DNS:news.example,IP:127.0.0.1")


@pytest.fixture
def site(keys: tuple[Path, Path]) -> Iterator[SecureServer]:
    server = SecureServer(*keys)
    yield server
    server.close()


@pytest.fixture
def impostor(strange: tuple[Path, Path]) -> Iterator[SecureServer]:
    server = SecureServer(*strange)
    yield server
    server.close()


@pytest.fixture
def trusting(keys: tuple[Path, Path]) -> Iterator[Client]:
    """A client that knows the site's authority and no proxy of its own."""
    client = Client(user_agent="newsdesk/test", proxies={}, authorities=str(keys[1]))
    yield client
    client.close()


def refusal(client: Client, url: str, proxy: str, **how: float) -> Fault:
    with pytest.raises(Failed) as caught:
        client.get(url, limit=1000, proxy=proxy, **how)  # type: ignore[arg-type]
    return caught.value.fault


def test_a_site_over_tls_is_read_through_a_tunnel_whose_proxy_reads_nothing(
    site: SecureServer, trusting: Client
) -> None:
    with TunnelProxy(site.port) as proxy:
        for _ in range(2):
            assert trusting.get(SITE, limit=1000, proxy=proxy.url).body == b"over TLS"
        assert proxy.asked == ["CONNECT news.example:443"]  # the second went through the same tunnel
        assert "newsdesk/test" not in "".join(proxy.heads)
        assert [head.split("\r\n")[0] for head in site.heads] == ["GET /feed HTTP/1.1"] * 2
        trusting.close()


def test_a_site_over_tls_is_read_through_socks(site: SecureServer, trusting: Client) -> None:
    with SocksProxy(site.port) as proxy:
        for _ in range(2):
            assert trusting.get(SITE, limit=1000, proxy=f"socks5://127.0.0.1:{proxy.port}").body == b"over TLS"
        assert proxy.asked == [("news.example", 443)]
        trusting.close()


def test_a_proxy_that_speaks_tls_itself_is_asked_over_tls(
    site: SecureServer, server: Scripted, trusting: Client, keys: tuple[Path, Path]
) -> None:
    with TunnelProxy(site.port, certificate=served(*keys)) as proxy:
        assert trusting.get(SITE, limit=1000, proxy=proxy.url).body == b"over TLS"
        assert proxy.asked == ["CONNECT news.example:443"]
        trusting.close()
    server.say("http://news.example/feed", answer(b"plain"))
    with TunnelProxy(server.port, certificate=served(*keys)) as proxy:
        assert trusting.get("http://news.example/feed", limit=1000, proxy=proxy.url).body == b"plain"
        assert proxy.asked == ["GET http://news.example/feed"]
        trusting.close()


def test_a_tls_proxy_that_nobody_vouches_for_is_asked_for_nothing(
    site: SecureServer, trusting: Client, strange: tuple[Path, Path]
) -> None:
    with TunnelProxy(site.port, certificate=served(*strange)) as proxy:
        for url in (SITE, "http://news.example/feed"):
            fault = refusal(trusting, url, proxy.url)
            assert fault == Fault(FaultKind.NO_ANSWER, {"address": url, "reason": "own-proxy"})
        assert proxy.met
        assert proxy.heads == []
    assert site.met == 0


def test_a_bad_certificate_is_refused_behind_every_kind_of_proxy(
    trusting: Client, impostor: SecureServer, keys: tuple[Path, Path]
) -> None:
    secure = Fault(FaultKind.NO_ANSWER, {"address": SITE, "reason": "secure"})
    with TunnelProxy(impostor.port) as plain, TunnelProxy(impostor.port, certificate=served(*keys)) as tls:
        assert refusal(trusting, SITE, plain.url) == secure
        assert refusal(trusting, SITE, tls.url) == secure
    with SocksProxy(impostor.port) as socks:
        assert refusal(trusting, SITE, f"socks5://127.0.0.1:{socks.port}") == secure
    assert impostor.heads == []  # nothing was said to it


@pytest.mark.parametrize("status", ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"])
def test_a_tunnel_that_is_refused_is_the_fault_of_the_proxy(site: SecureServer, trusting: Client, status: str) -> None:
    with TunnelProxy(site.port, status=status) as proxy:
        fault = refusal(trusting, SITE, proxy.url)
    assert fault == Fault(FaultKind.NO_ANSWER, {"address": SITE, "reason": "own-proxy"})
    assert site.met == 0


def test_a_proxy_that_never_answers_is_held_to_the_time_of_the_fetch(site: SecureServer, trusting: Client) -> None:
    with TunnelProxy(site.port, status="") as proxy:
        assert refusal(trusting, SITE, proxy.url, deadline=0.5).kind is FaultKind.TIMED_OUT


def test_name_and_password_go_to_the_proxy_and_no_further(site: SecureServer, trusting: Client) -> None:
    with TunnelProxy(site.port) as proxy:
        named = proxy.url.replace("//", "//reader:s%40cret@")
        assert trusting.get(SITE, limit=1000, proxy=named).body == b"over TLS"
        login = base64.b64encode(b"reader:s@cret").decode()
        assert f"Proxy-Authorization: Basic {login}" in proxy.heads[0]
        assert "authorization" not in "".join(site.heads).lower()
        trusting.close()


@pytest.mark.parametrize("kind", ["http", "socks"])
def test_what_a_site_over_tls_names_may_not_be_local_through_a_proxy_either(
    site: SecureServer, trusting: Client, kind: str
) -> None:
    for number, there in enumerate(
        ("https://127.0.0.1/", "https://10.1.2.3/", "https://printer.local/", "https://[::1]/")
    ):
        site.answers[f"/{number}"] = answer(b"", f"Location: {there}", status="302 Found")
    site.answers["/far"] = answer(b"", "Location: https://other.example/feed", status="302 Found")
    with TunnelProxy(site.port) as tunnel, SocksProxy(site.port) as socks:
        proxy = tunnel.url if kind == "http" else f"socks5://127.0.0.1:{socks.port}"
        for number in range(4):
            assert refusal(trusting, f"https://news.example/{number}", proxy).kind is FaultKind.REFUSED_ADDRESS
        assert trusting.get("https://news.example/far", limit=1000, proxy=proxy).body == b"over TLS"
        hosts = {line.split()[1] for line in tunnel.asked} | {f"{host}:{port}" for host, port in socks.asked}
        assert hosts == {"news.example:443", "other.example:443"}
        trusting.close()


def test_a_site_on_this_machine_is_not_told_to_the_proxy_of_all(site: SecureServer, keys: tuple[Path, Path]) -> None:
    with TunnelProxy(site.port) as proxy:
        client = Client(user_agent="newsdesk/test", proxies={"https": proxy.url}, authorities=str(keys[1]))
        assert client.get(site.url, limit=1000).body == b"over TLS"
        assert proxy.met == 0
        assert client.get(SITE, limit=1000).body == b"over TLS"
        assert proxy.met == 1
        client.close()
