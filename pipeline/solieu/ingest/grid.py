"""Which row and column a table's cells fall into, when some reach over several rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field

# Spans beyond these are mistakes or attacks; browsers hold to the same numbers (HTML standard, 4.9.11).
MOST_COLUMNS = 1000
MOST_ROWS = 65534


@dataclass(slots=True)
class Grid:
    """A table while it is walked, cell by cell.

    >>> grid = Grid()
    >>> grid.next_row()
    >>> grid.place(row_span=2), grid.place(), grid.row
    (0, 1, 0)
    >>> grid.next_row()
    >>> grid.place(), grid.row
    (1, 1)
    """

    row: int = -1
    _column: int = 0
    # Cells that reach down, as (first column, column after the last, last row): those of rows above, in
    # order, with the place of the first that the current row has not passed; and those of this row.
    _above: list[tuple[int, int, int]] = field(default_factory=list)
    _passed: int = 0
    _here: list[tuple[int, int, int]] = field(default_factory=list)

    def next_row(self) -> None:
        """Begins a row."""
        self.row += 1
        self._column = 0
        self._above = sorted(span for span in self._above + self._here if span[2] >= self.row)
        self._passed = 0
        self._here = []

    def place(self, *, row_span: int = 1, column_span: int = 1) -> int:
        """The column of the next cell, left to right, beside what hangs down from the rows above."""
        column = self._column
        while self._passed < len(self._above) and self._above[self._passed][0] <= column:
            column = max(column, self._above[self._passed][1])
            self._passed += 1
        self._column = column + column_span
        if row_span > 1:
            self._here.append((column, self._column, self.row + row_span - 1))
        return column


def span(written: str | None, most: int) -> int:
    """A span as a table writes it, 1 where it is none.

    >>> span("2", MOST_ROWS), span("-1", MOST_ROWS), span("x", MOST_ROWS), span("999999", MOST_COLUMNS)
    (2, 1, 1, 1000)
    """
    digits = (written or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return max(1, min(int(digits[:9]), most))
