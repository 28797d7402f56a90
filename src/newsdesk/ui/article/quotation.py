"""A passage as a journalist quotes it: the words in guillemets, then who published it, when, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.arabic.breaking import labelled

if TYPE_CHECKING:
    from newsdesk.domain.article import Headline
    from newsdesk.texts import Texts

_INVISIBLE = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
# What Qt puts for an end of a paragraph, of a line, for a picture and for a space that does not break.
_QTS = {0x2029: "\n", 0x2028: "\n", 0xFFFC: "", 0xA0: " "}


def quotation(texts: Texts, headline: Headline, selected: str) -> str:
    """The passage selected, or the headline where none is, with outlet and author, both dates and the address, each on
    a line of its own. The address is as published: no digits of the reader's, no invisible characters.
    """
    lines = (line.strip() for line in selected.translate(_QTS).splitlines())
    words = "\n".join(line for line in lines if line) or labelled(headline.title).title
    dates = [texts.say("article.kept", when=texts.moment(headline.fetched_at))]
    if headline.published_at is not None:
        dates.insert(0, texts.say("article.published", when=texts.moment(headline.published_at)))
    by = [headline.source_title, headline.author or ""]
    joint = texts.say("spoken.comma")
    said = [f"«{words}»", joint.join(filter(None, by)), joint.join(dates)]
    return "\n".join(filter(None, [*(line.translate(_INVISIBLE) for line in said), headline.url or ""]))
