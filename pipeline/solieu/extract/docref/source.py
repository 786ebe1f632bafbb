"""Who issued a cited document and when, as the words beside it say.

To the right of a number stand its date and `của` its issuer, in either order, or a verb of issuing and
them; to the left a clause may open with the date and name the issuer (`Ngày 4/1/2001, TAND tỉnh ra Quyết
định số 01`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.extract.docref.issuer import issuer_end, issuers
from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE
from solieu.types import Citation, DateValue, Mention

_ISSUING = (
    rf"(?:ký{GAP}ban{GAP}hành|ban{GAP}hành|phát{GAP}hành|thông{GAP}qua|công{GAP}bố|xét{GAP}xử|tuyên|ký|"
    rf"xác{GAP}nhận|lập|phê{GAP}duyệt)(?!\w)"
)
# Between a number and what is said of it: a comma, a bracket, a closing quotation mark, a dash before a date.
_LINK = re.compile(rf"[{SPACE[1:-1]},()”\"’]{{0,4}}(?:{DASH}{SPACE}?(?=\d)|\n)?[{SPACE[1:-1]},(]{{0,8}}")
_GAP = re.compile(GAP)
_OF = re.compile(rf"(?:của|CỦA){GAP}")
_VERB = re.compile(
    rf"(?:đã{GAP})?(?:vừa{GAP})?(?:được{GAP})?(?P<verb>{_ISSUING})(?:{GAP}(?:vào|lúc|hồi))?"
    rf"(?:{GAP}(?:sơ|phúc){GAP}thẩm)?",
    re.IGNORECASE,
)
_BY = re.compile(rf"(?:do|bởi|(?:đã{GAP})?được{GAP}(?!{_ISSUING})){GAP}?", re.IGNORECASE)
_MADE_BY = re.compile(rf"{GAP}bởi{GAP}")
_ABROAD = re.compile(rf"{GAP}tại{GAP}Việt{GAP}Nam")
_THEN = re.compile(rf"{GAP}(?:vào{GAP})?|\s{{0,4}}\(")
_PERSON = re.compile(
    rf"[{UPPER}{LOWER}]{{1,12}}(?:(?:{GAP}|,{GAP}|{GAP}{DASH}{GAP})[{UPPER}{LOWER}]{{1,12}}){{1,18}}?(?={GAP}{_ISSUING})"
)
_JOINED = re.compile(rf"{SPACE}?,{GAP}|{GAP}và{GAP}|{GAP}?{DASH}{GAP}?")
# To the left, between the issuer and the type words: a verb of issuing, with what may stand around it.
_ISSUED = re.compile(
    rf"""(?:{GAP}(?:đã|vừa|cũng|tiếp{GAP}tục|lại|đều|mới|chính{GAP}thức|sau{GAP}đó|từng|phải)){{0,3}}{GAP}
    (?:ký{GAP}ban{GAP}hành|b[aà]n{GAP}hành|ra|có|ký|phát{GAP}hành|công{GAP}bố|thông{GAP}qua|gửi|lập|cho{GAP}ra|tuyên|ban{GAP}bố)
    (?:{GAP}(?:các|một|bản|thêm|liên{GAP}tiếp|tiếp|\d{{1,2}}|hai|ba)){{0,2}}{GAP}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# What an issuer did in a document: `được Thủ tướng Chính phủ phê duyệt chủ trương đầu tư tại`, or just `tại`.
