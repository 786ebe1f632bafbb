"""Whether a number in digits is the one that stands in words in a bracket behind it: `05 (năm) ngày`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from solieu.types import Finding, Mention, Relation

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Digits that are called otherwise too, and how they are called behind tens
_ALSO = {7: ("bảy", "bẩy")}
_BEHIND = {1: ("mốt", "một"), 4: ("tư", "bốn"), 5: ("lăm", "nhăm", "năm"), 7: ("bảy", "bẩy")}
# `05 (năm)`, `15 ( mười lăm )`; not a part of a longer number
_TOLD = re.compile(r"(?<![\w.,/:-])(?P<digits>\d{1,2})\s?\(\s?(?P<words>[^\W\d_]+(?:\s[^\W\d_]+){0,2})\s?\)")


def _spellings() -> Iterator[tuple[str, int]]:
    """The numbers below a hundred, by every way of saying them."""
    for number in range(100):
        tens, ones = divmod(number, 10)
        if not tens:
            names: tuple[str, ...] = _ALSO.get(ones, (_DIGITS[ones],))
            yield from ((name, number) for name in names)
            continue
        ten = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
        behind = _BEHIND.get(ones, (_DIGITS[ones],))
        yield from ((f"{ten} {name}" if ones else ten, number) for name in behind)


_NUMBERS: Mapping[str, int] = MappingProxyType(dict(_spellings()))


def check_in_words(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each figure below a hundred with a number in words behind it: whether they agree."""
    begun = {mention.start: mention for mention in mentions}
    found = ((begun.get(told.start()), told) for told in _TOLD.finditer(text))
    return [
        _finding(mention, int(told["digits"]), number, told)
        for mention, told in found
        if mention is not None and (number := read(told["words"])) is not None
    ]


def read(words: str) -> int | None:
    """The number below a hundred that words spell; None where they spell none.

    >>> read("Năm"), read("hai mươi lăm"), read("mười tư"), read("kể cả")
    (5, 25, 14, None)
    """
    return _NUMBERS.get(" ".join(words.casefold().split()))


def _finding(mention: Mention, digits: int, number: int, told: re.Match[str]) -> Finding:
    agrees = digits == number
    written = " ".join(told[0].split())
    vi = "chữ và số khớp nhau" if agrees else f"bằng chữ là {number}, bằng số là {digits}"
    en = "words and digits agree" if agrees else f"it is {number} in words and {digits} in digits"
    return Finding(
        check="repeat",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "in_words",
        evidence=(mention,),
        message_vi=f"{written}: {vi}.",
        message_en=f"{written}: {en}.",
        stated=str(digits),
        expected=str(number),
        tolerance="0",
        power=1.0,
    )
