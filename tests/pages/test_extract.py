"""The article of a page: its text, its lead picture, its letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.newspaper import SENTENCE, page
from tests.pages.measure import measure

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.pages import extract

URL = "https://news.example/politics/1"
PARAGRAPHS = "".join(f"<p>{number} {SENTENCE * 3}</p>" for number in range(6))


def text(document: bytes, content_type: str | None = "text/html") -> str:
    return extract(document, url=URL, content_type=content_type, title="عنوان الخبر").text


def test_the_article_is_found_and_the_menu_is_not() -> None:
    got = text(page())
    assert got.count("قالت مصادر محلية") == 18
    assert "الرئيسية" not in got
    assert "عنوان الخبر" not in got


@pytest.mark.parametrize(
    ("codec", "content_type", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=windows-1256", ""),
        ("windows-1256", "text/html; charset=windows-1256", ""),
        ("windows-1256", "text/html", "windows-1256"),
        ("windows-1256", "text/html; charset=iso-8859-1", ""),
        ("windows-1256", None, ""),
        ("iso8859-6", "text/html; charset=ISO-8859-6", ""),
        ("utf-16", None, ""),
    ],
)
def test_arabic_letters_are_right_in_every_encoding(codec: str, content_type: str | None, meta: str) -> None:
    document = page().decode().replace("<meta charset=utf-8>", f"<meta charset={meta}>" if meta else "").encode(codec)
    assert text(document, content_type).count("قالت مصادر محلية") == 18


def test_the_shared_picture_leads_an_article_without_pictures() -> None:
    body = extract(page(head='<meta property="og:image" content="/lead.jpg">'), url=URL, content_type=None, title="x")
    assert [picture.url for picture in body.pictures] == ["https://news.example/lead.jpg"]
    assert body.html.startswith("<figure><img ")


def test_the_sign_of_the_site_leads_nothing() -> None:
    document = page(head='<meta property="og:image" content="/site-logo.png">')
    assert extract(document, url=URL, content_type=None, title="x").pictures == ()


def test_lazy_pictures_of_the_article_are_found() -> None:
    picture = '<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/big.jpg" alt="ل"></figure>'
    body = extract(page(body=picture + PARAGRAPHS), url=URL, content_type=None, title="x")
    assert [found.url for found in body.pictures] == ["https://news.example/big.jpg"]


@pytest.mark.parametrize("document", [b"", b"\0\1\2", b"<html></html>", b"<p>x</p>", b"plain words", b"\xff\xfe<"])
def test_a_page_without_an_article_has_no_text(document: bytes) -> None:
    with pytest.raises(Failed) as caught:
        extract(document, url=URL, content_type=None, title="")
    assert caught.value.fault.kind is FaultKind.NO_TEXT
    assert caught.value.fault.facts == {"address": URL}


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "least"), [("rtl-real", 0.985), ("arabic-made", 0.98), ("scrapinghub", 0.965)])
def test_articles_of_the_corpus_are_extracted_as_well_as_promised(corpus: Path, name: str, least: float) -> None:
    assert measure(corpus, name)[3] >= least


@pytest.mark.parametrize("how", ["style='display: none'", "style='VISIBILITY:hidden; color: red'", "hidden"])
def test_what_a_page_hides_is_not_read(how: str) -> None:
    hidden = f"<div {how}><p>مخفي {SENTENCE * 3}</p></div>"
    assert "مخفي" not in text(page(body=PARAGRAPHS + hidden + PARAGRAPHS))


def test_a_page_whose_script_would_show_it_is_read_all_the_same() -> None:
    assert "قالت مصادر" in text(page(body=f"<div style='display:none'>{PARAGRAPHS}</div>"))


def test_a_base_element_resolves_the_addresses_of_its_page() -> None:
    body = extract(
        page(
            head="<base href='https://cdn.example/deep/'>", body=PARAGRAPHS + f"<p>{SENTENCE} <a href=x>رابط</a>.</p>"
        ),
        url=URL,
        content_type=None,
        title="x",
    )
    assert 'href="https://cdn.example/deep/x"' in body.html


def test_an_article_that_the_rules_miss_is_found_by_its_weight() -> None:
    cells = "".join(f"<div class=x>{number} {SENTENCE * 2}</div>" for number in range(3))
    document = f"<html><body><div id=q>{cells}</div></body></html>".encode()
    assert text(document).count("قالت مصادر محلية") == 6


@pytest.mark.parametrize("sign", ["\uffff", "\ufffe", "&#xFFFF;", "\x01", "&#1;", "&#xD800;"])
def test_addresses_with_signs_that_are_no_letters_harm_no_page(sign: str) -> None:
    document = page(body=f"<img src='/a{sign}.png'>{PARAGRAPHS}<p>{SENTENCE} <a href='/x{sign}'>رابط</a>.</p>")
    body = extract(document, url=URL, content_type=None, title="x")
    assert all(picture.url.isprintable() for picture in body.pictures)
    assert 'href="https://news.example/x' in body.html


@pytest.mark.parametrize("sign", ["\x01", "\uffff", "&#1;", "&#x1f", "&#65535;", "&#0;", "&#xd800;"])
def test_signs_that_are_no_letters_between_the_parts_of_a_page_harm_nothing(sign: str) -> None:
    hidden = f"<div hidden>x</div>{sign}<noscript>x</noscript>{sign}"
    document = page(body=hidden + PARAGRAPHS).replace(b"<article>", f"{sign}<article>".encode())
    assert text(document.replace(b"</nav>", f"</nav>{sign}".encode())).count("قالت مصادر محلية") == 18
