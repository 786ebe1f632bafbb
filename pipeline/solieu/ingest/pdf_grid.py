"""Rules to cells: the grid that crossing lines make, with cells that reach over several rows and columns.

The lines of one table touch. Between the places where they stand lie the smallest fields; fields that no
line parts are one cell, and what no line parts from the world outside is no cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solieu.ingest.compose import Box
from solieu.ingest.pdf_rules import Rule

# Points: lines nearer than this are one, drawn double or once for each cell beside it.
SNAP = 3.0
# Rules of a page and fields of a grid beyond which it is a drawing and no table.
MOST_RULES = 2000
MOST_FIELDS = 20_000
OPEN = 6.0  # points by which lines reach beyond the last that crosses them, to another row or column
_HALF = 0.5  # of a field's side that has to be ruled


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid: where it stands and how far it reaches, in rows and columns and in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one ruled table by row and column, and the places of its columns' edges.

    `whole` is False where fields that no line parts do not make up a rectangle. `torn` says that its upright
    lines begin above its first level line: the first row began on the page before.
    """

    fields: tuple[Field, ...]
    edges: tuple[float, ...]
    whole: bool = True
    torn: bool = False

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max(field.row + field.row_span for field in self.fields)


def united(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules by table: those that touch, straight or over others; stretches of one line are joined."""
    joined = [*_joined(rules, upright=False), *_joined(rules, upright=True)]
    if len(joined) > MOST_RULES:
        return []
    parents = list(range(len(joined)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    level = [(index, rule) for index, rule in enumerate(joined) if not rule.upright]
    for index, upright in enumerate(joined):
        if upright.upright:
            for other, rule in level:
                if _touch(upright, rule):
                    parents[root(index)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(joined):
        groups.setdefault(root(index), []).append(rule)
    return [group for group in groups.values() if len({rule.upright for rule in group}) == 2]


def turned(rule: Rule, turn: int) -> Rule:
    """A rule as a reader sees it who turns the page so that writing of this `turn` runs left to right.

    >>> turned(Rule(True, 100, 20, 50), 90)
    Rule(upright=False, at=-100, start=20, end=50)
    """
    upright, at, start, end = rule
    if turn == 90:
        return Rule(False, -at, start, end) if upright else Rule(True, at, -end, -start)
    if turn == 180:
        return Rule(upright, -at, -end, -start)
    if turn == 270:
        return Rule(False, at, -end, -start) if upright else Rule(True, -at, start, end)
    return rule


def grid_of(rules: Sequence[Rule]) -> Grid | None:
    """The grid of the rules of one table; None where they enclose fewer than two cells.

    >>> box = [Rule(False, y, 0, 100) for y in (0, 20, 40)] + [Rule(True, x, 0, 40) for x in (0, 100)]
    >>> [(f.row, f.column, f.column_span) for f in grid_of([*box, Rule(True, 50, 20, 40)]).fields]
    [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
    """
    across = _places([rule.at for rule in rules if rule.upright])
    down = _places([rule.at for rule in rules if not rule.upright])
    # A table may be open at its sides, and above and below where a page ends.
    _extend(across, [rule for rule in rules if not rule.upright])
    torn = _extend(down, [rule for rule in rules if rule.upright])
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > MOST_FIELDS:
        return None
    fields, whole = _fields(_Walls(rules, across, down), across, down)
    if len(fields) < 2:
        return None
    return Grid(tuple(fields), tuple(across), whole, torn)


def _extend(places: list[float], crossing: Sequence[Rule]) -> bool:
    """Adds the ends of lines that reach beyond the outermost places; whether they do before the first."""
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if last > places[-1] + OPEN:
        places.append(last)
    if first < places[0] - OPEN:
        places.insert(0, first)
        return True
    return False


def _joined(rules: Sequence[Rule], *, upright: bool) -> Iterator[Rule]:
    """Rules of one direction, those of one line that touch or overlap as one."""
    same = sorted(rule for rule in rules if rule.upright == upright)
    row: list[Rule] = []
    for rule in same:
        if row and rule.at - row[-1].at > SNAP / 2:
            yield from _row_joined(row)
            row = []
        row.append(rule)
    yield from _row_joined(row)


def _row_joined(row: list[Rule]) -> Iterator[Rule]:
    last: Rule | None = None
    for rule in sorted(row, key=lambda rule: rule.start):
        if last is None:
            last = rule
        elif rule.start - last.end <= SNAP:
            last = last._replace(end=max(last.end, rule.end))
        else:
            yield last
            last = rule
    if last is not None:
        yield last


def _touch(upright: Rule, level: Rule) -> bool:
    return (
        level.start - SNAP <= upright.at <= level.end + SNAP
        and upright.start - SNAP <= level.at <= upright.end + SNAP
    )


def _places(at: Sequence[float]) -> list[float]:
    """Where lines stand, those that stand too close for writing between them as one."""
    places: list[float] = []
    for place in sorted(at):
        if not places or place - places[-1] > SNAP:
            places.append(place)
    return places


class _Walls:
    """Which sides of the smallest fields are ruled."""

    def __init__(self, rules: Sequence[Rule], across: Sequence[float], down: Sequence[float]) -> None:
        self.upright = [[False] * (len(down) - 1) for _ in across]
        self.level = [[False] * (len(across) - 1) for _ in down]
        for rule in rules:
            own, along = (across, down) if rule.upright else (down, across)
            walls = self.upright if rule.upright else self.level
            line = _nearest(own, rule.at)
            for index, (start, end) in enumerate(pairwise(along)):
                if min(end, rule.end) - max(start, rule.start) >= _HALF * (end - start):
                    walls[line][index] = True
        for side in (self.upright[0], self.upright[-1], self.level[0], self.level[-1]):
            if not any(side):
                side[:] = [True] * len(side)

    def within(self, area: Sequence[tuple[int, int]]) -> bool:
        """Whether a line stands between two fields of an area that is not parted as a whole."""
        fields = set(area)
        return any(
            (self.upright[column + 1][row] and (row, column + 1) in fields)
            or (self.level[row + 1][column] and (row + 1, column) in fields)
            for row, column in area
        )


def _nearest(places: Sequence[float], at: float) -> int:
    return max(bisect_right(places, at + 1e-6) - 1, 0)


def _fields(walls: _Walls, across: Sequence[float], down: Sequence[float]) -> tuple[list[Field], bool]:
    rows, columns = len(down) - 1, len(across) - 1
    seen = [[False] * columns for _ in range(rows)]
    found: list[Field] = []
    whole = True
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            area, inside = _area(walls, row, column, seen)
            if not inside:
                continue
            high = 1 + max(r for r, _ in area) - row
            low = min(c for _, c in area)
            wide = 1 + max(c for _, c in area) - low
            if high * wide == len(area) and not walls.within(area):
                found.append(_field(row, column, high, wide, across, down))
            else:
                whole = False
                found += [_field(r, c, 1, 1, across, down) for r, c in sorted(area)]
    found.sort(key=lambda field: (field.row, field.column))
    return found, whole


def _area(walls: _Walls, row: int, column: int, seen: list[list[bool]]) -> tuple[list[tuple[int, int]], bool]:
    """The fields that nothing parts from one, and whether they are parted from outside."""
    rows, columns = len(seen), len(seen[0])
    area, waiting, inside = [], [(row, column)], True
    seen[row][column] = True
    while waiting:
        r, c = waiting.pop()
        area.append((r, c))
        ways = (
            (r, c - 1, walls.upright[c][r]),
            (r, c + 1, walls.upright[c + 1][r]),
            (r - 1, c, walls.level[r][c]),
            (r + 1, c, walls.level[r + 1][c]),
        )
        for to_row, to_column, parted in ways:
            if parted:
                continue
            if not (0 <= to_row < rows and 0 <= to_column < columns):
                inside = False
            elif not seen[to_row][to_column]:
                seen[to_row][to_column] = True
                waiting.append((to_row, to_column))
    return area, inside


def _field(
    row: int, column: int, high: int, wide: int, across: Sequence[float], down: Sequence[float]
) -> Field:
    box = (across[column], down[row], across[column + wide], down[row + high])
    return Field(row, column, high, wide, box)
