"""Observed figures in the words of findings, in Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from solieu.archive.findings import day_vi
from solieu.archive.observed.claims import Claim, middle
from solieu.archive.observed.stated import Stated
from solieu.check.wording import like, valued
from solieu.lexicon.indicators import Indicator

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DIGITS = 3


class Said(NamedTuple):
    """The same in Vietnamese and in English."""

    vi: str
    en: str


def thing(one: Stated, period: str, known: Mapping[str, Indicator]) -> Said:
    """What is measured, where and for when: `Dư nợ tín dụng, Hưng Yên, 31/12/2024`."""
    name = known[one.indicator].name
    place = f", {one.place}" if one.place else ""
    return Said(f"{name}{place}, {period_vi(period)}", f"{name}{place}, {period}")


def period_vi(period: str) -> str:
    """A period as Vietnamese writes it, as far as it is short.

    >>> period_vi("2024-12-31"), period_vi("2025-01"), period_vi("2025-01/2025-04")
    ('31/12/2024', 'tháng 1/2025', 'tháng 1/2025 – tháng 4/2025')
    """
    if "/" in period:
        return " – ".join(map(period_vi, period.split("/")))
    if _DAY.fullmatch(period):
        return day_vi(period)
    month = _MONTH.fullmatch(period)
    return f"tháng {int(month[2])}/{month[1]}" if month else period


def figure(one: Stated) -> str:
    """A figure as written, on one line, with the direction of a change."""
    moved = {"up": "+", "down": "−", None: ""}[one.change]
    return moved + " ".join(str(one.text).split())


def amount_of(claim: Claim) -> Said:
    """The level that a document states, or that its change leaves, in the words of its figure."""
    if claim.by is None:
        return Said(figure(claim.level), figure(claim.level))
    number = rounded(claim)
    vi, en = like(number, claim.level.mention)
    how = f"({figure(claim.level)}, {figure(claim.by)})"
    return Said(f"{vi} {how}", f"{en} {how}")


def rounded(claim: Claim) -> Decimal:
    """The level of a claim, to as many digits as its span bears."""
    if claim.by is None:
        return Decimal(claim.level.amount)
    width = claim.span.high - claim.span.low
    step = Decimal(1).scaleb(width.adjusted()) if width else claim.level.step
    return (middle(claim.span) / step).to_integral_value(ROUND_HALF_UP) * step


def number_of(claim: Claim) -> str:
    """The level of a claim as the tables write values."""
    return valued(rounded(claim))


def written_on(one: Stated) -> Said:
    """The document, with the day of which it is."""
    if one.vintage is None:
        return Said(one.source, one.source)
    return Said(f"{one.source} (ngày {day_vi(one.vintage.isoformat())})", f"{one.source} ({one.vintage})")
