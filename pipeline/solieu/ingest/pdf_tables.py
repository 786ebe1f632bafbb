"""The tables of a PDF page: glyphs into the cells that rules enclose, and which rows are heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from solieu.ingest.compose import Box
from solieu.ingest.pdf_glyphs import Glyph
from solieu.ingest.pdf_grid import SNAP, Field, Grid, grid_of, turned, united
from solieu.ingest.pdf_layout import Line, lines_of
from solieu.ingest.pdf_rules import Rule

MIDDLE = 0.3  # ems from the foot of a letter to its middle
MOST_HEAD_ROWS = 4
LONGEST_HEAD = 160  # characters in a head; a longer text is none
_BLANK = 0.25  # ems of a space
_PADDING = 7.0  # points that a cell keeps free at its right side: Word leaves 5.4
_CENTRED = 0.25  # of the room in a cell, by which its two margins may differ
_OFF_CENTRE = 6.0  # points
_SENTENCE_END = re.compile(r"(?<!\.)\.$|;$")  # dots that leave room to write are none
_FIGURE = re.compile(r"[-+(]?\d[\d.,\s]*%?\)?")
_COUNTED = re.compile(r"\d+[A-Za-zĐđ]?\b|\b[IVX]+\b")
# The row of numbers or letters that names the columns: A B 1 2; (1) (2) (3); (3)=(1)+(2)
_COLUMN_NAME = re.compile(r"\(?(?:[A-ZĐ]|\d{1,2})\)?(?:\s?=[\d()+\-x/:\s]{1,40})?")


@dataclass(slots=True)
class Cellar:
    """A cell of a sheet: its place in the grid and the lines written in it, with the page of each."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: float
    end: float
    lines: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written, as one line."""
        return " ".join(line.text for _, line in self.lines)


@dataclass(slots=True)
class Sheet:
    """The part of a table that stands on one page.

    `edges` are where its columns begin and end along the direction of writing, in points; the first
    `heads` rows are heads; `torn` says that its first row began on the page before; `flaw` says why its
    cells may not be exact; `order` is its place on the page.
    """

    page: int
    turn: int
    cells: list[Cellar]
    edges: tuple[float, ...]
    order: int
    heads: int = 0
    torn: bool = False
    flaw: str | None = None

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.row_span for cell in self.cells)

    @property
    def lines(self) -> list[Line]:
        """All that is written in it."""
        return [line for cell in self.cells for _, line in cell.lines]

    def row(self, number: int) -> list[Cellar]:
        """The cells that begin in a row, from left to right."""
        return [cell for cell in self.cells if cell.row == number]


Block = Line | Sheet


def blocks_of(page: int, glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Block]:
    """The lines and tables of a page in reading order.

    Args:
        page: its number.
        glyphs: in the order they are drawn.
        rules: the straight lines on it.
    """
    left, sheets = list(enumerate(glyphs)), []
    for group in united(rules):
        sheet, left = _sheet(page, left, group)
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        return list(lines_of(glyphs))
    places = [place for place, _ in left]
    lines = lines_of([glyph for _, glyph in left])
    blocks: list[tuple[int, Block]] = [(places[line.order], line) for line in lines]
    for sheet in sheets:
        at = bisect_right([place for place, _ in blocks], sheet.order)
        blocks.insert(at, (sheet.order, sheet))
    return [block for _, block in blocks]


def _sheet(
    page: int, glyphs: list[tuple[int, Glyph]], rules: Sequence[Rule]
) -> tuple[Sheet | None, list[tuple[int, Glyph]]]:
    """The table that rules make, and the glyphs that are not in it."""
    inside = [(place, glyph) for place, glyph in glyphs if _within(glyph.box, _around(rules))]
    turns = Counter(glyph.turn for _, glyph in inside if not glyph.text.isspace())
    if not turns:
        return None, glyphs
    turn = turns.most_common(1)[0][0]
    grid = grid_of([turned(rule, turn) for rule in rules])
    if grid is None:
        return None, glyphs
    fields = _Places(grid.fields)
    written: list[list[Glyph]] = [[] for _ in grid.fields]
    taken: set[int] = set()
    for place, glyph in inside:
        at = fields.find(glyph) if glyph.turn == turn else None
        if at is not None:
            written[at].append(glyph)
            taken.add(place)
    lines = [_downwards(lines_of(its)) for its in written]
    sheet = filled(page, turn, grid, lines, min(taken, default=0))
    if sheet is None:
        return None, glyphs
    return sheet, [(place, glyph) for place, glyph in glyphs if place not in taken]


def filled(page: int, turn: int, grid: Grid, lines: Sequence[Sequence[Line]], order: int) -> Sheet | None:
    """A table with what is written in it; None where that is too little for a table.

    Args:
        page: its number.
        turn: of the writing in it.
        grid: its cells.
        lines: those in each of the grid's fields, from top to bottom.
        order: its place on the page.
    """
    cells = [_cellar(one) for one in grid.fields]
    for cell, its in zip(cells, lines, strict=True):
        cell.lines = [(page, line) for line in its]
    if sum(map(bool, lines)) < 2 or grid.rows < 2:
        return None
    sheet = Sheet(page, turn, cells, grid.edges, order, torn=grid.torn)
    sheet.flaw = None if grid.whole else "its lines do not close all cells"
    sheet.heads = 0 if grid.torn else head_rows(sheet)
    return sheet


def _cellar(one: Field) -> Cellar:
    return Cellar(one.row, one.column, one.row_span, one.column_span, one.box[0], one.box[2])


def _around(rules: Sequence[Rule]) -> Box:
    across = [x for rule in rules for x in ((rule.at,) if rule.upright else (rule.start, rule.end))]
    down = [y for rule in rules for y in ((rule.start, rule.end) if rule.upright else (rule.at,))]
    return min(across), min(down), max(across), max(down)


def _within(box: Box, around: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] - SNAP <= y <= around[3] + SNAP


class _Places:
    """Which field a glyph stands in."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._rows: dict[tuple[float, float], list[tuple[int, Field]]] = {}
        for index, one in enumerate(fields):
            self._rows.setdefault((one.box[1], one.box[3]), []).append((index, one))

    def find(self, glyph: Glyph) -> int | None:
        across, down = (glyph.start + glyph.end) / 2, glyph.base - MIDDLE * glyph.size
        for (top, bottom), fields in self._rows.items():
            if top <= down < bottom:
                for index, one in fields:
                    if one.box[0] <= across < one.box[2]:
                        return index
        return None


