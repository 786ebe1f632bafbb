"""A percentage right behind a number, which tells that the number counts something though no noun follows."""

from __future__ import annotations

import re

from solieu.lexicon.pattern import GAP, SPACE

_PERCENT = rf"\d{{1,3}}(?:[.,]\d{{1,4}})?{SPACE}?%"
_RATE = rf"(?:tỷ|tỉ){SPACE}lệ"
_HEDGE = rf"(?:(?:gần|hơn|trên|khoảng|bằng|là){GAP})?"
# `(84,72%)`, `(đạt tỷ lệ 39,97%)`, `, chiếm 27,98%`, `, đạt tỷ lệ 99,1%`, `, tỷ lệ 95%`.
_SHARE = re.compile(
    rf"{SPACE}?(?:\({SPACE}?(?:(?:chiếm|đạt|tương ứng){GAP})?(?:{_RATE}{GAP})?{_HEDGE}{_PERCENT}"
    rf"|,?{GAP}(?:(?:chiếm|đạt){GAP}(?:{_RATE}{GAP})?|{_RATE}{GAP}){_HEDGE}{_PERCENT})",
    re.IGNORECASE,
)


def has_share(text: str, end: int) -> bool:
    """Whether a number that ends at `end` has its share of a whole right behind it.

    >>> has_share("nữ là 594 (39,97%)", 9), has_share("năm 2010 tăng 5%", 8)
    (True, False)
    """
    return _SHARE.match(text, end) is not None
