"""How a document opens: the letterhead, the line with place and day, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import UPPER, alternation

# How many lines of a document can belong to its opening, and how many a title has.
_LINES, _TITLE = 30, 4

# `Hưng Yên, ngày 29 tháng 4 năm 2025`: a line of its own, or one side of a letterhead.
_DATE_LINE = re.compile(
    rf"""(?P<place>[{UPPER}][^\n,|\t;:]{{1,40}}),\s{{0,3}}
    ngày\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}tháng\s{{1,3}}(?P<month>\d{{1,2}})\s{{1,3}}năm\s{{1,3}}
    (?P<year>(?:19|20)\d\d)\b(?=[ .]*(?:$|[|\t]))""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(
    r"(?:[IVXA-D]{1,4}|\d{1,2})\s?[.)/]\s|[-+•*]\s|(?:điều|chương|phần|mục)\s", re.IGNORECASE
)
_RULE = re.compile(r"[\s\-_–—=*.|]*")
_SENTENCE_ENDS = (".", ";", "!", "?", "…", ":", "./.")
# A title of one line may be longer than one of several.
_LONG, _SHORT = 300, 200


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above the first paragraph; empty strings and None where a document has no such thing.

    `letterhead` is all that precedes the title, `title` the title's lines joined by blanks, with its type
    word (`BÁO CÁO Tình hình …`), `place` and `date` (ISO 8601) what the line of place and day says.
    """

    letterhead: str = ""
    title: str = ""
    place: str | None = None
    date: str | None = None


def opening(head: str, lexicon: Lexicon) -> Opening:
    """The opening of a document from its first characters.

    >>> from solieu.lexicon import load
    >>> lines = ["CỤC THỐNG KÊ", "Hà Nội, ngày 5 tháng 4 năm 2025", "", "BÁO CÁO", "Tình hình tháng 3", ""]
    >>> found = opening("\\n".join([*lines, "Năm nay, lúa được mùa."]), load())
    >>> found.title, found.place, found.date
    ('BÁO CÁO Tình hình tháng 3', 'Hà Nội', '2025-04-05')
    """
    lines = [line.strip() for line in head.split("\n", _LINES + 30)[: _LINES + 30]]
    dated = _DATE_LINE.search("\n".join(lines[:_LINES]))
    place = dated["place"].strip() if dated else None
    date = f"{dated['year']}-{int(dated['month']):02}-{int(dated['day']):02}" if dated else None
    first = next((i for i, line in enumerate(lines[:_LINES]) if _type_line(line, lexicon)), None)
    if first is None:
        first = 0 if dated is None else len(lines)
        first = next((i for i, line in enumerate(lines[:_LINES]) if i >= first and line), None) or 0
        title = lines[first] if dated is None and lines and len(lines[first]) <= _SHORT else ""
        return Opening("", "" if title.endswith(_SENTENCE_ENDS) else title, place, date)
    return Opening("\n".join(lines[:first]).strip(), " ".join(_title(lines[first:])), place, date)


def _title(lines: list[str]) -> Iterator[str]:
    """The lines of a title: its type line and what follows up to a blank line, a section or a sentence."""
    yield lines[0]
    taken = 1
    for line in lines[1:]:
        if not line and taken == 1:
            continue
        ended = not line or _RULE.fullmatch(line) or _NUMBERED.match(line) or taken == _TITLE
        if ended or len(line) > _LONG or line.endswith(_SENTENCE_ENDS):
            return
        yield line
        taken += 1


@cache
def _types(lexicon: Lexicon) -> re.Pattern[str]:
    """A line that begins with a type word: `BÁO CÁO`, `BÁO CÁO Tình hình …`."""
    names = alternation(lexicon.column("document_types", "name"))
    return re.compile(rf"{names}\b[^\n]{{0,{_LONG}}}", re.IGNORECASE)


def _type_line(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins a title: a type word in capitals, alone or with the title behind it."""
    return line[:2].isupper() and _types(lexicon).fullmatch(line) is not None
