"""What an OPML document lists (OPML 2.0: subscription lists, and pages as links)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsdesk.domain.menu import Rule

NAMESPACE: Final = "urn:newsdesk:opml"  # of the attribute `rule`, which only newsdesk writes


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: a title, its http(s) feed address, the site's address, the folder it lies in, a note. `rule`:
    how the list of headlines is found on a page without a feed; None of a feed."""

    title: str
    url: str
    site_url: str | None = None
    folder: str | None = None
    note: str | None = None
    rule: Rule | None = None
