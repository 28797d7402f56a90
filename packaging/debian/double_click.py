"""A real double click on the launcher's icon in a file manager on a virtual screen, in the empty Debian.

python3 packaging/debian/double_click.py PACKAGE.deb FOLDER PICTURE.png

FOLDER is one that check.py made and kept (--root). Exit 0 when the window came; PICTURE shows the screen then,
PICTURE-before the file manager. As root.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bare import Bare

NEEDS = ("xvfb", "xauth", "openbox", "pcmanfm", "xdotool", "scrot", "shared-mime-info")
ICON = "63 110"  # of the first icon in the file manager's window, from its upper left corner

# Run by the reader on the virtual screen. Each wait has a bound: forty looks, a quarter of a second apart.
SCENE = f"""
set -u
rm -rf ~/launch ~/.config/libfm ~/.config/pcmanfm ~/seen*.png
mkdir -p ~/launch ~/.config/libfm ~/.config/pcmanfm/default
cp /usr/share/applications/newsdesk.desktop ~/launch/
printf '[config]\\nquick_exec=1\\nsingle_click=0\\n' > ~/.config/libfm/libfm.conf
printf '[ui]\\nside_pane_mode=hidden;places\\nwin_width=640\\nwin_height=400\\nview_mode=icon\\n' \
  > ~/.config/pcmanfm/default/pcmanfm.conf
wait_for() {{ for _ in $(seq 40); do xdotool search --onlyvisible "$@" && return 0; sleep 0.25; done; return 1; }}
openbox & first=$!
pcmanfm ~/launch & second=$!
window=$(wait_for --name '^launch$' | head -1)
sleep 2  # the file manager draws its icons once its window stands
xdotool windowmove "$window" 40 40
scrot ~/seen-before.png
xdotool mousemove --window "$window" {ICON} click --repeat 2 --delay 80 1
wait_for --name '^غرفة الأخبار$' > ~/seen
code=$?
sleep 2  # the window's first picture of itself
scrot ~/seen.png
xdotool search --name '^غرفة الأخبار$' windowactivate --sync key ctrl+q
for _ in $(seq 40); do xdotool search --name '^غرفة الأخبار$' > ~/seen || break; sleep 0.25; done
kill $second $first
exit $code
"""


def main(arguments: list[str]) -> int:
    """0 when the window opened."""
    package, root, picture = (Path(word) for word in arguments)
    with Bare(root) as bare:
        bare.inside("id reader >/dev/null 2>&1 || useradd --create-home --shell /bin/bash reader")
        shutil.copy2(package, bare.root / "tmp" / package.name)
        done = bare.apt("install", f"/tmp/{package.name}", *NEEDS)
        if done.returncode != 0:
            print(done.stderr[-600:], file=sys.stderr)
            return done.returncode
        (bare.root / "home/reader/scene.sh").write_text(SCENE, encoding="utf-8")
        done = bare.as_reader("xvfb-run -a -s '-screen 0 1280x800x24' bash ~/scene.sh")
        for name, target in (("seen-before", picture.with_stem(f"{picture.stem}-before")), ("seen", picture)):
            seen = bare.root / "home/reader" / f"{name}.png"
            if seen.is_file():
                shutil.copy2(seen, target)
        bare.apt("purge", "newsdesk")
    print("the window opened" if done.returncode == 0 else f"no window: {done.stdout}{done.stderr[-600:]}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
