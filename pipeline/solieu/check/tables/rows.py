"""How the rows and columns of a table belong together: which are totals, and of which others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from solieu.grid import Grid, numbers_columns
from solieu.types import Cell, Mention

# What names a total and nothing else: `Tổng số`, `TỔNG CỘNG`, `Cộng:`.
_TOTAL = re.compile(r"\W*(?:tổng(?:\s+(?:số|cộng))?|cộng)(?:\s+chung)?\W*", re.IGNORECASE)
# What is only some of a whole, and what divides it.
_AMONG = re.compile(
    r"\W*(?:trong\s+đó|trong\s+số|riêng|bao\s+gồm\s+cả|so\s+với|tỷ\s+lệ|bình\s+quân)\b", re.IGNORECASE
)
_SPLIT = re.compile(r"\W*(?:chia\s+(?:ra|theo)|phân\s+theo|bao\s+gồm|gồm)\b", re.IGNORECASE)
# What numbers a row, the highest first: A, I, 1, 1.1, 1.1.1, a, -, +.
_LEVELS = tuple(
    re.compile(rf"\s*(?:{pattern})(?=\W|\Z)[.)]?")
    for pattern in (
        r"[A-HK-Z](?=\s*[.)\t]|\s*\Z)", r"[IVX]{1,5}", r"\d{1,2}(?!\s?[.,]\d)", r"\d{1,2}\.\d{1,2}(?!\.\d)",
        r"\d{1,2}(?:\.\d{1,2}){2}", r"[a-hđ](?=\s*[.)]|\s*\Z)", r"[-–]", r"[+*•]",
    )
)  # fmt: skip
_DASH = re.compile(r"\s*(?:[-–—]|0)?\s*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table's body: its label, the depth its number tells, its figures and words by column."""

    label: str
    level: int | None
    figures: Mapping[int, Mention]
    words: Mapping[int, str]

    @property
    def total(self) -> bool:
        """Whether it is headed as a total."""
        return _TOTAL.fullmatch(self.label) is not None

    @property
    def among(self) -> bool:
        """Whether it says that it is only some of the row above, or compares."""
        return _AMONG.match(self.label) is not None

    def silent(self, column: int) -> bool:
        """Whether something stands in a column that is neither a figure nor nothing: `…`, `x`, a note."""
        return column not in self.figures and not _DASH.fullmatch(self.words.get(column, ""))


def rows_of(text: str, grid: Grid, table: int, figures: Mapping[Cell, Mention]) -> list[Row]:
    """The rows of a table's body that state a figure, or that a number sets apart."""
    rows = []
    for _, cells in grid.body(table):
        words = {cell.column: " ".join(text[cell.start : cell.end].split()) for cell in cells}
        if numbers_columns(list(words.values())):
            continue
        mine = {cell.column: figures[cell] for cell in cells if cell in figures}
        first = min(mine, default=max(words, default=0) + 1)
        before = [words[column] for column in sorted(words) if column < first and words[column]]
        label = next((word for word in before if _LETTER.search(word) and not _numbering(word)), "")
        marks = before[0] if before else ""
        rows.append(Row(label, _level(marks), mine, words))
    return rows


def _numbering(word: str) -> bool:
    return len(word) <= 6 and _level(word) is not None and not _TOTAL.fullmatch(word)


def _level(words: str) -> int | None:
    return next((depth for depth, pattern in enumerate(_LEVELS) if pattern.match(words)), None)


def totals(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each row of totals with the rows that it is of: those before it, or behind it where it comes first."""
    places = [place for place, row in enumerate(rows) if row.total and row.figures]
    stated = [place for place, row in enumerate(rows) if row.figures]
    for order, place in enumerate(places):
        if place == stated[0]:
            end = places[order + 1] if order + 1 < len(places) else len(rows)
            candidates = rows[place + 1 : end]
        else:
            begin = places[order - 1] + 1 if order else 0
            candidates = rows[begin:place]
        parts = _top(candidates)
        if len(parts) > 1:
            yield rows[place], parts


def _top(rows: Sequence[Row]) -> list[Row]:
    """Those of rows that are no parts of one another, as their numbers tell; none where that is open."""
    stated = [row for row in rows if row.figures]
    levels = [row.level for row in stated if row.level is not None]
    if not levels:
        return [] if any(row.among for row in stated) else stated
    highest = min(levels)
    top = [row for row in stated if row.level == highest and not row.among]
    unmarked = [row for row in stated if row.level is None and not row.among]
    return top if len(top) > 1 and (not unmarked or stated[0] is top[0]) else []


def groups(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each numbered row with the rows of the next level right behind it."""
    for place, row in enumerate(rows):
        if row.level is None or not row.figures or row.among:
            continue
        below: list[Row] = []
        for other in rows[place + 1 :]:
            if other.total or (other.level is not None and other.level <= row.level):
                break
            below.append(other)
        numbered = [other for other in below if other.level is not None and other.figures]
        if not numbered or any(other.among for other in below):
            continue
        highest = min(other.level for other in numbered if other.level is not None)
        yield row, [other for other in numbered if other.level == highest]


def columns_of_totals(text: str, grid: Grid, table: int) -> Iterator[tuple[int, list[int]]]:
    """Each column of totals with its parts: those beside it under one head, or what the next head divides."""
    paths = _paths(text, grid, table)
    for column, path in paths.items():
        if not path or not _TOTAL.fullmatch(path[-1][1]):
            continue
        over = path[:-1]
        beside = [
            other
            for other, its in paths.items()
            if other > column and its[: len(over)] == over and len(its) > len(over)
        ]
        beside = beside[: next((i for i, other in enumerate(beside) if _ends(paths[other])), len(beside))]
        if not beside:
            continue
        first = paths[beside[0]][len(over)]
        if _AMONG.match(first[1]) or (over and _AMONG.match(over[-1][1])):
            continue
        if _SPLIT.match(first[1]):
            beside = [other for other in beside if paths[other][len(over)] == first]
        elif any(_apart(paths[other][len(over)][1]) for other in beside):
            continue
        if len(beside) > 1:
            yield column, beside


def _apart(head: str) -> bool:
    """Whether a head sets columns apart that are parts of others: `Trong đó`, `Chia ra`."""
    return _SPLIT.match(head) is not None or _AMONG.match(head) is not None


def _ends(path: Sequence[tuple[int, str]]) -> bool:
    """Whether a column is another total, or none to be added."""
    last = path[-1][1]
    return _TOTAL.fullmatch(last) is not None or "%" in last


def _paths(text: str, grid: Grid, table: int) -> dict[int, list[tuple[int, str]]]:
    """The heads over each column, outermost first, each by where it stands and its words."""
    width = max((cell.column + cell.column_span for cell in grid.table(table)), default=0)
    depth = grid.depth(table)
    paths: dict[int, list[tuple[int, str]]] = {}
    for column in range(width):
        probe = Cell(0, 0, table, depth, column)
        heads = [(cell.start, " ".join(text[cell.start : cell.end].split())) for cell in grid.over(probe)]
        paths[column] = [head for head in heads if _LETTER.search(head[1])]
    return paths
