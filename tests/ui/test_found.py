"""What a search found is shown with a piece of its text, and marked on the very letters that answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMenu
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import PATIENCE, Room

from newsdesk.arabic.breaking import labelled
from newsdesk.arabic.fold import fold
from newsdesk.arabic.highlight import Sought, hits
from newsdesk.domain.changes import Changes
from newsdesk.domain.found import Found, Place, SearchOrder
from newsdesk.store import index
from newsdesk.ui import lines
from newsdesk.ui.headlines.layout import DAY, FOUND_ROW, ROW, lay_out
from newsdesk.ui.lines import ELLIPSIS, Piece, broken, marks_in, pieces
from newsdesk.ui.searching import FOUND, Results
from newsdesk.ui.theme import DARK, LIGHT, Face, Theme

SEA = "وقال إنّ الكِتَابَ يروي سيرة البَحْر كما عرفها الصيادون قبل أن تُبنى المنارة. "
TOLD = (
    ("مُذَكِّرَاتُ بَحَّارٍ: كِتَابُ البَحْرِ يعود إلى الرفوف بعد نصف قرن من الغياب", SEA * 3),
    ("عاجل | كتـــاب عن البحر يفوز بجائزة المدينة", "انتهى الحفل مساءً. " * 30 + SEA),
    ("🌊🌧️ صور: كتاب iPhone والبحر 🌊 بين دفّتين", "قرأ الناس " + SEA),
    ("الكتاب الورقي لا يموت", "قال الناشرون إن الكتاب باقٍ."),
    ("ليل على الرصيف", "نظر إلى البحر طويلًا ثم مضى."),
    ("خبر لا صلة له", "كلام آخر."),
)
QUESTION = "كتاب البحر"
FONT = Theme(LIGHT).font


def told(title: str, text: str, number: int) -> object:
    """An article that holds just this."""
    made = item(title, number, NOW - timedelta(hours=7 * number))
    return replace(made, text=text, html=f"<p>{text}</p>", search_title=fold(title), search_body=fold(text))


def fill_told(made: Press) -> None:
    rows = [told(title, text, number) for number, (title, text) in enumerate(TOLD, 1)]
    made.deliver(made.source("صحيفة الميناء"), rows)  # type: ignore[arg-type]


def found_rows(room: Room) -> list[Found]:
    """Why each row stands in the list."""
    found = [room.window.model.found(row) for row in range(room.window.model.rowCount())]
    assert all(one is not None for one in found)
    return [one for one in found if one is not None]


def marked_letters(piece: Piece, places: tuple[tuple[int, int], ...]) -> list[str]:
    """What a line marks, cut out in Qt's own units."""
    units = piece.shown.encode("utf-16-le")
    return [units[2 * at : 2 * (at + length)].decode("utf-16-le") for at, length in marks_in(piece, places)]


@pytest.mark.parametrize("width", [90, 150, 240, 336, 900])
def test_a_mark_sits_on_the_letters_that_answer_wherever_the_lines_break(qapp: object, width: int) -> None:
    for title, text in TOLD:
        for words, limit, face in ((title, 2, Face.HEADLINE), (text[:160], 1, Face.SMALL)):
            places = hits(words, "كتاب البحر")
            shown = pieces(FONT(face), width, words, limit)
            assert [piece.shown for piece in shown] == broken(FONT(face), width, words, limit)
            wanted = "".join(words[start:end] for start, end in places)
            marked = "".join(letters for piece in shown for letters in marked_letters(piece, places))
            assert ELLIPSIS not in marked
            assert wanted.startswith(marked)
            if not shown[-1].shown.endswith(ELLIPSIS):
                assert marked == wanted
            for piece in shown:
                assert piece.shown.removesuffix(ELLIPSIS) == words[piece.start : piece.start + piece.length]


def test_a_word_beyond_the_ellipsis_is_not_marked_and_of_one_that_is_cut_what_is_seen(qapp: object) -> None:
    text = "سطر طويل يمتد إلى ما لا نهاية له ثم يأتي الكتاب في آخره"
    (piece,) = pieces(FONT(Face.SMALL), 150, text, 1)
    assert piece.shown.endswith(ELLIPSIS)
    assert marks_in(piece, hits(text, "كتاب")) == []
    (long,) = pieces(FONT(Face.SMALL), 100, "ش" * 60, 1)
    assert marks_in(long, ((0, 60),)) == [(0, long.length)]


