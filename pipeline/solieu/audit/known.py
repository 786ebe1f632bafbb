"""The errors that stand in a folder's texts on purpose, listed beside them, so that finding them is right."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from solieu.errors import CallError
from solieu.types import Finding

FILE = "known_errors.tsv"
COLUMNS = ("document", "check", "text", "why")


@dataclass(frozen=True, slots=True)
class KnownError:
    """One error: the stem of its document, the check that has to find it, and a mention that is wrong."""

    document: str
    check: str
    text: str
    why: str

    def is_told_by(self, stem: str, finding: Finding) -> bool:
        """Whether a finding on a document complains of this error: by its check, resting on its mention."""
        stated = {" ".join(mention.text.split()) for mention in finding.evidence}
        return (stem, finding.check) == (self.document, self.check) and self.text in stated


def known_errors(folder: Path) -> tuple[KnownError, ...]:
    """The errors listed in a folder's `known_errors.tsv`; none where there is no such file.

    Args:
        folder: of texts with gold annotations. The file's columns are `document` (without ending), `check`,
            `text` (of one wrong mention, on one line) and `why`.

    Raises:
        CallError: the file has other columns, or a row without all of them.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CallError(f"{path}: its first line has to be the columns {', '.join(COLUMNS)}, with tabs")
        rows = list(reader)
    for number, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS) or not all(row.values()):
            raise CallError(f"{path}: line {number} has to fill the columns {', '.join(COLUMNS)}")
    return tuple(KnownError(**row) for row in rows)


def is_known(stem: str, finding: Finding, known: Sequence[KnownError]) -> bool:
    """Whether a finding on a document tells one of the known errors."""
    return any(error.is_told_by(stem, finding) for error in known)
