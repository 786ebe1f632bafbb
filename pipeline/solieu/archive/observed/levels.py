"""Whether documents agree on a level: what one states or implies against what an earlier one did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from solieu.archive.findings import CorpusFinding
from solieu.archive.observed.claims import Claim
from solieu.archive.observed.saying import amount_of, number_of, thing, written_on
from solieu.archive.observed.stated import Stated
from solieu.arithmetic import HUNDRED, Span
from solieu.lexicon.indicators import Indicator
from solieu.types import Verdict


def check_levels(levels: Sequence[Claim], known: Mapping[str, Indicator]) -> Iterator[CorpusFinding]:
    """One finding for each two documents that follow one another in what they say of a level.

    A later document that gives another value has `revised` it, and stays `ambiguous`; two of the same day, or
    of unknown days, are in `conflict`. Between percentages a change may be meant in `points`.
    """
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in levels:
        told[claim.series, claim.days].append(claim)
    for same in told.values():
        for earlier, later in pairwise(_one_each(same)):
            yield _finding(earlier, later, known)


def _one_each(same: Sequence[Claim]) -> list[Claim]:
    """One claim a document, the stated level before an implied one, in the order of the documents' days.

    Documents of equal bytes are one.
    """
    best: dict[str, Claim] = {}
    for claim in sorted(same, key=lambda one: (one.by is not None, one.level.start)):
        best.setdefault(claim.level.content, claim)
    return sorted(best.values(), key=lambda one: (one.level.vintage or date.min, one.level.source))


def _finding(earlier: Claim, later: Claim, known: Mapping[str, Indicator]) -> CorpusFinding:
    what = thing(later.level, later.period, known)
    first, second = written_on(earlier.level), written_on(later.level)
    before, now = amount_of(earlier), amount_of(later)
    verdict, reason = _verdict(earlier, later)
    if verdict == "consistent":
        vi, en = "khớp với", "agrees with"
    else:
        vi, en = {
            "revised": ("đã sửa", "has revised"),
            "conflict": ("trái với", "contradicts"),
            "points": ("chỉ khớp nếu hiểu là điểm phần trăm với", "agrees only in percentage points with"),
        }[str(reason)]
    return CorpusFinding(
        verdict,
        reason,
        (*earlier.evidence, *later.evidence),
        f"{what.vi}: {second.vi} cho {now.vi}, {vi} {before.vi} của {first.vi}.",
        f"{what.en}: {now.en} by {second.en} {en} {before.en} by {first.en}.",
        stated=number_of(later),
        expected=number_of(earlier),
        check="level",
    )


def _verdict(earlier: Claim, later: Claim) -> tuple[Verdict, str | None]:
    if earlier.span.meets(later.span):
        return "consistent", None
    if any(_in_points(one, other) for one, other in ((earlier, later), (later, earlier))):
        return "ambiguous", "points"
    days = earlier.level.vintage, later.level.vintage
    if None in days or days[0] == days[1]:
        return "inconsistent", "conflict"
    return "ambiguous", "revised"


def _in_points(implied: Claim, other: Claim) -> bool:
    """Whether a change between percentages fits as a difference: from 5 % a rise of 2 % to 7 %."""
    if implied.by is None or implied.level.measured != "%" or implied.by.measured != "%":
        return False
    return _difference(implied.level, implied.by).meets(other.span)


def _difference(level: Stated, by: Stated) -> Span:
    before = level.span - by.span if by.change == "up" else level.span + by.span
    return Span(max(before.low, -HUNDRED), before.high)
