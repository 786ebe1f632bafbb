"""A long text in pieces: where it may be cut, and how what is found in a piece moves to its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from solieu.types import Cell, Document, Finding, Mention, Relation

# Where to cut, best first: between paragraphs, between lines, after a sentence, between words.
_BREAKS = ("\n\n", "\n", ". ", " ")
# Characters above a table that may name it and its unit.
_CAPTION = 400


def windows(text: str, size: int, cells: Sequence[Cell] = ()) -> Iterator[tuple[int, int]]:
    r"""Spans of at most `size` code points that cover the text one after the other, cut at the best places.

    A window ends where a paragraph ends; without one in its second half, where a line, a sentence or a word
    does; without any, at its full size. A table that begins in the second half, with what stands right over
    it, is left to the next window, so that only one longer than that is parted from its heads.

    Args:
        text: the text.
        size: the most code points of a window.
        cells: the tables in the text.

    >>> list(windows("Điều 1.\n\nĐiều 2. Hiệu lực", 12))
    [(0, 9), (9, 17), (17, 25)]
    """
    tables = _tables(cells)
    start = 0
    while len(text) - start > size:
        end = _cut(text, start + size // 2, start + size, tables)
        yield start, end
        start = end
    if start < len(text) or not text:
        yield start, len(text)


def _cut(text: str, first: int, last: int, tables: Sequence[tuple[int, int]]) -> int:
    """The best place to cut a text from `first` to `last`."""
    index = bisect_left(tables, last, key=itemgetter(0)) - 1
    if index >= 0 and first < tables[index][0] and last < tables[index][1]:
        last = max(first + 1, tables[index][0] - _CAPTION)
    for mark in _BREAKS:
        found = text.rfind(mark, first, last)
        if found >= 0:
            return found + len(mark)
    return last


def _tables(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    """Where tables begin and end in the text, in text order; one within another is part of it."""
    spans: dict[int, tuple[int, int]] = {}
    for cell in cells:
        start, end = spans.get(cell.table, (cell.start, cell.end))
        spans[cell.table] = min(start, cell.start), max(end, cell.end)
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans.values()):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def sliced(document: Document, start: int, end: int) -> Document:
    """A document of the text in a window with the regions and cells that lie in it, without its origins."""
    if (start, end) == (0, len(document.text)):
        return document
    return replace(
        document,
        text=document.text[start:end],
        segments=(),
        regions=tuple(
            replace(region, start=max(region.start, start) - start, end=min(region.end, end) - start)
            for region in document.regions
            if region.start < end and region.end > start
        ),
        cells=tuple(
            replace(cell, start=cell.start - start, end=cell.end - start)
            for cell in document.cells
            if start <= cell.start and cell.end <= end
        ),
    )


def shift(
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
    findings: Sequence[Finding],
    *,
    characters: int,
    sentences: int,
) -> tuple[list[Mention], list[Relation], list[Finding]]:
    """What was found in a window, moved on by the characters and sentences that stand before it."""
    moved = {mention: _moved(mention, characters, sentences) for mention in mentions}

    def place(mention: Mention) -> Mention:
        return moved.get(mention) or _moved(mention, characters, sentences)

    linked = {
        relation: replace(
            relation, members=tuple((role, place(mention)) for role, mention in relation.members)
        )
        for relation in relations
    }
    told = [
        replace(
            finding,
            evidence=tuple(map(place, finding.evidence)),
            relation=finding.relation and linked.get(finding.relation),
        )
        for finding in findings
    ]
    return list(moved.values()), [linked[relation] for relation in relations], told


def _moved(mention: Mention, characters: int, sentences: int) -> Mention:
    context = mention.context
    return replace(
        mention,
        start=mention.start + characters,
        end=mention.end + characters,
        sentence=None if mention.sentence is None else mention.sentence + sentences,
        context=context and (context[0] + characters, context[1] + characters),
    )
