"""The figures of a dataset that can be put beside others, in the order of what they measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from solieu.arithmetic import Span, hedged, written
from solieu.lexicon.indicators import fold
from solieu.store.parquet import table_files
from solieu.types import Mention, Quantity

_KINDS = ("count", "percent", "money", "measure", "ratio", "index")
# By what figures are told apart that are not of one observation, beside what they measure.
KEY = (
    "subject", "where", "place_since", "period", "status", "kind", "measured", "change", "basis", "vintage",
)  # fmt: skip
_FIGURE = [
    "doc_id", "mention_id", "start", "end", "text", "rule", "sentence", "kind", "value", "amount",
    "amount_high", "step", "scale", "unit", "numerator", "denominator", "noun", "concept", "hedge", "change",
    "period", "period_start", "period_end", "frequency", "measure_type", "place", "place_code",
    "place_since", "territory", "status", "basis", "item", "population", "within",
    "share_of", "indicator",
]  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """A figure as a document states it, with what it measures and when that was written.

    `subject` is the code of its indicator, or its item, population, list and base as they are compared;
    `where` the place's code, or its name as compared; `measured` its unit, or the noun that it counts;
    `content` the hash of the document's bytes.
    """

    row: dict[str, Any]
    subject: str
    where: str
    measured: str
    source: str
    content: str
    vintage: date | None

    def __getattr__(self, name: str) -> Any:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What is the same for all figures of one observation, as text; empty where nothing is said."""
        return tuple("" if (told := getattr(self, name)) is None else str(told) for name in KEY)

    @cached_property
    def mention(self) -> Mention:
        """The figure as a mention, for arithmetic."""
        row = self.row
        value = Quantity(row["amount"], row["step"], row["amount_high"], row["unit"], row["scale"])
        return Mention(
            row["kind"], row["start"], row["end"], row["text"], value, row["rule"],
            sentence=row["sentence"], hedge=row["hedge"], change=row["change"], noun=row["noun"],
        )  # fmt: skip

    @property
    def hedges(self) -> bool:
        """Whether a word leaves the number open; that of an estimate (`ước đạt`) says its standing only."""
        return self.row["hedge"] is not None and (self.row["hedge"], self.row["status"]) != ("~", "estimate")

    @property
    def exact(self) -> bool:
        """Whether it is one number without a hedge."""
        return self.row["amount"] is not None and self.row["amount_high"] is None and not self.hedges

    @property
    def span(self) -> Span:
        """The numbers that it may stand for, with rounding and its hedge."""
        return hedged(self.mention) if self.hedges else written(self.mention)


def stated(folder: Path) -> Iterator[Stated]:
    """Every figure that says what it measures and for when, those of one subject together.

    The order is that of the texts of `KEY`, then of sources and places in them: the same however the dataset
    was made.
    """
    figures = pa.concat_tables(
        [pq.read_table(path, columns=_FIGURE) for path in table_files(folder, "figures")]
    )
    documents = _documents(folder)
    said = pc.and_(pc.is_valid(figures["period_end"]), pc.is_valid(figures["item"]))
    said = pc.and_(said, pc.is_in(figures["kind"], pa.array(_KINDS)))
    figures = figures.filter(said)
    keys = pa.array([_sort_key(row, documents) for row in _rows(figures)], pa.string())
    figures = figures.append_column("key", keys).sort_by("key")
    for row in _rows(figures):
        row.pop("key")
        yield _stated(row, documents)


def _rows(figures: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in figures.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _documents(folder: Path) -> dict[str, tuple[str, str, date | None]]:
    columns = ["doc_id", "source", "sha256", "vintage"]
    read = pa.concat_tables(
        [pq.read_table(path, columns=columns) for path in table_files(folder, "documents")]
    )
    return {row["doc_id"]: (row["source"], row["sha256"], row["vintage"]) for row in read.to_pylist()}


def _stated(row: dict[str, Any], documents: dict[str, tuple[str, str, date | None]]) -> Stated:
    source, content, vintage = documents[row["doc_id"]]
    parts = [row["item"], row["population"], row["within"], row["share_of"]]
    subject = row["indicator"] or "|".join(fold(part or "") for part in parts)
    where = row["place_code"] or fold(row["place"] or "")
    measured = row["unit"] or (row["population"] if row["kind"] == "count" else None) or ""
    return Stated(row, subject, where, measured, source, content, vintage)


def _sort_key(row: dict[str, Any], documents: dict[str, tuple[str, str, date | None]]) -> str:
    one = _stated(row, documents)
    return "\x1f".join([*one.key, one.source, row["doc_id"], f"{row['start']:012}"])
