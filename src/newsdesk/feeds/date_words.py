"""The words of dates (months, zones, parts of the day), folded as `dates` folds what it reads; nothing but tables."""

from __future__ import annotations

from datetime import timedelta

_MARKS = [
    *range(0x610, 0x61B),
    *range(0x64B, 0x660),
    0x670,
    0x640,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x61C,
]

# One form of each letter, ASCII digits, no marks: for str.translate.
FOLDED: dict[int, str | None] = {
    **dict.fromkeys(_MARKS),
    **{base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)},
    **{ord(letter): "ا" for letter in "أإآٱ"},
    ord("ى"): "ي", ord("ی"): "ي", ord("ک"): "ك", ord("ة"): "ه", ord("ؤ"): "و", ord("ئ"): "ي",
    **{ord(dash): "-" for dash in "‐‑‒–—−"},
    ord("،"): ",", ord("٫"): ".", ord("\u00a0"): " ", ord("\u202f"): " ", ord("："): ":", ord("∶"): ":", ord("|"): " ",
}  # fmt: skip

_MONTH_NAMES = (
    # Egypt and the Gulf, Levant and Iraq, Tunisia and Algeria, Morocco; English; French
    "يناير كانون_الثاني كانون_ثاني كانون_ثان جانفي jan january janvier janv",
    "فبراير شباط فيفري feb february février fevrier févr fevr",
    "مارس اذار mar march mars",
    "ابريل نيسان افريل apr april avril avr",
    "مايو ايار ماي may mai",
    "يونيو يونيه حزيران جوان jun june juin",
    "يوليو يوليه تموز جويليه يوليوز جوييه jul july juillet juil",
    "اغسطس اب اوت غشت اوغسطس aug august août aout",
    "سبتمبر ايلول شتنبر sep sept september septembre",
    "اكتوبر تشرين_الاول تشرين_اول oct october octobre",
    "نوفمبر تشرين_الثاني تشرين_ثاني تشرين_ثان نونبر nov november novembre",
    "ديسمبر كانون_الاول كانون_اول دجنبر دسمبر dec december décembre decembre déc",
)
MONTHS: dict[str, int] = {
    name.replace("_", " "): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}

_HIJRI_NAMES = (
    "محرم المحرم",
    "صفر",
    "ربيع_الاول ربيع_اول",
    "ربيع_الثاني ربيع_الاخر ربيع_ثاني ربيع_ثان ربيع_اخر",
    "جمادي_الاولي جمادي_الاول جمادي_اول جمادي_اولي",
    "جمادي_الاخره جمادي_الثانيه جمادي_الثاني جمادي_الاخر جمادي_ثاني",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو_القعده ذي_القعده ذوالقعده",
    "ذو_الحجه ذي_الحجه ذوالحجه",
)
HIJRI: dict[str, int] = {
    name.replace("_", " "): number for number, names in enumerate(_HIJRI_NAMES, 1) for name in names.split()
}

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("الاثنين الاثنان monday", "الثلاثاء tuesday", "الاربعاء wednesday", "الخميس thursday", "الجمعه friday",
         "السبت saturday", "الاحد sunday")
    )
    for name in names.split()
}  # fmt: skip

BEFORE_NOON = frozenset(["ص", "صباحا", "فجرا", "am", "صباح"])
AFTER_NOON = frozenset(["م", "مساء", "المساء", "ظهرا", "الظهر", "العصر", "عصرا", "ليلا", "pm", "مساءا"])

# Minutes east of Greenwich. AST is Arabia's: this program reads Arabic news.
ZONES: dict[str, int] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "bst": 60, "ist": 330, "west": 60, "cet": 60, "met": 60, "cest": 120, "mest": 120, "eet": 120, "sast": 120,
    "cat": 120, "eest": 180,
    "ast": 180, "ksa": 180, "msk": 180, "trt": 180, "eat": 180, "مكه": 180, "السعوديه": 180, "irst": 210, "irdt": 270,
    "gst": 240, "pkt": 300, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660,
    "nzst": 720, "nzdt": 780,
    "akst": -540, "akdt": -480, "hst": -600,
}  # fmt: skip

RELATIVE_DAYS: dict[str, int] = {
    "اليوم": 0,
    "today": 0,
    "امس": 1,
    "الامس": 1,
    "بالامس": 1,
    "البارحه": 1,
    "yesterday": 1,
}

# How many and of what: the dual holds its own two, a plural takes the number before it.
SPANS: dict[str, tuple[int, timedelta]] = {
    **dict.fromkeys(("شهر", "اشهر", "شهور", "شهرا", "month", "months"), (1, timedelta(days=30))),
    "شهرين": (2, timedelta(days=30)), "شهران": (2, timedelta(days=30)),
    **dict.fromkeys(("سنه", "سنوات", "عام", "اعوام", "عاما", "year", "years"), (1, timedelta(days=365))),
    "سنتين": (2, timedelta(days=365)), "عامين": (2, timedelta(days=365)),
    **dict.fromkeys(("ثانيه", "ثوان", "ثواني", "second", "seconds"), (1, timedelta(seconds=1))),
    **dict.fromkeys(("دقيقه", "دقايق", "minute", "minutes", "min", "mins"), (1, timedelta(minutes=1))),
    "دقيقتين": (2, timedelta(minutes=1)), "دقيقتان": (2, timedelta(minutes=1)),
    **dict.fromkeys(("ساعه", "ساعات", "hour", "hours"), (1, timedelta(hours=1))),
    "ساعتين": (2, timedelta(hours=1)), "ساعتان": (2, timedelta(hours=1)),
    **dict.fromkeys(("يوم", "ايام", "يوما", "day", "days"), (1, timedelta(days=1))),
    "يومين": (2, timedelta(days=1)), "يومان": (2, timedelta(days=1)),
    **dict.fromkeys(("اسبوع", "اسابيع", "اسبوعا", "week", "weeks"), (1, timedelta(weeks=1))),
    "اسبوعين": (2, timedelta(weeks=1)), "اسبوعان": (2, timedelta(weeks=1)),
}  # fmt: skip

COUNTS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("واحد واحده a an one", "اثنين اثنتين two", "ثلاث ثلاثه three", "اربع اربعه four", "خمس خمسه five",
         "ست سته six", "سبع سبعه seven", "ثماني ثمانيه ثمان eight", "تسع تسعه nine", "عشر عشره ten"), 1
    )
    for name in names.split()
}  # fmt: skip
JUST_NOW = frozenset({"الان", "لحظات", "قليل", "للتو", "now"})
