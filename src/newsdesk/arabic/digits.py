"""Numbers in the digits that the reader chose."""

from __future__ import annotations

from newsdesk.domain.digits import Digits

_SHAPES = {Digits.WESTERN: "0123456789", Digits.ARABIC: "٠١٢٣٤٥٦٧٨٩", Digits.PERSIAN: "۰۱۲۳۴۵۶۷۸۹"}
_TABLES = {
    digits: str.maketrans({other[value]: own[value] for other in _SHAPES.values() for value in range(10)})
    for digits, own in _SHAPES.items()
}


def in_digits(text: str, digits: Digits) -> str:
    """The text with every digit of the three scripts in this shape; nothing else changes.

    >>> in_digits("13:49 في ٢٠٢٦", Digits.ARABIC), in_digits("١٣:٤٩", Digits.WESTERN)
    ('١٣:٤٩ في ٢٠٢٦', '13:49')
    """
    return text.translate(_TABLES[digits])


def grouped(number: float, digits: Digits, *, decimals: int = 0) -> str:
    """The number with a mark between thousands: ٬ and ٫ beside Arabic digits, comma and point beside western ones.

    >>> grouped(1234567, Digits.ARABIC), grouped(1234.5, Digits.ARABIC, decimals=1), grouped(1234, Digits.WESTERN)
    ('١٬٢٣٤٬٥٦٧', '١٬٢٣٤٫٥', '1,234')
    >>> grouped(-5, Digits.ARABIC) == "\\u061c-٥"
    True
    """
    written = f"{number:,.{decimals}f}"
    if digits is Digits.WESTERN:
        return written
    # Without the Arabic letter mark a minus sign would land behind its number.
    marked = written.replace(",", "٬").replace(".", "٫").replace("-", "\u061c-")
    return in_digits(marked, digits)
