"""Dates as they are printed, in the standards' forms, in Arabic words, and broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.feeds.dates import parse_date
from newsdesk.feeds.zone_names import zone_named

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 20 Jun 2017 17:46:22 +0000", "2017-06-20T17:46:22"),
        ("Tue, 20 Jun 2017 17:46:22 +0300", "2017-06-20T14:46:22"),
        ("Tue, 20 Jun 2017 17:46:22 GMT+3", "2017-06-20T14:46:22"),
        ("20 Jun 2017 17:46 GMT", "2017-06-20T17:46:00"),
        ("Tue, 20 Jun 17 17:46:22 EST", "2017-06-20T22:46:22"),
        ("Tue, 20 Jun 2017 17:46:22 AST", "2017-06-20T14:46:22"),
        ("Tuesday, June 20, 2017 5:46:22 PM", "2017-06-20T17:46:22"),
        ("Tue Jun 20 17:46:22 +0300 2017", "2017-06-20T14:46:22"),
        ("2017-06-20T17:46:22Z", "2017-06-20T17:46:22"),
        ("2017-06-20T17:46:22.123+03:00", "2017-06-20T14:46:22.123"),
        ("2017-06-20 17:46:22", "2017-06-20T17:46:22"),
        ("2017-06-20", "2017-06-20T00:00:00"),
        ("2017/6/20 17:46", "2017-06-20T17:46:00"),
        ("20/06/2017 17:46", "2017-06-20T17:46:00"),
        ("20-06-2017", "2017-06-20T00:00:00"),
        ("06/20/2017", "2017-06-20T00:00:00"),
        ("20170620T174622Z", "2017-06-20T17:46:22"),
        ("20 يونيو 2017 05:46 م", "2017-06-20T17:46:00"),
        ("الثلاثاء، 20 يونيو 2017 12:05 ص", "2017-06-20T00:05:00"),
        ("20 حزيران 2017 - 17:46", "2017-06-20T17:46:00"),
        ("٢٠ حزيران/يونيو ٢٠١٧ ١٧:٤٦", "2017-06-20T17:46:00"),
        ("۲۰/۶/۲۰۱۷", "2017-06-20T00:00:00"),
        ("3 كانون الثاني 2018", "2018-01-03T00:00:00"),
        ("3 كانون الأول 2018", "2018-12-03T00:00:00"),
        ("14 تشرين الأول 2018 9:00 صباحًا", "2018-10-14T09:00:00"),
        ("20 جوان 2017", "2017-06-20T00:00:00"),
        ("19 فيفري 2017", "2017-02-19T00:00:00"),
        ("5 غشت 2021", "2021-08-05T00:00:00"),
        ("7 دجنبر 2021", "2021-12-07T00:00:00"),
        ("1 أوت 2020", "2020-08-01T00:00:00"),
        ("20 يونيو 2017 17:46 بتوقيت مكة", "2017-06-20T14:46:00"),
        ("5 رمضان 1438 هـ الموافق 31 مايو 2017", "2017-05-31T00:00:00"),
        ("20 août 2017 à 10:00", "2017-08-20T10:00:00"),
        ("2017-06-20T24:00:00Z", "2017-06-21T00:00:00"),
        ("Tue, 20 Jun 2017 17:46:60 GMT", "2017-06-20T17:46:59"),
        ("5 رمضان 1438 هـ", "2017-05-31T00:00:00"),
        ("٥ رمضان ١٤٣٨هـ ١٧:٤٦", "2017-05-31T17:46:00"),
        ("الأربعاء 5 رمضان 1438هـ - 31 مايو 2017م", "2017-05-31T00:00:00"),
        ("31 مايو 2017م / 5 رمضان 1438هـ 09:30", "2017-05-31T09:30:00"),
        ("4 جمادى الآخرة 1448", "2026-11-14T00:00:00"),
        ("1 ذو الحجة 1447 هـ", "2026-05-18T00:00:00"),
        ("12 ربيع الأول 1447", "2025-09-04T00:00:00"),
        ("1446/09/01", "2025-03-01T00:00:00"),
        ("20 حزيران 2017 الساعة 5 مساءً", "2017-06-20T17:00:00"),
        ("20 juin 2017 à 13h49", "2017-06-20T13:49:00"),
        ("Tue, 20 Jun 2017 5:46 pm", "2017-06-20T17:46:00"),
        ("20 يونيو 2017 5:46 بعد الظهر", "2017-06-20T17:46:00"),
        ("20 يونيو 2017 10:46 قبل الظهر", "2017-06-20T10:46:00"),
        ("20 كانون ثان 2017", "2017-01-20T00:00:00"),
        ("20170620174622", "2017-06-20T17:46:22"),
        ("1497980782", "2017-06-20T17:46:22"),
        ("1497980782000", "2017-06-20T17:46:22"),
        ("20 يونيو 17:46", "2026-06-20T17:46:00"),
        ("24 نوفمبر، 10:30", "2026-11-24T10:30:00"),
        ("24 نوفمبر، 13:30", "2025-11-24T13:30:00"),
        ("الجمعة 20 نوفمبر", "2026-11-20T00:00:00"),
        ("20/06 17:46", "2026-06-20T17:46:00"),
        ("29 فبراير", "2024-02-29T00:00:00"),
        ("20 يونيو 2017م 09:46", "2017-06-20T09:46:00"),
        ("Fri, 20 Jun 2099 14:46:03 +0000", "2099-06-20T14:46:03"),
    ],
)
def test_a_printed_date_is_the_moment_it_means(text: str, iso: str) -> None:
    assert parse_date(text, NOW) == datetime.fromisoformat(iso).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("قبل ساعتين", timedelta(hours=2)),
        ("منذ 3 أيام", timedelta(days=3)),
        ("قبل ٥ دقائق", timedelta(minutes=5)),
        ("منذ ساعة", timedelta(hours=1)),
        ("5 hours ago", timedelta(hours=5)),
        ("أمس 10:00", timedelta(days=1, hours=2)),
        ("قبل الأمس 10:00", timedelta(days=2, hours=2)),
        ("just now", timedelta()),
        ("أول أمس 10:00", timedelta(days=2, hours=2)),
        ("منذ ساعة ونصف", timedelta(minutes=90)),
        ("قبل ثلاث ساعات", timedelta(hours=3)),
        ("منذ ساعة وعشر دقائق", timedelta(minutes=70)),
        ("قبل يومين و3 ساعات", timedelta(days=2, hours=3)),
        ("منذ ۱۵ دقیقة", timedelta(minutes=15)),
        ("قبل نصف ساعة", timedelta(minutes=30)),
        ("قبل شهرين", timedelta(days=60)),
        ("قبل قليل", timedelta()),
        ("الآن", timedelta()),
        ("الأحد 10:00", timedelta(days=2, hours=2)),
        ("الثلاثاء 11:00", timedelta(hours=1)),
        ("الثلاثاء 13:00", timedelta(days=6, hours=23)),
        ("اليوم 13:00", timedelta()),
        ("10:30", timedelta(hours=1, minutes=30)),
        ("13:49", timedelta(hours=22, minutes=11)),
    ],
)
def test_a_date_against_now_is_never_in_the_future(text: str, ago: timedelta) -> None:
    assert parse_date(text, NOW) == NOW - ago


@pytest.mark.parametrize(
    "text",
    [
        "",
        "نص بلا تاريخ",
        "0000-00-00 00:00:00",
        "32/13/2017",
        "¹ يونيو 2017",
        "Tue, 31 Feb 2017 10:00:00 GMT",
        "2017",
        "99:99",
        "1",
        "-",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00",
        "31 رمضان 1438",
        "5 رمضان 10:30",
        "7 10:30",
        "31/02 10:00",
        "5 رمضان 1300",
        "1396/03/31",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, NOW) is None


@given(st.text(max_size=60))
def test_no_text_at_all_raises(text: str) -> None:
    when = parse_date(text, NOW)
    assert when is None or when.tzinfo is UTC


@given(
    st.integers(min_value=0, max_value=1439),
    st.integers(min_value=0, max_value=10_000_000),
    st.sampled_from(["+0", "+180", "-210", "Africa/Cairo", "Africa/Casablanca", "Asia/Tehran"]),
)
def test_a_time_alone_is_the_last_such_one_in_the_sources_zone(minute: int, later: int, name: str) -> None:
    now, zone = NOW + timedelta(seconds=later), zone_named(name)
    assert zone is not None
    when = parse_date(f"{minute // 60:02}:{minute % 60:02}", now, zone)
    assert when is not None
    assert now - timedelta(hours=26) < when <= now
    there = when.astimezone(zone)
    assert (there.hour, there.minute) == divmod(minute, 60) or there.minute == minute % 60  # an hour may be left out


@given(st.integers(min_value=40_000_000, max_value=5_600_000_000))
def test_every_moment_survives_the_standards_forms(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert parse_date(moment.isoformat(), NOW) == moment
    assert parse_date(moment.strftime("%d/%m/%Y %H:%M:%S"), NOW) == moment
