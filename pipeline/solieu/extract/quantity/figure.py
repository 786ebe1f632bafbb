"""Numbers that make one figure: a range, a mixed form; and the mention that a figure becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.extract.number import Numeral, find_numerals
from solieu.extract.unit import Unit, unit_at
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, OPTIONAL_GAP, SPACE, literal
from solieu.types import Kind, Mention, Quantity, trimmed

# Between the two ends of a range: a dash, `đến` or `tới`; half-open ranges say `dưới` before the second end.
_RANGE = re.compile(
    rf"{OPTIONAL_GAP}(?:{DASH}|{literal('đến')}|{literal('tới')}){OPTIONAL_GAP}(?:(?:dưới|đủ|hết|gần|hơn|trên){GAP})?",
    re.IGNORECASE,
)
# Both ends name what is counted: `từ 12 ghế ngồi đến 30 ghế ngồi`.
_NAMED_RANGE = re.compile(
    rf"{GAP}(?P<noun>[^\W\d_]+(?:{SPACE}[^\W\d_]+){{0,2}}){GAP}(?:đến|tới){GAP}(?:dưới{GAP})?", re.IGNORECASE
)
_MIXED = re.compile(rf"{SPACE}{{1,3}}\n?")
_NEGATIVE = re.compile(rf"(?:[ \t\u00a0(:;=][-\u2212]|(?<!\w)[âÂ]m{SPACE})\Z")
_BULLET = re.compile(rf"(?:^|\n){SPACE}*{DASH}\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """One or two numerals that make one figure, with its unit if it has one."""

    first: Numeral
    last: Numeral
    unit: Unit | None = None


def figures(text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """The figures of a text in order, each of one numeral or of the two ends of a range."""
    numerals = list(_merge_mixed(text, list(find_numerals(text))))
    index = 0
    while index < len(numerals):
        first = numerals[index]
        unit = unit_at(text, first.end, lexicon)
        pair = _range(text, first, unit, numerals[index + 1], lexicon) if index + 1 < len(numerals) else None
        yield pair or Figure(first, first, unit)
        index += 2 if pair else 1


def _merge_mixed(text: str, numerals: Sequence[Numeral]) -> Iterator[Numeral]:
    """`5.320 tỷ 785 triệu` is one number: scales that fall, with nothing between."""
    current: Numeral | None = None
    for numeral in numerals:
        if (
            current is not None
            and 1000 <= numeral.scale < current.scale
            and numeral.value < current.scale
            and _MIXED.fullmatch(text, current.end, numeral.start)
        ):
            current = replace(
                current,
                end=numeral.end,
                value=current.value + numeral.value,
                step=numeral.step,
                scale=numeral.scale,
            )
            continue
        if current is not None:
            yield current
        current = numeral
    if current is not None:
        yield current


def _range(text: str, first: Numeral, unit: Unit | None, last: Numeral, lexicon: Lexicon) -> Figure | None:
    begin = unit.end if unit else first.end
    named = (
        _NAMED_RANGE.fullmatch(text, first.end, last.start)
        if unit is None and last.start - begin < 40
        else None
    )
    if (
        named
        and first.value < last.value
        and re.match(rf"{GAP}{re.escape(named['noun'])}(?!\w)", text[last.end :][:60])
    ):
        return Figure(first, last)
    if not 0 < last.start - begin <= 16 or not _RANGE.fullmatch(text, begin, last.start):
        return None
    last_unit = unit_at(text, last.end, lexicon)
    if unit is not None and (last_unit is None or (unit.kind, unit.name) != (last_unit.kind, last_unit.name)):
        return None
    if first.scale == 1 and last.scale > 1 and first.value * last.scale < last.value:
        value, step = trimmed(first.value * last.scale), trimmed(first.step * last.scale)
        first = replace(first, value=value, step=step, scale=last.scale)
    if not first.value < last.value:
        return None
    return Figure(first, last, last_unit)


def is_whole(figure: Figure) -> bool:
    """Whether a number is whole: `1,6 triệu` is, `4,974` may be by another reading, `2,3` is not."""
    last = figure.last
    return last.alternative is not None or last.value == last.value.to_integral_value()


def whole_figure(figure: Figure) -> Figure:
    """Things are counted in whole numbers: `4,974 đảng viên` can only mean 4974."""

    def whole(numeral: Numeral) -> Numeral:
        if (
            numeral.alternative is None
            or numeral.scale != 1
            or numeral.value == numeral.value.to_integral_value()
        ):
            return numeral
        return replace(numeral, value=numeral.alternative, step=Decimal(1))

    first = whole(figure.first)
    last = first if figure.last is figure.first else whole(figure.last)
    return replace(figure, first=first, last=last)


def mention_of(text: str, figure: Figure, kind: Kind, end: int, unit: str | None, rule: str) -> Mention:
    """The figure as a mention of a kind that ends at `end`, with the sign before it."""
    first, last = figure.first, figure.last
    start, sign = first.start, 1
    if kind != "age" and first is last:
        start, sign = _signed(text, start)
    high = last.value if first is not last else first.high
    value = Quantity(
        first.value * sign, last.step, high, unit if kind not in ("count", "age") else None, last.scale
    )
    return Mention(kind, start, end, text[start:end], value, rule, spelled=first.spelled)


def _signed(text: str, start: int) -> tuple[int, int]:
    """Where a number begins, sign or `âm` included, and its sign; a dash that begins a line is a bullet."""
    negative = _NEGATIVE.search(text[max(0, start - 4) : start])
    if negative is None or _BULLET.search(text[max(0, start - 12) : start]):
        return start, 1
    return start - len(negative[0].lstrip(" \t\u00a0(:;=")), -1
