"""Every sentence by its message key, with plurals, numbers and dates as the reader set them; knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from gettext import GNUTranslations

from newsdesk.arabic.bidi import isolate, isolate_name
from newsdesk.arabic.digits import grouped
from newsdesk.domain.digits import Digits, Months
from newsdesk.domain.faults import Fault
from newsdesk.settings.paths import resource
from newsdesk.texts.dates import Dates, utc_now

LANGUAGES = ("ar", "en")

Fact = str | int | float

_SIZES = ((1024**3, "size.gigabytes"), (1024**2, "size.megabytes"), (1024, "size.kilobytes"))
_LENGTHS = ((3600, "length.hours"), (60, "length.minutes"), (1, "length.seconds"))


class Texts:
    """The words of one reader; immutable, any thread may use it."""

    def __init__(
        self,
        language: str = "ar",
        digits: Digits | None = None,
        months: Months = Months.EGYPT,
        *,
        hijri_days: int = 0,
        is_plain: bool = False,
        zone: tzinfo | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`digits` None: those usual for the language. `is_plain` leaves out the isolates around names and addresses,
        for a terminal. An unknown language is Arabic.
        """
        self.language = language if language in LANGUAGES else "ar"
        self.digits = digits or (Digits.ARABIC if self.language == "ar" else Digits.WESTERN)
        self._is_plain = is_plain
        with (resource("locale") / self.language / "LC_MESSAGES" / "newsdesk.mo").open("rb") as file:
            self._catalogue = GNUTranslations(file)
        self._zone, self._clock = zone, clock
        self._dates = Dates(self.language, self.digits, months, zone, clock, self._catalogue.gettext, hijri_days)

    def for_reader(self, language: str, digits: Digits | None, months: Months, hijri_days: int) -> Texts:
        """Texts with these choices, by the same clock and in the same zone."""
        return Texts(
            language,
            digits,
            months,
            hijri_days=hijri_days,
            is_plain=self._is_plain,
            zone=self._zone,
            clock=self._clock,
        )

    def say(self, key: str, /, **facts: Fact) -> str:
        """The sentence of a key. Numbers are grouped in the reader's digits, but those whose name ends in `_raw`;
        strings stay as they are, in isolates.
        """
        return self._catalogue.gettext(key).format_map(self._written(facts))

    def count(self, key: str, n: int, /, **facts: Fact) -> str:
        """As `say`, in the plural form that `n` asks for; `n` is one of its facts."""
        return self._catalogue.ngettext(key, key, n).format_map(self._written({**facts, "n": n}))

    def number(self, number: float) -> str:
        """A number in the reader's digits, with one decimal when it is not whole."""
        return grouped(number, self.digits, decimals=0 if float(number).is_integer() else 1)

    def fault(self, fault: Fault) -> str:
        """One clear sentence that names what was wrong; a fact that the fault does not have is shown as a dash."""
        facts = dict(fault.facts)
        key = f"fault.{fault.kind.value}"
        variants = [facts.get(name) for name in ("reason", "found", "limit")]
        if facts.get("retry_after"):
            variants.append("after")
        for variant in variants:
            sentence = self._catalogue.gettext(f"{key}.{variant}")
            if sentence != f"{key}.{variant}":
                break
        else:
            sentence = self._catalogue.gettext(key)
        return sentence.format_map(_Known(self._written(self._with_units(facts))))

    def advice(self, fault: Fault) -> str:
        """What the reader can do about a source that has this fault, in a sentence or two."""
        reason = fault.facts.get("reason")
        for key in (f"advice.{fault.kind.value}.{reason}", f"advice.{fault.kind.value}"):
            sentence = self._catalogue.gettext(key)
            if sentence != key:
                return sentence
        return self.say("advice.other")

    def time(self, at: datetime, zone: tzinfo | None = None) -> str:
        """Hour and minute in the reader's zone, or in `zone`."""
        return self._dates.time(at, zone)

    def day(self, at: datetime) -> str:
        """The heading of a day: «اليوم», «أمس», a weekday of the last week, else its date."""
        return self._dates.day(at)

    def date(self, at: datetime) -> str:
        """The whole date with its weekday, as a paper has it under its name."""
        return self._dates.full_date(at)

    def short_date(self, at: datetime) -> str:
        """The same without the year."""
        return self._dates.short_date(at)

    def hijri_date(self, at: datetime) -> str:
        """The day in the Umm al-Qura calendar, as the reader corrects it; "" outside its years."""
        return self._dates.hijri_date(at)

    def moment(self, at: datetime, zone: tzinfo | None = None) -> str:
        """Day and time in the reader's zone, or in `zone`; the day with its year unless it is today or yesterday."""
        return self._dates.moment(at, zone)

    def size(self, size: int) -> str:
        """A number of bytes in the largest unit that it fills, of 1,024 each."""
        for unit, key in _SIZES:
            if size >= unit:
                return self.say(key, n=round(size / unit, 1))
        return self.count("size.bytes", size)

    def length(self, seconds: float) -> str:
        """A length of time, rounded to its largest full unit: hours, minutes or seconds."""
        for unit, key in _LENGTHS:
            if seconds >= unit:
                return self.count(key, round(seconds / unit))
        return self.count("length.seconds", round(seconds))

    def _with_units(self, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        """The facts of a fault as they are read aloud: lengths of time, sizes, codes."""
        spoken: dict[str, Fact] = {}
        for name, value in facts.items():
            if isinstance(value, str):
                spoken[name] = value
            elif name in ("seconds", "retry_after"):
                spoken[name] = _Written(self.length(value))
            elif name == "limit":
                spoken[name] = _Written(self.size(int(value)))
            else:
                spoken[name] = value
        return spoken

    def _written(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        return {name: self._write(name, value) for name, value in facts.items()}

    def _write(self, name: str, value: Fact) -> str:
        if isinstance(value, _Written):
            return str(value)
        if isinstance(value, str):
            if self._is_plain:
                return value
            return isolate_name(value) if name == "title" else isolate(value)
        return str(value) if name.endswith("_raw") else self.number(value)


class _Written(str):
    """Already in the reader's language and digits."""

    __slots__ = ()


class _Known(dict[str, str]):
    """Facts of which some may be missing: faults outlive the version of the program that stored them."""

    def __missing__(self, name: str) -> str:
        return "—"
