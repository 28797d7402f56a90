"""Pictures within the room that the reader gives them."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.article import ArticleId, Offline
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.jobs import PageRead, PictureRead, PictureWanted
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item, picture

HEAVY = PictureRead(0, "image/jpeg", 300, 200, b"x" * 100_000, 150_000)
ALL = Shelf(ShelfKind.ALL)


def fill(writes: Writes, add_source: AddSource, count: int) -> list[tuple[ArticleId, PictureWanted]]:
    """Articles with a picture each, oldest first."""
    source = add_source().id
    made = []
    for number in range(count):
        one = item(number, published_at=NOON - timedelta(days=count - number))
        (article,) = writes.save_items(source, [one], NOON + timedelta(seconds=number)).added
        wanted = picture(f"https://press.example/{number}.jpg")
        writes.save_body(article, PageRead(0, "<p>نص</p>", "نص", (wanted,), "نص", 0), NOON)
        writes.save_picture(wanted.key, HEAVY, NOON)
        made.append((article, wanted))
    return made


def make_room(writes: Writes, most: int) -> set[ArticleId]:
    gone: set[ArticleId] = set()
    while changes := writes.make_room(most):
        gone |= set(changes.updated)
    return gone


def test_the_oldest_pictures_leave_first_and_their_articles_say_so(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    made = fill(writes, add_source, 10)
    gone = make_room(writes, 600_000)
    assert gone == {article for article, _ in made[:4]}
    assert [reads.picture(wanted.key) is not None for _, wanted in made] == [False] * 4 + [True] * 6
    headlines = {headline.id: headline.offline for headline in reads.headlines(ALL).headlines}
    assert {headlines[article] for article, _ in made[:4]} == {Offline.TEXT}
    assert {headlines[article] for article, _ in made[4:]} == {Offline.FULL}
    assert reads.awaiting_pictures(NOON) == ()  # what left for room is not fetched again


def test_pictures_of_bookmarked_articles_never_leave(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    made = fill(writes, add_source, 6)
    writes.set_bookmarked([article for article, _ in made[:3]], True, NOON)
    make_room(writes, 0)
    assert [reads.picture(wanted.key) is not None for _, wanted in made] == [True] * 3 + [False] * 3
    headlines = {headline.id: headline.offline for headline in reads.headlines(ALL).headlines}
    assert {headlines[article] for article, _ in made[:3]} == {Offline.FULL}


def test_with_room_enough_nothing_leaves(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    made = fill(writes, add_source, 3)
    assert make_room(writes, 300_000) == set()
    assert all(reads.picture(wanted.key) for _, wanted in made)


def test_a_picture_that_a_newer_article_shows_too_stays_with_that(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    made = fill(writes, add_source, 4)
    newest, shared = made[3][0], made[0][1]
    writes.save_body(newest, PageRead(0, "<p>نص</p>", "نص", (made[3][1], shared), "نص", 0), NOON)
    make_room(writes, 300_000)
    assert reads.picture(shared.key) is not None
    assert reads.picture(made[1][1].key) is None


def test_a_bookmark_wants_its_lost_pictures_again(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    made = fill(writes, add_source, 3)
    make_room(writes, 0)
    article, wanted = made[0]
    writes.set_bookmarked([article], True, NOON)
    assert [row.key for row in reads.awaiting_pictures(NOON)] == [wanted.key]
    writes.save_picture(wanted.key, HEAVY, NOON)
    make_room(writes, 0)
    assert reads.picture(wanted.key) is not None


def test_what_came_today_is_counted_and_forgotten_tomorrow(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    fill(writes, add_source, 3)
    assert reads.pictures_received(NOON) == 3 * HEAVY.received
    assert reads.pictures_received(NOON + timedelta(days=1)) == 0
