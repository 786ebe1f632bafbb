"""The number that a cell holds and nothing else: `1.234,5`, `≥ 60`, `-2,5`, `18 - 20`, `4/63`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from solieu.extract.number import read_digits
from solieu.lexicon.pattern import DASH
from solieu.types import Hedge, trimmed

_DIGITS = r"\d{1,19}(?:[.,]\d{1,19}|[ \u00a0\u202f]\d{3}(?!\d)){0,6}"
# A number with its sign, a comparison before it, the other end of a range or of a fraction behind it.
_CELL = re.compile(
    rf"""\s* (?P<hedge>[≥≤<>]\s?=?|~)? \s* [+]? (?P<low>(?P<minus>[-\u2212])?{_DIGITS})
    (?: \s?{DASH}\s? (?P<high>{_DIGITS}) | \s?/\s?(?P<below>\d{{1,4}}) )? \s*""",
    re.VERBOSE,
)
_HEDGES: dict[str, Hedge] = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "<": "<", ">": ">", "~": "~"}
# What tells how a table writes decimals: `58.09` is no group of thousands, and neither is `58,09`.
_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a cell has it: `start` and `end` are its span, sign included, comparison sign left out."""

    start: int
    end: int
    low: Decimal
    step: Decimal
    high: Decimal | None = None
    below: Decimal | None = None
    hedge: Hedge | None = None


def written(text: str, start: int, end: int, *, english: bool = False) -> Written | None:
    """The number of a cell, None where it holds anything else.

    Args:
        text: the document's text.
        start, end: the cell.
        english: whether the table writes a decimal point, so that `1.234` is no thousand.

    >>> written("≥ 1.234,5", 0, 9).low, written("4/63", 0, 4).below, written("5 tấn", 0, 5)
    (Decimal('1234.5'), Decimal('63'), None)
    """
    match = _CELL.fullmatch(text, start, end)
    if match is None:
        return None
    low = _read(match["low"].lstrip("-\u2212"), english)
    high = _read(match["high"], english) if match["high"] else None
    if low is None or (match["high"] and (high is None or high <= low or match["minus"])):
        return None
    last = match["below"] or match["high"] or match["low"]
    step = Decimal(1).scaleb(int((high or low).as_tuple().exponent))
    return Written(
        match.start("low"),
        match.start("low") + len(text[match.start("low") : match.end()].rstrip()),
        -low if match["minus"] else low,
        step if last else Decimal(1),
        high,
        Decimal(match["below"]) if match["below"] else None,
        _HEDGES["".join(match["hedge"].split())] if match["hedge"] else None,
    )


def is_english(cells: Iterable[str]) -> bool:
    """Whether the cells of a table write decimals with a point.

    >>> is_english(["58.09", "1,234.5"]), is_english(["58,09", "1.234"]), is_english(["1.234"])
    (True, False, False)
    """
    points = commas = 0
    for cell in map(str.strip, cells):
        # `1.234` alone may be either; what is no thousand decides
        points += _POINT.fullmatch(cell) is not None and not _GROUPED.fullmatch(cell)
        commas += _COMMA.fullmatch(cell) is not None and not _GROUPED.fullmatch(cell)
    return points > commas


def is_year(text: str, start: int, end: int) -> bool:
    """Whether a cell may be a year: four digits without a mark, from 1900 to 2099."""
    return _YEAR.fullmatch(text, start, end) is not None


def _read(digits: str, english: bool) -> Decimal | None:
    readings = read_digits(digits.strip())
    if readings is None:
        return None
    value, other = readings
    if other is None or not _GROUPED.fullmatch(digits.strip()):
        return value
    grouped, parted = max(value, other), min(value, other)
    point = "." in digits
    return trimmed(grouped) if point != english else parted
