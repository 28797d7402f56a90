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
from newsdesk.ui import fonts
from newsdesk.ui.icons import program_icon
from newsdesk.ui.theme import Face, palette, theme_of
from newsdesk.ui.window import Window

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.settings.settings import Settings


def application(settings: Settings) -> QApplication:
    """Qt's application: its direction, style, typefaces and colours, set once."""
    made = QApplication([*sys.argv[:1], "-style", "Fusion"])  # `setStyle` would make QStyle's enums: 12 ms
    made.setApplicationName("newsdesk")
    made.setDesktopFileName(os.environ.get("FLATPAK_ID", "newsdesk"))  # a sandbox renames the launcher
    made.setWindowIcon(program_icon(resource("icons/app")))
    dress(made, settings)
    return made


def dress(made: QApplication, settings: Settings) -> None:
    """Sets what every window of the application takes from the settings."""
    is_rtl = settings.language == "ar"
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    fonts.load(resource("fonts"), fonts.FIRST)
    theme = theme_of(settings)
    made.setFont(theme.font(Face.BODY))
    made.setPalette(palette(theme.colours))


def window(desk: Desk, settings: Settings, save_settings: Callable[[Settings], None]) -> Window:
    """The window over a desk, with the first page of its last shelf read."""
    texts = Texts(settings.language, settings.shown_digits, settings.months, hijri_days=settings.hijri_days)
    return Window(desk, texts, settings, save_settings)
