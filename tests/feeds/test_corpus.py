"""The figures that the feeds reach on the shared corpus: Arabic feeds, public suites, real and hostile documents."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conformance import run
from figures import FIELDS, arabic, snapshots

from newsdesk.domain.faults import Failed
from newsdesk.feeds import parse
from newsdesk.feeds.identity import keys

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
pytestmark = pytest.mark.corpus

# Every file of the public suites that does not give what its suite states, and why. The test keeps this table true.
EXCEPTIONS = {
    "feedparser/wellformed/base/http_entry_id_base_docuri.xml": "ids are compared letter by letter (RFC 4287, 4.2.6)",
    "gofeed/parser/atom/entry_id_xml_base.xml": "ids are compared letter by letter (RFC 4287, 4.2.6)",
    "feedparser/wellformed/http/headers_content_location-unsafe.xml": "a base that is no web address resolves nothing",
    "feedparser/wellformed/lang/http_content_language.xml": "the Content-Language header is not handed to the parser",
    "rss-parser/input/reddit-home.rss": "the stated text has its words in another order than the document",
    "rss-parser/input/xml2js-options.rss": "the stated text is made by an option of that library",
    "feedparser/wellformed/cdf/item_abstract_map_description.xml": "CDF, a format of 1997, is not read (set apart)",
    "feedparser/wellformed/cdf/item_abstract_map_summary.xml": "CDF, a format of 1997, is not read (set apart)",
    "feedparser/wellformed/cdf/item_href_map_link.xml": "CDF, a format of 1997, is not read (set apart)",
}


def test_every_arabic_feed_gives_its_titles_links_ids_authors_and_dates(corpus: Path) -> None:
    told = arabic(corpus)
    assert told.odd == []
    assert told.items == 500
    assert told.right == dict.fromkeys(FIELDS, 500)


def test_the_public_suites_give_what_they_state_but_for_a_known_few(corpus: Path) -> None:
    tallies = run(corpus)
    assert sum(tally.crashed + tally.timed_out for tally in tallies.values()) == 0
    wrong = {name.removeprefix("conformance/") for tally in tallies.values() for name in tally.wrong}
    assert wrong == set(EXCEPTIONS)
    judged = [tally for suite, tally in tallies.items() if suite != "set apart"]
    assert sum(tally.right for tally in judged) >= 0.98 * sum(tally.stated for tally in judged)


def test_every_real_feed_gives_all_its_items(corpus: Path) -> None:
    for index in ("real", "snapshots"):
        for line in (corpus / "feeds" / f"{index}.jsonl").read_text(encoding="utf-8").splitlines():
            stated = json.loads(line)
            if not stated["items_approx"]:
                continue
            document = (corpus / "feeds" / stated["file"]).read_bytes()
            feed = parse(document, url="https://news.example/feed", content_type=None, now=NOW)
            if feed.format != "json":  # counted in the corpus by tags
                assert len(feed.items) == stated["items_approx"], stated["file"]
            assert all(keys(feed.items)), stated["file"]


def test_the_snapshots_of_a_feed_give_the_union_each_item_once(corpus: Path) -> None:
    told = snapshots(corpus)
    assert len(told) == 5
    for name, one in told.items():
        assert (one.held, one.lost, one.again) == (len(one.union), 0, 0), name


def test_every_hostile_document_ends_soon_and_keeps_its_plain_news(corpus: Path) -> None:
    for path in sorted((corpus / "hostile" / "xml").iterdir()):
        try:
            feed = parse(path.read_bytes(), url="https://news.example/feed", content_type=None, now=NOW)
        except Failed:
            assert path.suffix in (".html", ".json"), path.name
            continue
        if path.suffix == ".xml":
            assert [item.title for item in feed.items] == ["خبر عادي"], path.name
            assert all("root:" not in item.summary_html for item in feed.items), path.name


def test_no_hostile_string_as_a_title_raises(corpus: Path) -> None:
    for name in ("naughty_strings", "titles", "xss_payloads"):
        text = (corpus / "hostile" / f"{name}.jsonl").read_text(encoding="utf-8", errors="replace")
        for line in text.splitlines():
            fields = f"<title>{line}</title><pubDate>{line}</pubDate><link>{line}</link>"
            document = f"<rss><channel><item>{fields}</item></channel></rss>"
            parse(document.encode(), url="https://news.example/feed", content_type=None, now=NOW)
