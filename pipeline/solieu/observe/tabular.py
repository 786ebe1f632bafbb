"""What the heads of a table tell of the figures in its cells: their time, and what they are set against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.observe.outline import Origin, Outline
from solieu.observe.time_cues import Cues
from solieu.observe.times import Time, Times
from solieu.types import Cell

# A head that is only a year: `2024`.
_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*")
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
    caption = outline.caption(position)
    told = _first(named.between(caption.start, caption.end)) if caption else None
    return (told, "table") if told else None


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
