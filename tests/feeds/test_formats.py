"""Each format of feeds, in small documents of our own: what stands where in the Feed that comes out."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.domain.feed import Enclosure, Feed
from newsdesk.feeds import parse

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://news.example/rss.xml"


def read(document: str | bytes, content_type: str | None = None) -> Feed:
    raw = document.encode() if isinstance(document, str) else document
    return parse(raw, url=URL, content_type=content_type, now=NOW)


def rss(items: str, channel: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>صحيفة الصباح</title>'
        f"<link>https://news.example/</link><language>ar</language>{channel}{items}</channel></rss>"
    )


def refusal(document: str | bytes) -> str:
    with pytest.raises(Failed) as raised:
        read(document)
    assert raised.value.fault.kind is FaultKind.NOT_A_FEED
    assert raised.value.fault.facts["address"] == URL
    return str(raised.value.fault.facts["found"])


def test_an_rss_item_gives_all_its_fields() -> None:
    feed = read(
        rss(
            "<item><title>افتتاح الجسر</title><link>https://news.example/1</link><guid isPermaLink='false'>n-1</guid>"
            "<pubDate>Tue, 20 Jun 2017 17:46:22 +0300</pubDate><dc:creator>ليلى</dc:creator>"
            "<description>موجز</description><content:encoded><![CDATA[<p>النص</p>]]></content:encoded>"
            "<enclosure url='https://cdn.example/a.jpg' type='image/jpeg' length='12'/></item>"
        )
    )
    item = feed.items[0]
    assert (feed.title, feed.site_url, feed.language, feed.format) == (
        "صحيفة الصباح",
        "https://news.example/",
        "ar",
        "rss",
    )
    assert (item.title, item.url, item.guid) == ("افتتاح الجسر", "https://news.example/1", "n-1")
    assert item.published_at == datetime(2017, 6, 20, 14, 46, 22, tzinfo=UTC)
    assert item.time_text == "Tue, 20 Jun 2017 17:46:22 +0300"
    assert (item.author, item.summary_html, item.content_html) == ("ليلى", "موجز", "<p>النص</p>")
    assert item.enclosures == (Enclosure("https://cdn.example/a.jpg", "image/jpeg", 12),)
    assert item.position == 1


def test_a_title_comes_out_as_plain_text_however_often_it_was_escaped() -> None:
    items = "".join(
        f"<item><title>{title}</title></item>"
        for title in (
            "&amp;quot;نص&amp;quot; &amp;lt;b&amp;gt;عاجل&amp;lt;/b&amp;gt;",
            "<![CDATA[<b>عاجل</b>: &#1582;&#1576;&#1585;]]>",
            "1 &lt; 2 &amp; 3",
            "سطر\n\tثان ",
            "&amp;amp;quot;نص&amp;amp;quot;",
        )
    )
    assert [item.title for item in read(rss(items)).items] == ['"نص" عاجل', "عاجل: خبر", "1 < 2 & 3", "سطر ثان", '"نص"']


def test_a_guid_that_is_a_permanent_link_is_the_link_where_there_is_none() -> None:
    items = "<item><guid>https://news.example/7</guid></item><item><guid isPermaLink='false'>7</guid></item>"
    assert [item.url for item in read(rss(items)).items] == ["https://news.example/7", None]


def test_a_relative_link_is_joined_with_the_site() -> None:
    assert read(rss("<item><link>/a/2</link></item>")).items[0].url == "https://news.example/a/2"


def test_a_link_that_leads_to_no_page_is_none() -> None:
    assert read(rss("<item><link>javascript:alert(1)</link></item>")).items[0].url is None


def test_rss_10_items_stand_beside_the_channel() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>خبر</title></channel>'
        '<item rdf:about="https://news.example/3"><title>ثالث</title><dc:date>2020-01-02T03:04:05Z</dc:date></item></rdf:RDF>'
    )
    item = feed.items[0]
    assert (feed.format, item.title, item.url, item.guid) == (
        "rdf",
        "ثالث",
        "https://news.example/3",
        "https://news.example/3",
    )
    assert item.published_at == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/ar/" xml:lang="ar"><title>أتوم</title>'
    '<link href="."/><author><name>التحرير</name></author><entry><title type="html">&lt;i&gt;عنوان&lt;/i&gt;</title>'
    '<link rel="self" href="x.atom"/><link rel="alternate" href="4"/><id>tag:4</id>'
    "<updated>2020-01-02T03:04:05+03:00</updated>"
    '<summary>أ &lt; ب</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="deep/">'
    '<p>نص <a href="5">هنا</a><br/></p></div></content></entry></feed>'
)


def test_atom_resolves_what_is_relative_against_its_base() -> None:
    feed = read(ATOM)
    assert (feed.title, feed.site_url, feed.language, feed.format) == ("أتوم", "https://news.example/ar/", "ar", "atom")
    assert (feed.items[0].url, feed.base_url) == ("https://news.example/ar/4", "https://news.example/ar/")


def test_atom_text_constructs_come_out_as_their_type_says() -> None:
    item = read(ATOM).items[0]
    assert (item.title, item.summary_html) == ("عنوان", "أ &lt; ب")
    assert item.content_html == '<div><p>نص <a href="https://news.example/ar/deep/5">هنا</a><br></p></div>'


def test_an_atom_entry_without_author_has_its_feeds() -> None:
    assert read(ATOM).items[0].author == "التحرير"


@pytest.mark.parametrize(
    ("base", "address"),
    [("", "6.html"), (' xml:base="https://cdn.example/x/"', "https://cdn.example/x/6.html")],
)
def test_a_base_of_the_document_goes_before_the_items_link(base: str, address: str) -> None:
    body = "&lt;a href='6.html'&gt;هنا&lt;/a&gt;"
    entry = f"<entry{{}}><link href='https://news.example/deep/4'/><content type='html'>{body}</content></entry>"
    item = f"<item{{}}><link>https://news.example/deep/4</link><description>{body}</description></item>"
    for document in (
        f"<feed xmlns='http://www.w3.org/2005/Atom'{base}>{entry.format('')}</feed>",
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry.format(base)}</feed>",
        f"<rss{base}><channel>{item.format('')}</channel></rss>",
        f"<rss><channel>{item.format(base)}</channel></rss>",
    ):
        read_item = read(document).items[0]
        assert address in (read_item.content_html or read_item.summary_html)
        assert ("https:" in (read_item.content_html or read_item.summary_html)) == bool(base)


def test_rss_090_to_092_are_read() -> None:
    old = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
        "<channel><title>ج</title><link>https://news.example/</link></channel>"
        "<item><title>أ</title><link>https://news.example/1</link></item></rdf:RDF>",
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/x/rss-0.91.dtd'>"
        "<rss version='0.91'><channel><title>ج</title><item><title>أ</title><link>https://news.example/1</link></item>"
        "</channel></rss>",
        "<rss version='0.92'><channel><title>ج</title><item><title>أ</title><link>https://news.example/1</link>"
        "<enclosure url='https://news.example/1.mp3' length='5' type='audio/mpeg'/></item></channel></rss>",
    )
    for document in old:
        feed = read(document)
        assert (feed.title, feed.items[0].title, feed.items[0].url) == ("ج", "أ", "https://news.example/1")


def test_atom_03_is_read_by_its_own_names_and_modes() -> None:
    entry = (
        "<entry><title mode='escaped'>&lt;b&gt;أ&lt;/b&gt;</title><link rel='alternate' href='https://news.example/1'/>"
        "<id>tag:1</id><issued>2020-01-02T03:04:05Z</issued><modified>2021-01-01T00:00:00Z</modified>"
        "<author><name>ليلى</name></author><content type='text/html' mode='base64'>PHA+2YbYtTwvcD4=</content></entry>"
    )
    item = read(f"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>ج</title>{entry}</feed>").items[0]
    assert (item.title, item.url, item.guid, item.author) == ("أ", "https://news.example/1", "tag:1", "ليلى")
    assert (item.content_html, item.published_at) == ("<p>نص</p>", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))


def test_pictures_and_files_of_the_modules_are_enclosures() -> None:
    item = read(
        rss(
            "<item><media:group><media:content url='https://c.example/a.mp4' type='video/mp4' fileSize='9'/>"
            "<media:thumbnail url='/t.jpg'/></media:group><media:title>عنوان</media:title>"
            "<media:description>وصف</media:description>"
            "<i:image xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' href='https://c.example/i.jpg'/>"
            "<i:author xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>هند</i:author></item>"
        )
    ).items[0]
    assert item.enclosures == (
        Enclosure("https://c.example/a.mp4", "video/mp4", 9),
        Enclosure("https://news.example/t.jpg", "image/*"),
        Enclosure("https://c.example/i.jpg", "image/*"),
    )
    assert (item.title, item.summary_html, item.author) == ("عنوان", "وصف", "هند")


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_both_versions_of_json_feed_name_authors_and_files(version: str) -> None:
    author = {"author": {"name": "ليلى"}} if version == "1" else {"authors": [{"name": "ليلى"}, {"name": "هند"}]}
    attachment = {"url": "https://c.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 7}
    entry = {"id": "1", "title": "أ", "summary": "موجز", "content_html": "<p>نص</p>", "attachments": [attachment]}
    document = {"version": f"https://jsonfeed.org/version/{version}", "title": "ج", "language": "ar", "items": [entry]}
    feed = read(json.dumps({**document, "items": [{**entry, **author}]}))
    item = feed.items[0]
    assert (item.author, item.summary_html, item.content_html) == ("ليلى", "موجز", "<p>نص</p>")
    assert item.enclosures == (Enclosure("https://c.example/a.mp3", "audio/mpeg", 7),)


def test_json_feed_takes_numbers_for_ids_and_leaves_out_what_is_no_item() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "جيسون",
        "home_page_url": "https://news.example/",
        "items": [
            None,
            3,
            {"id": None},
            {"id": 17, "url": "/17", "content_text": "أ < ب\nثان", "date_published": "2020-01-02"},
        ],
    }
    item = read(json.dumps(document)).items[0]
    assert (item.guid, item.url, item.content_html) == ("17", "https://news.example/17", "<p>أ &lt; ب</p><p>ثان</p>")
    assert item.published_at == datetime(2020, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        ("<!DOCTYPE html><html><head><title>خطأ</title></head></html>", "html"),
        ("<!-- ok --><html><body><p>x</p></body></html>", "html"),
        ("ليس هذا تغذية", "text"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "xml"),
        ('{"items": {"a": 1}}', "json"),
        (bytes(range(256)) * 8, "binary"),
    ],
)
def test_what_is_no_feed_is_refused_by_what_it_is(document: str | bytes, found: str) -> None:
    assert refusal(document) == found


def test_a_feed_after_a_broken_servers_warning_is_read() -> None:
    assert (
        read("<br />\n<b>Warning</b>: x in <b>y</b><br />\n" + rss("<item><title>خبر</title></item>")).items[0].title
        == "خبر"
    )


def test_at_most_two_thousand_items_are_read() -> None:
    assert len(read(rss("<item><title>خبر</title></item>" * 2500)).items) == 2000


def test_an_empty_channel_has_no_items() -> None:
    assert read(rss("")).items == ()


def test_an_image_inside_an_item_does_not_lend_it_its_link() -> None:
    items = (
        "<item><title>أ</title><link>https://news.example/9</link><image><link>https://x.example/</link></image></item>"
    )
    assert read(rss(items)).items[0].url == "https://news.example/9"


def test_an_empty_content_element_swallows_nothing_after_it() -> None:
    enclosure = "<enclosure url='https://cdn.example/b.png' type='image/png'/>"
    items = f"<item><content:encoded/>{enclosure}<description>م</description></item>"
    item = read(rss(items)).items[0]
    assert (item.summary_html, len(item.enclosures)) == ("م", 1)


RSS_IMAGE = "<image><url>/logo.png</url><title>ص</title><link>https://news.example/</link>{}</image>"
RDF_IMAGE = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<channel><title>ص</title><link>https://news.example/</link><image rdf:resource='x'/></channel>"
    "<image><title>ص</title><url>https://news.example/logo.png</url></image></rdf:RDF>"
)
ATOM_PICTURES = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://news.example/a/'><title>ص</title>"
    "<logo>logo.png</logo><icon xml:base='/b/'> icon.png </icon><icon/></feed>"
)
JSON_PICTURES = {"favicon": "https://cdn.example/64.png", "icon": "512.png", "home_page_url": "https://news.example/"}


@pytest.mark.parametrize(
    ("document", "pictures"),
    [
        (rss("", RSS_IMAGE.format("")), ("https://news.example/logo.png",)),
        (rss("", RSS_IMAGE.format("<width>32</width><height>32</height>")), ("https://news.example/logo.png",)),
        (rss("", RSS_IMAGE.format("<width>88</width><height>31</height>")), ()),
        (rss("", "<image><url>/logo.SVG?1</url></image>"), ()),
        (rss("", "<image><url>data:image/png;base64,AAAA</url></image>"), ()),
        (rss("<item><title>ع</title><image><url>/of-an-item.png</url></image></item>"), ()),
        (RDF_IMAGE, ("https://news.example/logo.png",)),
        (ATOM_PICTURES, ("https://news.example/b/icon.png", "https://news.example/a/logo.png")),
        (
            json.dumps({"items": [], **JSON_PICTURES}),
            ("https://cdn.example/64.png", "https://news.example/512.png"),
        ),
        (json.dumps({"items": [], "icon": ["a"], "favicon": {}}), ()),
    ],
)
def test_a_feed_names_the_pictures_that_it_shows_itself_by(document: str, pictures: tuple[str, ...]) -> None:
    assert read(document).pictures == pictures


def test_a_category_that_says_breaking_marks_its_item_in_every_format() -> None:
    plain, marked = "<title>أ</title>", "<title>ب</title>"
    items = f"<item>{plain}<category>رياضة</category></item><item>{marked}<category>محليات</category>"
    assert [item.is_breaking for item in read(rss(f"{items}<category>أخبار عاجلة</category></item>")).items] == [
        False,
        True,
    ]
    entries = f"<entry>{plain}</entry><entry>{marked}<category term='breaking-news'/></entry>"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    assert [item.is_breaking for item in read(atom).items] == [False, True]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "ج", "items": [{"id": "1", "title": "أ"}]}
    feed["items"].append({"id": "2", "title": "ب", "tags": ["عاجل", 3]})  # type: ignore[attr-defined]
    assert [item.is_breaking for item in read(json.dumps(feed)).items] == [False, True]
