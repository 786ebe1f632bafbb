"""Whether a figure of one thing, place, time, standing and basis has one value wherever it is stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from solieu.archive.findings import CorpusFinding
from solieu.archive.observed.rows import agreeing
from solieu.archive.observed.saying import figure, thing, written_on
from solieu.archive.observed.stated import Stated
from solieu.lexicon.indicators import Indicator
from solieu.types import Verdict

# More values than this of one thing in one document are those of its parts, and so are values this far apart.
_VALUES = 2
_APART = 10
_HAD = (None, "estimate")


def check_twice(figures: Sequence[Stated], known: Mapping[str, Indicator]) -> Iterator[CorpusFinding]:
    """One finding for two values of one observation in a document, or in documents that follow one another.

    Between documents it tests plans, and changes against a stated basis; levels that were had are compared by
    `solieu.archive.observed.levels`. Within a document it may be our reading that takes two things for one,
    so that two values there are `ambiguous`.
    """
    for _, told in groupby(figures, key=lambda one: one.key[:-1]):
        same = list(told)
        if same[0].change is not None and same[0].basis is None:
            continue  # against what is not said: it may be two times
        single = []
        for content in sorted({one.content for one in same}):
            here = [one for one in same if one.content == content]
            here = [one for one in here if one.doc_id == here[0].doc_id]
            groups = agreeing(here)
            if len(groups) == 1:
                single.append(groups[0][0])
            elif len(groups) == _VALUES and _comparable(groups[0][0], groups[1][0]):
                yield _within(groups[0][0], groups[1][0], known)
        if same[0].change is not None or same[0].status not in _HAD:
            single.sort(key=lambda one: (one.vintage or date.min, one.source))
            for earlier, later in pairwise(single):
                yield _between(earlier, later, known)


def _comparable(one: Stated, other: Stated) -> bool:
    """Whether two values in one document can be of one thing: exact, of two sentences, of one magnitude."""
    if one.sentence == other.sentence or not (one.exact and other.exact):
        return False
    low, high = sorted((abs(one.amount), abs(other.amount)))
    return bool(high < low * _APART)


def _within(one: Stated, other: Stated, known: Mapping[str, Indicator]) -> CorpusFinding:
    first, second = sorted((one, other), key=lambda told: int(told.start))
    what, where = thing(first, first.period, known), written_on(first)
    return CorpusFinding(
        "ambiguous",
        "two_values",
        (first.mention_id, second.mention_id),
        f"{what.vi}: {where.vi} nêu hai số, {figure(first)} và {figure(second)}.",
        f"{what.en}: {where.en} gives two values, {figure(first)} and {figure(second)}.",
        stated=second.value,
        expected=first.value,
        check="observation",
    )


def _between(earlier: Stated, later: Stated, known: Mapping[str, Indicator]) -> CorpusFinding:
    what, first, second = thing(later, later.period, known), written_on(earlier), written_on(later)
    agree = len(agreeing([earlier, later])) == 1
    dated = None not in (earlier.vintage, later.vintage) and earlier.vintage != later.vintage
    verdict: Verdict = "consistent" if agree else "ambiguous" if dated else "inconsistent"
    reason = None if agree else "revised" if dated else "conflict"
    vi, en = {
        None: ("khớp với", "agrees with"),
        "revised": ("đã sửa", "has revised"),
        "conflict": ("trái với", "contradicts"),
    }[reason]
    return CorpusFinding(
        verdict,
        reason,
        (earlier.mention_id, later.mention_id),
        f"{what.vi}: {second.vi} nêu {figure(later)}, {vi} {figure(earlier)} của {first.vi}.",
        f"{what.en}: {figure(later)} by {second.en} {en} {figure(earlier)} by {first.en}.",
        stated=later.value,
        expected=earlier.value,
        check="observation",
    )
