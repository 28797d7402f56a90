"""Makes resources/locale/<language>/LC_MESSAGES/newsdesk.mo of all .po files of a language; needs babel.

python packaging/catalogues.py            writes them
python packaging/catalogues.py --check    exit 1 when one is not what its .po files say
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "resources" / "locale"
MAGIC = 0x950412DE


def read(language: Path) -> dict[str, tuple[str, ...]]:
    """Every message of a language by its key: one sentence, or its plural forms. Exits when a key stands twice."""
    messages: dict[str, tuple[str, ...]] = {}
    for path in sorted(language.glob("*.po")):
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file, locale=language.name, abort_invalid=True)
        for message in catalogue:
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            if not key:
                messages[""] = (f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {catalogue.plural_forms}\n",)
                continue
            if key in messages:
                sys.exit(f"{path}: {key} stands twice")
            if message.fuzzy or not all(forms):
                sys.exit(f"{path}: {key} is not finished")
            messages[key] = forms
    return messages


def pack(messages: dict[str, tuple[str, ...]]) -> bytes:
    """The binary file (GNU gettext manual, "The Format of GNU MO Files"), the same bytes for the same messages."""
    pairs = sorted(
        (f"{key}\0{key}".encode() if len(forms) > 1 else key.encode(), "\0".join(forms).encode())
        for key, forms in messages.items()
    )
    tables = 28
    place = tables + 16 * len(pairs)
    index: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            index.append(struct.pack("<II", len(pair[column]), place))
            place += len(pair[column]) + 1
    header = struct.pack("<7I", MAGIC, 0, len(pairs), tables, tables + 8 * len(pairs), 0, 0)
    return header + b"".join(index) + b"".join(pair[column] + b"\0" for column in (0, 1) for pair in pairs)


def main(arguments: list[str]) -> int:
    """Writes or checks every language."""
    stale = []
    for language in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        made = pack(read(language))
        target = language / "LC_MESSAGES" / "newsdesk.mo"
        if target.is_file() and target.read_bytes() == made:
            continue
        if "--check" in arguments:
            stale.append(target)
            continue
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(made)
    for target in stale:
        print(f"{target} is not what its .po files say: run packaging/catalogues.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
