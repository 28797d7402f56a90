"""Takes pictures of the window over a made profile, for a person to look at.

python packaging/pictures.py FOLDER [NAME …]             offscreen, or on the display that QT_QPA_PLATFORM=xcb names
python packaging/pictures.py FOLDER --every [NAME …]     each in every theme, language, size of window and of text
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src"), str(HERE / "tests" / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

from edition import MIXED, NEWS, Press, key_of  # noqa: E402
from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QPointF, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402

from newsdesk.arabic.fold import fold  # noqa: E402
from newsdesk.desk import Desk  # noqa: E402
from newsdesk.domain.changes import Notice, Progress  # noqa: E402
from newsdesk.domain.digits import Digits, Months  # noqa: E402
from newsdesk.domain.faults import Fault, FaultKind  # noqa: E402
from newsdesk.domain.menu import Line  # noqa: E402
from newsdesk.domain.orders import Glimpse  # noqa: E402
from newsdesk.domain.outline import Outline  # noqa: E402
from newsdesk.domain.shelf import Shelf, ShelfKind  # noqa: E402
from newsdesk.domain.source import SourceChoice, SourceKind  # noqa: E402
from newsdesk.intake.client import Intake  # noqa: E402
from newsdesk.settings.paths import Paths  # noqa: E402
from newsdesk.settings.settings import Settings  # noqa: E402
from newsdesk.store import searches  # noqa: E402
from newsdesk.store.writes import Writes  # noqa: E402
from newsdesk.texts import Texts  # noqa: E402
from newsdesk.ui import start  # noqa: E402
from newsdesk.ui.search_help import SearchHelp  # noqa: E402
from newsdesk.ui.sources.searches import shelf_of  # noqa: E402
from newsdesk.ui.window import Window  # noqa: E402

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=3)))
PICTURE = key_of("olives")
Deed = Callable[[Window], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is in the profile, how the window is set, what is done before it is taken."""

    name: str
    fill: Callable[[Press], object]
    deeds: tuple[Deed, ...] = ()
    settings: Settings = field(default_factory=lambda: Settings(theme="light"))
    size: tuple[int, int] = (1280, 800)


def landscape() -> bytes:
    """A made picture."""
    image = QImage(1120, 420, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(60, 420))
    for place, colour in ((0.0, "#9db7c4"), (0.6, "#d7c9a5"), (1.0, "#a98f63")):
        sky.setColorAt(place, QColor(colour))
    painter.fillRect(image.rect(), sky)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(held.data())


def morning(press: Press) -> None:
    """The usual edition: one source in trouble, one bookmark, some read."""
    sources = press.news(NEWS, PICTURE)
    press.picture(PICTURE, landscape(), 1120, 420)
    press.trouble(sources[2])
    page = [row[0] for row in press.writes.stores.cache.rows("SELECT id FROM article ORDER BY sorted_at DESC", ())]
    press.writes.set_bookmarked(page[1:2], True, NOW)
    press.writes.set_read([page[3], page[7]], True, NOW)


def mixed(press: Press) -> None:
    """Headlines that break layouts."""
    press.news(MIXED)


def guide(press: Press) -> None:
    """A profile at its first start."""
    from edition import item

    titles = ("أهلًا بك في غرفة الأخبار", "اقرأ دون اتصال", "احفظ بنجمة", "مفاتيح تغنيك عن الفأرة", "ابحث في كل ما حُفظ")
    source = press.source("دليل غرفة الأخبار", None, SourceKind.GUIDE)
    press.deliver(source, [item(title, place, None) for place, title in enumerate(titles, 1)])


def breaking(press: Press) -> None:
    """Breaking news of several sources."""
    titles = ("عاجل | إغلاق الميناء القديم أمام السفن", "#عاجل: انقطاع الطريق الساحلي عند الكيلومتر 47", "عاجل")
    press.news([(n, 3 * n + 1, title) for n, title in enumerate(titles)] + [(5, 20, "عاجل… OpenMaps تعود إلى الخدمة")])


