"""What each action does to articles, shelves and sources; it must not know how the window is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.ui.acts import Acts
from newsdesk.ui.marks import OtherAct
from newsdesk.ui.menus import copy_to_clipboard
from newsdesk.ui.outside import open_outside
from newsdesk.ui.sources.lists import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.domain.source import Source
    from newsdesk.texts import Texts
    from newsdesk.ui.errands import Errands
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.parts import Parts
    from newsdesk.ui.reading import Reading
    from newsdesk.ui.sources.tending import Tending


class Deeds:
    """Lives on the UI thread."""

    def __init__(
        self, texts: Texts, parts: Parts, reading: Reading, marks: Marks, deedful: tuple[Errands, Tending]
    ) -> None:
        self._texts = texts
        self._notices = parts.notices
        self._acts = Acts(reading, parts.model, marks, self.tell_several)
        self._reading = reading
        self._errands, self._tending = deedful
        self._tending.undo = self._tending.lists.undo = self._tending.saved.undo = self.undo
        self._tending.lists.refresh = self._errands.refresh
        self._sources = parts.sources
        parts.list.view.starred.connect(lambda row: self._acts.star(parts.model.headline(row)))

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The deeds by the names of their actions; those that are the window's own are not among them."""
        reading, errands, tending = self._reading, self._errands, self._tending
        return {
            "next": reading.go_next,
            "previous": reading.go_previous,
            "next_unread": reading.go_next_unread,
            "scroll_on": reading.scroll_on,
            "star": self._acts.star,
            "read": self._acts.mark_read,
            "open": self.open_outside,
            "copy_link": self.copy_link,
            "mark_all": self._acts.read_all,
            "mark_above": self._acts.read_above,
            "mark_below": self._acts.read_below,
            "undo": self.undo,
            "refresh": lambda: errands.refresh(None),
            "refresh_source": lambda: self._with_source(lambda source: errands.refresh([source.id])),
            "add": lambda: self.offer(""),
            "starter": errands.choose,
            "remove": self._remove,
            "source_settings": lambda: self._with_source(lambda source: tending.open_settings(source.id)),
            "source_folder": lambda: self._with_source(lambda source: tending.move(source.id)),
            "source_up": lambda: tending.shift(reading.shelf, -1),
            "source_down": lambda: tending.shift(reading.shelf, 1),
            "import_opml": tending.lists.take_in,
            "export_opml": tending.lists.write_out,
            "new_folder": tending.new_folder,
            "rename_folder": lambda: self._with_folder(tending.rename_folder),
            "remove_folder": lambda: self._with_folder(tending.remove_folder),
            "show_all": lambda: reading.open(Shelf(ShelfKind.ALL)),
            "show_unread": lambda: reading.open(Shelf(ShelfKind.UNREAD)),
            "show_bookmarks": lambda: reading.open(Shelf(ShelfKind.BOOKMARKS)),
            "logs": errands.logs,
            "about": errands.about,
        }

    def open_outside(self) -> None:
        """Opens the article in the reader's browser; only web addresses leave."""
        headline = self._reading.meant
        if headline is not None and headline.url and QUrl(headline.url).scheme() in ("http", "https"):
            self.go_outside(QUrl(headline.url))

    def go_outside(self, url: QUrl) -> None:
        """Opens a link in the reader's browser, or in what else is meant for it."""
        open_outside(url, self._texts, self._notices.say)

    def open_row(self) -> None:
        """Opens the selected headline outside; its article first, where the list hides it."""
        if self._reading.is_in_list:
            self._reading.go_deeper()
        else:
            self.open_outside()

    def copy_link(self) -> None:
        """Puts the address of the article on the clipboard."""
        headline = self._reading.meant
        if headline is not None and headline.url:
            copy_to_clipboard(headline.url)
            self._notices.say(self._texts.say("notice.copied"))

    def undo(self) -> None:
        """Takes back what was done last."""
        act = self._acts.undo()
        if act is None:
            self._notices.say(self._texts.say("notice.nothing-to-undo"))
        elif isinstance(act, OtherAct):
            self._notices.say(act.words)
        elif len(act.articles) == 1:
            self._notices.say(self._texts.say("notice.undone"))
        else:
            self._notices.say(self._texts.count("notice.undone-several", len(act.articles)))

    def offer(self, address: str) -> None:
        """Opens the dialog that adds a source, with this address in its field; a list of sources is shown first."""
        if address.lower().endswith(ENDINGS) and "://" not in address:
            self._tending.lists.look(address)
            return
        self._errands.add(address, list(self._sources.folders))

    def tell_several(self, key: str, number: int) -> None:
        """Says what was done to several, with the button that takes it back."""
        if number:
            undo = self._texts.say("action.undo")
            self._notices.say(self._texts.count(f"notice.{key}", number), undo, self.undo)
        else:
            self._notices.say(self._texts.say("notice.nothing-unread"))

    def _remove(self) -> None:
        search = self._tending.saved.of(self._reading.shelf)
        if search is not None and not self._reading.is_searching:
            self._tending.saved.remove(search)
        else:
            self._with_source(self._errands.remove)

    def _with_folder(self, deed: Callable[[str], object]) -> None:
        """Does something with the folder that is open."""
        folder = self._reading.shelf.folder
        if folder is None:
            self._notices.say(self._texts.say("notice.no-folder"))
        else:
            deed(folder)

    def _with_source(self, deed: Callable[[Source], object]) -> None:
        """Does something with the source of the open shelf, else with that of the article."""
        state = self._sources.state(self._reading.shelf)
        meant = self._reading.meant
        if state is None and meant is not None:
            state = self._sources.state(Shelf(ShelfKind.SOURCE, source=meant.source_id))
        if state is not None:
            deed(state.source)
        else:
            self._notices.say(self._texts.say("notice.no-source"))
