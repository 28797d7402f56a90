"""The public preview of a Telegram channel, in the shape that such pages have; the messages are our own."""

# ruff: noqa: E501 - markup is read as the page has it

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk.feeds import menus

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://t.me/s/mina_news"


def message(number: int, text: str, at: str, before: str = "") -> str:
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap'
        f' js-widget_message" data-post="mina_news/{number}"><div class="tgme_widget_message_bubble"><div class='
        '"tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/mina_news"><span>'
        f'صحيفة الميناء</span></a></div>{before}<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        '<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class='
        '"tgme_widget_message_views">1.2K</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date"'
        f' href="https://t.me/mina_news/{number}"><time datetime="{at}" class="time">{at[11:16]}</time></a></span></div>'
        "</div></div></div></div>"
    )


def channel(*messages: str) -> bytes:
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>صحيفة الميناء – Telegram</title></head><body>'
        '<div class="tgme_channel_info_header_title"><span dir="auto">صحيفة الميناء</span></div>'
        f'<section class="tgme_channel_history js-message_history">{"".join(messages)}</section></body></html>'
    ).encode()


REPLY = (
    '<a class="tgme_widget_message_reply" href="https://t.me/mina_news/1"><div class="tgme_widget_message_text'
    ' js-message_reply_text">رسالة أخرى</div></a>'
)
PHOTO = (
    '<a class="tgme_widget_message_photo_wrap" href="https://t.me/mina_news/3" style="width:800px;background-image:'
    "url('https://cdn.example/p.jpg')\"></a>"
)


def test_the_messages_of_a_channel_are_whole_items_newest_first() -> None:
    page = channel(
        message(1, "إغلاق الميناء القديم<br/>بسبب ارتفاع الموج &amp; الريح", "2026-11-24T08:00:00+00:00"),
        message(
            2,
            '<b>عاجل</b> | عودة القطار <a href="https://a.example/x">التفاصيل</a>',
            "2026-11-24T09:30:00+02:00",
            REPLY,
        ),
        message(3, "صورة من السوق", "2026-11-24T10:00:00+00:00", PHOTO),
        message(4, "", "2026-11-24T11:00:00+00:00", PHOTO),
    )
    (offer,) = menus.offers(page, menus.Origin(URL, "text/html", NOW))
    assert (offer.rule.shape, offer.feed.title) == ("posts", "صحيفة الميناء")
    items = offer.feed.items
    assert [(item.position, item.title, item.url, item.guid) for item in items] == [
        (1, "صورة من السوق", "https://t.me/mina_news/3", "mina_news/3"),
        (2, "عاجل | عودة القطار التفاصيل", "https://t.me/mina_news/2", "mina_news/2"),
        (3, "إغلاق الميناء القديم", "https://t.me/mina_news/1", "mina_news/1"),
    ]
    assert [item.published_at for item in items] == [
        datetime(2026, 11, 24, 10, tzinfo=UTC),
        datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 8, tzinfo=UTC),
    ]
    assert items[1].time_text == "09:30"
    assert all(item.is_whole and not item.is_time_vague for item in items)
    assert 'src="https://cdn.example/p.jpg"' in items[0].content_html
    assert '<a href="https://a.example/x">التفاصيل</a>' in items[1].content_html
    assert items[2].content_html == "<p>إغلاق الميناء القديم<br>بسبب ارتفاع الموج &amp; الريح</p>"


def test_a_long_message_has_its_first_sentence_as_headline() -> None:
    text = "أعلنت الهيئة العامة للموانئ فتح المرفأ. " + "وقالت في بيانها كلاما طويلا " * 20
    (offer,) = menus.offers(channel(message(1, text, "2026-11-24T08:00:00+00:00")), menus.Origin(URL, None, NOW))
    assert offer.feed.items[0].title == "أعلنت الهيئة العامة للموانئ فتح المرفأ."


def test_the_channel_is_followed_and_its_new_messages_come_first() -> None:
    first = channel(message(1, "الخبر الأول", "2026-11-24T08:00:00+00:00"))
    (offer,) = menus.offers(first, menus.Origin(URL, None, NOW))
    second = channel(
        message(1, "الخبر الأول", "2026-11-24T08:00:00+00:00"), message(2, "الخبر الثاني", "2026-11-24T09:00:00+00:00")
    )
    again = menus.follow(second, offer.rule, menus.Origin(URL, None, NOW))
    assert again is not None
    assert [item.title for item in again.feed.items] == ["الخبر الثاني", "الخبر الأول"]
    assert again.rule == offer.rule
