"""The messages of a public Telegram channel, as the web preview of the channel (t.me/s/NAME) shows them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape

from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds.dates import parse_date
from newsdesk.feeds.links import absolute
from newsdesk.feeds.page_tree import Element
from newsdesk.feeds.plain import fold_space
from newsdesk.feeds.records import text_of

_MESSAGE, _TEXT, _REPLY = "tgme_widget_message", "tgme_widget_message_text", "tgme_widget_message_reply"
_DATE, _PHOTO, _CHANNEL = "tgme_widget_message_date", "tgme_widget_message_photo_wrap", "tgme_channel_info_header_title"
_POST = re.compile(r"[A-Za-z0-9_]{2,64}/\d{1,12}")
_PICTURE = re.compile(r"background-image\s*:\s*url\(['\"]?(https?://[^'\")\s]{1,2000})", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?؟…:])\s")
_LONGEST_TITLE = 160  # letters of a message that make its headline
_KEPT = frozenset({"b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote"})


def read(root: Element, *, url: str, title: str, now: datetime) -> Feed | None:
    """The messages of a channel's preview, newest first (the page has them the other way round), each whole; None for
    any other page. Messages without words are left out."""
    messages = [one for one in root.walk() if _MESSAGE in one.names and _POST.fullmatch(one.said.get("data-post", ""))]
    if not messages:
        return None
    said = [(message, _words(message)) for message in reversed(messages)]
    items = [
        _item(message, words, position, now)
        for position, (message, words) in enumerate([one for one in said if text_of(one[1])], 1)
    ]
    name = next((text_of(one) for one in root.walk() if _CHANNEL in one.names), "") or title
    return Feed(name, url, None, "page", url, tuple(items))


def _words(message: Element) -> Element:
    """The element that holds a message's own text (what it answers to is quoted in one of the same name)."""
    for one in message.walk():
        if _TEXT in one.names and not any(_REPLY in up.names for up in one.up()):
            return one
    return Element("div", {}, None)


def _item(message: Element, words: Element, position: int, now: datetime) -> Item:
    post = message.said["data-post"]
    clock = next((one for one in message.walk() if one.tag == "time" and _is_of_date(one)), None)
    at = None if clock is None else parse_date(clock.said.get("datetime", ""), now)
    body = "".join(f'<figure><img src="{escape(address)}" alt=""></figure>' for address in _pictures(message))
    return Item(
        title=_title(words),
        url=f"https://t.me/{post}",
        guid=post,
        published_at=None if at is None else at.astimezone(UTC),
        time_text=None if clock is None else text_of(clock) or None,
        author=None,
        summary_html="",
        content_html=f"{body}<p>{_html(words)}</p>",
        position=position,
        is_time_vague=at is None,
        is_whole=True,
    )


def _is_of_date(clock: Element) -> bool:
    return any(_DATE in up.names for up in clock.up())


def _pictures(message: Element) -> list[str]:
    found = [_PICTURE.search(one.said.get("style", "")) for one in message.walk() if _PHOTO in one.names]
    return [one[1] for one in found if one is not None][:10]


def _title(words: Element) -> str:
    """A message's first line; of a long one its first sentence."""
    lines = (fold_space(line) for line in _plain(words).split("\n"))
    line = next((line for line in lines if any(letter.isalnum() for letter in line)), "")
    if len(line) <= _LONGEST_TITLE:
        return line
    sentence = _SENTENCE.split(line, maxsplit=1)[0]
    if 20 <= len(sentence) <= _LONGEST_TITLE:
        return sentence
    return line[: line.rfind(" ", 0, _LONGEST_TITLE) if " " in line[:_LONGEST_TITLE] else _LONGEST_TITLE] + "…"


def _plain(element: Element) -> str:
    out: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            out.append(one.replace("\n", " "))
        elif one.tag == "br":
            out.append("\n")
        else:
            waiting.extend(reversed(one.inside))
    return "".join(out)


def _html(element: Element) -> str:
    """The text with its line breaks, links and emphasis; the sanitiser has the last word."""
    out: list[str] = []
    waiting: list[Element | str] = list(reversed(element.inside))  # text that is ready has a zero in front
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            out.append(one[1:] if one.startswith("\0") else escape(one, quote=False))
        elif one.tag == "br":
            out.append("<br>")
        else:
            start, end = _tags(one)
            waiting.append("\0" + end)
            waiting.extend(reversed(one.inside))
            out.append(start)
    return "".join(out)


def _tags(element: Element) -> tuple[str, str]:
    if element.tag == "a" and (address := absolute(element.said.get("href"), "")):
        return f'<a href="{escape(address)}">', "</a>"
    if element.tag in _KEPT:
        return f"<{element.tag}>", f"</{element.tag}>"
    return "", ""
