"""Known failures as data: a kind and its facts; sentences are made from them in `texts` and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What went wrong. The comment names the facts that come with each kind."""

    # What the reader typed
    NOT_AN_ADDRESS = "not-an-address"  # address
    NOT_A_PROXY = "not-a-proxy"  # address (without name and password)
    ALREADY_THERE = "already-there"  # address, title
    NO_SUCH_SOURCE = "no-such-source"  # source
    NO_SUCH_SEARCH = "no-such-search"  # search
    NO_SUCH_NAME = "no-such-name"  # name (in the reader's own table)
    NAME_LINE = "name-line"  # line, reason (alone | same | several | signs | letters | size), text
    NO_FORMER_ADDRESS = "no-former-address"  # source (it never moved, or another source has that address now)
    NO_SUCH_ARTICLE = "no-such-article"  # article
    FILE_UNREADABLE = "file-unreadable"  # path, reason (missing | denied | folder | other)
    # The line and the other side
    OFFLINE = "offline"  # (nothing)
    NO_ANSWER = "no-answer"  # address, reason (name | refused | reset | secure | proxy | own-proxy | other)
    TIMED_OUT = "timed-out"  # address, seconds
    STATUS = "status"  # address, status (any status without a kind of its own)
    FORBIDDEN = "forbidden"  # address, status (401, 403, 407, 451)
    NOT_FOUND = "not-found"  # address, status (404)
    GONE = "gone"  # address, status (410)
    GONE_FOR_GOOD = "gone-for-good"  # address, status (410 again and again: it is not asked any more by itself)
    TOO_MANY_REQUESTS = "too-many-requests"  # address, status (429, or 503 with Retry-After), retry_after (seconds)
    SERVER_ERROR = "server-error"  # address, status (5xx)
    REDIRECT_LOOP = "redirect-loop"  # address
    REFUSED_ADDRESS = "refused-address"  # address (a public document named a place that it may not reach)
    TOO_LARGE = "too-large"  # address, limit (bytes after decompression)
    BROKEN_TRANSFER = "broken-transfer"  # address (cut short, bad encoding of the transfer)
    # The document
    NOT_A_FEED = "not-a-feed"  # address, found (html | empty | text | xml | json | binary)
    NO_FEED_FOUND = "no-feed-found"  # address (a page that names no feed, and without a list of headlines)
    NO_HEADLINES = "no-headlines"  # address (a page that was a source, and has no list of headlines any more)
    NO_TEXT = "no-text"  # address (a page without an article that we could find)
    NOT_A_PICTURE = "not-a-picture"  # address
    NOT_OPML = "not-opml"  # (nothing)
    TOO_HEAVY = "too-heavy"  # address, limit (cpu | memory | wall | died)
    # The reader's own disk
    STORE_NEWER = "store-newer"  # path, found, known (schema versions)
    STORE_FOREIGN = "store-foreign"  # path (another program's database)
    STORE_DAMAGED = "store-damaged"  # path, aside (where it was put) or reason (met: it is still where it was)
    STORE_UNREADABLE = "store-unreadable"  # path, reason (denied | readonly | folder | other)
    DISK_FULL = "disk-full"  # path
    PROFILE_BUSY = "profile-busy"  # path (another process holds the writer and does not answer)
    STOPPED = "stopped"  # (nothing) the reader stopped it, or the program is closing


@dataclass(frozen=True, slots=True)
class Fault:
    """A known failure: its kind and the facts that its sentence names."""

    kind: FaultKind
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


class Failed(Exception):
    """Carries a Fault up to whoever answers the reader; the only exception that crosses our own packages."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind.value, dict(fault.facts))
        self.fault = fault


def failed(kind: FaultKind, **facts: str | int | float) -> Failed:
    """The exception for a fault of this kind, ready to be raised."""
    return Failed(Fault(kind, facts))
