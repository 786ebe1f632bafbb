"""Which heads stand over which columns, when a table has become lines and the heads follow one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from solieu.types import Cell

# The most that a column may hold, as a head tells it: `Điểm thẩm định (61.50)`.
_MOST = re.compile(r"\(\s?(\d{1,4}(?:[.,]\d{1,3})?)(?:\s+điểm)?\s?\)\s*\Z")


class Head(NamedTuple):
    """A head where it stands, with its words on one line."""

    start: int
    end: int
    words: str


def arranged(heads: Sequence[Head], largest: Sequence[Decimal | None], width: int) -> list[Cell]:
    """The cells of the heads over the columns of a table; empty where they fit in no way, or in several.

    Args:
        heads: as they follow one another in the text: those of the first row, then those below one of them.
        largest: the largest number of each column, None for names.
        width: how many columns there are.

    As many heads as columns stand over one each. With one head more, one of the first row is that of the last
    heads; which one, only the most that heads allow their columns can tell.
    """
    if len(heads) == width:
        return [Cell(head.start, head.end, 0, 0, column, header=True) for column, head in enumerate(heads)]
    if len(heads) != width + 1:
        return []
    names = sum(1 for most in largest if most is None)
    fitting = [
        (place, below)
        for below in range(2, width - names + 1)
        for place in range(names, width - below + 1)
        if _fits(heads, largest, place, below)
    ]
    told = any(_most(head) is not None for head in heads)
    return _two_rows(heads, *fitting[0]) if told and len(fitting) == 1 else []


def _order(heads: Sequence[Head], place: int, below: int) -> list[Head]:
    """The heads right over the columns, where that at a place is over the last ones."""
    first = heads[: len(heads) - below]
    return [*first[:place], *heads[len(heads) - below :], *first[place + 1 :]]


def _fits(heads: Sequence[Head], largest: Sequence[Decimal | None], place: int, below: int) -> bool:
    """Whether no column has a number above the most that its head allows."""
    if _most(heads[place]) is not None:
        return False
    pairs = zip(_order(heads, place, below), largest, strict=True)
    return all(
        most is None or found is None or found <= most for head, found in pairs for most in (_most(head),)
    )


def _most(head: Head) -> Decimal | None:
    match = _MOST.search(head.words)
    return Decimal(match[1].replace(",", ".")) if match else None


def _two_rows(heads: Sequence[Head], place: int, below: int) -> list[Cell]:
    cells = []
    for column, head in enumerate(_order(heads, place, below)):
        under = place <= column < place + below
        cells.append(
            Cell(head.start, head.end, 0, int(under), column, row_span=1 if under else 2, header=True)
        )
    over = heads[place]
    cells.append(Cell(over.start, over.end, 0, 0, place, column_span=below, header=True))
    return cells
