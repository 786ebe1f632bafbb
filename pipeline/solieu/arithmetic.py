"""What figures promise as they are written: how far a rounded number may lie from the truth.

`62,9%` stands for everything that half-up rounding brings to 62.9; a plain count of things stands for itself.
Everything is `Decimal` and exact: quotients are compared by cross-multiplying, never divided first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from solieu.types import Mention, Quantity

HALF = Decimal("0.5")
HUNDRED = Decimal(100)
# A hedge is taken to leave at most this part of the figure open: `hơn 9.400` may be 10.000, not 12.000.
HEDGE_ROOM = Decimal("0.1")
# From how many units of its last digit that is no zero a hedged figure counts as told to that digit.
PRECISE = 100
# A hedged percentage is open by so many points at most where that is more: `gần 40%` may be 36, not 31.
POINTS = Decimal(5)
# Zeros at the end are taken for rounding where they are at most this part of the figure.
ROUND_PART = Decimal("0.02")
# Units of mass, each with its worth in kilograms: a yield in tạ/ha makes a harvest in tấn.
_MASS = {
    "g": Decimal("0.001"), "kg": Decimal(1), "yến": Decimal(10), "tạ": Decimal(100), "tấn": Decimal(1000),
}  # fmt: skip
# How many zeros a writer is taken to have dropped or added.
_ZEROS = (Decimal(1000), Decimal(100), Decimal(10))


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    def meets(self, other: Span) -> bool:
        """Whether the two have a number in common.

        >>> Span(Decimal(1), Decimal(2)).meets(Span(Decimal(2), Decimal(3)))
        True
        """
        return self.low <= other.high and other.low <= self.high


def amount(mention: Mention) -> Quantity:
    """The quantity of a figure.

    Raises:
        TypeError: the mention is no count, percentage, amount of money, measure or age.
    """
    if not isinstance(mention.value, Quantity):
        raise TypeError(f"{mention.kind} {mention.text!r} has no quantity")
    return mention.value


def counted(mention: Mention) -> bool:
    """Whether a figure counts whole things one by one, so that nothing was rounded: `14.340 lượt`."""
    value = mention.value
    return mention.kind == "count" and isinstance(value, Quantity) and value.step == 1 and value.high is None


def written(mention: Mention) -> Span:
    """The numbers that half-up rounding brings to the digits as written; a plain count stands for itself."""
    value = amount(mention)
    if counted(mention):
        return Span(value.low, value.low)
    return Span(value.low - value.step * HALF, (value.high or value.low) + value.step * HALF)


def truncated(mention: Mention) -> Span:
    """The numbers that rounding, or dropping digits instead, could bring to the digits as written."""
    value, span = amount(mention), written(mention)
    return span if counted(mention) else Span(span.low, (value.high or value.low) + value.step)


def rounded(mention: Mention) -> Span:
    """The numbers that a figure could stand for if the zeros it ends in are those of rounding.

    Only of a figure with so many other digits that the zeros are a small part of it: 5.800, not 500.
    """
    value = amount(mention)
    step = round_step(value)
    if step == value.step or step > abs(value.low) * ROUND_PART:
        return written(mention)
    return Span(value.low - step * HALF, value.low + step)


def hedged(mention: Mention) -> Span:
    """The numbers that a figure's hedge leaves open: `hơn` upwards, `gần` downwards, `khoảng` both ways.

    What is more than 3 million is no less than that, though 3 million alone could be 2.6 rounded.
    """
    value, span = amount(mention), written(mention)
    rounded_to = min(round_step(value), POINTS) if mention.kind == "percent" else round_step(value)
    room = max(rounded_to, abs(value.low) * HEDGE_ROOM)
    if mention.hedge in (">", ">="):
        return Span(value.low, span.high + room)
    if mention.hedge in ("<", "<="):
        return Span(span.low - room, value.high or value.low)
    return Span(span.low - room, span.high + room) if mention.hedge else span


def loosely(mention: Mention) -> Span:
    """The numbers that a hedge leaves open: of a figure with many digits what its last one leaves.

    `hơn 14.340` was cut off to the tens, and `ước đạt 21.385 tỷ đồng` is estimated to the last; only a round
    figure (`khoảng 20 tỷ`, `hơn 500`) is as open as hedges are elsewhere.
    """
    value = amount(mention)
    step = round_step(value)
    if mention.hedge is None or not value.low or abs(value.low) / step < PRECISE:
        return hedged(mention)
    span = written(mention)
    low = span.low - step if mention.hedge in ("<", "<=", "~") else span.low
    high = span.high + step if mention.hedge in (">", ">=", "~") else span.high
    return Span(low, high)


def round_step(value: Quantity) -> Decimal:
    """The unit of the last digit that is not a zero, at least the unit of the last digit written.

    >>> round_step(Quantity(Decimal(5800), Decimal(1)))
    Decimal('100')
    """
    step, steps = value.step, value.low / value.step
    while steps and steps % 10 == 0:
        step, steps = step * 10, steps / 10
    return step


def total(spans: Sequence[Span]) -> Span:
    """The sum of spans, end by end."""
    return Span(sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0)))


def room(mentions: Sequence[Mention]) -> Decimal:
    """How far rounding can move a total of figures: half a step for each, none for plain counts."""
    return sum((amount(m).step for m in mentions if not counted(m)), Decimal(0)) * HALF


def worth(rate: str, total: str) -> Decimal | None:
    """How many of a total's units one of a rate's is, None where one cannot be made of the other.

    >>> worth("tạ/ha", "tấn"), worth("đồng/ha", "đồng"), worth("tạ/ha", "đồng")
    (Decimal('0.1'), Decimal('1'), None)
    """
    unit = rate.partition("/")[0]
    if unit == total:
        return Decimal(1)
    return _MASS[unit] / _MASS[total] if {unit, total} <= _MASS.keys() else None


def gap(whole: Mention, parts: Sequence[Mention]) -> Decimal:
    """What the parts lack of the whole; negative where they exceed it."""
    return amount(whole).low - sum((amount(part).low for part in parts), Decimal(0))


def chance(whole: Mention, parts: Sequence[Mention]) -> Decimal:
    """How likely parts that have nothing to do with a whole would total it at least as well as these do.

    The window in which a total would have counted as a fit, over the numbers up to the whole: 1/218 for three
    counts that total 218 exactly.
    """
    whole_value = amount(whole).low
    coarsest = max(amount(mention).step for mention in (whole, *parts))
    if not whole_value:
        return Decimal(1)
    return min(Decimal(1), (2 * abs(gap(whole, parts)) + coarsest) / abs(whole_value))


def is_share(percent: Span, part: Span, base: Span) -> bool:
    """Whether a part of a base comes to a percentage, each of them anywhere in its span.

    Of exact figures the upper end of the percentage's span is left out: it rounds half up to the next one.

    >>> one = Span(Decimal(1), Decimal(1)), Span(Decimal(8), Decimal(8))
    >>> is_share(Span(Decimal("12.4"), Decimal("12.5")), *one)
    False
    """
    low, high = percent.low * base.low, percent.high * base.high
    if part.low == part.high and base.low == base.high:
        return low <= part.low * HUNDRED < high
    return low <= part.high * HUNDRED and part.low * HUNDRED <= high


def is_change(by: Mention, now: Span, before: Span) -> bool:
    """Whether two levels differ by an amount, in either direction, as written: absolutely, or in per cent."""
    stated, moved = written(by), now - before
    if amount(by).unit == "%":
        scaled = Span(moved.low * HUNDRED, moved.high * HUNDRED)
        share = Span(stated.low * before.low, stated.high * before.high)
        return scaled.meets(share) or Span(-scaled.high, -scaled.low).meets(share)
    return moved.meets(stated) or Span(-moved.high, -moved.low).meets(stated)


def whole_numbers(percent: Quantity, base: int) -> range:
    """The whole numbers whose share of `base` rounds, half up, to the percentage as written.

    From GRIM (Brown and Heathers 2017): of 218 things 60 are 27.52 % and 61 are 27.98 %,
    so none is 27,9 %.

    >>> whole_numbers(Quantity(Decimal("27.98"), Decimal("0.01")), 218)
    range(61, 62)
    """
    low = (percent.low - percent.step * HALF) * base / HUNDRED
    high = (percent.low + percent.step * HALF) * base / HUNDRED
    first = max(0, int(low.to_integral_value(ROUND_CEILING)))
    return range(first, max(first, min(base + 1, int(high.to_integral_value(ROUND_CEILING)))))


def whole_numbers_cut(percent: Quantity, base: int) -> range:
    """The whole numbers whose share comes to the percentage if digits are dropped, or if ties go down."""
    low = percent.low * base / HUNDRED
    high = (percent.low + percent.step) * base / HUNDRED
    first = max(0, int(low.to_integral_value(ROUND_CEILING)))
    tie = int(((percent.low + percent.step * HALF) * base / HUNDRED).to_integral_value(ROUND_FLOOR))
    return range(first, max(first, tie + 1, min(base + 1, int(high.to_integral_value(ROUND_CEILING)))))


def wrong_digits(value: Quantity) -> Iterator[Decimal]:
    """Every number that differs from a figure in one digit as written.

    >>> sorted(map(int, wrong_digits(Quantity(Decimal(12), Decimal(1)))))[:4]
    [10, 11, 13, 14]
    """
    digits = format((value.low / value.step).to_integral_value(), "f").lstrip("-")
    for place, digit in enumerate(reversed(digits)):
        for other in range(10):
            if other != int(digit) and (other or place + 1 < len(digits) or len(digits) == 1):
                yield value.low + (other - int(digit)) * value.step.scaleb(place)


def slips(value: Quantity) -> Iterator[Decimal]:
    """Every number that one slip of the pen turns a figure into: a digit, two neighbours swapped, zeros."""
    yield from wrong_digits(value)
    digits = format((value.low / value.step).to_integral_value(), "f").lstrip("-")
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1] and not (place == 0 and digits[1] == "0"):
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            yield int(swapped) * value.step
    for factor in _ZEROS:
        yield value.low * factor
        if (value.low / value.step) % factor == 0:
            yield value.low / factor
