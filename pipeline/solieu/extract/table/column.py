"""What the heads over a column of a table make of the numbers in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from solieu.extract.table.head import name_of, role_of
from solieu.extract.table.unit import Meaning, number_of, unit_cell, unit_in_head
from solieu.lexicon import Lexicon
from solieu.types import Cell, Change

# What the heads of columns are for whose numbers are no figures.
NO_FIGURES = ("numbering", "code", "year", "unit")
_UP = re.compile(r"\W*(?:mức\s+|tốc\s+độ\s+|tỷ\s+lệ\s+)?tăng(?!\s*[,/(+]|\s+(?:hoặc\s+)?giảm)", re.IGNORECASE)
_DOWN = re.compile(r"\W*(?:mức\s+|tỷ\s+lệ\s+)?giảm(?!\s*[,/(-]|\s+nghèo)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What the heads over a column say.

    `heads` are their words, outermost first; `role` is what the nearest is for that is for anything, `span`
    where that stands; `meaning` is what the numbers are in, `change` whether they are amounts of a change.
    """

    heads: tuple[str, ...]
    role: str | None
    meaning: Meaning | None
    change: Change | None
    span: tuple[int, int] | None

    @property
    def named(self) -> bool:
        """Whether any head has words."""
        return any(name_of(head) for head in self.heads)

    def meaning_of_its_own(self) -> bool:
        """Whether a unit is named that makes a rank or index another figure: `Chỉ số giá (%)`."""
        return self.meaning is not None and self.meaning.unit != "điểm"


def column_of(text: str, cells: Sequence[Cell], lexicon: Lexicon) -> Column:
    """What the heads over a column, outermost first, say of its numbers.

    >>> from solieu.lexicon import load
    >>> found = column_of("Tăng so với cùng kỳ (%)", [Cell(0, 23, 0, 0, 1)], load())
    >>> found.role, found.meaning.unit, found.change
    ('compared', '%', 'up')
    """
    heads = [" ".join(text[cell.start : cell.end].split()) for cell in cells]
    role: str | None = None
    change: Change | None = None
    span: tuple[int, int] | None = None
    for head, cell in zip(reversed(heads), reversed(cells), strict=True):
        told = role_of(head, lexicon)
        if role is None and told not in (None, "circumstance", "total", "split", "among"):
            role, span = told, (cell.start, cell.end)
        if change is None:
            change = "up" if _UP.match(head) else "down" if _DOWN.match(head) else None
    telling = [
        cell for head, cell in zip(heads, cells, strict=True) if role_of(head, lexicon) not in NO_FIGURES
    ]
    meaning = _told(text, telling[::-1], lexicon)
    if role == "score" and span is not None and meaning is None:
        meaning = Meaning("measure", "điểm", Decimal(1), None, *span)
    return Column(tuple(heads), role, meaning, change, span)


def _told(text: str, cells: Sequence[Cell], lexicon: Lexicon) -> Meaning | None:
    """What heads say, the nearest first; units set apart and counted nouns before heads that are a noun."""
    for cell in cells:
        for read in (unit_in_head, number_of):
            if (found := read(text, cell.start, cell.end, lexicon)) is not None:
                return found
    found_alone = (
        unit_cell(text, cell.start, cell.end, lexicon)
        for cell in cells
        if role_of(" ".join(text[cell.start : cell.end].split()), lexicon) is None
    )
    return next((one for one in found_alone if one is not None), None)
