"""The catalogues: both languages say the same things, all of them, and nothing that nobody asks for."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from newsdesk.domain.faults import FaultKind

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"


@cache
def messages(language: str) -> dict[str, tuple[str, ...]]:
    """Every message of a language: one sentence, or its plural forms."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    found.pop("", None)
    return found


@cache
def source_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_the_compiled_catalogues_are_what_the_po_files_say() -> None:
    check = [sys.executable, str(ROOT / "packaging" / "catalogues.py"), "--check"]
    assert subprocess.run(check, capture_output=True, text=True, check=False).stderr == ""


def test_both_languages_have_the_same_keys() -> None:
    assert messages("ar").keys() == messages("en").keys()


def test_both_languages_name_the_same_facts() -> None:
    for key, forms in messages("ar").items():
        other = messages("en")[key]
        assert (len(forms) > 1) == (len(other) > 1), key
        # A plural form may say its number in words: «خبران».
        assert facts(forms[-1]) == facts(other[-1]), key
        for form in (*forms, *other):
            assert facts(form) | {"n"} == facts(forms[-1]) | {"n"} or facts(form) == facts(forms[-1]), key


@pytest.mark.parametrize(("language", "number"), [("ar", 6), ("en", 2)])
def test_every_plural_form_is_filled(language: str, number: int) -> None:
    for key, forms in messages(language).items():
        assert len(forms) in (1, number), key
        assert all(forms), key


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_has_a_sentence(kind: FaultKind) -> None:
    assert f"fault.{kind.value}" in messages("ar")


def test_every_key_that_the_code_asks_for_exists() -> None:
    asked = re.findall(r'\b(?:say|Notice|Misuse)\(\s*"([a-z.-]+)"', source_text())
    counted = re.findall(r'\btexts\.count\(\s*"([a-z.-]+)"', source_text())
    assert set(asked) | set(counted) <= messages("ar").keys()
    assert all(len(messages("ar")[key]) > 1 for key in counted)
    assert not [key for key in asked if len(messages("ar")[key]) > 1]


def test_every_key_is_asked_for() -> None:
    composed = [
        re.escape(before) + ".+" + re.escape(after)
        for before, after in re.findall(r'f"([a-z]+\.[a-z.-]*)\{[^"{}]+\}([a-z.-]*)"', source_text())
        if before != "fault."
    ]
    for key in messages("ar"):
        if key.startswith("fault."):
            _, kind, *variant = key.split(".")
            assert kind in list(FaultKind), key
            assert not variant or f'"{variant[0]}"' in source_text(), key
            continue
        is_literal = f'"{key}"' in source_text()
        assert is_literal or any(re.fullmatch(pattern, key) for pattern in composed), key


def test_arabic_sentences_are_arabic() -> None:
    for key, forms in messages("ar").items():
        for form in forms:
            assert "," not in form or key == "cli.help", key
            assert ";" not in form, key
            assert "?" not in form, key
            assert "\u0640" not in form, key
