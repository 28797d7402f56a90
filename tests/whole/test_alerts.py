"""Breaking news as the desktop is told of it: the real program, a real message bus, a notification service of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.press import Press
from tests.whole.conftest import Runs
from tests.whole.notified import Service
from tests.whole.screen import Window, until
from tests.whole.session import Session, session
from tests.whole.test_a_first_day import headlines

from newsdesk.texts import Texts

pytestmark = pytest.mark.display

SAYS = Texts("ar", is_plain=True)
TOLD = "عاجل | إغلاق الميناء القديم أمام <b>السفن</b> & القوارب"
AGAIN = "#عاجل: السلطات تغلق الميناء القديم أمام السفن"
OTHER = "عاجل: ترامب يصل إلى العاصمة في زيارة مفاجئة"
OLD = "عاجل: انقطاع الطريق الساحلي منذ الصباح"
PLAIN = "ندوة عن زراعة الزيتون في الجبل"


@pytest.fixture
def desktop() -> Iterator[Session]:
    with session(has_manager=False) as made:
        yield made


@pytest.fixture
def service(desktop: Session) -> Iterator[Service]:
    made = Service(desktop.bus)
    yield made
    made.close()


def feed(press: Press, path: str, name: str, *titles: tuple[str, timedelta]) -> str:
    """A feed of these headlines, each so long ago."""
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title><![CDATA[{title}]]></title><guid>{path}{number}</guid>"
        f"<description>نص قصير</description><pubDate>{format_datetime(now - ago)}</pubDate></item>"
        for number, (title, ago) in enumerate(titles)
    )
    return press.publish(path, f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>')


def choose(profile: Path, **chosen: object) -> None:
    profile.mkdir(exist_ok=True)
    (profile / "settings.json").write_text(json.dumps({"does_sync_by_itself": False, **chosen}), "utf-8")


def clean(words: str) -> str:
    return "".join(letter for letter in words if letter not in "\u2068\u2069\u200f\u200e")


def test_a_story_is_told_once_as_plain_text_and_opens_when_it_is_pressed(
    desktop: Session, service: Service, newsdesk: Runs, profile: Path
) -> None:
    choose(profile, has_alerts=True, quiet_from=0, quiet_until=0)
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    minute, hours = timedelta(minutes=1), timedelta(hours=2)
    with Press() as press:
        wolf = [(f"عاجل: خبر رقم {n} من السوق", minute) for n in range(3)] + [(f"مقال {n}", minute) for n in range(22)]
        for url in (
            feed(press, "/0", "الذئب", *wolf),
            feed(press, "/1", "الأولى", (TOLD, minute), (OLD, hours), (PLAIN, minute)),
            feed(press, "/2", "الثانية", (AGAIN, minute)),
            feed(press, "/3", "الثالثة", (OTHER, minute)),
        ):
            assert newsdesk("add", url).returncode == 0
    assert until(lambda: len(service.shown) >= 2)
    first, second = service.shown
    assert clean(first.title) == f"{SAYS.say('list.breaking')} · الأولى"
    assert clean(first.words) == "إغلاق الميناء القديم أمام السفن &amp; القوارب"
    assert clean(second.words) == "ترامب يصل إلى العاصمة في زيارة مفاجئة"
    assert first.actions == ("default", SAYS.say("alert.open"))
    assert 0 < first.lasts <= 3_600_000
    service.press(first.number)
    assert until(lambda: [row.title for row in headlines(profile) if row.is_read] != [])
    assert next(row.title for row in headlines(profile) if row.is_read).startswith("عاجل | إغلاق الميناء")
    assert window.end(15)[:2] == (0, "")
    assert set(service.closed) == {first.number, second.number}


@pytest.mark.parametrize("chosen", [{"has_alerts": False}, {"has_alerts": True, "quiet_from": -1}])
def test_nothing_is_told_unasked_nor_in_quiet_hours(
    desktop: Session, service: Service, newsdesk: Runs, profile: Path, chosen: dict[str, object]
) -> None:
    hour = datetime.now().astimezone().hour
    quiet = {"quiet_from": (hour - 1) % 24, "quiet_until": (hour + 2) % 24}
    choose(profile, **{**quiet, "has_alerts": chosen["has_alerts"]})
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    with Press() as press:
        assert newsdesk("add", feed(press, "/1", "الأولى", (TOLD, timedelta(minutes=1)))).returncode == 0
    assert newsdesk("list", "--json").returncode == 0
    assert window.end(15)[:2] == (0, "")
    assert service.shown == []


def test_without_a_service_nothing_is_said_of_it(desktop: Session, newsdesk: Runs, profile: Path) -> None:
    choose(profile, has_alerts=True, quiet_from=0, quiet_until=0)
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    with Press() as press:
        assert newsdesk("add", feed(press, "/1", "الأولى", (TOLD, timedelta(minutes=1)))).returncode == 0
    assert until(lambda: len(headlines(profile)) == 9)
    assert window.end(15)[:2] == (0, "")
