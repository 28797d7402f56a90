"""Time grows with the length of a hostile page and no faster, whichever way it is made: twice the input, 2.3 times."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from tests.intake.newspaper import SENTENCE

from newsdesk.domain.faults import Failed
from newsdesk.pages import extract, sanitise
from newsdesk.pages.trim import trim

URL = "https://news.example/politics/1"
MOST = 2.3  # times for twice the input
LEAST = 0.05  # CPU seconds below which nothing can be told
START = f"<html><head><title>خبر</title></head><body><article><p>{SENTENCE * 4}</p>"

SANITISED: dict[str, Callable[[int], str]] = {
    "blocks nested": lambda n: "<div>" * n + "x",
    "weights nested": lambda n: "<b><i>" * n + "x",
    "unknown elements nested": lambda n: "<zz>" * n + "x",
    "quotations nested": lambda n: "<blockquote><ul><li>" * n + "x",
    "tables nested": lambda n: "<table><tr><td>" * (n // 10) + "x",
    "cells": lambda n: "<table><tr>" + "<td>x" * n,
    "rows": lambda n: "<table>" + "<tr><td>x</tr>" * n,
    "attributes": lambda n: "<p " + " ".join(f"a{place}=1" for place in range(n)) + ">x",
    "brackets": lambda n: "<" * n,
    "comment openers": lambda n: "<!--" * n,
    "end tags": lambda n: "x</b></p>" * n,
    "links": lambda n: "<a href=/x>x</a> " * n,
    "links in links": lambda n: "<a href=/x>" * n,
    "pictures": lambda n: "<img src=/x.png>" * n,
    "a set of pictures": lambda n: "<img srcset='" + "a 1x, " * n + "'>",
    "letters of one word": lambda n: "م" * 10 * n,
    "words of one paragraph": lambda n: "كلمة " * n,
    "line ends": lambda n: "<br>x" * n,
    "rules": lambda n: "<hr>" * n,
    "isolates": lambda n: "\u2067x" * n,
    "overrides": lambda n: "\u202ex" * n,
    "drawings": lambda n: "<svg><p>" * (n // 10),
    "references": lambda n: "&amp;lt;&#x202e;" * n,
    "quotes": lambda n: '<a href="' * n,
}
EXTRACTED: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: START + f"<p>{SENTENCE}</p>" * (n // 10),
    "short lines": lambda n: START + "<p>شارك</p><p>24 أغسطس 2020</p>" * (n // 20),
    "linked lines": lambda n: START + "<p><a href=/x>خبر آخر من المدينة</a></p>" * (n // 20),
    "loose words in blocks": lambda n: START + f"<div class=story>{SENTENCE}</div>" * (n // 10),
    "commas": lambda n: START + "<p>" + "،" * 10 * n,
    "headlines": lambda n: START + "<h2>عنوان</h2>" * (n // 10),
    "hidden parts": lambda n: START + "<p style='display:none'>x</p>" * (n // 10),
    "numbered links": lambda n: START + "".join(f"<a href='?page={place}'>{place}</a>" for place in range(n // 10)),
    "a class of words": lambda n: START + f"<div class='{'article ' * n}'>x</div>",
    "a style of signs": lambda n: START + f"<p style='{'x:' * n}'>x</p>",
    "numbers": lambda n: START + "<p>" + "1 " * n,
    "bars": lambda n: START + "<p>" + "شارك فيسبوك " * n,
}


def seconds(work: Callable[[str], object], html: str) -> float:
    """CPU time of the quicker of two runs."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        work(html)
        taken.append(time.process_time() - began)
    return min(taken)


def sanitised(html: str) -> None:
    trim(sanitise(html, base_url=URL).html, ["خبر"])


def extracted(html: str) -> None:
    try:
        extract(html.encode(), url=URL, content_type=None, title="خبر")
    except Failed:
        return


def grows_too_fast(work: Callable[[str], object], make: Callable[[int], str], length: int) -> str:
    """Why the family's time grows too fast; "" when it does not. What noise did is measured again."""
    for _ in range(3):
        short, long = (seconds(work, make(n)) for n in (length, 4 * length))
        if long < max(LEAST, short * MOST * MOST):
            return ""
    return f"{short:.3f} s, and {long:.3f} s for four times as much"


@pytest.mark.parametrize("family", SANITISED)
def test_sanitising_takes_time_by_the_length(family: str) -> None:
    assert grows_too_fast(sanitised, SANITISED[family], 5_000) == ""


@pytest.mark.parametrize("family", EXTRACTED)
def test_extracting_takes_time_by_the_length(family: str) -> None:
    assert grows_too_fast(extracted, EXTRACTED[family], 5_000) == ""
