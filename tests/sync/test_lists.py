"""A list of feeds (OPML) that is added as any other file is: from the desktop, by dropping it, or in the dialog."""

from __future__ import annotations

from pathlib import Path

from newsdesk.desk import Desk
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.orders import Added, AddSource

LIST = """<opml version="2.0"><head/><body><outline text="صحف">
<outline type="rss" text="الأولى" xmlUrl="http://127.0.0.1:9/first"/>
<outline type="rss" text="الثانية" xmlUrl="http://127.0.0.1:9/second"/></outline></body></opml>
"""


def test_a_list_of_feeds_adds_each_of_them_and_is_no_source_itself(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "قائمة.opml"
    file.write_text(LIST, encoding="utf-8")
    answer = desk.carry_out(AddSource(str(file)))
    assert isinstance(answer, Added)
    assert len(answer.sources) == 2
    assert [state.source.title for state in desk.sources()] == ["الأولى", "الثانية"]
    assert list(desk.paths.files.iterdir()) == []


def test_a_list_added_again_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(LIST, encoding="utf-8")
    desk.carry_out(AddSource(str(file)))
    answer = desk.carry_out(AddSource(str(file)))
    assert isinstance(answer, Added)
    assert (answer.sources, len(answer.already)) == ((), 2)


def test_an_xml_file_that_is_neither_feed_nor_list_is_refused_as_no_feed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "other.xml"
    file.write_text("<a><b/></a>", encoding="utf-8")
    answer = desk.carry_out(AddSource(str(file)))
    assert isinstance(answer, Fault)
    assert (answer.kind, answer.facts["found"]) == (FaultKind.NOT_A_FEED, "xml")
    assert desk.sources() == ()
