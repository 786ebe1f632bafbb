"""The columns of every table: one Arrow schema each, and the pandera schema that its frames must satisfy."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from solieu.types import FIGURE_KINDS, VERDICTS

TEXT, WHOLE, REAL, FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()
AMOUNT, DAY = pa.decimal128(38, 9), pa.date32()

# A type, and whether every row has it: `(TEXT, True)`. Order is the order of the columns.
_Columns = dict[str, tuple[pa.DataType, bool]]


def _optional(kind: pa.DataType, *names: str) -> _Columns:
    return dict.fromkeys(names, (kind, False))


def _required(kind: pa.DataType, *names: str) -> _Columns:
    return dict.fromkeys(names, (kind, True))


_ORIGIN: _Columns = {
    **_optional(WHOLE, "page"),
    **_optional(TEXT, "page_label"),
    **_optional(REAL, "x0", "top", "x1", "bottom"),
    **_optional(WHOLE, "source_start", "source_end"),
    **_optional(TEXT, "source_path"),
    **_optional(REAL, "confidence"),
}
_MENTION: _Columns = {
    **_required(TEXT, "doc_id", "mention_id"),
    **_required(WHOLE, "start", "end"),
    **_required(TEXT, "text", "rule"),
    **_optional(WHOLE, "sentence", "context_start", "context_end"),
    **_ORIGIN,
}
_COLUMNS: dict[str, _Columns] = {
    "documents": {
        **_required(TEXT, "doc_id", "source", "sha256", "media_type"),
        **_optional(TEXT, "encoding"),
        **_required(FLAG, "ocr"),
        **_optional(TEXT, "title", "number", "type", "issuer", "place"),
        **_optional(DAY, "date"),
        **_optional(TEXT, "signer"),
        **_optional(WHOLE, "pages"),
        **_required(WHOLE, "characters", "tokens"),
        **_required(TEXT, "status"),
        **_optional(TEXT, "reason", "duplicate_of", "level", "form"),
        **_optional(DAY, "effective", "expires", "vintage"),
        **_optional(TEXT, "signer_post", "author"),
        **_required(WHOLE, "input"),
    },
    "citations": {
        **_MENTION,
        **_optional(TEXT, "type", "number"),
        **_optional(WHOLE, "year"),
        **_optional(TEXT, "symbol", "issuer_code", "issuer"),
        **_optional(DAY, "date"),
        **_optional(TEXT, "name", "provisions"),
        **_required(TEXT, "role"),
        **_optional(TEXT, "key"),
        **_required(pa.list_(TEXT), "key_candidates"),
        **_optional(TEXT, "subject"),
    },
    "dates": {
        **_MENTION,
        **_required(TEXT, "value"),
        **_optional(DAY, "date_start", "date_end"),
        **_required(TEXT, "granularity"),
        **_required(FLAG, "resolved", "valid", "spelled"),
    },
    "figures": {
        **_MENTION,
        **_required(TEXT, "kind", "value"),
        **_optional(AMOUNT, "amount", "amount_high", "step", "numerator", "denominator"),
        **_optional(TEXT, "unit"),
        **_optional(AMOUNT, "scale"),
        **_optional(TEXT, "noun", "concept", "hedge", "change", "period", "place", "status", "basis"),
        **_optional(TEXT, "period_source", "place_source", "status_source", "basis_source"),
        **_optional(DAY, "period_start", "period_end"),
        **_optional(TEXT, "frequency", "measure_type"),
        **_optional(TEXT, "place_code"),
        **_required(pa.list_(TEXT), "place_candidates"),
        **_optional(DAY, "place_since"),
        **_optional(TEXT, "territory", "item", "population", "within", "share_of", "indicator"),
        **_required(FLAG, "spelled"),
    },
    "relations": {
        **_required(TEXT, "doc_id", "relation_id", "relation", "role", "mention_id", "rule"),
        **_optional(REAL, "probability"),
    },
    "checks": {
        **_optional(TEXT, "doc_id"),
        **_required(TEXT, "check_id", "scope", "check", "verdict"),
        **_optional(TEXT, "reason", "stated", "expected", "tolerance"),
        **_optional(REAL, "power"),
        **_optional(TEXT, "repair", "relation_id"),
        **_required(pa.list_(TEXT), "evidence"),
        **_required(TEXT, "message_vi", "message_en"),
        **_optional(TEXT, "suggestion"),
    },
    "cells": {
        **_required(TEXT, "doc_id"),
        **_required(WHOLE, "start", "end", "table", "row", "column", "row_span", "column_span"),
        **_required(FLAG, "header"),
        **_required(TEXT, "value"),
    },
    "tokens": {
        **_required(TEXT, "doc_id"),
        **_required(WHOLE, "start", "end", "sentence"),
        **_required(TEXT, "text"),
        **_optional(TEXT, "pos"),
    },
    "ledger": {
        **_required(TEXT, "key", "field", "value"),
        **_optional(TEXT, "doc_id"),
        **_required(WHOLE, "citations", "documents", "witnesses"),
        **_required(FLAG, "own"),
        **_required(TEXT, "first"),
    },
    "observations": {
        **_required(TEXT, "observation_id"),
        **_optional(TEXT, "indicator", "name", "item", "population", "within", "share_of"),
        **_optional(TEXT, "place", "place_code"),
        **_optional(DAY, "place_since"),
        **_required(TEXT, "period"),
        **_optional(DAY, "period_start", "period_end"),
        **_optional(TEXT, "frequency", "measure_type", "status"),
        **_required(TEXT, "kind"),
        **_optional(TEXT, "unit", "change", "basis"),
        **_optional(DAY, "vintage"),
        **_optional(TEXT, "value"),
        **_optional(REAL, "number"),
        **_optional(AMOUNT, "step", "numerator", "denominator"),
        **_optional(TEXT, "hedge"),
        **_required(WHOLE, "documents", "sources", "agreeing"),
        **_required(pa.list_(TEXT), "mentions"),
        **_optional(TEXT, "disagreement"),
        **_required(pa.list_(TEXT), "conflicting", "conflicting_mentions"),
    },
}
TABLES: tuple[str, ...] = tuple(_COLUMNS)
# What tells of the archive and not of a document: written anew when a run ends.
ARCHIVE_TABLES: tuple[str, ...] = ("ledger", "observations")
MENTION_TABLES: tuple[str, ...] = ("citations", "dates", "figures")

_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("documents", "status"): ("done", "partial", "refused", "failed"),
    ("citations", "role"): ("self", "basis", "amends", "repeals", "implements", "cites"),
    ("documents", "level"): ("central", "province", "district", "commune"),
    ("documents", "form"): ("original", "copy", "draft", "blank"),
    ("ledger", "field"): ("number", "type", "name", "issuer", "date", "subject"),
    ("dates", "granularity"): ("day", "month", "quarter", "half", "year", "interval", "other"),
    ("figures", "kind"): FIGURE_KINDS,
    ("figures", "hedge"): (">", "<", ">=", "<=", "~"),
    ("figures", "change"): ("up", "down"),
    ("figures", "frequency"): ("day", "month", "quarter", "half", "year", "interval", "other"),
    ("figures", "measure_type"): ("stock", "flow", "cumulative", "average"),
    ("figures", "territory"): ("before", "after", "unknown"),
    ("observations", "change"): ("up", "down"),
    ("checks", "scope"): ("document", "corpus"),
    ("checks", "verdict"): VERDICTS,
}
_UNIQUE = {"documents": "doc_id", "citations": "mention_id", "dates": "mention_id", "figures": "mention_id"}
_UNIQUE |= {"checks": "check_id", "observations": "observation_id"}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table.

    >>> arrow_schema("figures").field("amount").type
    Decimal128Type(decimal128(38, 9))
    """
    return pa.schema(
        [pa.field(name, kind, nullable=not required) for name, (kind, required) in _COLUMNS[table].items()]
    )


