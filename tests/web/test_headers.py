"""The headers that say when to come again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdesk.web import headers
from newsdesk.web.reach import is_public

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 24 Nov 2026 12:10:00 GMT", 600),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣٠", None),
        ("9" * 40, 10**9),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str, seconds: int | None) -> None:
    assert headers.retry_after({"Retry-After": said}, NOW) == seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("max-age=300", 300), ('public, MAX-AGE="60"', 60), ("s-maxage=5", None), ("no-store", None), ("max-age=x", None)],
)
def test_max_age_is_read_from_cache_control(said: str, seconds: int | None) -> None:
    assert headers.max_age({"Cache-Control": said}) == seconds


@pytest.mark.parametrize(
    "peer",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::c0a8:101",
        "nonsense",
    ],
)
def test_these_addresses_are_not_public(peer: str) -> None:
    assert not is_public(peer)


@pytest.mark.parametrize("peer", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_these_addresses_are_public(peer: str) -> None:
    assert is_public(peer)
