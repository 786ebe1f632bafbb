"""Tables that became lines: cells parted by tabs or bars, or one cell a line, where the source has no tables.

What counts as a table is narrow: at least three rows of one shape, names before numbers. In lines of one cell
each a row is a name and two numbers or more, with its place in an order before the name or without; the heads
stand right above, and may be of two levels where one head is that of several columns. Where the heads cannot
be told apart, the columns have none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise

from solieu.ingest.flat_heads import Head, arranged
from solieu.types import Cell

# Fewest rows of a table, and fewest numbers behind a name in lines of one cell each.
_ROWS, _NUMBERS = 3, 2
# How long a name or a head may be, in characters; how many lines of heads are looked at.
_NAME, _HEAD_LINES = 60, 40
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d*)?")
_NUMBER = re.compile(r"[-+]?\d[\d.,]{0,18}\s?%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANK_CELL = re.compile(r"[-–—.…x]{0,3}|\.{2,}", re.IGNORECASE)
_FILLED_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile(r"[^\W\d_]")
# What heads the places in an order that stand before the names.
_ORDER = re.compile(r"(?:xếp\s+hạng|thứ\s+hạng|hạng|stt|tt|số\s+tt|số\s+thứ\s+tự|xếp\s+thứ)\b", re.IGNORECASE)
_SENTENCE_END = (".", ";", ":", "!", "?")
_SEPARATORS = ("\t", "|")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the blanks around it."""

    start: int
    end: int
    words: str

    @property
    def number(self) -> bool:
        """Whether it is a number and nothing else."""
        return _NUMBER.fullmatch(self.words) is not None

    @property
    def name(self) -> bool:
        """Whether it can name a row or a column: short, with letters, no sentence."""
        named = _LETTER.search(self.words) is not None and len(self.words) <= _NAME
        return named and not self.words.endswith(_SENTENCE_END)


def flat_cells(text: str, taken: Sequence[Cell] = ()) -> tuple[Cell, ...]:
    r"""The cells of the tables that are lines of a text; none where a cell of the source is already.

    Args:
        text: a document's text.
        taken: the cells that the source itself has; what is found is numbered after them.

    >>> text = "Chỉ tiêu\n2022\n2023\nDân số\n10\n11\nHọc sinh\n3\n4\nGiáo viên\n1\n2\n"
    >>> cells = flat_cells(text)
    >>> [text[cell.start : cell.end] for cell in cells if cell.header], len(cells)
    (['Chỉ tiêu', '2022', '2023'], 12)
    """
    tables = [
        table
        for lines in _stretches(_free(_lines(text), taken))
        for table in chain(_parted(text, lines), _one_a_line(text, lines))
    ]
    first = 1 + max((cell.table for cell in taken), default=-1)
    found: list[Cell] = []
    for number, cells in enumerate(sorted(tables, key=lambda cells: cells[0].start), first):
        if not found or cells[0].start >= found[-1].end:
            found += [_numbered(cell, number) for cell in cells]
    return tuple(found)


