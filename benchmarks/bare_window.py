"""The limit of a start: a bare list of 10,000 headlines beside a text browser, nothing read, nothing designed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QSplitter, QTableView, QTextBrowser

ROWS = 10_000


class Headlines(QAbstractTableModel):
    """Rows made up when asked for."""

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return ROWS

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"الخبر {index.row()}: بلدية المدينة القديمة تعلن خطة جديدة للنقل العام في الأقاليم الشمالية"
        return None


def main() -> int:
    """Shows it until it is ended."""
    application = QApplication(sys.argv)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = QTableView()
    model = Headlines()
    view.setModel(model)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    browser = QTextBrowser()
    browser.setHtml("<h1>الخبر</h1>" + "<p>بلدية المدينة القديمة تعلن خطة جديدة للنقل العام.</p>" * 8)
    splitter = QSplitter()
    splitter.addWidget(view)
    splitter.addWidget(browser)
    splitter.resize(1200, 760)
    splitter.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
