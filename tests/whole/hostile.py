"""Takes every hostile document the whole way (fetch, store, show, search, bookmark) and looks what it got.

    python -m tests.whole.hostile [--own] [--corpus CORPUS]

Promised: nothing crashes, nothing is asked for or opened that the reader did not ask for (watched at the system calls
by strace), and no active markup is stored, by two other parsers. `--own`: without the corpus.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from tests.hostile import feeds
from tests.hostile.documents import ORIGIN, Hostile, documents
from tests.hostile.images import picture
from tests.press import Press, Request
from tests.press_answers import Answer, answer_of
from tests.whole import traced
from tests.whole.markup import active
from tests.whole.running import ROOT, environment

QUERIES = ["خبر", '"', "*", "خبر AND", "NEAR(", "title:خبر", "' OR 1=1 --", "\u202e", "م" * 5000, "\0", "%", ""]
A_FEED = 100  # items of a made feed
# Where a process may read: itself, its libraries, the system's own tables. Never a home, never what documents name.
PLACES = re.compile(
    rf"(?:{'|'.join(map(re.escape, {sys.prefix, sys.base_prefix, str(Path(sys.prefix).resolve()), str(ROOT)}))}"
    r"|/usr|/var/cache/fontconfig|/lib|/lib64|/proc|/sys|/dev|/etc/(?:ld\.so|fonts|ssl|localtime|nsswitch|host\.conf|resolv\.conf|hosts|gai\.conf"
    r"|mime\.types|apache2|httpd|locale|os-release|debian_version|lsb-release|X11|glvnd|egl))(?:/|$|\.)"
)


@dataclass
class Found:
    """What came out. `problems` is empty when every promise was kept."""

    documents: int = 0
    said: dict[str, object] = field(default_factory=dict)
    requests: int = 0
    files: int = 0
    bodies: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def of_corpus(corpus: Path) -> Iterator[Hostile]:
    """The corpus: whole feeds as feeds, payloads as items of made feeds, some of them as pages too."""
    folder = corpus / "hostile"
    for row in _rows(folder / "feedparser_sanitize.jsonl"):
        yield Hostile(row["id"], "", "feed", f"{ORIGIN}/sanitize/{quote(row['id'])}", row["feed"].encode(), feeds.RSS)
    for row in _rows(folder / "xml.jsonl"):
        body = (folder / row["file"]).read_bytes()
        yield Hostile(row["file"], "", "feed", f"{ORIGIN}/{row['file']}", body, "application/xml")
    payloads: list[str] = []
    for name, key in (
        ("dompurify", "payload"), ("xss_payloads", "payload"), ("article_html", "html"), ("titles", "title"),
        ("naughty_strings", "text"), ("urls", "url"),
    ):  # fmt: skip
        payloads += [str(row[key]) for row in _rows(folder / f"{name}.jsonl")]
    for first in range(0, len(payloads), A_FEED):
        items = "".join(map(_item, range(first, first + A_FEED), payloads[first : first + A_FEED]))
        feed = feeds.rss(items, attributes='xmlns:c="http://purl.org/rss/1.0/modules/content/"').encode(
            "utf-8", "replace"
        )
        yield Hostile(f"payloads-{first}", "", "feed", f"{ORIGIN}/payloads/{first}", feed, feeds.RSS)


def _item(number: int, payload: str) -> str:
    said = escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", payload))
    link = escape(payload.strip()) if re.match(r"\s*\w+:", payload) else f"{ORIGIN}/none/{number}"
    return (
        f"<item><title>خبر {number} {said}</title><link>{link}</link><guid>{number}</guid><author>{said}</author>"
        f"<description>{said}</description><c:encoded>&lt;p&gt;نص قبله.&lt;/p&gt;{said}</c:encoded>"
        "</item>"
    )


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]


def run(folder: Path, every: list[Hostile], queries: list[str], *, canary: Path) -> Found:
    """The whole way, traced."""
    found = Found(documents=len(every))
    began = time.monotonic()
    profile, log = folder / "profile", folder / "calls"
    home = folder / "home"
    home.mkdir()
    with Press() as press:
        press.fallback = _pixel
        plan = {"feeds": list(_publish(press, every)), "queries": queries}
        here = environment(HOME=str(home), XDG_CACHE_HOME=str(home), QT_QPA_PLATFORM="offscreen")
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            here[name] = here[name.upper()] = press.origin
        here["no_proxy"] = here["NO_PROXY"] = ""
        here["PYTHONPATH"] += os.pathsep + str(ROOT)
        command = [sys.executable, "-m", "tests.whole.hostile_window", str(profile)]
        done = traced.run(command, log, environment=here, stdin=json.dumps(plan), seconds=1500)
        _judge_process(found, done, press.port)
        _judge_files(found, done, folder, canary)
        with closing(sqlite3.connect(profile / "cache.db")) as base:
            base.execute("ATTACH ? AS library", (str(profile / "library.db"),))
            _judge_requests(found, base, press.requests)
            _judge_bodies(found, base)
    found.seconds = time.monotonic() - began
    return found


def _publish(press: Press, every: list[Hostile]) -> Iterator[str]:
    """Serves all; the addresses of the feeds, with one that lists the pages and pages that show the pictures."""
    pages = [one.url for one in every if one.kind in ("page", "beside")]
    pictures = [one for one in every if one.kind == "picture"]
    for one in every:
        press.publish(one.url, one.body, one.content_type)
        if one.kind in ("feed", "content"):
            yield one.url
    text = "نص الخبر كما جاء من مصدره. " * 60
    items = [feeds.item(f"<link>{escape(url)}</link><guid>{escape(url)}</guid>") for url in pages]
    items += [
        feeds.item(f"<guid>{one.name}</guid><description>{escape(f'<p>{text}</p><img src={one.url}>')}</description>")
        for one in pictures
    ]
    for first in range(0, len(items), A_FEED):
        yield press.publish(f"{ORIGIN}/made/{first}", feeds.rss("".join(items[first : first + A_FEED])))


_PIXELS = picture("PNG", 40, 30)


def _pixel(request: Request) -> Answer | None:
    """A sound small picture for whatever ends like one, nothing for the rest."""
    return answer_of(_PIXELS, "image/png") if re.search(r"\.(?:png|jpe?g|gif)(?:\?|$)", request.target) else None


def _judge_process(found: Found, done: traced.Traced, port: int) -> None:
    if done.returncode != 0:
        found.problems.append(f"the process ended with {done.returncode}: {done.stderr[-2000:]}")
    else:
        found.said = json.loads(done.stdout.strip().splitlines()[-1])
    for sign in ("Traceback", "Segmentation", "QFont::", "could not be read"):
        if sign in done.stderr:
            at = done.stderr.index(sign)
            found.problems.append(f"it said: {done.stderr[max(0, at - 200) : at + 1500]}")
    sources = found.said.get("sources", {})
    assert isinstance(sources, dict)
    found.problems += [f"a source broke the reader: {key} × {count}" for key, count in sources.items() if "died" in key]
    strangers = {host for host in done.hosts if host != ("127.0.0.1", port)}
    found.problems += [f"connected to {address}:{number}" for address, number in sorted(strangers)]
    programs = {name for name in done.programs if not Path(name).name.startswith(("python", "Python"))}
    found.problems += [f"ran {name}" for name in sorted(programs)]


def _judge_files(found: Found, done: traced.Traced, folder: Path, canary: Path) -> None:
    found.files = len(done.files)
    for name in sorted(done.files):
        path = os.path.normpath(name)
        is_relative = not path.startswith(os.sep)
        is_own = path.startswith(f"{folder}{os.sep}") and not path.startswith(str(canary.parent))
        is_known = is_own or bool(PLACES.match(path)) or (is_relative and "etc" not in path)
        if canary.name in name or not is_known:
            found.problems.append(f"opened {name}")


def _judge_requests(found: Found, base: sqlite3.Connection, requests: tuple[Request, ...]) -> None:
    """Every request must be for a source, the front page of its site or the icon there, an article's page (or a later
    page of it) or a picture that one shows."""
    from newsdesk.feeds.icons import usual_place
    from newsdesk.store.icons import page_of

    asked = (
        "SELECT url FROM article UNION SELECT url FROM article_picture UNION SELECT url FROM library.bookmark_picture"
    )
    asked += " UNION SELECT url FROM library.source UNION SELECT feed_url FROM library.source"
    wanted = {_bare(url) for (url,) in base.execute(asked) if url}
    sites = [page_of(*urls) for urls in base.execute("SELECT site_url, feed_url FROM library.source")]
    wanted |= {_bare(url) for site in sites for url in (site, usual_place(site)) if url}
    found.requests = len(requests)
    hosts = (re.match(r"https://([^/:?#]+)(?::(\d+))?", url) for url in wanted)
    secure = {f"{host[1]}:{host[2] or 443}" for host in hosts if host}
    for request in requests:
        if request.method == "CONNECT" and request.target in secure:
            continue
        target = _bare(request.target)
        is_later = re.sub(r"[?&/]page[=/]\d+$", "", target) in wanted
        if target not in wanted and not is_later:
            found.problems.append(f"asked for {request.method} {request.target[:200]}")


def _bare(url: str) -> str:
    """An address as it goes over the wire, spelt one way: no fragment, no user, no dots, nothing escaped."""
    url = re.sub(r"^(https?://)[^/@]*@", r"\1", urldefrag(url)[0])
    with contextlib.suppress(ValueError):
        url = urljoin(url, urlsplit(url)._replace(scheme="", netloc="").geturl())
    while (plainer := unquote(url)) != url:
        url = plainer
    return url.rstrip("/").lower()


def _judge_bodies(found: Found, base: sqlite3.Connection) -> None:
    from newsdesk.store.packing import teach

    teach(base)
    rows = base.execute(
        "SELECT article_id, plain(html) FROM body UNION ALL SELECT id, html FROM library.bookmark"
    ).fetchall()
    for article, html in rows:
        if html:
            found.bodies += 1
            found.problems += [f"article {article}: {said}" for said in active(html)][:3]


def collect(corpus: Path | None, canary: Path) -> tuple[list[Hostile], list[str]]:
    """All documents and queries."""
    every = list(documents(canary.as_uri()))
    if corpus is None:
        return every, QUERIES
    return every + list(of_corpus(corpus)), QUERIES + [
        row["query"] for row in _rows(corpus / "hostile/search_box.jsonl")
    ]


def main() -> int:
    """Prints what was done and every problem; 1 when there is one."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--own", action="store_true")
    reader.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    chosen = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        canary = folder / "canary" / "newsdesk-canary.txt"
        canary.parent.mkdir()
        canary.write_text("nobody may read this")
        every, queries = collect(None if chosen.own else chosen.corpus, canary)
        found = run(folder, every, queries, canary=canary)
    print(f"{found.documents} documents, {found.seconds:.0f} s: {json.dumps(found.said, ensure_ascii=False)}")
    print(f"{found.requests} requests, {found.files} files opened, {found.bodies} bodies looked at by two parsers")
    print(f"{len(found.problems)} problems")
    print("\n".join(found.problems[:40]))
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
