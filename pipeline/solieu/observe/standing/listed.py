"""Which figures one statement tells together, so that they stand as the first of them does."""

from __future__ import annotations

import re

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


def told_together(text: str, figure: Mention, before: Mention) -> bool:
    """Whether a figure is told by the same words as the one before it: next in a list, or the same again.

    Args:
        text: the document's text.
        figure: the figure.
        before: the figure before it in its sentence.
    """
    if figure.kind != before.kind:
        return False
    if _NEXT.fullmatch(text, before.end, figure.start):
        return _VERB.search(text, before.end, figure.start) is None
    return figure.kind == "money" and _RETOLD.fullmatch(text, before.end, figure.start) is not None
