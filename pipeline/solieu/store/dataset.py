"""The folder that a run writes: finished tables beside `run.json`, unfinished work in hidden parts.

A run leaves its work in parts, each complete or not there at all, and merges them with the tables of the
run before only when every document is done. So the tables always tell of a whole run, an interrupted one
loses at most the part at work, and equal documents give equal tables however they were cut into parts.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from solieu.errors import CallError
from solieu.store.parquet import TableWriter, readable, write_table
from solieu.store.shelf import Shelf
from solieu.tables import ARCHIVE_TABLES, TABLES, arrow_schema

SCHEMA_VERSION = 1
RUN_FILE = "run.json"
_PARTS = ".parts"
_SETTINGS = "settings.json"
_INPUTS = "inputs.json"
# What tells of an archive as a whole, from the folder of its tables: rows by the table that they belong to.
Conclude = Callable[[Path], Mapping[str, pd.DataFrame]]
# What run.json must hold to be gone on from.
_DESCRIBED = {"settings": dict, "inputs": list, "tables": dict}
# What run.json counts, and by which column.
_COUNTED = {"documents": "status", "figures": "kind", "checks": "verdict"}


class DatasetError(CallError):
    """A folder that a run cannot go on in; the message says why and what to do."""


class Entry(NamedTuple):
    """A document that is in the dataset: by input, name and hash, and the part where its rows are."""

    input: int
    source: str
    sha256: str
    doc_id: str
    status: str
    part: str


class Dataset:
    """The tables of a folder and the parts on the way to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = folder / _PARTS

    def prepare(self, settings: Mapping[str, Any], *, fresh: bool) -> None:
        """Make the folder ready for a run with these settings.

        Raises:
            DatasetError: it holds a dataset of other settings, or tables that no run of ours left.
        """
        if fresh:
            self.clear()
        before = self.settings()
        if before is None and any((self.folder / f"{table}.parquet").exists() for table in TABLES):
            raise DatasetError(f"{self.folder}: tables without a {RUN_FILE}; give another --out, or --fresh")
        if before is not None and before != settings:
            names = sorted(set(before) | set(settings))
            changed = [name for name in names if before.get(name) != settings.get(name)]
            told = "; ".join(f"{name}: {before.get(name)}, now {settings.get(name)}" for name in changed)
            raise DatasetError(
                f"{self.folder} was made with other settings ({told}).\n"
                "Use the same settings, give another --out, or start over with --fresh"
            )
        self.parts.mkdir(exist_ok=True)
        _write_json(self.parts / _SETTINGS, dict(settings))

    def register(self, paths: Sequence[Path]) -> list[int]:
        """The numbers of these inputs among all that the dataset has had, new ones added at the end.

        An input is known again by its absolute path, or by its path as given if nothing is left where it was.
        """
        known = self.inputs()
        numbers = []
        for path in paths:
            entry = {"path": str(path), "absolute": str(path.resolve())}
            found = [n for n, one in enumerate(known) if one["absolute"] == entry["absolute"]]
            moved = [
                n for n, one in enumerate(known) if one["path"] == entry["path"] and _gone(one["absolute"])
            ]
            numbers.append((found or moved or [len(known)])[0])
            known[numbers[-1] : numbers[-1] + 1] = [entry]
        _write_json(self.parts / _INPUTS, {"inputs": known})
        return numbers

    def inputs(self) -> list[dict[str, str]]:
        """Every input that the dataset has had: its path as given and the absolute one."""
        unfinished = self.parts / _INPUTS
        content = _read_json(unfinished) if unfinished.exists() else self.description()
        return [] if content is None else list(content["inputs"])

    def clear(self) -> None:
        """Take away what a run of ours leaves there, and nothing else."""
        shutil.rmtree(self.parts, ignore_errors=True)
        (self.folder / RUN_FILE).unlink(missing_ok=True)
        for table in TABLES:
            (self.folder / f"{table}.parquet").unlink(missing_ok=True)
            shutil.rmtree(self.folder / table, ignore_errors=True)

    def settings(self) -> dict[str, Any] | None:
        """The settings that the dataset was made with, None when there is none yet."""
        described = self.description()
        if described is not None:
            return dict(described["settings"])
        return _read_json(self.parts / _SETTINGS) if self._part_folders() else None

    def description(self) -> dict[str, Any] | None:
        """What run.json says, None before the first run has ended.

        Raises:
            DatasetError: the file is not readable as such.
        """
        path = self.folder / RUN_FILE
        if not path.exists():
            return None
        told = _read_json(path)
        if not all(isinstance(told.get(name), kind) for name, kind in _DESCRIBED.items()):
            raise DatasetError(
                f"{path}: not what a run writes; give another folder, or start over with --fresh"
            )
        return told

    def entries(self) -> list[Entry]:
        """Every document whose rows are there, a later part before an earlier one before the tables."""
        found: dict[tuple[int, str, str], Entry] = {}
        columns = ["input", "source", "sha256", "doc_id", "status"]
        finished = "" if (self.folder / RUN_FILE).exists() else None
        for part in [finished, *(path.name for path in self._part_folders())]:
            if part is None:
                continue
            with readable(self.folder, "documents"):
                rows = pq.read_table(self._file(part, "documents"), columns=columns).to_pylist()
            entries = (Entry(**row, part=part) for row in rows)
            found |= {entry[:3]: entry for entry in entries}
        return list(found.values())

    def next_part(self) -> int:
        """A number that no part has yet; counted up from there by the caller."""
        return max((int(path.name) for path in self._part_folders()), default=0) + 1

    def finish(
        self, entries: Iterable[Entry], description: Mapping[str, Any], conclude: Conclude | None = None
    ) -> dict[str, Any]:
        """Merge the rows of these documents into the tables, write run.json, and drop the parts.

        `conclude` is given the folder once the tables that it reads are merged, and returns rows that tell of
        the archive as a whole: for its own tables, and further ones for `checks`. Without it there are none.

        Returns what run.json says. If it is cut off, the parts are still there and it can be done again.
        """
        ordered = _distinct(sorted(entries))
        last = ("checks", *ARCHIVE_TABLES)
        with readable(self.folder):
            merged = {table: self._merge(table, ordered) for table in TABLES if table not in last}
        whole = conclude(self.folder) if conclude is not None else {}
        merged["checks"] = self._merge("checks", ordered, whole.get("checks"))
        merged |= {table: self._merge(table, (), whole.get(table)) for table in ARCHIVE_TABLES}
        written = {table: merged[table] for table in TABLES}
        told = dict(description) | {
            "schema": SCHEMA_VERSION,
            "inputs": self.inputs(),
            "counts": {table: {"rows": writer.rows} | _tally(writer) for table, writer in written.items()},
            "tables": {
                table: {"rows": writer.rows, "sha256": writer.sha256} for table, writer in written.items()
            },
        }
        _write_json(self.folder / RUN_FILE, told)
        shutil.rmtree(self.parts)
        return told

    def _merge(self, table: str, ordered: Sequence[Entry], whole: pd.DataFrame | None = None) -> TableWriter:
        shelves = lru_cache(maxsize=8)(lambda part: Shelf(self._file(part, table)))
        path = self.folder / f"{table}.parquet"
        with TableWriter(path, table, count=_COUNTED.get(table)) as writer:
            pieces: Iterator[pa.Table] = (
                piece
                for part, run in groupby(ordered, key=lambda entry: entry.part)
                for piece in shelves(part).rows(entry.doc_id for entry in run)
            )
            if table == "documents":
                pieces = iter(
                    [_with_duplicates(pa.concat_tables([arrow_schema(table).empty_table(), *pieces]))]
                )
            for piece in pieces:
                writer.append(piece)
            if whole is not None:
                writer.append(pa.Table.from_pandas(whole, schema=arrow_schema(table), preserve_index=False))
        return writer

    def _part_folders(self) -> list[Path]:
        return sorted(path for path in self.parts.glob("[0-9]*") if path.is_dir())

    def _file(self, part: str, table: str) -> Path:
        return (self.parts / part if part else self.folder) / f"{table}.parquet"


