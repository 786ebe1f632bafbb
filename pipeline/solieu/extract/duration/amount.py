"""A number with a unit of time, `5 năm`, `02 (hai) ngày`, `hai ba tháng`; not one that belongs elsewhere.

What the number and the unit may belong to otherwise: a date (`tháng 5 năm 2019`), an age (`18 tháng tuổi`), a
wage (`10 tháng lương`), an ordinal (`thứ 5 tuần này`), a vague number (`hàng nghìn năm`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from solieu.extract.date.find import is_date_at
from solieu.extract.number import read_digits
from solieu.extract.numerals import WORDS, read_words
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, SPACE, alternation

S0 = rf"{SPACE}{{0,4}}(?:\n{SPACE}{{0,8}})?"
S1 = rf"(?:{SPACE}{{1,4}}(?:\n{SPACE}{{0,8}})?|\n{SPACE}{{0,8}})"
_LOOK_BACK = 64
_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
_ROUND = {"chục": Decimal(10), "trăm": Decimal(100), "nghìn": Decimal(1000), "ngàn": Decimal(1000)}


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_DIGITS = r"(?<!\w)(?<!\d[.,/:])\d{1,7}(?:[.,]\d{1,3}){0,2}"
# A run of number words that begins as a number does, not within one (`bán lẻ bốn tháng`).
_WORDS = rf"\b(?!(?:linh|lẻ|mươi|mốt|lăm|phẩy)\b){WORDS}"
# A number written a second time, in brackets: `02 (hai) ngày`, `năm (05) ngày`.
_NOTE = rf"(?:\((?:[^\W\d_]|{SPACE}){{2,30}}\)|\(\d{{1,5}}\))"
_NOTED = rf"(?:{S0}{_NOTE})?"

# `30`, `1,5`, `5-10`, `3 đến dưới 5`, `02 (hai)` right before the unit.
_digits_before = _compile(
    rf"""(?: (?P<low>{_DIGITS}){_NOTED} (?:{S0}{DASH}{S0}|{S1}(?:đến|tới){S1}(?:(?:dưới|gần){S1})?) )?
    (?P<high>{_DIGITS}){_NOTED}{S0}\Z"""
)
# `mười`, `hai mươi lăm`, `hai đến ba`, `năm (05)` right before the unit.
_words_before = _compile(
    rf"(?:(?P<low>{_WORDS}){_NOTED}{S1}(?:đến|tới){S1})?(?P<high>{_WORDS}){_NOTED}{S1}\Z"
)
# `hai ba`, `hai, ba`, `năm bảy`: one of two.
_pair_before = _compile(rf"(?<!\w)(?P<low>\w{{2,4}})(?:,|{S0}{DASH})?{S1}(?P<high>\w{{2,4}}){S1}\Z")
_half_behind = _compile(rf"{S1}(?:rưỡi|rưởi)(?!\w)")
# Words that make the number behind them an order or a name, whatever unit follows it.
_ordinal_before = _compile(
    rf"""(?<!\w)(?: thứ | học{S1}k[ỳì] | khóa | khoá | lớp | khối | điều | khoản | mục | số | đợt
    | mồng | mùng | kém | bảng | hạng ){S1}\Z"""
)
# A word before the number that makes it a day, a month or part of an age, by the unit behind it: `ngày 5
# tháng`, `tháng 3 năm`, `57 tuổi 4 tháng`; but `2 tháng 5 ngày` is a length.
_led_before = {
    unit: _compile(rf"(?<!\w){lead}{S0}\Z")
    for unit, lead in {
        "tháng": "(?:ngày|tuổi)",
        "năm": "(?:tháng|quý|ngày)",
        "ngày": r"(?<!\d[ \n])(?:tháng|quý)",
    }.items()
}
# `5.000 ngày công`: days of work are counted; `3 ngày công tác` is a length.
_work_behind = _compile(rf"{S1}công(?:{S1}lao{S1}động|\W*(?:\n|\Z)|{SPACE}?[.,;:)/])")
# `kỷ niệm 130 ngày sinh`: the word `năm` was left out, and the noun is the day that is kept
_kept_before = _compile(rf"(?<!\w)k[ỷỉ]{S1}niệm{S1}\Z")
_kept_behind = _compile(
    rf"{S1}(?:sinh|mất|giỗ|giải{S1}phóng|thành{S1}lập|truyền{S1}thống|ký{S1}kết|toàn{S1}quốc|quốc{S1}khánh"
    rf"|thương{S1}binh|thầy{S1}thuốc|nhà{S1}giáo|báo{S1}chí|phụ{S1}nữ|bác{S1}hồ)(?!\w)"
)
# `những năm tháng`, `72 năm ngày`: there the number word `năm` is the noun "year".
_noun_before = _compile(
    rf"(?:(?<!\w)(?:những|mỗi|từng|các|bao|nhiều|cùng|theo|cả|hàng|hằng|một|nửa|mấy|vài)|\d){S1}\Z"
)
# `hàng nghìn năm`, `vài chục năm`.
_vague_before = _compile(rf"(?<!\w)(?:hàng|hằng|vài|mấy|nhiều|cả|dăm|chục|trăm|bao){S1}\Z")
# `một trăm năm mươi`: the unit `năm` is a five.
_scale_behind = _compile(rf"{S1}(?:mươi|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w)")

# `những năm 90 thế kỷ XX`: the century is named, not counted.
_century_behind = re.compile(rf"{S1}(?:[IVX]+|\d+)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and a unit of time as they stand in a text; `high` closes a range of numbers (`3-5 năm`).

    `code` is the unit in ISO 8601, with `T` before it for parts of a day. `alone` is False for `một năm`,
    which is a length only as part of one (`một năm sáu tháng`).
    """

    start: int
    end: int
    unit_start: int
    low: Decimal
    high: Decimal | None
    code: str
    alone: bool = True

    @property
    def rank(self) -> int:
        """The place of its unit, the longest first."""
        return _ORDER.index(self.code)


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of time of a lexicon: their values, where to look for them, and what may not follow."""

    values: Mapping[str, tuple[str, Decimal]]
    hint: re.Pattern[str]
    unit: re.Pattern[str]
    other_behind: Mapping[str, re.Pattern[str]]
    dated_behind: re.Pattern[str]


@cache
def _units(lexicon: Lexicon) -> _Units:
    rows = lexicon.rows("time_units")
    values = {row["name"].casefold(): (row["code"], Decimal(row["times"])) for row in rows}
    syllables = {name.split()[0] for name in values if len(name) > 1}
    firsts = "".join(sorted({letter for name in syllables for letter in (name[0], name[0].upper())}))
    rests = "|".join(sorted({rest for name in syllables for rest in (name[1:], name[1:].upper())}))
    months = alternation(row["word"] for row in lexicon.rows("calendar") if row["role"] == "month")
    return _Units(
        values,
        # one class of letters first, so that `re` can skip to it
        hint=re.compile(rf"[{firsts}h](?:{rests}|(?<=\dh)|(?<=\d[ \u00a0]h))"),
        unit=_compile(rf"(?P<unit>{alternation(values)})(?!\w)"),
        other_behind={
            row["name"]: _compile(rf"{S1}{alternation(row['not_before'].split('|'))}(?!\w)")
            for row in rows
            if row["not_before"]
        },
        # what may make the number or the unit part of a date: `9 tháng đầu năm`, `2 ngày 5-6/8`
        dated_behind=_compile(rf"{S0}(?:[/,]{S0})?(?:\d|đầu|cuối|của|trong|năm|{months})"),
    )


def find_amounts(text: str, lexicon: Lexicon) -> Iterator[Amount]:
    """Every number with its unit of time, in order, those left out that belong to something else.

    >>> from solieu.lexicon import load
    >>> [(a.low, a.high, a.code) for a in find_amounts("3-5 năm, 02 (hai) ngày, thứ 5 tuần này", load())]
    [(Decimal('3'), Decimal('5'), 'Y'), (Decimal('2'), None, 'D')]
    """
    units = _units(lexicon)
    end = 0
    for hint in units.hint.finditer(text):
        unit = units.unit.match(text, hint.start())
        if unit is None or unit.start() < end:
            continue
        name = " ".join(unit["unit"].casefold().split())
        amount = _amount(text, unit.span(), end, *units.values[name])
        if amount is not None and not _is_other(text, amount, unit.end(), name, lexicon):
            end = amount.end
            yield amount


def _amount(text: str, unit: tuple[int, int], left: int, code: str, times: Decimal) -> Amount | None:
    """The amount that ends with the unit at the span `unit`, its number not reaching back beyond `left`."""
    start_of_unit, end = unit
    read = _read_number(text, max(left, start_of_unit - _LOOK_BACK), start_of_unit)
    if read is None:
        return None
    start, low, high = read
    half = _half_behind.match(text, end)
    if half:
        end, low = half.end(), low + Decimal("0.5")
    alone = half is not None or high is not None or text[start:start_of_unit].strip().casefold() != "một"
    return Amount(start, end, start_of_unit, low * times, None if high is None else high * times, code, alone)


def _read_number(text: str, window: int, end: int) -> tuple[int, Decimal, Decimal | None] | None:
    """Where the number that ends at `end` begins, with it, or with both ends of its range."""
    last = text[window:end].rstrip()[-1:]
    match = _digits_before.search(text, window, end) if last.isdecimal() or last == ")" else None
    if match:
        return _limits(match, _value(match["low"]), _value(match["high"]))
    pair = _pair_before.search(text, window, end)
    if pair:
        low, high = read_words(pair["low"]), read_words(pair["high"])
        if low is not None and high is not None and (high == low + 1 <= 10 or (low == 5 and high == 7)):
            return pair.start(), low, high
    match = _words_before.search(text, window, end)
    if match is None:
        return None
    return _limits(match, read_words(match["low"] or ""), _spelled_value(match["high"]))


def _value(digits: str | None) -> Decimal | None:
    read = read_digits(digits) if digits else None
    return read[0] if read else None


def _spelled_value(words: str) -> Decimal | None:
    """A number in words; `nghìn`, `chục` too, which alone are no numbers elsewhere."""
    return read_words(words) or _ROUND.get(words.casefold())


def _limits(
    match: re.Match[str], low: Decimal | None, high: Decimal | None
) -> tuple[int, Decimal, Decimal | None] | None:
    if high is None:
        return None
    if low is None:
        return match.start("high"), high, None
    return (match.start(), low, high) if low < high else None


def _is_other(text: str, amount: Amount, unit_end: int, unit: str, lexicon: Lexicon) -> bool:
    """Whether the number and the unit belong to something else: a date, an ordinal, an age, a wage."""
    units, window = _units(lexicon), max(0, amount.start - _LOOK_BACK)
    if unit in units.other_behind and units.other_behind[unit].match(text, unit_end):
        return True
    if unit == "ngày" and _work_behind.match(text, unit_end):
        return True
    if (
        unit == "ngày"
        and _kept_behind.match(text, unit_end)
        and _kept_before.search(text, window, amount.start)
    ):
        return True
    if unit.startswith("thế") and _century_behind.match(text, unit_end):
        return True
    if unit == "năm" and _scale_behind.match(text, unit_end):
        return True
    if _ordinal_before.search(text, window, amount.start):
        return True
    if unit in _led_before and _led_before[unit].search(text, window, amount.start):
        return True
    if _is_vague(text, text[amount.start : amount.unit_start], window, amount.start):
        return True
    if amount.code.startswith("T") or not units.dated_behind.match(text, unit_end):
        return False
    return is_date_at(text, amount.start, lexicon) or is_date_at(text, amount.unit_start, lexicon)


def _is_vague(text: str, number: str, window: int, start: int) -> bool:
    """`hàng nghìn năm`, `những năm tháng`, the heading `Năm` over the heading `Năm`."""
    words = number.strip().casefold()
    if words == "năm" and ("\n" in number or _noun_before.search(text, window, start)):
        return True
    return (words in _ROUND or words == "năm") and _vague_before.search(text, window, start) is not None
