"""Every action of the window in one table, with its keys on both layouts; it must not know what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsdesk.domain.article import Headline
    from newsdesk.texts import Texts

# The Arabic letter on the same physical key (Arabic 101). B gives two letters and has none of its own.
ARABIC_KEYS = {
    "A": "ش", "C": "ؤ", "D": "ي", "E": "ث", "F": "ب", "G": "ل", "H": "ا", "I": "ه", "J": "ت", "K": "ن", "L": "م",
    "M": "ة", "N": "ى", "O": "خ", "P": "ح", "Q": "ض", "R": "ق", "S": "س", "T": "ف", "U": "ع", "V": "ر", "W": "ص",
    "X": "ء", "Y": "غ", "Z": "ئ", "/": "ظ", "?": "؟",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action: its name, its keys on the Latin layout, and whether it is a switch."""

    name: str
    keys: tuple[str, ...] = ()
    is_switch: bool = False


# In the order of the list of keys.
TABLE = (
    ActionRow("next", ("J",)),
    ActionRow("previous", ("K",)),
    ActionRow("next_unread", ("N",)),
    ActionRow("scroll_on", ("Space",)),
    ActionRow("star", ("S",), is_switch=True),
    ActionRow("read", ("M",), is_switch=True),
    ActionRow("open", ("V",)),
    ActionRow("find", ("F3",)),
    ActionRow("find_back", ("Shift+F3",)),
    ActionRow("quote", ("Shift+C",)),
    ActionRow("picture", ("P",)),
    ActionRow("print", ("Ctrl+P",)),
    ActionRow("pdf"),
    ActionRow("copy_link", ("C", "Ctrl+Shift+C")),
    ActionRow("mark_all", ("Shift+A",)),
    ActionRow("mark_above", ("Shift+K",)),
    ActionRow("mark_below", ("Shift+J",)),
    ActionRow("undo", ("Ctrl+Z",)),
    ActionRow("search", ("Ctrl+F", "/")),
    ActionRow("search_help", ("Shift+F1",)),
    ActionRow("turn_found", ("Ctrl+Shift+O",)),
    ActionRow("save_search", ("Ctrl+S",)),
    ActionRow("follow_search", is_switch=True),
    ActionRow("search_settings"),
    ActionRow("remove_search"),
    ActionRow("names"),
    ActionRow("refresh", ("Ctrl+R", "F5")),
    ActionRow("refresh_source", ("Shift+F5",)),
    ActionRow("stop"),
    ActionRow("add", ("Ctrl+N",)),
    ActionRow("starter"),
    ActionRow("source_settings", ("Alt+Return",)),
    ActionRow("source_folder"),
    ActionRow("source_up", ("Ctrl+Shift+Up",)),
    ActionRow("source_down", ("Ctrl+Shift+Down",)),
    ActionRow("new_folder"),
    ActionRow("rename_folder"),
    ActionRow("remove_folder"),
    ActionRow("import_opml"),
    ActionRow("export_opml"),
    ActionRow("remove", ("Ctrl+Del",)),
    ActionRow("show_all", ("Ctrl+1",)),
    ActionRow("show_unread", ("Ctrl+2",)),
    ActionRow("show_today", ("Ctrl+3",)),
    ActionRow("show_bookmarks", ("Ctrl+4",)),
    ActionRow("order_newest", is_switch=True),
    ActionRow("order_own", is_switch=True),
    ActionRow("order_unread", is_switch=True),
    ActionRow("larger", ("Ctrl++", "Ctrl+=")),
    ActionRow("smaller", ("Ctrl+-",)),
    ActionRow("usual_size", ("Ctrl+0",)),
    ActionRow("next_lines", ("Ctrl+Shift+L",)),
    ActionRow("next_measure", ("Ctrl+Shift+M",)),
    ActionRow("next_alignment", ("Ctrl+Shift+J",)),
    ActionRow("sidebar", ("F9",)),
    ActionRow("sources_left", ("Ctrl+Alt+Shift+Left",)),
    ActionRow("sources_right", ("Ctrl+Alt+Shift+Right",)),
    ActionRow("article_left", ("Ctrl+Alt+Left",)),
    ActionRow("article_right", ("Ctrl+Alt+Right",)),
    ActionRow("full_screen", ("F11",)),
    ActionRow("palette", ("Ctrl+K",)),
    ActionRow("preferences", ("Ctrl+,",)),
    ActionRow("keys", ("F1", "?")),
    ActionRow("logs"),
    ActionRow("about"),
    ActionRow("quit", ("Ctrl+Q",)),
)


