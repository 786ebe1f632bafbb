"""The one rule that settles which of two overlapping mentions stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from solieu.types import Kind, Mention

# A citation owns the digits of its number, a date those of its day: what is more specific goes first.
_ORDER: tuple[Kind, ...] = (
    "docref",
    "date",
    "ratio",
    "percent",
    "money",
    "measure",
    "age",
    "duration",
    "count",
)
_RANK: dict[Kind, int] = {kind: rank for rank, kind in enumerate(_ORDER)}


def resolve_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without overlaps, in text order: the more specific kind stays, then the longer span.

    >>> resolve_overlaps([])
    []
    """
    kept: list[Mention] = []
    ends: list[int] = []
    for mention in sorted(mentions, key=lambda m: (_RANK[m.kind], m.start - m.end, m.start)):
        # those kept do not overlap, so their ends are in the order of their starts
        at = bisect_right(ends, mention.start)
        if at == len(kept) or kept[at].start >= mention.end:
            kept.insert(at, mention)
            ends.insert(at, mention.end)
    return kept
