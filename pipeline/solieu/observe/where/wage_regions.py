"""The regions that minimum wages are laid down for, as places of the wages: `Vùng I: 5 triệu đồng/tháng`."""

from __future__ import annotations

import re
from bisect import bisect_left

from solieu.observe.parts.outline import Span, Told
from solieu.types import Mention

# `vùng I`, `Vùng 2`; naval and military regions are no such (`Bộ Tư lệnh Vùng 4`).
_REGION = re.compile(r"(?<!lệnh )(?<!quân )\b[Vv]ùng\s(?:[1-4]|I{1,3}|IV)\b")
# What only a text about wages says, and how many regions it tells apart: one alone only measures something.
_WAGES = re.compile(r"\b(?:lương|tiền\s+công|mức\s+đóng|trợ\s+cấp)\b", re.IGNORECASE)
_APART = 2
# How far behind its region a wage stands, in characters, and what ends what is told of it.
_REACH = 120
_DONE = re.compile(r";|\.\s|\n\s*\n")


class WageRegions:
    """The wage regions of a text, by where they stand; none where it tells of no wages or of one region."""

    __slots__ = ("_regions", "_starts", "_text")

    def __init__(self, text: str) -> None:
        found = list(_REGION.finditer(text))
        apart = len({region[0].casefold() for region in found}) >= _APART and _WAGES.search(text) is not None
        self._text = text
        self._regions = found if apart else []
        self._starts = [region.start() for region in self._regions]

    def of(self, figure: Mention, span: Span) -> Told | None:
        """The region that an amount or a rate of pay is for, None where none is named before it.

        Args:
            figure: the figure.
            span: its sentence.
        """
        index = bisect_left(self._starts, figure.start) - 1
        if index < 0 or figure.kind not in ("money", "percent"):
            return None
        region = self._regions[index]
        near = span[0] <= region.start() and figure.start - region.end() < _REACH
        if not near or _DONE.search(self._text, region.end(), figure.start):
            return None
        return Told(region[0], "sentence")
