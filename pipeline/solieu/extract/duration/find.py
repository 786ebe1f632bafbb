"""Lengths of time: `5 năm`, `mười ngày làm việc`, `2 năm 6 tháng`, `từ 6 tháng đến 3 năm`, `24 giờ`.

Amounts that follow one another with falling units make one length (`2 năm 6 tháng`), two lengths joined by
`đến` or a dash one range. Times of day (`8 giờ sáng`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.extract.date.clock import is_clock
from solieu.extract.duration.amount import S0, S1, Amount, find_amounts
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH
from solieu.types import Duration, Mention, plain

# `2 năm 6 tháng`, `2 năm và 6 tháng`.
_BESIDE = re.compile(rf"{S1}(?:(?:và|lẻ){S1})?", re.IGNORECASE)
# `6 tháng đến 3 năm`, `6 tháng - 3 năm`, `6 tháng đến dưới 3 năm`.
_TO = re.compile(rf"{S0}{DASH}{S0}|{S1}(?:cho{S1})?(?:đến|tới){S1}(?:(?:dưới|hết|gần){S1})?", re.IGNORECASE)


def find_durations(text: str, lexicon: Lexicon) -> list[Mention]:
    """The lengths of time in a text, in order, none overlapping another.

    Args:
        text: the text; offsets are in its code points.
        lexicon: units of time, and what may not follow them.

    Source of the values: ISO 8601-1:2019, 5.5.2; a range is its two ends with `..` between.

    >>> from solieu.lexicon import load
    >>> found = find_durations("từ 6 tháng đến 3 năm, trong mười ngày làm việc", load())
    >>> [(mention.text, mention.value.text) for mention in found]
    [('6 tháng đến 3 năm', 'P6M..P3Y'), ('mười ngày làm việc', 'P10D')]
    """
    return [_mention(text, lengths) for lengths in _ranges(text, lexicon)]


def _ranges(text: str, lexicon: Lexicon) -> Iterator[list[list[Amount]]]:
    """One length each, or two where they are the ends of a range."""
    held: list[list[Amount]] = []
    for length in _lengths(text, lexicon):
        if len(held) == 1 and _is_range(text, held[0], length):
            held.append(length)
        else:
            if held:
                yield held
            held = [length]
    if held:
        yield held


def _is_range(text: str, low: Sequence[Amount], high: Sequence[Amount]) -> bool:
    single = all(amount.high is None for amount in (*low, *high))
    rising = (-low[0].rank, low[0].low) < (-high[0].rank, high[0].low)
    return single and rising and _TO.fullmatch(text, low[-1].end, high[0].start) is not None


_MEMBERSHIP = re.compile(r"\s+tuổi\s+đảng\Z", re.IGNORECASE)


def _lengths(text: str, lexicon: Lexicon) -> Iterator[list[Amount]]:
    """The amounts, those put together that make one length; times of day and `một năm` left out."""
    held: list[Amount] = []
    for amount in find_amounts(text, lexicon):
        if held and _goes_on(text, held[-1], amount):
            held.append(amount)
        else:
            if held and _is_length(text, held):
                yield held
            held = [amount]
    if held and _is_length(text, held):
        yield held


def _goes_on(text: str, first: Amount, second: Amount) -> bool:
    """`2 năm 6 tháng`: whole numbers with falling units, and nothing but a gap or `và` between."""
    whole = first.high is None and second.high is None and first.low == int(first.low)
    return whole and first.rank < second.rank and _BESIDE.fullmatch(text, first.end, second.start) is not None


def _is_length(text: str, length: Sequence[Amount]) -> bool:
    first, last = length[0], length[-1]
    if len(length) == 1 and not first.alone:
        return False
    return not (first.code.startswith("T") and is_clock(text, first.start, first.unit_start, last.end))


def _mention(text: str, lengths: Sequence[Sequence[Amount]]) -> Mention:
    first, last = lengths[0], lengths[-1]
    start, end = first[0].start, last[-1].end
    # `50 năm tuổi Đảng`: what the years are of is no part of them
    membership = _MEMBERSHIP.search(text, start, end)
    end = membership.start() if membership else end
    if len(lengths) == 2:
        value, rule = f"{_iso(first)}..{_iso(last)}", "duration.range"
    elif first[0].high is not None:
        value, rule = f"{_iso(first)}..{_iso(first, high=True)}", "duration.range"
    else:
        value, rule = _iso(first), "duration.length"
    written = text[start:end]
    spelled = not any(character.isdigit() for character in written)
    return Mention("duration", start, end, written, Duration(value), rule, spelled=spelled)


def _iso(length: Sequence[Amount], *, high: bool = False) -> str:
    """ISO 8601: `P2Y6M`, `PT8H`, `P8.5Y`; of a range of numbers the low or the high end."""
    parts = ["P"]
    for amount in length:
        if amount.code.startswith("T") and "T" not in parts:
            parts.append("T")
        number = amount.high if high and amount.high is not None else amount.low
        parts.append(plain(number) + amount.code[-1])
    return "".join(parts)
