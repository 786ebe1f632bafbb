"""Whether a day is the day of the moon that a text says it is: `14-2 (tức mùng 10 tháng Giêng)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from solieu.check.times.moon import FIRST_YEAR, MoonDay, moon_day
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation

# The years that are tried for a day without one.
_YEARS = range(1998, 2032)
# How far before a date the day of the moon that it explains may begin, in characters.
BEFORE = 70

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MONTHS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip
_MONTH = rf"(?:\d{{1,2}}(?!\d)|(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?!\w))"
# One day of the moon: `mùng 10 tháng Giêng`, `mồng 4 Tết`, `27 tháng Chạp`, `rằm tháng 7`, `29-10`, `28`
_POINT = re.compile(
    rf"""(?:ngày\s)?(?:
      (?P<new>mùng|mồng)\s(?P<early>\d{{1,2}}|(?:{"|".join(_WORDS)})(?!\w))
        (?:\s(?:tháng\s(?P<of>{_MONTH})|(?P<tet>tết)(?!\w)))?
    | (?P<full>rằm)\stháng\s(?P<full_of>{_MONTH})
    | (?P<day>\d{{1,2}})(?!\d)
        (?:\s?[/-]\s?(?P<number>\d{{1,2}})(?![\d/-])|\s?tháng\s(?P<named>{_MONTH})|\s(?P<year_end>tết)(?!\w))?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# On to the last day, behind a year by its name: ` năm Mậu Tuất đến hết `
_TO = re.compile(r"\s?[-–]\s?|(?:\s(?:năm\s)?\w{2,4}\s\w{2,4})?\s(?:đến|tới)\s(?:hết\s)?", re.IGNORECASE)
_MOON = re.compile(r"\s?\(?(?:âm\slịch|ÂL)(?!\w)", re.IGNORECASE)
# What leads from a day to the day of the moon that it is, or back: ` (tức ngày `, `, nhằm sáng `
_JOIN = (
    r"(?:\s{0,2}\(\s?(?:(?:tức|nhằm)(?:\s(?:là|vào))?\s)?|,?\s(?:tức|nhằm)(?:\s(?:là|vào))?\s)(?:từ\s)?"
    r"(?:(?:sáng|trưa|chiều|tối|đêm)\s)?"
)
_BEHIND = re.compile(_JOIN, re.IGNORECASE)
_AHEAD = re.compile(rf"{_JOIN}(?:ngày\s)?$", re.IGNORECASE)
_BEGINS = re.compile(r"(?<![\w/.,-])(?:ngày\s)?(?:mùng|mồng|rằm|\d{1,2})(?!\d)", re.IGNORECASE)
# A date that is itself one of the moon
_OF_THE_MOON = re.compile(r"(?<!\w)(?:mùng|mồng|rằm|giêng|chạp|tết)(?!\w)", re.IGNORECASE)


class _Told(NamedTuple):
    """The first and the last day of the moon that a text tells, the same for one day, and its words."""

    first: MoonDay
    last: MoonDay
    words: str
    end: int


def check_moon_days(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each day, or first and last day, with the days of the moon that it is said to be.

    A day without a year may be of any from 1998 to 2031. The last day of a year of the moon is called its
    thirtieth where it has but 29.
    """
    return [finding for mention in mentions for finding in _finding(mention, text)]


def _finding(mention: Mention, text: str) -> Iterator[Finding]:
    ends = _ends(mention, text)
    told = (_behind(mention, text) or _ahead(mention, text)) if ends else None
    if ends is None or told is None or (len(ends) > 1) != (told.first != told.last):
        return
    given = ends[0][0] != "XXXX"
    years = [int(ends[-1][0])] if given else list(_YEARS)
    days = {year: found for year in years if (found := _in_year(ends, year))}
    if not days or min(days) < FIRST_YEAR:
        return
    agrees = any(_holds(found, told) for found in days.values())
    named = [year for year in days if str(year) in text] or list(days)
    year = min(named, key=lambda year: _apart(days[year], told))
    vi, en = _messages(mention, told, days[year], None if given else year, agrees=agrees)
    yield Finding(
        check="calendar",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "moon_day",
        evidence=(mention,),
        message_vi=vi,
        message_en=en,
        stated="/".join(_value(day) for day in dict.fromkeys((told.first, told.last))),
        expected="/".join(_value(moon_day(day)) for day in days[year]),
        tolerance="0",
        power=_power(days.values(), told),
    )


def _ends(mention: Mention, text: str) -> tuple[tuple[str, str, str], ...] | None:
    """Year, month and day of a date, or of both its ends, as written; None for all but days of the sun."""
    value = mention.value
    if not isinstance(value, DateValue) or not value.valid or mention.rule == "date.lunar":
        return None
    if _OF_THE_MOON.search(mention.text) or _MOON.match(text, mention.end):
        return None
    found = [_DAY.fullmatch(end) for end in value.text.split("/")]
    whole = tuple((day[1], day[2], day[3]) for day in found if day)
    return whole if len(whole) == len(found) else None


def _in_year(ends: Sequence[tuple[str, str, str]], year: int) -> list[date]:
    """The days in a year, that of the last; none where one of them does not exist."""
    days: list[date] = []
    for own, month, day in reversed(ends):
        before = days and (int(month), int(day)) > (days[0].month, days[0].day)
        try:
            days.insert(0, date(int(own) if own != "XXXX" else year - bool(before), int(month), int(day)))
        except ValueError:
            return []
    return days


def _behind(mention: Mention, text: str) -> _Told | None:
    join = _BEHIND.match(text, mention.end)
    return _read(text, join.end()) if join else None


def _ahead(mention: Mention, text: str) -> _Told | None:
    """The day of the moon before a date: `rằm tháng 7 (tức ngày 25/8)`."""
    join = _AHEAD.search(text, max(0, mention.start - 30), mention.start)
    if join is None:
        return None
    for begins in _BEGINS.finditer(text, max(0, mention.start - BEFORE), join.start()):
        told = _read(text, begins.start())
        if told is not None and told.end == join.start():
            return told
    return None


def _read(text: str, start: int) -> _Told | None:
    """The day or days of the moon at a place of the text; None where nothing says that they are."""
    first = _POINT.match(text, start)
    if first is None:
        return None
    to = _TO.match(text, first.end())
    last = (_POINT.match(text, to.end()) if to else None) or first
    moon = _MOON.match(text, last.end())
    end = moon.end() if moon else last.end()
    if not moon and not any(_OF_THE_MOON.search(point[0]) for point in (first, last)):
        return None
    if text[end : end + 1].isdigit() or re.match(r"\s?[/-]\s?\d", text[end : end + 3]):
        return None
    closing = _moon_day(last, None)
    opening = closing if first is last else _moon_day(first, closing)
    return _Told(opening, closing, " ".join(text[start:end].split()), end) if opening and closing else None


def _moon_day(point: re.Match[str], last: MoonDay | None) -> MoonDay | None:
    """The day that a point tells, its month taken from the last of its range where it leaves it out."""
    if point["full"]:
        day, month = 15, _month(point["full_of"])
    else:
        written = (point["early"] or point["day"]).casefold()
        day = int(written) if written.isdigit() else _WORDS.index(written) + 1
        month = _month(point["of"] or point["named"] or point["number"])
        if month is None and (point["tet"] or point["year_end"] or (last and last.month == 1)):
            month = 1 if day < 20 else 12
        elif month is None and last:
            month = last.month if day <= last.day else (last.month - 2) % 12 + 1
    return MoonDay(month, day) if month and 1 <= month <= 12 and 1 <= day <= 30 else None


def _month(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else _MONTHS[" ".join(written.casefold().split())]


def _holds(days: Sequence[date], told: _Told) -> bool:
    return _is(days[0], told.first) and _is(days[-1], told.last)


def _is(day: date, told: MoonDay) -> bool:
    is_last = told == MoonDay(12, 30) and moon_day(day + timedelta(days=1)) == MoonDay(1, 1)
    return moon_day(day) == told or is_last


def _apart(days: Sequence[date], told: _Told) -> int:
    """How far days are from those told, in days of the moon."""
    return sum(_distance(moon_day(day), one) for day, one in zip(days, (told.first, told.last), strict=False))


def _distance(left: MoonDay, right: MoonDay) -> int:
    apart = abs(30 * (left.month - right.month) + left.day - right.day)
    return min(apart, 360 - apart)


def _power(found: Iterable[list[date]], told: _Told) -> float:
    """The part of the other days of that month of the moon that no year would have let pass."""
    passing = {moon_day(days[-1]) for days in found}
    others = [MoonDay(told.last.month, day) for day in range(1, 31) if day != told.last.day]
    return round(sum(other not in passing for other in others) / len(others), 3)


def _value(day: MoonDay) -> str:
    return f"{day.month:02d}-{day.day:02d}"


def _messages(
    mention: Mention, told: _Told, days: Sequence[date], year: int | None, *, agrees: bool
) -> tuple[str, str]:
    dates = quoted(mention)
    if agrees:
        return f"{dates} đúng là {told.words}.", f"{dates} is indeed {told.words} of the lunar calendar."
    meant = [moon_day(day) for day in days]
    vi = " – ".join(_named(day) for day in meant)
    en = " to ".join(f"{day.day}/{day.month}" for day in meant)
    if year is None:
        return (
            f"Văn bản nêu {dates} là {told.words}, nhưng theo âm lịch đó là {vi}.",
            f"The text calls {dates} {told.words}, but in the lunar calendar it is {en}.",
        )
    span = f"{_YEARS[0]}–{_YEARS[-1]}"
    return (
        f"Văn bản nêu {dates} là {told.words}, nhưng không năm nào trong {span} như vậy; năm {year} là {vi}.",
        f"The text calls {dates} {told.words}, but it is so in no year of {span}; in {year} it is {en}.",
    )


def _named(day: MoonDay) -> str:
    month = {1: "Giêng", 12: "Chạp"}.get(day.month, str(day.month))
    return f"{'mùng ' if day.day <= 10 else ''}{day.day} tháng {month}"
