"""Renders the program's icon to PNG files beside its drawings; needs PySide6 with QtSvg.

python packaging/icons.py            writes resources/icons/app/newsdesk-SIZE.png
python packaging/icons.py --check    exit 1 when one is not what its drawing says
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app"
SMALL = (16, 22, 24, 32)  # what has fewer than 48 pixels has a drawing of its own
LARGE = (48, 64, 128, 256, 512)
TOLERANCE = 24  # of 255


def drawn(drawing: Path, size: int) -> QImage:
    """A drawing as a square picture of `size` pixels on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return image


def is_same(image: QImage, target: Path) -> bool:
    """Whether the file shows this picture: pixels are compared, since encoders differ, and edges differ a little from
    one version of Qt to the next.
    """
    known = QImage(str(target)).convertToFormat(image.format())
    if known.size() != image.size():
        return False
    pairs = zip(bytes(known.constBits()), bytes(image.constBits()), strict=True)
    return all(abs(one - other) <= TOLERANCE for one, other in pairs)


def main(arguments: list[str]) -> int:
    """Writes or checks every size."""
    application = QGuiApplication([])
    stale = []
    for name, sizes in (("newsdesk-small", SMALL), ("newsdesk", LARGE)):
        for size in sizes:
            target = FOLDER / f"newsdesk-{size}.png"
            image = drawn(FOLDER / f"{name}.svg", size)
            if is_same(image, target):
                continue
            stale.append(target)
            if "--check" not in arguments:
                image.save(str(target), "PNG", 0)
    del application
    if "--check" not in arguments:
        return 0
    for target in stale:
        print(f"{target} is not what its drawing says: run packaging/icons.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
