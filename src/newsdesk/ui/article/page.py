"""Makes the page of one article as rich text: every plain word is escaped, the body comes sanitised from the store.

It must not know where the article comes from nor how it is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdesk.arabic.bidi import base_direction, isolate_name
from newsdesk.arabic.breaking import labelled

if TYPE_CHECKING:
    from newsdesk.domain.article import Article

TELLS = 10_000  # letters that tell the direction of a text: to count those of a book takes as long as to show it
_PICTURE = re.compile(r'<img\b[^>]*?src="newsdesk-picture:([0-9a-fA-F]+)"[^>]*>')
# Qt adds steps of its own to the size of headings, whatever the style sheet says.
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")
_RENAMED = (
    ("<figure", "<div"),
    ("</figure>", "</div>"),
    ("<figcaption", '<p class="caption"'),
    ("</figcaption>", "</p>"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences around the body, plain text in the reader's language, whose `direction` is rtl or ltr."""

    direction: str
    source: str
    byline: str
    without_text: str
    breaking: str = ""
    is_justified: bool = False


def page(article: Article, words: Words) -> str:
    """The whole page as rich text of Qt's subset, without its style sheet."""
    from html import escape  # the entities it comes with are not needed before an article is opened

    found = labelled(article.headline.title)
    title = found.title
    is_breaking = found.is_breaking or article.headline.is_breaking
    chip = f'&nbsp; <span class="chip">&nbsp;{escape(words.breaking)}&nbsp;</span>' if is_breaking else ""
    body = _body(article)
    if not body:
        note = f'<p class="hint" dir="{words.direction}">{escape(words.without_text)}</p>'
        body = f"{_summary(article)}{note}"
    align = ' align="justify"' if words.is_justified else ""
    return (
        f"<html><body>"
        f'<p class="source" dir="{words.direction}">'
        f'<img src="newsdesk-mark:source" style="vertical-align: middle">&nbsp; '
        f"{escape(isolate_name(words.source))}{chip}</p>"
        f'<p class="title" dir="{_direction(title)}">{escape(title)}</p>'
        f'<p class="byline" dir="{words.direction}">{escape(words.byline)}</p>'
        f'<p class="rule" dir="{words.direction}"><img src="newsdesk-mark:rule"></p>'
        f'<div dir="{_direction(article.text or title)}"{align}>{body}</div>'
        f"</body></html>"
    )


def _body(article: Article) -> str:
    """The body with names that Qt's rich text knows, without the pictures that are not on disk."""
    html = article.html
    for name, ours in _RENAMED:
        html = html.replace(name, ours)
    html = _HEADING.sub(lambda m: "</p>" if m[1] else '<p class="heading">', html)
    stored = {picture.key for picture in article.pictures if picture.is_stored}
    html = _PICTURE.sub(lambda m: f'<img src="newsdesk-picture:{m[1]}">' if m[1] in stored else "", html)
    return html.strip()


def _summary(article: Article) -> str:
    from html import escape

    summary = article.headline.summary
    return f'<p dir="{_direction(summary)}">{escape(summary)}</p>' if summary else ""


def _direction(text: str) -> str:
    return base_direction(text[:TELLS])
