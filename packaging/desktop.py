"""What a Linux desktop reads of newsdesk, laid into any prefix's `share`; standard library only."""

from __future__ import annotations

import time
from pathlib import Path

from wheels import moment_of_build, version

ROOT = Path(__file__).resolve().parents[1]
DEBIAN = ROOT / "packaging" / "debian"
ICONS = ROOT / "resources" / "icons" / "app"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def filled(held: bytes) -> bytes:
    """A text with the version and the day of the build put in."""
    day = time.strftime("%Y-%m-%d", time.gmtime(moment_of_build()))
    return held.replace(b"@VERSION@", version().encode()).replace(b"@DATE@", day.encode())


def lay_desktop(share: Path) -> None:
    """The launcher, the metainfo, the manual, the completion and the icon in all its sizes."""
    laid = {
        "applications/newsdesk.desktop": DEBIAN / "newsdesk.desktop",
        "metainfo/newsdesk.metainfo.xml": DEBIAN / "newsdesk.metainfo.xml",
        "man/man1/newsdesk.1": DEBIAN / "newsdesk.1",
        "bash-completion/completions/newsdesk": DEBIAN / "newsdesk.bash",
        "icons/hicolor/scalable/apps/newsdesk.svg": ICONS / "newsdesk.svg",
    }
    laid |= {f"icons/hicolor/{size}x{size}/apps/newsdesk.png": ICONS / f"newsdesk-{size}.png" for size in SIZES}
    for name, source in laid.items():
        target = share / name
        target.parent.mkdir(parents=True, exist_ok=True)
        held = source.read_bytes()
        target.write_bytes(filled(held) if source.suffix in (".xml", ".1") else held)
