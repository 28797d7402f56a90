"""Whole pages that harm a careless reader, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

SENTENCE = "قالت مصادر محلية إن الطريق الساحلي أعيد فتحه أمام حركة السير بعد ظهر اليوم. "
TEXT = "".join(f"<p>{number} {SENTENCE * 3}</p>" for number in range(5))


def page(inside: str = "", head: str = "", text: str = TEXT) -> str:
    """An article's page with something in its head or beside its text."""
    return (
        f"<!doctype html><html lang=ar dir=rtl><head><meta charset=utf-8><title>خبر</title>{head}</head><body>"
        f"<nav><a href=/>الرئيسية</a></nav><article><h1>خبر</h1>{text}{inside}</article></body></html>"
    )


_PAGES: dict[str, str] = {
    "moves on by itself": page(head='<meta http-equiv="refresh" content="0;url=TRAP">'),
    "moves on to a script": page(head='<meta http-equiv="refresh" content="0;url=javascript:alert(1)">'),
    "has a file for a base": page("<p>نص <a href='x'>رابط</a> طويل.</p><img src='p.png'>", '<base href="FILE">'),
    "has a script for a base": page("<p>نص <a href='x'>رابط</a> طويل.</p>", '<base href="javascript:alert(1)//">'),
    "has a base that is none": page("<p>نص <a href='x'>رابط</a> طويل.</p>", '<base href="http://[">'),
    "leads with a file": page(head='<meta property="og:image" content="FILE">'),
    "leads with a script": page(head='<meta property="og:image" content="javascript:alert(1)">'),
    "leads with a page": page(head='<meta property="og:image" content="data:image/svg+xml,<svg onload=alert(1)>">'),
    "goes on in a file": page(head='<link rel="next" href="FILE?page=2">'),
    "goes on elsewhere": page(head='<link rel="next" href="TRAP?page=2">'),
    "goes on in another article": page(head='<link rel="next" href="/pages/other">'),
    "goes on in itself": page("<a href='?'>2</a>", '<link rel="next" href="">'),
    "has other forms": page(head='<link rel="amphtml" href="TRAP"><link rel="canonical" href="TRAP">'),
    "has helpers": page(head='<link rel="manifest" href="TRAP"><script>navigator.serviceWorker.register("TRAP")</script>'),
    "asks for everything ahead": page(head="".join(f'<link rel="{rel}" href="TRAP">' for rel in ("dns-prefetch", "preconnect", "prerender", "modulepreload", "search"))),
    "is only scripts": page(text="<script>document.write('x')</script>" * 5000),
    "is only a form": page(text="<form action=TRAP>" + "<input name=a>" * 5000 + "</form>"),
    "is only links": page(text="<a href='/x'>رابط إلى خبر آخر</a>" * 5000),
    "is only numbers": page(text="<p>" + "1234567890 " * 20_000 + "</p>"),
    "has data too deep": page(head='<script type="application/ld+json">' + '{"a":' * 20_000 + "</script>"),
    "has data that lies": page(head='<script type="application/ld+json">{"@type":"NewsArticle","articleBody":5,"image":{"url":["FILE"]}}</script>'),
    "is too deep": page(text="<div>" * 2500 + TEXT),
    "has classes without an end": page(text=f'<div class="{"article " * 50_000}">{TEXT}</div>'),
    "has commas without an end": page(text="<p>" + "،" * 200_000 + "</p>"),
    "has paragraphs without an end": page(text="<p>نص قصير جدا،</p>" * 30_000),
    "has headlines without an end": page(head=f"<title>{'عنوان ' * 50_000}</title>", text="<h1>عنوان</h1>" * 5000 + TEXT),
    "has dates without an end": page(text="<p>24 أغسطس 2020</p>" * 5000 + TEXT),
    "has bars without an end": page(text="<p>شارك فيسبوك تويتر</p>" * 5000 + TEXT),
    "has numbers beside an age": page(text="<p>" + "1 " * 5000 + "2020</p>" + TEXT),
    "hides a part in a part": page(text="<div style='display:none'>" * 500 + TEXT),
    "has styles without an end": page(text=f"<p style='{'x:' * 100_000}display:none'>x</p>{TEXT}"),
    "has pages without an end": page("".join(f"<a href='?page={n}'>{n}</a>" for n in range(2, 5000))),
    "is a frame": "<html><head><meta charset=utf-8></head><frameset><frame src=TRAP><frame src=FILE></frameset></html>",
    "is a drawing": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="TRAP"/></svg>',
    "is XML with entities": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "FILE">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&a;</p></body></html>',
    "says it is in another tongue": page().replace("utf-8", "utf-7"),
    "says it is in a codec": page().replace("utf-8", "zip"),
    "is a wall": page(text="<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. سجل الدخول لقراءة المقال كاملا.</p>" * 3),
}  # fmt: skip


def documents() -> Iterator[tuple[str, bytes, str]]:
    """What is wrong, the document, and its type."""
    for wrong, text in _PAGES.items():
        yield f"a page that {wrong}", text.encode(), "text/html; charset=utf-8"
    whole = page().encode()
    for kind in ("image/png", "application/pdf", "application/x-sh", "text/x-python", "video/mp4", "", "x" * 300):
        yield f"a page that says it is {kind[:20]}", whole, kind
    yield "a page that is bytes", bytes(range(256)) * 2000, "text/html"
    yield "a page of nulls", b"\0" * 500_000, "text/html"
    yield "a page cut in its middle", whole[: len(whole) // 2], "text/html"
    yield "a page with marks of order", b"\xff\xfe" + whole, "text/html"
    yield "a page of half letters", whole.replace("قالت".encode(), b"\xd9"), "text/html"
    yield "a page of a program", b"\x7fELF" + bytes(100_000), "text/html"
