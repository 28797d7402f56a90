"""A hundred ways in which a public document may name a machine that is not public: none of them is connected to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.web.scripted import Scripted, answer
from tests.web.trap import Names, Trap

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.domain.manners import Manners
from newsdesk.web.client import Answer, Client
from newsdesk.web.reach import is_local_as_written, is_public

MIB = 1024 * 1024
FAR = "127.0.0.9"  # stands for an address that everybody can reach
REFUSALS = {FaultKind.REFUSED_ADDRESS, FaultKind.NOT_AN_ADDRESS, FaultKind.NO_ANSWER}

WRITTEN = (
    *("127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "0.0.0.0", "0", "00000000"),
    *("2130706433", "0x7f000001", "0X7F.0.0.1", "0x7f.1", "0x7f.0x0.0x0.0x1", "017700000001", "0177.0.0.1"),
    *("0177.0.0.01", "00177.1", "127.0x1", "127.0.0.1.", "127.1.", "2130706433.", "0x7f000001."),
    *("localhost", "LOCALHOST", "localhost.", "sub.localhost", "a.b.localhost.", "LocalHost.LocalDomain"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[0:0:0:0:0:ffff:127.0.0.1]", "[::FFFF:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]"),
    *("[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2001:0:7f00:1::]"),
    *("[2001:db8::5efe:127.0.0.1]", "[2a00::5efe:7f00:1]", "[2a00::200:5efe:127.0.0.1]", "[fe80::1]", "[fe80::1%25lo]"),
    *("[fec0::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[100::1]", "[5f00::1]", "[3fff::1]", "[2001:db8::1]"),
    *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8"),
    *("198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "3232235521", "0xc0a80001", "0xa9.0xfe.0xa9.0xfe"),
    *("①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127.0.0.1%2e", "ⓛocalhost", "loc\u00adalhost", "[::1%2525lo]"),
)
# Names that are answered with an address of this machine or of a network behind it.
ANSWERED = (
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.100.0.1"),
    *("::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2002:a00:1::"),
    *("fe80::1", "fd00::1", "fec0::1", "ff02::1", "::7f00:1", "2001:0:7f00:1::", "2a00::5efe:7f00:1"),
)
STATUSES = (301, 302, 303, 307, 308)


@dataclass
class Rig:
    """A public newspaper at news.example, a trap, and a client that is told names by the test."""

    far: Scripted
    trap: Trap
    names: Names
    client: Client

    @property
    def origin(self) -> str:
        return f"http://news.example:{self.far.port}"

    def get(self, url: str, typed_url: str | None = None) -> Answer:
        typed = f"{self.origin}/feed" if typed_url is None else typed_url
        return self.client.get(url, limit=MIB, deadline=3.0, typed_url=typed)

    def refuse(self, url: str, typed_url: str | None = None) -> FaultKind:
        with pytest.raises(Failed) as caught:
            self.get(url, typed_url)
        assert self.trap.caught() == 0, url
        return caught.value.fault.kind


@pytest.fixture
def rig() -> Iterator[Rig]:
    names, trap, far = Names(), Trap(), Scripted(FAR)
    names.teach("news.example", [FAR])
    client = Client(
        user_agent="newsdesk/test",
        proxies={},
        manners=Manners(pause=0.0, public_here=(FAR,)),
        look_up=names.look_up,
    )
    yield Rig(far, trap, names, client)
    client.close()
    far.close()
    trap.close()


def test_there_are_more_than_a_hundred_tricks() -> None:
    assert len(set(WRITTEN)) * 2 + len(set(ANSWERED)) * 2 >= 100  # each as an address and behind a redirect


def test_the_trap_catches_who_is_not_held_back(rig: Rig) -> None:
    with pytest.raises(Failed):
        rig.get(f"http://127.0.0.1:{rig.trap.port}/", typed_url=f"http://127.0.0.1:{rig.trap.port}/")
    assert rig.trap.caught() == 1


@pytest.mark.parametrize("host", WRITTEN)
def test_no_local_address_is_reached_however_it_is_written(rig: Rig, host: str) -> None:
    url = f"http://{host}:{rig.trap.port}/"
    assert rig.refuse(url) in REFUSALS
    with_login = f"http://news.example:80@{host}:{rig.trap.port}/#@news.example/"
    assert rig.refuse(with_login) in REFUSALS
    status = STATUSES[WRITTEN.index(host) % len(STATUSES)]
    rig.far.say("/on", answer(b"", f"Location: {url}".encode().decode("latin-1"), status=f"{status} On"))
    assert rig.refuse(f"{rig.origin}/on") in REFUSALS
    # The reader's own feed that leads there is no better.
    assert rig.refuse(f"{rig.origin}/on", typed_url=f"{rig.origin}/on") in REFUSALS


@pytest.mark.parametrize("address", ANSWERED)
def test_no_name_leads_to_a_local_address(rig: Rig, address: str) -> None:
    rig.names.teach("trick.example", [address])
    url = f"http://trick.example:{rig.trap.port}/"
    assert rig.refuse(url) is FaultKind.REFUSED_ADDRESS
    rig.far.say("/on", answer(b"", f"Location: //trick.example:{rig.trap.port}/", status="302 Found"))
    assert rig.refuse(f"{rig.origin}/on") is FaultKind.REFUSED_ADDRESS


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "192.168.1.1"])
def test_a_name_that_is_answered_otherwise_the_second_time_is_not_followed(rig: Rig, address: str) -> None:
    rig.names.teach("evil.example", [FAR], [address])
    rig.far.say("/feed", answer(b"", f"Location: http://evil.example:{rig.trap.port}/", status="302 Found"))
    typed = f"http://evil.example:{rig.far.port}/feed"
    assert rig.refuse(typed, typed) is FaultKind.REFUSED_ADDRESS
    assert rig.names.asked == ["evil.example", "evil.example"]


def test_a_name_that_turns_local_before_anything_was_seen_of_it_is_not_followed(rig: Rig) -> None:
    """The intake process was started anew, and the feed is not asked again before its pictures are."""
    rig.names.teach("evil.example", ["127.0.0.1"])
    url = f"http://evil.example:{rig.trap.port}/picture.png"
    assert rig.refuse(url, "http://evil.example/feed") is FaultKind.REFUSED_ADDRESS


def test_of_a_name_with_public_and_local_addresses_only_the_public_ones_are_tried(rig: Rig) -> None:
    rig.names.teach("both.example", ["127.0.0.1", FAR], [FAR, "127.0.0.1"])
    for _ in range(2):  # nobody listens at the port of the trap at the public one
        assert rig.refuse(f"http://both.example:{rig.trap.port}/") is FaultKind.NO_ANSWER


def test_the_name_is_looked_up_once_and_nothing_else_is_connected_to(rig: Rig) -> None:
    """Between check and connection there is no second question that could be answered otherwise."""
    rig.names.teach("evil.example", [FAR], ["127.0.0.1"])
    rig.far.say("/", answer(b"text"))
    assert rig.get(f"http://evil.example:{rig.far.port}/").body == b"text"
    assert rig.names.asked == ["evil.example"]


def test_a_local_source_may_name_things_on_its_own_machine_only(rig: Rig) -> None:
    near = Scripted()
    rig.names.teach("intranet.example", ["127.0.0.1"])
    rig.names.teach("nas.local", ["127.0.0.1"])
    near.say("/", answer(b"near"))
    at = f":{near.port}/"
    assert rig.get(f"http://127.0.0.1{at}", "http://localhost:1/feed").body == b"near"
    assert rig.get(f"http://nas.local{at}", "http://nas.local/feed").body == b"near"
    assert rig.get(f"http://intranet.example{at}", f"http://intranet.example{at}").body == b"near"
    client = rig.client.get(
        f"http://intranet.example{at}", limit=MIB, typed_url="http://intranet.example/f", is_local=True
    )
    assert (client.body, client.is_local) == (b"near", True)
    assert rig.refuse(f"http://intranet.example{at}", "http://intranet.example/feed") is FaultKind.REFUSED_ADDRESS
    assert rig.refuse(f"http://nas.local{at}", "http://localhost/feed") is FaultKind.REFUSED_ADDRESS
    near.close()


def test_what_was_public_once_is_not_local_later(rig: Rig) -> None:
    rig.names.teach("turning.local", [FAR], ["127.0.0.1"])
    rig.far.say("/feed", answer(b"feed"))
    typed = f"http://turning.local:{rig.far.port}/feed"
    assert not rig.get(typed, typed).is_local
    assert rig.refuse(f"http://turning.local:{rig.trap.port}/", typed) is FaultKind.REFUSED_ADDRESS


@pytest.mark.parametrize("host", WRITTEN)
def test_no_proxy_is_asked_for_a_local_address(host: str) -> None:
    proxy = Scripted()
    client = Client(user_agent="newsdesk/test", proxies={"http": f"http://127.0.0.1:{proxy.port}"})
    with pytest.raises(Failed) as caught:
        client.get(f"http://{host}/", limit=MIB, deadline=3.0, typed_url="http://news.example/feed")
    assert caught.value.fault.kind in REFUSALS
    client.close()
    proxy.close()
    assert proxy.requests == []


@pytest.mark.parametrize("peer", ["8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])
def test_public_addresses_are_public(peer: str) -> None:
    assert is_public(peer)


@pytest.mark.parametrize("host", ["news.example", "1.com", "0x7f.com", "xn--mgb.example", "8.8.8.8", "[2a00:1450::1]"])
def test_public_names_are_not_local_as_written(host: str) -> None:
    assert not is_local_as_written(host.strip("[]"))
