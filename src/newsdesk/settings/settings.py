"""What the reader chose, as one frozen value in one JSON file; knows nothing of the window or the stores."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from newsdesk.domain.digits import Digits, Months

HIJRI_DAYS = range(-2, 3)
DAMAGED = ".damaged"  # added to the name of a file that could not be read


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices with their defaults. `digits` None: those usual for the language."""

    language: str = "ar"
    theme: str = "system"  # system | light | sepia | dark
    digits: Digits | None = None
    months: Months = Months.EGYPT
    hijri_days: int = 0  # -2 to 2: ahead of Umm al-Qura
    face: str = "naskh"  # naskh | amiri | kufi | sans | system
    line_height: str = "usual"  # tight | usual | loose
    measure: str = "usual"  # narrow | usual | wide
    alignment: str = "natural"  # natural | justified
    has_alerts: bool = False  # breaking news as notifications of the desktop
    quiet_from: int = 22  # hours of the reader's day without them; from one to itself: none
    quiet_until: int = 7
    stays_in_tray: bool = False  # closed, the window hides behind a sign in the tray
    keys: dict[str, str] | None = None  # keys that the reader gave to actions, by their names; "" for none
    does_sync_by_itself: bool = True
    sync_minutes: int = 30
    pictures: str = "small"  # none | small | all
    picture_megabytes: int = 500  # on disk; the oldest leave first, those of bookmarks never
    picture_megabytes_a_day: int = 200  # fetched
    megabytes_a_day: int = 0  # fetched of all kinds; 0: no limit
    retention_days: int = 0  # that articles stay which their source no longer shows; 0: for ever
    retention_articles: int = 0  # in all; 0: no limit
    retention_megabytes: int = 0  # of their texts in all; 0: no limit
    ordering: str = "newest"  # newest | own | unread
    found_order: str = "relevance"  # relevance | date
    text_size: int = 100  # per cent
    proxies: dict[str, str] | None = None  # None: those of the environment
    window_geometry: str = ""  # base64
    window_state: str = ""  # base64
    splits: tuple[int, ...] = ()
    has_seen_guide: bool = False
    last_shelf: str = ""

    @property
    def shown_digits(self) -> Digits:
        """The digits that numbers are shown in."""
        if self.digits is not None:
            return self.digits
        return Digits.ARABIC if self.language == "ar" else Digits.WESTERN


def load(path: Path) -> Settings:
    """What the file says; defaults for what it does not say or says wrongly.

    A file that is no JSON object is set aside under its name with `.damaged` added, and all is default.
    """
    try:
        said = json.loads(path.read_bytes())
    except OSError:
        return Settings()
    except ValueError:  # not UTF-8, not JSON
        said = None
    if not isinstance(said, dict):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + DAMAGED))
        return Settings()
    hints = get_type_hints(Settings)
    read = {field.name: _read(said[field.name], hints[field.name]) for field in fields(Settings) if field.name in said}
    for name, value in read.items():
        if type(value) is int and value not in (HIJRI_DAYS if name == "hijri_days" else range(1 << 31)):
            read[name] = _WRONG
    return Settings(**{name: value for name, value in read.items() if value is not _WRONG})


def save(path: Path, settings: Settings) -> None:
    """Writes all choices so that a crash leaves the old file or the new one. Raises OSError when it cannot."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(chosen, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


_WRONG = object()


def _read(value: Any, kind: Any) -> Any:
    """The value as the field's type has it, or _WRONG."""
    match kind:
        case _ if kind is bool or kind is str:
            return value if type(value) is kind else _WRONG
        case _ if kind is int:
            return value if type(value) is int else _WRONG
        case _ if kind == tuple[int, ...]:
            is_right = isinstance(value, list) and all(type(part) is int for part in value)
            return tuple(value) if is_right else _WRONG
        case _ if kind == dict[str, str] | None:
            is_right = isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
            return value if is_right or value is None else _WRONG
        case _ if kind == Digits | None:
            return None if value is None else _member(Digits, value)
    return _member(Months, value)


def _member(kind: type[Digits] | type[Months], value: object) -> Any:
    return kind(value) if value in [member.value for member in kind] else _WRONG
