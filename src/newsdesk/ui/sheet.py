"""The style sheet of the window, made from the theme's table; it names no colour of its own."""

from __future__ import annotations

from newsdesk.ui.theme import Theme

_SHEET = """
QWidget {{ font-family: "Noto Sans Arabic", "Noto Sans"; font-size: {body}px; color: {ink};
  placeholder-text-color: {faint}; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px 8px; font-size: {small}px; }}
#masthead, #status {{ background: {side}; }}
#masthead {{ border-bottom: 1px solid {line}; }}
#status {{ border-top: 1px solid {line}; }}
#status QLabel {{ font-size: {meta}px; color: {soft}; }}
#date {{ color: {soft}; font-size: {small}px; }}
#lastSync {{ color: {faint}; font-size: {meta}px; }}
#sidebar, #sidebar QAbstractItemView {{ background: {side}; border: none; }}
#headlines, #headlines QAbstractItemView {{ background: {list}; border: none; outline: none; }}
#day {{ background: {list}; color: {soft}; font-size: {meta}px; font-weight: 600; }}
#remark {{ background: {list}; color: {soft}; font-size: {small}px; padding: 5px 16px;
  border-bottom: 1px solid {line}; }}
#order, #order:hover {{ color: {faint}; background: transparent; font-size: {meta}px; padding: 0 4px; }}
#order:hover {{ color: {accent}; }}
#heading {{ background: {list}; border-bottom: 1px solid {line}; }}
#find {{ background: {list}; border-bottom: 1px solid {line}; }}
#find QLabel {{ color: {soft}; font-size: {small}px; }}
#find QLineEdit {{ background: {paper}; border: 1px solid {line}; border-radius: 7px; padding: 4px 8px; }}
#find QLineEdit:focus {{ border-color: {accent}; }}
#tools {{ background: {paper}; border-bottom: 1px solid {line}; }}
#reading, #article {{ background: {paper}; border: none; }}
QSplitter::handle {{ background: {line}; }}
#search {{ background: {paper}; border: 1px solid {line}; border-radius: 7px; padding: 0 8px; color: {ink};
  selection-background-color: {pill}; selection-color: {pill_ink}; }}
#searchHelp {{ background: {paper}; border: 1px solid {line}; }}
#searchHelp QScrollArea, #searchHelp QScrollArea > QWidget > QWidget {{ background: {paper}; }}
#searchHelp QLabel[kind="soft"] {{ color: {soft}; font-size: {small}px; }}
#searchHelp QLabel[kind="strong"] {{ font-weight: 600; }}
#searchHelp QPushButton {{ padding: 2px 6px; }}
#search:focus {{ border-color: {accent}; }}
#pill {{ background: {pill}; color: {pill_ink}; border: none; border-radius: {pill_radius}px; font-size: {small}px;
  padding: 0 14px; }}
#pill:focus {{ border: 2px solid {pill_ink}; }}
#band {{ background: {wash}; border-bottom: 1px solid {line}; }}
#band QLabel {{ color: {ink}; }}
#empty, #empty > QWidget > QWidget {{ background: transparent; }}
#empty QLabel#emptyTitle {{ font-size: {title}px; font-weight: 600; color: {ink}; }}
#empty QLabel#emptyHint {{ color: {soft}; }}
QPushButton {{
  background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 7px; padding: {pad}px {wide_pad}px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton[kind="main"] {{ background: {pill}; border-color: {pill}; color: {pill_ink}; font-weight: 600; }}
QPushButton[kind="main"]:disabled {{ background: {line}; border-color: {line}; color: {soft}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; padding: 0 6px; color: {accent};
  border-radius: 4px; }}
QPushButton[kind="link"]:hover {{ background: {wash}; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; }}
#status QPushButton {{ font-size: {meta}px; }}
QMenu {{ background: {paper}; border: 1px solid {line}; padding: 6px 0; }}
QMenu::item {{ padding: {pad}px {menu_pad}px; background: transparent; color: {ink}; }}
QMenu::indicator, QMenu::right-arrow, QMenu::left-arrow {{ width: 0; height: 0; image: none; }}
QMenu::item:selected {{ background: {wash}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 0; }}
QDialog {{ background: {paper}; }}
QDialog QLabel[kind="title"] {{ font-size: {title}px; font-weight: 600; }}
QDialog QLabel[kind="soft"] {{ color: {soft}; }}
#health {{ background: {list}; border: 1px solid {line}; border-radius: 9px; }}
QDialog QLabel[kind="strong"] {{ font-weight: 600; }}
QDialog QLabel[kind="ailing"] {{ font-weight: 600; color: {star}; }}
QDialog QLabel[kind="fault"] {{ color: {breaking}; }}
QDialog QLineEdit {{ background: {list}; border: 1px solid {line}; border-radius: 7px; padding: {pad}px {gap}px; }}
QDialog QPlainTextEdit {{ background: {list}; border: 1px solid {line}; border-radius: 7px; padding: {pad}px {gap}px; }}
QDialog QPlainTextEdit:focus {{ border-color: {accent}; }}
QDialog QLineEdit:focus {{ border-color: {accent}; }}
QDialog QAbstractItemView {{ background: {list}; border: 1px solid {line}; border-radius: 7px; outline: none; }}
QDialog QAbstractItemView::item {{ padding: {pad}px {gap}px; border-radius: 6px; color: {ink}; }}
QDialog QAbstractItemView::indicator, QDialog QCheckBox::indicator, QDialog QRadioButton::indicator {{
  width: {box}px; height: {box}px; border: none; background: transparent;
}}
QDialog QAbstractItemView::indicator {{ width: {box_and_gap}px; }}
QDialog QAbstractItemView::item:disabled {{ color: {faint}; }}
QDialog QAbstractItemView::item:hover {{ background: {hover}; }}
QDialog QAbstractItemView::item:selected {{ background: {wash}; color: {accent}; }}
QDialog QScrollArea, QDialog QScrollArea > QWidget > QWidget {{ background: transparent; }}
QDialog QCheckBox {{ spacing: {gap}px; }}
QDialog QRadioButton {{ font-weight: 600; spacing: {gap}px; }}
QDialog QCheckBox:focus, QDialog QRadioButton:focus {{ color: {accent}; }}
QComboBox {{ background: {list}; border: 1px solid {line}; border-radius: 7px; padding: {pad}px {gap}px; }}
QComboBox:focus {{ border-color: {accent}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ background: transparent; border: none; padding: 0; }}
QComboBox::drop-down {{ border: none; width: {arrow}px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: none; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 3px; min-height: 36px; margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {faint}; }}
QDialog QScrollArea > QWidget > QScrollBar:vertical {{ width: 18px; }}
QDialog QScrollArea > QWidget > QScrollBar::handle:vertical {{ margin: 2px 6px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: none; }}
QScrollBar::handle:horizontal {{ background: {line}; border-radius: 3px; min-width: 36px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

# Pixels at 100 %.
_LENGTHS = (
    ("pad", 6), ("wide_pad", 14), ("menu_pad", 22), ("gap", 8), ("arrow", 22), ("box", 15), ("box_and_gap", 21),
    ("pill_radius", 12),
)  # fmt: skip


def sheet(theme: Theme) -> str:
    """The style sheet for this theme."""
    colours = theme.colours
    named = {name: getattr(colours, name) for name in colours.names()}
    sizes = {name: theme.px(size) for name, size in (("body", 14), ("small", 12.5), ("meta", 12), ("title", 20))}
    sizes |= {name: theme.px(size) for name, size in _LENGTHS}
    return _SHEET.format(**named, **sizes)