def test_a_word_that_is_cut_leaves_with_the_sign_that_qt_joins_its_letters_with(qapp: object) -> None:
    text = "المعرض. وقال إنّ الكتاب يروي سيرة البحر كما عرفها الصيادون قبل أن تُبنى المنارة"
    for width in range(60, 400, 3):
        (piece,) = pieces(FONT(Face.SMALL), width, text, 1)
        assert "\u200d" not in piece.shown
        assert text[piece.length : piece.length + 1] in ("", " ", ".", "،")


def mark_columns(image: QImage, box: QRect, ground: str) -> list[int]:
    """The columns of a box in which the ground of marks is seen."""
    colour = QColor(ground).rgb()
    rows = range(box.top(), box.bottom() + 1)
    return [x for x in range(box.left(), box.right() + 1) if any(image.pixel(x, y) == colour for y in rows)]


@pytest.mark.parametrize(
    ("words", "title", "is_first"),
    [
        ("ملاحة", "ملاحة جديدة بعد عام", True),
        ("الأمازيغية", "ملاحة في الأمازيغية", False),
        ("OpenMaps", "OpenMaps تعود إلينا", True),
        ("ملاحة", "عاجل | ملاحة جديدة بعد عام", True),
    ],
)
def test_marks_are_painted_where_the_word_stands(opens_room: OpensRoom, words: str, title: str, is_first: bool) -> None:
    def fill(made: Press) -> None:
        made.deliver(made.source("صحيفة"), [told(title, "نص.", 1)])  # type: ignore[list-item]

    room = opens_room(fill)
    room.search(words)
    place = room.row_place(0)
    box = lay_out(place.width(), 1.0, is_rtl=True, has_day=False, row=FOUND_ROW).title
    area = QRect(round(box.x), place.y() + round(box.y), round(box.width), 26)
    columns = mark_columns(room.window.list.view.viewport().grab().toImage(), area, LIGHT.mark)
    assert columns
    width = lines.width_of(FONT(Face.HEADLINE), labelled(title).title)
    right = area.right() + 1
    middle = right - width / 2
    assert all(right - width - 1 <= x <= right for x in columns), "within the words"
    assert (sum(columns) / len(columns) > middle) == is_first


