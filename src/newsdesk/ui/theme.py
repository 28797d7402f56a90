"""How the window looks: one table of colours, sizes and faces; it must not know what is shown with them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

if TYPE_CHECKING:
    from newsdesk.settings.settings import Settings

SANS = ("Noto Sans Arabic", "Noto Sans")
NASKH = ("Noto Naskh Arabic", "Noto Sans")
KUFI = ("Noto Kufi Arabic", "Noto Sans Arabic", "Noto Sans")

# Grounds of the little squares that stand for a source; white letters on each keep 4.5 : 1.
MARK_GROUNDS = ("#8A3B2F", "#2F5D8A", "#3F6F33", "#6B4A8A", "#7D6026", "#246B6B", "#8A2F63", "#4A5568")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme as #RRGGBB. Every text colour has 4.5 : 1 on every ground it can stand on."""

    paper: str
    list: str
    side: str
    line: str
    ink: str
    soft: str
    faint: str
    accent: str
    wash: str
    hover: str
    breaking: str
    breaking_wash: str
    star: str
    mark: str  # the ground of words that were found
    pill: str
    pill_ink: str

    def names(self) -> tuple[str, ...]:
        """The names of the colours, in the order of the table."""
        return tuple(f.name for f in fields(self))


LIGHT = Colours(
    paper="#FCFBF8",
    list="#F8F6F1",
    side="#F3F1EB",
    line="#E3DFD5",
    ink="#1F1E1B",
    soft="#5E5A52",
    faint="#69645B",
    accent="#0B5D5A",
    wash="#E3EFEC",
    hover="#EBE8E0",
    breaking="#A61B1B",
    breaking_wash="#FBE9E6",
    star="#8F5C00",
    mark="#FBE3A0",
    pill="#0B5D5A",
    pill_ink="#FFFFFF",
)
SEPIA = Colours(
    paper="#F6EEDD",
    list="#F1E7D4",
    side="#EBE0CA",
    line="#DACDB2",
    ink="#33291B",
    soft="#625540",
    faint="#6B5D45",
    accent="#0A5552",
    wash="#DADCC0",
    hover="#E4D8BF",
    breaking="#9A1A14",
    breaking_wash="#F3D9CC",
    star="#835300",
    mark="#F3D27F",
    pill="#0A5552",
    pill_ink="#FFFFFF",
)
DARK = Colours(
    paper="#171A1C",
    list="#14171A",
    side="#101315",
    line="#2A2F33",
    ink="#E8E6E1",
    soft="#ABA79F",
    faint="#9A968D",
    accent="#6FC7BD",
    wash="#1D2F2F",
    hover="#1C2124",
    breaking="#FF8A80",
    breaking_wash="#3A1E1D",
    star="#E7B350",
    mark="#5C4813",
    pill="#2B7A73",
    pill_ink="#FFFFFF",
)


class Face(Enum):
    """Every use of type in the window: families, logical pixels at 100 %, weight."""

    BODY = (SANS, 14.0, QFont.Weight.Normal)
    BODY_STRONG = (SANS, 14.0, QFont.Weight.DemiBold)
    SMALL = (SANS, 12.5, QFont.Weight.Normal)
    META = (SANS, 12.0, QFont.Weight.Normal)
    META_STRONG = (SANS, 12.0, QFont.Weight.DemiBold)
    HEADLINE = (SANS, 15.0, QFont.Weight.DemiBold)
    HEADLINE_READ = (SANS, 15.0, QFont.Weight.Normal)
    TITLE = (SANS, 20.0, QFont.Weight.DemiBold)
    MASTHEAD = (KUFI, 17.0, QFont.Weight.Bold)
    CHIP = (KUFI, 10.5, QFont.Weight.Bold)
    MARK = (KUFI, 10.0, QFont.Weight.Bold)
    ARTICLE = (NASKH, 19.0, QFont.Weight.Normal)


@dataclass(frozen=True, slots=True)
class ReadingFace:
    """A face for articles: its families, and the line height that suits it, in per cent of its own, for text and
    titles.
    """

    families: tuple[str, ...]
    text: int
    title: int
    bold: int = 700  # the boldest that the face has: none is made up
    share: float = 1.0  # of the usual size: some faces have larger letters, and the text should not look larger


READINGS = {
    "naskh": ReadingFace(NASKH, 108, 100),
    "amiri": ReadingFace(("Amiri", "Noto Naskh Arabic", "Noto Sans"), 104, 88),
    "kufi": ReadingFace(KUFI, 96, 86, share=0.9),
    "sans": ReadingFace(SANS, 87, 76, 600),
    "system": ReadingFace((), 150, 125),
}
ALIGNMENTS = ("natural", "justified")
LINES = {"tight": 0.9, "usual": 1.0, "loose": 1.15}
MEASURES = {"narrow": 480, "usual": 560, "wide": 680}  # logical pixels at 100 %


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes together: `scale` is the reader's text size, 1.0 for 100 %."""

    colours: Colours
    scale: float = 1.0
    reading: ReadingFace = READINGS["naskh"]
    line: float = 1.0  # line height of articles as a share of the usual
    measure: int = MEASURES["usual"]
    is_justified: bool = False

    def px(self, length: float) -> int:
        """A length given in pixels at 100 %, at the reader's size."""
        return round(length * self.scale)

    def colour(self, name: str) -> QColor:
        """The colour of this name in the table."""
        return QColor(getattr(self.colours, name))

    def font(self, face: Face) -> QFont:
        """The font for a use of type: never slanted or emboldened by machine, since Arabic has no such faces."""
        families, size, weight = face.value
        if face is Face.ARTICLE:
            families, size = self.reading.families, size * self.reading.share
        return QFont(_font(families, self.px(size), weight)) if families else _system_font(self.px(size), weight)


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], size: int, weight: QFont.Weight) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _system_font(size: int, weight: QFont.Weight) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def colours_of(name: str) -> Colours:
    """The colours for "light", "sepia", "dark" or "system"."""
    if name == "system":
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return {"dark": DARK, "sepia": SEPIA}.get(name, LIGHT)


def theme_of(settings: Settings) -> Theme:
    """How the reader wants the window to look; a choice that nobody knows is the usual."""
    return Theme(
        colours_of(settings.theme),
        settings.text_size / 100,
        READINGS.get(settings.face, READINGS["naskh"]),
        LINES.get(settings.line_height, 1.0),
        MEASURES.get(settings.measure, MEASURES["usual"]),
        settings.alignment == "justified",
    )


def palette(colours: Colours) -> QPalette:
    """The palette for the Fusion style; the style sheet alone does not reach every part."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "side"),
        (roles.Base, "paper"),
        (roles.AlternateBase, "list"),
        (roles.Button, "side"),
        (roles.ToolTipBase, "paper"),
        (roles.Text, "ink"),
        (roles.WindowText, "ink"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipText, "ink"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "pill"),
        (roles.HighlightedText, "pill_ink"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Mid, "line"),
        (roles.Light, "paper"),
        (roles.Dark, "line"),
        (roles.Accent, "accent"),
    ):
        made.setColor(role, QColor(getattr(colours, name)))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return made
