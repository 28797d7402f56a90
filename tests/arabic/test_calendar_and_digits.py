"""Names of months and days, and digits."""

from __future__ import annotations

import pytest

from newsdesk.arabic.calendar import month_name, weekday_name
from newsdesk.arabic.digits import grouped, in_digits
from newsdesk.domain.digits import Digits, Months


@pytest.mark.parametrize("months", Months)
def test_a_set_has_twelve_different_months(months: Months) -> None:
    assert len({month_name(month, months) for month in range(1, 13)}) == 12


def test_the_week_has_seven_days_from_monday() -> None:
    assert [weekday_name(day) for day in (0, 4, 6)] == ["الاثنين", "الجمعة", "الأحد"]
    assert len({weekday_name(day) for day in range(7)}) == 7


@pytest.mark.parametrize("digits", Digits)
def test_digits_of_all_three_scripts_change_shape_and_nothing_else(digits: Digits) -> None:
    shapes = {Digits.WESTERN: "0123", Digits.ARABIC: "٠١٢٣", Digits.PERSIAN: "۰۱۲۳"}
    for shape in shapes.values():
        assert in_digits(f"أ{shape}b²", digits) == f"أ{shapes[digits]}b²"


def test_thousands_and_decimals_have_the_marks_of_their_digits() -> None:
    assert grouped(1234567.25, Digits.ARABIC, decimals=2) == "١٬٢٣٤٬٥٦٧٫٢٥"
    assert grouped(1234567.25, Digits.PERSIAN, decimals=2) == "۱٬۲۳۴٬۵۶۷٫۲۵"
    assert grouped(1234567.25, Digits.WESTERN, decimals=2) == "1,234,567.25"
