"""Moving sources and folders: nothing is lost, and the order is the one that was asked for."""

from __future__ import annotations

import doctest

import pytest

from newsdesk.domain import proxy
from newsdesk.domain.arrangement import Arrangement, arrangement_of, clean_name
from newsdesk.domain.source import SourceId

A, B, C, D = map(SourceId, (1, 2, 3, 4))
MADE = Arrangement(("م", "ن"), ((A, None), (B, "م"), (C, "م"), (D, "ن")))


def inside(made: Arrangement, folder: str | None) -> list[SourceId]:
    return [source for source, there in made.places if there == folder]


def test_a_source_comes_ahead_of_another_or_last() -> None:
    assert inside(MADE.moved(A, "م", C), "م") == [B, A, C]
    assert inside(MADE.moved(A, "م"), "م") == [B, C, A]
    assert inside(MADE.moved(B, None), None) == [A, B]
    assert MADE.moved(SourceId(9), "م") == MADE


def test_a_new_folder_is_made_by_moving_into_it() -> None:
    made = MADE.moved(D, "جديد")
    assert made.folders == ("م", "ن", "جديد")
    assert inside(made, "جديد") == [D]


def test_shifting_stays_within_the_folder() -> None:
    assert inside(MADE.shifted(C, -1), "م") == [C, B]
    assert inside(MADE.shifted(B, 1), "م") == [C, B]
    assert MADE.shifted(C, 1) == MADE
    assert MADE.shifted(D, -1) == MADE


def test_removing_a_folder_keeps_its_sources() -> None:
    made = MADE.without("م")
    assert made.folders == ("ن",)
    assert inside(made, None) == [A, B, C]


def test_two_folders_of_one_name_become_one() -> None:
    made = MADE.renamed("ن", "م")
    assert made.folders == ("م",)
    assert inside(made, "م") == [B, C, D]


def test_folders_change_places() -> None:
    assert MADE.folder_moved("ن", "م").folders == ("ن", "م")
    assert MADE.folder_moved("م", None).folders == ("ن", "م")
    assert MADE.folder_moved("غائب", None) == MADE


def test_a_folder_that_only_a_source_names_is_one() -> None:
    assert arrangement_of(("أ",), ((A, "ب"), (B, None))).folders == ("أ", "ب")


@pytest.mark.parametrize(("typed", "name"), [("  بلاد \n الشام ", "بلاد الشام"), (" ", None), ("x" * 300, "x" * 200)])
def test_a_folders_name_is_one_line_of_bounded_length(typed: str, name: str | None) -> None:
    assert clean_name(typed) == name


def test_the_examples_of_proxies_hold() -> None:
    assert doctest.testmod(proxy).failed == 0
