"""Observations as a table of two sides, which mixes nothing that it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from solieu.errors import CallError
from solieu.store.parquet import read_table

# Columns of `observations` that can stand on a side or narrow, and what is made of the period.
DIMENSIONS = (
    "indicator", "name", "item", "population", "within", "share_of", "place", "place_code", "place_since",
    "period", "frequency", "measure_type", "status", "kind", "unit", "change", "basis", "vintage", "year",
    "quarter", "month", "extent",
)  # fmt: skip
VALUES = ("value", "number", "step", "vintage", "sources", "agreeing", "observation_id")
# What a series must have one of, and the dimensions that show it.
_SERIES = {
    "unit": ("unit",),
    "status": ("status",),
    "place": ("place", "place_code"),
    "place_since": ("place_since",),
    "extent": ("extent", "period"),
}
_SUBJECT = ("indicator", "name", "item")
# What else can make two observations of one cell.
_CELL = (
    "indicator",
    "item",
    "population",
    "within",
    "share_of",
    "period",
    "kind",
    "change",
    "basis",
    "vintage",
)
_NONE = "none"
_SHOWN = 3
_SHORT, _MONTH, _LENGTHS = 1, 31, {3: "quarter", 6: "half", 12: "year"}


@dataclass(slots=True)
class Panel:
    """The table, and how many observations are not in it: by what they lack, restated, or in conflict."""

    table: pd.DataFrame
    notes: list[str] = field(default_factory=list)


def panel(
    folder: Path,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    where: Mapping[str, str] | None = None,
    values: str = "value",
) -> Panel:
    """A dataset's observations with some dimensions down its side and others over its top.

    Levels only, unless `change` or `basis` is one of the dimensions; what later documents restate only as the
    latest has it, unless `vintage` is one.

    Args:
        folder: a dataset.
        rows, columns: names among `DIMENSIONS`.
        where: for each dimension the values to keep, with `|` between them; `none` for what is not said.
        values: what the cells hold, one of `VALUES`.

    Raises:
        CallError: no such dataset, dimension or value; or a row would mix units, standings, places or lengths
            of time, or a cell hold several observations: says which, and how to narrow.
    """
    where = where or {}
    used = {*rows, *columns, *where}
    _known(used, rows, columns, values)
    found, notes = _narrowed(_observations(folder), where), []
    if not used & {"change", "basis"}:
        found = found[found["change"].isna() & found["basis"].isna()]
    for name in dict.fromkeys((*rows, *columns)):
        lacking = found[name].isna() if name not in ("status", "change", "basis", "vintage") else None
        if lacking is not None and lacking.any():
            notes.append(f"{lacking.sum()} observations without {name} left out")
            found = found[~lacking]
    if found.empty:
        raise CallError(f"{folder}: no observation is left; `solieu panel --help` shows how to narrow")
    if "vintage" not in used:
        found, restated = _latest(found)
        notes += [f"{restated} observations restated by a later document left out"] if restated else []
    _refuse_mixed(found, rows, columns, where)
    return Panel(_pivot(found, rows, columns, values), notes + _conflicts(found))


def _known(used: Iterable[str], rows: Sequence[str], columns: Sequence[str], values: str) -> None:
    for name in sorted(used):
        if name not in DIMENSIONS:
            raise CallError(f"{name}: no such dimension; they are {', '.join(DIMENSIONS)}")
    if values not in VALUES:
        raise CallError(f"--values {values}: no such thing; give one of {', '.join(VALUES)}")
    both = sorted(set(rows) & set(columns))
    if both or not rows or not columns:
        told = f"{both[0]} is on both" if both else "one is empty"
        raise CallError(f"--rows and --columns need a dimension each: {told}")


def _observations(folder: Path) -> pd.DataFrame:
    found = read_table(folder, "observations").astype(object)
    found = found.where(found.notna(), None)
    spans = list(zip(found["period_start"], found["period_end"], strict=True))
    found["extent"] = [_extent(start, end) for start, end in spans]
    found["year"] = [None if end is None else f"{end:%Y}" for _, end in spans]
    found["quarter"] = [None if end is None else f"{end:%Y}-Q{(end.month + 2) // 3}" for _, end in spans]
    found["month"] = [None if end is None else f"{end:%Y-%m}" for _, end in spans]
    for name in ("vintage", "place_since"):
        found[name] = found[name].map(lambda day: day.isoformat(), na_action="ignore")
    return found


def _extent(start: date | None, end: date | None) -> str | None:
    """How long a time is: `day`, `month`, `quarter`, `half`, `year`, else so many months or days.

    >>> _extent(date(2024, 12, 15), date(2025, 1, 14)), _extent(date(2025, 1, 1), date(2025, 4, 30))
    ('month', '4 months')
    """
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    if days == _SHORT:
        return "day"
    months = round(days / 30.44)
    if not months or abs(days - months * 30.44) > _MONTH / 10:
        return f"{days} days"
    return "month" if months == 1 else _LENGTHS.get(months, f"{months} months")


def _narrowed(found: pd.DataFrame, where: Mapping[str, str]) -> pd.DataFrame:
    for name, wanted in where.items():
        values = {one.strip().casefold() for one in wanted.split("|")}
        kept = found[name].map(lambda told: (_NONE if told is None else str(told)).casefold() in values)  # noqa: B023
        if name == "indicator":
            kept |= found["name"].map(lambda told: (told or _NONE).casefold() in values)  # noqa: B023
        if not kept.any():
            shown = ", ".join(sorted({_NONE if told is None else str(told) for told in found[name]})[:_SHOWN])
            raise CallError(f"--where {name}={wanted}: no observation has that; there are {shown} …")
        found = found[kept]
    return found


def _latest(found: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Without what a later document states again, and how many those are; an undated one is the earliest."""
    same = ["subject", "where", "place_since", "period", "status", "kind", "unit", "change", "basis"]
    told = found.assign(
        subject=[
            "|".join(str(part) for part in ((code,) if code else parts))
            for code, *parts in found[["indicator", "item", "population", "within", "share_of"]].itertuples(
                index=False
            )
        ],
        where=[code or name for code, name in found[["place_code", "place"]].itertuples(index=False)],
        age=found["vintage"].fillna(""),
    ).sort_values(["age", "observation_id"])
    kept = told.drop_duplicates(same, keep="last")
    return found.loc[kept.index.sort_values()], len(told) - len(kept)


