"""Figures that one slip of the pen keeps from fitting, and how likely chance would look the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from solieu.arithmetic import HUNDRED, Span, is_share, slips, written
from solieu.relate.scene import Figure
from solieu.types import Quantity

_PRECISION = 40


def near(value: Quantity) -> set[Decimal]:
    """Every number that one slip turns a figure into: a digit, two swapped, a zero too many or too few.

    A zero put in or left out behind the comma leaves what stands before it as it is.

    >>> sorted(map(int, near(Quantity(Decimal(105), Decimal(1))) & {15, 150, 501, 1005, 1050, 205}))
    [15, 150, 205, 1005, 1050]
    >>> {Decimal("1.04"), Decimal("10.4"), Decimal("14"), Decimal("4.1")} <= near(
    ...     Quantity(Decimal("1.4"), Decimal("0.1"))
    ... )
    True
    """
    found = {other for other in slips(value) if other >= 0}
    digits = format((value.low / value.step).to_integral_value(), "f").lstrip("-")
    decimals = max(0, -(value.step / value.scale).adjusted())
    digits = digits.zfill(decimals + 1) if decimals else digits
    found |= {other * value.step for other in _miswritten(digits)} if decimals else set()
    whole = len(digits) - decimals
    for place in range(1, len(digits) + 1):
        longer = int(f"{digits[:place]}0{digits[place:]}") * value.step
        if place <= whole:
            found.add(longer)
        if place >= whole and decimals:
            found.add(longer / 10)
        if digits[place : place + 1] == "0" and len(digits) > 1:
            coarser = Decimal(10) if place >= whole else Decimal(1)
            found.add(int(digits[:place] + digits[place + 1 :]) * value.step * coarser)
    return found - {value.low}


def _miswritten(digits: str) -> Iterator[int]:
    """The numbers whose digits are these but for one, or for two neighbours the other way round."""
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield int(digits[:place] + other + digits[place + 1 :])
        if place:
            yield int(digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :])


def _cells(percent: Figure, part: Figure, base: Figure) -> Iterator[tuple[Decimal, bool]]:
    """The percentages that one slip makes of a share, each with whether it is the one that is stated."""
    step, low = percent.quantity.step, percent.quantity.low
    piece, whole, stated = written(part.mention), written(base.mention), written(percent.mention)
    if base.quantity.low > 0:
        true = part.quantity.low * HUNDRED / base.quantity.low
        for value in near(Quantity(_rounded(true, step), step)):
            yield value, False
    for value in near(percent.quantity):
        shift = Span(value - low, value - low)
        yield value, is_share(stated + shift, piece, whole)
    for value in near(part.quantity):
        if base.quantity.low > 0:
            shift = Span(value - part.quantity.low, value - part.quantity.low)
            cell = _rounded(value * HUNDRED / base.quantity.low, step)
            yield cell, is_share(stated, piece + shift, whole)
    for value in near(base.quantity):
        if value > 0:
            shift = Span(value - base.quantity.low, value - base.quantity.low)
            cell = _rounded(part.quantity.low * HUNDRED / value, step)
            yield cell, is_share(stated, piece, whole + shift)


def chance_of_slip(percent: Figure, part: Figure, base: Figure) -> float | None:
    """How likely chance would put a percentage one slip from the share; None where no slip explains it.

    The percentages that a slip in any of the three figures could have made, over all that can be written with
    as many decimals: 0.01 for two decimals, a third and more for none.
    """
    with localcontext() as context:
        context.prec = _PRECISION
        reached, explained = set(), False
        for cell, hit in _cells(percent, part, base):
            explained = explained or hit
            if 0 <= cell <= HUNDRED:
                reached.add(cell)
        if not explained:
            return None
        return min(1.0, float(len(reached) * percent.quantity.step / HUNDRED))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
