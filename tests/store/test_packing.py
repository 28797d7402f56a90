"""Bodies lie packed and are read as they were; those of an earlier version are packed little by little."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from newsdesk.domain.article import ArticleId
from newsdesk.store import packing
from newsdesk.store.reads import Reads

from .conftest import NOON, AddSource, Paths, Writes, item

LONG = "وأضاف الوزير أن المشروع يبدأ في العام المقبل. " * 40
# Never to be made anew: what lies on disks was packed so.
PACKED_ONCE = "01432e68a07508a4885e8c28ee610d3c50150b4c2d8b11591c29c9c07a0c7a0a43c34800"


@pytest.mark.parametrize("text", ["", "قصير", LONG, "a\x00b" * 80, "\ud800" * 200, "😀 " * 300])
def test_what_is_packed_comes_back(text: str) -> None:
    assert packing.plain(packing.pack(text)) == text


def test_a_paragraph_takes_a_quarter_of_its_bytes_and_less() -> None:
    text = "<p>وقال رئيس الوزراء إن الحكومة تدرس المشروع، وأشار إلى أن مجلس النواب يناقش الميزانية.</p>"
    packed = packing.pack(text * 2)
    assert isinstance(packed, bytes) and len(packed) < len(text.encode()) / 2


@pytest.mark.parametrize("stored", [b"", b"\x02whatever", b"\x01whatever", b"\x01"])
def test_what_cannot_be_opened_is_a_missing_text(stored: bytes) -> None:
    assert packing.plain(stored) == ""


def test_the_first_dictionary_is_the_one_that_lies_on_disks() -> None:
    assert packing.plain(bytes.fromhex(PACKED_ONCE)) == "وأضاف الوزير أن المشروع يبدأ في العام المقبل. " * 3


def test_an_article_lies_packed_and_is_read_searched_and_replaced_as_it_was(
    profile: Paths, writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source()
    writes.save_items(source.id, [item(1, text=LONG, has_full_text=True)], NOON)
    with sqlite3.connect(profile.cache_db) as base:
        assert base.execute("SELECT typeof(html), typeof(text) FROM body").fetchall() == [("blob", "blob")]
    base.close()
    kept = reads.article(ArticleId(1))
    assert kept is not None and (kept.text, kept.html) == (LONG, f"<p>{LONG}</p>")
    assert [found.id for found in reads.search("المشروع")] == [1]
    writes.save_items(source.id, [item(1, text="غير ذلك", has_full_text=True)], NOON + timedelta(hours=1))
    assert reads.search("المشروع") == () and [found.id for found in reads.search("ذلك")] == [1]


def test_bodies_of_an_earlier_version_are_packed_in_quiet_moments(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source()
    writes.save_items(source.id, [item(number, text=f"{LONG}{number}") for number in range(1, 121)], NOON)
    cache = writes.stores.cache
    with cache.transaction():
        cache.write("UPDATE body SET html = plain(html), text = plain(text)")
        cache.write("DELETE FROM meta WHERE key = 'bodies_packed'")
    before = reads.article(ArticleId(3))
    while writes.keep_up(NOON):
        pass
    assert cache.value("SELECT count(*) FROM body WHERE typeof(text) = 'blob' AND typeof(html) = 'blob'") == 120
    assert before is not None and before.text == f"{LONG}3" and reads.article(ArticleId(3)) == before
