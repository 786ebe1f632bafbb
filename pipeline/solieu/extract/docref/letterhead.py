"""A document's own number: where it stands, and the issuer and date that its letterhead prints around it.

Decree 30/2020/NĐ-CP, annex I: the issuer above the number on the left, the national motto on the right,
below it the place and the day (`Hà Nội, ngày …`); Guidance 36-HD/VPTW for the Party's. Readers of files set
the two columns one after the other or side by side.
"""

from __future__ import annotations

import re

from solieu.extract.docref.issuer import issuers
from solieu.extract.docref.source import Dates, Source
from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import SPACE
from solieu.types import Citation, Mention

_ABOVE, _BELOW = 420, 700
_LABEL = re.compile(rf"(?:\A|[\n|]){SPACE}*(?:Luật{SPACE}+)?Số{SPACE}{{0,3}}:?{SPACE}*\Z", re.IGNORECASE)
_MOTTO = re.compile(r"CỘNG\s{1,3}H(?:ÒA|OÀ)|Độc\s{1,3}lập|ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN", re.IGNORECASE)
_LINE = re.compile(r"[\s\-–—_*=.~|+⎯─]*\Z")
# A letterhead's number with its type words, alone in its cell: `Luật số: 119/2025/QH15`.
_TYPED = re.compile(rf"[{UPPER}][{UPPER}{LOWER} \xa0]{{1,30}}?{SPACE}[Ss]ố{SPACE}?:")
_PLACE = re.compile(rf"[{UPPER}][{UPPER}{LOWER}.\- ]{{1,30}},\s{{0,4}}\Z")


def is_own_number(text: str, mention: Mention) -> bool:
    """Whether a citation is a letterhead's number: alone behind `Số:` at the start of a line or a cell."""
    cited = mention.value
    if not isinstance(cited, Citation) or cited.number is None:
        return False
    if _TYPED.match(mention.text):
        return (
            _is_alone(text, mention)
            and _MOTTO.search(text, max(mention.start - _ABOVE, 0), mention.end + _ABOVE) is not None
        )
    if mention.text.startswith("Luật"):
        return False
    return _LABEL.search(text[max(mention.start - 40, 0) : mention.start]) is not None


def read_letterhead(text: str, mention: Mention, dates: Dates, lexicon: Lexicon) -> Source:
    """Date and issuer of the document whose own number this is, from the lines around it."""
    below = dates.within(mention.end, mention.end + _BELOW)
    placed = (one for one in below if _PLACE.search(text[max(one.start - 34, 0) : one.start]))
    date = next((one for one in placed if len(one.value.text) >= 7), None)
    lines = _lines_above(text, mention)
    for index in range(len(lines) - 1, -1, -1):
        if issuers(lexicon).pattern.match(lines[index]):
            return Source(date, " ".join(lines[index:]))
    return Source(date)


def _is_alone(text: str, mention: Mention) -> bool:
    """Whether nothing else stands in the mention's cell of its line."""
    before = re.split(r"[\n\t|]", text[max(mention.start - 40, 0) : mention.start])[-1]
    behind = re.split(r"[\n\t|]", text[mention.end : mention.end + 40])[0]
    return not before.strip() and not behind.strip()


def _lines_above(text: str, mention: Mention) -> list[str]:
    """The lines in capitals above the number, four at most, without the motto and drawn lines."""
    above = _LABEL.sub("", text[max(mention.start - _ABOVE, 0) : mention.start])
    lines: list[str] = []
    for line in reversed(re.split(r"[\n|]", above)):
        plain = _MOTTO.split(line)[0].strip()
        if _LINE.match(plain):
            continue
        if len(lines) == 4 or not _is_capital(plain):
            break
        lines.insert(0, plain)
    return lines


def _is_capital(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)
