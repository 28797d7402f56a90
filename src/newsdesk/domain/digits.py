"""Which shapes of digits and which month names a reader sees."""

from __future__ import annotations

from enum import StrEnum


class Digits(StrEnum):
    """The ten shapes that numbers are shown in."""

    WESTERN = "western"  # 0123456789
    ARABIC = "arabic"  # ٠١٢٣٤٥٦٧٨٩, U+0660 to U+0669
    PERSIAN = "persian"  # ۰۱۲۳۴۵۶۷۸۹, U+06F0 to U+06F9


class Months(StrEnum):
    """The sets of names that the Arab countries give the months of the Gregorian year."""

    EGYPT = "egypt"  # يناير; Egypt, the Gulf, Sudan, Libya, Yemen
    LEVANT = "levant"  # كانون الثاني; Syria, Iraq, Jordan, Palestine, Lebanon
    MAGHREB = "maghreb"  # جانفي; Tunisia, Algeria
    MOROCCO = "morocco"  # يناير, يوليوز, غشت; Morocco, Mauritania
