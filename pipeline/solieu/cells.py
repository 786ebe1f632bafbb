"""Finding one's way in a table of a source: which heads stand over a cell, which cells lead its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solieu.types import Cell


def header_path(cells: Sequence[Cell], cell: Cell) -> tuple[Cell, ...]:
    """The heads of the columns over a cell, from the top head to the nearest.

    Args:
        cells: the cells of a document, of which those of the same table are looked at.
        cell: one of them. A cell over several columns has the heads that reach over its first column.

    A table with `Năm` over `2023` and `2024`, two figures below:

    >>> year = Cell(0, 3, 0, 0, 0, column_span=2, header=True)
    >>> heads = [Cell(4, 8, 0, 1, 0, header=True), Cell(9, 13, 0, 1, 1, header=True)]
    >>> figures = [Cell(14, 17, 0, 2, 0), Cell(18, 21, 0, 2, 1)]
    >>> header_path([year, *heads, *figures], figures[1]) == (year, heads[1])
    True
    """
    over = [
        head
        for head in cells
        if head.header
        and head.table == cell.table
        and head.row + head.row_span <= cell.row
        and head.column <= cell.column < head.column + head.column_span
    ]
    return tuple(sorted(over, key=lambda head: head.row))


def row_path(cells: Sequence[Cell], cell: Cell) -> tuple[Cell, ...]:
    """The cells to the left of a cell that reach its row, from left to right: its label is among them.

    >>> label, figure = Cell(0, 5, 0, 3, 0), Cell(6, 9, 0, 3, 2)
    >>> row_path([label, figure], figure) == (label,)
    True
    """
    before = [
        other
        for other in cells
        if other.table == cell.table
        and other.row <= cell.row < other.row + other.row_span
        and other.column + other.column_span <= cell.column
    ]
    return tuple(sorted(before, key=lambda other: other.column))


@dataclass(frozen=True, slots=True)
class Lookup:
    """The cells of a document by place, for many questions about long tables.

    >>> head, label, figure = Cell(0, 3, 0, 0, 1, header=True), Cell(4, 6, 0, 1, 0), Cell(7, 9, 0, 1, 1)
    >>> lookup = Lookup.of([head, label, figure])
    >>> lookup.header_path(figure) == (head,), lookup.row_path(figure) == (label,)
    (True, True)
    """

    _heads: Mapping[int, Sequence[Cell]]
    _rows: Mapping[tuple[int, int], Sequence[Cell]]

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Lookup:
        """The lookup of a document's cells."""
        heads: dict[int, list[Cell]] = {}
        rows: dict[tuple[int, int], list[Cell]] = {}
        for cell in cells:
            if cell.header:
                heads.setdefault(cell.table, []).append(cell)
            for row in range(cell.row, cell.row + cell.row_span):
                rows.setdefault((cell.table, row), []).append(cell)
        return cls(heads, rows)

    def header_path(self, cell: Cell) -> tuple[Cell, ...]:
        """As the function of this name."""
        return header_path(self._heads.get(cell.table, ()), cell)

    def row_path(self, cell: Cell) -> tuple[Cell, ...]:
        """As the function of this name."""
        return row_path(self._rows.get((cell.table, cell.row), ()), cell)
