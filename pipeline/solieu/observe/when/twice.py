"""Figures that a text tells twice: a headline gives in short what its text then tells with its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from solieu.observe.parts.outline import Outline, Told
from solieu.types import Mention, Quantity

# How far a rounded number of a headline may lie from the one that it stands for, as a part of it.
_ROUNDED = Decimal("0.05")
# What is counted of a few things is told of many.
_FEW = 10


def headlined(outline: Outline, figures: Sequence[Mention], told: Mapping[int, Told]) -> dict[int, Told]:
    """The periods of figures in a headline from where the text tells them again.

    A number that the headline rounds stands for the nearest on the side that its hedge names: `gần 2.000` for
    1.950. Where the text tells it of several times, the headline's stays open.

    Args:
        outline: the text with its parts.
        figures: the figures of the text, in text order.
        told: the periods that are told of them, by their start.
    """
    low, high = outline.opening.span
    if outline.opening.formal or outline.in_head or not outline.text.startswith(outline.head[:200]):
        return {}
    short = [figure for figure in figures if low <= figure.start < high and figure.start not in told]
    body = [figure for figure in figures if figure.start >= high]
    found: dict[int, Told] = {}
    for figure in short:
        again = [other for other in body if _same(figure, other)]
        times = {told[other.start].value for other in again if other.start in told}
        if len(times) == 1:
            found[figure.start] = Told(times.pop(), "paragraph")
    return found


def _same(short: Mention, full: Mention) -> bool:
    """Whether a figure gives another one, perhaps rounded."""
    if not isinstance(short.value, Quantity) or not isinstance(full.value, Quantity):
        return False
    if short.kind != full.kind or short.value.unit != full.value.unit or short.change != full.change:
        return False
    if short.kind == "count" and short.value.low <= _FEW and short.noun != full.noun:
        return False
    aim, number = short.value.low, full.value.low
    if (aim, short.value.high) == (number, full.value.high):
        return True
    if short.value.high is not None or full.value.high is not None or not short.hedge:
        return False
    off = number - aim if short.hedge in (">", ">=") else aim - number
    return 0 <= off <= _ROUNDED * abs(aim)
