"""The article on paper: to a printer or into a PDF file, in ink on white whatever the window looks like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPagedPaintDevice

    from newsdesk.ui.article.pane import ArticlePane

DOTS = 96  # an inch: sizes in the style sheet are pixels of a screen
LONGEST_NAME = 80


class PaperPage(QTextDocument):
    """A page that asks for pictures where the view does, and for nothing else."""

    def __init__(self, answer: Callable[[int, QUrl | str], object]) -> None:
        super().__init__()
        self._answer = answer

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return self._answer(kind, name)


def print_on(device: QPagedPaintDevice, pane: ArticlePane) -> None:
    """Prints the article shown."""
    document = PaperPage(pane.view.loadResource)
    html, css, font = pane.on_paper()
    document.setUseDesignMetrics(True)
    document.setDefaultStyleSheet(css)
    document.setDefaultFont(font)
    document.setHtml(html)
    document.print_(device)


def write_pdf(file: str, title: str, pane: ArticlePane) -> bool:
    """Writes the article shown to a PDF file on A4; whether the file could be written."""
    try:
        with Path(file).open("wb"):
            pass
    except OSError:
        return False
    writer = QPdfWriter(file)
    writer.setResolution(DOTS)
    writer.setTitle(title)
    writer.setCreator("newsdesk")
    margins = QMarginsF(0, 0, 0, 0)  # the page has its own
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins))
    print_on(writer, pane)
    return True


def ask_for_printer(pane: ArticlePane, parent: QWidget) -> QPrintDialog:
    """Opens the system's print dialog; accepted, it prints."""
    printer = QPrinter()
    printer.setResolution(DOTS)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: print_on(printer, pane))
    QDialog.open(dialog)  # its own wants a slot by its name
    return dialog


def ask_for_file(words: str, title: str, chosen: Callable[[str], object], parent: QWidget) -> QFileDialog:
    """Opens the dialog that asks where the PDF file is to stand; `chosen` hears its path."""
    dialog = QFileDialog(parent, words)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{file_name(title)}.pdf")
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def file_name(title: str) -> str:
    """A title as the name of a file, without what file systems do not take.

    >>> file_name("خبر: 50/50?"), file_name("...")
    ('خبر 50 50', 'newsdesk')
    """
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u2066-\u2069]+', " ", title)
    return " ".join(name.split())[:LONGEST_NAME].strip(" .") or "newsdesk"
