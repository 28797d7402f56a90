"""Printed times: cut off headlines, told from other text, and resolved where the page's clocks stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from newsdesk.domain.clock import SourceClock
from newsdesk.feeds.dating import zone_of_page
from newsdesk.feeds.stamps import is_stamp, resolve, split_stamp

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEBRON = ZoneInfo("Asia/Hebron")


@pytest.mark.parametrize(
    ("text", "stamp", "title"),
    [
        ("13:49بلينكن يهاتف", "13:49", "بلينكن يهاتف"),
        ("09:477 أسرى في السجون", "09:47", "7 أسرى في السجون"),
        ("12:5313 يوما عاشها", "12:53", "13 يوما عاشها"),
        ("12:42147 مستوطنًا يقتحمون", "12:42", "147 مستوطنًا يقتحمون"),
        ("9:05 ص | وزير المالية", "9:05 ص", "وزير المالية"),
        ("١٠:٣٠ - وزير المالية", "١٠:٣٠", "وزير المالية"),
        ("2026-11-20 13:49 وزير المالية", "2026-11-20 13:49", "وزير المالية"),
        ("20 نوفمبر 2026 - 13:49 وزير المالية", "20 نوفمبر 2026 - 13:49", "وزير المالية"),
        ("20/11/2026 وزير المالية", "20/11/2026", "وزير المالية"),
        ("قبل 3 ساعات وزير المالية", "قبل 3 ساعات", "وزير المالية"),
        ("منذ دقيقتين - وزير المالية", "منذ دقيقتين", "وزير المالية"),
        ("وزير المالية 13:49", "13:49", "وزير المالية"),
        ("وزير المالية - 20/11/2026", None, "وزير المالية - 20/11/2026"),
        ("2026 عام الجفاف", None, "2026 عام الجفاف"),
        ("7 أسرى في السجون", None, "7 أسرى في السجون"),
        ("147:53 كلمة", None, "147:53 كلمة"),
        ("25:10 كلمة", None, "25:10 كلمة"),
        ("13:49", None, "13:49"),
        ("قبل المباراة: المدرب يتحدث", None, "قبل المباراة: المدرب يتحدث"),
    ],
)
def test_a_time_glued_to_a_headline_is_cut_off(text: str, stamp: str | None, title: str) -> None:
    assert split_stamp(text) == (stamp, title)


@pytest.mark.parametrize(
    "text",
    ["13:49", "١٣:٤٩", "الخميس 20 يونيو 2026 - 10:30 ص", "20 حزيران 2026", "قبل ساعتين", "منذ 5 دقائق", "2026-06-20",
     "آخر تحديث: 20/06/2026 10:30", "نشر في 20 أوت 2026", "اليوم 10:30", "2026-06-20T10:30:00+03:00"],
)  # fmt: skip
def test_a_printed_time_is_known_as_one(text: str) -> None:
    assert is_stamp(text, NOW)


@pytest.mark.parametrize(
    "text", ["7 أسرى", "وزير المالية 20 يونيو 2026", "قبل المباراة", "2026", "12 تعليقا", "الأكثر قراءة اليوم", "1", ""]
)
def test_other_text_is_no_time(text: str) -> None:
    assert not is_stamp(text, NOW)


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 47))
def test_a_time_without_a_day_is_never_in_the_future_and_at_most_a_day_old(minutes: int) -> None:
    for zone in (HEBRON, timezone(timedelta(hours=-5)), timezone(timedelta(hours=13)), UTC):
        at = resolve(f"{minutes // 60:02}:{minutes % 60:02}", NOW, zone).at
        assert at is not None
        assert NOW - timedelta(days=1) <= at <= NOW
        assert at.astimezone(zone).strftime("%H:%M") == f"{minutes // 60:02}:{minutes % 60:02}"


def test_a_date_is_read_on_the_clocks_of_the_site_and_is_not_vague() -> None:
    found = resolve("20 يونيو 2026 - 18:50", NOW, HEBRON)
    assert (found.at, found.is_vague) == (datetime(2026, 6, 20, 15, 50, tzinfo=UTC), False)


def test_a_date_that_names_its_zone_keeps_it() -> None:
    assert resolve("2026-06-20T18:50:00+04:00", NOW, HEBRON).at == datetime(2026, 6, 20, 14, 50, tzinfo=UTC)


def test_words_for_how_long_ago_need_no_zone() -> None:
    found = resolve("قبل ساعتين", NOW, HEBRON)
    assert (found.at, found.is_vague) == (NOW - timedelta(hours=2), True)


@pytest.mark.parametrize(
    ("url", "languages", "printed", "hours"),
    [
        ("https://paper.example.ae/", [], [], 4),
        ("https://paper.example.ma/", [], [], 1),
        ("https://paper.example/", ["ar-EG"], [], 2),
        ("https://paper.example/", ["ar"], [], 3),
        ("https://paper.example.ae/", [], ["2026-11-24T10:00:00+02:00", "2026-11-23T10:00+0200"], 2),
        ("https://paper.example.ae/", [], ["2026-11-24T10:00:00+00:00"], 4),
        ("https://paper.example.ae/", [], ["2026-11-24T10:00:00+02:00", "2026-11-24T10:00:00-05:00"], 4),
    ],
)
def test_the_zone_is_the_pages_own_else_its_countrys(
    url: str, languages: list[str], printed: list[str], hours: int
) -> None:
    found = zone_of_page(url, languages, printed, SourceClock())
    assert NOW.astimezone(found.zone).utcoffset() == timedelta(hours=hours)
    assert found.own == ("+120" if hours == 2 and printed else None)
    assert found.is_told == (hours != 3)


def test_what_was_learned_of_a_page_counts_more_than_its_country_and_less_than_itself() -> None:
    learned = SourceClock("Asia/Dubai")
    for printed, hours in (([], 4), (["2026-11-24T10:00:00+02:00"], 2)):
        zone = zone_of_page("https://paper.example.ma/", ["ar-EG"], printed, learned).zone
        assert NOW.astimezone(zone).utcoffset() == timedelta(hours=hours)