def _refuse_mixed(
    found: pd.DataFrame, rows: Sequence[str], columns: Sequence[str], where: Mapping[str, str]
) -> None:
    """Refuse a table whose rows would mix what only another dimension tells apart.

    Raises:
        CallError: they would.
    """
    across = not set(_SUBJECT) & set(rows) and set(_SUBJECT) & set(columns)
    series = list(columns if across else rows)
    for name, shown_by in _SERIES.items():
        if set(shown_by) & {*rows, *columns}:
            continue
        _refuse(found, series, name, "row" if not across else "column", where)
    for name in _CELL:
        if name not in (*rows, *columns):
            _refuse(found, [*rows, *columns], name, "cell", where)


def _refuse(found: pd.DataFrame, by: list[str], name: str, what: str, where: Mapping[str, str]) -> None:
    filled = found.fillna(dict.fromkeys({*by, name}, _NONE))
    told = filled.groupby(by, sort=True)[name].agg(lambda values: sorted({str(one) for one in values}))
    mixed = told[told.map(len) > 1]
    if name in ("indicator", "item") and len(mixed) and set(_SUBJECT[:2]) & {*by, *where}:
        return  # one indicator under several names
    if len(mixed):
        label, values = mixed.index[0], mixed.iloc[0]
        shown = " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)
        some = ", ".join(values[:_SHOWN]) + (" …" if len(values) > _SHOWN else "")
        raise CallError(
            f"{len(mixed)} {what}s would mix {name}; {shown}: {some}.\n"
            f'Show it (add {name} to --rows) or narrow it: --where "{name}={values[0]}"'
        )


def _pivot(found: pd.DataFrame, rows: Sequence[str], columns: Sequence[str], values: str) -> pd.DataFrame:
    filled = found.fillna(dict.fromkeys((*rows, *columns), ""))
    if "period" in columns:
        order = filled.sort_values(["period_end", "period_start"], na_position="first")
    else:
        order = filled.sort_values(list(columns))
    over = order[list(columns)].astype(str).agg(" ".join, axis=1)
    heads = list(dict.fromkeys(over))
    down = [filled[name].astype(str) for name in rows]
    cells = filled.assign(_over=over).groupby([*down, "_over"], sort=True)[values].first()
    table = cells.unstack("_over").reindex(columns=heads)
    table.columns.name = None
    return table.reset_index()


def _conflicts(found: pd.DataFrame) -> list[str]:
    """How many cells are empty, and why: sources contradict each other, or one gives several values."""
    empty = found.loc[found["value"].isna(), "disagreement"]
    told = (
        ("sources", "for sources disagree"),
        ("document", "for a document gives several values, of parts under one name"),
    )
    counted = [((empty == reason).sum(), why) for reason, why in told]
    return [f"{number} observations are empty, {why}; see `conflicting`" for number, why in counted if number]
