"""Percentages, money, measures, ages and counts: numbers, with what stands around them that tells the kind.

A number with a unit is what the unit says. A number with a noun is a count, unless the word before makes it a
name (`quận 12`). Two numbers may make one figure: a range (`5-7%`, `từ 5 đến 7 triệu đồng`) or a mixed form
(`3 tỷ 250 triệu đồng`); and a number may borrow the unit of the next (`từ 18 lên 19 tuổi`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from solieu.extract.beside import has_share
from solieu.extract.not_figure import is_label, why_not
from solieu.extract.number import Numeral, find_numerals
from solieu.extract.unit import Unit, rate_at, unit_at
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, OPTIONAL_GAP, SPACE, alternation, literal
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
# A bare decimal beside a comparison sign is a technical measure without unit: `HDI ≥ 0,800`, `0,700 ≤ HDI`.
_COMPARED = (re.compile(r"[≥≤<>]\s?\Z"), re.compile(r"\s?[≥≤<>]"))
# Between two levels of which the second carries the unit: `từ 18 lên 19 tuổi`, `12.654 xuống còn 9.605 xe`.
_LEVELS = re.compile(
    rf"{GAP}(?:(?:tăng|nâng|giảm|hạ|rút){GAP})?(?:lên|xuống|còn|thành){GAP}"
    rf"(?:(?:còn|tới|đến|gần|hơn|trên|khoảng){GAP})?",
    re.IGNORECASE,
)
_MIXED = re.compile(rf"{SPACE}{{1,3}}\n?")
# The word behind a number that might be what it counts.
_NEXT_WORD = re.compile(
    rf"{GAP}(?P<quote>[\"“'‘(]?)(?P<word>[^\W\d_][\w-]*)(?:{SPACE}+(?P<second>[^\W\d_]\w*))?"
)
_GLUED_WORD = re.compile(r"[^\W\d_]{2,}")
_NEGATIVE = re.compile(rf"(?:[ \t\u00a0(:;=][-\u2212]|(?<!\w)[âÂ]m{SPACE})\Z")
_BULLET = re.compile(rf"(?:^|\n){SPACE}*{DASH}\Z")
_MONEY_NEAR = 160
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Words:
    function: frozenset[str]
    counted: frozenset[str]
    verbs: frozenset[str]
    titles: re.Pattern[str]
    money: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        function=frozenset(name.casefold() for name in lexicon.column("function_words", "name")),
        counted=frozenset(name for name in lexicon.column("classifiers", "name")),
        verbs=frozenset(name.casefold() for name in lexicon.column("verbs", "name")),
        titles=re.compile(rf"{alternation(_titles(lexicon))}(?!\w)"),
        money=re.compile(rf"(?<!\w){alternation(lexicon.column('currencies', 'name'))}(?!\w)"),
    )


def _titles(lexicon: Lexicon) -> list[str]:
    """The nouns with a capital: `Bí thư`, `Phó Trưởng đoàn`; one or two words may not tell them."""
    return [name for name in lexicon.column("classifiers", "name") if name[0].isupper()]


@dataclass(frozen=True, slots=True)
class _Figure:
    """One or two numerals that make one figure, with its unit if it has one."""

    first: Numeral
    last: Numeral
    unit: Unit | None = None


def find_quantities(text: str, lexicon: Lexicon) -> list[Mention]:
    """The percentages, amounts of money, measures, ages and counts of a text, in text order.

    >>> from solieu.lexicon import load
    >>> text = "phạt 25 xe tổng cộng 3 tỷ 250 triệu đồng"
    >>> [(m.kind, m.text, m.value.text) for m in find_quantities(text, load())]
    [('count', '25', '25'), ('money', '3 tỷ 250 triệu đồng', '3250000000')]
    """
    figures = list(_figures(text, lexicon))
    mentions: list[Mention] = []
    for index, figure in enumerate(figures):
        following = mentions_after(figures, index)
        mention = (
            _with_unit(text, figure, lexicon)
            or _compared(text, figure)
            or _money_by_scale(text, figure, lexicon)
            or _count(text, figure, lexicon)
            or _headed(text, figure, lexicon)
            or _shared(text, figure, lexicon)
        )
        if mention is None and following is not None:
            mention = _borrow(text, figure, following, lexicon)
        if mention is not None:
            mentions.append(mention)
    return mentions


def mentions_after(figures: Sequence[_Figure], index: int) -> _Figure | None:
    """The figure behind the one at `index`."""
    return figures[index + 1] if index + 1 < len(figures) else None


def _figures(text: str, lexicon: Lexicon) -> Iterator[_Figure]:
    numerals = list(_merge_mixed(text, list(find_numerals(text))))
    index = 0
    while index < len(numerals):
        first = numerals[index]
        unit = unit_at(text, first.end, lexicon)
        pair = _range(text, first, unit, numerals[index + 1], lexicon) if index + 1 < len(numerals) else None
        yield pair or _Figure(first, first, unit)
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


def _range(text: str, first: Numeral, unit: Unit | None, last: Numeral, lexicon: Lexicon) -> _Figure | None:
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
        return _Figure(first, last)
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
    return _Figure(first, last, last_unit)


def _with_unit(text: str, figure: _Figure, lexicon: Lexicon) -> Mention | None:
    unit = figure.unit
    if unit is None or (unit.weak and _is_noun_ahead(text, unit.end)):
        return None
    glued = unit.end - figure.last.end == 1 and text[figure.last.end].isalpha()
    if glued and is_label(text, figure.first.start, known=True, lexicon=lexicon):
        return None  # `Điều 58l`, `Điều 58đ`
    return _mention(text, figure, unit.kind, unit.end, unit.name, f"{unit.kind}.unit")


# After `điểm`, `độ` and the like a further noun makes them the counted thing: `3 điểm trường`.
_PLACE_NOUN = re.compile(
    rf"{GAP}(?:trường|bưu điện|đến|nóng|ngập|du lịch|bán|thi|giao dịch|cầu|sạt lở|dân cư|tái định cư"
    rf"|mỏ|kinh doanh|chốt|nhấn|mới|tựa|công nghiệp|văn hóa|sinh hoạt|nghẽn|ùn tắc"
    rf"|đen|kết nối|trung chuyển|tập kết)(?!\w)",
    re.IGNORECASE,
)


def _is_noun_ahead(text: str, position: int) -> bool:
    return _PLACE_NOUN.match(text, position) is not None


def _compared(text: str, figure: _Figure) -> Mention | None:
    numeral = figure.first
    if figure.unit is not None or "," not in numeral.digits or numeral is not figure.last:
        return None
    if not (
        _COMPARED[0].search(text[max(0, numeral.start - 3) : numeral.start])
        or _COMPARED[1].match(text, numeral.end)
    ):
        return None
    return _mention(text, figure, "measure", numeral.end, None, "measure.compared")


_YEARS = re.compile(rf"{GAP}(?:năm|km|kilomet|tuổi)(?!\w)", re.IGNORECASE)


def _money_by_scale(text: str, figure: _Figure, lexicon: Lexicon) -> Mention | None:
    """`1.214,04 tỷ` is money where nothing counted follows, `4,18 triệu` where money is near."""
    numeral = figure.last
    if figure.unit is not None or numeral.spelled or numeral.scale < 1_000_000:
        return None
    noun = _noun(text, numeral.end, lexicon)
    if _YEARS.match(text, numeral.end):
        return None  # `1,3 tỉ năm`
    if noun is not None and (noun[1] or numeral.scale < 10**9):
        return None
    near = text[max(0, figure.first.start - _MONEY_NEAR) : numeral.end + _MONEY_NEAR]
    if numeral.scale < 10**9 and not _words(lexicon).money.search(near):
        return None
    return _mention(text, figure, "money", numeral.end, "đồng", "money.scale")


def _count(text: str, figure: _Figure, lexicon: Lexicon) -> Mention | None:
    last = figure.last
    if figure.unit is not None and not figure.unit.weak:
        return None
    noun = _noun(text, last.end, lexicon) if figure.unit is None else (figure.unit.name, True)
    if noun is None or why_not(text, figure.first, known=noun[1], lexicon=lexicon):
        return None
    if noun[0][0].isupper() and (
        _YEAR.fullmatch(figure.first.digits)
        or is_label(text, figure.first.start, known=False, lexicon=lexicon)
    ):
        return None  # another name begins: `Bảng 4 Hướng dẫn kỹ thuật`, `từ 2026 Sở Y tế`
    rate = _rate(text, last.end, lexicon)
    if rate is not None:
        return _mention(text, figure, "measure", rate[1], rate[0], "measure.rate")
    if not noun[1] and (not _is_whole(figure) or last.scale >= 10**9):
        return None  # parts of things are counted as averages only: `bình quân 34,2 học sinh một lớp`
    return _mention(text, _whole(figure), "count", last.end, None, "count.noun")


# What is counted may stand before, as the head of its clause: `Tổng số đại biểu được triệu tập là 350`.
_HEAD = re.compile(
    rf"(?<!\w)số(?:{SPACE}lượng)?{SPACE}(?P<noun>[^\W\d_]+)(?P<second>{SPACE}[^\W\d_]+)?"
    rf"(?P<link>(?:{SPACE}[^\W\d_]+){{0,8}}(?:{SPACE}từ{SPACE}[\d.]{{1,9}}{SPACE}(?:lên|xuống|còn)(?:{SPACE}còn)?)?:?){SPACE}\Z",
    re.IGNORECASE,
)
_NOTHING_AHEAD = re.compile(rf"{SPACE}*(?:[,;.)(](?!\d)|\n|\Z)|{SPACE}(?:lên|xuống|và)(?!\w)")
_BETWEEN_LEVELS = re.compile(rf"{SPACE}(?:lên|xuống|còn)(?!\w)")


def _headed(text: str, figure: _Figure, lexicon: Lexicon) -> Mention | None:
    numeral = figure.first
    if figure.unit is not None or numeral is not figure.last or numeral.spelled or not _is_whole(figure):
        return None
    if not (_NOTHING_AHEAD.match(text, numeral.end) or _BETWEEN_LEVELS.match(text, numeral.end)):
        return None
    head = _HEAD.search(text[max(0, numeral.start - 90) : numeral.start])
    if head is None or is_label(text, numeral.start, known=True, lexicon=lexicon):
        return None
    counted, two = _words(lexicon).counted, f"{head['noun']}{head['second'] or ''}".casefold()
    linked = head["link"].strip() or (head["second"] is not None and two not in counted)
    if not linked or not ({two, head["noun"].casefold()} & counted):
        return None
    return _mention(text, _whole(figure), "count", numeral.end, None, "count.headed")


# What is counted stands before, and the verb that says how many: `nữ là 594 (39,97%)`.
_TOLD = re.compile(rf"(?:(?<!\w)(?:là|có|gồm|còn|được){SPACE}|\w{SPACE}?:{SPACE})\Z", re.IGNORECASE)


def _shared(text: str, figure: _Figure, lexicon: Lexicon) -> Mention | None:
    numeral = figure.first
    if figure.unit is not None or numeral is not figure.last or numeral.spelled or not _is_whole(figure):
        return None
    if not has_share(text, numeral.end) or not _TOLD.search(text[max(0, numeral.start - 12) : numeral.start]):
        return None
    if _YEAR.fullmatch(numeral.digits) or why_not(text, numeral, known=False, lexicon=lexicon):
        return None
    return _mention(text, _whole(figure), "count", numeral.end, None, "count.shared")


def _noun(text: str, position: int, lexicon: Lexicon) -> tuple[str, bool] | None:
    """The word behind a number if a counted noun can begin with it, and whether it is known to be one."""
    match = _NEXT_WORD.match(text, position)
    if match is None:
        glued = _GLUED_WORD.match(text, position)  # `37hộ`
        return (glued[0], True) if glued and glued[0] in _words(lexicon).counted else None
    if match["quote"] == "(":  # `Số lượng hồ sơ: 02 (bộ)`: the parentheses hold what is counted and no more
        alone = (
            text[match.end("word") : match.end("word") + 1] == ")"
            and match["word"] in _words(lexicon).counted
        )
        return (match["word"], True) if alone else None
    words, word = _words(lexicon), match["word"]
    phrase = f"{word} {match['second'] or ''}".strip()
    if phrase.casefold() == "trong số":
        return phrase, True
    titled = word[0].isupper() and not word.isupper()
    if word[0].isupper() and "\n" in match[0][: match.start("word") - match.start()]:
        return None  # the next line begins anew: `Mẫu 2.1` over `ĐƠN VỊ`
    if phrase.casefold() in words.function:
        return None
    known = (phrase if titled else phrase.casefold()) in words.counted
    if not known and (word.casefold() in words.function or phrase.casefold() in words.verbs):
        return None
    known = known or (word if titled else word.casefold()) in words.counted
    known = known or (titled and words.titles.match(text, match.start("word")) is not None)
    if titled and not known:
        return None  # a name: `Điều 5 Luật`, `năm 2019 Việt Nam`
    return word if titled else word.casefold(), known


def _is_whole(figure: _Figure) -> bool:
    """Whether a number is whole: `1,6 triệu` is, `4,974` may be by another reading, `2,3` is not."""
    last = figure.last
    return last.alternative is not None or last.value == last.value.to_integral_value()


# `vụ/10.000 dân`, `học sinh/lớp`: a rate of counted things; not the `lượt lao động/năm` of a count a year.
_PER_TIME = re.compile(
    rf"{SPACE}?/{SPACE}?(?:năm|tháng|ngày|tuần|quý|giờ|phút|vụ|đêm|ngày đêm)", re.IGNORECASE
)
_RATE_NOUN = re.compile(rf"{GAP}([^\W\d_]+(?:{SPACE}[^\W\d_]+){{0,5}}?){SPACE}?(?=/)")


def _rate(text: str, position: int, lexicon: Lexicon) -> tuple[str, int] | None:
    match = _RATE_NOUN.match(text, position)
    below = rate_at(text, match.end(), lexicon) if match else None
    if match is None or below is None or _PER_TIME.fullmatch(below[0]):
        return None
    return match[1] + re.sub(r"\s*/\s*", "/", below[0].strip()), below.end()


def _whole(figure: _Figure) -> _Figure:
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


def _borrow(text: str, figure: _Figure, following: _Figure, lexicon: Lexicon) -> Mention | None:
    """The first of two levels, whose unit stands behind the second only."""
    if figure.unit is not None or not _LEVELS.fullmatch(text, figure.last.end, following.first.start):
        return None
    lender = _with_unit(text, following, lexicon) or _count(text, following, lexicon)
    if lender is None or not isinstance(lender.value, Quantity):
        return None
    end = figure.last.end
    return _mention(text, _whole(figure), lender.kind, end, lender.value.unit, f"{lender.kind}.borrowed")


def _signed(text: str, start: int) -> tuple[int, int]:
    """Where a number begins, sign or `âm` included, and its sign; a dash that begins a line is a bullet."""
    negative = _NEGATIVE.search(text[max(0, start - 4) : start])
    if negative is None or _BULLET.search(text[max(0, start - 12) : start]):
        return start, 1
    return start - len(negative[0].lstrip(" \t\u00a0(:;=")), -1


def _mention(text: str, figure: _Figure, kind: Kind, end: int, unit: str | None, rule: str) -> Mention:
    first, last = figure.first, figure.last
    start, sign = first.start, 1
    if kind != "age" and first is last:
        start, sign = _signed(text, start)
    high = last.value if first is not last else first.high
    value = Quantity(
        first.value * sign, last.step, high, unit if kind not in ("count", "age") else None, last.scale
    )
    return Mention(kind, start, end, text[start:end], value, rule, spelled=first.spelled)
