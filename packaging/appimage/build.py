"""Builds dist/newsdesk-VERSION-MACHINE.AppImage around the frozen build.

    python3 packaging/appimage/build.py

Where there is no appimagetool it stops before the image: the AppDir is in build/appimage. Linux; needs what
packaging/frozen/build.py needs. Standard library only.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "debian")]

from desktop import ICONS, lay_desktop  # noqa: E402
from from_checkout import say  # noqa: E402
from wheels import moment_of_build, version  # noqa: E402

APP = ROOT / "build" / "appimage" / "Newsdesk.AppDir"


def launcher() -> str:
    """The launcher for the top of the AppDir: what it starts is AppRun, so its actions, which start others, go."""
    text = (HERE.parent / "debian" / "newsdesk.desktop").read_text(encoding="utf-8")
    lines = text.split("\n[Desktop Action")[0].splitlines()
    kept = [line for line in lines if not line.startswith(("Actions=", "TryExec="))]
    changed = [line.replace("Exec=newsdesk-window", "Exec=newsdesk") for line in kept]
    return "\n".join([*changed, f"X-AppImage-Version={version()}", ""])


def lay(frozen: Path) -> None:
    """The AppDir: AppRun, launcher and icon at its top, the frozen folder and what a desktop reads under usr."""
    shutil.rmtree(APP, ignore_errors=True)
    APP.mkdir(parents=True)
    shutil.copytree(frozen, APP / "usr/lib/newsdesk", symlinks=True, ignore=shutil.ignore_patterns("share"))
    lay_desktop(APP / "usr/share")
    for target in (APP / "newsdesk.desktop", APP / "usr/share/applications/newsdesk.desktop"):
        target.write_text(launcher(), encoding="utf-8")
    (APP / "usr/bin").mkdir()
    for name in ("newsdesk", "newsdesk-window"):
        (APP / "usr/bin" / name).symlink_to(f"../lib/newsdesk/{name}")
    shutil.copyfile(ICONS / "newsdesk-256.png", APP / "newsdesk.png")
    (APP / ".DirIcon").symlink_to("newsdesk.png")
    shutil.copy2(HERE / "AppRun", APP / "AppRun")


def main() -> int:
    """0 when the image is in dist/, or the AppDir in build/ where there is no appimagetool."""
    subprocess.run([sys.executable, str(HERE.parent / "frozen" / "build.py"), "--folder"], check=True)
    lay(ROOT / "build" / "frozen" / "dist" / "newsdesk")
    tool = shutil.which("appimagetool")
    if tool is None:
        say(f"newsdesk: there is no appimagetool here; what it would pack is {APP.relative_to(ROOT)}")
        return 0
    target = ROOT / "dist" / f"newsdesk-{version()}-{platform.machine()}.AppImage"
    target.parent.mkdir(exist_ok=True)
    told = {**os.environ, "ARCH": platform.machine(), "SOURCE_DATE_EPOCH": str(moment_of_build())}
    subprocess.run([tool, "--no-appstream", str(APP), str(target)], check=True, env=told)
    print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
