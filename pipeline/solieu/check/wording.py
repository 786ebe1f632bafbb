"""Figures and findings in words that a reader understands without the code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from solieu.types import Mention, Quantity, plain, trimmed

# The number in a figure's text, before its scale word and unit.
_NUMBER = re.compile(r"[-−]?\d[\d.,   ]*\d|[-−]?\d")
# How many parts of a sum a message spells out.
SHOWN = 8
# What may explain why figures do not fit, by reason.
_EXPLAINED = {
    "rounding": ("; cách làm tròn có thể giải thích chỗ lệch", "; rounding may explain it"),
    "separator": (
        "; có lẽ dấu phẩy ở đây là dấu phân cách hàng nghìn",
        "; a comma may stand before thousands here",
    ),
    "hedge": (
        "; các con số chỉ nêu ước chừng nên chưa thể kết luận",
        "; the figures are only approximate",
    ),
}


def vietnamese(number: Decimal) -> str:
    """A number as Vietnamese writes it.

    >>> vietnamese(Decimal("14340.50"))
    '14.340,5'
    """
    return english(number).translate(str.maketrans(",.", ".,"))


def english(number: Decimal) -> str:
    """A number as English writes it.

    >>> english(Decimal("14340.50"))
    '14,340.5'
    """
    return f"{trimmed(number):,f}"


def valued(number: Decimal) -> str:
    """A number as the tables write values."""
    return plain(trimmed(number))


def like(number: Decimal, mention: Mention) -> tuple[str, str]:
    """Another number in the words of a figure, in Vietnamese and English: `5.851,75 tỷ đồng`."""
    value = mention.value
    assert isinstance(value, Quantity)
    match = _NUMBER.search(mention.text)
    unit = mention.text[match.end() :] if match else ""
    scale = value.scale
    if match is None or _NUMBER.search(unit):
        unit, scale = ("" if value.unit is None else f" {value.unit}"), Decimal(1)
    scaled = number / scale
    return f"{vietnamese(scaled)}{unit}", f"{english(scaled)}{unit}"


def quoted(mention: Mention) -> str:
    """A figure as written, on one line, a count with what it counts."""
    noun = mention.noun if mention.kind == "count" else None
    return " ".join(f"{mention.text} {noun or ''}".split())


def listed(mentions: Sequence[Mention]) -> str:
    """Figures as written, without what they count, with plus signs; the longest lists cut short."""
    shown = " + ".join(" ".join(mention.text.split()) for mention in mentions[:SHOWN])
    return shown if len(mentions) <= SHOWN else f"{shown} + …"


def hedge_word(mention: Mention, text: str) -> str:
    """The word before a figure, which is its hedge where it has one: `hơn`."""
    words = text[max(0, mention.start - 30) : mention.start].split()
    return words[-1] if words else ""


def doubted(vi: str, en: str, reason: str | None) -> tuple[str, str]:
    """What does not hold as two whole sentences, with what may yet explain it.

    >>> doubted("Văn bản nêu 12", "The text says 12", "rounding")[1]
    'The text says 12; rounding may explain it.'
    """
    told_vi, told_en = _EXPLAINED.get(reason or "", ("", ""))
    return f"{vi}{told_vi}.", f"{en}{told_en}."
