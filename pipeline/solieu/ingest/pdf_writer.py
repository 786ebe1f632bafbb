"""Pages to one text: lines and tables put down in order, a table that runs over pages as one table.

The last row of a page waits until the next page shows whether the table, and the row itself, goes on there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from solieu.ingest.compose import Composer
from solieu.ingest.pdf_grid import SNAP
from solieu.ingest.pdf_layout import Line
from solieu.ingest.pdf_margins import Margins, PageSize
from solieu.ingest.pdf_tables import Block, Cellar, Sheet, folded, pieces, torn
from solieu.types import Cell, Region

_EDGE = 2 * SNAP  # points by which the columns of one table may stand elsewhere on its next page
_NEXT_LINE = 2.5  # ems from a line to the one that it is torn from, at most
# What ends a text; one that does not end so may go on.
_ENDS = re.compile(r"[.;:!?…)\"”]\s*$")
_FIGURE = re.compile(r"[\W\d]+")
_NAMED = 6  # tables named in a reason


@dataclass(slots=True)
class _Written:
    """A cell in the text, its edges in points from the left edge of its table."""

    start: int
    end: int
    row: int
    row_span: int
    left: float
    right: float
    header: bool


@dataclass(slots=True)
class _Table:
    """A table while it is written, from its first page to its last."""

    number: int
    sheet: Sheet
    page: int
    edges: list[float]
    titles: frozenset[str] = frozenset()
    rows: int = 0
    cells: list[_Written] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """The last row of a page, and what came after it: running heads and feet, heads that are repeated."""

    row: list[Cellar]
    after: list[tuple[PageSize, Line | list[Cellar]]] = field(default_factory=list)


class Writer:
    """Writes the blocks of one page after another into a composer.

    `flaws` lists the page, the table's number and what is amiss with it, for tables that may not be exact.
    """

    def __init__(self, composer: Composer) -> None:
        self.margins = Margins()
        self.flaws: list[tuple[int, int, str]] = []
        self._composer = composer
        self._tables: list[_Table] = []
        self._open: _Table | None = None
        self._waiting: _Waiting | None = None
        self._last: Line | None = None
        self._regions: list[Region] = []
        self._notes: set[tuple[int, int]] = set()

    def page(self, size: PageSize, blocks: Sequence[Block], notes: Sequence[Line] = ()) -> None:
        """Writes a page, all but a row of a table that may go on; `notes` are those lines that are footnotes.

        A table goes on over running heads and feet, footnotes, and a title that stands over both its parts.
        """
        titles: set[str] = set()
        self._notes |= {(size.number, note.order) for note in notes}
        for block in blocks:
            if isinstance(block, Sheet):
                self._sheet(size, block)
                if self._open is not None:
                    self._open.titles = frozenset(titles)
                continue
            titles.add(block.text)
            known = self._open.titles if self._open is not None else frozenset()
            if self._waiting is not None and (
                size.zone(block) is not None or block in notes or block.text in known
            ):
                self._waiting.after.append((size, block))
            else:
                self._close()
                self._line(size, block)

    def finish(self) -> tuple[tuple[Cell, ...], tuple[Region, ...]]:
        """The cells of all tables and the regions of the text, in text order."""
        self._close()
        cells = [cell for table in self._tables for cell in _cells(table)]
        regions = [*self.margins.regions(), *self._regions]
        return tuple(cells), tuple(sorted(regions, key=lambda region: (region.start, region.end)))

    def _line(self, size: PageSize, line: Line) -> None:
        composer, last, self._last = self._composer, self._last, line
        if len(composer):
            torn_word = not line.beside and last is not None and _goes_on(last, line)
            composer.put("" if torn_word else "\t" if line.beside else "\n")
        start = len(composer)
        self._words(size.number, line)
        if (size.number, line.order) in self._notes:
            self._regions.append(Region(start, len(composer), "footnote"))
        else:
            self.margins.add(size, line, start, len(composer))

    def _words(self, page: int, line: Line) -> None:
        """A line at once, or word by word where each has a confidence of its own."""
        if not line.words:
            self._composer.add(line.text, page=page, boxes=line.boxes)
        for start, end, confidence in line.words:
            if start:
                self._composer.put(" ")
            self._composer.add(
                line.text[start:end], page=page, boxes=line.boxes[start:end], confidence=confidence
            )

    def _sheet(self, size: PageSize, sheet: Sheet) -> None:
        table, waiting, repeated = self._open, self._waiting, 0
        if table is None or waiting is None or not _continues(table, sheet):
            self._close()
            table = _Table(len(self._tables), sheet, sheet.page, [])
            self._tables.append(table)
            self._open, waiting = table, None
        else:
            repeated = _repeated(table.sheet, sheet)
        if sheet.flaw is not None:
            self.flaws.append((size.number, table.number, sheet.flaw))
        rows = _rows(sheet, table.sheet.edges[0] - sheet.edges[0])
        table.edges += [edge for row in rows for cell in row for edge in (cell.start, cell.end)]
        table.page = sheet.page
        body = rows[repeated:]
        if waiting is not None:
            waiting.after += [(size, row) for row in rows[:repeated]]
            if body and _row_goes_on(waiting.row, body[0], torn=sheet.torn):
                _add(waiting.row, body.pop(0))
        first = table.rows - (body[0][0].row if body else 0)
        for row in body:
            self._flush()
            for cell in row:
                cell.row += first
            self._waiting = _Waiting(row)
            table.rows = max(table.rows, *(cell.row + cell.row_span for cell in row))

    def _flush(self) -> None:
        """Writes the row that waits and what came after it."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or self._open is None:
            return
        self._row(waiting.row, self._open)
        for size, block in waiting.after:
            if isinstance(block, Line):
                self._line(size, block)
            else:
                start = self._row(block)
                self._regions.append(Region(start, len(self._composer), "repeated_head"))

    def _close(self) -> None:
        self._flush()
        self._open = None

    def _row(self, row: Sequence[Cellar], table: _Table | None = None) -> int:
        """Puts a row on a line of its own, its cells parted by tabs; where it starts."""
        composer, self._last = self._composer, None
        composer.put("\n" if len(composer) else "")
        begin = len(composer)
        for place, cell in enumerate(row):
            composer.put("\t" if place else "")
            start = len(composer)
            head = table is None or cell.row < table.sheet.heads
            for separator, page, line in pieces(cell, head=head):
                composer.put(separator)
                self._words(page, line)
            if table is not None:
                end = len(composer)
                table.cells.append(_Written(start, end, cell.row, cell.row_span, cell.start, cell.end, head))
        return begin


