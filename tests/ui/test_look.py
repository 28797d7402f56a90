"""Colours that can be read, sizes that can be changed, a shape that is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMenu, QTextBrowser
from tests.ui.conftest import OpensRoom, usual
from tests.ui.room import SETTINGS, Room

from newsdesk.settings.settings import Settings
from newsdesk.ui.sheet import sheet
from newsdesk.ui.theme import DARK, LIGHT, MARK_GROUNDS, SEPIA, Colours, Theme, palette
from newsdesk.ui.turns import STEP

THEMES = {"light": LIGHT, "sepia": SEPIA, "dark": DARK}
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3
VISIBLE = 3.0  # 1.4.11: what is no text
TELLING = 1.04

GROUNDS = ("paper", "list", "side", "wash", "hover")
TEXTS = {
    "ink": (*GROUNDS, "mark"),
    "soft": (*GROUNDS, "line"),  # a main button that cannot be pressed stands on the colour of lines
    "faint": GROUNDS,
    "accent": GROUNDS,
    "breaking": ("paper", "list", "breaking_wash"),
    "pill_ink": ("pill",),
    "star": ("paper", "list"),  # the word for a source in trouble
}
SIGNS = {"star": GROUNDS, "accent": GROUNDS}
PAIRS = [(text, ground) for text, grounds in TEXTS.items() for ground in grounds]


def luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground_it_can_stand_on(name: str) -> None:
    colours = THEMES[name]
    poor = {
        f"{text} on {ground}": round(contrast(getattr(colours, text), getattr(colours, ground)), 2)
        for text, ground in PAIRS
        if contrast(getattr(colours, text), getattr(colours, ground)) < READABLE
    }
    assert poor == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_rule_of_the_style_sheet_that_names_both_can_be_read(name: str) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet(Theme(THEMES[name])))
    checked = 0
    for selector, body in rules:
        ground = re.search(r"(?<![-\w])background: (#\w{6})", body)
        text = re.search(r"(?<![-\w])color: (#\w{6})", body)
        if ground and text:
            checked += 1
            assert contrast(text[1], ground[1]) >= READABLE, selector
    assert checked >= 8


@pytest.mark.parametrize("name", THEMES)
def test_signs_can_be_seen(name: str) -> None:
    colours = THEMES[name]
    for sign, grounds in SIGNS.items():
        for ground in grounds:
            assert contrast(getattr(colours, sign), getattr(colours, ground)) >= VISIBLE, (sign, ground)
    for ground in MARK_GROUNDS:
        assert contrast("#FFFFFF", ground) >= READABLE
    for ground in ("side", "list", "paper"):  # with a word in another colour or a bar beside it
        assert contrast(colours.wash, getattr(colours, ground)) >= TELLING, "what is chosen can be told from the rest"


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_pairs_can_be_read(name: str) -> None:
    made, roles = palette(THEMES[name]), QPalette.ColorRole
    pairs = (
        (roles.Text, roles.Base), (roles.WindowText, roles.Window), (roles.ButtonText, roles.Button),
        (roles.ToolTipText, roles.ToolTipBase), (roles.HighlightedText, roles.Highlight), (roles.Link, roles.Base),
        (roles.PlaceholderText, roles.Base),
    )  # fmt: skip
    for group, (text, ground) in product((QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive), pairs):
        seen = contrast(made.color(group, text).name(), made.color(group, ground).name())
        assert seen >= READABLE, (group, text, ground)


def test_no_text_in_the_sheet_has_a_colour_that_the_table_of_this_test_does_not_know() -> None:
    named = set(re.findall(r"(?<![-\w])color: \{(\w+)\}", _source_of_sheet()))
    assert named <= set(TEXTS)


def _source_of_sheet() -> str:
    """The style sheet with the names of its colours still in it."""
    names = {name: f"{{{name}}}" for name in LIGHT.names()}
    return sheet(Theme(Colours(**names)))


# --- choosing


def ground_of_list(room: Room) -> str:
    """The colour that the list really has, where no row is."""
    view = room.window.list.view.viewport()
    return view.grab().toImage().pixelColor(5, view.height() - 3).name().upper()


def choose_theme(room: Room, name: str) -> None:
    """Chooses a theme in the window's menu."""
    wanted = room.texts.say(f"theme.{name}")
    actions = [action for menu in room.window.findChildren(QMenu) for action in menu.actions()]
    next(action for action in actions if action.text() == wanted).trigger()


