"""Qt's binding as a start wants it; called before anything else of Qt is imported."""

from __future__ import annotations

import contextlib

import PySide6.QtCore  # noqa: F401  brings the support that is changed here


def leave_sources_unread() -> None:
    """Has PySide6 no longer read the source of every module that is imported after it.

    It looks there for its own name, so that `from __feature__ import …` may switch how that module sees Qt
    (shibokensupport/feature.py); nothing here does. 230 files are a tenth of a start, and their lines stay in
    `linecache`: 7 MB. Where PySide6 has become another one, it does what it always did.
    """
    with contextlib.suppress(ImportError, AttributeError):
        from shibokensupport import feature

        if callable(feature.feature_imported):
            feature.feature_imported = _pass_by


def _pass_by(_module: object) -> None:
    """A module that is not looked at is one that switches nothing."""
