"""What was found in documents as tables: one function a table, each frame checked against its schema.

Every function takes analyses and returns a pandas frame with Arrow-backed columns, the rows in the order of
the analyses and, within one, of the text. No row holds a time of running or a place where it ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import pandas as pd
import pyarrow as pa

from solieu.intervals import full_day, interval
from solieu.tables.columns import ARCHIVE_TABLES, MENTION_TABLES, TABLES, arrow_schema, frame_schema
from solieu.tables.identity import check_ids, mention_id, relation_ids
from solieu.tables.values import fitting, origin_columns, value_columns
from solieu.types import Analysis, Citation, DateValue, Document, Mention

__all__ = [
    "ARCHIVE_TABLES", "MENTION_TABLES", "TABLES", "all_tables", "arrow_schema", "cells", "checks",
    "citations", "dates", "documents", "figures", "fitting", "frame", "frame_schema", "mention_id",
    "origin_columns", "relations", "tokens",
]  # fmt: skip

Row = dict[str, Any]

# Rows that are held as Python values at a time: they take ten times what their columns take.
_PIECE = 10_000


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame of the table's schema; what a row leaves out is null.

    Raises:
        pandera.errors.SchemaError: the rows break what the table promises.
    """
    schema, left = arrow_schema(table), iter(rows)
    pieces = [schema.empty_table()]
    while piece := list(islice(left, _PIECE)):
        pieces.append(pa.Table.from_pylist(piece, schema=schema))
    return from_arrow(table, pa.concat_tables(pieces))


def from_arrow(table: str, content: pa.Table) -> pd.DataFrame:
    """An Arrow table as a checked frame with Arrow-backed columns."""
    made: pd.DataFrame = content.to_pandas(types_mapper=pd.ArrowDtype)
    return frame_schema(table).validate(made)


def all_tables(
    analyses: Sequence[Analysis], *, places: Sequence[int] | None = None
) -> dict[str, pd.DataFrame]:
    """Every table of some analyses, by name; `places` says which input each document came from."""
    return {
        "documents": documents(analyses, places=places),
        "citations": citations(analyses),
        "dates": dates(analyses),
        "figures": figures(analyses),
        "relations": relations(analyses),
        "checks": checks(analyses),
        "cells": cells(analyses),
        "tokens": tokens(analyses),
    }


def documents(analyses: Iterable[Analysis], *, places: Sequence[int] | None = None) -> pd.DataFrame:
    """A row a document. `input` is its place in `places`, 0 without; duplicates are told by the runner."""
    return frame(
        "documents",
        (
            _document_row(analysis) | {"input": places[i] if places else 0}
            for i, analysis in enumerate(analyses)
        ),
    )


