"""Ways in which publishers number, date and list the same stories: the histories that identity is measured on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import quote
from zlib import crc32

from tests.arabic_words import Writer

FIRST = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
SITE = "https://news.example"
HALF_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
CYCLES, SHOWN, FRESH = 10, 12, 3  # documents of a history, items in each, new ones in each


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it is printed. `story` says which story it is: it is printed as the author, which names nothing."""

    story: str
    title: str
    link: str | None
    guid: str | None
    date: datetime | str | None
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """What one publisher prints: `prints` is given the number of the fetch and what a plain publisher would print."""

    prints: Callable[[int, list[Entry]], list[Entry]]
    step: timedelta = HALF_HOUR
    shown: int = SHOWN
    fresh: int = FRESH
    cycles: int = CYCLES
    cut_in: tuple[int, ...] = ()  # fetches whose document ends in the middle

    def documents(self) -> list[tuple[datetime, bytes, list[str]]]:
        """For each fetch its moment, the document and the stories in it."""
        return [self._document(cycle) for cycle in range(self.cycles)]

    def _document(self, cycle: int) -> tuple[datetime, bytes, list[str]]:
        newest = self.shown + cycle * self.fresh
        pause = self.step / self.fresh
        window = [plain(number, FIRST + pause * number) for number in range(newest, newest - self.shown, -1)]
        entries = self.prints(cycle, window)
        document, stories = rss(entries), [entry.story for entry in entries]
        if cycle in self.cut_in:  # what does not come whole cannot be shown yet
            document = document[: len(document) * 3 // 5]
            stories = [story for story in stories if f"<author>{story}</author></item>".encode() in document]
        return FIRST + pause * newest + timedelta(minutes=1), document, stories


def plain(number: int, date: datetime) -> Entry:
    """A story as a careful publisher prints it."""
    writer = Writer(number)
    text = writer.paragraph(220)
    return Entry(f"s{number}", writer.headline(), f"{SITE}/2026/11/{number}", f"n-{number}", date, text)


def rss(entries: Sequence[Entry]) -> bytes:
    """The entries as RSS 2.0."""
    items = "".join(map(_item, entries))
    return f"<rss version='2.0'><channel><title>ج</title><link>{SITE}/</link>{items}</channel></rss>".encode()


def _item(entry: Entry) -> str:
    date = format_datetime(entry.date) if isinstance(entry.date, datetime) else entry.date
    fields = {"title": entry.title, "link": entry.link, "pubDate": date, "description": entry.text}
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value is not None)
    if entry.guid is not None:
        inside += f'<guid isPermaLink="false">{escape(entry.guid)}</guid>'
    return f"<item>{inside}<author>{entry.story}</author></item>"


def number_of(entry: Entry) -> int:
    return int(entry.story.lstrip("s"))


def each(change: Callable[[int, Entry], Entry]) -> Callable[[int, list[Entry]], list[Entry]]:
    """A publisher who prints every entry in its own way; the change is given the number of the fetch."""
    return lambda cycle, entries: [change(cycle, entry) for entry in entries]


