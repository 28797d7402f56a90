"""Time that has certainly passed: no clock that was set wrong may add to it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.domain.age import DAY, HOUR, SECOND, Age, observed

HALF = HOUR // 2
START = 1_800_000_000_000_000
YEAR = 365 * DAY
ERRORS = [0, 0, 0, HOUR, -HOUR, 10 * YEAR, -10 * YEAR]


def run(age: Age, moments: Iterable[int], *, is_proved: bool = False) -> Age:
    for now in moments:
        age = observed(age, now, now if is_proved else None)
    return age


def steady(since: int, days: float) -> Iterable[int]:
    return range(since, since + round(days * DAY) + 1, HALF)


def test_a_steady_clock_counts_what_passes() -> None:
    assert run(Age(), steady(START, 10)).passed == 10 * DAY


@pytest.mark.parametrize("error", [-10 * YEAR, -12 * HOUR, -HOUR, HOUR, 12 * HOUR, 3 * DAY, 10 * YEAR, 12 * YEAR])
def test_a_clock_that_leaps_and_is_put_right_counts_no_more_than_passed(error: int) -> None:
    age = run(Age(), steady(START, 5))
    wrong = START + 5 * DAY + error
    age = run(age, steady(wrong, 1.5))
    age = run(age, steady(START + 6 * DAY + DAY // 2, 20))
    assert 21 * DAY <= age.passed <= 26 * DAY + DAY // 2 + HALF


@pytest.mark.parametrize("error", [-10 * YEAR, -DAY, -HOUR, 10 * YEAR])
def test_a_clock_that_stays_wrong_goes_on_counting(error: int) -> None:
    age = run(run(Age(), steady(START, 5)), steady(START + 5 * DAY + error, 20))
    assert 21 * DAY <= age.passed <= 25 * DAY + SECOND


def test_a_battery_that_is_dead_at_each_start_adds_nothing() -> None:
    age = Age()
    for day in range(60):
        age = run(age, [START - 10 * YEAR, START + day * DAY, START + day * DAY + HALF])
    assert age.passed <= 60 * DAY + SECOND


def test_a_week_without_the_program_counts_once_servers_bear_it_out() -> None:
    moments = [START, START + HALF, START + 7 * DAY, START + 7 * DAY + HALF]
    assert 2 * HALF <= run(Age(), moments).passed <= 2 * HALF + SECOND
    assert run(Age(), moments, is_proved=True).passed == 7 * DAY + HALF


def test_a_server_that_says_otherwise_proves_nothing() -> None:
    age = observed(observed(Age(), START, START), START + 10 * YEAR, START + HALF)
    assert age.passed <= SECOND


def test_a_day_between_two_uses_counts_when_the_clock_has_not_gone_back_for_two() -> None:
    age = run(Age(), (START + day * DAY - HOUR for day in range(11)))
    assert 6 * DAY <= age.passed <= 10 * DAY


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(1, 2 * DAY), st.sampled_from(ERRORS), st.booleans()),
        max_size=40,
    )
)
def test_servers_tell_the_truth_and_no_clock_makes_more_of_it(steps: list[tuple[int, int, bool]]) -> None:
    """Whatever the clock shows: what counts at once or by proof is never more than passed, but for small steps."""
    true, age, small = START, Age(), 0
    for passed, error, is_proved in steps:
        true += passed
        age = observed(age, true + error, true if is_proved else None)
        small += 0 if error == 0 else 2 * HOUR
    assert 0 <= age.passed <= true - START + small + SECOND
