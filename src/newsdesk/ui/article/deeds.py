"""What the reader does with the page shown: finds words, quotes, prints, looks at a picture; each made when wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from newsdesk.ui.menus import copy_to_clipboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from newsdesk.texts import Texts
    from newsdesk.ui.article.pane import ArticlePane
    from newsdesk.ui.notices import Band


class PageDeeds:
    """Lives on the UI thread. Every deed does nothing while no article is shown."""

    def __init__(self, texts: Texts, pane: ArticlePane, notices: Band, parent: QWidget) -> None:
        self._texts = texts
        self._pane = pane
        self._notices = notices
        self._parent = parent
        self.go_beyond: Callable[[int], bool] = lambda _step: False
        pane.view.find_wanted.connect(self._begin)
        pane.view.picture_pressed.connect(self.show_picture)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The deeds by the names of their actions."""
        return {
            "find": self.find,
            "find_back": lambda: self.go_on(-1),
            "quote": self.quote,
            "print": self.print_out,
            "pdf": self.write_pdf,
            "picture": self.show_picture,
        }

    def find(self) -> None:
        """Opens the bar that finds words in the page; where it is open, or a search has found the page, goes on to the
        next hit instead, wherever the focus is."""
        if not self.go_on(1) and self._pane.article is not None:
            self._pane.find_bar().begin()

    def _begin(self) -> None:
        if self._pane.article is not None:
            self._pane.find_bar().begin()

    def go_on(self, step: int) -> bool:
        """Goes on to the next hit (1) or back (-1), after the last of a page that a search found to its next page;
        whether there was one."""
        pane = self._pane
        if pane.article is None:
            return False
        bar = pane.find_bar()
        has_hits = bar.isVisible() and bar.has_hits
        if pane.is_seeking and not (has_hits and bar.has_more(step)) and self.go_beyond(step):
            bar.go_to_end(is_last=step < 0)
            return True
        if has_hits:
            bar.go(step)
        return has_hits or pane.is_seeking

    def quote(self) -> None:
        """Puts what is selected, else the headline, on the clipboard as a quotation."""
        if self._pane.article is None:
            return
        from newsdesk.ui.article.quotation import quotation

        selected = self._pane.view.textCursor().selectedText()
        copy_to_clipboard(quotation(self._texts, self._pane.article.headline, selected))
        self._notices.say(self._texts.say("notice.quoted"))

    def print_out(self) -> None:
        """Opens the print dialog."""
        if self._pane.article is not None:
            from newsdesk.ui.article.paper import ask_for_printer

            ask_for_printer(self._pane, self._parent)

    def write_pdf(self) -> None:
        """Asks where to, then writes the article as PDF."""
        if self._pane.article is None:
            return
        from newsdesk.ui.article.paper import ask_for_file, write_pdf

        title = self._pane.article.headline.title

        def chosen(file: str) -> None:
            is_written = write_pdf(file, title, self._pane)
            self._notices.say(self._texts.say("notice.pdf" if is_written else "notice.pdf-refused", file=file))

        ask_for_file(self._texts.say("action.pdf"), title, chosen, self._parent)

    def show_picture(self, key: str = "") -> None:
        """Shows the picture of this key, or the first, as large as it goes."""
        article = self._pane.article
        pictures = [] if article is None else [picture for picture in article.pictures if picture.is_stored]
        if not pictures:
            return
        from newsdesk.ui.article.picture import PictureDialog

        at = next((number for number, picture in enumerate(pictures) if picture.key == key), 0)
        dialog = PictureDialog(pictures, at, self._pane.view.picture, self._pane.theme, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
