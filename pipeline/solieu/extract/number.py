"""Numbers where they stand, with digits or words, scale words and all: `2.855`, `12,5 nghìn`, `hai trăm`.

A numeral here is only a number: what it counts or measures is decided by `quantity`. Vietnamese writes a dot
for thousands and a comma for decimals; texts mix in the English way, wrongly typed separators and stray
spaces, and what is meant is decided here from the digits, and where they leave a doubt (`4,974`) the doubt is
kept in `Numeral.alternative` for whoever knows what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.extract.numerals import WORDS, read_words
from solieu.lexicon.pattern import DASH, SPACE
from solieu.types import trimmed

# Digits with their separators: `14.340`, `27,98`, `1 250 000`, `5. 000`, `41 ,2%` (stray spaces).
# No letter, digit or separator may touch them on the left, no digit on the right.
_DIGITS = re.compile(
    rf"""(?<!\w) (?<!\d[.,/]) (?<![^\W\d_)]/) (?<!\d\+)
    \d{{1,19}}
    (?: [.,]\d{{1,19}}
      | \.{SPACE}\d{{3}}(?!\d)
      | \.\n\d{{3}}(?={SPACE}?[a-zđà-ỹ%])
      | {SPACE},{SPACE}?\d{{1,2}}(?={SPACE}?%)
      | {SPACE}\d{{3}}(?![\d/.-]|,\d{{4}})
    ){{0,6}}
    (?![\d])""",
    re.VERBOSE,
)

# A scale word after digits, possibly two (`152 nghìn tỷ`), on the same line or across one line break.
_SCALES = {
    "trăm": 10**2, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "tỳ": 10**9,
}  # fmt: skip
_SCALE_WORD = "|".join(_SCALES)
# Clipped scales are glued to the digits, with what is left of the next scale behind: `200k`, `2tr5`.
_CLIPPED = re.compile(r"(k|tr)(\d)?(?!\w)")
_CLIPPED_SCALES = {"k": Decimal(10**3), "tr": Decimal(10**6)}
# Who was born in 2003 is `2k3`: `em trai 2k3`, `sinh năm 2k3`, `hội 2k1`; a price is not told of persons.
_BORN = re.compile(
    r"(?<!\w)(?:sinh(?:\snăm)?|SN|năm|đời|lứa|thế\shệ|hội|em|bé|bạn|trai|gái|anh|chị|học\ssinh)\s\Z",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(r"2k\d{1,2}(?!\w)", re.IGNORECASE)
# A letter and a dash before digits make them the tail of a name (`COVID-19`), not behind a unit (`3kg-6kg`).
_NAME_TAIL = re.compile(rf"[^\W\d_]{DASH}\Z")
_UNIT_TAIL = re.compile(rf"\d{SPACE}?[^\W\d_]{{1,8}}{DASH}\Z")
_SCALE = re.compile(
    rf"{SPACE}{{0,3}}\n?{SPACE}{{0,3}}({_SCALE_WORD})(?:{SPACE}{{1,2}}({_SCALE_WORD}))?(?!\w)", re.IGNORECASE
)
_HALF = re.compile(rf"{SPACE}{{1,2}}(rưỡi|rưởi)(?!\w)", re.IGNORECASE)
_WORDS = re.compile(WORDS, re.IGNORECASE)
# `hai, ba ô lồng`, `bốn năm nhà`: two digits that follow each other, spelled, are a range.
_PAIR_GAP = re.compile(rf",?{SPACE}")
# Legal texts say a number twice: `15 (mười lăm) ngày`.
_TWICE = re.compile(rf"{SPACE}{{0,2}}\({SPACE}?({WORDS}){SPACE}?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text, scale word included.

    `step` is the unit of its last digit written. `alternative` is the other reading where a separator is in
    doubt: `4,974` is 4.974 by the rule, 4974 if people are counted. `high` closes a pair of words that
    names a range: `hai, ba` is two or three.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)
    spelled: bool = False
    alternative: Decimal | None = None
    digits: str = ""
    high: Decimal | None = None


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every number in the text, in order; `một` alone and vague amounts (`hàng nghìn`) are none.

    >>> [(n.value, n.scale) for n in find_numerals("phạt 26,947 tỷ đồng, hai trăm xe")]
    [(Decimal('26947000000'), Decimal('1000000000')), (Decimal('200'), Decimal('1'))]
    """
    found = [numeral for match in _DIGITS.finditer(text) for numeral in _from_digits(text, match)]
    found += [numeral for match in _WORDS.finditer(text) if (numeral := _from_words(match))]
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda numeral: (numeral.start, -numeral.end)):
        if kept and numeral.start < kept[-1].end:
            continue
        pair = _pair(kept[-1], numeral, text) if kept else None
        if pair is not None:
            kept[-1] = pair
        else:
            kept.append(_said_twice(text, numeral))
    yield from kept


def _pair(first: Numeral, second: Numeral, text: str) -> Numeral | None:
    if not (first.spelled and second.spelled and _PAIR_GAP.fullmatch(text, first.end, second.start)):
        return None
    if not 1 <= second.value - first.value <= 2 or second.value > 9:
        return None
    return replace(first, end=second.end, high=second.value)


def _said_twice(text: str, numeral: Numeral) -> Numeral:
    match = _TWICE.match(text, numeral.end)
    return replace(numeral, end=match.end()) if match and read_words(match[1]) == numeral.value else numeral