def sought(press: Press) -> None:
    """Articles that hold words in many spellings, marks and places, and some that hold only one of them."""
    from edition import item

    sea = "وقال إنّ الكِتَابَ يروي سيرة البَحْر كما عرفها الصيادون قبل أن تُبنى المنارة، وفيه خرائط بيد أصحابها. "
    told = (
        ("مُذَكِّرَاتُ بَحَّارٍ: كِتَابُ البَحْرِ يعود إلى الرفوف بعد نصف قرن من الغياب الطويل", sea * 3),
        ("عاجل | كتـــاب عن البحر يفوز بجائزة المدينة", "انتهى الحفل مساءً. " * 12 + sea),
        ("Atlas Weekly: كتاب iPhone والبحر 🌊 بين دفّتين", "قرأ الناس " + sea),
        (
            "معرض المدينة يفتح أبوابه للزوار في يومه الأول، وفيه ألف عنوان جديد من ثلاثين دارًا وبلدًا",
            "افتُتح المعرض. " + sea,
        ),
        ("الكتاب الورقي لا يموت", "قال الناشرون إن الكتاب باقٍ."),
        ("ليل على الرصيف", "نظر إلى البحر طويلًا ثم مضى."),
    )
    source = press.source("صحيفة الميناء", "بلاد الشام")
    items = [
        replace(
            item(title, n, NOW - timedelta(hours=7 * n)),
            text=text,
            html=f"<p>{text}</p>",
            search_title=fold(title),
            search_body=fold(text),
        )
        for n, (title, text) in enumerate(told, 1)
    ]
    press.deliver(source, items)


def saved(press: Press) -> None:
    """The same with two saved searches, the first of them followed."""
    sought(press)
    searches.add(press.writes.stores, "كتب البحر", "كتاب البحر", is_followed=True)
    searches.add(press.writes.stores, "", '"خرائط بيد" OR ليل')


def all_read(press: Press) -> None:
    """Everything read."""
    morning(press)
    ids = [row[0] for row in press.writes.stores.cache.rows("SELECT id FROM article", ())]
    press.writes.set_read(ids, True, NOW)


def held(press: Press) -> None:
    """The usual edition, with headlines of which nothing, the text and all is on disk."""
    morning(press)
    cache = press.writes.stores.cache
    ids = [row[0] for row in cache.rows("SELECT id FROM article ORDER BY sorted_at DESC", ())]
    for number, one in enumerate(ids):
        cache.write("UPDATE article SET offline = ? WHERE id = ?", ((number + 1) % 3, one))


def go(row: int) -> Deed:
    """Opens a row."""
    return lambda window: [window.reading.go_next() for _ in range(row + 1)]


def type_words(words: str) -> Deed:
    """Types into the search field."""

    def typed(window: Window) -> None:
        window.parts.masthead.search.setFocus()
        window.parts.masthead.search.setText(words)
        window.parts.masthead.search.textEdited.emit(words)

    return typed


def look_for(words: str) -> Deed:
    """Has words looked for at once."""
    return lambda window: window.parts.masthead.search.look_for(words)


def open_saved(window: Window) -> None:
    """Opens the shelf of the first saved search."""
    window.reading.open(shelf_of(window.sources.searches[0].search))


def open_names(window: Window) -> None:
    """Opens the reader's names, one line of them wrong."""
    window.tending.saved.open_names().field.setPlainText("غوتيريش گوتيريس\nترامب\n")


def tell(news: Progress | Notice) -> Deed:
    """Tells the window what a sync would."""
    return lambda window: window.bridge._hear(news)


def shelf(kind: ShelfKind) -> Deed:
    """Opens a shelf."""
    return lambda window: window.reading.open(Shelf(kind))


def last_source(window: Window) -> None:
    """Opens the source in trouble, which has no headlines left on its shelf when it is new."""
    state = next(s for s in window.sources.states if s.health.fault is not None)
    window.reading.open(Shelf(ShelfKind.SOURCE, source=state.source.id))


def in_trouble(press: Press) -> None:
    """A source that has never answered."""
    press.news(NEWS)
    press.trouble(press.source("جريدة لا تجيب", "مصر والمغرب"))


