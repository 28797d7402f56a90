"""The icons that pages name: which is taken first, and what is none."""

from __future__ import annotations

import pytest

from newsdesk.feeds.icons import icon_links, usual_place

SITE = "https://paper.example/news/"


def links(head: str) -> list[str]:
    page = f"<!doctype html><html><head>{head}</head><body></body></html>"
    return icon_links(page.encode(), SITE, "text/html; charset=utf-8")


def test_a_page_that_names_none_leaves_the_usual_place() -> None:
    assert links("<link rel=stylesheet href=/a.css><link rel=alternate href=/feed>") == []
    assert usual_place(SITE) == "https://paper.example/favicon.ico"


def test_the_smallest_that_is_large_enough_comes_first() -> None:
    head = (
        "<link rel='shortcut icon' href='/16.ico' sizes='16x16'><link rel='icon' href='big.png' sizes='512x512'>"
        "<link rel=icon href=//cdn.example/96.png sizes=96X96><link rel='apple-touch-icon' href='/touch.png'>"
        "<link rel=icon href=/plain.png>"
    )
    assert links(head) == [
        "https://cdn.example/96.png",
        "https://paper.example/touch.png",
        "https://paper.example/news/big.png",
        "https://paper.example/plain.png",
        "https://paper.example/16.ico",
    ]


def test_an_icon_of_several_sizes_counts_as_its_largest() -> None:
    assert links('<link rel=icon href=/a.ico sizes="16x16 32x32 64x64"><link rel=icon href=/b.png sizes=48x48>')[0] == (
        "https://paper.example/a.ico"
    )


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=icon type=image/svg+xml href=/a.svg>",
        "<link rel=icon href=/a.SVG?x=1>",
        "<link rel=mask-icon href=/a.png>",
        "<link rel=icon href='data:image/png;base64,AAAA'>",
        "<link rel=icon href='javascript:1'>",
        "<link rel=icon>",
        "<!-- <link rel=icon href=/a.png> -->",
    ],
)
def test_what_cannot_be_shown_is_left_out(link: str) -> None:
    assert links(link) == []


def test_the_base_of_the_page_holds_for_its_icons() -> None:
    assert (
        links("<base href=https://static.example/x/><link rel=icon href=i.png>")[0] == "https://static.example/x/i.png"
    )


def test_a_page_of_a_thousand_icons_gives_few() -> None:
    assert len(links("".join(f"<link rel=icon href=/{n}.png>" for n in range(1000)))) <= 40
