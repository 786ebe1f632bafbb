"""Text that flows through blocks, line breaks and table cells, as a page shows it: for HTML and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from solieu.ingest.compose import Composer
from solieu.ingest.grid import Grid
from solieu.types import Cell

# The blanks that a browser collapses (HTML standard, ASCII whitespace); a no-break space is none of them.
BLANKS = " \t\n\r\f"
_RUN_OF_BLANKS = re.compile(f"[{BLANKS}]+")


@dataclass(slots=True)
class _Table:
    number: int
    grid: Grid
    cells_in_row: int = 0


@dataclass(slots=True)
class _OpenCell:
    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    continues: bool
    start: int | None = None


class Flow:
    """A composer that is told of blocks and cells and puts the separators between their texts.

    Lines are parted by a line break, cells of a row by a tab, rows by a line break; separators stand only
    between texts, and each text keeps its origin.

    >>> flow = Flow(Composer())
    >>> flow.open_table(); flow.open_row()
    >>> flow.open_cell(header=True); flow.text("Năm", path="td[1]"); flow.close_cell()
    >>> flow.open_cell(header=True); flow.text("Số  vụ", path="td[2]"); flow.close_cell()
    >>> flow.close_row(); flow.close_table(); flow.text("Hết", path="p")
    >>> flow.composer.finish()[0]
    'Năm\\tSố vụ\\nHết'
    >>> [(cell.start, cell.end, cell.column) for cell in flow.cells()]
    [(0, 3, 0), (4, 9, 1)]
    """

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self._cells: dict[tuple[int, int, int], Cell] = {}
        self._tops: dict[tuple[int, int], int] = {}  # the row of the last cell that begins in a column
        self._tables: list[_Table] = []
        self._table_count = 0
        self._open_cells: list[_OpenCell] = []
        self._hard = ""  # tabs and row ends, which stay even between empty cells
        self._soft = ""  # a space or line breaks that a tab or row end makes needless
        self._last = ""

    def text(self, raw: str, *, path: str, keep_blanks: bool = False, raised: bool = False) -> None:
        """Appends text of one place.

        Args:
            raw: the text; runs of blanks become one space unless `keep_blanks`.
            path: where in the source it stands.
            keep_blanks: blanks stand as they are (`<pre>`).
            raised: the text is superscript: a digit is kept apart from a digit it hangs on, since `12⁽³⁾`
                is no number of three digits.
        """
        if not keep_blanks:
            raw = _RUN_OF_BLANKS.sub(" ", raw)
            if raw.startswith(" "):
                self._space()
            body = raw.strip(" ")
            if body:
                self._write(body, path, raised)
                if raw.endswith(" "):
                    self._space()
        elif raw:
            self._write(raw, path, raised)

    def block(self) -> None:
        """A block begins or ends: what follows stands on a line of its own."""
        if not self._hard and "\n" not in self._soft:
            self._soft = "\n"

    def line_break(self) -> None:
        """A line break that the source itself has."""
        self._soft = self._soft.strip(" ") + "\n"

    def open_table(self) -> None:
        """A table begins; its cells come row by row."""
        self.block()
        self._tables.append(_Table(self._table_count, Grid()))
        self._table_count += 1

    def close_table(self) -> None:
        """The innermost table ends."""
        if self._tables:
            self._tables.pop()
        self.block()

    def open_row(self, *, skipped: int = 0) -> None:
        """A row of the innermost table begins, after `skipped` columns; outside a table, a block."""
        if not self._tables:
            self.block()
            return
        table = self._tables[-1]
        table.grid.next_row()
        table.cells_in_row = 0
        if skipped:
            table.grid.place(column_span=skipped)

    def close_row(self) -> None:
        """The row ends."""
        if self._tables and self._tables[-1].cells_in_row:
            self._hard += "\n"
            self._soft = ""
        else:
            self.block()

    def open_cell(
        self, *, row_span: int = 1, column_span: int = 1, header: bool = False, continues: bool = False
    ) -> None:
        """A cell of the row begins; outside a table, a block.

        Args:
            row_span, column_span: the rows and columns it reaches over.
            header: it heads a row or column.
            continues: it is the lower part of the cell above it (Word writes out every part).
        """
        if not self._tables:
            self.block()
            return
        table = self._tables[-1]
        if table.grid.row < 0:
            table.grid.next_row()
        if table.cells_in_row:
            self._hard += "\t"
            self._soft = ""
        table.cells_in_row += 1
        column = table.grid.place(row_span=row_span, column_span=column_span)
        self._open_cells.append(
            _OpenCell(table.number, table.grid.row, column, row_span, column_span, header, continues)
        )

    def close_cell(self) -> None:
        """The innermost cell ends."""
        if not self._open_cells:
            self.block()
            return
        cell = self._open_cells.pop()
        end = len(self.composer)
        start = end if cell.start is None else cell.start
        top = (cell.table, self._tops.get((cell.table, cell.column), -1), cell.column)
        if cell.continues and start == end and top in self._cells:
            self._cells[top] = replace(self._cells[top], row_span=self._cells[top].row_span + 1)
            return
        self._tops[cell.table, cell.column] = cell.row
        self._cells[cell.table, cell.row, cell.column] = Cell(
            start, end, cell.table, cell.row, cell.column, cell.row_span, cell.column_span, cell.header
        )

    def cells(self) -> tuple[Cell, ...]:
        """The cells of all tables, by table, row and column."""
        return tuple(self._cells[place] for place in sorted(self._cells))

    def _space(self) -> None:
        if not self._hard and not self._soft:
            self._soft = " "

    def _write(self, raw: str, path: str, raised: bool) -> None:
        separator = self._hard + self._soft if self._last else ""
        if raised and not separator and self._last.isdigit() and raw[0].isdigit():
            separator = " "
        self.composer.put(separator)
        self._hard = self._soft = ""
        for cell in reversed(self._open_cells):
            if cell.start is not None:
                break
            cell.start = len(self.composer)
        self.composer.add(raw, path=path)
        self._last = raw[-1]
