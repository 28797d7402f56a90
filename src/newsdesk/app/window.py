"""The window's composition: what the first paint needs, then everything else, and all of it down again in reverse."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from newsdesk.app.display import has_display
from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings, load, save
from newsdesk.texts import Texts

if TYPE_CHECKING:
    import socket
    from concurrent.futures import Future

    from PySide6.QtWidgets import QApplication

    from newsdesk.app.compose import Profile
    from newsdesk.app.door import Door
    from newsdesk.app.options import Options
    from newsdesk.app.remote import Server
    from newsdesk.domain.changes import Notice
    from newsdesk.ui.desktop.beside import Beside
    from newsdesk.ui.window import Window


# Seconds after which a thread that holds the interpreter's lock is asked for it. Painting asks for it after every call
# of Qt, and at the usual 5 ms each a dozen of those calls beside a busy writer would be a stall.
SWITCH = 0.0001
CHECKS_FOR = 2.0  # seconds that --check waits for a profile which another process has open


def refuse_option(option: str) -> int:
    """Says that an option is unknown; answers the exit code."""
    return _refuse(Texts("ar", is_plain=True), "window.unknown-option", option=option)


def refuse_display(paths: Paths) -> int | None:
    """Says that there is no screen, in the reader's language, and answers the exit code; None where there is one."""
    if has_display():
        return None
    return _refuse(Texts(load(paths.settings_file).language, is_plain=True), "window.no-display")


def say_fault(paths: Paths, refusal: Failed) -> None:
    """Says why there is no window."""
    _say_fault(Texts(load(paths.settings_file).language, is_plain=True), refusal)


def _refuse(texts: Texts, key: str, **facts: str) -> int:
    print(texts.say(key, **facts), file=sys.stderr)  # noqa: T201  there is no window to say it in
    return 2


def _say_fault(texts: Texts, refusal: Failed) -> None:
    print(texts.fault(refusal.fault), file=sys.stderr, flush=True)  # noqa: T201  there is no window to say it in


def _tell_opening(texts: Texts, opened: Future[tuple[Notice, ...]]) -> None:
    """Says what the window said for a moment only: why the stores are refused, or what was repaired."""
    refusal = opened.exception()
    if isinstance(refusal, Failed):
        _say_fault(texts, refusal)
    elif refusal is None:
        for notice in opened.result():
            print(texts.say(notice.key, **notice.facts), file=sys.stderr, flush=True)  # noqa: T201  as above


def show(paths: Paths, options: Options, door: Door | None) -> int:
    """The window from its first paint to its end; answers the exit code. Raises Failed where it cannot open."""
    from newsdesk.ui.binding import leave_sources_unread

    leave_sources_unread()
    from newsdesk.app.crash import keep_crash_record
    from newsdesk.app.glimpse import take
    from newsdesk.ui import start

    settings = load(paths.settings_file)
    if options.shelf:
        settings = replace(settings, last_shelf=options.shelf)
    paths.make()
    record = keep_crash_record(paths)
    application = start.application(settings, is_dressed=False)

    @cache
    def opened() -> Profile:
        from newsdesk.app.compose import Profile

        return Profile(paths, patience=CHECKS_FOR if options.is_checking else None)

    heeds: list[Callable[[Settings], None]] = [lambda changed: _keep_settings(paths, changed)]

    def on_changed(changed: Settings) -> None:
        for heed in heeds:
            heed(changed)

    glimpse = None if options.is_hidden or options.shelf or options.is_checking else take(paths)
    if glimpse is None:
        start.dress(application, settings)
        window = start.window(opened().desk, settings, on_changed)
    else:
        window = start.covered_window(application, lambda: opened().desk, settings, on_changed, glimpse)
    running = Running(application, window, opened, settings, options, door)
    heeds.append(running.heed)
    window.painted.connect(running.on_painted)
    if options.is_hidden and settings.stays_in_tray:
        window.begin_hidden()
    else:
        window.show()
    application.aboutToQuit.connect(running.close)  # where the session ends, Qt may not return from `exec`
    code = application.exec()
    running.close()
    if record is not None:
        record.close()
    return code


def _keep_settings(paths: Paths, changed: Settings) -> None:
    """Saves what the reader chose; a disk that does not take it spoils nothing that matters now."""
    try:
        save(paths.settings_file, changed)
    except OSError as error:
        import logging

        logging.getLogger(__name__).warning("the settings could not be saved: %s", error)


