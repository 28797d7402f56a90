"""What is a label at the head of a headline, and what is a word of it."""

from __future__ import annotations

import pytest

from newsdesk.arabic.breaking import labelled

REST = "إغلاق الميناء القديم أمام السفن"


@pytest.mark.parametrize(
    "head",
    [
        "عاجل: ", "عاجل : ", "عاجل | ", "عاجل|", "عاجل - ", "عاجل – ", "عاجل— ", "عاجل.. ", "عاجل… ", "عاجل! ",
        "عاجل/ ", "عاجل، ", "خبر عاجل: ", "خبر عاجل | ", "#عاجل ", "#عاجل: ", "#عاجل | ", "#خبر_عاجل ", "[عاجل] ",
        "(عاجل) ", "«عاجل» ", "【عاجل】", "🔴 عاجل | ", "🚨#عاجل ", "\u200fعاجل: ", "أنباء عاجلة: ", "عاجل: 🔴 ",
    ],
)  # fmt: skip
def test_a_label_is_taken_off_and_the_rest_stays_to_the_letter(head: str) -> None:
    found = labelled(head + REST)
    assert (found.title, found.is_breaking) == (REST, True)


@pytest.mark.parametrize(
    "title",
    [
        "عاجلًا أم آجلًا يعود القطار إلى الساحل",
        "تدخل عاجل لإنقاذ المكتبة: «الماء يصل إلى الرفوف»",
        "العاجل من الأمر: ماء وخبز",
        "عاجل الخير أفضله: حملة لتشجير الوادي",
        "عاجل جدا للمزارعين",
        "نداء عاجل: أغطية لقرى الجبل",
        "#عاجلا_غير_آجل يتصدّر",
        "خبر عن العاجل",
        "",
    ],
)
def test_a_word_of_the_headline_is_no_label(title: str) -> None:
    found = labelled(title)
    assert (found.title, found.is_breaking) == (title, False)


@pytest.mark.parametrize("title", ["عاجل", "#عاجل", "خبر عاجل:", "🔴 عاجل 🔴", "(عاجل)"])
def test_a_headline_of_nothing_but_the_label_keeps_its_words(title: str) -> None:
    found = labelled(title)
    assert (found.title, found.is_breaking) == (title, True)


def test_the_signs_of_the_rest_are_not_eaten() -> None:
    assert labelled("عاجل: «بيان»").title == "«بيان»"
    assert labelled("عاجل | (بالصور) سيل").title == "(بالصور) سيل"
    assert labelled("عاجل: 13:49 موعد القطار").title == "13:49 موعد القطار"
