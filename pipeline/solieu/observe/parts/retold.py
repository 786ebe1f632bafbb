"""Figures that a text tells more than once: in its headline, and again where it goes into the detail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from solieu.observe.parts.outline import Outline
from solieu.types import Mention, Quantity

# Counts and shares that different things often have alike.
_COMMON = frozenset((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100))

# The kinds whose amounts different things seldom have alike.
_SELDOM = ("money", "measure")

Twice = tuple[Mention, Sequence[Mention]]


def told_in_detail(outline: Outline, figures: Sequence[Mention]) -> Iterator[Twice]:
    """The figures of a headline, each with those below it that are the same amount of the same thing.

    A text without a headline has none, nor has one that is too short to tell anything twice.

    Args:
        outline: the document's text with its parts.
        figures: its figures in text order.
    """
    title = outline.opening.title
    if not title or outline.opening.formal or not outline.text.lstrip().startswith(title):
        return
    end = outline.blocks[0].end
    below: dict[object, list[Mention]] = defaultdict(list)
    for figure in figures:
        if figure.start >= end and (key := _amount(figure)) is not None:
            below[key].append(figure)
    for figure in figures:
        key = _amount(figure) if figure.end <= end else None
        if key is not None and key in below:
            yield figure, below[key]


def same_amounts(figures: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
    """The figures that are the same amount, which different things seldom have: no counts or shares.

    Args:
        figures: the text's figures, in text order.
    """
    alike: dict[object, list[Mention]] = defaultdict(list)
    for figure in figures:
        if figure.kind in _SELDOM and (key := _amount(figure)) is not None:
            alike[key].append(figure)
    return (group for group in alike.values() if len(group) > 1)


def _amount(figure: Mention) -> object | None:
    """What makes two figures the same amount; None for one that different things often have alike."""
    value = figure.value
    if not isinstance(value, Quantity) or (figure.kind == "count" and value.low in _COMMON):
        return None
    noun = (figure.noun or "").casefold().split(" ")[0]
    return figure.kind, value.low, value.high, value.unit, noun