@cache
def frame_schema(table: str) -> pandera.DataFrameSchema:
    """The pandera schema of a table: its columns, their types, what must be there, and what must hold."""
    columns = {
        name: pandera.Column(
            pd.ArrowDtype(kind),
            _column_checks(table, name),
            nullable=not required,
            unique=_UNIQUE.get(table) == name,
        )
        for name, (kind, required) in _COLUMNS[table].items()
    }
    return pandera.DataFrameSchema(columns, _row_checks(table), strict=True, ordered=True, name=table)


def _column_checks(table: str, name: str) -> list[pandera.Check]:
    checks = []
    if (table, name) in _CHOICES:
        checks.append(pandera.Check.isin(_CHOICES[table, name]))
    if _COLUMNS[table][name][0] == WHOLE and name != "year":
        checks.append(pandera.Check.ge(1 if name in {"page", "row_span", "column_span"} else 0))
    return checks


def _row_checks(table: str) -> list[pandera.Check]:
    checks = []
    if {"start", "end", "text"} <= set(_COLUMNS[table]):
        checks.append(pandera.Check(_spans_text, name="text is as long as its span"))
    if table == "dates":
        checks.append(pandera.Check(_in_order, name="date_start is not after date_end"))
    return checks


def _spans_text(frame: pd.DataFrame) -> Any:
    return frame["end"] - frame["start"] == frame["text"].str.len()


def _in_order(frame: pd.DataFrame) -> Any:
    return frame["date_start"].isna() | frame["date_end"].isna() | (frame["date_start"] <= frame["date_end"])
