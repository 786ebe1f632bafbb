"""Whether the totals of rows and columns in the tables of a source are those of their parts.

A row or column that is headed `Tổng số`, `Cộng` and the like names itself a total; of what, its place and
the numbers of its rows tell (I, II over 1, 2), and where they leave a doubt, that it holds elsewhere in the
table. A total is held against its parts only where most others of its kind in the table come out, or where
all others do and one slip of the pen explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.arithmetic import amount, chance, gap
from solieu.check.amounts.sums import check_sums
from solieu.check.tables.rows import Row, columns_of_totals, groups, rows_of, totals
from solieu.grid import Grid
from solieu.types import Cell, Finding, Mention, Quantity, Relation

# Figures that can be added: no shares, no ages, no rates.
_ADDED = ("count", "money", "measure")
# How likely a sum may come out by accident that proves how a table is built.
_ACCIDENT = Decimal("0.05")
# How near parts come to a total that may be theirs, as a part of it.
_NEAR = Decimal("0.1")
# What part of the sums of one structure must come out for the others to be held against it, and how many.
_MOST, _FEWEST = Decimal("0.75"), 3


@dataclass(frozen=True, slots=True)
class _Sum:
    """What came of adding up: whether it proves that these are the parts, and whether they come near."""

    finding: Finding
    proves: bool
    near: bool


def check_table_totals(mentions: Sequence[Mention], cells: Sequence[Cell], text: str) -> list[Finding]:
    """One finding for each total of a table whose parts can be told.

    Half a step is allowed for each rounded figure. A total that does not come out is `inconsistent` where
    most totals of the same rows or columns do; where nothing shows that these are all its parts, a row headed
    as a total that comes near them is `ambiguous` for `parts`, and else nothing is said.

    Args:
        mentions: all mentions of the text, of which those that fill a cell are added.
        cells: the tables of the text.
        text: the text.
    """
    if not cells:
        return []
    grid = Grid(text, cells)
    figures = _by_cell(grid, mentions)
    found: list[Finding] = []
    for table in grid.tables():
        rows = rows_of(text, grid, table, figures)
        if len(rows) > 2:
            for sums in _by_columns(rows):
                found += _held(sums, text, headed=True)
            for sums in (*_by_levels(rows), *_by_rows(text, grid, table, rows)):
                found += _held(sums, text, headed=False)
    unique = {tuple(one.start for one in finding.evidence): finding for finding in found}
    return sorted(unique.values(), key=lambda finding: finding.evidence[0].start)


def _by_cell(grid: Grid, mentions: Sequence[Mention]) -> dict[Cell, Mention]:
    """The figure of each cell that has exactly one, which can be added."""
    held: dict[Cell, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in ("docref", "date"):
            continue
        cell = grid.at(mention.start)
        if cell is not None:
            held.setdefault(cell, []).append(mention)
    return {cell: its[0] for cell, its in held.items() if len(its) == 1 and _adds(its[0])}


def _adds(mention: Mention) -> bool:
    value = mention.value
    if not isinstance(value, Quantity) or value.high is not None or "/" in (value.unit or ""):
        return False
    return mention.kind in _ADDED and mention.hedge is None and mention.change is None


Sum = tuple[str, Mention, tuple[Mention, ...]]


def _by_columns(rows: Sequence[Row]) -> Iterator[list[Sum]]:
    """The sums down each column that a row of totals is of; one list for each such row."""
    for whole, parts in totals(rows):
        yield list(_down(whole, parts))


def _by_levels(rows: Sequence[Row]) -> Iterator[list[Sum]]:
    """The sums of rows I over their rows 1, 2, 3, of the whole table together: they prove one another."""
    pairs = [(whole, parts) for whole, parts in groups(rows) if len(parts) > 1]
    yield [one for whole, parts in pairs for one in _down(whole, parts)]


def _down(whole: Row, parts: Sequence[Row]) -> Iterator[Sum]:
    for column, total in whole.figures.items():
        its = [part.figures.get(column) for part in parts]
        if any(part.silent(column) for part in parts):
            continue
        present = tuple(one for one in its if one is not None)
        if len(present) > 1 and _alike(total, present):
            yield whole.label, total, present


def _by_rows(text: str, grid: Grid, table: int, rows: Sequence[Row]) -> Iterator[list[Sum]]:
    """The sums along each row that a column of totals is of; one list for each such column."""
    for whole, parts in columns_of_totals(text, grid, table):
        sums = []
        for row in rows:
            total = row.figures.get(whole)
            present = tuple(row.figures[column] for column in parts if column in row.figures)
            complete = not any(row.silent(column) for column in parts)
            if total is not None and len(present) > 1 and complete and _alike(total, present):
                sums.append((row.label, total, present))
        yield sums


def _alike(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether figures are of one kind in one unit."""
    return len({(one.kind, amount(one).unit) for one in (total, *parts)}) == 1


def _held(sums: Sequence[Sum], text: str, *, headed: bool) -> Iterator[Finding]:
    """The findings of sums of one structure: those that come out, and the others where these prove it.

    `headed`: the structure is a row of totals with what stands over or under it.
    """
    tested = [_tested(one, text) for one in sums]
    right = [one for one in tested if one.finding.verdict == "consistent"]
    wrong = len(tested) - len(right)
    proof = sum(one.proves for one in right)
    most = len(right) >= _MOST * len(tested) and proof >= _FEWEST
    for one in tested:
        finding = one.finding
        if finding.verdict == "consistent":
            if proof:
                yield finding
        elif most or (
            proof and wrong == 1 and (proof > 1 or finding.verdict == "ambiguous" or finding.repair)
        ):
            yield finding
        elif headed and not right and one.near:
            yield _doubted(finding)


def _doubted(finding: Finding) -> Finding:
    """A total of which nothing shows that the rows with it are all its parts."""
    if finding.verdict != "inconsistent":
        return finding
    return replace(
        finding,
        verdict="ambiguous",
        reason="parts",
        repair=None,
        message_vi=f"{finding.message_vi[:-1]}; chưa rõ bảng có nêu đủ các phần hay không.",
        message_en=f"{finding.message_en[:-1]}; the table may not name all parts.",
    )


def _tested(one: Sum, text: str) -> _Sum:
    label, total, parts = one
    members = (("whole", total), *(("part", part) for part in parts))
    finding = check_sums((), [Relation("sum", members, "table.total")], text)[0]
    where = " ".join(label.split())
    finding = replace(
        finding,
        check="table_total",
        relation=None,
        message_vi=f"Bảng, hàng “{where}”: {finding.message_vi}" if where else f"Bảng: {finding.message_vi}",
        message_en=f"Table, row “{where}”: {finding.message_en}" if where else f"Table: {finding.message_en}",
    )
    near = abs(gap(total, parts)) <= abs(amount(total).low) * _NEAR
    return _Sum(finding, chance(total, parts) <= _ACCIDENT, near)
