"""Figures that are about no place: what rules lay down, what persons own, scales, votes, seats of a car."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from solieu.observe.parts.outline import Outline, Span
from solieu.observe.standing.laid_down import is_rate
from solieu.observe.where.home import Around
from solieu.types import Mention, Quantity, Ratio

# How far before a figure the words are read that keep it from being about a place, in characters.
_BEFORE = 60
# How far before a norm the rule that lays it down is named, and how far behind, in characters.
_RULE, _RULE_BEHIND = 600, 200
_TERRITORIES = ("province", "district", "commune")

# `bản đồ tỷ lệ 1/2.000`: a scale is about no place.
_SCALE = re.compile(r"t[ỷỉ]\s+lệ\s+(?:1\s?/\s?[\d.]{3,9}(?:,|\s+(?:và|hoặc))?\s+){0,4}$", re.IGNORECASE)
# What a rule for the whole country is told by.
_CENTRAL = re.compile(
    r"""\b(?: thông\s+tư | nghị\s+định | luật | chính\s+phủ | thủ\s+tướng | quốc\s+hội | chủ\s+tịch\s+nước
      | lương\s+cơ\s+sở | lương\s+tối\s+thiểu | chuẩn\s+nghèo\s+khu\s+vực
      | bảo\s+hiểm\s+y\s+tế | BHYT | quy\s+định\s+của )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# What an act of a place is told by, and what a province gives on top: `tỉnh còn hỗ trợ 100% mức đóng BHYT`.
