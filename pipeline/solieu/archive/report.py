"""The ledger for people: one line a cited document, or the places where documents disagree about one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from solieu.archive.citing import FIELDS
from solieu.store.parquet import read_table

# The columns of the lines: the key, how often it is cited, each field, and the document where it is held.
ENTRY = ("key", "documents", "citations", *FIELDS, "held")
CONFLICT = ("verdict", "reason", "stated", "expected", "repair", "message_vi", "message_en", "evidence")


def ledger_lines(folder: Path) -> Iterator[dict[str, str]]:
    """A line a cited document, in the order of keys; each field with all its values, the best first.

    A value is followed by the number of documents that give it, and by `*` where the document's own
    letterhead does: `2015-11-09 (3*); 2015-10-09 (1)`.

    Raises:
        TableError: the folder holds no dataset with a ledger.
    """
    ledger, documents = read_table(folder, "ledger"), read_table(folder, "documents")
    sources = dict(zip(documents["doc_id"], documents["source"], strict=True))
    for key, rows in ledger.groupby("key", sort=True):
        told = {name: str(rows[name].max()) for name in ("documents", "citations")} | {"key": str(key)}
        for field in FIELDS:
            told[field] = "; ".join(map(_told, rows[rows["field"] == field].to_dict("records")))
        held = rows["doc_id"].dropna()
        yield told | {"held": sources[held.iloc[0]] if len(held) else ""}


def conflict_lines(folder: Path) -> Iterator[dict[str, str]]:
    """A line a disagreement between documents, what is inconsistent before what is ambiguous.

    Raises:
        TableError: the folder holds no dataset with a ledger.
    """
    checks = read_table(folder, "checks")
    wrong = checks[(checks["scope"] == "corpus") & checks["verdict"].isin(["inconsistent", "ambiguous"])]
    for row in wrong.sort_values(["verdict", "reason", "check_id"], ascending=[False, True, True]).to_dict(
        "records"
    ):
        told = {name: "" if pd.isna(row[name]) else str(row[name]) for name in CONFLICT if name != "evidence"}
        yield told | {"evidence": " ".join(row["evidence"])}


def write_csv(lines: Iterator[dict[str, str]], columns: tuple[str, ...], path: Path) -> int:
    """Write the lines as a CSV file with a head, in UTF-8, and return how many there are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for count, line in enumerate(lines, 1):  # noqa: B007  how many is what is returned
            writer.writerow(line)
    return count


def _told(row: dict[object, object]) -> str:
    return f"{row['value']} ({row['documents']}{'*' if row['own'] else ''})"
