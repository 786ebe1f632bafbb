"""Whether a number can be read off the words that it is said to come from, without asking what read it there.

The rule knows less than the extractors and shares no code with them: how figures are written, which words
stand for a digit, and which for a power of ten.

- Each number of a value (a bound of a range, a term of a ratio, a part of a duration) is one written number,
  in the same order, times the scale words after it: `25,5 tỷ` for 25500000000. A scale that stands only
  behind the last number holds for all: `5 đến 7 triệu`.
- One number may be put together from several: `5 tỷ 785 triệu`, `2 triệu rưỡi`.
- Beside a number in digits, a single number word counts as one: `ba đến 5`, `10 năm hai tháng`.
- A number in words has the same digits other than zero as the words say: `hai mươi lăm` for 25.
- A separator may group digits or be a decimal point where three digits follow it, else it is a point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

_SCALES = {
    name: Decimal(10) ** power
    for power, names in {
        1: "chục",
        2: "trăm",
        3: "nghìn ngàn k",
        4: "vạn",
        6: "triệu tr",
        9: "tỷ tỉ tỳ",
    }.items()
    for name in names.split()
} | {"quý": Decimal(3)}
# Units that stand for so many years, and the sign that is spelt with a scale word.
_UNITS = {r"thập (?:niên|kỷ|kỉ)": "chục", r"thế (?:kỷ|kỉ)": "trăm", "phần trăm": "%"}
# The digits that a number word says; `rưỡi` after a scale is a half of it.
_SPOKEN = {
    "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5", "nhăm": "5",
    "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9", "mười": "1", "đôi": "2", "rưỡi": "5",
    "rưởi": "5", "nửa": "5", "giêng": "1", "chạp": "12",
}  # fmt: skip
_HALVES = ("rưỡi", "rưởi")

# Digits with separators: `14.340`, `27,98`, `1 250 000`, and with a stray blank `5. 000`; not those of `m2`.
_WRITTEN = re.compile(r"(?<![^\W\d_])\d+(?:[.,]\d+|(?:[.,] ?|[ \u00a0\u202f])\d{3}(?!\d))*")
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(rf"(?P<written>{_WRITTEN.pattern})|(?P<word>{_WORD.pattern})")
# A number in a value: `27.98`, `-2.5`; in `P8.5Y` the 8.5, in `13/15` both.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# The sign `%` in words, whose `trăm` is no power of ten.
_SIGN = re.compile(r"phần\s{1,4}(?:trăm|nghìn|ngàn)", re.IGNORECASE)
_MINUS = re.compile(r"\s{0,4}(?:[-\u2010-\u2015\u2212]\s{0,2}\d|âm\b)", re.IGNORECASE)


class _Stated(NamedTuple):
    """A number that the words write: what its digits may be read as, and the power of ten behind it."""

    readings: tuple[Decimal, ...]
    scale: Decimal

    def times(self, scale: Decimal) -> _Stated:
        return self._replace(scale=self.scale * scale)


def shows_numbers(value: str, words: str) -> bool:
    """Whether every number of a value stands in the words.

    >>> shows_numbers("5000000..7000000", "5 đến 7 triệu đồng"), shows_numbers("27.99", "27,98%")
    (True, False)
    >>> shows_numbers("5785000000", "5 tỷ 785 triệu đồng"), shows_numbers("25", "hai mươi lăm")
    (True, True)
    >>> shows_numbers("4.2", "4,2 điểm phần trăm"), shows_numbers("420", "4,2 điểm phần trăm")
    (True, False)
    """
    words = _SIGN.sub("%", words)
    wanted = [Decimal(number) for number in _NUMBER.findall(value)]
    signed = bool(wanted) and wanted[0] != 0  # nothing has no sign, written with one or without
    if signed and (wanted[0] < 0) != (_MINUS.match(words) is not None):
        return False
    wanted = [abs(number) for number in wanted]
    folded = unicodedata.normalize("NFC", words).casefold()
    for unit, scale in _UNITS.items():
        folded = re.sub(unit, scale, folded)
    for text in _readings_of(folded, rate="/" not in value):
        # `năm` is five and also the year that is counted.
        for spoken in (frozenset[str](), _SPOKEN.keys() - {"năm"}, _SPOKEN.keys()):
            stated = _stated(text, spoken)
            if _one_by_one(wanted, stated) or (len(wanted) == 1 and _together(wanted[0], stated)):
                return True
    return not _WRITTEN.search(folded) and _spoken(wanted, folded)


def shows_number_of_document(number: str, words: str) -> bool:
    """Whether an official number stands in the words, but for blanks, dashes and case.

    >>> shows_number_of_document("381-QĐ/TU", "Quyết định số 381 - QĐ/TU")
    True
    """
    return _plain(number) in _plain(words)


def digits_of(text: str) -> str:
    """The digits of a text, of whatever script, as 0 to 9.

    >>> digits_of("27,98% (２)")
    '27982'
    """
    return "".join(str(unicodedata.decimal(character)) for character in text if character.isdecimal())


def said_digits(word: str) -> str:
    """The digits that a number word says, empty for any other word.

    >>> said_digits("Chạp"), said_digits("tháng")
    ('12', '')
    """
    return _SPOKEN.get(unicodedata.normalize("NFC", word).casefold(), "")


def _readings_of(words: str, *, rate: bool) -> list[str]:
    """The words as they stand, without blanks inside numbers, without a number repeated in words.

    A rate's unit has a number of its own (`5,83 vụ/10.000 dân`), which is no part of the value.
    """
    joined = re.sub(r"(?<=\d)\s(?=[\d.,])|(?<=[\d.,])\s(?=\d)", "", words)
    readings = [words, joined, re.sub(r"\([^()]{0,80}\)", "", words)]
    return [*readings, words.partition("/")[0]] if rate and "/" in words else readings


def _stated(words: str, spoken: Collection[str]) -> list[_Stated]:
    """The numbers that the words write, each with the scale words between it and the next.

    Of the number words in `spoken`, each says a number too if digits stand beside it.
    """
    stated: list[_Stated] = []
    for match in _PIECE.finditer(words):
        word = match["word"]
        if match["written"]:
            stated.append(_Stated(_readings(match["written"]), Decimal(1)))
        elif word in _SCALES and stated:
            stated.append(stated.pop().times(_SCALES[word]))
        elif word in _HALVES and stated:
            last = stated.pop()
            stated.append(last._replace(readings=tuple(one + Decimal("0.5") for one in last.readings)))
        elif word in spoken:
            stated.append(_Stated((Decimal(10 if word == "mười" else int(_SPOKEN[word])),), Decimal(1)))
    return stated if _WRITTEN.search(words) else []


def _readings(written: str) -> tuple[Decimal, ...]:
    """What digits with separators may mean, as a Vietnamese or as an English writer has them."""
    pieces = [digits_of(piece) for piece in re.split(r"\D+", written)]
    if len(pieces) == 1:
        return (Decimal(pieces[0]),)
    point = Decimal("".join(pieces[:-1]) + "." + pieces[-1])
    grouped = all(len(piece) == 3 for piece in pieces[1:]) and pieces[0] != "0"
    return (Decimal("".join(pieces)), point) if grouped else (point,)


def _one_by_one(wanted: Sequence[Decimal], stated: Sequence[_Stated]) -> bool:
    if not wanted or len(wanted) != len(stated):
        return False
    shared = stated[-1].scale
    return all(
        number in {reading * scale for reading in one.readings for scale in (one.scale, _shared(one, shared))}
        for number, one in zip(wanted, stated, strict=True)
    )


def _shared(stated: _Stated, scale: Decimal) -> Decimal:
    return scale if stated.scale == 1 else stated.scale


def _together(wanted: Decimal, stated: Sequence[_Stated]) -> bool:
    """Whether one number is the sum of what is stated, the scales falling: `5 tỷ 785 triệu`."""
    scales = [one.scale for one in stated]
    if not 2 <= len(stated) <= 4 or scales != sorted(set(scales), reverse=True):
        return False
    return any(
        wanted == sum(reading * one.scale for reading, one in zip(chosen, stated, strict=True))
        for chosen in product(*(one.readings for one in stated))
    )


def _spoken(wanted: Sequence[Decimal], words: str) -> bool:
    """Whether words without a digit say the digits other than zero; a bare scale word says its one."""
    said = _WORD.findall(words)
    share = 3 if "quý" in said else 1
    digits = "".join(re.sub("[^1-9]", "", format(number / share, "f")) for number in wanted)
    spoken = "".join(_SPOKEN.get(word, "") for word in said)
    without = "".join(_SPOKEN.get(word, "") for word in said if word != "năm")
    forms = {spoken, without, spoken.removesuffix("5") if said[-1:] == ["năm"] else spoken}
    if any(word in _SCALES for word in said[:1]):
        forms |= {f"1{form}" for form in forms}
    if any(word in _HALVES for word in said) and "gấp" in said:
        forms.add("15")
    return bool(digits) and digits in forms


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    return re.sub(r"[-\s\u2010-\u2015\u2212\u00ad]", "", folded).casefold()