def flawed_tables(flaws: Sequence[tuple[int, int, str]]) -> str:
    """The reason that tells of tables that may not be exact: the page and number of each, and what is amiss.

    >>> flawed_tables([(3, 0, "its lines are open")])
    'tables: cells may not be exact in table 1 on page 3 (its lines are open); look at them there'
    """
    shown = [f"table {table + 1} on page {page} ({flaw})" for page, table, flaw in flaws[:_NAMED]]
    more = f" and {len(flaws) - _NAMED} more" if len(flaws) > _NAMED else ""
    return f"tables: cells may not be exact in {', '.join(shown)}{more}; look at them there"


def _rows(sheet: Sheet, offset: float) -> list[list[Cellar]]:
    """The rows of a sheet, moved by an offset along the writing: pages of a book differ in their margins."""
    for cell in sheet.cells:
        cell.start, cell.end = cell.start + offset, cell.end + offset
        cell.lines = [
            (page, replace(line, start=line.start + offset, end=line.end + offset))
            for page, line in cell.lines
        ]
    return [row for row in map(sheet.row, range(sheet.rows)) if row]


def _add(row: Sequence[Cellar], more: Sequence[Cellar]) -> None:
    """Adds the rest of a row to its cells."""
    for cell in more:
        over = _over(row, cell)
        if over is not None:
            over.lines += cell.lines


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line of running text ends within a word that goes on in the next."""
    below = 0 < line.base - last.base <= _NEXT_LINE * max(last.size, line.size)
    return below and last.turn == line.turn and line.start < last.end and torn(last.text, line.text)


def _continues(table: _Table, sheet: Sheet) -> bool:
    """Whether a table at the top of a page is the one at the foot of the page before."""
    before = table.sheet
    if sheet.turn != before.turn or sheet.page != table.page + 1:
        return False
    mine = [edge - sheet.edges[0] for edge in sheet.edges]
    its = [edge - before.edges[0] for edge in before.edges]
    if abs(mine[-1] - its[-1]) > _EDGE:
        return False
    fewer, more = sorted((mine, its), key=len)
    if not all(any(abs(edge - other) <= _EDGE for other in more) for edge in fewer):
        return False
    return len(fewer) == len(more) or not sheet.heads or bool(_repeated(before, sheet))


def _repeated(before: Sheet, sheet: Sheet) -> int:
    """How many of the first rows repeat the heads of the table."""
    for count in range(min(before.heads, sheet.rows - 1), 0, -1):
        if folded(sheet, count) == folded(before, count):
            return count
    if before.heads and sheet.rows > 1:
        last = folded(before, before.heads)[-len(before.row(before.heads - 1)) :]
        return int(folded(sheet, 1) == last)
    return 0


def _row_goes_on(waiting: Sequence[Cellar], first: Sequence[Cellar], *, torn: bool) -> bool:
    """Whether a row of the next page is the rest of the last.

    It is where no line closes it above (`torn`), or its leading cell is empty, none of its cells is a figure,
    and one of them goes on with a text that had not ended.
    """
    added = [(cell, _over(waiting, cell)) for cell in first if cell.text]
    if torn and len(first) == len(waiting):
        return True
    if not added or first[0].text or any(cell.row_span > 1 for cell in (*first, *waiting)):
        return False
    if any(over is None or not over.text or _FIGURE.fullmatch(cell.text) for cell, over in added):
        return False
    return any(
        over is not None and (cell.text[0].islower() or not _ENDS.search(over.text)) for cell, over in added
    )


def _over(row: Sequence[Cellar], cell: Cellar) -> Cellar | None:
    return next((over for over in row if abs(over.start - cell.start) <= _EDGE), None)


def _cells(table: _Table) -> list[Cell]:
    """The cells of a table, in columns that hold for all its pages."""
    places: list[float] = []
    for edge in sorted(table.edges):
        if not places or edge - places[-1] > _EDGE:
            places.append(edge)
    cells = []
    for one in table.cells:
        left = min(range(len(places)), key=lambda index: abs(places[index] - one.left))
        right = min(range(len(places)), key=lambda index: abs(places[index] - one.right))
        span = max(right - left, 1)
        cells.append(Cell(one.start, one.end, table.number, one.row, left, one.row_span, span, one.header))
    return cells
