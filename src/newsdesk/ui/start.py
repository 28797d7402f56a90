"""The two first steps of a window: Qt's application as newsdesk wants it, and the window with what it is made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from newsdesk.settings.paths import resource
from newsdesk.texts import Texts
from newsdesk.ui.window import Window, local_now

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QImage

    from newsdesk.desk import Desk
    from newsdesk.settings.settings import Settings


def application(settings: Settings, *, is_dressed: bool = True) -> QApplication:
    """Qt's application: its direction and style, set once, and what it wears unless that is to come later."""
    made = QApplication([*sys.argv[:1], "-style", "Fusion"])  # `setStyle` would make QStyle's enums: 12 ms
    made.setApplicationName("newsdesk")
    made.setDesktopFileName(os.environ.get("FLATPAK_ID", "newsdesk"))  # a sandbox renames the launcher
    (dress if is_dressed else direct)(made, settings)
    return made


def dress(made: QApplication, settings: Settings) -> None:
    """Gives every window of the application its sign, its direction, typefaces and colours."""
    from newsdesk.ui import fonts
    from newsdesk.ui.icons import program_icon
    from newsdesk.ui.theme import Face, palette, theme_of

    direct(made, settings)
    made.setWindowIcon(program_icon(resource("icons/app")))
    fonts.load(resource("fonts"), fonts.FIRST)
    theme = theme_of(settings)
    made.setFont(theme.font(Face.BODY))
    made.setPalette(palette(theme.colours))


def direct(made: QApplication, settings: Settings) -> None:
    """Has every window run in the direction of the reader's language."""
    is_rtl = settings.language == "ar"
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)


def window(
    desk: Desk,
    settings: Settings,
    save_settings: Callable[[Settings], None],
    now: Callable[[], datetime] = local_now,
) -> Window:
    """The window over a desk, with the first page of its last shelf read."""
    made = _window(settings, save_settings, now)
    made.begin(desk)
    return made


def covered_window(
    application: QApplication,
    opens_desk: Callable[[], Desk],
    settings: Settings,
    save_settings: Callable[[Settings], None],
    glimpse: QImage,
) -> Window:
    """The window that shows a picture of how it will begin, and is put together after its first paint: only then is
    the desk opened.

    Wants an application that is not dressed yet.
    """
    from newsdesk.ui.glimpse import Cover

    def opened() -> Desk:
        dress(application, settings)
        return opens_desk()

    made = _window(settings, save_settings)
    made.cover(Cover(made, glimpse), opened)
    return made


def _window(
    settings: Settings, save_settings: Callable[[Settings], None], now: Callable[[], datetime] = local_now
) -> Window:
    texts = Texts(settings.language, settings.shown_digits, settings.months, hijri_days=settings.hijri_days, clock=now)
    return Window(texts, settings, save_settings, now)
