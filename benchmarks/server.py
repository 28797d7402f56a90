"""The loopback newspaper as a process of its own: `server.py SOURCES ITEMS LATENCY [HOSTILE]`; ends when its input
closes. HOSTILE: so many feeds that harm a careless parser stand among the others.

Prints one line of JSON first: the feeds' addresses, an OPML list of them, bytes as XML and as sent.
"""

from __future__ import annotations

import json
import sys

import measure  # noqa: F401  puts the checkout on the path
from tests.hostile import feeds as hostile
from tests.newspaper import Newspaper, opml
from tests.press import Press


def main() -> None:
    """Serves until standard input closes."""
    sources, items, latency = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    paper = Newspaper(sources, items)
    with Press(latency) as press:
        feeds = paper.print_on(press)
        many = int(sys.argv[4]) if len(sys.argv) > 4 else 0
        documents = [*hostile.documents()]
        for place, (_, body, kind) in enumerate(documents[:: len(documents) // many][:many] if many else ()):
            feeds.insert(place * len(feeds) // many, press.publish(f"/hostile-{place}", body, kind))
        raw = sum(len(paper.feed(source, press.origin)[0]) for source in range(sources))
        sent = sum(len(press.answer_at(f"/s{source}/feed").body) for source in range(sources))
        line = {"origin": press.origin, "feeds": feeds, "opml": opml(feeds), "raw": raw, "sent": sent}
        print(json.dumps(line), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
