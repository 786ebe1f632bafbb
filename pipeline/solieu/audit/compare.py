"""When two values, or two fields, count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

_NUMBERS = ("count", "percent", "money", "measure", "age")
_PHRASES = ("noun", "concept", "issuer", "place")
_PERIODS = ("period", "basis")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
# A quarter or half of a year, and the months that it runs from and to.
_PART_OF_YEAR = re.compile(r"(\w{4})-(Q[1-4]|H[12])")
_MONTHS = {"Q1": "01 03", "Q2": "04 06", "Q3": "07 09", "Q4": "10 12", "H1": "01 06", "H2": "07 12"}


def same_value(kind: str, one: Any, other: Any) -> bool:
    """Whether two values of a kind are the same but for how they are written.

    >>> same_value("count", "14340", "14340.0"), same_value("docref", "381-QĐ/TU", "381-qđ /tu")
    (True, True)
    >>> same_value("date", "2025-Q1", "2025-01/2025-03"), same_value("duration", "P1Y", "P12M")
    (True, False)
    """
    if kind == "docref":
        return _bare(one) == _bare(other)
    if kind in _NUMBERS:
        return _same_numbers(one, other)
    if kind == "ratio":
        return fold(one) == fold(other) or _same_numbers(one, other)
    if kind == "date":
        return _months(one) == _months(other)
    return str(one) == str(other)


def same_field(name: str, one: Any, other: Any) -> bool:
    """Whether two contents of a field agree: exactly, or for phrases in half of their words (F1).

    >>> same_field("noun", "lượt cán bộ, công chức", "lượt cán bộ"), same_field("hedge", ">", None)
    (True, False)
    """
    if one is None or other is None:
        return one is other
    if name in _PHRASES:
        mine, theirs = _words(one), _words(other)
        common = (mine & theirs).total()
        return common > 0 and 4 * common >= mine.total() + theirs.total()
    if name in _PERIODS:
        return _months(one) == _months(other)
    return fold(one) == fold(other)


def fold(content: Any) -> str:
    """A text without the differences that typing makes: form, case, spaces, dashes, the look-alike of Đ."""
    text = unicodedata.normalize("NFC", str(content)).replace("\u00d0", "Đ")
    return " ".join(_DASH.sub("-", text).split()).casefold()


def _bare(content: Any) -> str:
    return re.sub(r"[\s.]", "", fold(content))


def _words(content: Any) -> Counter[str]:
    return Counter(re.findall(r"\w+", fold(content)))


def _same_numbers(one: Any, other: Any) -> bool:
    try:
        mine, theirs = ([Decimal(bound) for bound in str(value).split("..")] for value in (one, other))
    except InvalidOperation:
        return fold(one) == fold(other)
    return mine == theirs


def _months(value: Any) -> str:
    match = _PART_OF_YEAR.fullmatch(str(value))
    if match is None:
        return str(value)
    first, last = _MONTHS[match[2]].split()
    return f"{match[1]}-{first}/{match[1]}-{last}"
