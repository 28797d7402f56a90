"""The guides say what the program says: its sentences, its keys, its commands and choices, in both languages."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from newsdesk.cli.usage import COMMANDS
from newsdesk.settings.settings import Settings
from newsdesk.ui.actions import ARABIC_KEYS, TABLE

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ar", "en")
TROUBLES = {"ar": "## المشكلات بعباراتها", "en": "## Troubles, by their sentence"}


def guide(language: str) -> str:
    return (ROOT / "docs" / f"guide.{language}.md").read_text("utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of every row of a Markdown table but its head."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_is_named_by_a_sentence_of_the_program(language: str) -> None:
    catalogue = "".join(path.read_text("utf-8") for path in (ROOT / "resources" / "locale" / language).glob("*.po"))
    troubles = rows(guide(language).split(TROUBLES[language])[1])[1:]
    named = [sentence.strip().rstrip(".") for first, *_ in troubles for sentence in first.split(" / ")]
    assert len(named) > 15
    assert [sentence for sentence in named if sentence not in catalogue] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_in_the_guide_with_its_arabic_letter(language: str) -> None:
    cells = " ".join(cell for row in rows(guide(language)) for cell in row[:2])
    for row in TABLE:
        for key in row.keys[:1]:
            if key.startswith("Ctrl+") and key[5:] in "1234+-0":
                continue  # written as a range, or in the text
            letter = key.rpartition("+")[2]
            assert letter in cells or letter == "Space", key
            assert ARABIC_KEYS.get(letter, "") in cells, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_stands_in_the_guide(language: str) -> None:
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", guide(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choices_and_what_is_usual_are_those_of_the_program(language: str) -> None:
    told = {row[0].strip('`"'): row[1].strip('`"') for row in rows(guide(language)) if len(row) == 3}
    usual = {field.name: str(field.default).lower() for field in fields(Settings)}
    told = {name: value for name, value in told.items() if "_" in name and " " not in name}
    assert "retention_days" in told
    assert told == {name: usual.get(name) for name in told}


@pytest.mark.parametrize("name", ["README", "docs/guide"])
def test_both_languages_have_the_same_parts_and_their_links_lead_somewhere(name: str) -> None:
    paths = [ROOT / f"{name}.ar.md", ROOT / ("README.md" if name == "README" else f"{name}.en.md")]
    texts = [path.read_text("utf-8") for path in paths]
    assert len({len(re.findall(r"^## ", text, re.MULTILINE)) for text in texts}) == 1
    for path, text in zip(paths, texts, strict=True):
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            assert link.startswith("http") or (path.parent / link).exists(), (path.name, link)


def test_pictures_of_the_documents_are_small() -> None:
    for path in (ROOT / "docs" / "pictures").iterdir():
        assert path.stat().st_size < 1024 * 1024, path.name
