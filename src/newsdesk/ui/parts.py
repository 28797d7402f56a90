"""The parts of the window, made and put in their places; they must not know each other's work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from newsdesk.settings.paths import resource
from newsdesk.settings.places import Places
from newsdesk.ui import fonts
from newsdesk.ui.article.pane import ArticlePane
from newsdesk.ui.headlines.model import HeadlineModel
from newsdesk.ui.headlines.pane import ListPane
from newsdesk.ui.icons import Icons
from newsdesk.ui.masthead import Masthead
from newsdesk.ui.notices import Band
from newsdesk.ui.signs import Signs
from newsdesk.ui.sources.pane import SourcesPane
from newsdesk.ui.status import StatusLine
from newsdesk.ui.turns import Turns

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from newsdesk.desk import Desk
    from newsdesk.domain.changes import Changes
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.headlines.words import RowWords
    from newsdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is made of, from its top to its foot. Lives on the UI thread."""

    masthead: Masthead
    first_run: Band
    notices: Band
    sources: SourcesPane
    model: HeadlineModel
    trouble: Band
    list: ListPane
    article: ArticlePane
    turns: Turns
    status: StatusLine

    def stand_in(self, window: QWidget) -> None:
        """Puts the parts in their places."""
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.masthead, self.first_run, self.notices):
            column.addWidget(part)
        column.addWidget(self.turns, 1)
        column.addWidget(self.status)

    def dress(self, theme: Theme) -> None:
        """Has every part take a theme."""
        bands = (self.notices, self.first_run, self.trouble)
        for part in (self.masthead, *bands, self.sources, self.list, self.article, self.status):
            part.dress(theme)


def made(desk: Desk, bridge: Bridge, texts: Texts, words: RowWords, theme: Theme) -> Parts:
    """The parts, showing nothing yet."""
    icons = Icons(resource("icons"))
    css = resource("article.css").read_text("utf-8")
    faces = resource("fonts")

    def load_faces(families: tuple[str, ...]) -> None:
        fonts.load(faces, fonts.READING.get(families[0] if families else "", ()))

    lines = [texts.say(f"turns.{side}") for side in ("sources", "article")]
    model = HeadlineModel(desk, words.spoken, bridge)
    trouble = Band(texts, theme, icons, is_tall=True)
    signs = Signs(desk.icon)
    sources = SourcesPane(texts, bridge, theme, icons, signs, words.midnight)
    headlines = ListPane(words, theme, icons, signs, model, trouble)
    places = Places(desk.paths.places_file)
    article = ArticlePane(texts, words, theme, icons, signs, css, desk.picture, places, load_faces)

    def look_anew(changes: Changes) -> None:
        if changes.icons or changes.everything:
            signs.forget(None if changes.everything else changes.icons)
            for part in (sources.view.viewport(), headlines.view.viewport()):
                part.update()
            article.view.renew_sign()

    bridge.changed.connect(look_anew)
    return Parts(
        masthead=Masthead(texts, theme, icons),
        first_run=Band(texts, theme, icons),
        notices=Band(texts, theme, icons),
        sources=sources,
        model=model,
        trouble=trouble,
        list=headlines,
        article=article,
        turns=Turns(sources, headlines, article, article.back, lines),
        status=StatusLine(texts, theme),
    )
