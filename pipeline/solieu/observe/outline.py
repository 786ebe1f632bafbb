"""The parts of a document where the circumstances of a figure stand: head, headings, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from solieu.types import Cell, Document

# Where a text says a thing of a figure, nearest first.
Origin = Literal["phrase", "sentence", "paragraph", "heading", "head", "row", "column", "table"]


@dataclass(frozen=True, slots=True)
class Told:
    """What holds for a figure, and which part of the text says so."""

    value: str
    source: Origin


@dataclass(frozen=True, slots=True)
class Outline:
    """A text with its sentences and cells, and the beginning of the document it belongs to.

    `head` is the beginning of the whole document, which is elsewhere when a long text is taken in windows.
    `date` is the date that the document gives itself, in ISO 8601, if it does.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    cells: tuple[Cell, ...] = ()
    head: str = ""
    date: str | None = None


def outline(
    document: Document,
    sentences: Sequence[tuple[int, int]],
    *,
    head: str | None = None,
    date: str | None = None,
) -> Outline:
    """The outline of a document, or of a window of it with the `head` of the whole."""
    return Outline(
        document.text, tuple(sentences), document.cells, document.text if head is None else head, date
    )
