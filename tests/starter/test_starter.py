"""What newsdesk brings along for the first start: the starter list and the guide edition."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "resources" / "starter.opml"
GUIDE = ROOT / "resources" / "guide"
ARABIC = re.compile("[ء-ي]")


@pytest.fixture(scope="session")
def catalogue() -> Path:
    """The catalogue that the starter list is made from; tests that need it are skipped where it is absent."""
    named = os.environ.get("NEWSDESK_CATALOGUE")
    path = Path(named) if named else ROOT.parent / "shared" / "catalogue" / "arabic-sources.tsv"
    if not path.is_file():
        pytest.skip(f"the catalogue is not at {path}; set NEWSDESK_CATALOGUE to it")
    return path


def _subscriptions() -> list[etree._Element]:
    return etree.parse(STARTER).xpath("//outline[@xmlUrl]")


def test_every_address_is_http_and_listed_once() -> None:
    urls = [outline.get("xmlUrl") for outline in _subscriptions()]
    assert len(urls) > 100
    assert all(url.startswith(("http://", "https://")) and url.isascii() for url in urls)
    assert len(urls) == len(set(urls))


def test_every_source_has_an_arabic_country_and_a_title() -> None:
    for outline in _subscriptions():
        assert ARABIC.search(outline.getparent().get("text"))
        assert outline.get("title").strip()
        assert outline.get("category") in (None, "uncertain", "may-refuse")


def test_in_each_country_the_marked_ones_come_last() -> None:
    for folder in etree.parse(STARTER).xpath("/opml/body/outline"):
        marks = [bool(outline.get("category")) for outline in folder]
        assert marks == sorted(marks)


def test_it_is_what_the_catalogue_gives_and_has_nothing_likely_dead(catalogue: Path, tmp_path: Path) -> None:
    made = tmp_path / "starter.opml"
    subprocess.run(
        [sys.executable, ROOT / "packaging" / "starter.py", catalogue, made], check=True, stdout=subprocess.PIPE
    )
    assert made.read_bytes() == STARTER.read_bytes()
    with catalogue.open(encoding="utf-8", newline="") as file:
        dead = {row["feed_url"] for row in csv.DictReader(file, delimiter="\t") if row["belief"] == "likely dead"}
    assert dead
    assert not dead & {outline.get("xmlUrl") for outline in _subscriptions()}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_guide_is_eight_articles_of_simple_tags(language: str) -> None:
    guide = json.loads((GUIDE / f"{language}.json").read_text(encoding="utf-8"))
    assert len(guide["items"]) == 8
    for item in guide["items"]:
        assert set(item) == {"id", "title", "summary", "html", "author"}
        assert set(re.findall(r"<(\w+)", item["html"])) <= {"p", "h2", "ul", "li", "blockquote", "strong"}
        etree.fromstring(f"<div>{item['html']}</div>")  # every tag is closed


def test_the_guides_of_both_languages_tell_of_the_same_things() -> None:
    arabic, english = (json.loads((GUIDE / f"{name}.json").read_text(encoding="utf-8")) for name in ("ar", "en"))
    for ours, theirs in zip(arabic["items"], english["items"], strict=True):
        assert ours["id"] == theirs["id"]
        keys = re.compile(r"Ctrl\+\w|F\d|(?<=<strong>)[A-Z/?](?=</strong>)|Space|Enter")
        assert keys.findall(ours["html"]) == keys.findall(theirs["html"])