_AT = re.compile(
    rf"{GAP}(?:đã{GAP})?"
    rf"(?:phê{GAP}duyệt|chấp{GAP}thuận|ban{GAP}hành|cho{GAP}phép|công{GAP}nhận|giao|kết{GAP}luận)"
    rf"(?:{GAP}[{UPPER}{LOWER}]{{1,10}}){{0,12}}{GAP}tại{GAP}\Z"
)
_REQUEST = re.compile(rf"{GAP}tại{GAP}\Z")
# In the passive the verb stands behind: `Ngày 4/1/2001, Quyết định số 01 được ban hành`.
_WAS_ISSUED = re.compile(
    rf"{GAP}(?:(?:đã|vừa|chính{GAP}thức){GAP}){{0,2}}được{GAP}(?:[{UPPER}{LOWER} ]{{1,40}}{GAP})?{_ISSUING}"
)
_CLAUSE_END = re.compile(r"[;:\n]|(?<!TP)\.\s|\.\.")
_PERIOD = re.compile(r"(?i)(?:giai đoạn|nhiệm kỳ|thời kỳ|từ|quý|khóa)\b")
# What may stand in a column before a document's number: `Số:`, `12.`, `-`.
_COLUMN_BEGINS = re.compile(
    r"(?:\A|[\n\t])[ \u00a0]{0,4}(?:số ?:?|\d{1,4}[.)]?|[-–+•])?[ \u00a0]{0,4}\Z", re.IGNORECASE
)
_LONGEST_MARK = 16


@dataclass(frozen=True, slots=True)
class Source:
    """What stands beside a citation: its date's mention, its issuer as written, where the reading ended.

    `before` says that the issuer stands before the citation.
    """

    date: Mention | None = None
    issuer: str | None = None
    end: int = 0
    before: bool = False


