"""The figures that only lead to others: the level that a change starts from, the bounds of a tariff."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solieu.observe.parts.outline import Told
from solieu.observe.standing.laid_down import NEAR, is_rate
from solieu.types import Mention, Quantity

# `từ 40.000 đồng/lượt (năm 2020) xuống còn …`: the level that a change starts from.
_FROM = re.compile(r"\btừ\s+$", re.IGNORECASE)
_TO = re.compile(
    r"(?:\s+(?:vào\s+)?(?:cuối\s+)?năm\s+\d{4}|\s*\([^()\n]{1,30}\)|\s[^.;:,()\d\n]{1,30}?)?,?\s+(?<!trở\s)(?:xuống|lên|còn)\b",
    re.IGNORECASE,
)


def starts_from(text: str, figure: Mention) -> bool:
    """Whether a change starts from a figure: `giảm từ 40.000 đồng/lượt xuống còn 35.000 đồng/lượt`."""
    led = _FROM.search(text, max(0, figure.start - NEAR), figure.start) is not None
    return led and _TO.match(text, figure.end) is not None


def conditions(figures: Sequence[Mention], told: Mapping[int, Told]) -> dict[int, Told]:
    """The bounds that a tariff's sentence names with its amounts: `xe từ 12 đến 30 ghế: 40.000 đồng/lượt`.

    Args:
        figures: the figures of a sentence, in text order.
        told: the standings found so far, by the figure's start.
    """
    first = next((figure for figure in figures if is_rate(figure)), None)
    if first is None or first.start not in told or told[first.start].value != "norm":
        return {}
    return {
        figure.start: Told("norm", "sentence")
        for figure in figures
        if _bounds(figure, ahead=figure.start < first.start)
    }


def _bounds(figure: Mention, *, ahead: bool) -> bool:
    """Whether a figure bounds a tariff: `từ 12 đến 30 ghế` before it, `12 ghế trở lên` behind it too."""
    if figure.kind not in ("count", "measure") or not ahead:
        return figure.kind == "count" and figure.hedge in (">=", "<=")
    ranged = isinstance(figure.value, Quantity) and figure.value.high is not None
    return figure.kind == "measure" or figure.hedge is not None or ranged
