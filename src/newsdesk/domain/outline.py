"""What an OPML document lists (OPML 2.0, subscription lists)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: a title, its http(s) feed address, the site's address, the folder it lies in, a note."""

    title: str
    url: str
    site_url: str | None = None
    folder: str | None = None
    note: str | None = None
