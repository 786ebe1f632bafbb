"""Documents cited by digits alone behind their type words: `Quyết định số 01`, `nghị định 86/2014`.

Whether digits there are a number or count something (`nghị quyết 5 năm`, `báo cáo 12 vụ`) is told by the
type, by `số`, and by what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from solieu.extract.docref.head import Head
from solieu.extract.docref.number import Number, bare_number
from solieu.extract.docref.words import UPPER, words
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE
from solieu.types import Citation, Mention

# What makes a run of digits no bare number: decimals and thousands, a date, a percentage, a range.
_GOES_ON = re.compile(rf"[.,]\d|{SPACE}?[/%+]|{SPACE}?{DASH}{SPACE}?\d|\w")
_GAP = re.compile(GAP)
_DIGIT_NEXT = re.compile(rf"{SPACE}{{0,2}}\d")
# The end, punctuation or a capital behind the number.
_STOP = re.compile(
    rf"""\s*\Z | {SPACE}?[;:)\]”"’'»…] | [.,](?!\d) | {SPACE}[.,(“"–-] | \s*\n | {GAP}[{UPPER}]""", re.VERBOSE
)
_CAPITAL = re.compile(rf"{GAP}[{UPPER}]")
_OF_ISSUER = re.compile(rf"{GAP}(?:của|ngày|năm{GAP}(?:19|20)\d\d)(?!\w)|{SPACE}?\(ngày")
_PLAINLY = re.compile(
    rf"\s*\Z|{SPACE}?[;:)\]”\"’'»]|[.,](?!\d)|{SPACE}[.,(“\"]|\s*\n|{GAP}(?:và|về|là|để)(?!\w)"
)
# In small letters most type words are as often verbs or nouns in general; these are rather documents.
_OFTEN_SMALL = ("Quyết định", "Kết luận", "Văn bản", "Bản án")
_NEVER_SMALL = ("Chương trình", "Phương án", "Đề án")
# `Đề án` bears the number of a class of ships too; a scheme of the state is carried out, or called so for
# short.
_SCHEME = re.compile(
    r"(?i)(?:thực hiện|triển khai|theo|trong|gọi tắt là|gọi là|của|tại)\s[“\"']?\s?\Z|[(“]\s?\Z"
)
# A year joined on with a dash: `nghị định 108-2014`.
_JOINED_YEAR = re.compile(rf"{SPACE}?{DASH}{SPACE}?((?:19|20)\d\d)(?![\w/.-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# More bare numbers behind the first: `thông tư 03 và 04`, `Nghị quyết 57, 59, 66`.
_MORE = re.compile(rf"(?:{SPACE}?,{GAP}|{GAP}(?:và|hoặc){GAP})(?:số{GAP})?(\d{{1,4}}[a-z]?)(?!\w)")


def only_digits(text: str, found: re.Match[str], head: Head, lexicon: Lexicon) -> Number | None:
    """The number without letters behind a head, where type and what follows allow one."""
    if head.type is None or not head.direct or head.bare == "no":
        return None
    number = bare_number(found)
    joined = _JOINED_YEAR.match(text, number.end)
    if joined and number.year is None and not _YEAR.fullmatch(number.text):
        number = replace(number, end=joined.end(), text=f"{number.text}-{joined[1]}", year=joined[1])
    if _GOES_ON.match(text, number.end):
        return None
    if head.numbered:
        ordinal = len(number.text) == 1 and head.bare != "any" and not head.capital
        return None if ordinal else number
    return number if _without_so(text, number, head, lexicon) else None


def more_numbers(text: str, at: int, lexicon: Lexicon, *, plural: bool) -> Iterator[Mention]:
    """Further bare numbers of a list that goes on at a place, each a mention of its own without type words.

    A list is told by what stands before the type words (`các`), by a leading zero or by its length.
    """
    found: list[re.Match[str]] = []
    while (more := _MORE.match(text, found[-1].end() if found else at)) is not None:
        if _GOES_ON.match(text, more.end()) or _counts(text, more.end(), lexicon):
            break
        found.append(more)
    while found and not _is_followed(text, found[-1].end(), lexicon):
        found.pop()
    if plural or len(found) > 1 or all(more[1].startswith("0") for more in found):
        for more in found:
            cited = Citation(number=more[1])
            yield Mention("docref", more.start(1), more.end(1), more[1], cited, "docref.bare")


def _without_so(text: str, number: Number, head: Head, lexicon: Lexicon) -> bool:
    """Whether digits right behind type words, without `số`, are a document's number."""
    if _YEAR.fullmatch(number.text) or _counts(text, number.end, lexicon):
        return False
    if len(number.text) == 1:
        return False
    small = head.bare == "capital" and not head.capital
    if small or (head.bare == "số" and number.year is None):
        if head.type in _NEVER_SMALL:
            return False
        plain = head.type in _OFTEN_SMALL and _PLAINLY.match(text, number.end) is not None
        if head.type == "Quyết định" and len(number.text) > 2:
            plain = plain or _is_told_of(text, number.end, lexicon)
        return plain or _OF_ISSUER.match(text, number.end) is not None
    before = text[max(head.start - 16, 0) : head.start]
    scheme = _SCHEME.search(before) and not _CAPITAL.match(text, number.end)
    if head.type == "Đề án" and not number.text.startswith("0") and not scheme:
        return False
    long = len(number.text) > 2 or number.text.startswith("0")
    formal = head.bare == "any" or head.type == "Quyết định"
    return (long and formal) or _is_followed(text, number.end, lexicon)


def _counts(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the word behind digits is one that they count or measure (`5 năm`, but not `năm 2013`)."""
    gap = _GAP.match(text, at)
    counted = words(lexicon, "citation_counted").match(text, gap.end()) if gap else None
    return counted is not None and not _DIGIT_NEXT.match(text, counted.end())


def _is_followed(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether what stands behind digits may go on about a document."""
    return _STOP.match(text, at) is not None or _is_told_of(text, at, lexicon)


def _is_told_of(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the word behind digits is one that goes on about a document."""
    gap = _GAP.match(text, at)
    return gap is not None and words(lexicon, "citation_follows").match(text, gap.end()) is not None
