"""What the reader typed, read as an address or a file."""

from __future__ import annotations

import pytest

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.sync.address import candidates, file_path


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("https://example.net/rss", "https://example.net/rss"),
        ("HTTP://Example.net", "http://Example.net/"),
        ("example.net", "https://example.net/"),
        ("  example.net/feed?x=1#top ", "https://example.net/feed?x=1"),
        ("feed://example.net/rss", "https://example.net/rss"),
        ("feed:http://example.net/rss", "http://example.net/rss"),
        ("http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/feed"),
        ("localhost:8080/feed", "https://localhost:8080/feed"),
        ("http://[::1]:8080/feed", "http://[::1]:8080/feed"),
        ("موقع.مثال/أخبار", "https://موقع.مثال/أخبار"),
        ("\u200fhttps://example.net/\u200e", "https://example.net/"),
    ],
)
def test_an_address_is_read_as_typed(typed: str, first: str) -> None:
    assert candidates(typed)[0] == first


def test_a_bare_name_is_tried_securely_first() -> None:
    assert candidates("example.net") == ("https://example.net/", "http://example.net/")


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "خبر عاجل", "not an address", "nodots", "javascript:alert(1)", "ftp://example.net/", "http://",
     "http://exa mple.net/", "https://host:port/", "http://[::1", "example.net/" + "a" * 3000, "http://<b>.net/"],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Failed) as raised:
        candidates(typed)
    assert raised.value.fault.kind is FaultKind.NOT_AN_ADDRESS
    assert "address" in raised.value.fault.facts


def test_files_are_told_from_addresses() -> None:
    assert file_path("/srv/news/feed.xml") == "/srv/news/feed.xml"
    assert file_path("file:///srv/%D8%A7.xml") == "/srv/ا.xml"
    assert file_path("example.net/feed.xml") is None
