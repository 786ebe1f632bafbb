"""What the heads of a table say of a cell: the cells above it and those before it in its row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.types import Cell

# Rows from the top that can be heads.
_HEADS = 5
# A cell that states a figure; a year is a head's matter, and so is a row that numbers the columns: A, 1, (2).
_FIGURE = re.compile(r"\s*[-+(]?\d[\d.,\s]*(?:%|\)|[^\W\d_]{1,6})?\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[A-D])\)?\s*")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a cell, outermost first: those above it and those before it in its row."""

    columns: tuple[Cell, ...] = ()
    rows: tuple[Cell, ...] = ()


class Grid:
    """The cells of a text, by place, with the heads of each."""

    __slots__ = ("_cells", "_depth", "_starts", "_tables", "_text")

    def __init__(self, text: str, cells: Sequence[Cell]) -> None:
        self._text = text
        self._cells = sorted(cells, key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self._cells]
        self._tables: dict[int, list[Cell]] = {}
        for cell in self._cells:
            self._tables.setdefault(cell.table, []).append(cell)
        self._depth = {table: self._head_rows(cells) for table, cells in self._tables.items()}

    def at(self, position: int) -> Cell | None:
        """The cell that a position of the text lies in."""
        index = bisect_right(self._starts, position) - 1
        return self._cells[index] if index >= 0 and position < self._cells[index].end else None

    def start(self, cell: Cell) -> int:
        """Where the table of a cell begins in the text."""
        return self._tables[cell.table][0].start

    def heads(self, cell: Cell) -> Heads:
        """The heads of a cell; none for a cell that is itself a head.

        >>> cells = [Cell(0, 4, 0, 0, 1), Cell(5, 8, 0, 1, 0), Cell(9, 10, 0, 1, 1)]
        >>> found = Grid("2024 Thu 5", cells).heads(cells[2])
        >>> [(head.start, head.end) for head in (*found.columns, *found.rows)]
        [(0, 4), (5, 8)]
        """
        depth = self._depth[cell.table]
        if cell.row < depth:
            return Heads()
        others = self._tables[cell.table]
        columns = [
            head
            for head in others
            if head.row < depth
            and head.column < cell.column + cell.column_span
            and cell.column < head.column + head.column_span
        ]
        rows = [
            head
            for head in others
            if head.row <= cell.row < head.row + head.row_span
            and head.column < cell.column
            and (head.header or not _FIGURE.fullmatch(self._text, head.start, head.end))
        ]
        return Heads(tuple(columns), tuple(rows))

    def _head_rows(self, cells: Sequence[Cell]) -> int:
        """How many rows from the top are heads: marked so, or without a figure behind the first column."""
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            if cell.row < _HEADS:
                rows.setdefault(cell.row, []).append(cell)
        depth = 0
        for row in sorted(rows):
            stated = any(cell.column and self._states(cell) for cell in rows[row])
            stated &= not all(_NUMBER.fullmatch(self._text, cell.start, cell.end) for cell in rows[row])
            alone = len(rows[row]) == 1 and rows[row][0].column == 0 and row > 0
            if not all(cell.header for cell in rows[row]) and (stated or alone):
                break
            depth = row + 1
        return depth

    def _states(self, cell: Cell) -> bool:
        span = (cell.start, cell.end)
        figure = _FIGURE.fullmatch(self._text, *span) is not None
        return figure and _YEAR.fullmatch(self._text, *span) is None
