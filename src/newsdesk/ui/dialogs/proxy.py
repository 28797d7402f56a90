"""The proxy of all sources: as the system says, none, or an address that is typed; a wrong one is not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from newsdesk.domain.faults import Failed
from newsdesk.domain.proxy import proxy_of
from newsdesk.domain.source import DIRECT
from newsdesk.ui.dialogs.box import Box

if TYPE_CHECKING:
    from newsdesk.texts import Texts


class ProxyBox(Box):
    """Lives on the UI thread. `taken` tells the setting `proxies`; `refused` why what is typed is none."""

    taken = Signal(dict)
    refused = Signal(object)  # Fault

    def __init__(self, texts: Texts, proxies: dict[str, str] | None) -> None:
        super().__init__()
        self._words = {texts.say("proxy.system"): None, texts.say("proxy.none"): DIRECT}
        own = (proxies or {}).get("all", "")
        self._said = own or (DIRECT if proxies is not None else None)
        self.setEditable(True)
        self.setInsertPolicy(ProxyBox.InsertPolicy.NoInsert)
        for words, meant in [*self._words.items(), *([(own, own)] if own else [])]:
            self.addItem(words, {"proxies": _setting(meant)})
        self.setCurrentIndex(2 if own else int(proxies is not None))
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("socks5://127.0.0.1:9050")
            line.setMaxLength(1000)
            line.editingFinished.connect(self._take)
        self.activated.connect(lambda _row: self._take())
        self.setToolTip(texts.say("proxy.hint"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _take(self) -> None:
        text = self.currentText().strip()
        try:
            meant = self._words[text] if text in self._words else proxy_of(text)
        except Failed as refusal:
            self.refused.emit(refusal.fault)
            return
        if meant == self._said:
            return
        self._said = meant
        self.taken.emit({"proxies": _setting(meant)})


def _setting(meant: str | None) -> dict[str, str] | None:
    if meant is None:
        return None
    return {} if meant == DIRECT else {"all": meant}