def _from_words(match: re.Match[str]) -> Numeral | None:
    if match[0].casefold() == "năm" and match.string[: match.start()].rstrip(" \u00a0")[-1:].isdigit():
        return None  # `3.000 năm tuổi`: behind a number it is the year
    value = read_words(match[0])
    if value is None:
        return _from_pair(match)
    if match[0].casefold() in ("một", "không"):
        return None
    return Numeral(match.start(), match.end(), trimmed(value), Decimal(1), spelled=True)


def _from_pair(match: re.Match[str]) -> Numeral | None:
    """`hai ba`, `năm sáu`: two words that make no number are a range if they follow each other."""
    words = match[0].split()
    low, high = (read_words(words[0]), read_words(words[-1])) if len(words) == 2 else (None, None)
    if low is None or high is None or not 1 <= high - low <= 2 or high > 9:
        return None
    return Numeral(match.start(), match.end(), low, Decimal(1), spelled=True, high=high)


def _from_digits(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    before = text[max(0, match.start() - 12) : match.start()]
    if _NAME_TAIL.search(before) and not _UNIT_TAIL.search(before):
        return
    if _BIRTH_YEAR.match(text, match.start()) and _BORN.search(before):
        return
    split = _broken_apart(text, match)
    readings = None if split else read_digits(match[0])
    if readings is not None:
        yield _scaled(text, match.start(), match.end(), match[0], readings)
    elif split or re.search(SPACE, match[0]):
        # `năm 2024 120 gian`: the space did not join one number; the parts are numbers of their own
        for part in re.finditer(r"\d(?:[\d.,]*\d)?", match[0]):
            plain = read_digits(part[0])
            if plain is not None:
                start = match.start() + part.start()
                yield _scaled(text, start, start + len(part[0]), part[0], plain)


def _broken_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a line break behind a dot ends a sentence (`năm 2024.`) or item number, and joins nothing."""
    at = match[0].find("\n")
    if at < 0:
        return False
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not line.strip() or not re.fullmatch(r"\d{1,3}(?:\.\d{3})*\.", match[0][:at])


def _scaled(
    text: str, start: int, end: int, digits: str, readings: tuple[Decimal, Decimal | None]
) -> Numeral:
    value, alternative = readings
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    clipped = _CLIPPED.match(text, end)
    if clipped:
        scale = _CLIPPED_SCALES[clipped[1]]
        value, step = (value + Decimal(f"0.{clipped[2]}"), Decimal("0.1")) if clipped[2] else (value, step)
        return Numeral(
            start, clipped.end(), trimmed(value * scale), trimmed(step * scale), scale, digits=digits
        )
    match = _SCALE.match(text, end)
    if match is None:
        return Numeral(start, end, value, step, alternative=alternative, digits=digits)
    scale = Decimal(_SCALES[match[1].lower()] * (_SCALES[match[2].lower()] if match[2] else 1))
    half = _HALF.match(text, match.end())
    if half:
        value, step = value + Decimal("0.5"), Decimal("0.5")
    other = None if alternative is None else trimmed(alternative * scale)
    end = half.end() if half else match.end()
    return Numeral(start, end, trimmed(value * scale), trimmed(step * scale), scale, False, other, digits)


# The regular ways of writing a number, by what the separators do in each.
_THOUSANDS_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")  # 1.234.567,8
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")  # 1,234.5 and 1,234,567
_THOUSANDS_SPACE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")  # 1 234 567,8
_DECIMAL_COMMA = re.compile(r"\d+,\d+")  # 27,98
_DECIMAL_DOT = re.compile(r"\d+\.\d+")  # 83.47


def read_digits(digits: str) -> tuple[Decimal, Decimal | None] | None:
    """The value that digits with separators mean, and the other reading if there is one; None if no number.

    A comma before exactly three digits is a decimal comma by the rule, and may be a thousands' separator of
    the English kind (`4,974 đảng viên`). A dot before exactly three is a thousands' dot, unless a zero leads.

    >>> read_digits("1.234,5"), read_digits("4,974"), read_digits("0.703"), read_digits("1.2.3")
    ((Decimal('1234.5'), None), (Decimal('4.974'), Decimal('4974')), (Decimal('0.703'), None), None)
    """
    compact = re.sub(r"(?<=[.,])\s|\s(?=,)", "", digits)
    if compact.isdecimal():
        return None if len(compact) > 1 and not compact.strip("0") else (Decimal(compact), None)
    leading_zero = compact[0] == "0" and compact[1:2].isdecimal()
    if leading_zero and not _DECIMAL_COMMA.fullmatch(compact):
        return None
    if _THOUSANDS_DOT.fullmatch(compact) and not compact.startswith("0."):
        other = Decimal(compact) if compact.count(".") == 1 and "," not in compact else None
        return Decimal(compact.replace(".", "").replace(",", ".")), other
    if _THOUSANDS_COMMA.fullmatch(compact):
        return Decimal(compact.replace(",", "")), None
    if _THOUSANDS_SPACE.fullmatch(compact):
        return Decimal(re.sub(r"\s", "", compact).replace(",", ".")), None
    if _DECIMAL_COMMA.fullmatch(compact):
        whole, decimals = compact.split(",")
        grouped = len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0"
        return Decimal(f"{whole}.{decimals}"), Decimal(whole + decimals) if grouped else None
    if _DECIMAL_DOT.fullmatch(compact):
        return Decimal(compact), None
    return None
