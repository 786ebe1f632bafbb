"""Whether a number that looks like a date is one: `sáng 18/4` is, `đạt 2/3` is not, nor `2005 người`.

A lead word mostly settles it. What has none, or a lead that may also be a unit (`năm`, `ngày`), is judged by
what stands left and right of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from solieu.extract.date.context import CAPITAL, LOOK_BACK, Context
from solieu.extract.date.forms import Point
from solieu.extract.date.patterns import DASHES, S1, SP

_TIME_WORD = re.compile(
    r"(?<!\w)(?:hôm|ngày|nay|sáng|trưa|chiều|tối|đêm|tuần|thứ|nhật|tháng|năm)(?!\w)", re.IGNORECASE
)
# `26/1 năm sau`: the year is told from today's.
_OTHER_YEAR = re.compile(rf"{S1}năm{S1}(?:sau|tới|trước|ngoái|kia)\b", re.IGNORECASE)
# `ngày 4 tháng này`.
_THIS_MONTH = re.compile(
    rf"{S1}(?:tháng{S1}(?:này|sau|tới|trước|đó|ấy|kế|đầu|cuối|liền|tiếp|thứ)|(?:hàng|hằng|mỗi){S1}tháng)\b",
    re.IGNORECASE,
)
# `3 tháng 6, 7 và 8`: months are counted there; not the third of June.
_MORE_MONTHS = re.compile(
    rf"(?:{SP}[,;]{S1}\d{{1,2}}(?!\d)){{0,10}}{S1}và{S1}\d{{1,2}}(?![\d/])", re.IGNORECASE
)
# A name that a month is part of: `Cách mạng Tháng Tám`.
_NAME_OF_MONTH = re.compile(r"mạng\s{1,3}\Z", re.IGNORECASE)
# What makes a month in small letters one: `hồi tháng hai`, `cuối tháng ba`, `tháng ba này`.
_MONTH_LEAD = re.compile(
    r"(?<!\w)(?:hồi|vào|trong|từ|đến|tới|đầu|giữa|cuối|trước|sau|của|rằm)\s{1,3}\Z", re.IGNORECASE
)
_TOLD_BEHIND = re.compile(rf"{S1}(?:năm|này|tới|qua|vừa)\b", re.IGNORECASE)
# The end of a clause, or an era, behind a year of three digits.
_CLOSED = re.compile(rf"{SP}(?:\Z|[\n.,;:)\]”\"]|sau{S1}công{S1}nguyên|SCN\b)", re.IGNORECASE)
# A hyphen or mark that joins a number to a name or other digits: `Mi-2000`, `9001:2015`, `Km 1929+500`,
# `1900 1886`; also the day and month of an English date (`June 30, 2021`).
_JOINED_BEFORE = re.compile(rf"[\w)]{DASHES}\Z|\d\s?[.,/:]\Z|[A-Z][a-z]{{2,8}}\.?\s\d\d?,\s?\Z")
_JOINED_BEHIND = re.compile(rf"{DASHES}\w|[/+]\w|{SP}(?!(?:19|20)\d\d(?!\d))\d")
_NAME_BEFORE = re.compile(rf"(?<!\w){CAPITAL}[\w.]{{0,12}}\s\Z", re.IGNORECASE)
_NAME_BEHIND = re.compile(rf"{SP}{CAPITAL}[^\W\d_]+{SP}[^\W\d_]", re.IGNORECASE)
# Nothing but a word, perhaps with a comma, stands before a number that can be no fraction and no score.
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]|[^\W\d_][,;:]|\))\s\Z|\n\Z")
# `4 đến`, `12 và`, `28,`: a bare day that another date must follow.
_OPENING = re.compile(rf"\d{{1,2}}(?:{SP}(?:,|{DASHES})|{S1}(?:đến|tới|và|hoặc|hay|rạng)\b)", re.IGNORECASE)

# `28-29/5/2019`: two days of a month with its year need no lead.
_WHOLE_RANGE = re.compile(rf"\d{{1,2}}{SP}{DASHES}{SP}\d{{1,2}}([/.])\d{{1,2}}\1\d{{4}}(?!\d)")


def stands(context: Context, text: str, point: Point) -> bool:
    """Whether the point is a date by itself; else it is one only beside another date."""
    judge = _JUDGES.get(point.rule)
    return judge is None or judge(context, text, point)


def may_follow(context: Context, text: str, point: Point) -> bool:
    """Whether a number that continues a date (`, 2017`, `và 4`, `- 15/3`) counts nothing itself."""
    if point.unit == "year":
        return not context.measures.follow(text, point.end)
    if context.counts(text, point.end):
        return False
    alone = point.unit == "month" or point.span.low.month is None
    return not alone or point.year_at is not None or context.goes_on(text, point.end)


def opens_days(context: Context, text: str, start: int) -> bool:
    """Whether the bare day at `start` may begin a chain: `từ 4 đến 7-11`, `tối 12 và 15/8`."""
    if _WHOLE_RANGE.match(text, start):
        return True
    if not _OPENING.match(text, start):
        return False
    led = context.weak_day_leads.precede(text, start) or context.led_as_day(text, start)
    return led or text[start - 1 : start] == "("


def is_range(context: Context, text: str, point: Point) -> bool:
    """Whether two bare numbers joined by a dash are a range of years or days: `2012-2016`, `(5/6 - 12/6)`."""
    if context.counts(text, point.end) or context.numbered.precede(text, point.start):
        return False
    if _search(_JOINED_BEFORE, text, point.start) or text[point.end : point.end + 1] == "/":
        return False
    low, high, bracketed = point.span.low, point.span.last, text[point.start - 1 : point.start] == "("
    if low.month is not None:
        return point.span.valid and (bracketed or max(low.day or 0, high.day or 0) > 12)
    return (low.year or 0) >= 1900 <= 2100 >= (high.year or 0) or bracketed


def _search(pattern: re.Pattern[str], text: str, start: int) -> bool:
    return pattern.search(text, max(0, start - LOOK_BACK), start) is not None


def _stands_full(context: Context, text: str, point: Point) -> bool:
    """`9/2/2007`: a whole date needs no lead, but one with two digits for the year needs slashes at least."""
    written = text[point.number : point.end]
    short = point.year_at is not None and point.year_at[1] - point.year_at[0] == 2
    return point.led or not short or (written.count("/") == 2 and point.span.valid)


def _stands_day_month(context: Context, text: str, point: Point) -> bool:
    """`18/4` behind `sáng`, in brackets, behind `từ` with nothing counted after it, or as a holiday."""
    if point.led or context.led_as_day(text, point.start):
        return True
    written = text[point.start : point.end]
    if not point.span.valid or "." in written:
        return False
    if context.counts(text, point.end) and not ("/" in written and _OTHER_YEAR.match(text, point.end)):
        return False
    if "tháng" in written.casefold():
        return _stands_worded_day(context, text, point)
    day, month = point.span.low.day or 0, point.span.low.month or 0
    if ((month, day) in context.holidays or day > 12) and context.is_festive(text, point.start):
        return True
    if text[point.start - 1 : point.start] == "(" and text[point.end : point.end + 1] in (")", ",", ";"):
        return _bracketed(written, day, month, text[max(0, point.start - LOOK_BACK) : point.start])
    if any(character.isspace() for character in written) or not context.goes_on(text, point.end):
        return False
    opens_line = text[: point.start][-1:] in ("", "\n") and text[point.end : point.end + 1] == ","
    if opens_line or context.weak_day_leads.precede(text, point.start):
        return True
    improper = (day > 12 or ("/" in written and day > month)) and written != "24/7"
    return (
        improper
        and _search(_WORD_BEFORE, text, point.start)
        and not context.not_day.precede(text, point.start)
    )


def _stands_worded_day(context: Context, text: str, point: Point) -> bool:
    """`27 tháng 7`, not `3 tháng 6, 7 và 8`."""
    more = _MORE_MONTHS.match(text, point.end)
    if more and len(re.findall(r"\d+", more[0])) + 1 == point.span.low.day:
        return False
    return context.goes_on(text, point.end)


def _bracketed(written: str, day: int, month: int, before: str) -> bool:
    """`(28/8)`, `(03-01)`: no fraction, no score: those have no leading zero and no part above twelve."""
    dated = day > 12 or written[0] == "0" or "/0" in written or ("/" in written and day > month)
    return dated or _TIME_WORD.search(before) is not None


def _stands_day(context: Context, text: str, point: Point) -> bool:
    """`ngày 25 hàng tháng`, not `mỗi ngày 5 lần`."""
    if context.every.precede(text, point.start):
        return False
    if _THIS_MONTH.match(text, point.end):
        return True
    # `ngày một` mostly means more and more; `mùng một` is a day
    return (text[point.end - 1].isdecimal() or point.lunar) and context.goes_on(text, point.end)


def _stands_month(context: Context, text: str, point: Point) -> bool:
    """`tháng 9`; in words only `tháng Chín`, `hồi tháng chín`, not `mỗi tháng hai lần`."""
    written = text[point.number : point.end]
    if context.every.precede(text, point.start):
        return False
    if written.isdecimal():
        counted = context.counted(text, point.start) is not None and context.counts(text, point.end)
        return context.goes_on(text, point.end) or not (counted or context.measured(text, point.end))
    if _search(_NAME_OF_MONTH, text, point.start) or not context.goes_on(text, point.end):
        return False
    certain = written[0].isupper() or written == "tư" or _TOLD_BEHIND.match(text, point.end) is not None
    return certain or _search(_MONTH_LEAD, text, point.start)


def _stands_month_year(context: Context, text: str, point: Point) -> bool:
    """`6-2017`, but no document number (`Nghị định 03/2017`), no scale of a map (`1/2000`)."""
    year = point.span.low.year or 0
    if point.led:
        return True
    if (
        not 1900 <= year <= 2099
        or context.numbered.precede(text, point.start)
        or context.counts(text, point.end)
    ):
        return False
    return not (year % 500 == 0 and text.startswith("1/", point.start))


def _stands_year(context: Context, text: str, point: Point) -> bool:
    """`năm 2010`, not `mỗi năm 2000 tấn`; `năm 938` and years in words only where the sentence goes on."""
    if context.every.precede(text, point.start):
        return False
    if point.year_at is None or not text[slice(*point.year_at)].isdecimal():
        return context.goes_on(text, point.end)
    if (point.span.low.year or 0) >= 1000:
        return True
    return _CLOSED.match(text, point.end) is not None and context.counted(text, point.start) is None


def _stands_bare_year(context: Context, text: str, point: Point) -> bool:
    """`so với 2005`, `(2019)`, `World Cup 2018 khu vực`, not `số 2005`, `2005 người`, `Mi-2000`."""
    start, end = point.start, point.end
    if not 1900 <= (point.span.low.year or 0) <= 2099:
        return False
    if context.year_leads.precede(text, start):
        return True
    if context.not_year.precede(text, start) or context.numbered.precede(text, start):
        return False
    if _search(_JOINED_BEFORE, text, start) or _JOINED_BEHIND.match(text, end):
        return False
    named = _search(_NAME_BEFORE, text, start) or _NAME_BEHIND.match(text, end)
    return bool(named) or not context.counts(text, end)


def _stands_quarter(context: Context, text: str, point: Point) -> bool:
    """`quý I`, `quý 3/2019`, not `kim loại quý 3 kg`."""
    if point.year_at is not None:
        return True
    return not context.counts(text, point.end) and context.goes_on(text, point.end)


def _stands_decade(context: Context, text: str, point: Point) -> bool:
    """`những năm 1980`; with two digits only where the sentence goes on."""
    return point.end - point.number == 4 or context.goes_on(text, point.end)


_JUDGES: dict[str, Callable[[Context, str, Point], bool]] = {
    "date.day_month_year": _stands_full,
    "date.day_month": _stands_day_month,
    "date.day": _stands_day,
    "date.month": _stands_month,
    "date.month_year": _stands_month_year,
    "date.year": _stands_year,
    "date.bare_year": _stands_bare_year,
    "date.quarter": _stands_quarter,
    "date.decade": _stands_decade,
}