def write_part(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write the tables of some documents as a part, in one step as seen from outside.

    It takes the place of one that a lost worker may have left under the same name.
    The documents must stand in the order of (input, source, sha256), which `part_order` gives.
    """
    hidden = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(hidden, ignore_errors=True)
    hidden.mkdir(parents=True)
    for table, content in tables.items():
        write_table(hidden / f"{table}.parquet", table, content)
    shutil.rmtree(folder, ignore_errors=True)
    hidden.rename(folder)


def _gone(path: str) -> bool:
    return not Path(path).exists()


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a doc_id: the same file given by two inputs is one document."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.doc_id, entry)
    return list(first.values())


def _with_duplicates(documents: pa.Table) -> pa.Table:
    """Name in `duplicate_of` the first document with the very same bytes."""
    first: dict[str, str] = {}
    column = []
    for doc_id, sha256 in zip(documents["doc_id"].to_pylist(), documents["sha256"].to_pylist(), strict=True):
        original = first.setdefault(sha256, doc_id)
        column.append(None if original == doc_id else original)
    position = documents.schema.get_field_index("duplicate_of")
    return documents.set_column(position, documents.schema.field(position), pa.array(column, pa.string()))


def _tally(writer: TableWriter) -> dict[str, int]:
    return dict(sorted(writer.tally.items()))


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    hidden = path.with_name(f".{path.name}.tmp")
    hidden.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    hidden.replace(path)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path}: not readable ({error}); start over with --fresh") from None
    return content if isinstance(content, dict) else {}
