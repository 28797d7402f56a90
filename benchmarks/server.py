"""The loopback newspaper as a process of its own: `server.py SOURCES ITEMS LATENCY`; ends when its input closes.

Prints one line of JSON first: the feeds' addresses, an OPML list of them, bytes as XML and as sent.
"""

from __future__ import annotations

import json
import sys

import measure  # noqa: F401  puts the checkout on the path
from tests.newspaper import Newspaper, opml
from tests.press import Press


def main() -> None:
    """Serves until standard input closes."""
    sources, items, latency = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    paper = Newspaper(sources, items)
    with Press(latency) as press:
        feeds = paper.print_on(press)
        raw = sum(len(paper.feed(source, press.origin)[0]) for source in range(sources))
        sent = sum(len(press.answer_at(f"/s{source}/feed").body) for source in range(sources))
        line = {"origin": press.origin, "feeds": feeds, "opml": opml(feeds), "raw": raw, "sent": sent}
        print(json.dumps(line), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