def test_a_theme_is_changed_at_once_and_nothing_else_with_it(room: Room) -> None:
    room.window.list.view.verticalScrollBar().setValue(0)
    room.key("J")
    room.key("J")
    room.settle()
    before = (room.selected, room.titles(), room.window.article.view.toPlainText())
    for name in ("dark", "sepia", "light"):
        choose_theme(room, name)
        colours = THEMES[name]
        assert QApplication.palette().color(QPalette.ColorRole.Base).name().upper() == colours.paper
        grabbed = room.window.grab().toImage()
        masthead = room.window.parts.masthead
        assert grabbed.pixelColor(masthead.mapTo(room.window, masthead.rect().center())).isValid()
        corner = room.window.list.heading
        seen = grabbed.pixelColor(corner.mapTo(room.window, QRect(corner.rect()).topLeft()) + corner.rect().center())
        assert seen.name().upper() in {colours.list, colours.side, colours.paper}
        assert colours.ink.lower() in room.window.article.view.toHtml().lower()
        assert room.kept[-1].theme == name
        assert (room.selected, room.titles(), room.window.article.view.toPlainText()) == before


def test_the_theme_chosen_is_there_at_the_next_start(opens_room: OpensRoom) -> None:
    room = opens_room(usual)
    choose_theme(room, "dark")
    room.close()
    again = opens_room(settings=room.kept[-1])
    again.window.model.show([])
    again.window.list.show_list()
    assert ground_of_list(again) == DARK.list


def test_the_text_grows_and_shrinks_by_key(room: Room) -> None:
    room.key("J")
    usual = room.row_place(0).height()
    body = font_of_body(room.window.article.view)
    room.key("Ctrl++")
    assert room.kept[-1].text_size == 110
    assert room.row_place(0).height() > usual
    assert font_of_body(room.window.article.view) > body
    room.key("Ctrl+0")
    assert (room.row_place(0).height(), font_of_body(room.window.article.view)) == (usual, body)
    room.key("Ctrl+-")
    assert room.kept[-1].text_size == 90
    assert font_of_body(room.window.article.view) < body
    assert room.selected == 0


@pytest.mark.parametrize(("key", "nearly", "bound"), [("Ctrl++", 190, 200), ("Ctrl+-", 90, 80)])
def test_the_size_of_the_text_has_bounds(opens_room: OpensRoom, key: str, nearly: int, bound: int) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=nearly))
    for _ in range(3):
        room.key(key)
    assert room.kept[-1].text_size == bound
    room.key("J")
    room.window.grab()


def font_of_body(view: QTextBrowser) -> int:
    """The pixel size of the last paragraph."""
    return view.document().lastBlock().begin().fragment().charFormat().font().pixelSize()


