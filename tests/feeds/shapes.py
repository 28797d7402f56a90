"""News pages in the shapes of big Arabic sites, made of our own words: HTML, and the headlines it lists in order."""

# ruff: noqa: E501 - markup is read as the page has it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

WHO = [
    "وزارة الصحة",
    "مجلس الوزراء",
    "البنك المركزي",
    "نقابة المعلمين",
    "بلدية العاصمة",
    "اتحاد الكرة",
    "هيئة الأرصاد",
    "لجنة الانتخابات",
    "وزير المالية",
    "محكمة النقض",
    "جمعية المزارعين",
    "شركة الكهرباء",
]
DID = [
    "تعلن",
    "تنفي",
    "تؤجل",
    "تبحث",
    "تطلق",
    "تدعو إلى",
    "ترفض",
    "تقر",
    "تراجع",
    "تستعد لبدء",
    "توضح حقيقة",
    "تحذر من",
]
WHAT = [
    "خطة جديدة لمياه الشرب",
    "زيادة الأجور في القطاع العام",
    "موعد الامتحانات النهائية",
    "حملة التطعيم في القرى",
    "رفع أسعار الوقود",
    "إغلاق الطريق الساحلي",
    "بناء ألف وحدة سكنية",
    "قانون الإيجارات",
    "موجة حر شديدة",
    "نقص القمح في المخازن",
    "نتائج الجولة الأولى",
    "صفقة القطارات السريعة",
]
LEAD = (
    "قال المتحدث باسم الجهة في مؤتمر صحفي إن القرار يدخل حيز التنفيذ مطلع الشهر المقبل بعد التشاور مع الجهات المعنية."
)


@dataclass(frozen=True)
class Page:
    """A page and what its list says. `times`: how many of the headlines have a printed time."""

    name: str
    html: str
    titles: tuple[str, ...]


