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
# The day and time of day under a headline: `09/12/2025 15:35`, `15:35 | 09-12-2025`.
_BYLINE = re.compile(
    r"""(?<!\d)(?:\d{1,2}[:h]\d\d\W{1,5})(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d\d)(?!\d)
    | (?<!\d)(?P<day_>\d{1,2})[/.-](?P<month_>\d{1,2})[/.-](?P<year_>20\d\d)\W{1,5}\d{1,2}[:h]\d\d(?!\d)""",
    re.VERBOSE,
)
_NUMBERED = re.compile(
    r"(?:[IVXA-D]{1,4}|\d{1,2})\s?[.)/]\s|[-+•*]\s|(?:điều|chương|phần|mục)\s", re.IGNORECASE
)
_RULE = re.compile(r"[\s\-_–—=*.|]*")
_SENTENCE_ENDS = (".", ";", "!", "?", "…", ":", "./.")
# What a headline does not end in; it may ask or exclaim.
_NO_HEADLINE = (".", ";", ":", "./.")
# A title of one line may be longer than one of several.
_LONG, _SHORT = 300, 200
# A line that ends in a full stop is running text from this length on.
_PLAIN = 100


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above the first paragraph; empty strings and None where a document has no such thing.

    `letterhead` is all that precedes the title, `title` the title's lines joined by blanks, with its type
    word (`BÁO CÁO Tình hình …`), `span` where it stands in the document; `formal` where a type word opens it.
    `place` and `date` (ISO 8601) are what the line of place and day says, or the time under a headline.
    """

    letterhead: str = ""
    title: str = ""
    place: str | None = None
    date: str | None = None
    span: tuple[int, int] = (0, 0)
    formal: bool = False


def opening(head: str, lexicon: Lexicon) -> Opening:
    """The opening of a document from its first characters.

    >>> from solieu.lexicon import load
    >>> lines = ["CỤC THỐNG KÊ", "Hà Nội, ngày 5 tháng 4 năm 2025", "", "BÁO CÁO", "Tình hình tháng 3", ""]
    >>> found = opening("\\n".join([*lines, "Năm nay, lúa được mùa."]), load())
    >>> found.title, found.place, found.date
    ('BÁO CÁO Tình hình tháng 3', 'Hà Nội', '2025-04-05')
    """
    lines = list(_lines(head))
    end = lines[-1][0] if lines else 0
    dated = _DATE_LINE.search(head, 0, end)
    place = dated["place"].strip() if dated else None
    date = _iso(dated) if dated else _iso(_BYLINE.search(head))
    until = next((i for i, (_, line) in enumerate(lines) if _tells(line)), len(lines))
    first = next((i for i, (_, line) in enumerate(lines[:until]) if _type_line(line, lexicon)), None)
    if first is not None:
        title = list(_title(lines[first:]))
    elif dated is None and lines and len(lines[0][1]) <= _SHORT and not lines[0][1].endswith(_NO_HEADLINE):
        title = lines[:1]
    else:
        return Opening(place=place, date=date)
    span = (title[0][0], title[-1][0] + len(title[-1][1]))
    above = head[: span[0]].strip() if first is not None else ""
    return Opening(above, " ".join(line for _, line in title), place, date, span, first is not None)


def _tells(line: str) -> bool:
    """Whether a line is running text: behind it no title begins."""
    return len(line) > _LONG or (len(line) > _PLAIN and line.endswith("."))


def _lines(head: str) -> Iterator[tuple[int, str]]:
    """The first lines of a document, each with its place, without the blanks around them."""
    start = count = 0
    while count < _LINES and start < len(head):
        end = head.find("\n", start)
        end = len(head) if end < 0 else end
        line = head[start:end].strip()
        if line or count:
            yield head.index(line, start, end) if line else start, line
            count += 1
        start = end + 1


def _iso(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    told = {name.rstrip("_"): digits for name, digits in match.groupdict().items() if digits}
    return f"{told['year']}-{int(told['month']):02}-{int(told['day']):02}"


def _title(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines of a title: its type line and what follows up to a blank line, a section or a sentence."""
    yield lines[0]
    taken = 1
    for start, line in lines[1:]:
        if not line and taken == 1:
            continue
        ended = not line or _RULE.fullmatch(line) or _NUMBERED.match(line) or taken == _TITLE
        if ended or len(line) > _LONG or line.endswith(_SENTENCE_ENDS):
            return
        yield start, line
        taken += 1


@cache
def _types(lexicon: Lexicon) -> re.Pattern[str]:
    """A line that begins with a type word: `BÁO CÁO`, `BÁO CÁO Tình hình …`."""
    names = alternation(lexicon.column("document_types", "name"))
    return re.compile(rf"{names}\b[^\n]{{0,{_LONG}}}", re.IGNORECASE)


def _type_line(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins a title: with a type word, and no sentence."""
    return (
        line[:1].isupper() and line[-1:] not in _SENTENCE_ENDS and _types(lexicon).fullmatch(line) is not None
    )
