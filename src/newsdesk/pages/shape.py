"""Brings rough HTML into one plain shape: paragraphs, no empty blocks, bounded depth, cells, words and paragraphs.

Reads what `allow.roughly` wrote, token by token, so the cost grows with the length alone. The shape is a fixed point:
what has it keeps it. The bounds are what a text browser lays out without a pause (docs/decisions).
"""

from __future__ import annotations

import re
from html import escape, unescape

from newsdesk.domain.article import Picture
from newsdesk.pages import places
from newsdesk.pages.allow import BLOCKS, INLINE, TABLE
from newsdesk.pages.bounds import breakable, cut, cut_line, kept
from newsdesk.pages.nesting import HOLDERS, IMPLIED, PARAGRAPHS, PARENTS, Block

DEPTH = 32  # blocks inside each other; more are flattened
INLINE_DEPTH = 12
TABLE_DEPTH = 6
CELLS = 500  # of one document; with more, its tables are flattened
WORD = 2000  # letters
PARAGRAPH = 5000  # letters; of preformatted lines too
PICTURES = 100
ALT = 300  # letters

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[^\s=>"]+="[^"]*")*)\s*>|([^<]+)')
_ATTRIBUTE = re.compile(r'\s([^\s=>"]+)="([^"]*)"')
_CELL = re.compile(r"<t[dh][\s>]")
_SIDE = re.compile(r"[0-9]{1,4}")
_WHITE = re.compile(r"(?:[ \t\n\r\f\x0b\x1c-\x1f\u2028\u2029]|&nbsp;|\u00a0)+")


