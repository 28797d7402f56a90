"""What is fetched first, how much of it, and what it cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.newspaper import Newspaper
from tests.press import Press, Request
from tests.press_answers import Answer
from tests.sync.conftest import PATIENCE, subscribe, sync

from newsdesk.desk import Desk
from newsdesk.domain.budget import Budget
from newsdesk.domain.orders import Done, SetSource
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.store.reads import Reads

ALL = Shelf(ShelfKind.ALL)


def feed(*titles: str) -> str:
    """A feed whose first title is the newest; its pages are /n.html."""
    items = "".join(
        f"<item><title>{title}</title><link>/{number}.html</link>"
        f"<pubDate>{20 - number:02} Nov 2026 10:00:00 GMT</pubDate></item>"
        for number, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>صحيفة</title>{items}</channel></rss>'


def pages_asked(press: Press) -> list[str]:
    return [request.path for request in press.requests if request.path.endswith(".html")]


def test_what_is_urgent_stands_before_what_is_new(desk: Desk, press: Press) -> None:
    titles = ["الأول", "الثاني", "🔴 عاجل: الثالث", "عاجلا أو آجلا رابع", "الخامس", "عاجل | السادس", "السابع"]
    subscribe(desk, [press.publish("/feed", feed(*titles))])
    sync(desk, headlines_only=True)
    rows = {headline.title: headline.id for headline in desk.headlines(ALL).headlines}
    desk.set_bookmarked([rows["السابع"], rows["الخامس"]], True).result(PATIENCE)
    reads = Reads(desk.paths)
    now = datetime.now(UTC)
    assert [row.title for row in reads.urgent_text(now)] == ["الخامس", "السابع", "🔴 عاجل: الثالث", "عاجل | السادس"]
    assert [row.title for row in reads.awaiting_text(now)] == titles
    reads.close()


def test_a_budget_for_the_day_ends_texts_and_pictures_but_no_headlines(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 4).print_on(press))
    desk.keep(Budget(bytes_a_day=1))
    report = sync(desk)
    assert sum(outcome.new for outcome in report.sources) == 8
    assert (report.texts, report.pictures) == (0, 0)
    desk.keep(Budget())
    report = sync(desk)
    assert report.texts == 8
    assert report.pictures > 0


def test_the_meter_says_what_each_source_cost(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 4).print_on(press))
    sync(desk)
    sent = sum(len(press.answer_at(f"/s{number}/feed").body) for number in range(2))
    reads = Reads(desk.paths)
    rows = reads.metered(datetime.now(UTC) - timedelta(days=1))
    assert sum(row.feeds for row in rows) == sent
    assert all(row.pages and row.pictures for row in rows)
    assert {row.title for row in rows} == {"مصدر 0", "مصدر 1"}
    assert reads.received_today(datetime.now(UTC)) == sum(row.total for row in rows)
    reads.close()


def test_a_source_may_want_no_texts_and_no_pictures(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 4).print_on(press))
    first, second = (str(state.source.id) for state in desk.sources())
    assert desk.carry_out(SetSource(first, texts=False)) == Done()
    assert desk.carry_out(SetSource(second, minutes=90, pictures="none")) == Done()
    report = sync(desk)
    assert (report.texts, report.pictures) == (4, 0)
    choices = [state.choice for state in desk.sources()]
    assert [(choice.wants_text, choice.pictures) for choice in choices] == [(False, None), (True, "none")]
    assert choices[1].interval == desk.sources()[1].source.interval == timedelta(minutes=90)
    assert desk.carry_out(SetSource(second, pictures="default")) == Done()
    assert sync(desk).pictures > 0


def test_pictures_are_fetched_for_one_source_where_others_want_none(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 3).print_on(press))
    desk.keep(Budget(pictures="none"))
    assert desk.carry_out(SetSource("2", pictures="small")) == Done()
    assert sync(desk).pictures > 0
    assert {request.path.split("/")[1] for request in press.requests if request.path.endswith(".png")} == {"s1"}


def test_a_large_picture_comes_only_where_all_are_wanted(desk: Desk, press: Press) -> None:
    import io
    import random

    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (900, 700), random.Random(1).randbytes(900 * 700 * 3)).save(out, "PNG")
    assert len(out.getvalue()) > 1024 * 1024
    paper = Newspaper(1, 1)
    subscribe(desk, paper.print_on(press))

    def with_large_picture(request: Request) -> Answer | None:
        return Answer(out.getvalue(), content_type="image/png") if request.path.endswith(".png") else printed(request)

    printed = press.fallback
    press.fallback = with_large_picture
    assert sync(desk).pictures == 0
    assert sync(desk).pictures == 0


def test_a_host_that_asks_for_peace_while_pages_are_fetched_is_left_alone(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 40, with_pictures=False).print_on(press))
    sync(desk, headlines_only=True)
    press.fallback = lambda _: Answer(status=429, headers=(("Retry-After", "3600"),))
    assert sync(desk).texts == 0
    asked = len(press.requests)
    assert len(pages_asked(press)) < 40
    report = sync(desk)
    assert [outcome.status for outcome in report.sources] == ["skipped"]
    assert len(press.requests) == asked


def test_texts_that_meet_a_dead_line_are_not_counted_against_their_pages(desk: Desk, press: Press) -> None:
    items = "".join(
        f"<item><title>خبر رقم {n} من البعيد</title><link>http://nobody-{n}.invalid/{n}</link></item>"
        for n in range(12)
    )
    subscribe(desk, [press.publish("/feed", f"<rss version='2.0'><channel><title>ص</title>{items}</channel></rss>")])
    report = sync(desk)
    assert report.is_offline
    tried = desk.write(lambda w: w.stores.cache.value("SELECT sum(text_attempts) FROM article")).result(PATIENCE)
    assert tried == 0
