"""The names of months and days of the week, as the Arab countries have them; knows no clock."""

from __future__ import annotations

from newsdesk.domain.digits import Months

_MONTHS = {
    Months.EGYPT: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    Months.LEVANT: ("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"),
    Months.MAGHREB: "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    Months.MOROCCO: "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
}
_HIJRI = "المحرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة"
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def month_name(month: int, months: Months) -> str:
    """The name of a month, 1 to 12.

    >>> [month_name(1, months) for months in Months]
    ['يناير', 'كانون الثاني', 'جانفي', 'يناير']
    """
    return _MONTHS[months].split("|")[month - 1]


def hijri_month_name(month: int) -> str:
    """The name of a Hijri month, 1 to 12.

    >>> hijri_month_name(9)
    'رمضان'
    """
    return _HIJRI.split("|")[month - 1]


def weekday_name(weekday: int) -> str:
    """The name of a day as `date.weekday()` counts: 0 is Monday.

    >>> weekday_name(4)
    'الجمعة'
    """
    return _WEEKDAYS[weekday]