def blocked(press: Press) -> None:
    """The usual edition, one source of it blocked, moved and with a proxy of its own."""
    morning(press)
    source = press.writes.stores.library.rows("SELECT id FROM source ORDER BY id DESC LIMIT 1")[0][0]
    fault = Fault(FaultKind.FORBIDDEN, {"address": "https://news.example/feed", "status": 403})
    for _ in range(4):
        press.writes.save_fault(source, fault, NOW - timedelta(minutes=40), NOW + timedelta(hours=2))
    other = SourceChoice(None, True, "small", "socks5://127.0.0.1:9050", "https://mirror.example/feed")
    press.writes.choose(source, other)
    press.writes.stores.library.write(
        "UPDATE source_choice SET former_url = 'https://old.example/rss' WHERE source_id = ?", (source,)
    )


def source_dialog(window: Window) -> None:
    """Opens the dialog of the source that is in most trouble."""
    state = max(window.sources.states, key=lambda one: (one.former_url is not None, one.health.failures))
    window.tending.open_settings(state.source.id)


def well_dialog(window: Window) -> None:
    """Opens the dialog of a source that is well."""
    window.tending.open_settings(window.sources.states[0].source.id)


def listed(window: Window) -> None:
    """Shows a list of sources before it is added; one of them is there."""
    own = window.sources.states[0].source.url
    names = (("صحيفة الميناء", "بلاد الشام"), ("وكالة الساحل", "بلاد الشام"), ("Atlas Weekly بالعربية", "دولية"))
    outlines = [Outline(name, f"https://{n}.example/feed", folder=folder) for n, (name, folder) in enumerate(names)]
    window.tending.lists._show(
        [*outlines, Outline("نشرة الجبل", own, folder="دولية"), Outline("بلا مجلد", "https://x.example/")]
    )


def glimpsed(window: Window) -> None:
    """The dialog that adds a source, with what the address holds."""
    dialog = window.errands.add("", list(window.sources.folders))
    dialog.address.setText("https://port.example/feed")
    lines = tuple(Line(title, f"{14 - n}:05") for n, (_, _, title) in enumerate(NEWS[:8]))
    dialog._show_glimpse(Glimpse("صحيفة الميناء", "https://port.example/feed", lines))


def in_each(name: str, fill: Callable[[Press], object], *deeds: Deed) -> list[Scene]:
    """The same in light and dark, in Arabic and English, at 100 and 200 per cent."""
    return [
        Scene(
            f"{name}-{theme}-{language}-{size}",
            fill,
            deeds,
            settings(theme=theme, language=language, text_size=size),
            place,
        )
        for theme in ("light", "dark")
        for language in ("ar", "en")
        for size, place in ((100, (1280, 800)), (200, (1920, 1400)))
    ]


def syncing(window: Window) -> None:
    """In the middle of a sync, with new headlines waiting."""
    window.bridge._hear(Progress("headlines", 12, 40))
    window.list._on_waiting_changed(7)


def sixty(press: Press) -> None:
    """Sixty headlines that break layouts."""
    from edition import item
    from sixty import SIXTY

    items = [item(title, n, NOW - timedelta(minutes=n)) for n, (title, _) in enumerate(SIXTY, 1)]
    press.deliver(press.source("صحيفة الميناء"), items)


def trigger(name: str) -> Deed:
    """Does an action."""
    return lambda window: window.actions_by_name[name].trigger()


def find(words: str) -> Deed:
    """Looks for words in the article."""
    return lambda window: window.article.find_bar().field.setText(words)


def several(window: Window) -> None:
    """Selects two more rows."""
    window.list.view.select_too([1, 2])


def settings(**chosen: object) -> Settings:
    """Settings with these choices."""
    return Settings(**({"theme": "light", "months": Months.LEVANT} | chosen))  # type: ignore[arg-type]


