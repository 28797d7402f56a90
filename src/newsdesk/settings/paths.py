"""Every path of a profile, and where shipped resources are; knows nothing of what the files hold."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from newsdesk.domain.faults import FaultKind, failed

LONGEST_SOCKET = 100  # bytes; sun_path holds 108 on Linux and 104 on the BSDs and macOS

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one profile: `data` is kept for ever, `cache` can be rebuilt, `state` belongs to this machine."""

    data: Path
    cache: Path
    state: Path

    @classmethod
    def of_profile(cls, folder: Path | str) -> Paths:
        """All of a profile in one folder, made absolute."""
        profile = Path(folder).expanduser().absolute()
        return cls(profile, profile, profile)

    @classmethod
    def default(cls) -> Paths:
        """Where the platform wants a reader's files (XDG Base Directory on Linux)."""
        from platformdirs import PlatformDirs

        folders = PlatformDirs("newsdesk", appauthor=False)
        return cls(folders.user_data_path, folders.user_cache_path, folders.user_state_path)

    @property
    def library_db(self) -> Path:
        """What cannot be fetched again."""
        return self.data / "library.db"

    @property
    def cache_db(self) -> Path:
        """What can be fetched again."""
        return self.cache / "cache.db"

    @property
    def backups(self) -> Path:
        """The folder of copies of the library."""
        return self.data / "backups"

    @property
    def files(self) -> Path:
        """The folder of local files that were added as sources."""
        return self.data / "files"

    @property
    def name_variants(self) -> Path:
        """The reader's own table of names that are spelt in several ways; there need be none."""
        return self.data / "name-variants.txt"

    @property
    def settings_file(self) -> Path:
        """What the reader chose."""
        return self.state / "settings.json"

    @property
    def places_file(self) -> Path:
        """How far the reader has come in each article."""
        return self.state / "places.json"

    @property
    def glimpse_file(self) -> Path:
        """What the last session left for the next start to show at once; there need be none."""
        return self.cache / "glimpse"

    @property
    def logs(self) -> Path:
        """The folder of logs and of the crash record."""
        return self.state / "logs"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that writes."""
        return self.data / "newsdesk.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the one window."""
        return self.data / "window.lock"

    @property
    def socket(self) -> Path:
        """Where the process that writes listens."""
        return self._socket("newsdesk.sock")

    @property
    def window_socket(self) -> Path:
        """Where the window listens for later starts."""
        return self._socket("window.sock")

    def _socket(self, name: str) -> Path:
        """A socket of this name; a short stand-in when the profile's own path is too long to bind."""
        own = self.data / name
        if len(os.fsencode(own)) <= LONGEST_SOCKET:
            return own
        import hashlib
        import tempfile

        short = hashlib.sha256(os.fsencode(own)).hexdigest()[:24]
        return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"newsdesk-{short}.sock"

    def make(self) -> None:
        """Creates the folders, for their owner only. Raises STORE_UNREADABLE or DISK_FULL with the folder at fault."""
        for folder in (self.data, self.cache, self.state, self.backups, self.files, self.logs):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise failed(FaultKind.DISK_FULL, path=str(folder)) from None
                reason = _REASONS.get(error.errno or 0, "other")
                raise failed(FaultKind.STORE_UNREADABLE, path=str(folder), reason=reason) from None


_REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "readonly",
    errno.EEXIST: "file",
    errno.ENOTDIR: "file",
}


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder; False where one may not look (Path.exists raises until Python 3.12)."""
    return os.path.exists(path)  # noqa: PTH110  see above


def resource(name: str) -> Path:
    """A shipped file or folder: inside the installed package, or at the top of a checkout."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parents[1] / "resources") / name
