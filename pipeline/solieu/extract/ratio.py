"""Fractions (`13/15 vụ`, `tỷ lệ 1/500`, `hai phần ba`) and multiples (`gấp 2,5 lần`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from solieu.extract.beside import has_share
from solieu.extract.number import Numeral, find_numerals
from solieu.extract.numerals import WORDS, read_words
from solieu.extract.unit import unit_at
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, OPTIONAL_GAP, SPACE, literal
from solieu.types import Mention, Ratio

_NUMBER = rf"\d{{1,3}}(?:\.{SPACE}?\d{{3}})+|\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}"
# `13/15`, `10.142/19.857`, `1/5. 000`, `34⏎/64`; no letter or digit touches it, no third part follows.
_FRACTION = re.compile(
    rf"(?<![\w/.,+-])(?P<top>{_NUMBER})(?:\n|{SPACE})?/{SPACE}?(?P<bottom>{_NUMBER})(?![\d_/]|[.,-]\d|-[A-ZĐ])"
)
# What makes two numbers with a slash a fraction: a scale of maps before it …
_SCALE_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:tỷ lệ|tỉ lệ|bản đồ|bình đồ|quy hoạch(?:{GAP}[^\W\d_]+){{0,6}}?|chi tiết|phân khu|mặt bằng"
    rf"|và|hoặc)|[,;]){OPTIONAL_GAP}\Z",
    re.IGNORECASE,
)
_LIST_BEFORE = re.compile(r"(?:[,;]|và|hoặc)\s*\Z")
# … or a word that measures out a part.
_PART_BEFORE = re.compile(
    rf"(?<!\w)(?:chiếm|gần|hơn|trên|khoảng|quá|đạt|bằng|còn|mất|bay|có|là|được|với|tới|đến|trong|giảm|tăng"
    rf"|ít nhất|tối thiểu|tối đa|dưới|hết|thành công|đã){GAP}\Z",
    re.IGNORECASE,
)
# What makes them none: a day (`ngày 3/10`), a number or address (`số 12/34`), a rank (`thứ 8/8`).
_NOT_BEFORE = re.compile(
    rf"(?<!\w)(?:ngày|hôm|tháng|quý|sáng|trưa|chiều|tối|đêm|mồng|mùng|thứ|hạng|vị trí|số|nhà|đường"
    rf"|ngõ|hẻm|kiệt|ngách|tổ|lô|thửa|điều|khoản|mục|bảng|biểu|mẫu|trang|quốc lộ|km|block|phòng"
    rf"|căn|kỳ|vòng|cánh|từ|dịp|lễ)"
    rf"(?:{GAP}|[:.]{SPACE}?)\Z",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(rf"{GAP}(?P<word>[^\W\d_]+)(?:{SPACE}(?P<second>[^\W\d_]+))?")

# `gấp 2,5 lần`, `gấp hơn ba lần`: the multiple with the word that says so.
_TIMES = re.compile(rf"{OPTIONAL_GAP}lần(?!\w)(?!{GAP}(?:thứ|đầu)(?!\w))", re.IGNORECASE)
_GAP_BEFORE = re.compile(rf"(?<!\w)gấp{GAP}\Z", re.IGNORECASE)
_GAP_HEDGED = re.compile(
    rf"(?<!\w)gấp{GAP}(?:hơn|gần|trên|khoảng|tới|đến|ít nhất|chừng|ngót)(?:{GAP}(?:hơn|gần|trên))?{GAP}\Z",
    re.IGNORECASE,
)
_TIMES_BEFORE = re.compile(
    rf"(?<!\w)(?:tăng|giảm|bằng|hơn|cao hơn|thấp hơn|lớn hơn|nhiều hơn|ít hơn|tăng thêm|gấp nhiều|so với)"
    rf"(?:{GAP}(?:hơn|gần|trên|khoảng|tới|đến|lên))?{GAP}\Z"
    rf"|(?<!\w)(?:cao|nhiều|lớn|thấp|ít){GAP}hơn(?:{GAP}[^\W\d_]+){{1,4}}{GAP}\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"{OPTIONAL_GAP}(?:{DASH}|{literal('đến')}){OPTIONAL_GAP}")
# `hai phần ba`, `một phần tư`
_SPELLED = re.compile(rf"(?<!\w)(?P<top>{WORDS}){GAP}phần{GAP}(?P<bottom>{WORDS})", re.IGNORECASE)


def find_ratios(text: str, lexicon: Lexicon) -> list[Mention]:
    """The fractions and multiples of a text, in text order.

    >>> from solieu.lexicon import load
    >>> [(m.text, m.value.text) for m in find_ratios("phá 13/15 vụ, gấp 2,5 lần", load())]
    [('13/15', '13/15'), ('gấp 2,5 lần', '2.5')]
    """
    found = [*_fractions(text, lexicon), *_multiples(text), *_spelled(text)]
    return sorted(found, key=lambda mention: mention.start)


def _fractions(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    stops = frozenset(name.casefold() for name in lexicon.column("function_words", "name"))
    counted = frozenset(lexicon.column("classifiers", "name"))
    previous_end = -1
    for match in _FRACTION.finditer(text):
        before = text[max(0, match.start() - 48) : match.start()]
        top, bottom = (re.sub(r"[.,\s]", "", match[part]) for part in ("top", "bottom"))
        if not int(bottom) or _NOT_BEFORE.search(before):
            continue
        value = Ratio(Decimal(top), Decimal(bottom), written=f"{top}/{bottom}")  # `06/63` keeps its zero
        glued = text[match.end() : match.end() + 1].isalpha()
        unit = unit_at(text, match.end(), lexicon)
        if glued and (unit is None or unit.kind != "measure"):
            continue  # `Điều 12/3a`
        if _is_map_scale(value, before, listed=previous_end >= match.start() - 8):
            rule = "ratio.scale"
        elif _is_out_of(text, match.end(), stops, counted):
            rule = "ratio.out_of"
        elif unit is not None and unit.kind == "measure" and not unit.weak and int(top) < int(bottom):
            rule = "ratio.of_unit"  # `1/2 kg`
        elif _PART_BEFORE.search(before) and (int(bottom) <= 10 or int(bottom) > 31):
            rule = "ratio.part"
        elif has_share(text, match.end()):
            rule = "ratio.share"  # `có mặt 347/350, đạt 99,14%`
        else:
            continue
        if rule == "ratio.scale" or int(top) <= int(bottom):
            previous_end = match.end()
            yield Mention("ratio", match.start(), match.end(), match[0], value, rule)


def _is_map_scale(value: Ratio, before: str, *, listed: bool) -> bool:
    """`1/500` behind a word for maps, or behind another scale in a list."""
    if value.numerator != 1 or value.denominator is None or value.denominator % 50 or value.denominator < 100:
        return False
    return _SCALE_BEFORE.search(before) is not None and (listed or not _LIST_BEFORE.search(before))


def _is_out_of(text: str, position: int, stops: frozenset[str], counted: frozenset[str]) -> bool:
    """Whether a noun follows: `13/15 vụ`, `5/8 chỉ số`."""
    noun = _NOUN_AFTER.match(text, position)
    if noun is None:
        return False
    if f"{noun['word']} {noun['second']}".casefold() in counted:
        return True
    return noun["word"].casefold() not in stops and noun["word"].islower()


def _multiples(text: str) -> Iterator[Mention]:
    numerals = list(find_numerals(text))
    carried = -1  # the end of the last multiple: `gấp 8,2 lần; Indonesia 1,5 lần` goes on without the word
    for index, numeral in enumerate(numerals):
        times = _TIMES.match(text, numeral.end)
        if times is None:
            continue
        first = numeral
        if index and _RANGE.fullmatch(text, numerals[index - 1].end, numeral.start):
            first = numerals[index - 1]
        before = text[max(0, first.start - 40) : first.start]
        whole = numeral.value == numeral.value.to_integral_value()
        word = _GAP_BEFORE.search(before)
        if word:
            start, rule = first.start - len(word[0]), "ratio.multiple"
        elif _GAP_HEDGED.search(before) or _TIMES_BEFORE.search(before):
            start, rule = first.start, "ratio.multiple"
        elif not whole and ((carried >= 0 and first.start - carried < 120) or numeral.digits):
            start, rule = first.start, "ratio.decimal_times"
        else:
            continue
        carried = times.end()
        yield _multiple(text, start, times.end(), first, numeral, rule)


def _multiple(text: str, start: int, end: int, first: Numeral, last: Numeral, rule: str) -> Mention:
    value = Ratio(first.value, high=last.value if first is not last else None)
    return Mention("ratio", start, end, text[start:end], value, rule, spelled=last.spelled)


def _spelled(text: str) -> Iterator[Mention]:
    for match in _SPELLED.finditer(text):
        top, bottom = read_words(match["top"]), read_words(match["bottom"])
        bottom = Decimal(4) if match["bottom"].casefold() == "tư" else bottom
        if top is not None and bottom is not None and bottom > 1 and bottom != 100:
            yield Mention(
                "ratio",
                match.start(),
                match.end(),
                match[0],
                Ratio(top, bottom),
                "ratio.spelled",
                spelled=True,
            )
