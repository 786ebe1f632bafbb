"""Observations: one row for what all documents of a day say of one thing, place, time and standing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from solieu.archive.observed.stated import Stated
from solieu.arithmetic import Span
from solieu.lexicon.indicators import Indicator

_SHARED = (
    "indicator", "item", "population", "within", "share_of", "place", "place_code", "place_since", "period",
    "period_start", "period_end", "frequency", "status", "kind", "change", "basis", "vintage",
)  # fmt: skip


def observations(figures: Iterable[Stated], known: Mapping[str, Indicator]) -> Iterator[dict[str, Any]]:
    """A row of the table for each group of figures that measure the same and were written on one day.

    The value is the one that the most independent sources of that day state. Where two are stated by equally
    many, there is none: both are `conflicting`. `agreeing` counts the sources of any day that state it.
    `disagreement` says whose values differ: those of `sources`, or within one `document`, which then speaks
    of parts that its words do not tell apart for us, and is no contradiction.

    Args:
        figures: in the order of their keys.
        known: the indicators by code.
    """
    for _, told in groupby(figures, key=lambda one: one.key[:-1]):
        everywhere = list(told)
        for _, group in groupby(everywhere, key=attrgetter("key")):
            yield _row(list(group), everywhere, known)


def _row(rows: list[Stated], everywhere: list[Stated], known: Mapping[str, Indicator]) -> dict[str, Any]:
    first, agreed = rows[0], agreeing(rows)
    decided = len(agreed) == 1 or _sources(agreed[0]) > _sources(agreed[1])
    best = agreed[0] if decided else ()
    others = agreed[1:] if decided else agreed
    shared = {name: getattr(first, name) for name in _SHARED}
    told = {
        "observation_id": hashlib.sha256("\x1f".join(first.key).encode()).hexdigest()[:16],
        "name": known[first.indicator].name if first.indicator in known else None,
        "unit": first.measured or None,
        "measure_type": _most(one.measure_type for one in rows),
        "documents": len({one.doc_id for one in rows}),
        "sources": _sources(rows),
        "agreeing": _sources([one for one in everywhere if best and _same(one, best[0])]),
        "mentions": [one.mention_id for one in best],
        "disagreement": _disagreement(agreed),
        "conflicting": [group[0].value for group in others],
        "conflicting_mentions": [one.mention_id for group in others for one in group],
    }
    return shared | told | (_value(best[0]) if best else {})


def _disagreement(agreed: Sequence[Sequence[Stated]]) -> str | None:
    """Whether two sources state different values, each only one; or one states several."""
    if len(agreed) < 2:
        return None
    values = [{one.content for one in group} for group in agreed]
    single = [
        {source for source in group if sum(source in other for other in values) == 1} for group in values
    ]
    return "sources" if sum(map(bool, single)) > 1 else "document"


def agreeing(rows: Sequence[Stated]) -> list[tuple[Stated, ...]]:
    """The figures in groups of one value each, the best supported first and the most exact first in each.

    A rounder figure agrees with a finer one that rounds to it, and a hedged one with any that it leaves open.
    """
    groups: list[list[Stated]] = []
    for one in sorted(rows, key=_fineness):
        home = next((group for group in groups if _agrees(one, group[0])), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    ordered = sorted(groups, key=lambda group: (-_sources(group), _fineness(group[0])))
    return [tuple(group) for group in ordered]


def _fineness(one: Stated) -> tuple[bool, Decimal, str, str, int]:
    return not one.exact, one.step or Decimal(0), one.value, one.source, one.start


def _sources(rows: Iterable[Stated]) -> int:
    """How many independent sources there are: documents of equal bytes are one."""
    return len({one.content for one in rows})


def _same(one: Stated, other: Stated) -> bool:
    return _agrees(one, other) or _agrees(other, one)


def _agrees(one: Stated, finer: Stated) -> bool:
    if one.value == finer.value:
        return True
    if one.amount is None or finer.amount is None or one.amount_high or finer.amount_high:
        return False
    return one.span.meets(Span(finer.amount, finer.amount))


def _value(one: Stated) -> dict[str, Any]:
    """The value as text, and a number for statistics: the middle of a range, the quotient of a ratio."""
    number = one.amount
    if number is not None and one.amount_high is not None:
        number = (number + one.amount_high) / 2
    if number is None and one.numerator is not None:
        number = one.numerator / one.denominator if one.denominator else one.numerator
    return {
        "value": one.value,
        "number": None if number is None else float(number),
        "step": one.step,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "hedge": one.hedge,
    }


def _most(values: Iterable[str | None]) -> str | None:
    """The value that is said most often, of equals the first in the alphabet; None where none is said."""
    said = sorted(value for value in values if value is not None)
    return max(dict.fromkeys(said), key=said.count, default=None)
