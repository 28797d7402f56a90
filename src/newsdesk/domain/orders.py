"""What may be asked of a desk from outside its process, and what it answers: values that fit a line of JSON."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.article import ArticleId
from newsdesk.domain.faults import Fault
from newsdesk.domain.menu import Line, Menu, Rule
from newsdesk.domain.source import SourceId


@dataclass(frozen=True, slots=True)
class AddSource:
    """Adds a feed or site address, or the local file at the absolute `address`. Of a page without a feed it takes the
    list of headlines that `rule` names, else the best; `is_choosing`: it answers with the lists when there are several.
    `is_looking`: it answers with what is there, and adds nothing. `proxy`: by which it is asked, now and later.
    """

    address: str
    folder: str | None = None
    rule: Rule | None = None
    is_choosing: bool = False
    is_looking: bool = False
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveSource:
    """Removes a source, named by its id or its address."""

    source: str


@dataclass(frozen=True, slots=True)
class SetSource:
    """Chooses for a source, named by its id or its address: minutes between polls, whether full texts are fetched, and
    which pictures (none, small, all; default: as for all sources), the proxy (an address, none, default), another
    address ("" for none), its title and folder ("" for none). None leaves what is. `takes_back`: it is fetched at
    its former address again. `keep_` how much of it is kept (domain/keeping.py): 0 without limit, -1 as for all
    sources."""

    source: str
    minutes: int | None = None
    texts: bool | None = None
    pictures: str | None = None
    proxy: str | None = None
    alternative: str | None = None
    title: str | None = None
    folder: str | None = None
    takes_back: bool = False
    keep_days: int | None = None
    keep_articles: int | None = None
    keep_megabytes: int | None = None


@dataclass(frozen=True, slots=True)
class SetRead:
    """Marks articles read or unread."""

    articles: tuple[ArticleId, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class SetBookmarked:
    """Adds or removes bookmarks."""

    articles: tuple[ArticleId, ...]
    is_bookmarked: bool


@dataclass(frozen=True, slots=True)
class AddSearch:
    """Saves a search; without a name it has that of its words."""

    query: str
    name: str = ""
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class SetSearch:
    """Renames a saved search, named by its id or its name, or follows it or not. None leaves what is."""

    search: str
    name: str | None = None
    is_followed: bool | None = None


@dataclass(frozen=True, slots=True)
class RemoveSearch:
    """Removes a saved search, named by its id or its name; its articles stay."""

    search: str


@dataclass(frozen=True, slots=True)
class Sync:
    """Polls sources now; all when `sources` is empty (each an id or an address)."""

    sources: tuple[str, ...] = ()
    headlines_only: bool = False


@dataclass(frozen=True, slots=True)
class ImportOpml:
    """Adds the sources of an OPML document (text decoded by the caller is not trusted: bytes, base64 on the wire)."""

    document: bytes


Order = (
    AddSource
    | RemoveSource
    | SetSource
    | SetRead
    | SetBookmarked
    | AddSearch
    | SetSearch
    | RemoveSearch
    | Sync
    | ImportOpml
)


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """How one source fared in a sync. `status` is new, unchanged, failed or skipped."""

    id: SourceId
    url: str
    status: str
    new: int
    updated: int
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, source by source; `texts` and `pictures` count what was stored."""

    sources: tuple[SourceOutcome, ...]
    seconds: float
    texts: int = 0
    pictures: int = 0
    is_offline: bool = False
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A feed or a page's one list before it is added: its title, where it was found, its headlines in its order."""

    title: str
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What AddSource and ImportOpml did: ids of sources added, addresses that were there already, and what failed.
    `offered`: nothing was added yet, the reader is to choose one of these lists (best first). `glimpse`: nothing was,
    this is what is there."""

    sources: tuple[SourceId, ...] = ()
    already: tuple[str, ...] = ()
    failed: tuple[tuple[str, Fault], ...] = ()
    offered: tuple[Menu, ...] = ()
    glimpse: Glimpse | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A command that needs no other answer; `missing` names ids that do not exist."""

    missing: tuple[str, ...] = ()


Answer = SyncReport | Added | Done | Fault


@dataclass(frozen=True, slots=True)
class ShowWindow:
    """Asks the window to come to the front, to offer `address` for adding when given, and to open `shelf` (as the
    settings name one) when given. No order to the desk: it reaches the window through its own door.

    `activation`: what the desktop gave the start that asks (XDG activation), without which some let nobody come to the
    front.
    """

    address: str | None = None
    shelf: str | None = None
    activation: str | None = None