def _stretches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines between sentences of running text, which no table holds: a long text is taken in pieces."""
    stretch: list[Line] = []
    for line in lines:
        stretch.append(line)
        if _is_prose(line):
            yield stretch
            stretch = [line]  # it may stand over the next table
    yield stretch


def _is_prose(line: Line) -> bool:
    parted = any(separator in line.words for separator in _SEPARATORS)
    return len(line.words) > _NAME and not parted and line.words.endswith(_SENTENCE_END)


def _free(lines: Iterable[Line], taken: Sequence[Cell]) -> Iterator[Line]:
    """The lines that no cell of the source touches."""
    spans = sorted((cell.start, cell.end) for cell in taken if cell.start < cell.end)
    starts = [start for start, _ in spans]
    for line in lines:
        index = bisect_left(starts, line.end)
        if index == 0 or spans[index - 1][1] <= line.start:
            yield line


def _numbered(cell: Cell, table: int) -> Cell:
    return Cell(
        cell.start, cell.end, table, cell.row, cell.column, cell.row_span, cell.column_span, cell.header
    )


def _lines(text: str) -> Iterator[Line]:
    for match in _FILLED_LINE.finditer(text):
        words = match[0].strip()
        if words:
            begin = match.start() + match[0].index(words)
            yield Line(begin, begin + len(words), words)


def _parted(text: str, lines: Sequence[Line]) -> Iterator[list[Cell]]:
    """Runs of lines with as many tabs or bars each."""
    for separator in _SEPARATORS:
        run: list[list[tuple[int, int]]] = []
        last = -1
        for line in [*lines, Line(len(text) + 2, len(text) + 2, "")]:
            pieces = _pieces(line, separator)
            near = text.count("\n", last, line.start) <= 1 if run else True
            if run and (len(pieces) != len(run[0]) or not near):
                if cells := _grid_of(text, run):
                    yield cells
                run = []
            if len(pieces) > 1:
                run.append(pieces)
                last = line.end


def _pieces(line: Line, separator: str) -> list[tuple[int, int]]:
    words, start = line.words, line.start
    if separator == "|":
        inner = words.strip("|")
        start += len(words) - len(words.lstrip("|")) if inner else 0
        words = inner
    pieces = []
    for raw in words.split(separator):
        bare = raw.strip()
        begin = start + (raw.index(bare) if bare else 0)
        pieces.append((begin, begin + len(bare)))
        start += len(raw) + 1
    return pieces


def _grid_of(text: str, rows: Sequence[Sequence[tuple[int, int]]]) -> list[Cell]:
    """The cells of rows of one length, if behind the names most are numbers; heads are the first rows."""
    words = [[text[start:end] for start, end in row] for row in rows]
    heads = next((i for i, row in enumerate(words) if any(map(_states, row[1:]))), len(rows))
    body = words[heads:]
    cells = [cell for row in body for cell in row[1:]]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    blanks = sum(_BLANK_CELL.fullmatch(cell) is not None for cell in cells)
    if (
        len(body) < _ROWS - 1
        or len(rows) < _ROWS
        or heads > 3
        or 2 * numbers < len(cells) - blanks
        or not numbers
    ):
        return []
    return [
        Cell(start, end, 0, number, column, header=number < heads)
        for number, row in enumerate(rows)
        for column, (start, end) in enumerate(row)
    ]


def _states(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row in lines of one cell each: its name's line, its place in an order if it has one, its numbers."""

    place: Line | None
    name: Line
    numbers: tuple[Line, ...]


def _one_a_line(text: str, lines: Sequence[Line]) -> Iterator[list[Cell]]:
    """Runs of a name and as many numbers each, one to a line."""
    index = 0
    while index < len(lines):
        run = _run(lines, index)
        if run is None:
            index += 1
            continue
        rows, end = run
        if rows and (cells := _table(text, lines, index, rows)) is not None:
            yield cells
        index = end


def _run(lines: Sequence[Line], index: int) -> tuple[list[_Row], int] | None:
    """The rows that begin with the name at a line, and the line behind them; None for fewer than three."""
    if not lines[index].name:
        return None
    gap = _gap(lines, index)
    if gap < _NUMBERS:
        return None
    names = [index]
    following = index + gap + 1
    while following < len(lines) and lines[following].name and _gap(lines, following) >= gap:
        names.append(following)
        following += gap + 1
    # behind the last name may stand fewer: the place of the next row is missing
    if following < len(lines) and lines[following].name and _gap(lines, following) == gap - 1:
        names.append(following)
    if len(names) < _ROWS:
        return None
    places = _places(lines, names)
    count = gap - 1 if places else gap
    if count < _NUMBERS:
        return [], names[-1] + 1
    rows = [_row(lines, name, count, placed=name in places) for name in names]
    end = names[-1] + 1 + count
    if places and end < len(lines) - 1 and lines[end].name and _gap(lines, end) == count:
        rows.append(_row(lines, end, count, placed=False))  # the mean or total, which has no place
        end += 1 + count
    return rows, end


