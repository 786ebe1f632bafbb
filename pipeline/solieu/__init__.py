"""Số liệu: Vietnamese policy documents into tables of figures and citations, checked against the source.

>>> import solieu
>>> result = solieu.analyse("Mở 3 lớp cho 218 học viên.")
>>> list(result.figures["value"])
['3', '218']
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from solieu.api import Result
    from solieu.lexicon import Lexicon
    from solieu.running.runner import Summary
    from solieu.types import Document

    __version__: str

__all__ = ["__version__", "analyse", "load", "read", "run"]


def read(path: str | Path) -> Document:
    """A file as one text with the way back from every character to the source.

    What cannot be read comes back with the status `refused` and a reason that says what to do.

    Raises:
        FileNotFoundError: nothing is at `path`.
    """
    from solieu import ingest

    return ingest.read(path)


def load(*, lexicon: Lexicon | None = None) -> Language:
    """A spaCy pipeline that splits Vietnamese text into words and sentences without losing a character."""
    from solieu import tokenise

    return tokenise.load(lexicon=lexicon)


def analyse(
    path_or_text: str | Path, *, nlp: Language | None = None, lexicon: Lexicon | None = None
) -> Result:
    """What a document, or a piece of text, says in figures, dates and citations, checked.

    Args:
        path_or_text: a `Path`, or a `str` that names an existing file, is read; any other `str` is the text.
        nlp: a pipeline from `load()`, to load it only once.
        lexicon: the vocabulary with a user's additions, from `solieu.lexicon.load(folder)`.

    Raises:
        FileNotFoundError: a `Path` where no file is.
    """
    from solieu import api

    return api.analyse(path_or_text, nlp=nlp, lexicon=lexicon)


def run(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    tokens: bool = False,
    fresh: bool = False,
    vocabulary: str | Path | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
) -> Summary:
    """Turn files, folders and archives into the tables of a dataset, as the command `solieu run` does.

    Args:
        paths: one path or several.
        out: the folder of the dataset; what is there already is kept and added to.
        workers: processes; by default one a processor.
        tokens: whether to fill the table of words.
        fresh: start over instead of adding.
        vocabulary: a folder with additions to the lexicon.
        text_column, id_column: the columns of tables that hold a text a row; by default guessed.

    Raises:
        solieu.errors.CallError: the call cannot be carried out; the message says what to do.
        solieu.engines.EngineError: the run cannot go on.
    """
    from solieu.running import runner

    return runner.run(
        paths,
        out,
        workers=workers,
        tokens=tokens,
        fresh=fresh,
        vocabulary=vocabulary,
        text_column=text_column,
        id_column=id_column,
    )


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