USUAL = settings()
SCENES = (
    Scene("light", morning, (go(1), syncing), USUAL),
    Scene("dark", morning, (go(1), syncing), settings(theme="dark")),
    Scene("sepia", morning, (go(1),), settings(theme="sepia")),
    Scene("breaking", breaking, (go(0), several), USUAL),
    Scene("breaking-dark", breaking, (go(1),), settings(theme="dark")),
    Scene("orders", morning, (go(1), lambda window: window.actions_by_name["order_unread"].trigger()), USUAL),
    Scene("empty", lambda press: None, (), USUAL),
    Scene("first-run", guide, (go(0),), USUAL),
    Scene("offline", morning, (tell(Notice("sync.offline", {})), go(2)), USUAL),
    Scene("unread-empty", all_read, (shelf(ShelfKind.UNREAD),), USUAL),
    Scene("mixed", mixed, (go(1),), USUAL),
    Scene("mixed-dark", mixed, (go(4),), settings(theme="dark")),
    Scene("small", morning, (go(1),), USUAL, (900, 600)),
    Scene("narrow-list", morning, (), USUAL, (700, 600)),
    Scene("narrow-article", morning, (lambda window: window.reading.go_deeper(),), USUAL, (700, 600)),
    Scene("double", morning, (go(1),), settings(text_size=200)),
    Scene("double-wide", morning, (go(1),), settings(text_size=200), (1920, 1080)),
    Scene("without-text", morning, (go(2),), USUAL),
    Scene("trouble", in_trouble, (last_source,), USUAL),
    Scene("trouble-listed", morning, (last_source,), USUAL),
    Scene("found", sought, (look_for("كتاب البحر"), go(1)), USUAL),
    Scene("nothing-found", sought, (type_words('"كتاب الصيادين" من:الميناء -الخرائط'),), USUAL),
    Scene("shelf-of-search", saved, (open_saved, go(1)), USUAL),
    Scene("saved-search", saved, (open_saved, trigger("search_settings")), USUAL),
    Scene("found-double", sought, (look_for("كتاب البحر"), go(1)), settings(text_size=200), (1920, 1080)),
    Scene("found-dark", sought, (look_for("كتاب البحر"), go(1)), settings(theme="dark")),
    Scene("found-sepia", sought, (look_for("كتاب البحر"), go(1)), settings(theme="sepia")),
    Scene("found-english", sought, (look_for("كتاب البحر"), go(1)), settings(language="en", digits=Digits.WESTERN)),
    Scene("search-help", morning, (trigger("search_help"),), USUAL),
    Scene("search-help-dark", morning, (trigger("search_help"),), settings(theme="dark", language="en")),
    Scene("search-help-double", morning, (trigger("search_help"),), settings(text_size=200), (1920, 1080)),
    Scene("names", saved, (open_names,), USUAL),
    Scene("misspelt", sought, (type_words("الصيادوون"),), USUAL),
    Scene("notice", morning, (go(0), lambda window: window.actions_by_name["mark_all"].trigger()), USUAL),
    Scene("english", morning, (go(3), syncing), settings(language="en", digits=Digits.WESTERN)),
    Scene("sixty", sixty, (), USUAL),
    Scene("find", morning, (go(1), trigger("find"), find("الوادي")), USUAL),
    Scene("preferences", morning, (go(1), trigger("preferences")), USUAL),
    Scene("preferences-dark", morning, (go(1), trigger("preferences")), settings(theme="dark", language="en")),
    Scene("palette", morning, (go(1), trigger("palette")), USUAL),
    Scene("amiri", morning, (go(1),), settings(face="amiri")),
    Scene("kufi", morning, (go(1),), settings(face="kufi")),
    Scene("sans", morning, (go(1),), settings(face="sans", digits=Digits.WESTERN)),
    Scene("held", held, (go(1),), USUAL),
    Scene("picture", morning, (go(1), trigger("picture")), USUAL),
    Scene("add", morning, (lambda window: window.actions_by_name["add"].trigger(),), USUAL),
    Scene("starter", guide, (lambda window: window.actions_by_name["starter"].trigger(),), USUAL),
    Scene("keys", morning, (lambda window: window.actions_by_name["keys"].trigger(),), USUAL),
    Scene("keys-change", morning, (lambda window: window.popups.change_keys(),), USUAL),
    Scene("about", morning, (lambda window: window.actions_by_name["about"].trigger(),), USUAL),
    Scene("licences", morning, (lambda window: window.errands.licences(),), settings(theme="dark")),
    Scene("remove", morning, (go(0), lambda window: window.actions_by_name["remove"].trigger()), USUAL),
)