class Running:
    """What lives beside the window: the desk's threads, the socket, the signals of the system."""

    def __init__(
        self,
        application: QApplication,
        window: Window,
        opened: Callable[[], Profile],
        settings: Settings,
        options: Options,
        door: Door | None,
    ) -> None:
        self._application = application
        self._window = window
        self._opened = opened
        self._settings = settings
        self._options = options
        self._door = door
        self._has_opened = False
        self._is_closed = False
        self._server: Server | None = None
        self._ears: tuple[socket.socket, socket.socket] | None = None
        self._beside: Beside | None = None

    @property
    def _profile(self) -> Profile:
        """Opened when it is first wanted: a window that shows a picture is painted before."""
        return self._opened()

    def heed(self, changed: Settings) -> None:
        """Has the desk keep to what the reader chose just now."""
        before, self._settings = self._settings, changed
        if self._beside is not None:
            self._beside.heed(changed)
        if not self._has_opened:
            return
        self._profile.heed(changed)
        if (before.does_sync_by_itself, before.sync_minutes) != (changed.does_sync_by_itself, changed.sync_minutes):
            pause = timedelta(minutes=changed.sync_minutes) if changed.does_sync_by_itself else None
            self._profile.desk.sync_every(pause)

    def on_painted(self) -> None:
        """The headlines stand: now the rest may take its time."""
        sys.setswitchinterval(SWITCH)
        from newsdesk.app.logs import keep_logs
        from newsdesk.domain.orders import ShowWindow
        from newsdesk.ui.collector import Collector
        from newsdesk.ui.desktop.beside import Beside

        Collector(self._window)
        if sys.platform == "darwin":
            from newsdesk.app.documents import Documents

            Documents(self._application, lambda address: self._window.asked_to_show.emit(ShowWindow(address)))
        keep_logs(self._profile.paths, "window")
        self._heed_signals()
        self._profile.heed(self._settings)
        opened = self._profile.desk.start(self._begin_work)
        opened.add_done_callback(self._on_opened)
        self._beside = Beside(self._window, self._profile.desk, self._settings)
        self._hear_of_network()
        if self._door is not None:
            self._door.open_to(lambda words: self._window.asked_to_show.emit(ShowWindow(*words)))

    def _on_opened(self, opened: Future[tuple[Notice, ...]]) -> None:
        """On the writer thread, once the stores are open or refused."""
        from newsdesk.domain.orders import ShowWindow

        is_open = opened.exception() is None
        if is_open:
            self._begin_work()
        if self._options.is_checking:
            _tell_opening(Texts(self._settings.language, is_plain=True), opened)
            self._window.asked_to_leave.emit(0 if is_open else 1)
        elif self._options.address is not None:
            self._window.asked_to_show.emit(ShowWindow(self._options.address))

    def _begin_work(self) -> None:
        """On the writer thread: what needs open stores, at once or when they could be opened after all."""
        from newsdesk.app.guide import add_guide, read_guide
        from newsdesk.app.remote import Server

        desk = self._profile.desk
        self._has_opened = True
        guide = read_guide(self._settings.language)
        desk.write(lambda writes: add_guide(writes, guide, desk.clock()))
        self._server = Server(self._profile.paths, desk, desk.leave_thread)
        self._server.start()
        if self._settings.does_sync_by_itself and not self._options.is_checking:
            desk.sync_every(timedelta(minutes=self._settings.sync_minutes))
        desk.back_up()

    def _hear_of_network(self) -> None:
        from newsdesk.app.network import Network

        Network(self._window, self._profile.desk.line_changed)

    def _heed_signals(self) -> None:
        """SIGTERM, SIGINT and SIGHUP close the window as a click would: the wake-up descriptor reaches Qt's loop."""
        if os.name != "posix":
            return
        import socket

        from PySide6.QtCore import QSocketNotifier

        self._ears = socket.socketpair()
        for end in self._ears:
            end.setblocking(False)
        notifier = QSocketNotifier(self._ears[0].fileno(), QSocketNotifier.Type.Read, self._window)
        notifier.activated.connect(lambda: self._window.asked_to_leave.emit(0))
        signal.set_wakeup_fd(self._ears[1].fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Takes everything down, once: the sockets first, so that nobody asks any more, the stores last."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._door is not None:
            self._door.close()
        if self._server is not None:
            self._server.stop()
        if self._beside is not None:
            self._beside.close()
        leave: Callable[[], None] | None = None
        try:
            if self._has_opened and not self._options.is_checking:
                from newsdesk.app.glimpse import farewell

                leave = farewell(self._window, self._profile.desk)
        finally:  # whatever becomes of a picture, what the reader did is written
            self._window.let_go()
            self._profile.close(leave)
        if self._ears is not None:
            signal.set_wakeup_fd(-1)
            for end in self._ears:
                end.close()
        if self._door is not None:
            self._door.release()
