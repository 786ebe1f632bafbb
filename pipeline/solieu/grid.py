"""What the heads of a table say of a cell: the cells above it and those before it in its row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solieu.types import Cell

# Rows from the top that can be heads.
_HEADS = 6
# A cell that states a figure; a year is a head's matter, and so is a row that numbers the columns:
# A, 1, (2), 1=3+6, (7)=(4)x(6).
_FIGURE = re.compile(r"\s*[≥≤<>~]?=?\s?[-+(]?\d(?:[\d.,\s]*\d)?\s?(?:%|\)|[^\W\d_]{1,6})?\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}[a-d]?|[A-E])\)?(?:\s?=[\s\d()+x*:/–-]{1,60})?\s*")


_LETTER = re.compile(r"[^\W\d_]")
_FIRST = re.compile(r"\d{1,2}")


def numbers_columns(row: Sequence[str]) -> bool:
    """Whether the cells of a row only number the columns, one after the other.

    >>> numbers_columns(["A", "B", "1", "2=3+4", "3", "4"]), numbers_columns(["1", "5", "7"])
    (True, False)
    """
    written = [cell for cell in row if cell.strip()]
    if len(written) < 3 or not all(map(_NUMBER.fullmatch, written)):
        return False
    numbers = [int(found[0]) for cell in written if (found := _FIRST.search(cell))]
    return len(numbers) > 1 and all(high - low in (0, 1) for low, high in pairwise(numbers))


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a cell, outermost first: those above it and those before it in its row."""

    columns: tuple[Cell, ...] = ()
    rows: tuple[Cell, ...] = ()


@dataclass(slots=True)
class _Table:
    """The cells of one table in text order, those that reach each row, and the heads over each column."""

    cells: list[Cell]
    rows: dict[int, list[Cell]]
    over: dict[int, list[Cell]]
    depth: int


class Grid:
    """The cells of a text, by place, with the heads of each."""

    __slots__ = ("_cells", "_starts", "_tables", "_text")

    def __init__(self, text: str, cells: Sequence[Cell]) -> None:
        self._text = text
        self._cells = sorted(cells, key=lambda cell: (cell.start, cell.table, cell.row, cell.column))
        self._starts = [cell.start for cell in self._cells]
        by_table: dict[int, list[Cell]] = {}
        for cell in self._cells:
            by_table.setdefault(cell.table, []).append(cell)
        self._tables = {table: self._table(its) for table, its in by_table.items()}

    def at(self, position: int) -> Cell | None:
        """The cell that a position of the text lies in."""
        index = bisect_right(self._starts, position) - 1
        return self._cells[index] if index >= 0 and position < self._cells[index].end else None

    def start(self, cell: Cell) -> int:
        """Where the table of a cell begins in the text."""
        return self._tables[cell.table].cells[0].start

    def tables(self) -> tuple[int, ...]:
        """The numbers of the tables."""
        return tuple(self._tables)

    def depth(self, table: int) -> int:
        """How many rows of a table, from the top, are heads."""
        return self._tables[table].depth

    def table(self, table: int) -> tuple[Cell, ...]:
        """The cells of a table, in text order."""
        return tuple(self._tables[table].cells)

    def body(self, table: int) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of a table below its heads: their number, and the cells that begin in them."""
        found = self._tables[table]
        for row in sorted(found.rows):
            its = [cell for cell in found.rows[row] if cell.row == row]
            if row >= found.depth and its:
                yield row, its

    def row(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells that reach the row of a cell, itself among them."""
        return tuple(self._tables[cell.table].rows[cell.row])

    def over(self, cell: Cell) -> tuple[Cell, ...]:
        """The heads over the columns of a cell, outermost first, whether or not it is a head itself."""
        table, found = self._tables[cell.table], list[Cell]()
        for column in range(cell.column, cell.column + cell.column_span):
            found += [head for head in table.over.get(column, ()) if head not in found]
        return tuple(found)

    def heads(self, cell: Cell) -> Heads:
        """The heads of a cell; none for a cell that is itself a head.

        >>> cells = [Cell(0, 4, 0, 0, 1), Cell(5, 8, 0, 1, 0), Cell(9, 10, 0, 1, 1)]
        >>> found = Grid("2024 Thu 5", cells).heads(cells[2])
        >>> [(head.start, head.end) for head in (*found.columns, *found.rows)]
        [(0, 4), (5, 8)]
        """
        table = self._tables[cell.table]
        if cell.row < table.depth:
            return Heads()
        rows = [
            head
            for head in table.rows.get(cell.row, ())
            if head.column < cell.column
            and (head.header or not _FIGURE.fullmatch(self._text, head.start, head.end))
        ]
        if cell.column == 0 and (label := self._behind(cell)) is not None:
            rows = [label]
        return Heads(self.over(cell), tuple(rows))

    def _behind(self, cell: Cell) -> Cell | None:
        """The name right behind the first cell of a row, which numbers or ranks what it names."""
        row = (other for other in self._tables[cell.table].rows.get(cell.row, ()) if other.column > 0)
        label = min(row, key=lambda other: other.column, default=None)
        words = "" if label is None else self._text[label.start : label.end]
        return label if _LETTER.search(words) and not _FIGURE.fullmatch(words) else None

    def _table(self, cells: list[Cell]) -> _Table:
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            for row in range(cell.row, cell.row + cell.row_span):
                rows.setdefault(row, []).append(cell)
        depth = self._head_rows(cells)
        over: dict[int, list[Cell]] = {}
        for head in cells:
            if head.row < depth:
                for column in range(head.column, head.column + head.column_span):
                    over.setdefault(column, []).append(head)
        return _Table(cells, rows, over, depth)

    def _head_rows(self, cells: Sequence[Cell]) -> int:
        """How many rows from the top are heads: marked so, or without a figure behind the first column."""
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            if cell.row < _HEADS:
                rows.setdefault(cell.row, []).append(cell)
        depth, marked = 0, False
        for row in sorted(rows):
            numbering = all(_NUMBER.fullmatch(self._text, cell.start, cell.end) for cell in rows[row])
            stated = any(cell.column and self._states(cell) for cell in rows[row]) and not numbering
            alone = len(rows[row]) == 1 and rows[row][0].column == 0 and row > 0
            header = all(cell.header for cell in rows[row])
            # behind rows that the source marks as heads, only one that numbers the columns is a head too
            if not header and (stated or alone or (marked and not numbering)):
                break
            depth, marked = row + 1, marked or header
        return depth

    def _states(self, cell: Cell) -> bool:
        span = (cell.start, cell.end)
        figure = _FIGURE.fullmatch(self._text, *span) is not None
        return figure and _YEAR.fullmatch(self._text, *span) is None
