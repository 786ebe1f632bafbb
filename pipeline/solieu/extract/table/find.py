"""Bare numbers in the cells of tables, where heads, rows or the line over the table say what they are.

The nearest word decides: the head right over a cell, the heads over that, the cell of its row that names a
unit, the label of its row, the line over the table. Where two of them do not go together, or none tells, the
number is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from solieu.extract.table.column import NO_FIGURES, Column, column_of
from solieu.extract.table.head import concept, is_ditto, name_of, role_of, title_of
from solieu.extract.table.number import Written, is_english, is_year, written
from solieu.extract.table.unit import Meaning, number_of, unit_cell, unit_in_head, unit_line
from solieu.grid import Grid, numbers_columns
from solieu.lexicon import Lexicon
from solieu.types import Cell, Duration, Kind, Mention, Quantity, Ratio, Value, trimmed

# How far above a table its unit line is looked for, in characters and lines.
_ABOVE, _LINES = 400, 4
_RULE = "table.cell."
# How long a unit or a ditto mark may be, in characters.
_SHORT = 40
# Kinds that a number has by the words behind it, which in a cell without words are those of the next cell.
_WITH_UNITS = ("count", "percent", "money", "measure", "duration", "age")
# A table of an index, whose columns give points: `Bảng xếp hạng chỉ số PAR INDEX`.
_INDEX = re.compile(r"chỉ\s+số|index|xếp\s+hạng", re.IGNORECASE)


def find_cells(
    text: str, cells: Sequence[Cell], mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Mention]:
    r"""The figures that bare numbers in table cells are, in text order; none where a mention is already.

    Args:
        text: the document's text.
        cells: its tables.
        mentions: what has been found in the text, in text order.
        lexicon: units, nouns, and what heads say.

    Each has as its context the words that told its unit.

    >>> from solieu.lexicon import load
    >>> heads = [Cell(0, 4, 0, 0, 0), Cell(5, 19, 0, 0, 1)]
    >>> rows = [Cell(20, 23, 0, 1, 0), Cell(24, 31, 0, 1, 1)]
    >>> text = "Loại\tDiện tích (ha)\nLúa\t1.234,5"
    >>> found = find_cells(text, [*heads, *rows], [], load())
    >>> [(figure.text, figure.value.text, figure.value.unit, figure.concept) for figure in found]
    [('1.234,5', '1234.5', 'ha', 'Diện tích Lúa')]
    """
    if not cells:
        return []
    grid = Grid(text, cells)
    found = [one for table in grid.tables() for one in _Reading(text, grid, table, lexicon).figures()]
    starts = [mention.start for mention in mentions]

    def free(figure: Mention) -> bool:
        index = bisect_left(starts, figure.end)
        return index == 0 or mentions[index - 1].end <= figure.start

    unique = {figure.start: figure for figure in sorted(found, key=lambda one: one.start) if free(figure)}
    return list(unique.values())


def outside_cells(text: str, cells: Sequence[Cell], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that read a bare number in a cell with the words of the cell behind it."""
    bare = sorted((cell.start, cell.end) for cell in cells if written(text, cell.start, cell.end) is not None)
    ends = [end for _, end in bare]

    def taken(mention: Mention) -> bool:
        index = bisect_right(ends, mention.start)
        return mention.kind in _WITH_UNITS and index < len(bare) and bare[index][0] < mention.end

    return [mention for mention in mentions if not taken(mention)]


def in_table(mention: Mention) -> bool:
    """Whether a figure was told by the heads of its table, and not by the words around it."""
    return mention.rule.startswith(_RULE)


