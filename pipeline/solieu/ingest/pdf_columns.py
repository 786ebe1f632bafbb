"""Tables without rules: rows of figures that stand in columns by nothing but their places.

Only what can be nothing else is taken for a table: three rows or more, three columns or more, figures in all
columns but the first. What its places leave open (a label over two lines, a head over two columns) is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from solieu.ingest.pdf_layout import Line
from solieu.ingest.pdf_tables import MIDDLE, Block, Cellar, Sheet

LEAST = 3  # rows, and columns
NEXT_ROW = 2.6  # ems from one row to the next, at most
MOST_HEADS = 3
# A figure, or what stands for one that is missing: 1.234,5; -3,2%; (12); -; …; x
_FIGURE = re.compile(r"[-+(]?\d[\d.,\s]*%?\)?|[-–—.…x]{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d|\(?\d{1,2}\)?")

Row = list[Line]


def with_columns(page: int, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page with the lines that make up tables without rules put together as sheets."""
    lines = [block for block in blocks if isinstance(block, Line)]
    result = list(blocks)
    for run in _runs(_rows(lines)):
        sheet = _sheet(page, run)
        if sheet is None:
            continue
        taken = {id(line) for _, line in (pair for cell in sheet.cells for pair in cell.lines)}
        at = min(place for place, block in enumerate(result) if id(block) in taken)
        left = [block for block in result[at:] if id(block) not in taken]
        result[at:] = [sheet, *left]
    return result


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines of one height as rows, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: (line.turn, line.base)):
        last = rows[-1][0] if rows else None
        if last is not None and last.turn == line.turn and line.base - last.base <= MIDDLE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.start) for row in rows]


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Stretches of rows that follow closely, from the heads over the first row of figures to the last row."""
    run: list[Row] = []
    for row in rows:
        close = run and run[-1][0].turn == row[0].turn
        if not close or row[0].base - run[-1][0].base > NEXT_ROW * row[0].size:
            yield from _cut(run)
            run = []
        run.append(row)
    yield from _cut(run)


def _cut(run: list[Row]) -> Iterator[list[Row]]:
    figures = [place for place, row in enumerate(run) if _of_figures(row)]
    start = 0
    for place, (last, following) in enumerate(pairwise([*figures, len(run) + 2]), 1):
        if following - last > 2:
            if place - start >= LEAST:
                first = figures[start]
                top = first
                while top and first - top < MOST_HEADS and len(run[top - 1]) > 1:
                    top -= 1
                yield run[top : last + 1]
            start = place


def _of_figures(row: Row) -> bool:
    figures = sum(bool(_FIGURE.fullmatch(line.text)) for line in row[1:])
    return len(row) >= LEAST and figures == len(row) - 1


def _sheet(page: int, run: list[Row]) -> Sheet | None:
    body = [row for row in run if _of_figures(row)]
    columns = _columns(body)
    if len(columns) < LEAST or any(len(row) > len(columns) for row in run):
        return None
    edges = [
        columns[0][0],
        *((end + start) / 2 for (_, end), (start, _) in pairwise(columns)),
        columns[-1][1],
    ]
    heads = _heads(run, columns)
    cells: list[Cellar] = []
    flaw = None
    for number, row in enumerate(run):
        written: list[list[Line]] = [[] for _ in columns]
        for line in row:
            at = [
                place
                for place, column in enumerate(columns)
                if line.end > column[0] and line.start < column[1]
            ]
            if len(at) != 1:
                flaw = "it has no rules, and a text in it reaches over several columns"
            written[at[0] if at else _nearest(columns, line)].append(line)
        if number >= heads and len(row) == 1:
            flaw = "it has no rules, and a text in it is longer than a line"
        if number < heads and len(row) < len(columns) - 1:
            flaw = "it has no rules, and a head stands over several columns"
        cells += [
            Cellar(number, place, 1, 1, edges[place], edges[place + 1], [(page, line) for line in its])
            for place, its in enumerate(written)
        ]
    if any(len(cell.lines) > 1 for cell in cells):
        flaw = "it has no rules, and two texts stand in one of its cells"
    order = min(line.order for row in run for line in row)
    return Sheet(page, run[0][0].turn, cells, tuple(edges), order, heads=heads, flaw=flaw)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Where columns stand: stretches along the line that writing covers, with gaps that run through."""
    columns: list[tuple[float, float]] = []
    for line in sorted((line for row in rows for line in row), key=lambda line: line.start):
        if columns and line.start <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.end))
        else:
            columns.append((line.start, line.end))
    return columns


def _nearest(columns: Sequence[tuple[float, float]], line: Line) -> int:
    middle = (line.start + line.end) / 2
    return min(range(len(columns)), key=lambda place: abs(sum(columns[place]) / 2 - middle))


def _heads(run: Sequence[Row], columns: Sequence[tuple[float, float]]) -> int:
    """How many of the first rows are heads: those of texts, and one of years or column numbers."""
    count = 0
    while count < len(run) and not _of_figures(run[count]):
        count += 1
    if count < len(run) - 1:
        labelled = run[count][0].start < columns[0][1]
        years = all(_YEAR.fullmatch(line.text) for line in run[count][1:])
        if years and (not labelled or not count):
            count += 1
    return count
