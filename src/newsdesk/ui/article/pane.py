"""The article's side of the window: the tools above it, the page, or the invitation to choose a headline."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from newsdesk.ui.article.page import Words, page
from newsdesk.ui.article.view import ArticleView
from newsdesk.ui.buttons import IconButton
from newsdesk.ui.headlines.blank import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.arabic.highlight import Sought
    from newsdesk.domain.article import Article
    from newsdesk.settings.places import Places
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.article.find import FindBar
    from newsdesk.ui.headlines.words import RowWords
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme

WORDS_A_MINUTE = 180
SHORT = 28  # letters and marks of a part of the by-line that is not broken
TOOLS = ("star", "read", "quote", "link", "open")
DEEDS = {"star": "star", "read": "read", "quote": "quote", "link": "copy_link", "open": "open"}


class ArticlePane(QWidget):
    """Lives on the UI thread. `template` is resources/article.css; `load_faces` is called once for each face."""

    def __init__(
        self,
        texts: Texts,
        words: RowWords,
        theme: Theme,
        icons: Icons,
        signs: Signs,
        template: str,
        picture: Callable[[str], bytes | None],
        places: Places,
        load_faces: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__()
        self._texts = texts
        self._words = words
        self.theme = theme
        self._icons = icons
        self._places = places
        self._find_bar: FindBar | None = None
        self._sought: tuple[str, Sought] | None = None
        self._template = Template(template)
        self._load_faces = load_faces
        self._loaded: set[tuple[str, ...]] = set()
        self.article: Article | None = None
        self.setObjectName("reading")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ArticleView(theme, signs, picture)
        self.view.setAccessibleName(texts.say("article.name"))
        self.empty = EmptyState()
        self.empty.say(texts.say("article.none"), texts.say("article.none.hint"))
        self.tools = QWidget()
        self.tools.setObjectName("tools")
        self.tools.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = IconButton(theme, icons, "back")
        self.back.is_mirrored_in_rtl = True
        self.back.setAccessibleName(texts.say("article.back"))
        self.back.setToolTip(texts.say("article.back"))
        self.back.hide()
        self.buttons = {name: IconButton(theme, icons, name) for name in TOOLS}
        self.buttons["star"].fills = True
        self.buttons["read"].other_name = "unread"
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        self._either = QStackedLayout()
        column.addLayout(self._either, 1)  # first: a stack without a parent shows what it is given as a window
        self._either.addWidget(self.empty)
        self._either.addWidget(self.view)
        self.dress(theme)

    def give_actions(self, actions: Actions) -> None:
        """Connects the tools."""
        for name, button in self.buttons.items():
            action = actions[DEEDS[name]]
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())

    def show_article(self, article: Article) -> None:
        """Shows an article where the reader left it, else from its beginning."""
        self.load_faces()
        self.keep_place()
        self.article = article
        headline = article.headline
        self._either.setCurrentWidget(self.view)
        html = page(article, self._words_around(article))
        self.view.show_page(html, self._css(self.theme), headline.source_title, headline.source_id)
        self.view.go_to(self._places.of(headline.id))
        if self._sought is not None:
            self.find_bar().seek(*self._sought)
        elif self._find_bar is not None:
            self._find_bar.look_anew()

    def seek(self, words: str = "", sought: Sought | None = None) -> None:
        """From now on the articles shown have their hits of a search marked; without one the marks go."""
        self._sought = (words, sought) if sought is not None else None
        if self._sought is None and self._find_bar is not None:
            self._find_bar.end_search()

    @property
    def is_seeking(self) -> bool:
        """Whether the articles shown have their hits of a search marked."""
        return self._sought is not None

    def keep_place(self) -> None:
        """Keeps how far the article shown has been read; one read to its end begins anew the next time."""
        if self.article is not None:
            self._places.keep(self.article.headline.id, 0 if self.view.is_at_end() else self.view.place())

    def find_bar(self) -> FindBar:
        """The bar that finds words in the page, made when it is first wanted."""
        if self._find_bar is None:
            from newsdesk.ui.article.find import FindBar

            self._find_bar = FindBar(self._texts, self.theme, self._icons, self.view)
            self._column.insertWidget(1, self._find_bar)
        return self._find_bar

    def on_paper(self) -> tuple[str, str, QFont]:
        """The article as a page to print: its rich text, style sheet and face; its address stands at its end."""
        from html import escape

        from newsdesk.ui.theme import LIGHT, Face, Theme

        article = self.article
        if article is None:
            return "", "", QFont()
        html = page(article, self._words_around(article))
        address = f'<p class="byline" dir="ltr">{escape(article.headline.url or "")}</p>'
        light = Theme(LIGHT, 0.8, self.theme.reading, self.theme.line, is_justified=self.theme.is_justified)
        return html.replace("</body>", f"{address}</body>"), self._css(light), light.font(Face.ARTICLE)

    def _words_around(self, article: Article) -> Words:
        return Words(
            direction="rtl" if self._texts.language == "ar" else "ltr",
            source=article.headline.source_title,
            byline=self._byline(article),
            without_text=self._texts.say("article.without-text"),
            breaking=self._texts.say("list.breaking"),
            is_justified=self.theme.is_justified,
        )

    def load_faces(self) -> None:
        """Brings the faces that only articles need: after the first paint, or with the first article."""
        families = self.theme.reading.families
        if families not in self._loaded:
            self._loaded.add(families)
            self._load_faces(families)

    def show_none(self) -> None:
        """Shows the invitation to choose a headline."""
        if self._find_bar is not None:
            self._find_bar.leave()
        self.article = None
        self.view.empty()
        self._either.setCurrentWidget(self.empty)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.theme = theme
        self.tools.setFixedHeight(theme.px(42) + 1)
        for button in (self.back, *self.buttons.values()):
            button.dress(theme)
        if self._find_bar is not None:
            self._find_bar.dress(theme)
        if self.article is not None:
            self.load_faces()
        html = page(self.article, self._words_around(self.article)) if self.article is not None else ""
        self.view.dress(theme, self._css(theme), html)

    def _css(self, theme: Theme) -> str:
        colours = theme.colours
        named = {name: getattr(colours, name) for name in colours.names()}
        sizes = {f"px{size}": f"{theme.px(size)}px" for size in range(1, 41)}
        read = {f"read{size}": f"{theme.px(size * theme.reading.share)}px" for size in (19, 22, 29)}
        lines = {
            "line_text": f"{round(theme.reading.text * theme.line)}%",
            "line_title": f"{theme.reading.title}%",
            "bold": str(theme.reading.bold),
        }
        return self._template.substitute(named, **sizes, **read, **lines)

    def _byline(self, article: Article) -> str:
        headline, say = article.headline, self._texts.say
        parts = [headline.author or ""]
        if headline.published_at is not None:
            parts.append(say("article.published", when=self._words.when(headline.published_at)))
        parts.append(say("article.kept", when=self._words.when(headline.fetched_at)))
        minutes = round(len(article.text.split()) / WORDS_A_MINUTE)
        if minutes:
            parts.append(self._texts.count("article.minutes", minutes))
        return "\u00a0· ".join(_bound(part) for part in parts if part)  # a line that is broken ends with the dot


def _bound(part: str) -> str:
    """A part of the by-line that stays on one line when it is short; no last word of it stands alone."""
    return part.replace(" ", "\u00a0") if len(part) <= SHORT else "\u00a0".join(part.rsplit(" ", 1))
