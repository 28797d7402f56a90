"""Times, days and moments as the reader wants them written; knows no sentences but those it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from newsdesk.arabic.calendar import hijri_month_name, month_name, weekday_name
from newsdesk.arabic.digits import in_digits
from newsdesk.arabic.hijri import hijri
from newsdesk.domain.digits import Digits, Months

_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_HIJRI = (
    "Muharram|Safar|Rabi I|Rabi II|Jumada I|Jumada II|Rajab|Shaaban|Ramadan|Shawwal|Dhu al-Qada|Dhu al-Hijja"
)
_ENGLISH_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


def utc_now() -> datetime:
    """The clock of a running program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Dates:
    """How one reader has dates written. `zone` None: this machine's. `pattern` looks a pattern up by its key;
    `hijri_days`: how many days the reader's Hijri day is ahead of Umm al-Qura."""

    language: str
    digits: Digits
    months: Months
    zone: tzinfo | None
    clock: Callable[[], datetime]
    pattern: Callable[[str], str]
    hijri_days: int = 0

    def time(self, at: datetime, zone: tzinfo | None = None) -> str:
        """Hour and minute on the 24-hour clock."""
        return in_digits(f"{at.astimezone(zone or self.zone):%H:%M}", self.digits)

    def day(self, at: datetime) -> str:
        """The heading of a day: today, yesterday, a day of the last week by its name, else its date."""
        day, today = self._day(at), self._day(self.clock())
        match (today - day).days:
            case 0:
                return self.pattern("day.today")
            case 1:
                return self.pattern("day.yesterday")
            case past if 1 < past < 7:
                return self._weekday(day)
        return self._date(day, "date.day" if day.year == today.year else "date.year")

    def full_date(self, at: datetime) -> str:
        """Weekday, day, month and year, whichever day it is."""
        return self._date(self._day(at), "date.full")

    def short_date(self, at: datetime) -> str:
        """The same without the year."""
        return self._date(self._day(at), "date.day")

    def hijri_date(self, at: datetime) -> str:
        """Day, month and year of the Umm al-Qura calendar, moved by the reader's correction; "" outside its years."""
        found = hijri(self._day(at) + timedelta(days=self.hijri_days))
        if found is None:
            return ""
        year, month, day = found
        name = hijri_month_name(month) if self.language == "ar" else _ENGLISH_HIJRI.split("|")[month - 1]
        return in_digits(self.pattern("date.hijri").format(day=day, month=name, year=year), self.digits)

    def moment(self, at: datetime, zone: tzinfo | None = None) -> str:
        """Day and time, the day by name when it is today or yesterday, else with its year."""
        day = self._day(at, zone)
        past = (self._day(self.clock(), zone) - day).days
        near = {0: "day.today", 1: "day.yesterday"}.get(past)
        name = self.pattern(near) if near else self._date(day, "date.year")
        return self.pattern("date.moment").format(day=name, time=self.time(at, zone))

    def _day(self, at: datetime, zone: tzinfo | None = None) -> date:
        return at.astimezone(zone or self.zone).date()

    def _weekday(self, day: date) -> str:
        return weekday_name(day.weekday()) if self.language == "ar" else _ENGLISH_DAYS.split("|")[day.weekday()]

    def _date(self, day: date, key: str) -> str:
        month = (
            month_name(day.month, self.months) if self.language == "ar" else _ENGLISH_MONTHS.split("|")[day.month - 1]
        )
        written = self.pattern(key).format(weekday=self._weekday(day), day=day.day, month=month, year=day.year)
        return in_digits(written, self.digits)
