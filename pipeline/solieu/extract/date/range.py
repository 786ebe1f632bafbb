"""What dates beside one another lend each other, and which of them are one range.

`quý III và những tháng cuối năm 2025`: the year governs both. `từ ngày 3 đến 5/12/2019`: month and year are
shared, and the two are one date. `trong 2 năm 2018-2019`: `năm` belongs to the 2, a duration, so the range
begins behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from solieu.extract.date.context import LOOK_BACK, Context
from solieu.extract.date.forms import Point
from solieu.extract.date.judge import is_range
from solieu.extract.date.value import Moment, Span, decade, is_before

_COUNTED_LEADS = ("ngày", "tháng", "năm")
# What says that a number before a lead word counts, whether or not its period has that length:
# `kế hoạch 9 năm 2011-2015`, `trong hai năm 2016-2018`; not `lớp 9 năm 2011-2012`
_TELLS_LENGTH = re.compile(
    r"(?<!\w)(?:kế hoạch|trong|suốt|sau|qua|tổng kết|sơ kết|bình quân|chặng đường)\s(?:(?:vòng|cả)\s)?"
    r"[^\W_]{1,5}(?:\s[^\W\d_]{2,5})?\s\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A date and how it is linked to the one before it: `range`, `list`, `double` or not at all."""

    point: Point
    kind: str | None


def settle(text: str, chain: Sequence[Link], context: Context) -> list[Point]:
    """The dates of a chain: months and years lent, ranges made, numbers left out that nothing makes a date.

    Args:
        text: the text that the chain stands in.
        chain: dates in text order, each with its link to the one before.
        context: what stands beside dates.
    """
    merged = _merge(text, _lend(chain), context)
    if merged and merged[0].lunar and context.is_gloss(text, merged[0].start):
        # `12-2, tức 27 tháng Chạp`: the same day again, in the other calendar
        merged = [point for point in merged if not point.lunar]
    held = [point for point in merged if _holds(text, point, context)]
    return [_as_decade(point) for point in _release_lead(text, held, context)]


def _lend(chain: Sequence[Link]) -> list[Link]:
    """The chain with months and years lent, from right to left, and along ranges from left to right."""
    points = [link.point for link in chain]
    kinds = [link.kind for link in chain]
    for i in range(len(points) - 2, -1, -1):
        points[i] = _borrow(points[i], points[i + 1], kinds[i + 1])
    for i in range(1, len(points)):
        if kinds[i] == "range" or (kinds[i] == "list" and points[i].unit in ("months", "half")):
            points[i] = _continue(points[i - 1], points[i], kinds[i])
    return [Link(point, kind) for point, kind in zip(points, kinds, strict=True)]


def _borrow(point: Point, donor: Point, kind: str | None) -> Point:
    """The point with what it leaves out taken from the date behind it."""
    own, other = point.span.low, donor.span.low
    bare = own.day is not None and own.month is None
    of_unit = donor.unit == "day" or (not bare and kind in ("range", "whole"))
    if own.year is not None or (point.unit == "day" and not of_unit):
        return point
    if (bare and other.month is None) or (not bare and other.year is None):
        return point
    low = own.beside(other)
    if kind == "range" and is_before(other, low):
        low = _step_back(low, by_month=bare)
    high = point.span.high and point.span.high.beside(other)
    lent = donor.year_at or donor.context
    if bare:
        lent = (donor.number, max(donor.end, donor.context[1] if donor.context else 0))
    return replace(point, span=Span(low, high), context=lent)


def _step_back(moment: Moment, *, by_month: bool) -> Moment:
    """`ngày 28 đến 5/12` begins in November, `tháng 11 đến tháng 3/2020` in the year before."""
    if by_month and moment.month != 1:
        return replace(moment, month=(moment.month or 0) - 1)
    year = None if moment.year is None else moment.year - 1
    return replace(moment, year=year, month=12 if by_month else moment.month)


