"""Proof of a dataset: the sources are opened again and every row is held against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from solieu import ingest
from solieu.audit.conclusions import archive_complaints
from solieu.audit.origin import Witness
from solieu.audit.values import citation_complaints, date_complaints, figure_complaints
from solieu.lexicon import load as load_lexicon
from solieu.store.dataset import Dataset, DatasetError
from solieu.store.parquet import content_hash, expect_columns, readable, table_files
from solieu.store.shelf import Shelf
from solieu.tables import ARCHIVE_TABLES, MENTION_TABLES, TABLES, arrow_schema
from solieu.types import Document

Row = Mapping[str, Any]

_COMPLAINTS = {"citations": citation_complaints, "dates": date_complaints, "figures": figure_complaints}
_KINDS = {"citations": "docref", "dates": "date"}
# What the head, the signature or the page itself says: its words stand in the text or on the page.
_PRINTED = ("title", "place", "signer", "author")
_READ_AGAIN = ("media_type", "encoding", "ocr", "pages", "status", "reason")


class Difference(NamedTuple):
    """One thing that is not as the dataset says."""

    source: str
    table: str
    row: str
    column: str
    told: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.table, self.row) if part)
        return f"{self.source}: {place}: {self.column}: {self.told}"


@dataclass(slots=True)
class Proof:
    """How much of a dataset has been held against its sources so far."""

    documents: int = 0
    rows: int = 0


def verify(folder: Path, given: Sequence[Path] = (), *, proof: Proof | None = None) -> Iterator[Difference]:
    """What of a dataset its sources do not bear out, as it is found; nothing when every row is proved.

    A row is proved when a fresh reading of its source has the same hash and, at the row's offsets, the same
    text; when its value can be read off that text, or off the span that it names as context; when its other
    columns follow from its value; and when its origin leads back to the same digits in the source's bytes.
    What tells of the archive as a whole is proved by the other tables.

    Args:
        folder: the dataset.
        given: where its inputs are now, in the order of run.json; by default where they were.
        proof: filled with what has been proved, as it goes on.

    Raises:
        DatasetError: it is no dataset, or an input is not there.
        TableError: a table cannot be read, or another version wrote it.
    """
    proof = Proof() if proof is None else proof
    described = Dataset(folder).description()
    if described is None:
        raise DatasetError(f"{folder}: no run.json there; give a folder that `solieu run` wrote")
    yield from _altered(folder, described)
    stored = _Stored(folder)
    yield from stored.strays()
    settings = described["settings"]
    columns = {name: settings.get(name) for name in ("text_column", "id_column")}
    for number, path in enumerate(_inputs(described, given)):
        wanted = stored.documents_of(number)
        for source in ingest.sources([path], **columns):
            for row in wanted.pop(source.name, ()):
                yield from _verify_document(row, source, stored, proof)
        for rows in wanted.values():
            for row in rows:
                yield Difference(row["source"], "documents", "", "source", f"is not in {path}")
    if settings.get("vocabulary") is None:  # words of the user's own are not at hand here
        rows_of_archive, complaints = archive_complaints(folder, load_lexicon())
        proof.rows += rows_of_archive
        yield from (Difference(str(folder), *told) for told in complaints)


def _inputs(described: Mapping[str, Any], given: Sequence[Path]) -> list[Path]:
    """Where the inputs are: as told, as they were given to the run, or at the same absolute place."""
    recorded = described["inputs"]
    if given and len(given) != len(recorded):
        names = ", ".join(one["path"] for one in recorded)
        raise DatasetError(
            f"{len(given)} places for {len(recorded)} inputs ({names}); give one --source for each"
        )
    found = []
    for position, one in enumerate(recorded):
        places = [given[position]] if given else [Path(one["path"]), Path(one["absolute"])]
        place = next((path for path in places if path.exists()), None)
        if place is None:
            raise DatasetError(f"{places[0]}: not there; say with --source where that input is now")
        found.append(place)
    return found


def _altered(folder: Path, described: Mapping[str, Any]) -> Iterator[Difference]:
    """The tables whose content is not what run.json says that the run wrote."""
    for table in TABLES:
        with readable(folder, table):
            expect_columns(folder, table)
            now = content_hash(folder, table)
        if now != described["tables"][table]["sha256"]:
            yield Difference(str(folder), table, "", "", "its content is not what the run wrote (run.json)")


class _Stored:
    """The rows of a dataset, document by document."""

    def __init__(self, folder: Path) -> None:
        self._shelves = {
            table: [Shelf(path) for path in table_files(folder, table)]
            for table in TABLES
            if table not in ARCHIVE_TABLES
        }
        self._documents: list[Row] = []
        for shelf in self._shelves["documents"]:
            self._documents += _rows("documents", shelf.rows(shelf.doc_ids()))

    def documents_of(self, number: int) -> dict[str, list[Row]]:
        """The documents of an input by their name."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._documents:
            if row["input"] == number:
                found[row["source"]].append(row)
        return found

    def rows(self, table: str, doc_id: str) -> list[Row]:
        """A document's rows in a table."""
        return [row for shelf in self._shelves[table] for row in _rows(table, shelf.rows([doc_id]))]

    def strays(self) -> Iterator[Difference]:
        """Rows of documents that are none."""
        known = {row["doc_id"] for row in self._documents}
        for table, shelves in self._shelves.items():
            for doc_id in sorted({doc_id for shelf in shelves for doc_id in shelf.doc_ids()} - known):
                yield Difference(doc_id, table, "", "doc_id", "is no document of this dataset")


