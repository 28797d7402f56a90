"""Subscription lists, tidy and not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.domain.menu import ANY_LIST
from newsdesk.domain.outline import Outline
from newsdesk.feeds import opml


def listing(body: str, declaration: str = "") -> str:
    return f'{declaration}<opml version="2.0"><head><title>ق</title></head><body>{body}</body></opml>'


def test_an_outline_lies_in_the_folder_that_holds_it() -> None:
    outlines, skipped = opml.read(
        listing(
            '<outline text="سياسة"><outline type="rss" text="نص" title="الأفق" xmlUrl="https://a.example/rss" '
            'htmlUrl="https://a.example/" description="صحيفة"/></outline><outline text="ب" xmlURL="http://b.example/f?a=1&b=2"/>'
        ).encode()
    )
    assert outlines == (
        Outline("الأفق", "https://a.example/rss", "https://a.example/", "سياسة", "صحيفة"),
        Outline("ب", "http://b.example/f?a=1&b=2"),
    )
    assert skipped == 0


def test_a_double_is_left_out_and_what_is_no_web_address_is_counted() -> None:
    one = '<outline text="أ" xmlUrl="https://a.example/rss"/>'
    odd = "".join(
        f'<outline text="x" xmlUrl="{url}"/>'
        for url in ("file:///etc/passwd", "exec:ls", "|cmd", "/rel", "javascript:1")
    )
    outlines, skipped = opml.read(listing(one + odd + one).encode())
    assert ([outline.url for outline in outlines], skipped) == (["https://a.example/rss"], 5)


def test_links_of_others_are_no_subscriptions_and_a_spoilt_rule_is_the_best_list() -> None:
    ours = 'xmlns:n="urn:newsdesk:opml" type="link" text="أ"'
    outlines, skipped = opml.read(
        listing(
            '<outline type="link" text="x" url="https://a.example/"/>'
            f'<outline {ours} url="https://b.example/" n:rule="[1, 2"/>'
            f'<outline {ours} url="file:///etc/passwd" n:rule="[]"/><outline {ours} n:rule="[]"/>'
        ).encode()
    )
    assert outlines == (Outline("أ", "https://b.example/", rule=ANY_LIST),)
    assert skipped == 1


def test_an_old_code_page_is_read() -> None:
    raw = listing(
        '<outline text="صحيفة الأفق" xmlUrl="https://a.example/rss"/>', '<?xml version="1.0" encoding="windows-1256"?>'
    ).encode("cp1256")
    assert opml.read(raw)[0][0].title == "صحيفة الأفق"


def test_ten_thousand_levels_are_read() -> None:
    deep = '<outline text="ط">' * 10_000 + '<outline text="أ" xmlUrl="https://a.example/rss"/>' + "</outline>" * 10_000
    outlines, _ = opml.read(listing(deep + '<outline text="ب" xmlUrl="https://b.example/rss"/>').encode())
    assert [outline.url for outline in outlines] == ["https://a.example/rss", "https://b.example/rss"]


@pytest.mark.parametrize(
    "document", [b"", b"text", b"<html><body>x</body></html>", b"\x00\xff" * 50, b"<rss><channel/></rss>"]
)
def test_what_is_no_list_is_refused(document: bytes) -> None:
    with pytest.raises(Failed) as raised:
        opml.read(document)
    assert raised.value.fault.kind is FaultKind.NOT_OPML


def test_the_corpus_lists_give_every_feed(corpus: Path) -> None:
    for line in (corpus / "opml" / "index.jsonl").read_text(encoding="utf-8").splitlines():
        stated = json.loads(line)
        outlines, _ = opml.read((corpus / "opml" / stated["file"]).read_bytes())
        assert len(outlines) == stated["feeds"], stated["file"]
        if stated["folders"] is not None:
            assert len({outline.folder for outline in outlines} - {None}) == stated["folders"]
