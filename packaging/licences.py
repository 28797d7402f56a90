"""Lists what newsdesk is shipped with, and under which licences, in resources/licences.tsv: the about box shows it.

python packaging/licences.py            writes it, from the packages installed in .venv
python packaging/licences.py --check    exit 1 when it does not name the packages and versions of the lock file

Its lines: name, version ("" for what is not a package), licence, home page, with tabs between them.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "debian"))

from content import distributions  # noqa: E402

TARGET = ROOT / "resources" / "licences.tsv"
LOCK = ROOT / "packaging" / "requirements.lock"
BESIDE = (
    ("Amiri", "", "OFL-1.1", "https://www.amirifont.org/"),
    ("Noto fonts", "", "OFL-1.1", "https://notofonts.github.io/"),
    ("Qt", "", "LGPL-3.0-only", "https://www.qt.io/"),
)
# What their metadata says in words of its own, or leaves open.
KNOWN = {"PySide6_Essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only", "jusText": "BSD-2-Clause"}


def locked() -> dict[str, set[str]]:
    """The versions of every package in the lock file, one for each range of Pythons, by its plain name (PEP 503)."""
    found: dict[str, set[str]] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        named = re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line)
        if named:
            found.setdefault(plain(named[1]), set()).add(named[2])
    return found


def plain(name: str) -> str:
    """A package's name in the plain form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def listed() -> list[tuple[str, str, str, str]]:
    """What is installed and locked, and what is shipped beside the packages, by name."""
    wanted = locked()
    rows = [
        (name, version, KNOWN.get(name, licence), home)
        for name, version, licence, home in distributions(Path(sysconfig.get_path("purelib")))
        if version in wanted.get(plain(name), ())
    ]
    return sorted([*rows, *BESIDE], key=lambda row: row[0].casefold())


def check() -> int:
    """0 when every line that names a version is of the lock, and no package of the lock is without one."""
    rows = [line.split("\t") for line in TARGET.read_text(encoding="utf-8").splitlines()]
    wanted = locked()
    wrong = [row[0] for row in rows if row[1] and row[1] not in wanted.get(plain(row[0]), ())]
    wrong += sorted(wanted.keys() - {plain(row[0]) for row in rows})
    for name in wrong:
        print(f"{TARGET.name} is not what the lock file says of {name}: run packaging/licences.py", file=sys.stderr)
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    """Writes or checks the list."""
    if "--check" in arguments:
        return check()
    TARGET.write_text("".join("\t".join(row) + "\n" for row in listed()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