def key_sequences(keys: tuple[str, ...]) -> list[QKeySequence]:
    """The keys of a row, each also as the Arabic letter on the same physical key.

    >>> [sequence.toString() for sequence in key_sequences(("J",))]
    ['J', 'ت']
    """
    sequences = [QKeySequence(key) for key in keys]
    for key in keys:
        before, plus, letter = key.rpartition("+")
        if letter in ARABIC_KEYS:
            sequences.append(QKeySequence(f"{before}{plus}{ARABIC_KEYS[letter]}"))
    return sequences


def keys_of(row: ActionRow, own: Mapping[str, str] | None) -> tuple[str, ...]:
    """The keys of an action on the Latin layout: the reader's own one when there is one ("": none), else the usual.

    >>> keys_of(ActionRow("next", ("J",)), {"next": "X"}), keys_of(ActionRow("next", ("J",)), {"next": ""})
    (('X',), ())
    """
    if own is None or row.name not in own:
        return row.keys
    return (own[row.name],) if own[row.name] else ()


def latin(keys: str) -> str:
    """The same keys on the Latin layout: what was pressed with an Arabic one on is kept by its place.

    >>> latin("ت"), latin("Ctrl+Shift+ن"), latin("F5")
    ('J', 'Ctrl+Shift+K', 'F5')
    """
    before, plus, letter = keys.rpartition("+")
    there = next((ours for ours, arabic in ARABIC_KEYS.items() if arabic == letter), letter)
    return f"{before}{plus}{there}"


class Actions:
    """The window's actions by name. Lives on the UI thread."""

    def __init__(
        self,
        window: QWidget,
        texts: Texts,
        deeds: dict[str, Callable[[], object]],
        own: Mapping[str, str] | None = None,
    ) -> None:
        """Each action calls the deed of its name; `own` are the reader's keys in place of the usual ones."""
        self._by_name: dict[str, QAction] = {}
        self._own: Mapping[str, str] = own or {}
        for row in TABLE:
            action = QAction(texts.say(f"action.{row.name}"), window)
            action.setObjectName(row.name)
            self._give_keys(action, row)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(row.is_switch)
            action.triggered.connect(_called(deeds[row.name]))
            window.addAction(action)
            self._by_name[row.name] = action

    def take_keys(self, own: Mapping[str, str] | None) -> None:
        """Gives the actions the keys that the reader chose, by their names; all others their usual ones."""
        if (own or {}) == self._own:
            return
        self._own = own or {}
        for row in TABLE:
            self._give_keys(self._by_name[row.name], row)

    def _give_keys(self, action: QAction, row: ActionRow) -> None:
        keys = keys_of(row, self._own)
        action.setShortcuts(key_sequences(keys))
        action.setToolTip(f"{action.text()} (\u2066{keys[0]}\u2069)" if keys else action.text())

    def enabled(self) -> list[QAction]:
        """The actions that can be done now, in the order of the table."""
        return [action for action in self._by_name.values() if action.isEnabled()]

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def confine(self, name: str, places: tuple[QWidget, ...]) -> None:
        """Has the keys of an action answer only in these widgets: Space belongs to a button that has the focus."""
        action = self._by_name[name]
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for place in places:
            place.addAction(action)

    def show_order(self, ordering: str, *, allows_own: bool, allows_unread: bool) -> None:
        """Checks the order that the list stands in, and enables those that it can stand in."""
        for name, is_allowed in (("newest", True), ("own", allows_own), ("unread", allows_unread)):
            self._by_name[f"order_{name}"].setEnabled(is_allowed)
            self._by_name[f"order_{name}"].setChecked(name == ordering)

    def tell(self, headline: Headline | None) -> None:
        """Has the actions say what they would do to this headline."""
        self.allow(has_article=headline is not None, has_address=bool(headline and headline.url))
        self._by_name["star"].setChecked(bool(headline and headline.is_bookmarked))
        self._by_name["read"].setChecked(bool(headline and headline.is_read))

    def allow(self, *, has_article: bool, has_address: bool) -> None:
        """Enables what can be done with the article shown."""
        for name in ("star", "read", "find", "find_back", "quote", "picture", "print", "pdf"):
            self._by_name[name].setEnabled(has_article)
        for name in ("open", "copy_link"):
            self._by_name[name].setEnabled(has_address)


def _called(deed: Callable[[], object]) -> Callable[[bool], None]:
    def called(_is_checked: bool = False) -> None:
        deed()

    return called
