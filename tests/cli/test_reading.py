"""Commands that only look."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import FEED, Runs, command, environment

HEADLINE = [
    "id", "title", "url", "source", "author", "published_at", "time_text", "fetched_at", "position", "read",
    "bookmarked", "offline", "breaking", "summary",
]  # fmt: skip


def test_a_headline_has_the_promised_fields(look: Runs) -> None:
    rows = look("list", "--json").json
    assert [list(row) for row in rows] == [HEADLINE] * 3
    first = rows[0]
    assert first | {"id": 0, "fetched_at": ""} == {
        "id": 0,
        "title": "افتتاح مكتبة عامة في المدينة القديمة",
        "url": "http://127.0.0.1:9/a",
        "source": {"id": 1, "title": "نشرة الجبل"},
        "author": "ليلى الحقل",
        "published_at": "2026-11-23T11:49:00Z",
        "time_text": "Mon, 23 Nov 2026 13:49:00 +0200",
        "fetched_at": "",
        "position": 1,
        "read": False,
        "bookmarked": False,
        "offline": "headline",
        "breaking": False,
        "summary": "مَكتبةٌ جديدة",
    }
    assert first["fetched_at"].endswith("Z")


def test_a_list_is_bounded_and_newest_first(look: Runs) -> None:
    assert [row["position"] for row in look("list", "--json").json] == [1, 2, 3]
    assert [row["position"] for row in look("list", "--json", "--limit", "2").json] == [1, 2]
    assert [line.split("\t")[-1] for line in look("list", "--limit", "1").out.splitlines()] == [
        "افتتاح مكتبة عامة في المدينة القديمة"
    ]


def test_a_list_of_a_source_by_id_by_address_and_on_a_shelf(look: Runs, stocked: Path) -> None:
    address = (stocked.parent / "feed.xml").as_uri()
    assert len(look("list", "--source", "1", "--json").json) == 3
    assert len(look("list", "--source", address, "--json").json) == 3
    assert len(look("list", "--source", "1", "--shelf", "unread", "--json").json) == 3
    assert look("list", "--source", "1", "--shelf", "bookmarks", "--json").json == []
    unknown = look("list", "--source", "99")
    assert (unknown.code, unknown.out) == (2, "")
    assert "99" in unknown.err


def test_one_id_gives_an_object_and_several_a_list(look: Runs) -> None:
    one = look("show", "1", "--format", "json").json
    assert list(one) == [*HEADLINE, "html", "text", "pictures"]
    assert one == look("show", "1", "--json").json
    assert [article["id"] for article in look("show", "2", "1", "--json").json] == [2, 1]


def test_an_article_as_text_and_as_html(look: Runs) -> None:
    text = look("show", "1").out
    assert text.splitlines()[0] == "افتتاح مكتبة عامة في المدينة القديمة"
    assert "http://127.0.0.1:9/a" in text
    assert "مَكتبةٌ جديدة" in text
    page = look("show", "1", "--format", "html").out
    assert page.startswith('<article dir="rtl">')
    assert "<h1>افتتاح مكتبة عامة في المدينة القديمة</h1>" in page


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "9" * 30, "1.5"])
def test_an_article_that_does_not_exist_is_named(look: Runs, number: str) -> None:
    run = look("show", number, "--json")
    assert run.code == 2
    assert run.out == ""
    assert number in run.err


def test_what_exists_is_shown_beside_what_does_not(look: Runs) -> None:
    run = look("show", "1", "99", "--json")
    assert run.code == 3
    assert [article["id"] for article in run.json] == [1]
    assert "99" in run.err


def test_a_search_finds_other_spellings(look: Runs) -> None:
    assert [row["position"] for row in look("search", "مكتبه عامه", "--json").json] == [1]
    assert {row["newest_only"] for row in look("search", "مكتبه عامه", "--json").json} == {False}
    assert look("search", "لا شيء كهذا", "--json").json == []
    assert look("search", '"AND foo:bar', "--json").code == 0
    assert "أمطار" in look("search", "امطار").out


def test_queries_from_the_input_get_a_line_each(look: Runs) -> None:
    run = look("search", "-", stdin="مكتبه\n\nامطار\nلاشيءكهذا\n")
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert [[row["position"] for row in answer] for answer in answers] == [[1], [], [2], []]


def test_sources_have_the_promised_fields(look: Runs, stocked: Path) -> None:
    (row,) = look("sources", "--json").json
    promised = {
        "id": 1,
        "title": "نشرة الجبل",
        "url": (stocked.parent / "feed.xml").as_uri(),
        "site_url": "http://127.0.0.1:9/",
        "folder": "الشام",
        "unread": 3,
        "total": 3,
        "fault": None,
    }
    assert {name: row[name] for name in promised} == promised
    assert row["last_success_at"] is not None
    assert "نشرة الجبل" in look("sources").out


def test_doctor_tells_versions_paths_sizes_and_both_checks(look: Runs, stocked: Path) -> None:
    told = look("doctor", "--json").json
    assert told["ok"] is True
    assert set(told["versions"]) >= {"newsdesk", "python", "sqlite"}
    assert told["paths"]["library"] == str(stocked / "library.db")
    for store in told["stores"].values():
        assert store["bytes"] > 0
        assert (store["quick"], store["full"]) == ([], [])
    assert str(stocked / "cache.db") in look("doctor").out


def test_doctor_says_1_over_a_damaged_store(newsdesk: Runs, profile: Path, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED, encoding="utf-8")
    newsdesk("add", str(tmp_path / "feed.xml"))
    cache = profile / "cache.db"
    size = cache.stat().st_size
    with cache.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (size - 8192))
    run = newsdesk("doctor", "--json")
    assert run.code == 1
    assert run.json["ok"] is False


def test_a_profile_that_is_not_there_answers_emptily_and_is_not_made(newsdesk: Runs, profile: Path) -> None:
    assert newsdesk("list", "--json").json == []
    assert newsdesk("sources", "--json").json == []
    assert newsdesk("search", "خبر", "--json").json == []
    assert newsdesk("doctor").code == 0
    assert not profile.exists()


def test_output_is_utf8_in_any_locale(look: Runs) -> None:
    run = look("list", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert run.code == 0
    assert "مكتبة" in run.out


def test_a_reader_who_leaves_early_hears_nothing(stocked: Path) -> None:
    listing = subprocess.Popen(
        command(stocked, "list", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(stocked.parent),
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.close()
    assert listing.stderr.read() == b""
    listing.stderr.close()
    assert listing.wait(30) == 0


def test_looking_imports_nothing_heavy(stocked: Path) -> None:
    asked = "import sys; from newsdesk.app.console import run;run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for words in (["list"], ["show", "1"], ["search", "خبر"], ["sources", "--json"], ["opml", "export"], ["doctor"]):
        run = subprocess.run(
            [sys.executable, "-c", asked, "--profile", str(stocked), *words],
            capture_output=True,
            env=environment(stocked.parent),
            text=True,
            check=True,
        )
        loaded = set(run.stderr.split())
        assert not loaded & {"PySide6", "sqlalchemy", "alembic", "requests", "lxml", "msgspec", "trafilatura"}, words


def test_no_title_can_steer_the_terminal(newsdesk: Runs, tmp_path: Path) -> None:
    hostile = FEED.replace("نشرة الجبل", "نشرة\u202e").replace("أمطار على", "أمطار\u009b31m&#9;على\u202e")
    (tmp_path / "feed.xml").write_text(hostile, encoding="utf-8")
    newsdesk("add", str(tmp_path / "feed.xml"))
    for words in (["list"], ["show", "1", "2"], ["show", "2", "--format", "html"], ["sources"], ["search", "امطار"]):
        out = newsdesk(*words).out
        assert not set("\u202e\u009b\x1b") & set(out), words
    assert [line.count("\t") for line in newsdesk("list").out.splitlines()] == [4, 4, 4]
