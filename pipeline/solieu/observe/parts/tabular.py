"""What the heads of a table tell of the figures in its cells: their time, and what they are set against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.lexicon import Lexicon
from solieu.observe.parts.cues import cues_in
from solieu.observe.parts.outline import Block, Origin, Outline, Told
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time, Times
from solieu.types import Cell

# A head that is only a year: `2024`.
_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*")
# The line over a table that only names its unit, above which its name stands.
_UNIT_LINE = re.compile(r"\W*(?:đvt|đơn\s+vị)\b", re.IGNORECASE)
# What was carried out, beside what was planned or estimated: `Thực hiện 2023`, `Số chính thức`.
_DONE = re.compile(r"\b(?:thực\s+hiện|chính\s+thức|quyết\s+toán|đã\s+đạt)\b", re.IGNORECASE)
# A head of shares: `% so với kế hoạch`, `Tỷ lệ (%)`, `Thực hiện/dự toán`.
_SHARE = re.compile(r"%|tỷ lệ|tỉ lệ|so với|đạt|/", re.IGNORECASE)


def heads_over(outline: Outline, position: int) -> Iterator[tuple[Cell, Origin]]:
    """The heads of the cell at a position, the nearest columns' first, then the rows'."""
    heads = outline.heads(position)
    if heads is not None:
        yield from ((cell, "column") for cell in reversed(heads.columns))
        yield from ((cell, "row") for cell in reversed(heads.rows))


def period_of_cell(outline: Outline, named: Times, position: int) -> tuple[str, Origin] | None:
    """The time that the heads of a cell name, or the paragraph right above its table."""
    for cell, origin in heads_over(outline, position):
        told = _first(named.between(cell.start, cell.end))
        bare = _YEAR.fullmatch(outline.text, cell.start, cell.end)
        if told is not None or bare is not None:
            return (told or (bare[1] if bare else "")), origin
    for caption in captions(outline, position):
        if told := _first(named.between(caption.start, caption.end)):
            return told, "table"
    return None


def captions(outline: Outline, position: int) -> Iterator[Block]:
    """The paragraph right above the table of a position, and the one above a line that names its unit."""
    caption = outline.caption(position)
    if caption is None:
        return
    yield caption
    index = outline.block(caption.start)
    if index and _UNIT_LINE.match(outline.text, caption.start, caption.end):
        above = outline.blocks[index - 1]
        if above.part != "cell":
            yield above


def standing_of_cell(outline: Outline, position: int, lexicon: Lexicon) -> Told | None:
    """The standing that the heads of a cell name, the nearest first; `actual` where they tell of deeds."""
    for cell, origin in heads_over(outline, position):
        words = outline.text[cell.start : cell.end]  # alone: the cell before it is no part of the phrase
        cue = next(cues_in(words, 0, len(words), lexicon, "standing_cues"), None)
        if cue is not None and cue.row["reach"] != "none":
            return Told(cue.row["status"], origin)
        if _DONE.search(words):
            return Told("actual", origin)
    return None


def _first(named: Sequence[Time]) -> str | None:
    return next((time.value for time in named if time.role == "when" and time.value), None)


def compared_in_head(
    outline: Outline, named: Times, words: Cues, position: int
) -> tuple[Time | None, Origin] | None:
    """What the heads of a cell say that it is measured against: a time, or None for a plan."""
    for cell, origin in heads_over(outline, position):
        text = outline.text[cell.start : cell.end]
        time = next((time for time in named.between(cell.start, cell.end) if time.role == "basis"), None)
        if time is not None:
            return time, origin
        if words.plans.search(text) and _SHARE.search(text):
            return None, origin
    return None
