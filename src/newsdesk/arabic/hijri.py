"""Days of the Umm al-Qura calendar, the civil calendar of Saudi Arabia, as Gregorian ones; knows no clock.

Its months follow the moon over Mecca, not a rule: arithmetic calendars are a day off on half of all days.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1420
_FIRST_DAY = date(1999, 4, 17)
# Three hexadecimal digits a year, bit n set when month n + 1 has thirty days, else twenty-nine.
_LENGTHS = (
    "bd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aad55a9a92e26e55dada6d46a554ba9754eaae5acba9d9"
    "2b2564bcab55ab556d2ea5e4aa9552daad36c7596d269552da5b4ba9ba3b4b69b52aa64b696d2ec6d9eb2d54d2aa564ae96dd6ab54b29a9352"
    "ba57536ab56aae93"
)
LAST_YEAR = FIRST_YEAR + len(_LENGTHS) // 3 - 1


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one from 1420 to 1500; None for no such day and for other years.

    >>> gregorian(1438, 9, 5), gregorian(1446, 13, 1)
    (datetime.date(2017, 5, 31), None)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    lengths = [length for earlier in range(FIRST_YEAR, year + 1) for length in _months(earlier)]
    place = (year - FIRST_YEAR) * 12 + month - 1
    if not 1 <= day <= lengths[place]:
        return None
    return _FIRST_DAY + timedelta(days=sum(lengths[:place]) + day - 1)


def hijri(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of a Gregorian day; None outside the years 1420 to 1500.

    >>> hijri(date(2017, 5, 31)), hijri(date(2026, 11, 24)), hijri(date(1990, 1, 1))
    ((1438, 9, 5), (1448, 6, 14), None)
    """
    left = (day - _FIRST_DAY).days
    if left < 0:
        return None
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month, length in enumerate(_months(year), 1):
            if left < length:
                return year, month, left + 1
            left -= length
    return None


def _months(year: int) -> list[int]:
    at = (year - FIRST_YEAR) * 3
    bits = int(_LENGTHS[at : at + 3], 16)
    return [29 + (bits >> month & 1) for month in range(12)]
