"""Proof of what a dataset says of the archive as a whole: made anew from its other tables, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from solieu.archive import conclude
from solieu.lexicon import Lexicon
from solieu.store.parquet import table_files
from solieu.tables import arrow_schema

# What names a row of the tables that are compared.
_NAMED = {
    "ledger": ("key", "field", "value"),
    "observations": ("observation_id",),
    "checks": ("check_id",),
}


def archive_complaints(folder: Path, lexicon: Lexicon) -> tuple[int, Iterator[tuple[str, str, str, str]]]:
    """How many rows tell of the archive, and what of them its other tables do not bear out.

    Each complaint is the table, the row, the column and what is wrong.
    """
    fresh = conclude(folder, lexicon)
    made = {
        table: pa.Table.from_pandas(fresh[table], schema=arrow_schema(table), preserve_index=False)
        for table in _NAMED
    }
    stored = {table: _stored(folder, table) for table in _NAMED}
    stored["checks"] = stored["checks"].filter(pc.field("scope") == "corpus")
    rows = sum(table.num_rows for table in stored.values())
    return rows, (told for table in _NAMED for told in _differing(table, stored[table], made[table]))


def _stored(folder: Path, table: str) -> pa.Table:
    """A table as it lies on disk, in the types of its schema, whatever wrote the file."""
    pieces = [pq.ParquetFile(path).read() for path in table_files(folder, table)]
    return pa.concat_tables([piece.cast(arrow_schema(table)) for piece in pieces])


def _differing(table: str, stored: pa.Table, fresh: pa.Table) -> Iterator[tuple[str, str, str, str]]:
    one, other = _rows(table, stored), _rows(table, fresh)
    for name in sorted(one.keys() | other.keys()):
        if name not in other:
            yield table, name, "", "follows from no other table"
        elif name not in one:
            yield table, name, "", "is missing"
        else:
            for column, value in one[name].items():
                if value != other[name][column]:
                    yield table, name, column, f"says {value}, the other tables {other[name][column]}"


def _rows(table: str, content: pa.Table) -> dict[str, dict[str, Any]]:
    return {" ".join(row[name] for name in _NAMED[table]): row for row in content.to_pylist()}