def _edited(cycle: int, entry: Entry) -> Entry:
    words = entry.title.split()
    half = " ".join(words[: len(words) // 2])
    return replace(entry, title=f"محدث: {half} وسط ترقب {cycle}") if (number_of(entry) + cycle) % 4 == 0 else entry


def _relaunched(cycle: int, entry: Entry) -> Entry:
    """From the fifth fetch on another system prints the same stories: other ids, other addresses."""
    number = number_of(entry)
    return entry if cycle < 5 else replace(entry, guid=f"urn:x:{number * 7}", link=f"{SITE}/story/{number * 7}-ar")


def _column(cycle: int, entry: Entry, **changes: object) -> Entry:
    """The same title every day over another text."""
    return replace(entry, title="حالة الطقس", **changes)  # type: ignore[arg-type]


def _live(cycle: int, entry: Entry) -> Entry:
    """A running report: the same item, its title, text and date new each time."""
    if number_of(entry) % 6 or not isinstance(entry.date, datetime):
        return entry
    writer = Writer(1000 * cycle + number_of(entry))
    return replace(
        entry, title=f"مباشر | {writer.headline()}", text=writer.paragraph(220), date=entry.date + HALF_HOUR * cycle
    )


def _reused(cycle: int, entry: Entry) -> Entry:
    """Ids that go round: a new story takes the id of one that dropped out."""
    return replace(entry, guid=str(number_of(entry) % SHOWN))


def _by_place(cycle: int, entries: list[Entry]) -> list[Entry]:
    return [replace(entry, guid=str(place)) for place, entry in enumerate(entries, 1)]


def _gone_and_back(cycle: int, entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if number_of(entry) % 5 or cycle % 3 == 0]


def _bulletin(cycle: int, entry: Entry) -> Entry:
    """Several a day under one title, each with its own id, address, hour and text."""
    return replace(entry, title="موجز الأنباء")


def _with_session(cycle: int, entry: Entry) -> Entry:
    return replace(entry, link=f"{entry.link}?sid={cycle}x{number_of(entry)}", guid=None)


HISTORIES: dict[str, History] = {
    "a careful publisher": History(each(lambda _, e: e)),
    "the same guid for all": History(each(lambda _, e: replace(e, guid="feed"))),
    "the same guid for all, one item at a time": History(each(lambda _, e: replace(e, guid="x")), shown=1, fresh=1),
    "an empty guid": History(each(lambda _, e: replace(e, guid=""))),
    "guid 0": History(each(lambda _, e: replace(e, guid="0"))),
    "no guid": History(each(lambda _, e: replace(e, guid=None))),
    "no link": History(each(lambda _, e: replace(e, link=None))),
    "no guid, no link": History(each(lambda _, e: replace(e, guid=None, link=None))),
    "no guid, no link, no dates": History(each(lambda _, e: replace(e, guid=None, link=None, date=None))),
    "guids changed wholesale": History(each(lambda c, e: e if c < 5 else replace(e, guid=f"post-{e.story}"))),
    "guids changed at each fetch": History(each(lambda c, e: replace(e, guid=f"{e.story}-{c}"))),
    "another system: guids and links changed": History(each(_relaunched)),
    "http to https": History(each(lambda c, e: replace(e, link=f"http{'s' * (c > 4)}{(e.link or '')[5:]}", guid=None))),
    "http to https in the guid, too": History(
        each(lambda c, e: replace(e, link=(u := f"http{'s' * (c > 4)}{(e.link or '')[5:]}"), guid=u))
    ),
    "a moved domain": History(
        each(
            lambda c, e: e if c < 5 else replace(e, link=(e.link or "").replace("news.", "www.new-news."), guid=e.link)
        )
    ),
    "tracking parameters": History(
        each(lambda c, e: replace(e, link=f"{e.link}?utm_source=rss&utm_campaign=c{c}&fbclid=f{c}{e.story}", guid=None))
    ),
    "a session in the link": History(each(_with_session)),
    "a session in the link, dates changed": History(
        each(lambda c, e: replace(_with_session(c, e), date=FIRST + HALF_HOUR * c))
    ),
    "edited titles": History(each(_edited)),
    "edited titles, guid made of the title": History(
        each(lambda c, e: replace(f := _edited(c, e), guid=str(crc32(f.title.encode()))))
    ),
    "edited titles, no guid": History(each(lambda c, e: replace(_edited(c, e), guid=None))),
    "emptied for one cycle": History(lambda c, entries: [] if c == 4 else entries),
    "truncated": History(lambda c, entries: entries[:4] if c in (3, 6) else entries),
    "documents cut in two": History(each(lambda _, e: e), cut_in=(0, 3, 4, 7)),
    "a running report at short links": History(
        each(lambda c, e: replace(_live(c, e), guid=f"{SITE}/i/{number_of(e)}", link=f"{SITE}/i/{number_of(e)}"))
    ),
    "reversed": History(lambda c, entries: entries[::-1] if c % 2 else entries),
    "items go and come back": History(_gone_and_back),
    "no dates": History(each(lambda _, e: replace(e, date=None))),
    "no dates, no guid": History(each(lambda _, e: replace(e, date=None, guid=None))),
    "dates changed at each fetch": History(each(lambda c, e: replace(e, date=FIRST + HALF_HOUR * c))),
    "dates and guids changed at each fetch": History(
        each(lambda c, e: replace(e, date=FIRST + DAY * c, guid=f"{e.story}-{c}")), step=DAY
    ),
    "dates changed, no guid, no link": History(
        each(lambda c, e: replace(e, date=FIRST + DAY * c, guid=None, link=None)), step=DAY
    ),
    "the case of the guid changed": History(
        each(lambda c, e: replace(e, guid=(e.guid or "").upper() if c % 2 else e.guid))
    ),
    "ids that go round": History(each(_reused)),
    "ids that go round, no dates": History(each(lambda c, e: replace(_reused(c, e), date=None))),
    "ids by place in the list": History(_by_place),
    "ids by place in a long list": History(_by_place, shown=70, fresh=9),
    "sixty items, everything about them changed but the titles": History(
        each(lambda c, e: replace(e, guid=f"{c}{e.story}", link=f"{SITE}/{c}/{e.story}")), shown=60, fresh=7
    ),
    "the link changed under the same guid": History(each(lambda c, e: replace(e, link=f"{SITE}/v{c}/{e.story}"))),
    "link and title stay, the guid is another": History(each(lambda c, e: replace(e, guid=f"{c}/{e.story}"))),
    "one link for all": History(each(lambda _, e: replace(e, link=f"{SITE}/"))),
    "one link for all, one item at a time": History(
        each(lambda _, e: replace(e, link=f"{SITE}/", guid=f"{SITE}/")), shown=1, fresh=1
    ),
    "a daily column": History(each(_column), step=DAY, fresh=1, shown=5),
    "a daily column, one item at a time": History(each(_column), step=DAY, fresh=1, shown=1),
    "a daily column, no dates": History(each(lambda c, e: _column(c, e, date=None)), step=DAY, fresh=1, shown=1),
    "a daily column at one address": History(
        each(lambda c, e: _column(c, e, link=f"{SITE}/weather-today", guid=f"w{e.story}")), step=DAY, fresh=1, shown=1
    ),
    "several bulletins a day": History(each(_bulletin), fresh=1, shown=1),
    "flashes under one title, each with its own text": History(each(lambda _, e: replace(e, title="عاجل", date=None))),
    "flashes under one title, no guid, no text": History(
        each(lambda _, e: replace(e, title="عاجل", guid=None, text="")), shown=4, fresh=1
    ),
    "headlines without text, no guid, no dates": History(each(lambda _, e: replace(e, guid=None, text="", date=None))),
    "headlines without text, ids that go round": History(each(lambda c, e: replace(_reused(c, e), text=""))),
    "a version in guid and link": History(
        each(lambda c, e: replace(e, guid=f"{e.guid}#v{c}", link=f"{e.link}?v={c}", date=FIRST + HALF_HOUR * c))
    ),
    "a mobile address now and then": History(
        each(lambda c, e: replace(e, link=(e.link or "").replace("//", "//m.") if c % 2 else e.link, guid=e.link))
    ),
    "the same story in two sections": History(
        lambda c, entries: [
            *entries,
            *(replace(e, guid=f"{e.guid}-s2", link=f"{e.link}?section=2") for e in entries[:3]),
        ]
    ),
    "every item printed twice": History(lambda _, entries: [one for entry in entries for one in (entry, entry)]),
    "every item printed twice, far apart": History(lambda _, entries: entries + entries, shown=40),
    "one text under many links": History(
        each(
            lambda _, e: replace(
                e, title="شاهد الفيديو", text="تابعوا آخر الأخبار على موقعنا وصفحاتنا " * 4, date=FIRST
            )
        )
    ),
    "Arabic in the link, escaped now and then": History(
        each(
            lambda c, e: replace(
                e, guid=None, link=f"{SITE}/{quote(e.title) if c % 2 else e.title}-{number_of(e)}".replace(" ", "-")
            )
        )
    ),
    "one item is left for a while": History(lambda c, entries: entries[:1] if 2 <= c <= 5 else entries),
    "a reader who was away for a week": History(each(lambda _, e: e), step=7 * DAY, fresh=SHOWN),
    "short links, edited titles": History(
        each(lambda c, e: replace(f := _edited(c, e), guid=None, link=f"{SITE}/?p={number_of(f)}"))
    ),
    "texts cut at another length, guids anew": History(
        each(lambda c, e: replace(e, text=e.text[: 90 + 11 * c], guid=f"{e.story}{c}", link=f"{SITE}/{c}/{e.story}"))
    ),
    "a running report": History(each(_live)),
    "relative dates": History(each(lambda c, e: replace(e, date=f"قبل {c + 2} ساعات"))),
    "times alone": History(
        each(lambda c, e: replace(e, date=f"{number_of(e) % 24:02}:07", guid=None, link=None)), step=DAY
    ),
}