def _continue(before: Point, point: Point, kind: str | None) -> Point:
    """The end of a range, or the months added to one, with what they leave out taken from the beginning."""
    own, first = point.span.low, before.span.low
    bare = own.day is not None and own.month is None
    if (own.year is not None or first.year is None) and not bare:
        return point
    low = own.beside(first)
    if kind == "range" and low.year is not None and is_before(low, first):
        low = replace(low, year=low.year + 1)
    high = point.span.high and point.span.high.beside(low)
    lent = point.context if bare else before.year_at or before.context
    return replace(point, span=Span(low, high), context=lent)


def _merge(text: str, chain: Sequence[Link], context: Context) -> list[Point]:
    """The points of the chain, those that a range joins made one."""
    points: list[Point] = []
    for link in chain:
        if points and link.kind in ("range", "double") and _joinable(text, points[-1], link.point):
            points[-1] = _joined(text, points[-1], link.point, context)
        else:
            points.append(link.point)
    return points


def _joinable(text: str, first: Point, last: Point) -> bool:
    """Whether the second date may end a range that the first begins: it lies later, or in the next year."""
    low, high = first.span.low, last.span.last
    if first.span.high is not None and first.unit != "months":
        return False
    over_new_year = low.year is None and high.year is None and (low.month or 0) > (high.month or 13)
    return is_before(low, high) is not False or (over_new_year and _in_words(text, first, last))


def _in_words(text: str, first: Point, last: Point) -> bool:
    """Whether a word joins the two, as `đến` does, and not only a dash."""
    return any(character.isalpha() for character in text[first.end : last.start])


def _joined(text: str, first: Point, last: Point, context: Context) -> Point:
    """One date of the two ends of a range; `từ` is part of it where a word (`đến`) joins them."""
    start, number = first.start, first.number
    if _in_words(text, first, last):
        since = context.since.search(text, max(0, start - LOOK_BACK), start)
        if since:
            start, number = since.start(), start
    lent = first.context or last.context
    outside = lent if lent and not start <= lent[0] <= lent[1] <= last.end else None
    return replace(
        first,
        start=start,
        end=last.end,
        number=number,
        span=Span(first.span.low, last.span.last),
        rule=first.rule if first.rule == "date.period" else "date.range",
        year_at=last.year_at or first.year_at,
        weak=first.weak and last.weak,
        lunar=first.lunar or last.lunar,
        many=False,
        context=outside,
    )


def _holds(text: str, point: Point, context: Context) -> bool:
    """Whether the settled point is a date."""
    low = point.span.low
    if low.day is not None and low.month is None and not point.led:
        return False
    return not point.weak or (point.rule == "date.range" and is_range(context, text, point))


def _release_lead(text: str, points: list[Point], context: Context) -> list[Point]:
    """The points without a lead that a number before it counts: `hai ngày 9 và 10-5`, `5 năm 2021-2025`."""
    if not points or not points[0].led:
        return points
    first = points[0]
    if text[first.start : first.number].strip().casefold() not in _COUNTED_LEADS:
        return points
    number = context.counted(text, first.start)
    if number is None:
        return points
    before = text[max(0, first.start - 40) : first.start]
    told = first.span.high is not None and first.rule == "date.range" and _TELLS_LENGTH.search(before)
    if number > 1 and (told or number in (len(points), *_length(first))):
        return [replace(first, start=first.number), *points[1:]]
    return points[1:] if first.rule in ("date.day", "date.month") else points


def _length(point: Point) -> tuple[int, ...]:
    """How many years, months or days a range has, counted with both ends or from one to the other."""
    low, high = point.span.low, point.span.high
    if high is None:
        return ()
    for one, other in ((low.day, high.day), (low.month, high.month), (low.year, high.year)):
        if one is not None and other is not None:
            return (other - one + 1, other - one)
    return ()


def _as_decade(point: Point) -> Point:
    """`những năm 1980` that no range goes on from: ten years."""
    return replace(point, span=decade(point.span.low.year or 0), many=False) if point.many else point
