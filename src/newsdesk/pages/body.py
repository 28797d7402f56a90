"""What is left of a foreign page: safe HTML, its plain text, the pictures it names."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.article import Picture


@dataclass(frozen=True, slots=True)
class Body:
    """Sanitised `html` whose pictures are named `newsdesk-picture:KEY`; `text` has one paragraph a line."""

    html: str
    text: str
    pictures: tuple[Picture, ...] = ()
