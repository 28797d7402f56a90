"""Boxes and choices can be seen in every theme, and stand off their words at every size of the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionButton,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.test_look import THEMES, VISIBLE, contrast

from newsdesk.settings.settings import Settings
from newsdesk.ui.dialogs.ticks import DotButton, TickBox, TickDelegate, TickTree
from newsdesk.ui.menus import LETTERS, SIDE, Menu
from newsdesk.ui.sheet import sheet
from newsdesk.ui.start import dress
from newsdesk.ui.theme import theme_of

ON, HALF, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
WORDS = "متابعة"


@pytest.fixture(params=[(name, size) for name in THEMES for size in (100, 200)], ids=lambda one: f"{one[0]}-{one[1]}")
def dialog(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[QDialog]:
    settings = Settings(theme=request.param[0], text_size=request.param[1], language="ar")
    before = qapp.palette(), qapp.font()
    dress(qapp, settings)
    made = QDialog(objectName=request.param[0])
    made.setStyleSheet(sheet(theme_of(settings)))
    QVBoxLayout(made)
    qtbot.addWidget(made)
    yield made
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


def placed(dialog: QDialog, *shown: QWidget) -> None:
    for one in shown:
        dialog.layout().addWidget(one)  # type: ignore[union-attr]
    dialog.resize(600, 800)
    dialog.show()


def sign_of(button: QAbstractButton, element: QStyle.SubElement) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(button)
    return button.style().subElementRect(element, option, button)


def strongest(image: QImage, place: QRect, ground: QColor) -> float:
    """The contrast with the ground of what stands out most at the middle of the left edge."""
    y = place.center().y()
    return max(contrast(image.pixelColor(x, y).name(), ground.name()) for x in range(place.left(), place.left() + 4))


def test_boxes_and_choices_can_be_told_from_the_ground_and_from_one_another(dialog: QDialog) -> None:
    boxes, choices = [TickBox(WORDS) for _ in range(3)], [DotButton(WORDS), DotButton(WORDS)]
    placed(dialog, *boxes, *choices)
    for box, state in zip(boxes, (ON, HALF, OFF), strict=True):
        box.setTristate()
        box.setCheckState(state)
    choices[0].setChecked(True)
    ground = QPalette(dialog.palette()).color(QPalette.ColorRole.Base)
    kinds = QStyle.SubElement
    seen = set()
    for one in (*boxes, *choices):
        element = kinds.SE_CheckBoxIndicator if one in boxes else kinds.SE_RadioButtonIndicator
        place, image = sign_of(one, element), one.grab().toImage()
        assert strongest(image, place, ground) >= VISIBLE
        seen.add(bytes(image.copy(place).constBits()))
        words = sign_of(one, kinds.SE_CheckBoxContents if one in boxes else kinds.SE_RadioButtonContents)
        assert place.left() - words.right() >= place.width() // 2
    assert len(seen) == 5


def test_boxes_in_rows_can_be_seen_as_well(dialog: QDialog) -> None:
    rows = QListWidget()
    rows.setItemDelegate(TickDelegate(rows))
    for state in (ON, OFF):
        QListWidgetItem(WORDS, rows).setCheckState(state)
    placed(dialog, rows)
    image = rows.viewport().grab().toImage()
    ground = QPalette(dialog.palette()).color(QPalette.ColorRole.AlternateBase)
    for row in (0, 1):
        option = QStyleOptionViewItem()
        rows.initViewItemOption(option)
        option.rect = rows.visualItemRect(rows.item(row))
        rows.itemDelegate().initStyleOption(option, rows.model().index(row, 0))  # type: ignore[attr-defined]
        kinds = QStyle.SubElement
        place = rows.style().subElementRect(kinds.SE_ItemViewItemCheckIndicator, option, rows)
        box = QRect(place.right() + 1 - place.height(), place.y(), place.height(), place.height())
        words = rows.style().subElementRect(kinds.SE_ItemViewItemText, option, rows)
        assert strongest(image, box, ground) >= VISIBLE
        assert box.left() - words.right() >= box.width() // 3


def test_the_signs_of_branches_grow_with_the_text(dialog: QDialog) -> None:
    tree = TickTree()
    QTreeWidgetItem(QTreeWidgetItem(tree, [WORDS]), [WORDS])
    placed(dialog, tree)
    tree.setIndentation(tree.fontInfo().pixelSize() * 2)
    image = tree.viewport().grab().toImage()
    step, row = tree.indentation(), tree.visualItemRect(tree.topLevelItem(0))
    ground = image.pixelColor(tree.viewport().width() - 2, row.top() + 1)
    left = tree.viewport().width() - step
    drawn = [
        x
        for x in range(left, left + step)
        if any(image.pixelColor(x, y) != ground for y in range(row.top(), row.bottom()))
    ]
    assert len(drawn) >= tree.fontInfo().pixelSize() * 2 // 5


def test_what_stands_in_an_empty_field_can_be_read(dialog: QDialog) -> None:
    field = QLineEdit()
    placed(dialog, field)
    colours = theme_of(Settings(theme=dialog.objectName())).colours
    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert (shown.name().upper(), shown.alpha()) == (colours.faint, 255), "the style sheet makes it half of the ink"


def test_a_menu_writes_keys_from_left_to_right_and_its_signs_grow(dialog: QDialog) -> None:
    menu = Menu(dialog)
    menu.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chosen = menu.addAction(WORDS)
    chosen.setCheckable(True)
    chosen.setChecked(True)
    larger = menu.addAction(WORDS)
    larger.setShortcut("Ctrl++")
    inside = menu.add(WORDS).menuAction()
    option = QStyleOptionMenuItem()
    menu.initStyleOption(option, larger)
    assert option.text == f"{WORDS}\t\u2066Ctrl++\u2069"
    menu.popup(QPoint(0, 0))
    image, letters = menu.grab().toImage(), menu.fontInfo().pixelSize()
    for action, is_leading in ((chosen, True), (inside, False)):
        row, side = menu.actionGeometry(action), letters * SIDE // LETTERS
        ends = range(row.right() - side + 1, row.right()) if is_leading else range(row.left() + 1, row.left() + side)
        ground = image.pixelColor(ends[0], row.top() + 1)
        drawn = [y for y in range(row.top(), row.bottom()) if any(image.pixelColor(x, y) != ground for x in ends)]
        assert len(drawn) >= letters * 2 // 5
    menu.hide()
