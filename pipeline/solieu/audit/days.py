"""Whether a date can be read off the words that it is said to come from, without asking what read it there.

The numbers of each end stand in the words in the order day, month, year (or the whole date the other way
round), the first number of the later end behind that of the earlier. What an end leaves out is not asked
for, and the ends may share their year or month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solieu.audit.digits import digits_of, said_digits

# One end of a date: a year, then a month and perhaps a day, or a quarter or half.
_END = re.compile(r"([\dX]{4})(?:-(?:([\dX]{2})(?:-([\dX]{2}))?|Q([1-4])|H([12])))?")
# Digits, or a word.
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# Words after which a number word is the number of a day, month or quarter.
_LEADS = frozenset({"tháng", "mùng", "mồng", "ngày", "quý"})
# Words that a number word counts: `sáu tháng đầu năm`.
_COUNTED = frozenset({"tháng", "quý"})
# Days that have a name: the full moon; the days around the New Year of the lunar calendar.
_NAMED = {"rằm": (15,), "tết": (1, 12)}
# Years that are written with two digits.
_CENTURIES = range(1900, 2100)
_HALVES = {1: ("đầu",), 2: ("cuối", "sau")}


class _Number(NamedTuple):
    """A whole number in the words; `short` if it may stand for a year without its century."""

    number: int
    short: bool


def shows_date(value: str, words: str) -> bool:
    """Whether every year, month and day of a date stands in the words, or follows from what stands there.

    The months of a quarter, of a half, or so many months from the beginning or to the end of a year follow
    from their number.

    >>> shows_date("2007-02-09", "ngày 9-2-2007"), shows_date("2007-02-09", "ngày 9-3-2007")
    (True, False)
    >>> shows_date("2025-01/2025-09", "9 tháng đầu năm 2025"), shows_date("XXXX-Q2", "quý II")
    (True, True)
    """
    folded = unicodedata.normalize("NFC", words).casefold()
    numbers = _numbers(folded)
    counted = _counted(value, folded)
    if counted is not None:
        return any(not wanted or _in_order(wanted, numbers, 0) is not None for wanted in counted)
    ends = [_END.fullmatch(end) for end in value.split("/")]
    orders = [_order(end) for end in ends if end is not None]
    if len(orders) < len(ends) or not any(orders):
        return False
    if not any(letter.isdecimal() for letter in folded) and _spoken(orders, folded):
        return True
    if len(orders) == 1:
        order = orders[0]
        return any(_in_order(one, numbers, 0) is not None for one in (order, _year_first(order)) if one)
    return len(orders) == 2 and any(_follow(first, last, numbers) for first, last in _sharing(*orders))


def _spoken(orders: Sequence[Sequence[int]], folded: str) -> bool:
    """Whether words without a digit say the digits other than zero: `năm một nghìn chín trăm bốn mươi`."""
    wanted = "".join(str(number).replace("0", "") for order in orders for number in order)
    pieces = _PIECE.findall(folded)
    # `năm` is five only where a day or month is named; elsewhere it leads a year.
    said = (
        said_digits(piece)
        for before, piece in zip(["", *pieces], pieces, strict=False)
        if piece != "năm" or before in _LEADS
    )
    return wanted == "".join(said)


def _year_first(order: list[int]) -> list[int]:
    return order[::-1] if order[-1] in _CENTURIES else []


def _sharing(first: list[int], last: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """The ends as said in full, and without the year or month that one has from the other.

    Over the turn of a year the earlier end's year is one less than the one that is said, over the turn of a
    month its month: `từ ngày 29-12 đến ngày 3-1-2019`, `từ ngày 29 đến ngày 2/10`.
    """
    yield first, last
    if len(last) < 2 or not first:
        return
    if last[-1] not in _CENTURIES:  # day and month of no year
        if len(first) == 2 and last[1] - first[1] in (0, 1, -11):
            yield first[:1], last
        return
    if first[-1] == last[-1]:
        yield first, last[:-1]
    if len(first) < 2:
        return
    months = 12 * (last[-1] - first[-1]) + last[-2] - first[-2]
    if first[-1] == last[-1] or (last[-1] - first[-1] == 1 and first[-2] > last[-2]):
        yield first[:-1], last
        yield first, last[:-1]
    if months in (0, 1):
        yield first[:-2], last


def _follow(first: list[int], last: list[int], numbers: Sequence[_Number]) -> bool:
    """Whether both ends stand in the words, the first number of the later one behind that of the earlier."""
    place = _in_order(first, numbers, 0) if first else -1
    return place is not None and (not last or _in_order(last, numbers, place + 1) is not None)


def _order(end: re.Match[str]) -> list[int]:
    """The numbers of an end as they are said: day, month, year; quarter, year."""
    year, month, day, quarter, _ = end.groups()
    pieces = (day, month, quarter, year)
    return [int(piece) for piece in pieces if piece is not None and "X" not in piece]


def _in_order(wanted: Sequence[int], numbers: Sequence[_Number], after: int) -> int | None:
    """Where the first of the wanted numbers stands, if they all follow each other from there on."""
    first = None
    place = after
    for number in wanted:
        while place < len(numbers) and not _is(number, numbers[place]):
            place += 1
        if place == len(numbers):
            return None
        first = place if first is None else first
        place += 1
    return first


def _is(wanted: int, stated: _Number) -> bool:
    return wanted == stated.number or (
        stated.short and wanted in _CENTURIES and wanted % 100 == stated.number
    )


def _counted(value: str, folded: str) -> list[list[int]] | None:
    """What must stand in the words for a value that a count or a decade stands behind; None for any other.

    `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `3 tháng cuối năm`, `nửa đầu năm`, `thập niên 1960`.
    """
    if half := re.fullmatch(r"([\dX]{4})-H([12])", value):
        if not any(word in folded for word in _HALVES[int(half[2])]):
            return [_known(int(half[2]), half[1])]
        ways = [_known(6, half[1])]
        ways += [_known(None, half[1])] if "nửa" in folded else []
        return ways + ([_known(2, half[1])] if "quý" in folded else [])
    ends = re.fullmatch(r"([\dX]{4})-(\d\d)/([\dX]{4})-(\d\d)", value)
    if ends and ends[1] == ends[3]:
        first, last = int(ends[2]), int(ends[4])
        ways = [_known(last - first + 1, ends[1])] if first == 1 or last == 12 else []
        ways += [_known(last // 3, ends[1])] if last % 3 == 0 and first == last - 2 else []
        year = _known(None, ends[1])
        return [*ways, [first, last, *year], [first, *year, last, *year]]
    decade = re.fullmatch(r"(\d{3})0/(\d{3})9", value)
    if decade and decade[1] == decade[2]:  # `thập niên 1960`, `những năm 1990`
        return [[int(decade[1]) * 10]]
    return None


def _known(count: int | None, year: str) -> list[int]:
    return ([] if count is None else [count]) + ([] if "X" in year else [int(year)])


def _numbers(folded: str) -> list[_Number]:
    """The whole numbers in the words: in digits, in Roman numerals, or as a word for a day or a count."""
    numbers: list[_Number] = []
    before = ""
    pieces = _PIECE.findall(folded)
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        said = said_digits(piece)
        if piece[0].isdecimal():
            numbers.append(_Number(int(digits_of(piece)), len(piece) == 2))
        elif piece in _ROMAN:
            numbers.append(_Number(_ROMAN[piece], short=False))
        elif piece in _NAMED:
            numbers += [_Number(number, short=False) for number in _NAMED[piece]]
        elif before == "mười" and said and numbers and numbers[-1].number == 10:
            numbers[-1] = _Number(10 + int(said), short=False)
        elif said and (before in _LEADS or after in _COUNTED):
            numbers.append(_Number(10 if piece == "mười" else int(said), short=False))
        before = piece
    return numbers
