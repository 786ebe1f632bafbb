"""Proof of what a dataset says of the archive as a whole: made anew from its other tables, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from solieu.archive import conclude
from solieu.lexicon import Lexicon
from solieu.store.parquet import read_table
from solieu.tables import arrow_schema

# What names a row of the tables that are compared.
_NAMED = {"ledger": ("key", "field", "value"), "checks": ("check_id",)}


def archive_complaints(folder: Path, lexicon: Lexicon) -> tuple[int, Iterator[tuple[str, str, str, str]]]:
    """How many rows tell of the archive, and what of them its other tables do not bear out.

    Each complaint is the table, the row, the column and what is wrong.
    """
    fresh = conclude(folder, lexicon)
    stored = {"ledger": read_table(folder, "ledger"), "checks": read_table(folder, "checks")}
    stored["checks"] = stored["checks"][stored["checks"]["scope"] == "corpus"]
    rows = sum(map(len, stored.values()))
    return rows, (told for table in _NAMED for told in _differing(table, stored[table], fresh[table]))


def _differing(table: str, stored: pd.DataFrame, fresh: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
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


def _rows(table: str, content: pd.DataFrame) -> dict[str, dict[str, Any]]:
    plain = pa.Table.from_pandas(content, schema=arrow_schema(table), preserve_index=False)
    return {" ".join(row[name] for name in _NAMED[table]): row for row in plain.to_pylist()}