def _rows(table: str, pieces: Iterator[pa.Table]) -> Iterator[Row]:
    return (row for piece in pieces for row in piece.cast(arrow_schema(table)).to_pylist())


def _verify_document(row: Row, source: ingest.Source, stored: _Stored, proof: Proof) -> Iterator[Difference]:
    proof.documents += 1
    told = partial(Difference, row["source"], "documents", "")
    try:
        data = source.read()
    except ingest.Refused as refused:
        data = b""
        if row["status"] in ("done", "partial"):
            yield told("source", f"cannot be read any more: {refused}")
            return
    fresh = ingest.read_source(source)
    if row["sha256"] != fresh.sha256 and row["status"] != "failed":
        yield told("sha256", f"says {row['sha256']}, the file has {fresh.sha256}")
    if row["doc_id"] != fresh.doc_id and row["sha256"] == fresh.sha256:
        yield told("doc_id", f"says {row['doc_id']}, name and hash give {fresh.doc_id}")
    if row["status"] == "failed":
        fresh = Document(row["source"], row["sha256"], row["media_type"], status="failed")
    else:
        for column in _READ_AGAIN:
            if row[column] != getattr(fresh, column):
                yield told(column, f"says {row[column]!r}, a fresh reading {getattr(fresh, column)!r}")
        page = " ".join([fresh.text, fresh.title or "", *fresh.metadata.values()])
        for column in _PRINTED:
            if any(word not in page for word in (row[column] or "").split()):
                yield told(column, f"says {row[column]!r}, which the source does not")
    if row["characters"] != len(fresh.text):
        yield told("characters", f"says {row['characters']}, a fresh reading {len(fresh.text)}")
    yield from _verify_rows(row["source"], row["doc_id"], stored, Witness(fresh, data), proof)


def _verify_rows(
    name: str, doc_id: str, stored: _Stored, witness: Witness, proof: Proof
) -> Iterator[Difference]:
    text = witness.document.text
    whole = ("documents", *ARCHIVE_TABLES)
    tables = {table: stored.rows(table, doc_id) for table in TABLES if table not in whole}
    proof.rows += 1 + sum(map(len, tables.values()))
    mentions = [(table, row) for table in MENTION_TABLES for row in tables[table]]
    for table, row in sorted(mentions, key=lambda pair: (pair[1]["start"], pair[0])):
        for column, told in _mention_complaints(table, row, witness):
            yield Difference(name, table, row["mention_id"], column, told)
    for table, key in (("cells", "value"), ("tokens", "text")):
        for row in tables[table]:
            if text[row["start"] : row["end"]] != row[key]:
                told = f"says {row[key]!r}, the text has {text[row['start'] : row['end']]!r}"
                yield Difference(name, table, f"{row['start']}:{row['end']}", key, told)
    yield from _verify_links(name, tables, {row["mention_id"] for _, row in mentions})


def _verify_links(name: str, tables: Mapping[str, Sequence[Row]], known: set[str]) -> Iterator[Difference]:
    """Relations and checks name mentions and relations that are there."""
    related = {row["relation_id"] for row in tables["relations"]}
    for row in tables["relations"]:
        if row["mention_id"] not in known:
            yield Difference(
                name, "relations", row["relation_id"], "mention_id", f"{row['mention_id']} is no mention"
            )
    for row in tables["checks"]:
        for one in sorted(set(row["evidence"]) - known):
            yield Difference(name, "checks", row["check_id"], "evidence", f"{one} is no mention")
        if row["relation_id"] is not None and row["relation_id"] not in related:
            yield Difference(
                name, "checks", row["check_id"], "relation_id", f"{row['relation_id']} is no relation"
            )


def _mention_complaints(table: str, row: Row, witness: Witness) -> Iterator[tuple[str, str]]:
    text, start, end = witness.document.text, row["start"], row["end"]
    kind = _KINDS.get(table) or row["kind"]
    if row["mention_id"] != f"{row['doc_id']}-{kind}-{start}-{end}":
        yield "mention_id", f"is not that of {kind} {start}:{end}"
    if not 0 <= start < end <= len(text):
        yield "start", f"{start}:{end} lies outside a text of {len(text)} characters"
        return
    if text[start:end] != row["text"]:
        yield "text", f"says {row['text']!r}, at {start}:{end} stands {text[start:end]!r}"
    context = ""
    if row["context_start"] is not None and row["context_end"] is not None:
        context = text[row["context_start"] : row["context_end"]]
    yield from _COMPLAINTS[table](row, text[start:end], context)
    yield from witness.complaints(row)
