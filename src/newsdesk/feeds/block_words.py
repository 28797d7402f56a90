"""The words that tell a list of news from what surrounds it: tables only. Class names are evidence, never a rule."""

from __future__ import annotations

import re

# Elements and roles that hold no list of news.
OUTSIDE_TAGS = frozenset({"nav", "footer"})
LOOSE_TAGS = frozenset({"form", "menu", "dialog", "address"})  # some sites put a form around the whole page
OUTSIDE_ROLES = frozenset({"navigation", "contentinfo", "search", "menu", "menubar", "dialog", "tablist"})
SIDE_TAGS = frozenset({"aside"})
SIDE_ROLES = frozenset({"complementary", "banner", "marquee"})
SILENT_TAGS = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "select", "button", "iframe", "object"}
)

# Parts of ids and classes, cut at hyphens, underscores and capitals.
_OUTSIDE = (
    "nav navbar navigation menu submenu mainmenu topmenu megamenu footer foot breadcrumb breadcrumbs pager pagination"
    " paging tags tag tagcloud cloud keywords share sharing social comment comments login newsletter subscribe"
    " copyright cookie cookies langs language"
)
_SIDE = (
    "sidebar side aside related relevant similar popular mostread most mostviewed viewed trending trend trends"
    " ticker newsticker marquee recommended recommend alsoread readmore promoted sponsored sponsor ad ads"
    " advert outbrain taboola author authors writers writer poll weather prices video-playlist"
)
OUTSIDE_NAMES = frozenset(_OUTSIDE.split())
SIDE_NAMES = frozenset(_SIDE.split())
NAME_PARTS = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")

# What is printed above a list.
SIDE_TITLES = re.compile(
    r"الأكثر|الاكثر|أكثر\s+(?:قراءة|مشاهدة|تداول)|اكثر\s+(?:قراءة|مشاهدة)|اقر[أا]\s+(?:أيض|ايض|المزيد)|إقر[أا]\s+(?:أيض|ايض)"
    r"|شاهد\s+(?:أيض|ايض)|قد\s+يعجبك|قد\s+يهمك|ذات\s+صلة|ذات\s+علاقة|مواضيع\s+مشابهة|مواضيع\s+ساخنة|موضوعات\s+متعلقة|مقترحة|نرشح\s+لك"
    r"|ترشيحات|الرائج|رائج|المزيد\s+من|أهم\s+الوسوم|الوسوم|كلمات\s+(?:دلالية|مفتاحية)|تصنيفات|الأقسام|تابعنا"
    r"|روابط|مواقع\s+صديقة|خدمات|most\s+(?:read|viewed|popular|shared)|popular|trending|related|recommended|you\s+may"
    r"|also\s+read|tags|categories|follow\s+us|links",
    re.IGNORECASE,
)
# Links that lead to a story but are not its headline.
NOT_HEADLINES = re.compile(
    r"^(?:المزيد|اقر[أا]\s+(?:المزيد|أكثر|ايضا|أيضا|التفاصيل|الخبر)|إقر[أا]\s+المزيد|للمزيد|التفاصيل|تفاصيل|شاهد\s+المزيد|عرض\s+(?:المزيد|الكل)"
    r"|مشاهدة\s+الكل|أكمل\s+القراءة|اكمل\s+القراءة|تابع\s+القراءة|التالي|السابق|الصفحة\s+\S+|تحميل\s+المزيد|شارك|مشاركة|طباعة|تعليق(?:ات)?"
    r"|\d+\s+تعليق(?:ات|ا)?|لا\s+توجد?\s+تعليقات|read\s+more|more|continue\s+reading|see\s+all|view\s+all|load\s+more|next|previous|share"
    r"|comments?|\d+\s+comments?|permalink)\b[\s.…»«:<>←→]*(?:\.\.\.)?$",
    re.IGNORECASE,
)
LENGTH_NAMES = frozenset({"duration", "length", "runtime", "playtime", "play"})  # of a video, printed like a time
PLAY_MARKS = "▶►▷⏵⏯🎥🎬📹"
HEADLINE_NAMES = frozenset({"title", "headline", "heading", "ttl", "hed", "caption", "subject"})
