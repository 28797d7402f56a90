"""Time grows with the length of a hostile page and no faster, whichever way it is made: twice the input, 2.3 times."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from tests.growing import MOST, growth
from tests.intake.newspaper import SENTENCE

from newsdesk.domain.faults import Failed
from newsdesk.pages import extract, sanitise
from newsdesk.pages.trim import trim

URL = "https://news.example/politics/1"
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
    "bare ampersands": lambda n: "&" * 5 * n,
    "ampersands in words": lambda n: "&x " * 4 * n,
    "ampersands in an address": lambda n: '<a href=">' + "&b" * 4 * n + '">x</a>',
    "ampersands in a table": lambda n: "<table>" + "& x" * 2 * n,
    "no-break spaces": lambda n: "x\u00a0" * 4 * n,
    "preformatted lines": lambda n: "<pre>" + "&\n" * 4 * n,
    "letters of one preformatted word": lambda n: "<pre>" + "م" * 10 * n,
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


def grows(work: Callable[[str], object], make: Callable[[int], str]) -> float:
    """By how much twice the page multiplies the time; from a length on at which it can be measured."""
    return growth(lambda n: seconds(work, make(n)), shortest=2_500, longest=80_000, doublings=2)


@pytest.mark.parametrize("family", SANITISED)
def test_sanitising_takes_time_by_the_length(family: str) -> None:
    assert grows(sanitised, SANITISED[family]) <= MOST


@pytest.mark.parametrize("family", EXTRACTED)
def test_extracting_takes_time_by_the_length(family: str) -> None:
    assert grows(extracted, EXTRACTED[family]) <= MOST
