"""The parts of a document where the circumstances of a figure stand: head, headings, paragraphs, cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from solieu.grid import Grid, Heads
from solieu.lexicon import Lexicon
from solieu.observe.parts.blocks import Block, blocks
from solieu.observe.parts.opening import Opening, opening
from solieu.types import Cell, Document, Mention

__all__ = ["Block", "Heads", "Opening", "Origin", "Outline", "Told", "outline"]

# Where a text says a thing of a figure, nearest first.
Origin = Literal["phrase", "sentence", "paragraph", "heading", "head", "row", "column", "table"]

Span = tuple[int, int]

# What parts the clauses of a sentence: marks before a blank, brackets, dashes between blanks.
_CLAUSE = re.compile(r"[,;:.](?=\s)|[()\[\]\n]|\s[-–—](?=\s)")
# How far a clause is followed, in characters.
_REACH = 300


@dataclass(frozen=True, slots=True)
class Told:
    """What holds for a figure, and which part of the text says so."""

    value: str
    source: Origin


@dataclass(frozen=True, slots=True)
class Outline:
    """A text with its parts, and the opening of the document it belongs to.

    `head` is the beginning of the whole document, which is elsewhere when a long text is taken in windows.
    `date` is the date that the document gives itself, in ISO 8601, if it does. `blocks` are the paragraphs.
    `in_head` are the mentions in `head` where that is elsewhere.
    """

    text: str
    sentences: tuple[Span, ...]
    cells: tuple[Cell, ...] = ()
    head: str = ""
    date: str | None = None
    blocks: tuple[Block, ...] = ()
    opening: Opening = field(default_factory=Opening)
    grid: Grid = field(default_factory=lambda: Grid("", ()), compare=False)
    in_head: tuple[Mention, ...] = ()

    def sentence(self, position: int) -> Span:
        """The sentence that a position lies in; the whole text where there are no sentences."""
        index = bisect_right(self.sentences, position, key=_first) - 1
        return self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))

    def clause(self, start: int, end: int) -> Span:
        """The clause around a span: what stands between the marks before and behind it in its sentence."""
        low, high = self.sentence(start)
        low, high = max(low, start - _REACH), max(min(high, end + _REACH), end)
        for mark in _CLAUSE.finditer(self.text, low, start):
            low = mark.end()
        behind = _CLAUSE.search(self.text, end, high)
        return low, behind.start() if behind else high

    def block(self, position: int) -> int | None:
        """The index of the paragraph that a position lies in or behind; None before the first."""
        index = bisect_right(self.blocks, position, key=_start) - 1
        return index if index >= 0 else None

    def above(self, position: int) -> Iterator[Block]:
        """What governs the paragraph at a position, nearest first: leads, parent items, headings."""
        index = self.block(position)
        parent = None if index is None else self.blocks[index].parent
        while parent is not None:
            yield self.blocks[parent]
            parent = self.blocks[parent].parent

    def headings(self, position: int) -> Iterator[Block]:
        """The headings over the paragraph at a position, nearest first."""
        return (block for block in self.above(position) if block.part == "heading")

    def before(self, position: int) -> Iterator[Block]:
        """The paragraphs before that at a position under the same parent, nearest first."""
        index = self.block(position)
        if index is None:
            return
        parent = self.blocks[index].parent
        floor = -1 if parent is None else parent
        for earlier in range(index - 1, floor, -1):
            if self.blocks[earlier].parent == parent:
                yield self.blocks[earlier]

    def heads(self, position: int) -> Heads | None:
        """The heads over and before the table cell at a position; None outside tables."""
        cell = self.grid.at(position)
        return None if cell is None else self.grid.heads(cell)

    def caption(self, position: int) -> Block | None:
        """The paragraph right above the table that a position lies in: its name or its unit line."""
        cell = self.grid.at(position)
        index = None if cell is None else self.block(self.grid.start(cell) - 1)
        found = None if index is None else self.blocks[index]
        return found if found is not None and found.part != "cell" else None


def outline(
    document: Document,
    sentences: Sequence[Span],
    lexicon: Lexicon,
    *,
    head: str | None = None,
    date: str | None = None,
    in_head: Sequence[Mention] = (),
) -> Outline:
    """The outline of a document, or of a window of it with the `head` of the whole and what is found in it.

    >>> from solieu.lexicon import load
    >>> note = Document("a.txt", "0" * 64, "text/plain", "I. DÂN SỐ\\nNăm 2024, tỉnh có 5 xã.")
    >>> found = outline(note, [(0, 9), (10, 33)], load())
    >>> [note.text[block.body : block.end] for block in found.headings(28)]
    ['DÂN SỐ']
    """
    text, spans = document.text, tuple(sentences)
    first = opening(text if head is None else head, lexicon)
    return Outline(
        text=text,
        sentences=spans,
        cells=document.cells,
        head=text if head is None else head,
        date=date or first.date,
        blocks=blocks(text, spans, document.cells),
        opening=first,
        grid=Grid(text, document.cells),
        in_head=tuple(in_head),
    )


def _first(span: Span) -> int:
    return span[0]


def _start(block: Block) -> int:
    return block.start