class Desk:
    """Makes headlines, each once, with addresses; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._said: set[str] = set()
        self.titles: list[str] = []

    def title(self) -> str:
        while True:
            number = self.chance.choice(["", "", "", "7 ", "13 ", "147 "])
            made = f"{number}{self.chance.choice(WHO)} {self.chance.choice(DID)} {self.chance.choice(WHAT)}"
            if made not in self._said:
                self._said.add(made)
                return made

    def listed(self) -> tuple[str, str]:
        """A headline that belongs to the list, and its address."""
        made = self.title()
        self.titles.append(made)
        return made, f"/news/{self.chance.randint(2020, 2026)}/{self.chance.randint(100000, 999999)}"

    def clock(self) -> str:
        return f"{self.chance.randint(0, 23):02}:{self.chance.randint(0, 59):02}"

    def day(self) -> str:
        return f"{self.chance.randint(1, 28)} {self.chance.choice(['يونيو', 'تموز', 'أوت', 'أكتوبر'])} 2026"


NAV = (
    "<header><div class=top><a href=/><img src=/logo.png alt='صحيفة الاختبار'></a></div><nav><ul>"
    + "".join(
        f"<li><a href=/section/{n}>{name}</a></li>"
        for n, name in enumerate(
            [
                "الرئيسية",
                "أخبار محلية",
                "أخبار عربية ودولية",
                "اقتصاد ومال وأعمال",
                "رياضة",
                "ثقافة وفن",
                "آراء ومقالات",
                "صور وفيديو",
            ]
        )
    )
    + "</ul></nav></header>"
)
FOOTER = (
    "<div class=newsletter><p>اشترك في النشرة البريدية اليومية</p></div><footer><ul>"
    + "".join(f"<li><a href=/p/{n}>{name}</a></li>" for n, name in enumerate(
        ["من نحن وكيف نعمل", "اتصل بنا في أي وقت", "سياسة الخصوصية وملفات الارتباط", "شروط الاستخدام وحقوق النشر", "أعلن معنا في الموقع"]))
    + "</ul><p>جميع الحقوق محفوظة</p></footer>"
)  # fmt: skip


def whole(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=ar dir=rtl><head><meta charset=utf-8><title>أخبار | صحيفة الاختبار</title>{head}</head><body>{body}</body></html>"


def doubles(desk: Desk, count: int = 5) -> list[str]:
    """Headlines of the list again, and others that are not on it, as a most-read box has them."""
    return desk.titles[:2] + [desk.title() for _ in range(count - 2)]


def most_read(desk: Desk, tag: str = "aside", attributes: str = "", title: str = "الأكثر قراءة") -> str:
    rows = "".join(
        f"<li><a href=/news/2026/{800000 + n}>{text}</a></li>" for n, text in enumerate(doubles(desk))
    )  # the doubles have other addresses, as with tracking parameters
    return f"<{tag} {attributes}><h4>{title}</h4><ol>{rows}</ol></{tag}>"


def cards(desk: Desk) -> str:
    """Cards with picture, section, heading, teaser, time; the picture has a link of its own."""
    out = []
    for n in range(desk.chance.randint(9, 24)):
        title, url = desk.listed()
        out.append(
            f"<article class='card post-{n}'><a href={url}><img src=/i/{n}.jpg alt='{title}'></a><div class=body>"
            f"<a class=cat href=/section/{n % 5}>أخبار محلية</a><h3 class=card-title><a href={url}>{title}</a></h3>"
            f"<p>{LEAD}</p><time datetime=2026-11-{1 + n:02}T{desk.clock()}:00+02:00>{desk.day()}</time>"
            f"<a href=/writer/{n}>كتب محرر الشؤون المحلية</a></div></article>"
        )
    tags = "".join(f"<a href=/tag/{n}>{w}</a>" for n, w in enumerate(WHAT))
    return whole(
        f"{NAV}<div class=row><main class=list>{''.join(out)}</main>{most_read(desk)}</div><div class=tags>{tags}</div>{FOOTER}"
    )


def table(desk: Desk) -> str:
    rows = []
    for _ in range(20):
        title, url = desk.listed()
        rows.append(f"<tr><td>{desk.clock()}</td><td><a href={url}>{title}</a></td></tr>")
    side = most_read(desk, "td", "width=200 valign=top")
    return whole(f"{NAV}<table><tr><td><table class=news>{''.join(rows)}</table></td>{side}</tr></table>{FOOTER}")


def definitions(desk: Desk) -> str:
    out = []
    for _ in range(15):
        title, url = desk.listed()
        out.append(f"<dt>{desk.clock()}<dd><a href={url}>{title}</a>")
    return whole(
        f"{NAV}<div id=content><h1>آخر الأخبار</h1><dl>{''.join(out)}</dl></div>{most_read(desk, 'div', 'class=sidebar')}{FOOTER}"
    )


def front_page(desk: Desk) -> str:
    """A big story, then sections of cards, a column of most-read news without any telling class."""
    title, url = desk.listed()
    hero = f"<section class=hero><h2><a href={url}>{title}</a></h2><img src=/h.jpg><p>{LEAD}</p></section>"
    sections = []
    for name in ("محليات", "اقتصاد", "رياضة", "ثقافة"):
        inner = ""
        for n in range(5):
            title, url = desk.listed()
            inner += f"<div class=item><a href={url}><img src=/i/{n}.jpg></a><h3><a href={url}>{title}</a></h3></div>"
        sections.append(
            f"<section class=block><h2><a href=/s/{name}>{name}</a></h2><div class=grid>{inner}</div></section>"
        )
    return whole(
        f"{NAV}<div class=page><div class=c8>{hero}{''.join(sections)}</div>{most_read(desk, 'div', 'class=c4')}</div>{FOOTER}"
    )


def mixed_front_page(desk: Desk) -> str:
    """Sections of different making: a slider, a list, cards, a two-column table."""
    parts = []
    slides = ""
    for n in range(5):
        title, url = desk.listed()
        slides += f"<div class=slide><a href={url}><img src=/i/{n}.jpg><h2>{title}</h2></a></div>"
    parts.append(f"<div class=slider>{slides}</div>")
    rows = ""
    for _ in range(6):
        title, url = desk.listed()
        rows += f"<li><h3><a href={url}>{title}</a></h3><img src=/t.jpg></li>"
    parts.append(f"<section class=latest><h2>آخر الأخبار</h2><ul>{rows}</ul></section>")
    boxes = ""
    for n in range(6):
        title, url = desk.listed()
        boxes += f"<figure><a href={url}><img src=/b/{n}.jpg></a><figcaption><h4><a href={url}>{title}</a></h4></figcaption></figure>"
    parts.append(f"<section class=gallery><h2>تقارير</h2>{boxes}</section>")
    return whole(f"{NAV}<main>{''.join(parts)}</main>{most_read(desk)}{FOOTER}")


def endless(desk: Desk) -> str:
    """A list that a script goes on with: made-up class names, times for machines in data attributes."""
    out = []
    for n in range(24):
        title, url = desk.listed()
        mark = f"{desk.chance.randint(0, 1 << 24):06x}"
        out.append(
            f"<li class='sc-{mark} k{mark[:4]}' data-timestamp={1790000000 + n * 977}><a class=sc-a{mark} href={url}>"
            f"<span class=css-{mark}>{title}</span></a></li>"
        )
    return whole(
        f"{NAV}<div id=__next><ul data-page=1>{''.join(out)}</ul><button>تحميل المزيد من الأخبار العاجلة</button></div>{FOOTER}"
    )


def articles(desk: Desk) -> str:
    out = []
    for _ in range(12):
        title, url = desk.listed()
        out.append(
            f"<article><header><h2><a href={url}>{title}</a></h2><time>{desk.day()}، {desk.clock()}</time></header><p>{LEAD} <a href={url}>اقرأ المزيد</a></p></article>"
        )
    pager = "".join(f"<a href=?p={n}>{n}</a>" for n in range(1, 8))
    return whole(
        f"{NAV}<div class=wrap>{''.join(out)}<div class=pagination>{pager}</div></div>{most_read(desk, 'div', 'id=secondary')}{FOOTER}"
    )


def glued(desk: Desk) -> str:
    """Nothing but links with the time in front of the headline, as in the page that the project grew from."""
    out = []
    for _ in range(15):
        title, url = desk.listed()
        out.append(f"<li><a href={url}>{desk.clock()}{title}</a></li>")
    return whole(f"<ul>{''.join(out)}</ul><div><a href=/about>من نحن وماذا نريد</a></div>")


def whole_links(desk: Desk) -> str:
    """A link around each card; how long ago in words."""
    out = []
    for n in range(18):
        title, url = desk.listed()
        out.append(
            f"<div class=col><a href={url}><div class=thumb><img src=/i/{n}.jpg></div><div class=txt><span>سياسة</span><h3>{title}</h3>"
            f"<p>{LEAD}</p><span class=ago>قبل {desk.chance.randint(3, 9)} ساعات</span></div></a></div>"
        )
    return whole(
        f"{NAV}<div class=rows>{''.join(out)}</div>{most_read(desk, 'section', 'class=widget-popular')}{FOOTER}"
    )


def overlays(desk: Desk) -> str:
    """An empty link laid over each card."""
    out = []
    for n in range(12):
        title, url = desk.listed()
        out.append(
            f"<article><a class=over href={url}></a><img src=/i/{n}.jpg><h3>{title}</h3><span>{desk.day()}</span></article>"
        )
    return whole(f"{NAV}<main>{''.join(out)}</main>{FOOTER}")


def grid(desk: Desk) -> str:
    """Rows of three columns, and a column at the side that only its title tells apart."""
    rows = ""
    for _ in range(5):
        cells = ""
        for n in range(3):
            title, url = desk.listed()
            cells += f"<div class='col-md-4 col-sm-6'><div class=box><a href={url}><img src=/i/{n}.jpg></a><a href={url}><h4>{title}</h4></a><small>منذ {n + 3} دقائق</small></div></div>"
        rows += f"<div class=row>{cells}</div>"
    side = "".join(
        f"<div class=box><a href=/news/2025/{700100 + n}><h4>{text}</h4></a></div>"
        for n, text in enumerate(doubles(desk, 8))
    )
    return whole(
        f"{NAV}<div class=row><div class=col-md-8>{rows}</div><div class=col-md-4><div><span>الأكثر مشاهدة اليوم</span></div>{side}</div></div>{FOOTER}"
    )


def old_tables(desk: Desk) -> str:
    """Tables for layout, fonts, unclosed cells, Arabic date lines."""
    out = ""
    for n in range(14):
        title, url = desk.listed()
        out += (
            f"<tr><td><img src=/i/{n}.gif><td><font size=3><b><a href='{url}'>{title}</a></b></font><br>"
            f"<font color=gray>الخميس {desk.day()} - {desk.clock()} م</font><br>{LEAD}"
        )
    menu = "".join(f"<tr><td><a href=/c{n}.html>{name}</a>" for n, name in enumerate(WHO))
    return whole(
        f"<table width=780><tr><td valign=top><table>{menu}</table><td valign=top><table>{out}</table></table>"
    )


def lines(desk: Desk) -> str:
    out = ""
    for _ in range(16):
        title, url = desk.listed()
        out += f"<p><a href={url}>{title}</a><br><span>{desk.day()} | {desk.clock()}</span></p>"
    return whole(
        f"{NAV}<div class=content><h1>الأرشيف الكامل للأخبار</h1>{out}</div>{most_read(desk, 'div', 'class=left-column', 'مواضيع ذات صلة')}{FOOTER}"
    )


def soup(desk: Desk) -> str:
    """Divs without a class or id; addresses with a number only."""
    out = ""
    for n in range(17):
        title, _ = desk.listed()
        out += f"<div><div><a href=?id={5000 + n}><img src=/{n}.png></a></div><div><div><a href=?id={5000 + n}>{title}</a></div><div>{LEAD}</div></div></div>"
    menu = "".join(f"<div><a href=?s={n}>{name}</a></div>" for n, name in enumerate(WHO))
    side = "".join(f"<div><a href=?id={4000 + n}>{text}</a></div>" for n, text in enumerate(doubles(desk, 7)))
    return whole(f"<div>{menu}</div><div><div>{out}</div><div><div>الأكثر تداولا</div>{side}</div></div>")


def views(desk: Desk) -> str:
    """As a content management system prints its views, with advertisements between."""
    out = ""
    for n in range(20):
        title, url = desk.listed()
        out += (
            f"<div class='views-row views-row-{n}'><div class=views-field-created><span class=field-content>{desk.clock()} - {desk.day()}</span></div>"
            f"<div class=views-field-title><span class=field-content><a href={url}>{title}</a></span></div></div>"
        )
        if n % 5 == 4:
            out += (
                "<div class=ad-slot><a href=https://ads.example/click?to=1>عرض خاص على السيارات الجديدة اليوم</a></div>"
            )
    return whole(
        f"{NAV}<div class=view-content>{out}</div>{most_read(desk, 'div', 'class=block-views-popular')}{FOOTER}"
    )


def ticker(desk: Desk) -> str:
    """A moving line of breaking news above the list."""
    moving = "".join(f"<a href=/news/2026/{600000 + n}>{desk.title()}</a>" for n in range(8))
    out = ""
    for n in range(10):
        title, url = desk.listed()
        out += f"<div class=story><h2><a href={url}>{title}</a></h2><div class=meta><span>{desk.clock()}</span></div><img src=/{n}.jpg></div>"
    return whole(f"{NAV}<div class=news-ticker><marquee>{moving}</marquee></div><div class=stories>{out}</div>{FOOTER}")


def agency(desk: Desk) -> str:
    """A wire page: days as headings, a clock before each line."""
    out = ""
    for day in ("الثلاثاء 24 نوفمبر 2026", "الاثنين 23 نوفمبر 2026"):
        rows = ""
        for _ in range(9):
            title, url = desk.listed()
            rows += f"<li><span class=t>{desk.clock()}</span> <a href={url} title='{title}'>{title}</a></li>"
        out += f"<h3>{day}</h3><ul class=wire>{rows}</ul>"
    return whole(
        f"{NAV}<div class=main>{out}</div><div class=side><h3>خدمات</h3><ul><li><a href=/w>حالة الطقس في المدن</a></li><li><a href=/c>أسعار صرف العملات اليوم</a></li></ul></div>{FOOTER}"
    )


def with_opinions(desk: Desk) -> str:
    """A list beside writers and their columns, related boxes inside, comments below."""
    out = ""
    for n in range(14):
        title, url = desk.listed()
        out += f"<li class=media><div class=media-left><a href={url}><img src=/i/{n}.jpg></a></div><div class=media-body><h4 class=media-heading><a href={url}>{title}</a></h4><span class=date>{desk.day()}</span></div></li>"
    writers = "".join(
        f"<div class=writer><a href=/w/{n}>كاتب المقال رقم {n}</a><a href=/op/2026/{5000 + n}>{desk.title()}</a></div>"
        for n in range(4)
    )
    comments = "".join(
        f"<li><a href=/news/2026/{300000 + n}#c{n}>زائر على خبر {desk.title()}</a></li>" for n in range(5)
    )
    return whole(
        f"{NAV}<div id=main><ul class=media-list>{out}</ul></div><div id=opinions class=authors-box>{writers}</div><div id=comments><ul>{comments}</ul></div>{FOOTER}"
    )


def short_list(desk: Desk) -> str:
    """A small paper: five stories, more links around than in the list."""
    out = ""
    for _ in range(5):
        title, url = desk.listed()
        out += f"<div class=post><h2 class=entry-title><a href={url} rel=bookmark>{title}</a></h2><div class=entry-meta>نشر في {desk.day()}</div><p>{LEAD}</p></div>"
    months = "".join(f"<li><a href=/2026/{n}>أرشيف شهر رقم {n} من السنة</a></li>" for n in range(1, 13))
    recent = "".join(f"<li><a href=/news/2025/{200000 + n}>{desk.title()}</a></li>" for n in range(10))
    return whole(
        f"{NAV}<div id=content>{out}</div><div id=sidebar><h3>أحدث المقالات</h3><ul>{recent}</ul><h3>الأرشيف</h3><ul>{months}</ul></div>{FOOTER}"
    )


def form_around(desk: Desk) -> str:
    """A form around the whole page, names that speak of a sidebar on what holds everything."""
    out = ""
    for n in range(16):
        title, url = desk.listed()
        out += f"<tr class=row{n % 2}><td><img src=/i/{n}.jpg></td><td><a id=ctl00_{n} href={url}>{title}</a><br>{desk.day()} {desk.clock()}</td></tr>"
    return whole(
        f"<form id=aspnetForm><div class=with-right-sidebar>{NAV}<div class=mid><table>{out}</table></div>{most_read(desk, 'div', 'class=rt')}</div></form>{FOOTER}"
    )


def built_sections(desk: Desk) -> str:
    """A front page put together in a site builder: every section another class, all of them widgets."""
    sections = ""
    for name in ("politics", "economy", "sport", "culture", "health"):
        inner = ""
        for n in range(4):
            title, url = desk.listed()
            inner += f"<article class='el-post tag-{name}'><a class=el-thumb href={url}><img src=/i/{n}.jpg></a><h3 class=el-title><a href={url}>{title}</a></h3><span class=el-date>{desk.day()}</span></article>"
        sections += f"<div class='el-widget el-{name}'><h2>{name}</h2><div class=el-posts>{inner}</div></div>"
    return whole(f"{NAV}<div class=el-page>{sections}</div>{most_read(desk, 'div', 'class=el-widget-popular')}{FOOTER}")


def blog(desk: Desk) -> str:
    """As a blog host prints a paper: the posts themselves are a widget, the archive beside them another."""
    posts = ""
    for n in range(9):
        title, url = desk.listed()
        posts += f"<div class='date-outer'><h2 class=date-header>{desk.day()}</h2><div class='post hentry'><h3 class='post-title'><a href={url}>{title}</a></h3><div class=post-body>{LEAD}<a href={url}#more>قراءة المزيد »</a></div><a href={url}#comments>{n} تعليقات</a></div></div>"
    archive = "".join(f"<li><a href=/2025/{n}>{desk.title()}</a></li>" for n in range(12))
    return whole(
        f"{NAV}<div id=main class='section main'><div class='widget Blog' id=Blog1>{posts}</div></div><aside><div class='widget BlogArchive'><ul>{archive}</ul></div></aside>{FOOTER}"
    )


def latin(desk: Desk) -> str:
    """An English page: nothing here depends on the language."""
    who, did, what = (
        ("The ministry", "A court", "The union"),
        ("rejects", "delays", "backs"),
        ("the new water plan", "a ban on imports", "longer school days", "cheaper rail fares"),
    )
    out = ""
    for n, words in enumerate((a, b, c) for a in who for b in did for c in what[:2]):
        desk.titles.append(" ".join(words))
        out += f"<li class=stream-item><h2><a href=/2026/11/{n}-{'-'.join(words).replace(' ', '-')}>{' '.join(words)}</a></h2><time>{n + 1} hours ago</time></li>"
    popular = "".join(
        f"<li><a href=/2026/10/{n}-story-of-some-length-here>{title} again</a></li>"
        for n, title in enumerate(desk.titles[:6])
    )
    return f"<html><head><title>Paper</title></head><body><header><nav><a href=/world/news>World news of today</a></nav></header><ol>{out}</ol><div><h4>Most read</h4><ol>{popular}</ol></div></body></html>"


SHAPES: tuple[Callable[[Desk], str], ...] = (
    *(cards, table, definitions, front_page, mixed_front_page, endless, articles, glued, whole_links, overlays),
    *(grid, old_tables, lines, soup, views, ticker, agency, with_opinions, short_list),
    *(form_around, built_sections, blog, latin),
)  # fmt: skip


def pages(seeds: int = 3) -> list[Page]:
    """Every shape, `seeds` times with other words."""
    made = []
    for shape in SHAPES:
        for seed in range(seeds):
            desk = Desk(seed * 1000 + len(made))
            html = shape(desk)
            made.append(Page(f"{shape.__name__}-{seed}", html, tuple(desk.titles)))
    return made
