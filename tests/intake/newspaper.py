"""Feeds, pages and pictures that the tests serve, and a way to wait for all answers."""

from __future__ import annotations

import io
import time

from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import Delivery

SENTENCE = "قالت مصادر محلية إن الطريق الساحلي أعيد فتحه أمام حركة السير بعد ظهر اليوم. "


def rss(title: str = "صحيفة الاختبار", items: str = "") -> bytes:
    items = items or item(1) + item(2)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def item(number: int, description: str = "موجز قصير", *, guid: str | None = None) -> str:
    return (
        f"<item><title>خبر رقم {number}</title><link>https://news.example/{number}</link>"
        f"<guid>{guid or number}</guid><description><![CDATA[{description}]]></description></item>"
    )


def page(title: str = "عنوان الخبر", head: str = "", body: str = "") -> bytes:
    text = body or "".join(f"<p>{number} {SENTENCE * 3}</p>" for number in range(6))
    return (
        f"<!doctype html><html lang=ar dir=rtl><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>الرئيسية</a></nav><article><h1>{title}</h1>{text}</article><footer>حقوق</footer></body></html>"
    ).encode()


def photograph(width: int = 1600, height: int = 900, kind: str = "JPEG", **how: object) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def answers(intake: Intake, count: int, seconds: float = 30.0) -> dict[int, Delivery]:
    """The next `count` deliveries by their job; fewer when they take too long."""
    heard: dict[int, Delivery] = {}
    ends_at = time.monotonic() + seconds
    while len(heard) < count and time.monotonic() < ends_at:
        delivery = intake.receive(0.5)
        if delivery is not None:
            assert delivery.job not in heard
            heard[delivery.job] = delivery
    return heard
