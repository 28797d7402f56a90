"""What the sync thread asks of the intake process, and what comes back: the only values that cross the wall.

They cross as MessagePack, decoded into these types and no others, so that a compromised child cannot hand its parent
an object that runs. This module is imported on both sides: nothing heavy here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newsdesk.domain.clock import UNKNOWN, SourceClock
from newsdesk.domain.faults import Fault
from newsdesk.domain.menu import Rule
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import Validators

NO_VALIDATORS: Final = Validators()
READER: Final = 2  # grows with any change by which more is found in the same document: then it is fetched once more

# --- jobs: parent to child -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FetchFeed:
    """Fetch and parse a feed, or the list of headlines that `rule` names on a page. `is_discovering`: an HTML answer is
    searched for a feed in its head, which is fetched; then a few common places are tried; then the page is read.
    `clock`: what has been learned of the source's. `source_url` is what the reader typed, `url` itself when "";
    `is_local`: the source never answered from a public address. `seconds`: at most that long, when not 0. The
    validators are sent to `validated_url` only, wherever on the way it lies; to `url` when "". `proxy`: the address of
    the one that this source is asked through, "direct" for none, "" for what holds for all."""

    job: int
    url: str
    validators: Validators = NO_VALIDATORS
    is_discovering: bool = False
    clock: SourceClock = UNKNOWN
    rule: Rule | None = None
    source_url: str = ""
    is_local: bool = False
    seconds: float = 0.0
    validated_url: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """Parse a feed that lies on the reader's own disk, or the list that `rule` names on a saved page; `url` (a file:
    address) resolves what is relative in it. `is_discovering`: a document that is no feed is read as a page. A page's
    times are read as on `saved_at`, when it was written; as on now when that is None or still to come."""

    job: int
    url: str
    document: bytes
    clock: SourceClock = UNKNOWN
    is_discovering: bool = False
    rule: Rule | None = None
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Fetch an article's page and take its text. `source_url` is what the reader typed: a page named by a public
    source may not reach a local address. `html` is the feed's own sanitised body, kept when the page gives less, and
    `pictures` what it names. `is_local` and `proxy` as in FetchFeed."""

    job: int
    url: str
    source_url: str
    title: str
    html: str = ""
    pictures: tuple[PictureWanted, ...] = ()
    is_local: bool = False
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class FetchPicture:
    """Fetch a picture and re-encode it small. `is_local` and `proxy` as in FetchFeed; `limit` bytes on the
    line, when not 0."""

    job: int
    url: str
    source_url: str
    is_local: bool = False
    limit: int = 0
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class ReadOpml:
    """Read a subscription list."""

    job: int
    document: bytes


@dataclass(frozen=True, slots=True)
class FetchIcon:
    """Find the icon of a site by the page at `url`, fetch it and make it small. `pictures`: addresses of those by which
    a feed of it shows itself; `is_page_known`: that page names none and is not asked. The rest as in FetchPicture."""

    job: int
    url: str
    source_url: str
    is_local: bool = False
    proxy: str = ""
    pictures: tuple[str, ...] = ()
    is_page_known: bool = False


Job = FetchFeed | ReadFeed | FetchPage | FetchPicture | FetchIcon | ReadOpml


# --- deliveries: child to parent -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PictureWanted:
    """A picture named by a body: key (24 hex digits of the SHA-256 of its address), address, alternative text."""

    key: str
    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """One item, ready to be stored: plain text is plain, HTML is sanitised, search text is folded.

    `keys` are its identities within the source, strongest first, as short strings ("g:…" publisher's id, "u:…"
    canonical link, "t:…" title and date); a key that several items of the document share has been left out.
    `has_full_text`: `html` is the whole article, no page needs to be fetched. `html`, `text` are "" when the feed has
    only a summary. `search_title`, `search_body` are folded (body: the text, else the summary).
    `has_vague_time`: the date was read against the moment of the fetch («two hours ago», a time alone): the first
    reading is the one that holds. `is_breaking`: the publisher says so elsewhere than in the title.
    """

    keys: tuple[str, ...]
    title: str
    url: str | None
    author: str | None
    published_at: datetime | None
    time_text: str | None
    position: int
    summary: str
    html: str
    text: str
    has_full_text: bool
    pictures: tuple[PictureWanted, ...]
    search_title: str
    search_body: str
    has_vague_time: bool = False
    is_breaking: bool = False


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed that answered with items. `url` is where it was found (after discovery and redirects);
    `permanent_url` where a chain of only permanent redirects led, else None. `zone` is what its own stamps name
    ("+180"), `minutes_east` that of the zone its dates were read in; None when nothing told. `rule`: of a page, how its
    list is found from now on (another than was asked for when the page was rebuilt); None of a feed. `is_local`:
    whoever answered is no public machine. `told_at`: what the clock of a public one said, in seconds since 1970.
    `pictures`: addresses of those by which the feed shows itself."""

    job: int
    url: str
    permanent_url: str | None
    title: str
    site_url: str | None
    language: str | None
    items: tuple[PreparedItem, ...]
    validators: Validators
    max_age: int | None
    received: int
    zone: str | None = None
    minutes_east: int | None = None
    rule: Rule | None = None
    is_local: bool = False
    told_at: float | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenusFound:
    """A page without a feed: its lists of headlines as sources, best first, one to three, each with its rule."""

    job: int
    menus: tuple[FeedRead, ...]


@dataclass(frozen=True, slots=True)
class FeedUnchanged:
    """304 Not Modified; `validators` as given again, else those that were sent. `url` is who said so."""

    job: int
    validators: Validators
    max_age: int | None
    received: int
    is_local: bool = False
    url: str = ""
    permanent_url: str | None = None
    told_at: float | None = None


@dataclass(frozen=True, slots=True)
class PageRead:
    """An article's text: sanitised `html`, plain `text`, the pictures it names, its folded `search_body`. `zone`: the
    one that the page's own stamps name ("+180"), None when they name none. `url` is where it was found in the end."""

    job: int
    html: str
    text: str
    pictures: tuple[PictureWanted, ...]
    search_body: str
    received: int
    zone: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class PictureRead:
    """A small safe picture (JPEG, PNG or WebP made by us)."""

    job: int
    media_type: str
    width: int
    height: int
    data: bytes
    received: int


@dataclass(frozen=True, slots=True)
class IconRead:
    """A site's icon: a PNG made by us, square and 64 pixels wide at most; `data` is empty when it has none that can be
    shown. `is_named`: the site's page names it."""

    job: int
    data: bytes
    received: int
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class OpmlRead:
    """The subscriptions of a list in document order, doubles left out; `skipped`: how many had no usable address."""

    job: int
    outlines: tuple[Outline, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A job that failed, with why; `retry_after` in seconds when the server said so."""

    job: int
    fault: Fault
    retry_after: int | None = None
    received: int = 0


Delivery = FeedRead | MenusFound | FeedUnchanged | PageRead | PictureRead | IconRead | OpmlRead | Refused
