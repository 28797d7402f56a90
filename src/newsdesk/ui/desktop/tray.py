"""The sign in the desktop's tray behind which a closed window waits; it must not know what the window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from newsdesk.domain.orders import ShowWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.ui.window import Window


TRIES, PAUSE = 30, 2000  # at a log-in the desktop's tray may come after us: how often it is looked for, and when (ms)


def is_there(*, is_patient: bool = False) -> bool:
    """Whether this desktop has a tray. Qt looks for the one on the bus only once in its life: who `is_patient` has Qt
    look when it has come.
    """
    from PySide6.QtDBus import QDBusConnection

    service = QDBusConnection.sessionBus().interface()
    if is_patient and not (service and service.isServiceRegistered("org.kde.StatusNotifierWatcher").value()):
        return False
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Lives on the UI thread."""

    missing = Signal()  # a tray was wanted, and none has come

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._unread = 0
        self._tries = 0
        self._again = QTimer(self, interval=PAUSE)
        self._again.timeout.connect(self._try_again)
        self._pressed: Callable[[], object] | None = None

    def stand(self, is_wanted: bool) -> None:
        """Has the sign stand in the tray or not; where there is no tray, a closed window quits as always."""
        self._again.stop()
        if not is_wanted:
            if self._icon is not None:
                self._icon.hide()
                self._icon.deleteLater()
                self._icon = None
        elif self._icon is None and is_there(is_patient=self._tries < TRIES and not self._window.isVisible()):
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.activated.connect(self._on_activated)
            self._icon.messageClicked.connect(self._on_pressed)
            self._furnish()
            self._icon.show()
        elif self._icon is None:
            self._tries += 1
            self._again.start()
        self._window.stays_behind = self._icon is not None
        QApplication.setQuitOnLastWindowClosed(self._icon is None)

    def _try_again(self) -> None:
        self.stand(True)
        if self._icon is None and self._tries > TRIES:
            self._again.stop()
            self.missing.emit()

    def tell(self, unread: int) -> None:
        """Says how many articles are unread."""
        self._unread = unread
        if self._icon is not None:
            self._furnish()

    def show(self, title: str, words: str, pressed: Callable[[], object]) -> bool:
        """Shows a message from the sign; False where there is none."""
        if self._icon is None:
            return False
        self._pressed = pressed
        self._icon.showMessage(title, words, self._window.windowIcon())
        return True

    def _furnish(self) -> None:
        """The menu in the words of today's window, which is made anew with another language."""
        if self._icon is None:
            return
        window, texts = self._window, self._window.texts
        unread = texts.count("tray.unread", self._unread)
        old, self._menu = self._menu, QMenu()
        self._menu.addAction(unread).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(texts.say("tray.show")).triggered.connect(self._bring)
        for name in ("refresh", "quit"):
            action = window.actions_by_name[name]
            self._menu.addAction(action.text()).triggered.connect(action.trigger)
        self._icon.setContextMenu(self._menu)
        self._icon.setToolTip(f"{texts.say('window.title')} · {unread}")
        if old is not None:
            old.deleteLater()

    def _bring(self) -> None:
        self._window.asked_to_show.emit(ShowWindow())

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            if self._window.isVisible() and self._window.isActiveWindow():
                self._window.close()
            else:
                self._bring()

    def _on_pressed(self) -> None:
        if self._pressed is not None:
            self._pressed()
