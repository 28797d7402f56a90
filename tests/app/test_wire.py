"""Orders and answers that name lists of a page cross the profile's socket whole."""

from __future__ import annotations

import pytest

from newsdesk.app import wire
from newsdesk.domain.menu import Line, Menu, Place, Rule
from newsdesk.domain.orders import Added, AddSource

RULE = Rule("links", 12, (Place("main/ul/li/a", ("list", "أخبار")), Place("main/h2/a")))


@pytest.mark.parametrize(
    "value",
    [
        AddSource("https://a.example/", "الشام", RULE, is_choosing=True),
        AddSource("https://a.example/"),
        Added(offered=(Menu(RULE, (Line("خبر", "13:49"), Line("خبر آخر"))),)),
    ],
)
def test_a_value_comes_out_as_it_went_in(value: AddSource | Added) -> None:
    assert wire.decode(wire.encode(value)) == value
