"""Saved searches from the command line: saved, listed, followed and removed."""

from __future__ import annotations

from tests.cli.conftest import Runs


def test_a_search_is_saved_changed_and_removed(newsdesk: Runs) -> None:
    assert newsdesk("searches", "add", "سوق", "الزيتون", "--follow", "yes").code == 0
    (row,) = newsdesk("searches", "--json").json
    assert (row["name"], row["query"], row["followed"], row["unread"]) == ("سوق الزيتون", "سوق الزيتون", True, 0)
    assert newsdesk("searches", "set", "سوق الزيتون", "--name", "السوق", "--follow", "no").code == 0
    assert "السوق" in newsdesk("searches").out
    refused = newsdesk("searches", "remove", "غيره")
    assert refused.code == 2
    assert "غيره" in refused.err
    assert newsdesk("searches", "remove", str(row["id"])).code == 0
    assert newsdesk("searches", "--json").json == []


def test_a_search_without_words_is_wrong_use(newsdesk: Runs) -> None:
    for words in (("add",), ("set", "x"), ("remove",), ("keep", "x")):
        assert newsdesk("searches", *words).code == 2