def test_a_larger_text_keeps_the_place_in_the_article(room: Room) -> None:
    room.window.resize(1280, 420)
    room.key("J")
    bar = room.window.article.view.verticalScrollBar()
    room.wait(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    room.key("Ctrl++")
    assert 0.3 < bar.value() / bar.maximum() < 0.7


# --- shape


def test_size_and_splits_are_kept_over_a_restart(opens_room: OpensRoom) -> None:
    room = opens_room(usual, size=(1000, 640))
    room.window.turns.moveSplitter(620, 1)
    room.wait(lambda: len(set(room.window.turns.sizes())) > 1)
    size, splits = room.window.size(), room.window.turns.sizes()
    room.close()
    again = opens_room(settings=room.kept[-1], size=None)
    assert again.window.size() == size
    assert again.window.turns.sizes() == splits


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_lines_between_the_sides_move_by_key_to_where_the_arrow_points(
    opens_room: OpensRoom, language: str
) -> None:
    room = opens_room(usual, replace(SETTINGS, language=language))
    turns = room.window.turns

    def lines() -> list[int]:
        return [turns.handle(number).x() for number in (1, 2)]

    before = lines()
    room.key("Ctrl+Alt+Right")
    assert lines() == [before[0], before[1] + STEP]
    room.key("Ctrl+Alt+Shift+Left")
    assert lines() == [before[0] - STEP, before[1] + STEP]
    room.key("Ctrl+Alt+Left")
    assert lines() == [before[0] - STEP, before[1]]
    for _ in range(60):
        room.key("Ctrl+Alt+Right")
    assert min(turns.sizes()) >= 150, "no side is pushed out"
    assert all(turns.handle(number).accessibleName() for number in (1, 2))
    kept = turns.sizes()
    room.close()
    assert tuple(room.kept[-1].splits) == tuple(kept)


def test_splits_outlive_a_narrow_window_and_a_restart_in_it(opens_room: OpensRoom) -> None:
    room = opens_room(usual, size=(1200, 640))
    room.window.turns.moveSplitter(700, 1)
    splits = room.window.turns.sizes()
    room.window.resize(700, 640)
    room.wait(lambda: room.window.turns.is_narrow)
    room.close()
    again = opens_room(settings=room.kept[-1], size=None)
    assert again.window.turns.is_narrow
    again.window.resize(1200, 640)
    again.wait(lambda: not again.window.turns.is_narrow)
    assert again.window.turns.sizes() == pytest.approx(splits, abs=2)


@pytest.mark.parametrize("kept", [{"window_geometry": "ه"}, {"window_geometry": "AAAA"}, {"splits": (0, 0, 0)},
                                  {"splits": (5,)}, {"splits": (1, 99999, 1)}])  # fmt: skip
def test_a_shape_that_cannot_be_kept_is_no_hindrance(opens_room: OpensRoom, kept: dict[str, object]) -> None:
    room = opens_room(usual, Settings(theme="light", **kept))  # type: ignore[arg-type]
    assert all(size > 100 for size in room.window.turns.sizes())


def test_a_narrow_window_gives_list_and_article_their_turns(room: Room) -> None:
    window = room.window
    window.resize(880, 640)
    room.wait(lambda: window.turns.is_narrow)
    assert window.list.isVisible()
    assert not window.article.isVisible()
    room.click_row(1)
    assert window.article.isVisible()
    assert not window.list.isVisible()
    assert window.reading.shown is not None
    assert window.reading.shown.id == room.rows()[1].id
    assert window.article.back.isVisible()
    room.click(window.article.back)
    assert window.list.isVisible()
    room.key("J")
    assert window.list.isVisible(), "going on in the list stays in the list"
    room.key("Left")
    assert window.article.isVisible()
    assert window.reading.shown.id == room.rows()[2].id
    room.key("J")
    assert window.article.isVisible(), "going on in the article stays in the article"
    assert window.reading.shown.id == room.rows()[3].id
    window.resize(1280, 700)
    room.wait(lambda: not window.turns.is_narrow)
    assert window.list.isVisible()
    assert window.article.isVisible()
    assert not window.article.back.isVisible()


def test_in_a_narrow_list_the_keys_act_on_the_row_and_not_on_an_article_out_of_sight(room: Room) -> None:
    room.click_row(0)
    room.settle()
    room.window.resize(800, 640)
    room.wait(lambda: room.window.turns.is_narrow)
    room.key("J")
    room.key("J")
    assert room.selected == 2
    room.key("S")
    room.settle()
    assert [headline.is_bookmarked for headline in room.rows()[:3]] == [False, False, True]
    room.key("Return")
    assert room.window.article.isVisible()
    assert room.window.reading.shown is not None
    assert room.window.reading.shown.id == room.rows()[2].id


def test_a_window_made_wide_shows_the_article_of_the_selected_row(room: Room) -> None:
    room.window.resize(800, 640)
    room.wait(lambda: room.window.turns.is_narrow)
    room.key("J")
    assert room.window.reading.shown is None
    room.window.resize(1280, 700)
    room.wait(lambda: room.window.reading.shown is not None)
    assert room.window.reading.shown is not None
    assert room.window.reading.shown.id == room.rows()[0].id


def test_double_size_counts_as_narrow_sooner(opens_room: OpensRoom) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=200))
    assert room.window.turns.is_narrow