SCENES += tuple(
    scene
    for name, fill, deed in (
        ("source", blocked, source_dialog),
        ("source-well", morning, well_dialog),
        ("folder-new", morning, trigger("new_folder")),
        ("folder-move", morning, lambda window: window.tending.move(window.sources.states[0].source.id)),
        ("list", morning, listed),
        ("add-glimpse", morning, glimpsed),
        ("sidebar", blocked, lambda window: None),
    )
    for scene in in_each(name, fill, deed)
)


def take(application: QApplication, scene: Scene, folder: Path) -> None:
    """Takes one picture."""
    with tempfile.TemporaryDirectory() as profile:
        paths = Paths.of_profile(Path(profile))
        press = Press(paths, NOW)
        scene.fill(press)
        press.close()

        def opens_writes(_is_stopping: Callable[[], bool]) -> tuple[Writes, tuple[Notice, ...]]:
            writes = Writes(paths, lambda: NOW)
            return writes, writes.open()

        desk = Desk(paths, opens_writes=opens_writes, opens_intake=lambda: Intake(user_agent=""), clock=lambda: NOW)
        chosen = scene.settings
        texts = Texts(chosen.language, chosen.shown_digits, chosen.months, clock=lambda: NOW, zone=NOW.tzinfo)
        start.dress(application, chosen)
        window = Window(texts, chosen, lambda _settings: None, now=lambda: NOW)
        window.begin(desk)
        window.telling.next_at = lambda: NOW + timedelta(minutes=29)  # nothing is asked of the network
        window.resize(*scene.size)
        window.painted.connect(desk.start)
        counted = QEventLoop()
        window.painted.connect(lambda: window.sources.counted.connect(counted.quit))
        window.show()
        counted.exec()
        steps = [lambda deed=deed: deed(window) for deed in scene.deeds]
        for number, step in enumerate(steps):
            QTimer.singleShot(500 + 150 * number, step)
        loop = QEventLoop()  # the application's own quit would close the dialogs before they are taken
        QTimer.singleShot(1100 + 150 * len(steps), loop.quit)
        loop.exec()
        shown = window.findChild(QDialog) or window.findChild(SearchHelp)
        picture = window.grab()
        if shown is not None:
            painter = QPainter(picture)
            middle = window.rect().center() - shown.rect().center()
            is_below = isinstance(shown, SearchHelp)
            painter.drawPixmap(window.mapFromGlobal(shown.pos()) if is_below else middle, shown.grab())
            painter.end()
            shown.close()
        picture.save(str(folder / f"{scene.name}.png"))
        window.close()
        window.let_go()
        desk.stop()
        window.deleteLater()


def every(scene: Scene) -> list[Scene]:
    """A scene in each theme and language, in a usual and a small window, at 100 and 200 per cent."""
    return [
        replace(
            scene,
            name=f"{scene.name}-{theme}-{language}-{width}-{text_size}",
            settings=replace(scene.settings, theme=theme, language=language, text_size=text_size),
            size=(width, height),
        )
        for theme in ("light", "dark", "sepia")
        for language in ("ar", "en")
        for width, height in ((1280, 800), (900, 600))
        for text_size in (100, 200)
    ]


def main() -> None:
    """Takes all pictures, or those named."""
    folder, *wanted = sys.argv[1:] or ["build/pictures"]
    if folder.startswith("-"):
        sys.exit(__doc__)
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    application = start.application(USUAL)
    is_every = "--every" in wanted
    names = [name for name in wanted if name != "--every"]
    for scene in SCENES:
        for one in every(scene) if is_every else [scene]:
            if not names or scene.name in names or one.name in names:
                take(application, one, into)
                print(into / f"{one.name}.png", flush=True)


if __name__ == "__main__":
    main()
