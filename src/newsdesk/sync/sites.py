"""Has the sources of one site share what is asked for its icon; it must not ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from newsdesk.store.rows import AwaitingIcon
from newsdesk.sync import plan

_PORTS = {"http": ":80", "https": ":443"}


def one_a_site(rows: Iterable[AwaitingIcon]) -> tuple[AwaitingIcon, ...]:
    """One row for each site (scheme, host and port), with the others in it; its page is the one of the shortest address
    among theirs, which is the likeliest front page. The order is that of the first of each site."""
    sites: dict[tuple[str, ...], list[AwaitingIcon]] = {}
    for row in rows:
        sites.setdefault(_way(row), []).append(row)
    return tuple(_together(sorted(site, key=lambda row: len(row.url))) for site in sites.values())


def settled(row: AwaitingIcon, *, is_named: bool) -> tuple[AwaitingIcon, tuple[AwaitingIcon, ...]]:
    """The row with those for whom its answer holds, and what is still to be asked for the others. What the site's page
    names (`is_named`) holds for all; anything else only for those whose feeds show themselves by the same pictures: the
    others may have their own, and the page is known to name nothing."""
    left: dict[tuple[str, ...], list[AwaitingIcon]] = {}
    for other in row.others:
        if not is_named and other.pictures != row.pictures:
            left.setdefault(other.pictures, []).append(replace(other, url=row.url, is_page_known=True))
    alike = tuple(other for other in row.others if is_named or other.pictures == row.pictures)
    return replace(row, others=alike), tuple(map(_together, left.values()))


def _together(rows: list[AwaitingIcon]) -> AwaitingIcon:
    return replace(rows[0], others=tuple(rows[1:]))


def _way(row: AwaitingIcon) -> tuple[str, ...]:
    """The site and the way to it: who is asked through another proxy, or may reach local machines because the reader
    typed one, has an answer that is not for others."""
    scheme, host = urlsplit(row.url).scheme, plan.host_of(row.url)
    typed = plan.host_of(row.source_url) if row.is_local else ""
    return scheme, host.removesuffix(_PORTS.get(scheme, "")), row.proxy or "", typed
