"""Which figures one statement tells together, so that they stand as the first of them does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from solieu.types import Mention

_HEDGE = r"(?:(?:khoảng|gần|hơn|trên|đến|tới|từ|tối\s+đa|tối\s+thiểu|ít\s+nhất|tương\s+đương)\s+){0,2}"
# Between two amounts of one verb: `sẽ cắt 2% biên chế hành chính, tối thiểu 3% biên chế sự nghiệp`.
_NEXT = re.compile(rf"[^.;:,()\d\n]{{0,60}}?(?:,|\s(?:và|hoặc|cùng)\b)\s*(?:với\s+)?{_HEDGE}", re.IGNORECASE)
# What makes the words between them another statement.
_VERB = re.compile(
    r"\b(?:đã|đang|đạt|tăng|giảm|còn|có|là|bị|trong\s+khi|nhưng|hiện|so\s+với|chiếm|trong|thuộc|giữa|của\s+cả)\b",
    re.IGNORECASE,
)
# The same amount in another unit: `nhận 500 nhân dân tệ (khoảng 70 USD)`.
_RETOLD = re.compile(rf"[^.;:,()\d\n]{{0,20}}\s?\(\s?{_HEDGE}", re.IGNORECASE)
# The amount of a change behind the level that it leads to: `sẽ tăng lên 4,42 triệu (tăng 240.000 đồng)`.
_BY = re.compile(r"(?:\s+đồng)?\s?\((?:tức\s+)?(?:tăng|giảm)(?:\s+thêm)?\s+", re.IGNORECASE)
# What parts the clauses of a list, and the word right before a figure.
_PART = ";"
_WORD = re.compile(r"(\(?[^\W\d]+)\s+(?:gần|hơn|khoảng|trên\s+)?$")
_AHEAD = 24
# How many figures on either side are looked at.
_NEAREST = 12


def parallel(text: str, figures: Sequence[Mention], place: int) -> Mention | None:
    """The figure at the same place of the clause before, where both clauses are told in the same words.

    `vùng 1 sẽ tăng từ 4 triệu lên 5 triệu; vùng 2 từ 3 triệu lên 4 triệu`

    Args:
        text: the document's text.
        figures: the figures of one sentence, in text order.
        place: which of them is asked for.
    """
    clauses = list[list[int]]([[]])
    low, high = max(0, place - _NEAREST), min(len(figures), place + _NEAREST)
    for index in range(low, high):
        if index > low and _PART in text[figures[index - 1].end : figures[index].start]:
            clauses.append([])
        clauses[-1].append(index)
    for before, clause in pairwise(clauses):
        if place in clause:
            last = before[-len(clause) :]
            alike = len(clause) > 1 and _ways(text, figures, last) == _ways(text, figures, clause)
            return figures[last[clause.index(place)]] if alike else None
    return None


def _ways(text: str, figures: Sequence[Mention], clause: Sequence[int]) -> list[tuple[str, str]]:
    """How the figures of a clause are told: the kind of each, and the word before it."""
    ways = list[tuple[str, str]]()
    for index in clause:
        figure = figures[index]
        word = _WORD.search(text, max(0, figure.start - _AHEAD), figure.start)
        ways.append((figure.kind, word[1].casefold() if word else ""))
    return ways


def told_together(text: str, figure: Mention, before: Mention) -> bool:
    """Whether a figure is told by the same words as the one before it: next in a list, or the same again.

    Args:
        text: the document's text.
        figure: the figure.
        before: the figure before it in its sentence.
    """
    if figure.change and _BY.fullmatch(text, before.end, figure.start):
        return True
    if figure.kind != before.kind:
        return False
    if _NEXT.fullmatch(text, before.end, figure.start):
        return _VERB.search(text, before.end, figure.start) is None
    return figure.kind == "money" and _RETOLD.fullmatch(text, before.end, figure.start) is not None
