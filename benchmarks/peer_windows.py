"""The desktop readers that newsdesk's start is compared with: their commands, and how each comes by its articles.

Every one subscribes to the same feeds in a profile of its own, fetches them itself as it starts, and is then told not
to. QuiteRSS and Liferea open the feed they showed last; Akregator and RSS Guard show no headlines before a feed is
clicked, so they name the place to click.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, each as a share of the window
GUID = re.compile(rb"\d+-/s\d+/a\d+\.html")


@dataclass(frozen=True, slots=True)
class Peer:
    """`has_store`: whether its first start has made what `subscribe` writes to. None: no such start is wanted.

    `headlines`: where in its window they stand. `feeds`: its list of them, where a click in the middle chooses one;
    None: it wants no click. `leave`: a command that makes it leave; only then it stores what it has fetched.
    `leftover`: a file by which it knows that it was ended by a signal, and asks about that.
    """

    name: str
    command: str
    subscribe: Callable[[Path, Sequence[str]], None]
    stored: Callable[[Path], int]
    settle: Callable[[Path], None]
    headlines: Rectangle
    feeds: Rectangle | None = None
    has_store: Callable[[Path], bool] | None = None
    leave: Sequence[str] = ()
    leftover: str = ""

    def forget(self, home: Path) -> None:
        """Removes what would make it ask about its last end."""
        if self.leftover:
            (home / self.leftover).unlink(missing_ok=True)


def append(path: Path, *lines: str) -> None:
    """More lines for a file of settings; of a section or a key that is there twice the last one counts for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")


