"""Figures that do not take the time that a text speaks of: what is always so, was so before, or is said."""

from __future__ import annotations

import re

from solieu.observe.parts.outline import Outline
from solieu.observe.when.time_cues import Cues
from solieu.types import Mention, Quantity

# The units of length, area of a thing and power, in which nothing is counted up over a time.
_SIZES = frozenset(("km", "m", "m2", "m²", "km2", "km²", "cm", "mm", "W", "kW"))
# The units in which things are made.
_MAKES = frozenset(("inch", "CV", "HP", "mã lực"))
# Up to how many things are counted by the way.
_FEW = 10
# `cây hằng năm`: what lives for a year.
_ANNUAL = re.compile(r"(?<!\w)cây\s{1,3}\Z", re.IGNORECASE)
# How far before a figure a word stands that picks it out of a lasting group, in characters.
_AMONG = 30

# `sau khi sáp nhập`, `trước khi vào vụ`, and how far before a figure they still stand over it, in characters.
_WHEN = re.compile(r"(?<!\w)(?:sau|trước)\s{1,3}khi(?!\w)", re.IGNORECASE)
_CONDITION = 200
# `diện tích tự nhiên là 282 km2, dân số 220.421 người, có 19 đơn vị hành chính`
_LAND = re.compile(r"(?<!\w)diện tích tự nhiên(?!\w)", re.IGNORECASE)


class Apart:
    """What makes a figure stand apart from the time that is spoken of."""

    def __init__(self, outline: Outline, words: Cues) -> None:
        self._outline, self._words = outline, words

    def of_any_time(self, figure: Mention) -> bool:
        """Whether a figure is how large a thing is, what recurs, what was so before, or an example."""
        told = self._bulk(figure) or self._recurs(figure) or self._earlier(figure) or self._made_up(figure)
        return told or self._around(figure) or self._of_land(figure)

    def of_no_time(self, figure: Mention) -> bool:
        """Whether a figure is always so: `chính quyền 2 cấp`, `một trong 3 yếu tố`, `hai nước`."""
        ahead = self._outline.text[max(0, figure.start - _AMONG) : figure.start]
        if figure.kind == "count" and self._words.ends["among"].search(ahead):
            return True
        noun = (figure.noun or "").casefold()
        value = figure.value if isinstance(figure.value, Quantity) else None
        made = (
            value is not None and value.unit in _MAKES and value.scale == 1
        )  # no sum of many: `1,2 triệu CV`
        if made or (figure.spelled and self._words.starts["pair"].fullmatch(noun)):
            return True
        return self._words.starts["timeless"].fullmatch(noun) is not None

    def by_the_way(self, figure: Mention) -> bool:
        """Whether a figure counts a few things, which a text often does by the way: `ba bên`, `3 nhóm`."""
        few = isinstance(figure.value, Quantity) and figure.kind == "count" and figure.value.low <= _FEW
        return few and not figure.change

    def _bulk(self, figure: Mention) -> bool:
        """Whether a figure is how long or how large a thing is, which is so at any time: `cách đó 30 km`."""
        unit = figure.value.unit if isinstance(figure.value, Quantity) else None
        told = self._outline.opening.letterhead or figure.change
        return figure.kind == "measure" and unit in _SIZES and not told

    def _around(self, figure: Mention) -> bool:
        """Whether a figure is so after or before what has no day: `Sau khi sáp nhập, xã có 5 thôn`."""
        low = self._outline.sentence(figure.start)[0]
        return _WHEN.search(self._outline.text, max(low, figure.start - _CONDITION), figure.start) is not None

    def _of_land(self, figure: Mention) -> bool:
        """Whether a figure is told with the natural area of a land: its people and its parts."""
        if self._outline.opening.letterhead:
            return False
        return _LAND.search(self._outline.text, *self._outline.sentence(figure.start)) is not None

    def _made_up(self, figure: Mention) -> bool:
        """Whether a figure is of an example: `Ví dụ, một hộ đóng 5 triệu đồng`."""
        low = self._outline.sentence(figure.start)[0]
        return self._words.starts["example"].match(self._outline.text, low) is not None

    def _recurs(self, figure: Mention) -> bool:
        """Whether a figure is what is so every year or day, by no certain one: `mỗi năm có 20 vụ`."""
        if figure.status == "plan":
            return False
        low, high = self._outline.clause(figure.start, figure.end)
        found = self._words.within["recurs"].search(self._outline.text, low, high)
        if found is None:
            return False
        return not _ANNUAL.search(self._outline.text, max(low, found.start() - 8), found.start())

    def _earlier(self, figure: Mention) -> bool:
        """Whether a figure is told of a time before the one spoken of, that is not named: `trước đó là 5`."""
        text, low = self._outline.text, self._outline.clause(figure.start, figure.end)[0]
        opens = self._words.starts["earlier"].match(text, self._outline.sentence(figure.start)[0])
        return bool(opens or self._words.within["earlier"].search(text, low, figure.start))
