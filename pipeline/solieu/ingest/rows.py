"""Files that hold a text a row: `.jsonl`, `.csv` and `.parquet`, by the names of their columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from solieu.ingest.reading import MEBI, MEMBER_LIMIT, Refused

# Columns that are taken for the text where none is named, in this order.
TEXT_COLUMNS = ("text", "content", "body", "noi_dung", "toan_van")
_BATCH = 64
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds the text, and which the name of a row; None for a guess, or the row's number."""

    text: str | None = None
    id: str | None = None


Row = tuple[str, bytes | Refused]


def read_jsonl(stream: IO[bytes], columns: Columns) -> Iterator[Row]:
    """The name and text of each line of a `.jsonl` file; a line that is no object is a refusal in its place.

    Raises:
        Refused: no column holds texts, or a line is longer than a document may be.
    """
    number = 0
    text: str | None = None
    while line := stream.readline(MEMBER_LIMIT + 1):
        number += 1
        if len(line) > MEMBER_LIMIT:
            raise Refused(
                "too_large", f"line {number} has more than {MEMBER_LIMIT // MEBI} MB; one text a line"
            )
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield str(number), Refused("corrupt", f"line {number} is no JSON; see to that line")
            continue
        if not isinstance(row, dict):
            yield str(number), Refused("corrupt", f"line {number} is no JSON object with named values")
            continue
        text = text or _text_column(list(row), columns)
        _require(row, columns.id)
        yield _row(number, row, text, columns.id)


def read_csv(stream: IO[bytes], columns: Columns) -> Iterator[Row]:
    """The name and text of each row of a `.csv` file; its first line names the columns.

    Raises:
        Refused: no column holds texts, the file is not UTF-8, or its quotes do not close.
    """
    file = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        head = file.readline(MEMBER_LIMIT)
        delimiter = max(_DELIMITERS, key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        text = _text_column(names, columns)
        _require(names, columns.id)
        # A module-wide setting of the library: its own limit of 128 KB is shorter than many a law.
        csv.field_size_limit(MEMBER_LIMIT)
        for number, cells in enumerate(csv.reader(file, delimiter=delimiter), 1):
            if cells:
                yield _row(number, dict(zip(names, cells, strict=False)), text, columns.id)
    except UnicodeDecodeError as error:
        raise Refused(
            "legacy_encoding", f"not UTF-8 (near byte {error.start}); save the table as UTF-8"
        ) from None
    except csv.Error as error:
        raise Refused("corrupt", f"the table cannot be read ({error}); save it again") from None


def read_parquet(stream: IO[bytes], columns: Columns) -> Iterator[Row]:
    """The name and text of each row of a `.parquet` file.

    Raises:
        Refused: no column holds texts, or the file is damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(stream)
        names = table.schema_arrow.names
        text = _text_column(names, columns)
        _require(names, columns.id)
        wanted = [text] if columns.id is None else [text, columns.id]
        number = 0
        for batch in table.iter_batches(_BATCH, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield _row(number, row, text, columns.id)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise Refused("corrupt", f"the table cannot be read ({reason}); save it again") from None


def _row(number: int, row: Mapping[str, Any], text: str, name: str | None) -> Row:
    value = row.get(text)
    written = " ".join(str(row.get(name)).split()) if name is not None and row.get(name) is not None else ""
    if isinstance(value, bytes):
        data: bytes | Refused = value
    elif value is None or isinstance(value, str):
        data = (value or "").encode("utf-8", "replace")
    else:
        data = Refused("corrupt", f"row {number} has no text in {text!r} but {type(value).__name__}")
    return written or str(number), data


def _text_column(names: Sequence[str], columns: Columns) -> str:
    if columns.text is not None:
        _require(names, columns.text)
        return columns.text
    for name in TEXT_COLUMNS:
        if name in names:
            return name
    raise Refused("no_text_column", f"{_listed(names)}; say with --text-column which of them holds the text")


def _require(names: Sequence[str] | Mapping[str, Any], column: str | None) -> None:
    if column is not None and column not in names:
        raise Refused("no_text_column", f"there is no column {column!r}; {_listed(list(names))}")


def _listed(names: Sequence[str]) -> str:
    named = [name for name in names if name]
    return f"the columns are {', '.join(named[:12])}" if named else "the table has no columns"