_LOCAL_ACT = re.compile(r"HĐND|UBND|/(?:TU|TƯ)\b")
_LOCAL = re.compile(r"\b(?:tỉnh|thành\s+phố|TP|HĐND|địa\s+phương)\b", re.IGNORECASE)
_SHARED = ("bảo hiểm y tế", "bhyt")
# `Theo Nghị định 5/2020/NĐ-CP, người lái xe bị phạt 2 triệu đồng`: what rules of the whole country lay down.
_DUTY = re.compile(
    r"\b(?:phải|phạt|quy\s+định|tối\s+thiểu|không\s+quá|vượt\s+quá|mức\s+(?:đóng|hưởng|phạt))\b",
    re.IGNORECASE,
)
# `người sáng lập tập đoàn Ba Na có tài sản 32 tỷ USD`, `tỷ phú Ba đứng thứ hai với tài sản 75 tỷ USD`: what
# persons own.
_WEALTH = re.compile(
    r"""\b(?:ông|bà|tỷ\s+phú|đại\s+gia|chủ\s+tịch|giám\s+đốc|tổng\s+thống|(?:người|nhà)\s+(?:sáng\s+lập|giàu))\b
    [^;\n]{0,90}\btài\s+sản(?:\s+(?:được|định\s+giá|ước\s+tính|trị\s+giá|ròng|là|khoảng|hơn))*\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# `có 16 địa phương đạt dưới 80%`, and how far before the bound its class stands, in characters.
_BOUND = re.compile(
    r"\d\s+(?:địa\s+phương|tỉnh|huyện|xã|vùng|bộ|đơn\s+vị|cơ\s+quan)\b[^.,;\n]{0,70}\b(?:dưới|trên|hơn|từ)\s+$",
    re.IGNORECASE,
)
_CLASS = 100
# `sức gió cấp 8 (60-75 km/h)`, `bão mỗi giờ đi được 15 km`: what is told of a storm, wherever it is.
_STORM = re.compile(
    r"\b(?:sức\s+gió|gió\s+giật|giật\s+cấp|bão|áp\s+thấp)\b[^;\n]{0,160}(?:\bcấp\s+\d{1,2}[^.;\n]{0,12}|đi\s+được[^.;\n]{0,12})$",
    re.IGNORECASE,
)
_STORM_REACH = 190
# `hai nước`, `hai bên`: the two that the text tells of.
_TWO = Decimal(2)
_SIDES = re.compile(
    r"\s+(?:nước|bên|quốc\s+gia|chính\s+phủ|nền\s+kinh\s+tế|nhà\s+lãnh\s+đạo|miền)\b", re.IGNORECASE
)
# `xe khách 29 chỗ`: how large a car is.
_CAR = re.compile(r"\b(?:xe|ô\s?tô)\b[^.,;:\d\n]{0,20}$", re.IGNORECASE)
_SEATS = re.compile(r"\s+chỗ\b(?!\s+(?:ở|đậu|đỗ))", re.IGNORECASE)

_VOTE = re.compile(r"[^.;\n]{0,60}\b(?:tán\s+thành|biểu\s+quyết)\b", re.IGNORECASE)


class Nowhere:
    """Tells the figures of a document that are about no place from the others."""

    __slots__ = ("_central_acts", "_local", "_nowhere", "_outline", "_own", "_starts", "_text")

    def __init__(self, outline: Outline, mentions: Sequence[Mention], near: Around) -> None:
        """Look at a document.

        Args:
            outline: its text with its parts.
            mentions: all mentions of the text, in text order.
            near: what it names and is about.
        """
        self._outline, self._text, self._own, self._nowhere = outline, outline.text, near.home, near.nowhere
        cited = [mention for mention in mentions if mention.kind == "docref"]
        # what a council lays down holds for its place
        self._local = any("HĐND" in mention.text for mention in cited)
        self._central_acts = [mention for mention in cited if not _LOCAL_ACT.search(mention.text)]
        self._starts = [mention.start for mention in self._central_acts]

    def others(self, span: Span, figures: Sequence[Mention]) -> Iterator[Mention]:
        """The figures of a sentence that can be about a place.

        Args:
            span: the sentence.
            figures: the figures in it.
        """
        # the conditions of amounts for each one are about no place
        tariff = any(is_rate(figure) for figure in figures)
        for figure in figures:
            norm = figure.status == "norm" and (
                (tariff and figure.kind in ("count", "measure"))
                or (not self._local and self._is_ruled(figure))
            )
            if not (
                norm or self._is_nothing(figure) or self._is_persons(figure) or self._is_law(figure, span)
            ):
                yield figure

    def is_loose(self, figure: Mention) -> bool:
        """Whether a figure is about no place but one its sentence names: how strong a storm is, and how fast.

        A percentage that only bounds a class of places is another: `có 16 địa phương đạt dưới 80%`.
        """
        if figure.kind == "measure":
            begin = max(0, figure.start - _STORM_REACH)
            return _STORM.search(self._text, begin, figure.start) is not None
        begin = max(0, figure.start - _CLASS)
        return figure.kind == "percent" and _BOUND.search(self._text, begin, figure.start) is not None

    def _is_nothing(self, figure: Mention) -> bool:
        """Whether what is counted or measured lies nowhere: levels, the two of a visit, a scale, a vote."""
        text, near = self._text, max(0, figure.start - _BEFORE)
        if figure.kind == "count" and isinstance(figure.value, Quantity):
            two = figure.value.low == _TWO and _SIDES.match(text, figure.end) is not None
            seats = _SEATS.match(text, figure.end) and _CAR.search(text, near, figure.start)
            if two or seats or self._nowhere.match(text, figure.end):
                return True
        scale = isinstance(figure.value, Ratio) and _SCALE.search(text, near, figure.start) is not None
        return scale or _VOTE.match(text, figure.end) is not None

    def _is_persons(self, figure: Mention) -> bool:
        """Whether an amount is what persons own."""
        if figure.kind != "money" or figure.status is not None:
            return False
        return _WEALTH.search(self._text, max(0, figure.start - 2 * _BEFORE), figure.start) is not None

    def _is_ruled(self, figure: Mention) -> bool:
        """Whether a norm is one of the whole country, from what is named around it or the text itself."""
        if self._own.rules:
            return True
        block = self._outline.block(figure.start)
        start = 0 if block is None else self._outline.blocks[block].start
        begin, end = max(start, figure.start - _RULE), figure.end + _RULE_BEHIND
        found = {match[0].casefold() for match in _CENTRAL.finditer(self._text, begin, end)}
        return bool(found) and not (found <= {*_SHARED} and _LOCAL.search(self._text, begin, figure.start))

    def _is_law(self, figure: Mention, span: Span) -> bool:
        """Whether a text about a place tells what a rule lays down that the sentence cites."""
        if self._own.level not in _TERRITORIES:
            return False
        index = bisect_left(self._starts, figure.start) - 1
        if index < 0 or self._starts[index] < span[0]:
            return False
        begin = self._central_acts[index].end
        local = _LOCAL.search(self._text, begin, figure.start)
        return local is None and _DUTY.search(self._text, begin, figure.start) is not None
