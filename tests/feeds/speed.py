"""CPU time of 100 made feeds of 50 items (11 MB): the bare lxml parse, ours, and the peers where they are installed.

python tests/feeds/speed.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

from lxml import etree  # noqa: E402

from newsdesk.feeds import parse  # noqa: E402

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SENTENCE = "أعلنت وزارة التربية يوم الثلاثاء عن موعد امتحانات الشهادة الإعدادية في جميع المحافظات والمدن الكبرى. "
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صحيفة</title><link>https://a.example/</link>'
)


def made_feed(number: int) -> bytes:
    items = "".join(
        f"<item><title>{SENTENCE[:70]} {place}</title><link>https://a.example/{number}/{place}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{number}-{place}</guid><pubDate>Tue, 20 Jun 2017 17:46:{place:02} +0000</pubDate>"
        f"<dc:creator>ليلى</dc:creator><description>{SENTENCE * 2}</description>"
        f"<content:encoded><![CDATA[<p>{'</p><p>'.join([SENTENCE] * 8)}</p>]]></content:encoded></item>"
        for place in range(50)
    )
    return f"{HEAD}{items}</channel></rss>".encode()


def cpu(read: Callable[[bytes], object], documents: list[bytes]) -> float:
    """Seconds for all documents, the best of three rounds."""
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for document in documents:
            read(document)
        rounds.append(time.process_time() - start)
    return min(rounds)


def main() -> None:
    documents = [made_feed(number) for number in range(100)]
    bare = cpu(etree.fromstring, documents)
    ours = cpu(lambda one: parse(one, url="https://a.example/f", content_type=None, now=NOW), documents)
    print(f"{sum(map(len, documents)) / 1e6:.1f} MB; bare lxml {bare:.3f} s; ours {ours:.3f} s ({ours / bare:.1f} x)")
    import peers

    for name, reader in peers.READERS.items():
        try:
            theirs = 10 * cpu(lambda one, reader=reader: reader(one, "https://a.example/f", None), documents[:10])
        except ModuleNotFoundError:
            print(f"{name} is not installed")
            continue
        print(f"{name} {theirs:.3f} s ({theirs / ours:.1f} x ours)")


if __name__ == "__main__":
    main()
