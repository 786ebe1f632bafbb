"""What looks like a count and is none: names, numbering, page numbers, times, telephone numbers.

Each rule is a pattern of the language with a name of its own; `why_not` says which one applies, so a rejected
number can be explained as well as a found one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.extract.number import Numeral
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, LOWER, SPACE, UPPER, alternation

_LOOK_BACK = 28
_LOOK_BACK_LIST = 120
_FOREIGN_WINDOW = 80

# A number at the start of a line with nothing but the line break behind it: a page number or an item.
_LINE_START = re.compile(rf"(?:^|\n){SPACE}*\Z")
_LINE_END = re.compile(rf"{SPACE}*(?:\n|\Z)")
# The mark of a footnote is glued to what it marks: `bảo hiểm xã hội,8 kế hoạch`.
_NOTE_MARK = re.compile(r"[,;.:)\]\"”]\Z")
# `“4 an”`, `" 5 biết "`: a slogan's number, quoted with its two or three words.
_QUOTE_BEFORE = re.compile(rf"[“\"'‘]{SPACE}?\Z")
_QUOTE_AFTER = re.compile(rf"(?:{SPACE}+[^\W\d_]+){{1,2}}{SPACE}?[”\"'’]")
# `An -26`, `km 77+922`, `Mi-8`: the number is the tail of a name.
_TAIL = re.compile(rf"(?:[+#@]|[^\W\d_]{SPACE}?{DASH}|[^\s]{SPACE}*{DASH})\Z")
# A name ends before a small number: `thủy điện Đăk Mi 4 phát điện`.
_NAME_BEFORE = re.compile(rf"[^\W\d_]{SPACE}[{UPPER}][{LOWER}]+{SPACE}\Z")
# `mỗi năm`, `hằng năm`, `2 năm`: the noun "year", and the contexts where `năm` is five.
_SENTENCE_START = re.compile(r"(?:\A|[.!?\n;:])\s*\Z")
_FIVE = re.compile(
    r"(?:(?<!\w)(?:một trong|trong số|cả|đủ|có|gồm|là|thành|với|và|từ|đến|hơn|gần)|[,(])\s*\Z", re.IGNORECASE
)
# A label governs a list: `khoản 1, 2 và 5`, `đường tỉnh 280, 284, 285`.
_LISTED = re.compile(
    rf"(?:(?<!\w)\d{{1,4}}[a-zđ]?{SPACE}?(?:,|và|hoặc|hay|đến|{DASH}){SPACE}?(?:(?:và|hoặc|hay){SPACE})?){{1,20}}\Z"
)
# `trú tại 432 đường Đà Nẵng`: the number of a house.
_ADDRESS = re.compile(rf"{GAP}(?:đường|phố){SPACE}(?![Đđ]ường)[{UPPER}][^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(r"[À-ỹĐđ]")
# A capital within a sentence makes a number word a name: `sông Ba`, `ông Hai`.
_WITHIN_SENTENCE = re.compile(r"[\w,]\s*\Z")
_AHEAD = re.compile(r"\s+\w+(?:\s+\w+)?")


# Words that take a label's meaning: `tổng số 180 quốc gia`, `dân số 48.215 người`, `mỗi nhóm 9 người`.
_NO_LABEL_BEHIND = ("tổng", "trong", "con", "mỗi", "thiểu", "đa", "dân", "sĩ", "quân", "định")
_IDENTITIES = "số|điện thoại|tài khoản|fax|tel|hotline|MST|mã số thuế|mã số|mã|SĐT|ĐT|CMND|CCCD"


@dataclass(frozen=True, slots=True)
class _Labels:
    hard: re.Pattern[str]
    soft: re.Pattern[str]
    phrases: frozenset[str]


@cache
def _labels(lexicon: Lexicon) -> _Labels:
    def before(strength: str) -> re.Pattern[str]:
        names = alternation(row["name"] for row in lexicon.rows("labels") if row["strength"] == strength)
        gap = rf"(?:{GAP})?(?:{DASH}{SPACE}?|[.\"“])?{SPACE}?"
        unless = "".join(f"(?<!{word} )" for word in _NO_LABEL_BEHIND)
        # a colon gives an identity its number, but closes any other word: `dưới 15 năm: 06 tháng lương`
        identity = rf"(?:{_IDENTITIES}){SPACE}?:{SPACE}?"
        return re.compile(rf"(?<!\w){unless}(?:{names}{gap}|{identity})\Z", re.IGNORECASE)

    phrases = frozenset(name.casefold() for name in lexicon.column("not_counted", "name"))
    return _Labels(before("hard"), before("soft"), phrases)


def why_not(text: str, numeral: Numeral, *, known: bool, lexicon: Lexicon) -> str | None:
    """The reason why a number with a noun behind it counts nothing, or None where it may count.

    Args:
        text: the whole text.
        numeral: the number.
        known: whether the noun behind it is one that is known to be counted.
        lexicon: labels (`quận`, `lần thứ`) and set phrases (`hai bên`).

    >>> from solieu.extract.number import find_numerals
    >>> from solieu.lexicon import load
    >>> text = "quận 12 đông dân"
    >>> why_not(text, next(find_numerals(text)), known=False, lexicon=load())
    'label'
    """
    labels = _labels(lexicon)
    before = text[max(0, numeral.start - _LOOK_BACK) : numeral.start]
    if is_label(text, numeral.start, known=known, lexicon=lexicon, listed=numeral.value < 1000):
        return "label"
    if numeral.spelled:
        return _why_not_spelled(text, numeral, before, known, labels.phrases)
    if is_foreign(text, numeral.start, numeral.end):
        return "foreign"
    if len(numeral.digits) > 8 and numeral.digits.startswith("0"):
        return "identifier"
    if _LINE_START.search(before) and (_LINE_END.match(text, numeral.end) or _capital(text, numeral.end)):
        return "numbering"
    if _NOTE_MARK.search(before):
        return "note"
    if _TAIL.search(before):
        return "tail"
    if _QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(text, numeral.end):
        return "slogan"
    if _ADDRESS.match(text, numeral.end):
        return "address"
    if not known and numeral.value < 100 and _NAME_BEFORE.search(before):
        return "name"
    return None


def is_label(text: str, start: int, *, known: bool, lexicon: Lexicon, listed: bool = True) -> bool:
    """Whether the words before a number make it a name or an order, `known` as in `why_not`.

    `listed`: whether a label further ahead may govern it through a list (`khoản 1, 2 và 5`).
    """
    labels = _labels(lexicon)
    before = text[max(0, start - _LOOK_BACK_LIST) : start]
    before = (_LISTED.sub("", before) if listed else before)[-_LOOK_BACK:]
    return bool(labels.hard.search(before) or (not known and labels.soft.search(before)))


def is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a number stands in text of another language: no Vietnamese letter near it.

    >>> is_foreign("within 15 days after receiving the written request of the investor", 7, 9)
    True
    """
    near = text[max(0, start - _FOREIGN_WINDOW) : end + _FOREIGN_WINDOW]
    return not _VIETNAMESE.search(near) and len(_LETTER.findall(near)) > _FOREIGN_WINDOW // 2


def _capital(text: str, position: int) -> bool:
    """Whether a capitalised word (no abbreviation) follows: the line is an item, the number its numbering."""
    match = re.compile(rf"{SPACE}*([^\W\d_]+)").match(text, position)
    return match is not None and match[1][0].isupper() and not (match[1].isupper() and len(match[1]) > 1)


def _why_not_spelled(
    text: str, numeral: Numeral, before: str, known: bool, phrases: frozenset[str]
) -> str | None:
    spelled = text[numeral.start : numeral.end]
    ahead = _AHEAD.match(text, numeral.end, numeral.end + 24)
    phrase = f"{spelled}{ahead[0] if ahead else ''}".casefold()
    if any(phrase == other or phrase.startswith(other + " ") for other in phrases):
        return "phrase"
    if spelled.casefold() == "năm":
        five = _FIVE.search(before) or _SENTENCE_START.search(before)
        return None if known and five else "year"
    if spelled[0].isupper() and _WITHIN_SENTENCE.search(before):
        return "name"
    return (
        None if known or numeral.high or numeral.value > 3 or spelled.casefold() in ("hai", "ba") else "vague"
    )