def citations(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a cited document, and the document's own number."""
    return frame(
        "citations", (_citation_row(document, mention) for document, mention in _of(analyses, Citation))
    )


def dates(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a calendar date or period, with the days that it spans."""
    return frame("dates", (_date_row(document, mention) for document, mention in _of(analyses, DateValue)))


def figures(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a count, percentage, amount, measure, duration, age, ratio, rank or value of an index."""
    return frame(
        "figures",
        (
            _figure_row(analysis.document, mention) | {"share_of": bases.get(mention.start)}
            for analysis, bases in ((one, _bases(one)) for one in analyses)
            for mention in analysis.mentions
            if not isinstance(mention.value, Citation | DateValue)
        ),
    )


def relations(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a mention's part in a relation."""
    return frame("relations", (row for analysis in analyses for row in _relation_rows(analysis)))


def checks(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a test of stated figures."""
    return frame("checks", (row for analysis in analyses for row in _check_rows(analysis)))


def cells(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a cell of a table in a source."""
    return frame("cells", (row for analysis in analyses for row in _cell_rows(analysis.document)))


def tokens(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """A row a word."""
    return frame("tokens", (row for analysis in analyses for row in _token_rows(analysis)))


def _of(analyses: Iterable[Analysis], kind: type) -> Iterator[tuple[Document, Mention]]:
    return (
        (analysis.document, mention)
        for analysis in analyses
        for mention in analysis.mentions
        if isinstance(mention.value, kind)
    )


def _mention_row(document: Document, mention: Mention) -> Row:
    context = mention.context or (None, None)
    return {
        "doc_id": document.doc_id,
        "mention_id": mention_id(document.doc_id, mention),
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "rule": mention.rule,
        "sentence": mention.sentence,
        "context_start": context[0],
        "context_end": context[1],
    } | origin_columns(document.locate(mention.start, mention.end))


def _citation_row(document: Document, mention: Mention) -> Row:
    cited = mention.value
    assert isinstance(cited, Citation)
    fields = (
        "type", "number", "symbol", "issuer_code", "issuer", "name", "provisions", "role", "key", "subject",
    )  # fmt: skip
    year = int(cited.year) if cited.year is not None and cited.year.isdecimal() else None
    row = {name: getattr(cited, name) for name in fields}
    told = {"year": year, "date": full_day(cited.date), "key_candidates": list(cited.candidates)}
    return _mention_row(document, mention) | row | told


def _date_row(document: Document, mention: Mention) -> Row:
    value = mention.value
    assert isinstance(value, DateValue)
    start, end, granularity = interval(value.resolved or value.text)
    if not value.valid or mention.rule == "date.lunar":
        start = end = None  # no such day, or a day of another calendar than Arrow's
    return _mention_row(document, mention) | {
        "value": value.text,
        "date_start": start,
        "date_end": end,
        "granularity": granularity,
        "resolved": value.resolved is not None or mention.context is not None,
        "valid": value.valid,
        "spelled": mention.spelled,
    }


def _figure_row(document: Document, mention: Mention) -> Row:
    fields = (
        "kind",
        "noun",
        "concept",
        "hedge",
        "change",
        "spelled",
        "measure_type",
        "place_code",
        "territory",
        "item",
        "population",
        "within",
        "indicator",
    )
    told = [(name, f"{name}_source") for name in ("period", "place", "status", "basis")]
    row = {name: getattr(mention, name) for name in (*fields, *chain.from_iterable(told))}
    if mention.period is not None:
        start, end, frequency = interval(mention.period)
        row |= {"period_start": start, "period_end": end, "frequency": frequency}
    row |= {"place_candidates": list(mention.place_candidates), "place_since": full_day(mention.place_since)}
    return _mention_row(document, mention) | value_columns(mention.value) | row


def _bases(analysis: Analysis) -> dict[int, str | None]:
    """What each percentage is a share of, by its start: what the base of its share counts or tells of."""
    return {
        percent.start: base.noun or base.item
        for relation in analysis.relations
        if relation.name == "share"
        for percent, base in [(relation.one("percent"), relation.one("base"))]
        if percent is not None and base is not None
    }


def _document_row(analysis: Analysis) -> Row:
    document = analysis.document
    standing, imprint = analysis.standing, analysis.imprint
    printed = ("number", "type", "issuer", "place", "signer", "signer_post", "author")
    return {name: getattr(imprint, name) for name in printed} | {
        "doc_id": document.doc_id,
        "level": standing.level,
        "form": standing.form,
        "effective": standing.effective,
        "expires": standing.expires,
        "vintage": analysis.vintage,
        "source": document.source,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "ocr": document.ocr,
        "title": imprint.title or document.title,
        "date": full_day(imprint.date),
        "pages": document.pages,
        "characters": len(document.text),
        "tokens": analysis.tokens,
        "status": document.status,
        "reason": document.reason,
    }


def _relation_rows(analysis: Analysis) -> Iterator[Row]:
    doc_id = analysis.document.doc_id
    for relation, identity in relation_ids(doc_id, analysis.relations):
        for role, mention in relation.members:
            yield {
                "doc_id": doc_id,
                "relation_id": identity,
                "relation": relation.name,
                "role": role,
                "mention_id": mention_id(doc_id, mention),
                "rule": relation.rule,
                "probability": relation.probability,
            }


def _check_rows(analysis: Analysis) -> Iterator[Row]:
    doc_id = analysis.document.doc_id
    known = dict(relation_ids(doc_id, analysis.relations))
    fields = ("check", "verdict", "reason", "stated", "expected", "tolerance", "power", "repair")
    for finding, identity in check_ids(doc_id, analysis.findings):
        row = {name: getattr(finding, name) for name in (*fields, "message_vi", "message_en", "suggestion")}
        yield row | {
            "doc_id": doc_id,
            "check_id": identity,
            "scope": "document",
            "relation_id": None if finding.relation is None else known.get(finding.relation),
            "evidence": [mention_id(doc_id, mention) for mention in finding.evidence],
        }


def _cell_rows(document: Document) -> Iterator[Row]:
    fields = ("start", "end", "table", "row", "column", "row_span", "column_span", "header")
    for cell in document.cells:
        row = {name: getattr(cell, name) for name in fields}
        yield row | {"doc_id": document.doc_id, "value": document.text[cell.start : cell.end]}


def _token_rows(analysis: Analysis) -> Iterator[Row]:
    document = analysis.document
    for word in analysis.words:
        yield {
            "doc_id": document.doc_id,
            "start": word.start,
            "end": word.end,
            "sentence": word.sentence,
            "text": document.text[word.start : word.end],
            "pos": word.pos,
        }