def test_each_result_has_its_headline_and_a_piece_of_its_text_with_the_words_in_it(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search(QUESTION)
    found = found_rows(room)
    for one in found:
        marked = [one.snippet[start:end] for start, end in one.hits]
        assert marked, one.snippet
        assert {fold(word).removeprefix("ال") for word in marked} <= {"كتاب", "بحر"}
        assert one.hits[0][0] <= 21, "the first can be seen in a narrow line"
    breaking = next(one for one in found if labelled(one.headline.title).is_breaking)
    assert [breaking.headline.title[start:end] for start, end in breaking.title_hits] == ["كتـــاب", "البحر"]
    spoken = room.window.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert found[0].snippet in spoken


def test_what_holds_only_some_of_the_words_stands_apart_below_a_heading(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    view = room.window.list.view
    assert any(view.day_above(row) for row in range(6)), "rows of the shelf had the headings of days"
    room.search(QUESTION)
    whole = [one.has_all for one in found_rows(room)]
    assert whole == [True, True, True, False, False]
    headings = [view.day_above(row) for row in range(len(whole))]
    assert headings == ["", "", "", room.texts.say("found.some-words"), ""]
    assert [room.row_place(row).height() for row in range(5)] == [FOUND_ROW] * 3 + [FOUND_ROW + DAY, FOUND_ROW]
    assert room.window.list.day.text() == room.texts.count("search.found", 3)
    assert room.texts.say("spoken.some-words") in view.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    room.key("Esc")
    assert room.row_place(0).height() == ROW
    assert any(view.day_above(row) for row in range(6))


def test_results_of_a_list_are_shaped_as_they_are_seen_and_not_before(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search(QUESTION)
    (first, *_) = found_rows(room)
    many = [
        replace(first, headline=replace(first.headline, id=n, title=f"كتاب البحر {n}"), snippet=f"البحر {n}")  # type: ignore[arg-type]
        for n in range(1000, 2000)
    ]
    lines._SHAPED.clear()
    room.window.model.show(many)
    room.window.list.view.viewport().grab()
    assert len(lines._SHAPED) < 60


def test_dark_marks_are_other_marks(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.window.set_theme("dark")
    room.search(QUESTION)
    image = room.window.list.view.viewport().grab().toImage()
    assert mark_columns(image, room.row_place(0), DARK.mark)


def test_the_first_answer_is_the_most_relevant_and_can_be_the_newest(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search(QUESTION)
    assert room.window.reading.searching.order is SearchOrder.RELEVANCE
    assert room.window.list.order.text() == room.texts.say("found.by-relevance")


def test_the_order_of_results_turns_by_key_and_by_menu_and_is_kept(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    assert not room.window.actions_by_name["turn_found"].isEnabled()
    room.search(QUESTION)
    best = room.titles()
    with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
        room.key("Ctrl+Shift+O")
    times = [one.headline.sorted_at for one in found_rows(room) if one.has_all]
    assert times == sorted(times, reverse=True)
    assert sorted(room.titles()) == sorted(best)
    assert room.window.list.order.text() == room.texts.say("found.by-date")
    assert room.kept[-1].found_order == "date"
    room.click(room.window.list.order)
    (menu,) = [menu for menu in room.window.findChildren(QMenu) if menu.isVisible()]
    assert [action.isChecked() for action in menu.actions()] == [False, True]
    with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
        menu.actions()[0].trigger()
    menu.close()
    assert room.titles() == best
    room.close()
    again = opens_room(settings=replace(room.kept[-1], found_order="date"))
    again.search(QUESTION)
    assert again.window.list.order.text() == again.texts.say("found.by-date")


def test_a_question_that_asks_too_much_is_answered_with_one_that_asks_less(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search('"كتاب الصيادين" -جريدة')
    assert room.titles() == []
    empty = room.window.list.empty
    less = room.texts.say("suggest.order", query="كتاب الصيادين -جريدة")
    assert empty.isVisible()
    assert empty.button.text() == less
    assert empty.more == [], "what would find nothing either is not offered"
    with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
        room.click(empty.button)
    assert room.titles()
    assert room.window.parts.masthead.search.text() == "كتاب الصيادين -جريدة"


def test_a_word_that_no_article_holds_is_answered_with_the_nearest_in_its_own_letters(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search("البحرر")
    assert room.window.list.empty.button.text() == room.texts.say("suggest.spelling", query="البحر")


def test_the_window_says_when_results_may_be_missing_and_looks_again_when_the_index_is_whole(
    opens_room: OpensRoom,
) -> None:
    room = opens_room(fill_told)
    remark = room.window.list.remark
    room.write(lambda writes: writes.stores.cache.write("UPDATE meta SET value = 'stale' WHERE key = 'index_version'"))
    room.search(QUESTION)
    assert remark.isVisible()
    assert remark.text() == room.texts.say("found.index-unfinished")
    room.desk.write(lambda writes: index.bring_up_to_date(writes.stores)).result(15)
    with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
        room.desk._announce(Changes(everything=True))
    assert not remark.isVisible()
    found = replace(found_rows(room)[0], is_of_all=False)
    there_is_more = Place(1, 0.0, 0, 1)
    results = Results(QUESTION, SearchOrder.DATE, (found,), Sought(), there_is_more, True, 1, is_of_all=False)
    room.window.reading.found.emit(results)
    assert remark.text() == room.texts.say("found.newest-only")
    assert room.window.list.day.text() == room.texts.count("found.first", 1)


def fill_many_hits(made: Press) -> None:
    items = [item(f"كتاب رقم {n}", n, NOW - timedelta(minutes=n), has_text=False) for n in range(460)]
    made.deliver(made.source("صحيفة"), items)


def test_at_the_end_of_what_was_found_the_next_page_comes_until_there_is_none(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many_hits)
    room.search("كتاب")
    said = room.window.list.day
    for shown in (FOUND, 2 * FOUND):
        assert len(room.titles()) == shown
        assert said.text() == room.texts.count("found.first", shown)
        with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE) as further:
            room.window.list.view.scrollToBottom()
        assert len(further.args[0].found) <= FOUND, "what was shown is not looked for again"
    assert len(set(room.titles())) == len(room.titles()) == 460
    assert said.text() == room.texts.count("search.found", 460)
    assert not room.window.model.canFetchMore()


def test_a_page_that_comes_after_the_order_was_turned_is_not_put_below_the_other_rows(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many_hits)
    room.search("كتاب")
    room.window.queries.turn_order()
    room.window.reading.searching.ask_more()
    room.settle()
    assert room.window.reading.searching.order is SearchOrder.DATE
    assert room.titles() == [f"كتاب رقم {n}" for n in range(FOUND)]
