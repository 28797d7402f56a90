"""The reader's own names from the command line: added, listed, removed, and what is wrong in them told by its line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Runs


def test_a_name_is_added_listed_and_removed(newsdesk: Runs, profile: Path) -> None:
    assert newsdesk("names", "add", "بستان", "بصتان").code == 0
    assert newsdesk("names", "--json").json == [{"line": 1, "spellings": ["بستان", "بصتان"], "own": True}]
    everything = newsdesk("names", "--all")
    assert everything.out.startswith("بستان بصتان\n")
    assert "غوغل" in everything.out
    refused = newsdesk("names", "remove", "غيره")
    assert (refused.code, "غيره" in refused.err) == (2, True)
    assert newsdesk("names", "remove", "بَصتان").code == 0
    assert (profile / "name-variants.txt").read_text("utf-8") == ""


def test_a_bad_line_is_told_with_its_number_and_its_cause_and_the_others_hold(newsdesk: Runs, profile: Path) -> None:
    profile.mkdir()
    table = "# أسمائي\nوحيد\nغوغل-بلس كوكل قوقل\n".encode() + b"\xff\xfe x y\n"
    (profile / "name-variants.txt").write_bytes(table)
    listed = newsdesk("names")
    assert listed.code == 3
    assert listed.out == "كوكل قوقل\nx y\n"
    lines = listed.err.splitlines()
    assert len(lines) == 3
    assert "٢" in lines[0] and "وحيد" in lines[0] and "كتابتان" in lines[0]
    assert "٣" in lines[1] and "غوغل-بلس" in lines[1]
    assert "٤" in lines[2] and "UTF-8" in lines[2]
    assert newsdesk("search", "كوكل", "--json").err.splitlines() == lines
    assert newsdesk("names", "add", "سعد", "صعد").code == 0
    assert (profile / "name-variants.txt").read_bytes() == table + "سعد صعد\n".encode(), "not a byte else is touched"


def test_what_is_no_name_is_not_added(newsdesk: Runs, profile: Path) -> None:
    for words in (("وحيد",), ("أحمد", "احمد"), ("غوغل بلس", "غوغل")):
        refused = newsdesk("names", "add", *words)
        assert refused.code == 2
        assert words[0] in refused.err
    assert not (profile / "name-variants.txt").exists()
    for words in (("add",), ("keep", "x"), ("remove", "x", "y")):
        assert newsdesk("names", *words).code == 2
