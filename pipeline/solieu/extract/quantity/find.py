"""Percentages, money, measures, ages and counts: numbers, with what stands around them that tells the kind.

A number with a unit is what the unit says. A number with a noun is a count, unless the word before makes it a
name (`quận 12`). Two numbers may make one figure: a range (`5-7%`, `từ 5 đến 7 triệu đồng`) or a mixed form
(`3 tỷ 250 triệu đồng`); and a number may borrow the unit of the next (`từ 18 lên 19 tuổi`).
"""

from __future__ import annotations

import re

from solieu.extract.not_figure import is_label
from solieu.extract.quantity.count import count, headed, is_money_named, noun_at, shared
from solieu.extract.quantity.figure import Figure, figures, mention_of, whole_figure
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP
from solieu.types import Mention, Quantity

# A bare decimal beside a comparison sign is a technical measure without unit: `HDI ≥ 0,800`, `0,700 ≤ HDI`.
_COMPARED = (re.compile(r"[≥≤<>]\s?\Z"), re.compile(r"\s?[≥≤<>]"))
# Between two levels of which the second carries the unit: `từ 18 lên 19 tuổi`, `12.654 xuống còn 9.605 xe`.
_LEVELS = re.compile(
    rf"{GAP}(?:(?:tăng|nâng|giảm|hạ|rút){GAP})?(?:lên|xuống|còn|thành){GAP}"
    rf"(?:(?:còn|tới|đến|gần|hơn|trên|khoảng){GAP})?",
    re.IGNORECASE,
)
_MONEY_NEAR = 160


def find_quantities(text: str, lexicon: Lexicon) -> list[Mention]:
    """The percentages, amounts of money, measures, ages and counts of a text, in text order.

    >>> from solieu.lexicon import load
    >>> text = "phạt 25 xe tổng cộng 3 tỷ 250 triệu đồng"
    >>> [(m.kind, m.text, m.value.text) for m in find_quantities(text, load())]
    [('count', '25', '25'), ('money', '3 tỷ 250 triệu đồng', '3250000000')]
    """
    found = list(figures(text, lexicon))
    mentions: list[Mention] = []
    for figure, following in zip(found, [*found[1:], None], strict=False):
        mention = (
            _with_unit(text, figure, lexicon)
            or _compared(text, figure)
            or _money_by_scale(text, figure, lexicon)
            or count(text, figure, lexicon)
            or headed(text, figure, lexicon)
            or shared(text, figure, lexicon)
        )
        if mention is None and following is not None:
            mention = _borrow(text, figure, following, lexicon)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _with_unit(text: str, figure: Figure, lexicon: Lexicon) -> Mention | None:
    unit = figure.unit
    if unit is None or (unit.weak and _is_noun_ahead(text, unit.end)):
        return None
    glued = unit.end - figure.last.end == 1 and text[figure.last.end].isalpha()
    if glued and is_label(text, figure.first.start, known=True, lexicon=lexicon):
        return None  # `Điều 58l`, `Điều 58đ`
    return mention_of(text, figure, unit.kind, unit.end, unit.name, f"{unit.kind}.unit")


# After `điểm`, `độ` and the like a further noun makes them the counted thing: `3 điểm trường`.
_PLACE_NOUN = re.compile(
    rf"{GAP}(?:trường|bưu điện|đến|nóng|ngập|du lịch|bán|thi|giao dịch|cầu|sạt lở|dân cư|tái định cư"
    rf"|mỏ|kinh doanh|chốt|nhấn|mới|tựa|công nghiệp|văn hóa|sinh hoạt|nghẽn|ùn tắc"
    rf"|đen|kết nối|trung chuyển|tập kết)(?!\w)",
    re.IGNORECASE,
)


def _is_noun_ahead(text: str, position: int) -> bool:
    return _PLACE_NOUN.match(text, position) is not None


def _compared(text: str, figure: Figure) -> Mention | None:
    numeral = figure.first
    if figure.unit is not None or "," not in numeral.digits or numeral is not figure.last:
        return None
    if not (
        _COMPARED[0].search(text[max(0, numeral.start - 3) : numeral.start])
        or _COMPARED[1].match(text, numeral.end)
    ):
        return None
    return mention_of(text, figure, "measure", numeral.end, None, "measure.compared")


_YEARS = re.compile(rf"{GAP}(?:năm|km|kilomet|tuổi)(?!\w)", re.IGNORECASE)


def _money_by_scale(text: str, figure: Figure, lexicon: Lexicon) -> Mention | None:
    """`1.214,04 tỷ` is money where nothing counted follows, `4,18 triệu` where money is near."""
    numeral = figure.last
    if figure.unit is not None or numeral.spelled or numeral.scale < 1_000_000:
        return None
    noun = noun_at(text, numeral.end, lexicon)
    if _YEARS.match(text, numeral.end):
        return None  # `1,3 tỉ năm`
    if noun is not None and (noun[1] or numeral.scale < 10**9):
        return None
    near = text[max(0, figure.first.start - _MONEY_NEAR) : numeral.end + _MONEY_NEAR]
    if numeral.scale < 10**9 and not is_money_named(near, lexicon):
        return None
    return mention_of(text, figure, "money", numeral.end, "đồng", "money.scale")


def _borrow(text: str, figure: Figure, following: Figure, lexicon: Lexicon) -> Mention | None:
    """The first of two levels, whose unit stands behind the second only."""
    if figure.unit is not None or not _LEVELS.fullmatch(text, figure.last.end, following.first.start):
        return None
    lender = _with_unit(text, following, lexicon) or count(text, following, lexicon)
    if lender is None or not isinstance(lender.value, Quantity):
        return None
    figure, rule = whole_figure(figure), f"{lender.kind}.borrowed"
    return mention_of(text, figure, lender.kind, figure.last.end, lender.value.unit, rule)
