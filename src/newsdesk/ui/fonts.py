"""Brings the shipped typefaces to Qt, those of the first paint first; it must not know where text is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

FIRST = (
    "NotoSansArabic-Regular",
    "NotoSansArabic-SemiBold",
    "NotoSans-Regular",
    "NotoSans-SemiBold",
    "NotoKufiArabic-Bold",
)
READING = ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")


def load(folder: Path, names: tuple[str, ...]) -> None:
    """Adds these faces from `folder`. A face that is missing leaves Qt to choose among the system's."""
    for name in names:
        file = folder / f"{name}.ttf"
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))
