"""What documents say a level to be: as a figure of its own, or as what a change leaves of another level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from solieu.archive.observed.stated import Stated
from solieu.arithmetic import HUNDRED, Span
from solieu.intervals import interval
from solieu.lexicon.indicators import Indicator

_PRECISION = 60
# In which standings a level was had, and not wished for.
_HAD = (None, "estimate")
_PERCENT, _POINTS = "%", "điểm %"


class Series(NamedTuple):
    """What levels must share to be one series: indicator, place with its territory, unit."""

    indicator: str
    where: str
    since: date | None
    measured: str


class Days(NamedTuple):
    """The days that a level is for; a stock's are its day twice."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Claim:
    """A level of a series that a document states, or that follows from a level and a change it states.

    `span` holds the numbers that the words leave open; `level` is the figure, `by` the change to it.
    """

    series: Series
    days: Days
    period: str
    span: Span
    level: Stated
    by: Stated | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The mentions that it rests on."""
        return (self.level.mention_id,) if self.by is None else (self.level.mention_id, self.by.mention_id)


def claims(figures: Sequence[Stated], known: Mapping[str, Indicator]) -> list[Claim]:
    """Every level that documents say was had, stated or implied, in the order of the figures.

    A document that gives a level two values is left out with that level: which is meant cannot be told.

    Args:
        figures: those that have an indicator.
        known: the indicators by code.
    """
    levels = [one for one in figures if one.exact and one.change is None and one.basis is None]
    levels = [one for one in _single(levels) if one.status in _HAD]
    found = [_stated(one, known) for one in levels]
    by_sentence: dict[tuple[str, int, str], list[Stated]] = defaultdict(list)
    for one in levels:
        by_sentence[one.doc_id, one.sentence, one.subject].append(one)
    for change in figures:
        now = _changed(change, by_sentence.get((change.doc_id, change.sentence, change.subject), ()))
        if now is not None and (claim := _implied(now, change, known)) is not None:
            found.append(claim)
    return [claim for claim in found if claim is not None]


def _single(levels: Iterable[Stated]) -> Iterator[Stated]:
    """The levels that their document gives one value only."""
    given: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for one in levels:
        given[(one.doc_id, *one.key)].append(one)
    for told in given.values():
        if len({one.value for one in told}) == 1:
            yield told[0]


def _series(one: Stated) -> Series:
    return Series(one.subject, one.where, one.place_since, one.measured)


def _days(start: date | None, end: date | None, nature: str) -> Days | None:
    if end is None or nature == "season" or (start is None and nature != "stock"):
        return None
    return Days(end, end) if nature == "stock" or start is None else Days(start, end)


def _stated(one: Stated, known: Mapping[str, Indicator]) -> Claim | None:
    days = _days(one.period_start, one.period_end, known[one.indicator].nature)
    return None if days is None else Claim(_series(one), days, one.period, one.span, one)


def _changed(change: Stated, levels: Sequence[Stated]) -> Stated | None:
    """The level that a change led to: the nearest before it in its sentence, of the same place and time."""
    if change.change is None or change.basis is None or not change.exact:
        return None
    same = [
        one
        for one in levels
        if one.start < change.start
        and (one.where, one.place_since, one.period, one.status)
        == (change.where, change.place_since, change.period, change.status)
    ]
    return max(same, key=lambda one: int(one.start), default=None)


def _implied(now: Stated, change: Stated, known: Mapping[str, Indicator]) -> Claim | None:
    """The level before a change: of 120 after a rise of 20 %, 100."""
    told = interval(change.basis)
    days = _days(told.start, told.end, known[now.indicator].nature)
    span = _before(now, change)
    return (
        None if days is None or span is None else Claim(_series(now), days, change.basis, span, now, change)
    )


def _before(now: Stated, change: Stated) -> Span | None:
    sign = 1 if change.change == "up" else -1
    level, by = now.span, change.span
    points = (now.measured, change.measured) == (_PERCENT, _POINTS)
    if points or (change.measured == now.measured and now.measured != _PERCENT):
        return level - by if sign > 0 else level + by
    if change.measured != _PERCENT or level.low < 0:
        return None
    ends = (HUNDRED + sign * by.low, HUNDRED + sign * by.high)
    low, high = min(ends), max(ends)
    if low <= 0:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        return Span(level.low * HUNDRED / high, level.high * HUNDRED / low)


def middle(span: Span) -> Decimal:
    """The number in the middle of a span."""
    return (span.low + span.high) / 2