@dataclass(slots=True)
class _Reading:
    """One reading of a table."""

    text: str
    grid: Grid
    number: int
    lexicon: Lexicon
    title: str = ""
    above: Meaning | None = None
    english: bool = False
    ranked: bool = False
    _columns: dict[tuple[int, int], Column] = field(default_factory=dict)
    _numbering: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        cells = self.grid.table(self.number)
        start = cells[0].start
        low = max(self.text.rfind("\n\n", max(0, start - _ABOVE), max(0, start - 2)), start - _ABOVE, 0)
        caption = "\n".join(self.text[low:start].split("\n")[-_LINES:])
        self.title = title_of(caption)
        self.above = unit_line(self.text, start - len(caption), start, self.lexicon)
        self.english = is_english(self._words(cell) for cell in cells)
        depth = self.grid.depth(self.number)
        heads = " ".join(self._words(cell) for cell in cells if cell.row < depth)
        self.ranked = _INDEX.search(f"{caption} {heads}") is not None
        self._numbering = frozenset(self._numbered(depth))

    def figures(self) -> Iterator[Mention]:
        """The figures of the table's body, cell by cell."""
        units: dict[int, Meaning | None] = {}
        for _, row in self.grid.body(self.number):
            if numbers_columns([self._words(cell) for cell in row]):
                continue
            for cell in row:
                number = written(self.text, cell.start, cell.end, english=self.english)
                ranks = self._column(cell).role == "rank"
                if number is None or (cell.column in self._numbering and not ranks):
                    continue
                figure = self._figure(cell, number, units)
                if figure is not None:
                    yield figure

    def _figure(self, cell: Cell, number: Written, units: dict[int, Meaning | None]) -> Mention | None:
        column = self._column(cell)
        labels = self.grid.heads(cell).rows
        if column.role in NO_FIGURES or not (column.named or labels):
            return None
        value: Value
        kind: Kind
        meaning: Meaning | None
        if column.role in ("rank", "score", "index") and (made := self._placed(column, number)):
            value, kind, meaning = made
        else:
            meaning = self._meaning(cell, column, labels, units)
            if meaning is None or number.below is not None or self._dubious(cell, column, meaning, number):
                return None
            value, kind = _valued(number, meaning), meaning.kind
        label, places = self._label(labels)
        return Mention(
            kind,
            number.start,
            number.end,
            self.text[number.start : number.end],
            value,
            f"{_RULE}{kind}",
            hedge=number.hedge,
            change=column.change if kind in ("percent", "money", "measure", "count") else None,
            noun=meaning.noun if meaning else None,
            concept=concept(column.heads, label, places=places, lexicon=self.lexicon) or self.title or None,
            context=(meaning.start, meaning.end) if meaning else column.span,
        )

    def _placed(self, column: Column, number: Written) -> tuple[Value, Kind, Meaning | None] | None:
        """A place in an order, or points and values of an index."""
        if column.role == "rank":
            whole = number.low == number.low.to_integral_value() and number.low > 0 and number.high is None
            if not whole:
                return None
            if number.below is not None:
                written_so = "".join(self.text[number.start : number.end].split())
                return Ratio(number.low, number.below, written=written_so), "rank", None
            return Quantity(number.low, number.step), "rank", None
        if number.below is not None or number.high is not None or column.meaning_of_its_own():
            return None
        if column.role == "score" and not self.ranked:
            return None
        unit = "điểm" if column.role == "score" else None
        return Quantity(number.low, number.step, unit=unit), "index", None

    def _meaning(
        self, cell: Cell, column: Column, labels: Sequence[Cell], units: dict[int, Meaning | None]
    ) -> Meaning | None:
        """What the number of a cell is in, None where nothing tells or two tell different things."""
        own = column.meaning
        if own is not None and own.kind == "percent":
            return own
        beside = self._unit_of_row(cell, units)
        labelled = beside or (None if column.role == "score" else self._unit_of_label(labels))
        if column.role == "compared":
            return own if own is not None and own.kind != "count" else None
        if own is not None:
            # `Số tiền (triệu đồng)` beside `Mua giống (kg)`: one of them is not about this number
            alike = labelled is None or (labelled.kind, labelled.unit) == (own.kind, own.unit)
            if alike or labelled is beside:
                return own
            return None
        if labelled is not None:
            return labelled
        money = self.above is not None and self.above.kind == "money"
        if money and (column.role == "quantity" or self._quantity(labels)):
            return None
        return self.above

    def _dubious(self, cell: Cell, column: Column, meaning: Meaning, number: Written) -> bool:
        """Whether a number that only the line over the table names may be a year, a numbering or a name."""
        if meaning is not self.above:
            return meaning.kind == "count" and number.low < 0
        return (
            cell.column == 0
            or is_year(self.text, cell.start, cell.end)
            or not (column.named or self.grid.heads(cell).rows)
        )

    def _unit_of_row(self, cell: Cell, units: dict[int, Meaning | None]) -> Meaning | None:
        """What the cell of the row under `ĐVT` names; a ditto mark there is the unit above."""
        if cell.row not in units:
            units[cell.row] = None
            for other in self.grid.row(cell):
                if self._column(other).role != "unit" or other.end - other.start > _SHORT:
                    continue
                if is_ditto(self.text, other.start, other.end):
                    units[cell.row] = next(
                        (units[row] for row in sorted(units, reverse=True) if row < cell.row), None
                    )
                else:
                    units[cell.row] = unit_cell(self.text, other.start, other.end, self.lexicon)
        return units[cell.row]

    def _unit_of_label(self, labels: Sequence[Cell]) -> Meaning | None:
        """What the label of a row says: `Tỷ lệ hộ nghèo (%)`, `Số hộ nghèo`."""
        for label in reversed(labels):
            for read in (unit_in_head, number_of):
                if (found := read(self.text, label.start, label.end, self.lexicon)) is not None:
                    return found
        return None

    def _quantity(self, labels: Sequence[Cell]) -> bool:
        return any(role_of(name_of(self._words(label)), self.lexicon) == "quantity" for label in labels)

    def _label(self, labels: Sequence[Cell]) -> tuple[str, bool]:
        """The label of a row, and whether it names a place or body; of two, one within the other, both."""
        named = [
            cell
            for cell in labels
            if self._column(cell).role not in ("numbering", "unit")
            and name_of(self._words(cell))
            and not is_ditto(self.text, cell.start, cell.end)
        ]
        if not named:
            return "", False
        # the code of an item says less than its name
        named.sort(key=lambda cell: self._column(cell).role == "code")
        label = name_of(self._words(named[0]))
        if named[0].row_span > 1 and len(named) > 1:
            label = f"{label} {name_of(self._words(named[1]))}"
        return label, self._column(named[0]).role == "place"

    def _column(self, cell: Cell) -> Column:
        key = (cell.column, cell.column_span)
        if key not in self._columns:
            self._columns[key] = column_of(self.text, self.grid.over(cell), self.lexicon)
        return self._columns[key]

    def _numbered(self, depth: int) -> Iterator[int]:
        """Columns that number the rows: the first one where its whole numbers go up by one."""
        first = [cell for cell in self.grid.table(self.number) if cell.column == 0 and cell.row >= depth]
        held = [number for cell in first if (number := written(self.text, cell.start, cell.end))]
        numbers = [number.low for number in held]
        if len(numbers) > 1 and all(low + 1 == high for low, high in pairwise(numbers)):
            yield 0

    def _words(self, cell: Cell) -> str:
        return " ".join(self.text[cell.start : cell.end].split())


def _valued(number: Written, meaning: Meaning) -> Value:
    if meaning.kind == "duration" and meaning.code is not None:
        ends = [number.low] if number.high is None else [number.low, number.high]
        return Duration("..".join(meaning.code.replace("2", format(end, "f")) for end in ends))
    scale = meaning.scale
    high = None if number.high is None else _times(number.high, scale)
    return Quantity(_times(number.low, scale), _times(number.step, scale), high, meaning.unit, scale)


def _times(number: Decimal, scale: Decimal) -> Decimal:
    return number if scale == 1 else trimmed(number * scale)
