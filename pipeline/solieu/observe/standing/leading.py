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

# What a fine is for: more than so much.
_FINE = re.compile(r"\bphạt\b", re.IGNORECASE)
_EXCEEDED = (">", "<", ">=", "<=")


def starts_from(text: str, figure: Mention) -> bool:
    """Whether a change starts from a figure: `giảm từ 40.000 đồng/lượt xuống còn 35.000 đồng/lượt`."""
    led = _FROM.search(text, max(0, figure.start - NEAR), figure.start) is not None
    return led and _TO.match(text, figure.end) is not None


def conditions(text: str, figures: Sequence[Mention], told: Mapping[int, Told]) -> dict[int, Told]:
    """The bounds that a tariff's sentence names with its amounts: `xe từ 12 đến 30 ghế: 40.000 đồng/lượt`.

    Those of a fine too: `nồng độ cồn vượt quá 0,4 mg bị phạt 6 đến 8 triệu đồng`.

    Args:
        text: the document's text.
        figures: the figures of a sentence, in text order.
        told: the standings found so far, by the figure's start.
    """
    fined = next((figure for figure in figures if _is_fine(text, figure, told)), None)
    if fined is not None:
        return {
            figure.start: Told("norm", "sentence")
            for figure in figures
            if figure.start < fined.start and figure.kind == "measure" and figure.hedge in _EXCEEDED
        }
    first = next((figure for figure in figures if is_rate(figure)), None)
    if first is None or first.start not in told or told[first.start].value != "norm":
        return {}
    return {
        figure.start: Told("norm", "sentence")
        for figure in figures
        if _bounds(figure, ahead=figure.start < first.start)
    }


def _is_fine(text: str, figure: Mention, told: Mapping[int, Told]) -> bool:
    """Whether an amount is what a fine is laid down to be."""
    found = told.get(figure.start)
    if figure.kind != "money" or is_rate(figure) or found is None or found.value != "norm":
        return False
    return _FINE.search(text, max(0, figure.start - 2 * NEAR), figure.start) is not None


def _bounds(figure: Mention, *, ahead: bool) -> bool:
    """Whether a figure bounds a tariff: `từ 12 đến 30 ghế` before it, `12 ghế trở lên` behind it too."""
    if figure.kind not in ("count", "measure") or not ahead:
        return figure.kind == "count" and figure.hedge in (">=", "<=")
    ranged = isinstance(figure.value, Quantity) and figure.value.high is not None
    return figure.kind == "measure" or figure.hedge is not None or ranged