def count(path: Path, statement: str) -> int:
    """One number from a store, without a lock; 0 while there is none."""
    if not path.exists():
        return 0
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(base.execute(statement).fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        base.close()


def outlines(path: Path, feeds: Sequence[str], attributes: str) -> None:
    """A list of subscriptions (OPML 2.0); `attributes` of each have `{number}` in them."""
    lines = [
        f'<outline text="صحيفة {number}" title="صحيفة {number}" type="rss" xmlUrl="{escape(url)}" '
        f"{attributes.format(number=number)}/>"
        for number, url in enumerate(feeds, 1)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join(lines)
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="1.0"><head/><body>\n{body}\n</body></opml>\n', "utf-8"
    )


# --- QuiteRSS: SQLite ------------------------------------------------------------------------------------------------

QUITERSS = ".local/share/QuiteRss/QuiteRss/feeds.db"
QUITERSS_INI = ".config/QuiteRss/QuiteRss.ini"


def quiterss_subscribe(home: Path, feeds: Sequence[str]) -> None:
    base = sqlite3.connect(home / QUITERSS)
    with base:
        base.executemany(
            "INSERT INTO feeds (text, title, xmlUrl, created, parentId, rowToParent) "
            "VALUES (?1, ?1, ?2, '2026-11-20T18:00:00', 0, ?3)",
            [(f"صحيفة {number}", url, number) for number, url in enumerate(feeds)],
        )
    base.close()
    append(
        home / QUITERSS_INI,
        *("[Settings]", "autoUpdatefeedsStartUp=true", "storeDBMemory=false", "showSplashScreen=false"),
    )


def quiterss_settle(home: Path) -> None:
    append(home / QUITERSS_INI, "[Settings]", "autoUpdatefeedsStartUp=false", "storeDBMemory=true")
    append(home / QUITERSS_INI, "[feedSettings]", "currentId=1")


# --- RSS Guard: SQLite -----------------------------------------------------------------------------------------------

RSSGUARD = ".config/RSS Guard 4/database/database.db"
RSSGUARD_INI = ".config/RSS Guard 4/config/config.ini"


def rssguard_subscribe(home: Path, feeds: Sequence[str]) -> None:
    base = sqlite3.connect(home / RSSGUARD)
    kind = json.dumps({"type": "1", "encoding": "UTF-8"})  # 1: RSS 2.0
    with base:
        base.execute("INSERT INTO Accounts (id, type) VALUES (1, 'std-rss')")
        base.executemany(
            "INSERT INTO Feeds (id, title, category, source, update_type, update_interval, account_id, custom_id, "
            "custom_data) VALUES (?1, ?2, -1, ?3, 1, 900, 1, ?1, ?4)",
            [(number, f"صحيفة {number}", url, kind) for number, url in enumerate(feeds, 1)],
        )
    base.close()
    append(home / RSSGUARD_INI, "[feeds]", "feeds_update_on_startup=true", "feeds_update_on_startup_delay=2")
    append(home / RSSGUARD_INI, "[main]", "update_on_start=false")


def rssguard_settle(home: Path) -> None:
    append(home / RSSGUARD_INI, "[feeds]", "feeds_update_on_startup=false")


# --- Akregator: OPML and Metakit -------------------------------------------------------------------------------------

AKREGATOR = ".local/share/akregator"
AKREGATOR_QUIT = "/akregator/MainWindow_1/actions/file_quit", "org.qtproject.Qt.QAction.trigger"
AKREGATOR_INI = ".config/akregatorrc"


def akregator_subscribe(home: Path, feeds: Sequence[str]) -> None:
    outlines(home / AKREGATOR / "data/feeds.opml", feeds, 'id="{number}000" version="RSS" archiveMode="globalDefault"')
    append(home / AKREGATOR_INI, "[General]", "Disable Introduction=true", "Fetch On Startup=true")


def akregator_stored(home: Path) -> int:
    files = (home / AKREGATOR / "Archive").glob("http___127*.mk4")
    return sum(len(set(GUID.findall(file.read_bytes()))) for file in files)


def akregator_settle(home: Path) -> None:
    append(home / AKREGATOR_INI, "[General]", "Fetch On Startup=false", "Use Interval Fetch=false")


# --- Liferea: OPML and SQLite ----------------------------------------------------------------------------------------

LIFEREA_KEYS = ".config/glib-2.0/settings/keyfile"
EVERYTHING, NOTHING = 0, 1  # its startup-feed-action


def liferea_subscribe(home: Path, feeds: Sequence[str]) -> None:
    outlines(home / ".config/liferea/feedlist.opml", feeds, 'id="feed{number:03}" updateInterval="-1"')
    fetching = f"startup-feed-action={EVERYTHING}", "default-update-interval=600"  # minutes; of 0 it fetches nothing
    append(home / LIFEREA_KEYS, "[org/gnome/liferea]", *fetching)


def liferea_settle(home: Path) -> None:
    quiet = f"startup-feed-action={NOTHING}", "default-update-interval=0"
    append(home / LIFEREA_KEYS, "[org/gnome/liferea]", *quiet, "last-node-selected='feed001'")


PEERS = (
    Peer(
        "QuiteRSS",
        "quiterss",
        quiterss_subscribe,
        lambda home: count(home / QUITERSS, "SELECT count(*) FROM news"),
        quiterss_settle,
        headlines=(0.3, 0.15, 0.9, 0.28),
        has_store=lambda home: count(home / QUITERSS, "SELECT count(*) FROM info") > 0,
    ),
    Peer(
        "RSS Guard",
        "rssguard",
        rssguard_subscribe,
        lambda home: count(home / RSSGUARD, "SELECT count(*) FROM Messages"),
        rssguard_settle,
        headlines=(0.55, 0.2, 0.9, 0.4),
        feeds=(0.02, 0.25, 0.2, 0.35),
        has_store=lambda home: count(home / RSSGUARD, "SELECT count(*) FROM Information") > 0,
    ),
    Peer(
        "Akregator",
        "akregator",
        akregator_subscribe,
        akregator_stored,
        akregator_settle,
        headlines=(0.3, 0.23, 0.9, 0.44),
        feeds=(0.02, 0.3, 0.15, 0.4),
        leave=(*["dbus-send", "--session", "--print-reply", "--dest=org.kde.akregator"], *AKREGATOR_QUIT),
        leftover=f"{AKREGATOR}/crashed",
    ),
    Peer(
        "Liferea",
        "liferea",
        liferea_subscribe,
        lambda home: count(home / ".local/share/liferea/liferea.db", "SELECT count(*) FROM items"),
        liferea_settle,
        headlines=(0.4, 0.2, 0.95, 0.45),
    ),
)


def installed() -> tuple[list[Peer], list[str]]:
    """Those found on PATH, and the names of the others."""
    here = [peer for peer in PEERS if shutil.which(peer.command) is not None]
    return here, [peer.name for peer in PEERS if peer not in here]
