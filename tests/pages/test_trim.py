"""What stands round an article and is none of it goes; what only looks like it stays."""

from __future__ import annotations

import pytest
from tests.intake.newspaper import SENTENCE

from newsdesk.pages import sanitise
from newsdesk.pages.choice import is_wall
from newsdesk.pages.trim import trim

REAL = f"<p>أولا {SENTENCE * 3}</p>"
MORE = f"<p>ثانيا {SENTENCE * 3}</p>"
TITLE = "رئيس الوزراء يفتتح جسرا جديدا في العاصمة"


def left(html: str) -> str:
    """The text that stays, the two real paragraphs as A and B."""
    shaped = sanitise(html, base_url="https://news.example/").html
    text = sanitise(trim(shaped, [TITLE]), base_url="https://news.example/").text
    return text.replace(f"أولا {SENTENCE * 3}".strip(), "A").replace(f"ثانيا {SENTENCE * 3}".strip(), "B")


@pytest.mark.parametrize(
    "above",
    [
        f"<h2>{TITLE}</h2>",
        f"<p>{TITLE} | صحيفة الاختبار</p>",
        "<p>تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً</p>",
        "<p>الإثنين، 24 أغسطس 2020 09:23 ص</p>",
        "<p>٢٤ أغسطس ٢٠٢٠</p>",
        "<p>منذ 3 ساعات</p>",
        "<p>Published 18 November 2019</p>",
        "<p><a href=/>الرئيسية</a></p><p><a href=/eg>تقارير مصرية</a></p>",
        "<p>مشاركة</p><p>فيسبوك تويتر واتساب</p><p>طباعة</p>",
    ],
)
def test_headline_date_path_and_bars_above_the_article_go(above: str) -> None:
    assert left(above + REAL + MORE) == "A\nB"


@pytest.mark.parametrize(
    "below",
    [
        "<h3>اقرأ أيضا</h3><ul><li><a href=/1>خبر آخر من المدينة</a></li><li><a href=/2>وخبر ثالث</a></li></ul>",
        "<p>الموضوعات المتعلقة</p><p><a href=/1>خبر آخر من المدينة</a></p><p>الأحد، 23 أغسطس 2020</p>",
        "<p>مواضيع ذات صلة: <a href=/1>خبر آخر من المدينة</a></p>",
        "<h2>الأكثر قراءة</h2>",
        "<p>الوسوم</p><p><a href=/t/1>سوريا</a> <a href=/t/2>لبنان</a></p>",
        "<p>اشترك في نشرتنا البريدية لتصلك آخر الأخبار</p>",
        "<p>تابعونا على قناة التلغرام</p>",
        "<p>اضف تعليقاً واقرأ تعليقات القراء</p>",
        "<p>الآراء الواردة أدناه لا تعبر عن رأي الموقع، بل تعكس وجهات نظر أصحابها فقط.</p>",
        "<p>جميع الحقوق محفوظة ٢٠٢٠</p>",
        "<p>Sign up for our daily newsletter here.</p>",
        "<p>Follow us on Twitter</p>",
    ],
)
def test_lists_of_others_prompts_and_policies_below_the_article_go(below: str) -> None:
    assert left(REAL + MORE + below) == "A\nB"


def test_a_call_to_another_article_in_the_middle_goes() -> None:
    assert left(f"{REAL}<p>اقرأ أيضا: <a href=/1>خبر آخر من المدينة</a></p>{MORE}") == "A\nB"


@pytest.mark.parametrize(
    "line",
    [
        "في 25 يناير 2011 خرجت الجموع إلى الميادين وسقط النظام بعدها بأيام",
        "تم تعليق الرحلات الجوية حتى إشعار آخر.",
        "اقرأ ما كتبه الشاعر في سجنه، ثم احكم عليه.",
        "وقال الوزير: تابعوا ما يجري في الميدان بأعينكم.",
        "2019",
        "سمات الشخصية القيادية",
    ],
)
@pytest.mark.parametrize("place", ["above", "between"])
def test_what_only_looks_like_furniture_stays(line: str, place: str) -> None:
    html = f"<p>{line}</p>{REAL}{MORE}" if place == "above" else f"{REAL}<p>{line}</p>{MORE}"
    assert line in left(html)


def test_a_headline_that_returns_inside_the_article_stays() -> None:
    assert TITLE in left(f"{REAL}<h2>{TITLE}</h2>{MORE}")


def test_pictures_of_the_article_stay_when_the_words_beside_them_go() -> None:
    shaped = sanitise(
        f"<figure><img src=/p.jpg><figcaption>{TITLE}</figcaption></figure>{REAL}", base_url="https://a.b/"
    )
    assert "<img" in trim(shaped.html, [TITLE])


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("سجل الدخول لقراءة المقال كاملا.\nهذا المحتوى متاح للمشتركين فقط.", True),
        ("We and our 756 partners store and access information on a device.\nWe value your privacy", True),
        ("Verifying you are human. This may take a few seconds.", True),
        ("Please enable JavaScript and cookies to continue", True),
        (SENTENCE * 10 + "\nسجل الدخول لقراءة المزيد", False),
        ("أقر البرلمان قانونا يلزم المواقع بطلب الموافقة قبل جمع البيانات.\n" + SENTENCE * 5, False),
        ("", False),
    ],
)
def test_a_wall_is_told_from_an_article_about_one(text: str, is_one: bool) -> None:
    assert is_wall(text) is is_one