def _downwards(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, whatever the order they were drawn in."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.base):
        if rows and line.base - rows[-1][0].base <= MIDDLE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.start)]


def head_rows(sheet: Sheet) -> int:
    """How many rows at the top of a table are heads; 0 where its first row is like those below it.

    A row of heads has a text in all but one of its columns, none of them a figure, and most of them
    centred, or else unlike what stands below: figures, or room to write. Where a head reaches over several
    columns, the row below it divides it and is of heads too, as is a row that numbers the columns.
    """
    if sheet.rows < 2:
        return 0
    first = sheet.row(0)
    if len(first) < 2 or not _heads(first, sheet):
        return 0
    count = max((cell.row_span for cell in first), default=1)
    if count == 1 and any(cell.column_span > 1 for cell in first):
        below = sheet.row(1)
        count += bool(below) and _texts(below)
    count = min(count, MOST_HEAD_ROWS)
    if count < sheet.rows and _numbers_columns(sheet.row(count)):
        count += 1
    return count if count < sheet.rows else sheet.rows - 1


def _heads(row: Sequence[Cellar], sheet: Sheet) -> bool:
    written = [cell for cell in row if cell.text]
    if len(written) < max(2, len(row) - 1) or not _texts(written):
        return False
    if _numbers_columns(row) or _like_the_next(row, sheet.row(1)):
        return False
    below = [cell for cell in sheet.cells if cell.row and cell.column]
    unlike = 2 * sum(_open(cell) for cell in below) > len(below)
    return (unlike and len(written) == len(row)) or 2 * sum(map(_centred, written)) >= len(written)


def _like_the_next(row: Sequence[Cellar], following: Sequence[Cellar]) -> bool:
    """Whether two rows count on: Phụ lục 1A, Phụ lục 1B."""
    below = {cell.column: _shape(cell) for cell in following if cell.text}
    return any(_shape(cell) == below.get(cell.column) for cell in row if cell.text)


def _shape(cell: Cellar) -> str:
    return _COUNTED.sub("#", cell.text)


def _open(cell: Cellar) -> bool:
    """Whether a cell holds a figure, or nothing but room to write one."""
    return not any(character.isalpha() for character in cell.text)


def _texts(row: Sequence[Cellar]) -> bool:
    return all(
        len(text) <= LONGEST_HEAD and not _FIGURE.fullmatch(text) and not _SENTENCE_END.search(text)
        for text in (cell.text for cell in row)
    )


def _numbers_columns(row: Sequence[Cellar]) -> bool:
    written = [cell.text for cell in row if cell.text]
    return len(written) >= 2 and all(_COLUMN_NAME.fullmatch(text) for text in written)


def _centred(cell: Cellar) -> bool:
    before = min(line.start for _, line in cell.lines) - cell.start
    after = cell.end - max(line.end for _, line in cell.lines)
    return abs(before - after) <= max(_OFF_CENTRE, _CENTRED * (before + after))


def folded(sheet: Sheet, rows: int) -> tuple[str, ...]:
    """The texts of the first rows, to compare one page's heads with another's."""
    return tuple("".join(cell.text.split()).casefold() for cell in sheet.cells if cell.row < rows)


def wrapped(line: Line, following: Line, end: float) -> bool:
    """Whether a line of a cell goes on in the next: the first word there had no room left before `end`."""
    word = following.text.split(" ", 1)[0]
    width = (following.end - following.start) * len(word) / max(len(following.text), 1)
    return line.end + width + _BLANK * line.size > end - _PADDING


def pieces(cell: Cellar, *, head: bool = False) -> Iterator[tuple[str, int, Line]]:
    """The lines of a cell with what parts each from the one before: nothing, a space or a line break.

    A `head` is one phrase, wherever its lines end.
    """
    last: Line | None = None
    for page, line in cell.lines:
        if last is None or torn(last.text, line.text):
            yield "", page, line
        else:
            beside = page == cell.lines[0][0] and abs(line.base - last.base) <= MIDDLE * line.size
            yield (" " if head or beside or wrapped(last, line, cell.end) else "\n"), page, line
        last = line


# A line that ends in the hyphen or slash of a number or a compound, with no space before it: 06/2024/TT-
_TORN = re.compile(r"\w[-/\u2010\u2011]")


def torn(line: str, following: str) -> bool:
    """Whether a line ends within a word or number, at its hyphen or slash: the next belongs right behind.

    >>> torn("theo Thông tư số 06/2024/TT-", "BLĐTBXH ngày"), torn("gồm -", "hai")
    (True, False)
    """
    return _TORN.fullmatch(line[-2:]) is not None and following[:1].isalnum()
