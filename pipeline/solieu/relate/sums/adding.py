"""Figures that make up another: whether they do, and how likely chance would look the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from solieu.arithmetic import chance, gap
from solieu.relate.scene import Figure
from solieu.relate.sums.presented import odds_of_slip, slack
from solieu.types import Relation

SUMMED = ("count", "money", "measure", "percent")


def relation(whole: Figure, parts: Sequence[Figure], rule: str) -> Relation:
    """The sum of parts that make up a whole, by a rule, with how likely chance would look the same."""
    members = (("whole", whole.mention), *(("part", part.mention) for part in parts))
    slipped = None if adds_up(whole, parts) else odds_of_slip(whole, parts)
    return Relation("sum", members, rule, min(1.0, float(odds(whole, parts) if slipped is None else slipped)))


def odds(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """How likely parts that have nothing to do with a whole would total it as well as these do."""
    return chance(whole.mention, [part.mention for part in parts])


def adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts total a whole, given what rounding to the digits as written can explain."""
    return abs(gap_of(whole, parts)) <= slack(whole, parts)


def gap_of(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """What parts lack of a whole."""
    return gap(whole.mention, [part.mention for part in parts])


def overlapping(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts are told by properties of different kinds, or some by one and some by none.

    What the whole has, all its parts have: of `1.240 hộ nghèo` any part is poor.
    """
    told = {part.dimensions - whole.dimensions for part in parts}
    return len(told) > 1 and any(told)