class Dates:
    """The date mentions of a text, to be asked for by place."""

    __slots__ = ("_mentions", "_starts")

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = [one for one in mentions if one.kind == "date"]
        self._starts = [one.start for one in self._mentions]

    def at(self, start: int) -> Mention | None:
        """The date that begins at a place."""
        index = bisect_left(self._starts, start)
        found = self._mentions[index : index + 1]
        return found[0] if found and found[0].start == start else None

    def within(self, start: int, end: int) -> list[Mention]:
        """The dates that begin within a stretch, in text order."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def to_the_right(
    text: str, mention: Mention, limit: int, dates: Dates, lexicon: Lexicon, *, joint: bool
) -> Source:
    """Date and issuer behind a citation, before `limit` (the next citation's start).

    `joint` says that several bodies issued it together.
    """
    at, date, issuer = mention.end, None, None
    for _ in range(5):
        link = _LINK.match(text, at, limit)
        begin = link.end() if link else at
        here = dates.at(begin) if date is None and begin < limit else None
        if here is not None:
            link_text = text[at:begin]
            if not _may_date(here, link_text, named=_is_named(mention)):
                break
            if "\t" in link_text and not _fills_its_column(text, mention):
                break
            date, at = here, here.end
            continue
        of = _OF.match(text, begin, limit) if issuer is None else None
        if of:
            end = _issuers_end(text, of.end(), lexicon, limit, joint=joint)
            if end is None:
                break
            issuer, at = text[of.end() : end], end
            continue
        step = _issued(text, begin, limit, dates, lexicon) if date is None else None
        if step is None:
            break
        date, issuer, at = step.date or date, issuer or step.issuer, step.end
    return Source(date, issuer, at)


def _issuers_end(text: str, at: int, lexicon: Lexicon, limit: int, *, joint: bool) -> int | None:
    """Where the issuer that begins at a place ends, or the last of several that issued something together."""
    end = issuer_end(text, at, lexicon, limit)
    for _ in range(8):
        joined = _JOINED.match(text, end, limit) if joint and end is not None else None
        further = issuer_end(text, joined.end(), lexicon, limit) if joined else None
        if further is None:
            break
        end = further
    return end


def _issued(text: str, at: int, limit: int, dates: Dates, lexicon: Lexicon) -> Source | None:
    """A verb of issuing with who did it and when: `do … ký ngày`, `được Quốc hội thông qua ngày`."""
    issuer = None
    by = _BY.match(text, at, limit)
    if by:
        end = issuer_end(text, by.end(), lexicon, limit)
        verb = _verb_behind(text, end, limit)
        if verb is None:
            person = _PERSON.match(text, by.end(), limit)
            verb, end = _verb_behind(text, person.end() if person else None, limit), None
        # Who signs is a person, even by a title; who issues is a body.
        issuer = (
            text[by.end() : end] if end is not None and verb and verb["verb"].casefold() != "ký" else None
        )
    else:
        verb = _VERB.match(text, at, limit)
    if verb is None:
        return None
    after = verb.end()
    made = _MADE_BY.match(text, after, limit)
    maker = issuer_end(text, made.end(), lexicon, limit) if made else None
    if made and maker is not None:
        abroad = _ABROAD.match(text, maker, limit)
        after = abroad.end() if abroad else maker
        issuer = text[made.end() : after]
    then = _THEN.match(text, after, limit)
    date = dates.at(then.end()) if then else None
    date = date if date is not None and _may_date(date, "") else None
    return Source(date, issuer, date.end if date else after) if date or issuer else None


def _verb_behind(text: str, at: int | None, limit: int) -> re.Match[str] | None:
    gap = _GAP.match(text, at, limit) if at is not None else None
    return _VERB.match(text, gap.end(), limit) if gap else None


def _is_named(mention: Mention) -> bool:
    return isinstance(mention.value, Citation) and mention.value.number is None


def _may_date(date: Mention, link: str, *, named: bool = False) -> bool:
    """Whether a date beside a number can be that document's own: no period, no bare year behind a comma.

    Behind the comma after a name only a whole day is its date; on the next line it begins with `ngày`.
    """
    if "\n" in link and date.text[:1].isdigit():
        return False
    if _PERIOD.match(date.text) or not isinstance(date.value, DateValue):
        return False
    value = date.value.text
    if "/" in value and len(value.split("/")[0]) < 10:
        return False
    return len(value) >= (10 if named else 7) or "," not in link


def _fills_its_column(text: str, mention: Mention) -> bool:
    """Whether nothing but a number or a mark stands before a citation between tabs.

    A date in the next column is that of a document which is all that its own column tells; where a sentence
    ends in a citation, the next column dates what the row is about.
    """
    return _COLUMN_BEGINS.search(text, max(0, mention.start - _LONGEST_MARK), mention.start) is not None


def to_the_left(text: str, mention: Mention, floor: int, dates: Dates, lexicon: Lexicon) -> Source:
    """Date and issuer before a citation, after `floor` (the end of the citation before)."""
    low = max(floor, mention.start - 220)
    ends = list(_CLAUSE_END.finditer(text, low, mention.start))
    low = ends[-1].end() if ends else low
    earlier = [one for one in dates.within(low, mention.start) if one.end <= mention.start]
    begin = earlier[-1].end if earlier else low
    clause = text[begin : mention.start]
    issued = _ISSUED.search(clause)
    cues = [cue for cue in (issued, _AT.search(clause), _REQUEST.search(clause)) if cue]
    named = [_ending_at(text, begin, begin + cue.start(), lexicon) for cue in cues]
    issuer = next((name for name in named if name is not None), None)
    distance = issued.start() if issued else 0
    if issued is None and (clause.strip(", \u00a0") or not _WAS_ISSUED.match(text, mention.end)):
        return Source(None, issuer)
    opens = bool(earlier) and _opens(text, low, earlier[-1], distance)
    return Source(earlier[-1] if opens else None, issuer)


def _opens(text: str, low: int, date: Mention, distance: int) -> bool:
    """Whether a date before the verb of issuing says when that was: it opens the clause, or nearly."""
    return _may_date(date, "") and len(text[low : date.start].split()) <= 8 and distance <= 140


def _ending_at(text: str, begin: int, end: int, lexicon: Lexicon) -> str | None:
    """The issuer whose name ends where the verb begins; one in small letters goes on with a capital."""
    for found in issuers(lexicon).pattern.finditer(text, begin, end):
        if issuer_end(text, found.start(), lexicon, end) != end:
            continue
        name = text[found.start() : end]
        if any(letter.isupper() for letter in name):
            return name
    return None
