"""The five lines from a document to its figures, and the result as a user meets it in Python."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from solieu import ingest, tables, tokenise
from solieu.analysis.document import analyse_document
from solieu.analysis.scans import second_look
from solieu.analysis.show import page
from solieu.ingest.compose import Composer
from solieu.ingest.flat import flat_cells
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source
from solieu.lexicon import Lexicon
from solieu.lexicon import load as load_lexicon
from solieu.types import Analysis, Document, Finding, Mention, Relation

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language


@dataclass(frozen=True)
class Result:
    """What was found in one document. The frames are the dataset's tables, with Arrow-backed columns."""

    analysis: Analysis

    @property
    def document(self) -> Document:
        """The document as read; its `status` and `reason` say how that went."""
        return self.analysis.document

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Figures, dates and citations in text order."""
        return self.analysis.mentions

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Which mentions stand in a sum, a share, a change, or date a document."""
        return self.analysis.relations

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every test of the stated figures."""
        return self.analysis.findings

    @cached_property
    def citations(self) -> pd.DataFrame:
        """A row a cited document, and the document's own number."""
        return tables.citations([self.analysis])

    @cached_property
    def dates(self) -> pd.DataFrame:
        """A row a calendar date or period."""
        return tables.dates([self.analysis])

    @cached_property
    def figures(self) -> pd.DataFrame:
        """A row a count, percentage, amount, measure, duration, age, ratio, rank or value of an index."""
        return tables.figures([self.analysis])

    @cached_property
    def checks(self) -> pd.DataFrame:
        """A row a test of stated figures, with its verdict."""
        return tables.checks([self.analysis])

    @cached_property
    def relations_frame(self) -> pd.DataFrame:
        """A row a mention's part in a relation."""
        return tables.relations([self.analysis])

    def _repr_html_(self) -> str:
        return page(self.document, self.mentions, self.findings)


def analyse(
    path_or_text: str | Path, *, nlp: Language | None = None, lexicon: Lexicon | None = None
) -> Result:
    """What a document, or a piece of text, says in figures, dates and citations, checked.

    Args:
        path_or_text: a `Path`, or a `str` that names an existing file, is read; any other `str` is the text.
        nlp: a pipeline from `solieu.load()`, to load it only once; None for one kept by the program.
        lexicon: the vocabulary, `solieu.lexicon.load(folder)` with additions; None for the project's own.

    Raises:
        FileNotFoundError: a `Path` where no file is.

    A text of more than 200,000 characters is taken in windows cut between paragraphs; relations and checks
    do not cross from one window to the next.

    >>> result = analyse("Năm 2010 có 218 học viên, trong đó nữ chiếm 27,98%.")
    >>> result.figures[["kind", "value", "unit"]].values.tolist()
    [['count', '218', <NA>], ['percent', '27.98', '%']]
    """
    named = path_or_text if isinstance(path_or_text, Path) else _existing_file(path_or_text)
    vocabulary = lexicon or _vocabulary()
    pipeline = nlp or _pipeline(vocabulary)
    if named is None:
        return Result(analyse_document(_document(str(path_or_text)), pipeline, vocabulary))
    document = ingest.read(named)
    return Result(second_look(analyse_document(document, pipeline, vocabulary), Source(named.name, named)))


def analyse_text(text: str) -> Analysis:
    """What a text says, with the pipeline and vocabulary that the program keeps; never taken for a path."""
    vocabulary = _vocabulary()
    return analyse_document(_document(text), _pipeline(vocabulary), vocabulary)


def _existing_file(name: str) -> Path | None:
    """The file that a string names; a long text or one with a zero in it is no name at all."""
    try:
        return Path(name) if Path(name).is_file() else None
    except (OSError, ValueError):
        return None


def _document(text: str) -> Document:
    """A document of a bare text; its origins are the bytes that the text would have in a UTF-8 file."""
    data = text.encode("utf-8", "replace")
    sha256 = hashlib.sha256(data).hexdigest()
    composer = Composer()
    try:
        composer.add(data.decode(), source_start=0, source_end=len(data), encoding="utf-8")
    except Refused as refusal:
        return Document("text", sha256, "text/plain", status="refused", reason=str(refusal))
    composed, segments = composer.finish()
    cells = flat_cells(composed)
    return Document("text", sha256, "text/plain", composed, segments, cells=cells, encoding="utf-8")


@cache
def _vocabulary() -> Lexicon:
    return load_lexicon()


@cache
def _pipeline(vocabulary: Lexicon) -> Language:
    return tokenise.load(lexicon=vocabulary)
