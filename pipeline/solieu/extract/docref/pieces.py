"""A text in the pieces that its layout parts: the cells of its lines, without running heads and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solieu.types import Region

# Regions of a page that are no part of what runs on it.
_APART = frozenset({"header", "footer", "page_number", "footnote"})
_PIECE = re.compile(r"[^\n\t]+|(?<=\n)(?=\n)")
_DRAWN = re.compile(r"[\s\-–—_*=.~|+⎯─]*\Z")


class Piece(NamedTuple):
    """A cell of a line: where it stands, and its words with single blanks; no words for an empty line."""

    start: int
    end: int
    words: str

    @property
    def capital(self) -> bool:
        """Whether it is written in capitals."""
        letters = [letter for letter in self.words if letter.isalpha()]
        return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def pieces(
    text: str, regions: Sequence[Region] = (), *, start: int = 0, end: int | None = None
) -> Iterator[Piece]:
    """The pieces of a stretch of a text, in order; drawn lines (`-----`) are empty ones.

    >>> [piece.words for piece in pieces("BỘ Y TẾ\\tCỘNG HÒA\\n_____\\nSố: 5")]
    ['BỘ Y TẾ', 'CỘNG HÒA', '', 'Số: 5']
    """
    apart = iter(sorted((r.start, r.end) for r in regions if r.label in _APART))
    low, high = next(apart, (len(text), len(text)))
    for found in _PIECE.finditer(text, start, len(text) if end is None else end):
        while high <= found.start() < len(text):
            low, high = next(apart, (len(text), len(text) + 1))
        if low <= found.start() < high:
            continue
        words = "" if _DRAWN.match(found[0]) else " ".join(found[0].split())
        yield Piece(found.start(), found.end(), words)
