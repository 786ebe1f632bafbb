"""Whether flows of a year fit each other: what came together since a day cannot fall, nor parts exceed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from solieu.archive.findings import CorpusFinding
from solieu.archive.observed.claims import Claim, Days
from solieu.archive.observed.saying import figure, number_of, thing, written_on
from solieu.arithmetic import Span, total
from solieu.check.wording import valued
from solieu.lexicon.indicators import Indicator

# The longest time of which parts are added up; longer ones are of plans.
_MOST_DAYS = 366


def check_series(levels: Sequence[Claim], known: Mapping[str, Indicator]) -> Iterator[CorpusFinding]:
    """One finding for each two flows from the same day on, and for each that its months are known of.

    Only flows that documents state are tested, exact ones with exact ones and estimates with estimates. An
    estimate may be put right later, so that what contradicts it stays `ambiguous`.
    """
    flows: dict[tuple[object, ...], dict[Days, Claim]] = defaultdict(dict)
    for claim in sorted(levels, key=_age):
        flow = claim.by is None and known[claim.series.indicator].nature == "flow"
        if flow and (claim.days.end - claim.days.start).days < _MOST_DAYS:
            flows[claim.series, claim.level.status][claim.days] = claim  # the latest document decides
    for told in flows.values():
        yield from _since(told, known)
        yield from _months(told, known)


def _age(claim: Claim) -> tuple[date, str, int]:
    return claim.level.vintage or date.min, claim.level.source, claim.level.start


def _since(told: Mapping[Days, Claim], known: Mapping[str, Indicator]) -> Iterator[CorpusFinding]:
    """What came together since one day, each time against the next longer."""
    for start in sorted({days.start for days in told}):
        longer = sorted((days for days in told if days.start == start), key=lambda days: days.end)
        for first, then in pairwise(longer):
            yield _growing(told[first], told[then], known)


def _growing(shorter: Claim, longer: Claim, known: Mapping[str, Indicator]) -> CorpusFinding:
    falls = longer.span.high < shorter.span.low
    one, other = thing(shorter.level, shorter.period, known), thing(longer.level, longer.period, known)
    first, second = written_on(shorter.level), written_on(longer.level)
    had, has = figure(shorter.level), figure(longer.level)
    vi, en = ("ít hơn", "less than") if falls else ("không ít hơn", "no less than")
    return CorpusFinding(
        ("ambiguous" if shorter.level.status else "inconsistent") if falls else "consistent",
        "falls" if falls else None,
        (*shorter.evidence, *longer.evidence),
        f"{other.vi}: {has} ({second.vi}), {vi} {had} của {period_of(one.vi)} ({first.vi}).",
        f"{other.en}: {has} ({second.en}), {en} {had} of {period_of(one.en)} ({first.en}).",
        stated=number_of(longer),
        expected=f">= {number_of(shorter)}",
        check="cumulative",
    )


def period_of(said: str) -> str:
    """The last part of what `thing` says."""
    return said.rpartition(", ")[2]


def _months(told: Mapping[Days, Claim], known: Mapping[str, Indicator]) -> Iterator[CorpusFinding]:
    """Each longer time against the months in it that are known: more than it, or all of it."""
    months = sorted((claim for claim in told.values() if claim.level.frequency == "month"), key=_first_day)
    for days, whole in sorted(told.items()):
        parts = [one for one in months if days.start <= one.days.start and one.days.end <= days.end]
        if whole in parts or len(parts) < 2:  # one alone that begins with it was tested by its growth
            continue
        together: Span = total([part.span for part in parts])
        complete = (
            sum((part.days.end - part.days.start).days + 1 for part in parts)
            == (days.end - days.start).days + 1
        )
        exceeds = together.low > whole.span.high
        if exceeds or (complete and together.meets(whole.span)):
            yield _summed(whole, parts, exceeds, known)


def _first_day(claim: Claim) -> date:
    return claim.days.start


def _summed(
    whole: Claim, parts: Sequence[Claim], exceeds: bool, known: Mapping[str, Indicator]
) -> CorpusFinding:
    what, who = thing(whole.level, whole.period, known), written_on(whole.level)
    shown = " + ".join(figure(part.level) for part in parts)
    vi, en = ("nhiều hơn", "more than") if exceeds else ("đúng bằng", "just")
    return CorpusFinding(
        ("ambiguous" if whole.level.status else "inconsistent") if exceeds else "consistent",
        "months" if exceeds else None,
        (*whole.evidence, *(mention for part in parts for mention in part.evidence)),
        f"{what.vi}: các tháng cộng lại ({shown}) {vi} {figure(whole.level)} của cả kỳ ({who.vi}).",
        f"{what.en}: its months together ({shown}) are {en} the {figure(whole.level)} of all ({who.en}).",
        stated=number_of(whole),
        expected=f">= {valued(sum((part.level.amount for part in parts), start=0 * whole.level.amount))}",
        check="months",
    )