class Shaper:
    """Reads one document and is thrown away."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._out: list[str] = []
        self._blocks: list[Block] = []
        self._inlines: list[tuple[str, str]] = []
        self._inlines_written = 0
        self._opened: list[Block | str | None] = []  # what each open element of the input became
        self._directions: list[str] = []
        self._breaks = 0
        self._has_space = False
        self._is_flat = False
        self.pictures: dict[str, Picture] = {}

    def shape(self, rough: str) -> str:
        """The document in its plain shape."""
        self._is_flat = len(_CELL.findall(rough)) > CELLS
        for closing, tag, attributes, text in _TOKEN.findall(rough):
            if text:
                self._text(text)
            elif closing:
                self._close(tag)
            else:
                self._open(tag, attributes)
        self._bound()
        while self._blocks:
            self._end_block()
        return "".join(self._out)

    # --- elements ----------------------------------------------------------------------------------------------------

    def _open(self, tag: str, raw: str) -> None:
        if tag == "br":
            self._breaks += 1
        elif tag == "img":
            self._picture({name: unescape(value) for name, value in _ATTRIBUTE.findall(raw)})
        elif tag == "hr":
            self._bound()
            self._leave_paragraph()
            if not (self._blocks and self._blocks[-1].tag in IMPLIED):
                self._write_blocks()
                self._out += ["<hr>"] * (self._out[-1:] != ["<hr>"])
        elif tag in INLINE:
            self._open_inline(tag, raw)
        else:
            self._open_block("h2" if tag == "h1" else tag, raw)

    def _close(self, tag: str) -> None:
        if not self._opened:
            return
        became = self._opened.pop()
        if isinstance(became, str):
            if became == "bound":
                self._directions.pop()
                self._leave_implied()
            elif became == "inline":
                self._close_inline()
            elif became == "cell":
                self._has_space = True
        elif became is not None:
            self._bound()
            if not became.is_open:  # it was split: its last part ends here
                self._leave_paragraph()
            while became.is_open:
                self._end_block()

    def _open_inline(self, tag: str, raw: str) -> None:
        markup = f"<{tag}>"
        if tag == "a":
            href = next((unescape(value) for name, value in _ATTRIBUTE.findall(raw) if name == "href"), "")
            url = places.link(href, self._base) if href else None
            if url is None or any(open_tag == "a" for open_tag, _ in self._inlines):
                self._opened.append(None)
                return
            markup = f'<a href="{escape(url)}">'
        if len(self._inlines) >= INLINE_DEPTH or any(open_tag == tag for open_tag, _ in self._inlines):
            self._opened.append(None)
            return
        self._inlines.append((tag, markup))
        self._opened.append("inline")

    def _close_inline(self) -> None:
        tag, _ = self._inlines[-1]
        if self._inlines_written == len(self._inlines):
            self._out.append(f"</{tag}>")
            self._inlines_written -= 1
        self._inlines.pop()

    def _open_block(self, tag: str, raw: str) -> None:
        attributes = dict(_ATTRIBUTE.findall(raw)) if raw else {}
        direction = attributes.get("dir", "").lower()
        direction = direction if direction in {"ltr", "rtl", "auto"} else ""
        if self._is_flat and tag in {"td", "th"}:
            self._opened.append("cell")
            return
        self._leave_implied()
        if tag not in BLOCKS or not self._fits(tag):
            self._directions.append(direction or (self._directions[-1] if self._directions else ""))
            self._opened.append("bound")
            return
        if not direction and tag in PARAGRAPHS and self._directions:
            direction = self._directions[-1]
        self._leave_paragraph()
        block = Block(tag, f"<{tag}{kept(attributes, direction, tag)}>")
        self._blocks.append(block)
        self._opened.append(block)
        if tag in {"td", "th"}:
            self._write_blocks()  # an empty cell keeps its column

    def _fits(self, tag: str) -> bool:
        if len(self._blocks) >= DEPTH:
            return False
        if self._is_flat and tag in TABLE:
            return False
        if tag == "table" and sum(block.tag == "table" for block in self._blocks) >= TABLE_DEPTH:
            return False
        parents = PARENTS.get(tag)
        if parents is not None:
            return bool(self._blocks) and self._blocks[-1].tag in parents
        return not (self._blocks and self._blocks[-1].tag in IMPLIED)

    # --- text and pictures -------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if self._blocks and self._blocks[-1].tag == "pre":
            self._lines(text)
            return
        words = _WHITE.sub(" ", text)
        if len(words) > WORD:
            words = breakable(words, WORD)
        if words[0] == " ":
            self._has_space = True
        bare = words.strip(" ")
        if not bare:
            return
        block = self._content()
        while block.length + len(bare) > PARAGRAPH:
            end = cut(bare, PARAGRAPH - block.length, is_first=block.length == 0)
            if end >= len(bare):
                break
            if end:
                self._out.append(bare[:end].rstrip(" \u200b"))
                bare = bare[end:].lstrip(" \u200b")
            self._bound()
            if block.tag in PARAGRAPHS:
                self._leave_paragraph()
            self._begin("p")
            block = self._content()
        self._out.append(bare)
        block.length += len(bare)
        self._has_space = words[-1] == " "

    def _lines(self, text: str) -> None:
        """Text of a preformatted block, its white space kept; a long block is followed by another."""
        while text:
            block = self._blocks[-1]
            if not block.has_content:
                text = text.lstrip("\r\n")
                if not text.strip():
                    return
            end = cut_line(text, PARAGRAPH - block.length)
            if end:
                self._content()
                self._out.append(text[:end])
                block.length += end
                text = text[end:]
            if text:
                self._bound()
                self._end_block()
                self._blocks.append(Block("pre", block.markup))

    def _picture(self, attributes: dict[str, str]) -> None:
        url = places.picture(attributes, self._base)
        alt = " ".join(attributes.get("alt", "").split())[:ALT]
        if url is None or "s.w.org/images/core/emoji" in url:
            if url and alt:
                self._text(escape(alt))
            return
        key = places.key_of(url)
        if key in self.pictures or len(self.pictures) >= PICTURES:
            return
        self.pictures[key] = Picture(key, url, alt)
        sides = "".join(
            f' {side}="{attributes[side]}"' for side in ("width", "height") if _SIDE.fullmatch(attributes.get(side, ""))
        )
        if self._blocks and self._blocks[-1].tag == "figure":
            self._write_blocks()
            self._write_inlines()
        else:
            self._content()
        self._out.append(f'<img src="{places.PICTURE}{key}" alt="{escape(alt)}"{sides}>')

    # --- the shape ---------------------------------------------------------------------------------------------------

    def _content(self) -> Block:
        """Makes ready for text or a picture, and returns the block that holds it."""
        if self._breaks >= 2 and self._blocks and self._blocks[-1].tag == "p" and self._blocks[-1].has_content:
            self._bound()
            self._leave_paragraph()
        while not self._blocks or self._blocks[-1].tag not in HOLDERS:
            self._begin(IMPLIED.get(self._blocks[-1].tag, "p") if self._blocks else "p")
        block = self._blocks[-1]
        if not block.is_written:
            self._write_blocks()
        if block.has_content:
            if self._breaks:
                self._out.append("<br>" if block.tag != "pre" else "\n")
            elif self._has_space and block.tag != "pre":
                self._out.append(" ")
        self._breaks = 0
        self._has_space = False
        self._write_inlines()
        block.has_content = True
        return block

    def _begin(self, tag: str) -> None:
        direction = self._directions[-1] if self._directions and tag == "p" else ""
        self._blocks.append(Block(tag, f'<{tag} dir="{direction}">' if direction else f"<{tag}>"))

    def _write_blocks(self) -> None:
        for block in self._blocks:
            if not block.is_written:
                block.is_written = True
                self._out.append(block.markup)

    def _write_inlines(self) -> None:
        for _, markup in self._inlines[self._inlines_written :]:
            self._out.append(markup)
        self._inlines_written = len(self._inlines)

    def _bound(self) -> None:
        """A place where no paragraph goes on: inline elements end, to begin again in the next one."""
        for tag, _ in reversed(self._inlines[: self._inlines_written]):
            self._out.append(f"</{tag}>")
        self._inlines_written = 0
        self._breaks = 0
        self._has_space = False

    def _leave_paragraph(self) -> None:
        while self._blocks and self._blocks[-1].tag in PARAGRAPHS:
            self._end_block()

    def _leave_implied(self) -> None:
        """Ends the paragraph at the bound of a block; text that stands in a list item or cell itself gets a break."""
        self._bound()
        if self._blocks and self._blocks[-1].tag in PARAGRAPHS:
            self._leave_paragraph()
        elif self._blocks and self._blocks[-1].has_content:
            self._breaks = 1

    def _end_block(self) -> None:
        block = self._blocks.pop()
        block.is_open = False
        if block.is_written:
            self._out.append(f"</{block.tag}>")
            if self._blocks:
                self._blocks[-1].has_content = self._blocks[-1].has_content or block.tag not in PARAGRAPHS