def _gap(lines: Sequence[Line], index: int) -> int:
    """How many numbers follow a line, one a line."""
    end = index + 1
    while end < len(lines) and lines[end].number:
        end += 1
    return end - index - 1


def _places(lines: Sequence[Line], names: Sequence[int]) -> set[int]:
    """The names before which stand 1, 2, 3 …; none where they do not go up by one."""
    before = [lines[name - 1].words if name else "" for name in names]
    told = [int(words) if words.isdecimal() and len(words) < 4 else -1 for words in before]
    start = 0 if told[0] >= 0 else 1
    counted = told[start:]
    rising = all(high - low == 1 for low, high in pairwise(counted))
    return set(names[start:]) if len(counted) >= _ROWS - 1 and rising and counted[0] in (1, 2) else set()


def _row(lines: Sequence[Line], name: int, count: int, *, placed: bool) -> _Row:
    return _Row(lines[name - 1] if placed else None, lines[name], tuple(lines[name + 1 : name + 1 + count]))


def _table(text: str, lines: Sequence[Line], index: int, rows: Sequence[_Row]) -> list[Cell] | None:
    """The cells of rows with the heads above them."""
    placed = rows[0].place is not None or (len(rows) > 1 and rows[1].place is not None)
    width = len(rows[0].numbers) + 1 + placed
    if all(_YEAR.fullmatch(line.words) for line in rows[0].numbers):
        if len(rows) < _ROWS + 1:
            return None
        years, rows = rows[0], rows[1:]
        single = [Head(line.start, line.end, line.words) for line in (years.name, *years.numbers)]
        heads = [
            Cell(one.start, one.end, 0, 0, column, header=True) for column, one in enumerate(single, placed)
        ]
    else:
        first = index - 1 if rows[0].place is not None else index
        above = _heads_above(text, lines[max(0, first - _HEAD_LINES) : first], placed=placed)
        largest = [_largest(row.numbers[column] for row in rows) for column in range(len(rows[0].numbers))]
        heads = arranged(above, [None] * (1 + placed) + largest, width)
    depth = 1 + max((cell.row + cell.row_span - 1 for cell in heads), default=-1)
    cells = list(heads)
    for number, row in enumerate(rows, depth):
        parts = [*([row.place] if row.place else []), row.name, *row.numbers]
        skipped = placed and row.place is None
        cells += [
            Cell(part.start, part.end, 0, number, column) for column, part in enumerate(parts, int(skipped))
        ]
    return sorted(cells, key=lambda cell: cell.start)


def _largest(numbers: Iterator[Line]) -> Decimal | None:
    """The largest of plain numbers, None where one has two marks or is none."""
    values = []
    for line in numbers:
        bare = line.words.strip("%+ ").replace(",", ".")
        if _PLAIN.fullmatch(bare) is None:
            return None
        values.append(Decimal(bare))
    return max(values, default=None)


def _heads_above(text: str, lines: Sequence[Line], *, placed: bool) -> list[Head]:
    """The heads right above the rows, top first, lines that go on joined to those before them.

    They begin with the head of the places where the rows have places, else behind a blank line.
    """
    heads: list[Head] = []
    open_end: Line | None = None
    for line in reversed(lines):
        goes_on = line.words[0] in "(/" or line.words[0].islower()
        if len(line.words) > _NAME or line.words.endswith(_SENTENCE_END) or not (line.name or goes_on):
            break
        below = open_end or line
        if goes_on:
            open_end = below
            continue
        heads.insert(0, Head(line.start, below.end, " ".join(text[line.start : below.end].split())))
        open_end = None
        blank = "\n\n" in text[max(0, line.start - 3) : line.start].replace(" ", "")
        if (placed and _ORDER.match(line.words)) or (not placed and blank):
            return heads
    return []
