"""A made edition for tests and pictures of the window: our own headlines in every shape that breaks a layout."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from newsdesk.arabic.fold import fold
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import DEFAULT_INTERVAL, Source, SourceKind, Validators
from newsdesk.intake.jobs import PictureRead, PictureWanted, PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

SOURCES = (
    ("صحيفة الميناء", "بلاد الشام"),
    ("وكالة الساحل", "بلاد الشام"),
    ("نشرة الجبل", "بلاد الشام"),
    ("المنارة الثقافية", "مصر والمغرب"),
    ("إذاعة الواحات", "مصر والمغرب"),
    ("Atlas Weekly بالعربية", "مصر والمغرب"),
)

# Source, minutes ago, headline.
NEWS = (
    (1, 11, "إغلاق الميناء القديم أمام السفن بعد ارتفاع الموج إلى أربعة أمتار"),
    (0, 14, "مزارعو الوادي يعودون إلى حصاد الزيتون بعد موسم شحيح، و«147 معصرة» تفتح أبوابها هذا الأسبوع"),
    (4, 67, "13 يومًا في الصحراء: قافلة علمية ترسم خريطة الآبار المنسية"),
    (5, 75, "شركة OpenMaps تطلق تطبيقًا للملاحة «بلا إنترنت» بعشر لغات منها العربية والأمازيغية"),
    (2, 253, "7 قرى جبلية تتقاسم مولّدًا شمسيًا واحدًا وتبيع الفائض"),
    (3, 290, "الخطّاط الذي رسم أبواب المدينة: «الحبرُ يُمهِلُ ولا يُهمِل»"),
    (0, 320, "سوق السمك يفتح ليلًا، والصيادون: «ننام حين ينام الموج»"),
    (3, 950, "معرض للمخطوطات يعيد أطلسًا من القرن الثاني عشر إلى الضوء"),
    (0, 990, "حالة الطقس: ارتفاع طفيف على درجات الحرارة وأمطار متفرقة مساءً على المرتفعات"),
    (1, 1020, "قطار الساحل يعود إلى الخدمة بعد توقف دام عشر سنوات"),
    (4, 1100, "مدرسة واحة النخيل تفوز بجائزة أفضل مكتبة صغيرة"),
    (2, 2600, "الثلوج تصل باكرًا إلى القمم، والرعاة ينزلون إلى السهل"),
)

MIXED = (
    (5, 3, "iPhone 19 أم Galaxy S30؟ مقارنة بين هاتفين في يد مصوّر صحفي واحد لمدة 30 يومًا كاملة"),
    (1, 5, "2026 عام الجفاف: ثلاثة أنهار تنخفض دون مستوى 1961، والتقرير يحذّر من «سنوات عجاف» تمتد حتى نهاية العقد "
        "ما لم تُرمَّم السدود القديمة وتُضبط الآبار العشوائية في أعالي الوادي"),
    (0, 8, "وزير الثقافة لـ\"الميناء\": المكتبات \"ليست مخازن\" ولن تُغلق أي واحدة منها"),
    (2, 12, "#مطر_الخير يتصدّر: صور الوديان وهي تجري بعد 4 سنوات 🌧️🌊"),
    (3, 16, "معرض «שלום» في حيفا يجمع خطاطين بالعربية والعبرية"),
    (3, 21, "گزارش: نمایشگاه کتاب تهران با ۱۲۰ ناشر عرب آغاز شد"),
    (5, 26, "Atlas Weekly: Why the old caravan routes still matter to the region's water"),
    (4, 31, "(بالفيديو) «سوق الجمعة» كما لم تره من قبل… من الفجر إلى المغيب!"),
    (1, 36, "مُذَكِّرَاتُ بَحَّارٍ قَدِيمٍ: كَيْفَ كُنَّا نَقْرَأُ النُّجُومَ قَبْلَ الخَرَائِط"),
    (0, 44, "عاجل"),
)  # fmt: skip

PARAGRAPHS = (
    "عادت العائلات منذ فجر الاثنين إلى البساتين التي تركتها شبه خالية في العام الماضي، حين لم تكفِ الغلّة سوى حاجة "
    "البيوت. وتقول الجمعية الزراعية إن الأمطار المبكرة رفعت التقدير إلى ضعفي الموسم السابق.",
    "وبدأت «147 معصرة» العمل بنصف طاقتها، على أن تبلغ الذروة في منتصف الشهر المقبل، فيما خُصّصت ثلاث شاحنات تبريد "
    "لنقل الزيت إلى الميناء عبر الطريق الساحلي الجديد (M5).",
    "وتقول صاحبة معصرة صغيرة ورثتها عن جدّها في أسفل الوادي إن الماء هذا العام «جاء في وقته».",
)
QUOTED = "كنا نعدّ الأشجار التي لم تثمر، واليوم نعدّ الأكياس التي لا نجد لها مكانًا."


def body(picture: str | None = None) -> tuple[str, str]:
    """The HTML and the text of an article, with a picture of this key."""
    shown = (
        f'<figure><img src="newsdesk-picture:{picture}" alt="بساتين الوادي">'
        "<figcaption>بساتين الوادي في الأسبوع الأول من الموسم</figcaption></figure>"
        if picture
        else ""
    )
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    link = '<p>للمزيد: <a href="https://example.org/olives?lang=ar">دليل المعاصر</a>.</p>'
    html = f"{shown}{paragraphs}<blockquote><p>{QUOTED}</p></blockquote>{link}"
    return html, " ".join((*PARAGRAPHS, QUOTED))


def item(
    title: str, position: int, published_at: datetime | None, *, picture: str | None = None, has_text: bool = True
) -> PreparedItem:
    """One article of the made edition."""
    html, text = body(picture) if has_text else ("", "")
    summary = PARAGRAPHS[0][:140] + "…"
    wanted = (PictureWanted(picture, f"https://example.org/{picture}.jpg", "بساتين الوادي"),) if picture else ()
    return PreparedItem(
        keys=(f"g:{title}",),
        title=title,
        url=f"https://example.org/{position}",
        author="قسم الزراعة",
        published_at=published_at,
        time_text=None,
        position=position,
        summary=summary,
        html=html,
        text=text,
        has_full_text=has_text,
        pictures=wanted,
        search_title=fold(title),
        search_body=fold(text or summary),
    )


def key_of(words: str) -> str:
    """A picture key as the intake makes it."""
    return hashlib.sha256(words.encode()).hexdigest()[:24]


class Press:
    """Writes editions into a profile, as the writer thread would."""

    def __init__(self, paths: Paths, now: datetime) -> None:
        paths.make()
        self._now = now
        self.writes = Writes(paths, lambda: now)
        self.writes.open()

    def close(self) -> None:
        """Leaves the stores in order."""
        self.writes.close()

    def source(self, title: str, folder: str | None = None, kind: SourceKind = SourceKind.FEED) -> Source:
        """A new source."""
        address = f"https://example.org/{key_of(title)}/feed"
        return self.writes.add_source(kind, address, address, "https://example.org/", title, folder, DEFAULT_INTERVAL)

    def deliver(self, source: Source, items: Sequence[PreparedItem], at: datetime | None = None) -> None:
        """Stores a document of a source."""
        finish = FeedFinish(Validators(), source.title, None, self._now + DEFAULT_INTERVAL)
        self.writes.finish_feed(source.id, list(items), at or self._now, finish)

    def picture(self, key: str, image: bytes, width: int, height: int) -> None:
        """Stores the bytes of a picture."""
        self.writes.save_picture(key, PictureRead(0, "image/jpeg", width, height, image, len(image)), self._now)

    def news(self, news: Sequence[tuple[int, int, str]], picture: str | None = None) -> list[Source]:
        """The six sources with these headlines; the last without text, the second with a picture."""
        made = [self.source(title, folder) for title, folder in SOURCES]
        for number, source in enumerate(made):
            mine = [
                replace(
                    item(title, place, self._now - timedelta(minutes=minutes), has_text=place % 4 != 2),
                    url=f"https://example.org/{number}/{place}",
                )
                for place, (owner, minutes, title) in enumerate(news)
                if owner == number
            ]
            if picture and number == 0:
                mine[0] = item(mine[0].title, 1, mine[0].published_at, picture=picture)
            self.deliver(source, mine, self._now - timedelta(minutes=1))
        return made

    def trouble(self, source: Source) -> None:
        """Puts a source in trouble."""
        fault = Fault(FaultKind.NOT_FOUND, {"address": source.feed_url, "status": 404})
        self.writes.save_fault(source.id, fault, self._now, self._now + DEFAULT_INTERVAL)


# The moment at which the made edition is read.
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=3)))


def late(count: int, first: int = 0) -> list[PreparedItem]:
    """Headlines that nobody has yet, newer than the edition."""
    return [item(f"خبر متأخر {n}", 100 + n, NOW - timedelta(seconds=n + 1)) for n in range(first, first + count)]


def many(count: int) -> list[PreparedItem]:
    """Headlines of an hour ago and before, five to each minute, so that times alone do not order them."""
    return [item(f"خبر {n}", n + 1, NOW - timedelta(minutes=60 + n // 5), has_text=False) for n in range(count)]


def fill_many(made: Press) -> None:
    """One source with a thousand headlines."""
    made.deliver(made.source("وكالة طويلة النفس"), many(1000))
