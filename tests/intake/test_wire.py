"""Values cross the pipes whole, and nothing else crosses."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import Validators
from newsdesk.intake import wire
from newsdesk.intake.jobs import (
    FeedRead,
    FeedUnchanged,
    FetchFeed,
    FetchIcon,
    FetchPage,
    FetchPicture,
    OpmlRead,
    PageRead,
    PictureRead,
    PictureWanted,
    PreparedItem,
    ReadFeed,
    ReadOpml,
    Refused,
)
from newsdesk.intake.limits import Limits, Reading, Setup

PICTURE = PictureWanted("0" * 24, "https://news.example/p.jpg", "لقطة")
ITEM = PreparedItem(
    keys=("g:1",),
    title="خبر",
    url=None,
    author=None,
    published_at=datetime(2026, 11, 24, 5, 0, 0, 123000, tzinfo=UTC),
    time_text="٥:٠٠",
    position=1,
    summary="موجز",
    html="<p>نص</p>",
    text="نص",
    has_full_text=True,
    pictures=(PICTURE,),
    search_title="خبر",
    search_body="نص",
)
MESSAGES = [
    Setup("newsdesk/test", {"http": "http://127.0.0.1:9"}, Limits(cpu=1.5)),
    Reading(7),
    FetchFeed(1, "https://news.example/", Validators('W/"é"', None), is_discovering=True),
    FetchFeed(1, "https://news.example/", clock=SourceClock("Asia/Riyadh", -180)),
    ReadFeed(2, "file:///x", b"\xff\x00"),
    FetchPage(3, "https://news.example/a", "https://news.example/", "خبر", "<p>x</p>", (PICTURE,)),
    FetchPicture(4, "https://news.example/p.jpg", "https://news.example/"),
    FetchIcon(4, "https://news.example/", "https://news.example/feed", pictures=("https://news.example/i.png",)),
    ReadOpml(5, b"<opml/>"),
    FeedRead(1, "u", "v", "ج", None, "ar", (ITEM, ITEM), Validators("a", "b"), 60, 100, "+180", pictures=("p", "q")),
    FeedUnchanged(1, Validators(), None, 0),
    PageRead(3, "<p>x</p>", "x", (PICTURE,), "x", 9, "+180"),
    PictureRead(4, "image/jpeg", 10, 20, b"\xff\xd8", 2),
    OpmlRead(5, (Outline("T", "https://news.example/feed", None, "مجلد"),), 3),
    Refused(6, Fault(FaultKind.TIMED_OUT, {"address": "u", "seconds": 30.1, "limit": 5}), 60),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_each_message_arrives_as_it_was_sent(message: wire.Message) -> None:
    stream = io.BytesIO(wire.encode(message) * 2)
    for _ in range(2):
        frame = wire.read_frame(stream.read)
        assert frame is not None
        assert wire.decode(frame) == message
    assert wire.read_frame(stream.read) is None


@pytest.mark.parametrize(
    "frame", [b"", b"\xff", b"\x00", b"\x01\x93", b"\x02\x81\xa3job\xa1x", b"\x01" + b"\x91" * 100_000]
)
def test_other_bytes_are_broken(frame: bytes) -> None:
    with pytest.raises(wire.BrokenFrameError):
        wire.decode(frame)


@pytest.mark.parametrize("head", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"])
def test_a_frame_of_an_absurd_length_is_broken(head: bytes) -> None:
    with pytest.raises(wire.BrokenFrameError):
        wire.read_frame(io.BytesIO(head + b"x").read)


def test_a_frame_that_is_cut_short_is_the_end() -> None:
    assert wire.read_frame(io.BytesIO(wire.encode(Reading(1))[:-1]).read) is None
