"""Official documents that a text cites, by number or by name: `find_docrefs`.

A number with letters is taken where type words or `số` stand before it, or where its letters are known; one
without letters only behind type words that allow it (`bare`). Standards, laws and documents told by
a year or a session are read in `standard`, `named` and `titles`; what the text beside
a citation says of it is attached later (`context`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from solieu.extract.docref.bare import more_numbers, only_digits
from solieu.extract.docref.head import Head, head_before, last_words
from solieu.extract.docref.named import find_named
from solieu.extract.docref.number import LETTERS_FOLLOW, Codes, Number, candidates, codes, read_number
from solieu.extract.docref.standard import find_standards
from solieu.extract.docref.titles import find_titled
from solieu.lexicon import Lexicon
from solieu.types import Citation, Mention

# Before a number that has no type words: the start of a line or a cell, punctuation, a joining word.
_OPEN = re.compile(
    r"(?:\A|[\n|,;:(“\"/+-]|(?<!\w)(?:và|hoặc|theo|tại|của|là|với|các|có))\s{0,9}\Z", re.IGNORECASE
)
_LISTED = re.compile(r"[,;]\s*\Z|\bvà\s\Z")
# Between the numbers of one list.
_SAME_LIST = re.compile(r"\s{0,2}(?:[,;/]|và|hoặc|[,;]\s?và)\s{1,14}(?:số\s{1,2})?")
_JOINT = {"TTLT", "TTLB", "NQLT"}
_PARTY = re.compile(r"(?:T[WƯU]|[HQĐ]U|TWĐTN)\Z")
_COURT = re.compile(r"(?:HS|DS|HC|LĐ|KT|KDTM|HNGĐ|HN)?-?(?:ST|PT|GĐT)")


def find_docrefs(text: str, lexicon: Lexicon) -> list[Mention]:
    """The documents that a text cites, in text order, without overlaps; dates and issuers not yet attached.

    Forms: Decree 30/2020/NĐ-CP (state), Guidance 36-HD/VPTW (Party), Law 80/2015/QH13 (acts), and older
    rules.

    >>> from solieu.lexicon import load
    >>> [m.value.text for m in find_docrefs("Quyết định số 381-QĐ/TU và Luật Đất đai năm 2013", load())]
    ['381-QĐ/TU', 'Luật Đất đai năm 2013']
    """
    named = [*find_named(text, lexicon), *find_titled(text, lexicon), *find_standards(text)]
    return _apart([*named, *_numbered(text, lexicon)])


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order without overlaps: of two that overlap the longer stays, or the earlier."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _numbered(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    known, leading = codes(lexicon), last_words(lexicon)
    floor = forms = 0
    for found in candidates(text):
        if found.start() < floor:
            continue
        headed = _word_before(text, found.start()) in leading
        if not headed and not LETTERS_FOLLOW.match(text, found.end()):
            continue
        number = read_number(text, found, known, headed=headed)
        if number is None and not headed:
            continue
        head = head_before(text, found.start(), lexicon, strong=number is not None, floor=floor)
        if number is None:
            number = only_digits(text, found, head, lexicon) if head else None
        elif _of_form(text, number, head, forms):
            forms = number.end
            continue
        elif head is None and not _stands_alone(text, number, floor, known):
            continue
        if number is None:
            continue
        yield _mention(text, number, head)
        floor = number.end
        if number.symbol is None and head is not None:
            for more in more_numbers(text, floor, lexicon, plural=head.plural):
                yield more
                floor = more.end


def _word_before(text: str, at: int) -> str:
    """The word before a place, folded, where nothing but space or a colon stands between."""
    before = text[max(at - 30, 0) : at]
    stripped = before.rstrip(": .\t\n\u00a0")
    if len(stripped) == len(before):
        return ""
    return next(reversed(stripped[-12:].split()), "").casefold()


def _of_form(text: str, number: Number, head: Head | None, forms: int) -> bool:
    """Whether a number is that of a form, a table or a flight, or goes on a list of such."""
    if head is None:
        return _SAME_LIST.fullmatch(text, forms, number.start) is not None
    return head.type is None and (head.other or not number.known)


def _stands_alone(text: str, number: Number, floor: int, known: Codes) -> bool:
    """Whether a number without type words is one all the same: known letters, and enough of them."""
    before = text[max(number.start - 12, 0) : number.start]
    if not number.known or not known.known(number.parts[0]) or not _OPEN.search(before):
        return False
    listed = 0 < number.start - floor <= 200 and _LISTED.search(before) is not None
    return len(number.parts) > 1 or number.year is not None or listed


def _mention(text: str, number: Number, head: Head | None) -> Mention:
    start = head.start if head is not None and head.type is not None else number.start
    cited = Citation(
        number=number.text,
        type=head.type if head else None,
        year=number.year,
        symbol=number.symbol,
        issuer_code=number.issuer_code,
        issuer=text[slice(*head.issuer)] if head and head.issuer else None,
    )
    return Mention("docref", start, number.end, text[start : number.end], cited, _rule(number))


def _rule(number: Number) -> str:
    """The regime of a number by its letters: the Party's end in a committee, a court's in the instance."""
    if number.symbol is None:
        return "docref.bare"
    if number.parts[0] in _JOINT:
        return "docref.joint"
    if _PARTY.search(number.symbol):
        return "docref.party"
    if _COURT.fullmatch(number.symbol):
        return "docref.court"
    return "docref.state" if number.known else "docref.other"
