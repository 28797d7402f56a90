"""Hands addresses and folders to the desktop, and says so where nothing there opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from newsdesk.ui.menus import copy_to_clipboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.texts import Texts


def open_outside(url: QUrl, texts: Texts, say: Callable[..., None]) -> None:
    """Has the desktop open it. `say` is `Band.say`: where nothing opens it, it can be copied instead."""
    if QDesktopServices.openUrl(url):
        return
    address = url.toLocalFile() if url.isLocalFile() else url.toString()

    def copy() -> None:
        copy_to_clipboard(address)
        say(texts.say("notice.copied"))

    say(texts.say("notice.nothing-opens", address=address), texts.say("notice.copy-address"), copy)
