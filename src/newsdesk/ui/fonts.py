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
# By the first family of a face for articles; the others are there from the start or the system's own.
READING = {
    "Noto Naskh Arabic": ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"),
    "Amiri": ("Amiri-Regular", "Amiri-Bold", "NotoNaskhArabic-Regular"),
    "Noto Kufi Arabic": ("NotoKufiArabic-Regular",),  # its bold is there from the start
}


def load(folder: Path, names: tuple[str, ...]) -> None:
    """Adds these faces from `folder`. A face that is missing leaves Qt to choose among the system's."""
    for name in names:
        file = folder / f"{name}.ttf"
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))
