"""The vocabulary: tables of Vietnamese words, read once, checked, and passed to whoever needs them.

Each table is a TSV in `data/`: comment lines that say its source and date, one line of column names, then
rows. A user's own rows come from a folder of files with the same names; they are added, and a row whose key
(the first column) is there already replaces it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from solieu.errors import CallError
from solieu.lexicon.schema import TABLES

Row = Mapping[str, str]


class LexiconError(CallError):
    """A vocabulary file that cannot be used: says which file and line, and what was expected."""


class Lexicon:
    """All tables; two lexicons are equal only if they are one object, so grammars can be cached on one."""

    __slots__ = ("_tables",)

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._tables = dict(tables)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in file order."""
        return self._tables[table]

    def column(self, table: str, column: str) -> tuple[str, ...]:
        """One column of a table, in file order.

        >>> "Quyết định" in load().column("document_types", "name")
        True
        """
        return tuple(row[column] for row in self._tables[table])

    def mapping(self, table: str, key: str, value: str) -> dict[str, str]:
        """One column of a table by another, keys case-folded."""
        return {row[key].casefold(): row[value] for row in self._tables[table]}


@cache
def load(extra: Path | None = None) -> Lexicon:
    """The project's vocabulary, with the user's own additions from the folder `extra`.

    Raises:
        LexiconError: a file of the folder has no table of its name, or a line that does not fit its columns.
    """
    data = resources.files(__package__) / "data"
    tables = {
        name: {row[columns[0]]: row for row in _read(data / f"{name}.tsv", name)}
        for name, columns in TABLES.items()
    }
    if extra is not None:
        if not extra.is_dir():
            raise LexiconError(
                f"{extra}: not a folder; give a folder of .tsv files named as in solieu/lexicon/data"
            )
        for path in sorted(extra.glob("*.tsv")):
            if path.stem not in TABLES:
                raise LexiconError(f"{path}: no such table; the tables are {', '.join(TABLES)}")
            tables[path.stem] |= {row[TABLES[path.stem][0]]: row for row in _read(path, path.stem)}
    return Lexicon({name: tuple(rows.values()) for name, rows in tables.items()})


def _read(path: Traversable, table: str) -> Iterator[Row]:
    columns: tuple[str, ...] | None = None
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in unicodedata.normalize("NFC", line).split("\t"))
        if columns is None:
            columns = cells
            if columns != TABLES[table]:
                raise LexiconError(f"{path}:{number}: columns are {columns}, expected {TABLES[table]}")
        elif len(cells) > len(columns):
            raise LexiconError(f"{path}:{number}: {len(cells)} cells, expected {len(columns)} ({columns})")
        elif not cells[0]:
            raise LexiconError(f"{path}:{number}: the first cell ({columns[0]}) is empty")
        else:
            yield dict(zip(columns, cells + ("",) * (len(columns) - len(cells)), strict=True))
