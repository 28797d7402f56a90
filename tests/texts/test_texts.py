"""Sentences, numbers, dates and sizes as the reader set them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsdesk.domain.digits import Digits, Months
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.texts import Texts

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BEIRUT = timezone(timedelta(hours=2))


def texts(language: str = "ar", digits: Digits | None = None, months: Months = Months.EGYPT) -> Texts:
    return Texts(language, digits, months, is_plain=True, zone=BEIRUT, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "لا جديد"),
        (1, "خبر جديد واحد"),
        (2, "خبران جديدان"),
        (7, "٧ أخبار جديدة"),
        (11, "١١ خبرًا جديدًا"),
        (99, "٩٩ خبرًا جديدًا"),
        (100, "١٠٠ خبر جديد"),
        (103, "١٠٣ أخبار جديدة"),
        (1204, "١٬٢٠٤ أخبار جديدة"),
    ],
)
def test_arabic_counts_agree_with_their_number(n: int, sentence: str) -> None:
    assert texts().count("cli.synced", n) == sentence


def test_english_counts_agree_with_their_number() -> None:
    assert [texts("en").count("cli.synced", n) for n in (0, 1, 1204)] == [
        "0 new articles",
        "1 new article",
        "1,204 new articles",
    ]


def test_numbers_are_in_the_digits_of_the_reader_and_addresses_are_not() -> None:
    fault = Fault(FaultKind.NOT_FOUND, {"address": "https://example.com/2026?id=7", "status": 404})
    assert texts().fault(fault) == "لا صفحة في هذا العنوان (الرمز ٤٠٤): https://example.com/2026?id=7"
    assert "(الرمز 404)" in texts(digits=Digits.WESTERN).fault(fault)
    assert "(الرمز ۴۰۴)" in texts(digits=Digits.PERSIAN).fault(fault)


def test_a_raw_number_keeps_its_digits() -> None:
    assert texts().say("cli.added", id_raw=1234, title="نشرة") == "أُضيف المصدر 1234: نشرة"


def test_in_the_window_names_and_addresses_stand_in_isolates() -> None:
    sentence = Texts("ar").say("cli.removed", source="CNN\u2069\u202e")
    assert "\u2068CNN\u2069؛" in sentence


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault(FaultKind.TIMED_OUT, {"address": "http://a.example/", "seconds": 30.0}),
            "لم يكتمل رد الموقع خلال ٣٠ ثانية: http://a.example/",
        ),
        (
            Fault(FaultKind.TOO_MANY_REQUESTS, {"address": "http://a.example/", "status": 429, "retry_after": 120}),
            "طلب الموقع أن ننتظر دقيقتين قبل المحاولة التالية (الرمز ٤٢٩): http://a.example/",
        ),
        (
            Fault(FaultKind.TOO_LARGE, {"address": "http://a.example/", "limit": 10 * 1024 * 1024}),
            "الحجم أكبر من الحد المسموح (١٠ م.ب): http://a.example/",
        ),
        (
            Fault(FaultKind.NOT_A_FEED, {"address": "http://a.example/", "found": "html"}),
            "في هذا العنوان صفحة ويب وليس خلاصة أخبار: http://a.example/",
        ),
        (
            Fault(FaultKind.FILE_UNREADABLE, {"path": "/tmp/x.xml", "reason": "missing"}),
            "لا يوجد ملف في /tmp/x.xml",
        ),
    ],
)
def test_a_fault_names_what_was_wrong(fault: Fault, sentence: str) -> None:
    assert texts().fault(fault) == sentence


@pytest.mark.parametrize("kind", FaultKind)
def test_a_fault_without_its_facts_still_has_a_sentence(kind: FaultKind) -> None:
    for language in ("ar", "en"):
        sentence = texts(language).fault(Fault(kind, {"reason": "never-heard-of", "limit": "", "found": 3}))
        assert not sentence.startswith("fault.")
        assert "{" not in sentence


def test_braces_in_a_fact_are_no_placeholders() -> None:
    fault = Fault(FaultKind.NOT_AN_ADDRESS, {"address": "{address} {0}"})
    assert "«{address} {0}»" in texts().fault(fault)


def test_a_fault_never_says_unknown_words_of_its_own() -> None:
    assert "fault" not in texts().fault(Fault(FaultKind.NO_ANSWER, {"address": "a", "reason": ""}))


def test_a_time_is_of_the_zone_of_the_reader() -> None:
    assert texts().time(datetime(2026, 11, 24, 11, 46, tzinfo=UTC)) == "١٣:٤٦"
    assert texts().time(datetime(2026, 11, 24, 11, 46, tzinfo=UTC), UTC) == "١١:٤٦"


@pytest.mark.parametrize(
    ("at", "heading"),
    [
        (datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "اليوم"),
        (datetime(2026, 11, 23, 21, 30, tzinfo=UTC), "أمس"),
        (datetime(2026, 11, 20, 12, 0, tzinfo=UTC), "الجمعة"),
        (datetime(2026, 11, 17, 12, 0, tzinfo=UTC), "الثلاثاء ١٧ نوفمبر"),
        (datetime(2026, 11, 25, 12, 0, tzinfo=UTC), "الأربعاء ٢٥ نوفمبر"),
        (datetime(2025, 1, 3, 12, 0, tzinfo=UTC), "٣ يناير ٢٠٢٥"),
    ],
)
def test_a_day_is_named_as_a_reader_would(at: datetime, heading: str) -> None:
    assert texts().day(at) == heading


def test_months_have_the_names_of_the_set_chosen() -> None:
    at = datetime(2025, 1, 3, 12, 0, tzinfo=UTC)
    assert texts(months=Months.LEVANT).day(at) == "٣ كانون الثاني ٢٠٢٥"
    assert texts(months=Months.MAGHREB).day(at) == "٣ جانفي ٢٠٢٥"
    assert texts("en").day(at) == "3 January 2025"


def test_a_whole_date_has_weekday_and_year() -> None:
    assert texts().date(datetime(2026, 11, 24, 12, 0, tzinfo=UTC)) == "الثلاثاء ٢٤ نوفمبر ٢٠٢٦"


def test_a_moment_has_day_and_time() -> None:
    assert texts().moment(datetime(2026, 11, 24, 11, 46, tzinfo=UTC)) == "اليوم، ١٣:٤٦"
    assert texts().moment(datetime(2026, 11, 20, 11, 46, tzinfo=UTC)) == "٢٠ نوفمبر ٢٠٢٦، ١٣:٤٦"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "لا شيء"), (1, "بايت واحد"), (512, "٥١٢ بايتًا"), (1536, "١٫٥ ك.ب"), (4_404_019, "٤٫٢ م.ب"), (2**30, "١ غ.ب")],
)
def test_sizes_have_arabic_units(size: int, words: str) -> None:
    assert texts().size(size) == words


def test_an_unknown_language_is_arabic() -> None:
    assert texts("fr").say("day.today") == "اليوم"


def test_importing_texts_brings_nothing_heavy() -> None:
    asked = "import sys, newsdesk.texts; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    for heavy in ("babel", "PySide6", "sqlalchemy", "requests", "email", "logging", "platformdirs", "json", "hashlib"):
        assert heavy not in loaded
