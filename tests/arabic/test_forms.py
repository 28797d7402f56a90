"""Both forms of a text, put together from words met before, are what folding and stemming the whole text give."""

from __future__ import annotations

import pytest

from newsdesk.arabic import forms
from newsdesk.arabic.fold import fold
from newsdesk.arabic.stem import marked_stems

TEXTS = (
    "",
    " \t\n",
    "قالَ «وزير» العدل: والانتخابات، في المـديـنة!",
    "ﷺ صلى\u00a0الله – عليه…وسلم\u2028(٢٠٢٦)\u200f",
    "Élysée, ÜBER · iPhone 15",
    "\x1c\x85 ١٢٣ \ufeff - . «»",
)


@pytest.mark.parametrize("text", TEXTS)
def test_both_forms_are_what_the_whole_text_gives(text: str) -> None:
    words, stems = forms.forms(text)
    assert words == fold(text)
    assert stems.strip(" ") == marked_stems(words)
    assert not stems or stems[0] == " "


def test_a_text_of_countless_words_is_forgotten_again() -> None:
    made = " ".join(f"كلمة{number}" for number in range(forms.MOST_KEPT + 10))
    assert forms.forms(made)[0] == fold(made)
    assert len(forms._FORMS) <= forms.MOST_KEPT
