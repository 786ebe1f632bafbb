"""Which figures are amounts of a change, and which tell a change again in another unit."""

from __future__ import annotations

import re

from solieu.types import Mention, Ratio

# How far before a figure the words are read that make it a change, in characters.
_AHEAD = 28
# `cao hơn 5%`, `tăng cao nhất là 5%`
_MORE = re.compile(
    r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|tăng|giảm)(?:\s{1,2}hơn"
    r"|\s{1,2}(?:cao|thấp|nhiều|ít|mạnh|nhanh)\s{1,2}nhất(?:\s{1,2}là)?)\s{1,3}\Z",
    re.IGNORECASE,
)
# Between a change and the same change told in another unit: `tăng 0,99% (tăng 13 ha)`, `hay giảm 5 vụ`.
_RETOLD = re.compile(
    r"\s?(?:\(|,?\s?(?:tương ứng|tương đương|hay)(?:\s(?:với|là))?\s)\s?(?:(?:tăng|giảm|cao hơn|thấp hơn)\s)?"
    r"(?:thêm\s|khoảng\s|gần\s|hơn\s)?",
    re.IGNORECASE,
)
# Between two amounts that one verb governs: `tăng 43 người chết và 116 người bị thương`.
_AND = re.compile(
    r"\s[^\d,;:.()\n]{1,40}\svà\s(?!(?:có|còn|đạt|chiếm|là)\b)(?:(?:gần|hơn|khoảng|trên)\s)?", re.IGNORECASE
)


def changes(text: str, figure: Mention) -> bool:
    """Whether a figure is the amount of a change, also one told as `cao hơn`."""
    ahead = text[max(0, figure.start - _AHEAD) : figure.start]
    return bool(figure.change) or _MORE.search(ahead) is not None


def is_multiple(figure: Mention) -> bool:
    """Whether a figure says how many times another it is."""
    if figure.kind == "count":
        return figure.noun == "lần" and not figure.change
    return figure.kind == "ratio" and isinstance(figure.value, Ratio) and "/" not in figure.value.text


def retold(text: str, figure: Mention, before: Mention) -> bool:
    """Whether a figure tells the change before it again: `giảm 0,62%, tương ứng giảm 42,5 ha`."""
    both = changes(text, before) and changes(text, figure)
    return both and _RETOLD.fullmatch(text, before.end, figure.start) is not None


def follows_in_list(text: str, figure: Mention, before: Mention) -> bool:
    """Whether a figure is the next amount of one change: `tăng 43 người chết và 116 người bị thương`."""
    if figure.kind != "count" or before.kind != "count" or not changes(text, before):
        return False
    return _AND.fullmatch(text, before.end, figure.start) is not None
