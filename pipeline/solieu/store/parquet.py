"""Tables in Parquet files: written under a hidden name and moved into place, hashed by content."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from solieu.errors import CallError
from solieu.tables import arrow_schema, from_arrow

# Rows a row group, whatever pieces they were appended in: equal rows make equal files.
ROW_GROUP = 65_536


class TableError(CallError):
    """A table of a dataset that is not there or cannot be read; the message says which and what to do."""


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of a table: `<table>.parquet`, or the parts in the folder `<table>/` in sorted order.

    Raises:
        TableError: the folder holds no such table.
    """
    single, parts = folder / f"{table}.parquet", folder / table
    found = [single] if single.is_file() else []
    if parts.is_dir():
        found += sorted(path for path in parts.glob("*.parquet") if path.name[0] not in "._")
    if not found:
        raise TableError(f"{folder}: no {table}.parquet there; is it a dataset that `solieu run` wrote?")
    return found


@contextmanager
def readable(folder: Path, table: str = "a table") -> Iterator[None]:
    """Within it, a table of a dataset that cannot be read is told as such.

    Raises:
        TableError: in place of what Arrow says of a file that is none of Parquet, or cut off.
    """
    try:
        yield
    except pa.ArrowException as error:
        raise TableError(
            f"{folder}: {table} cannot be read ({error}); make the dataset anew with `solieu run --fresh`"
        ) from None


def read_table(folder: Path, table: str) -> pd.DataFrame:
    """A table of a dataset as a frame with Arrow-backed columns, checked against its schema.

    Raises:
        TableError: the folder holds no such table, or one of another version.
        pandera.errors.SchemaError: the rows are not what the table promises.
    """
    files = table_files(folder, table)
    with readable(folder, table):
        expect_columns(folder, table)
        return from_arrow(table, pa.concat_tables([pq.ParquetFile(path).read() for path in files]))


def expect_columns(folder: Path, table: str) -> None:
    """Holds the columns of a table against those that this version writes.

    Raises:
        TableError: they are others.
    """
    for path in table_files(folder, table):
        if pq.read_schema(path).names != arrow_schema(table).names:
            raise TableError(
                f"{folder}: {table} has other columns than this version of solieu writes; "
                "make the dataset anew with `solieu run --fresh`, or use the version that made it"
            )


def iter_frames(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    """A table of a dataset piece by piece, so that a table larger than memory can be gone through."""
    for path in table_files(folder, table):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=ROW_GROUP):
            yield batch.to_pandas(types_mapper=pd.ArrowDtype)


def content_hash(folder: Path, table: str) -> str:
    """The hash of a table's rows, as run.json holds it."""
    digest = hashlib.sha256()
    for path in table_files(folder, table):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=ROW_GROUP):
            digest.update(_canonical(pa.Table.from_batches([batch]).cast(arrow_schema(table))))
    return digest.hexdigest()


def write_table(path: Path, table: str, content: pd.DataFrame) -> None:
    """Write a frame as one Parquet file, in one step as seen from outside."""
    with TableWriter(path, table) as writer:
        writer.append(pa.Table.from_pandas(content, schema=arrow_schema(table), preserve_index=False))


class TableWriter:
    """Writes a table piece by piece; nothing stands under its name until the last piece is written.

    `rows` and `sha256` tell of the content, whatever the pieces were; `tally` counts the values of the
    column `count`.
    """

    def __init__(self, path: Path, table: str, *, count: str | None = None) -> None:
        self.path = path
        self.rows = 0
        self.tally: Counter[str] = Counter()
        self._schema = arrow_schema(table)
        self._count = count
        self._hidden = path.with_name(f".{path.name}.tmp")
        self._pending: list[pa.Table] = []
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The hash of the rows as text, independent of how the file lays them out."""
        return self._digest.hexdigest()

    def __enter__(self) -> Self:
        self._writer = pq.ParquetWriter(self._hidden, self._schema, compression="zstd")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush(everything=True)
        self._writer.close()
        if kind is None:
            self._hidden.replace(self.path)
        else:
            self._hidden.unlink(missing_ok=True)

    def append(self, piece: pa.Table) -> None:
        """Add rows in the table's schema."""
        # The schema's own metadata, and none of pandas: it cannot read back the types it writes there.
        piece = piece.cast(self._schema).replace_schema_metadata(None)
        self.rows += piece.num_rows
        self._digest.update(_canonical(piece))
        if self._count is not None:
            counted = pc.value_counts(piece[self._count].combine_chunks()).to_pylist()
            self.tally.update({entry["values"]: entry["counts"] for entry in counted})
        self._pending.append(piece)
        self._flush(everything=False)

    def _flush(self, *, everything: bool) -> None:
        """Write whole row groups, and at the end what is left."""
        if not everything and sum(piece.num_rows for piece in self._pending) < ROW_GROUP:
            return
        rows = pa.concat_tables([self._schema.empty_table(), *self._pending]).combine_chunks()
        whole = rows.num_rows if everything else rows.num_rows - rows.num_rows % ROW_GROUP
        for start in range(0, whole, ROW_GROUP):
            self._writer.write_table(rows.slice(start, min(ROW_GROUP, whole - start)))
        self._pending = [rows.slice(whole)]


def _canonical(piece: pa.Table) -> bytes:
    """The rows as text: fields apart by U+001F, rows by U+001E; null is U+0000, not the empty text."""
    if not piece.num_rows:
        return b""
    columns = [
        pc.binary_join(column, ",") if pa.types.is_list(column.type) else column.cast(pa.string())
        for column in piece.combine_chunks().columns
    ]
    rows = pc.binary_join_element_wise(*columns, "\x1f", null_handling="replace", null_replacement="\0")
    return "".join(f"{row}\x1e" for row in rows.to_pylist()).encode()
