"""A start of the window: hands over to one that is open already, else becomes it; until then it imports little."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsdesk.app.options import Options, read_options
from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths, is_there

if TYPE_CHECKING:
    from newsdesk.app.door import Door, Words


def run(arguments: Sequence[str]) -> int:
    """The window, from its first line to its last; answers the exit code."""
    gc.disable()  # 80 collections, 25 ms of the start; `ui.collector` takes it up after the first paint
    try:
        options = read_options(arguments)
    except ValueError as unknown:
        from newsdesk.app.window import refuse_option

        return refuse_option(str(unknown))
    paths = Paths.of_profile(options.profile) if options.profile else Paths.default()
    try:
        door: Door | None = None
        if is_there(paths.window_lock) and not options.is_checking:
            door = _enter(paths, options)
            if door is None:
                return 0
        return _become(paths, options, door)
    except Failed as refusal:
        from newsdesk.app.window import say_fault

        say_fault(paths, refusal)
        return 1


def _become(paths: Paths, options: Options, door: Door | None) -> int:
    """Opens the window, unless another start was quicker. A check has no door: it stands beside whatever is open."""
    from newsdesk.app.window import refuse_display, show

    if (code := refuse_display(paths)) is not None:
        return code
    if door is None and not options.is_checking:
        paths.make()
        door = _enter(paths, options)
        if door is None:
            return 0
    return show(paths, options, door)


def _enter(paths: Paths, options: Options) -> Door | None:
    """The door that is ours now; None when a window has taken what we were started with."""
    from newsdesk.app.door import enter

    words: Words = (options.address, options.shelf, os.environ.get("XDG_ACTIVATION_TOKEN"))
    return enter(paths, words)
