"""From a date as the guideline writes it to the days that it spans."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Interval(NamedTuple):
    """First and last day, None where not fully known, and how fine the date is."""

    start: date | None
    end: date | None
    granularity: str


_GRANULARITIES = {1: "year", 2: "month", 3: "day"}
_PARTS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}

# 2007, 2007-02, 2007-02-09; X stands for a digit that the text leaves out: XXXX-10-03.
_CALENDAR = re.compile(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?")
# A quarter or half of a year: 2019-Q1, XXXX-H2.
_PART_OF_YEAR = re.compile(r"([\dX]{4})-(Q[1-4]|H[12])")


def interval(value: str) -> Interval:
    """The days that a date in ISO 8601 / TIMEX3 form spans.

    A date that leaves something out or that does not exist has no days, but still a granularity; two dates
    joined by `/` are an `interval`; a form not known here is `other`.

    >>> interval("2019-Q1")
    Interval(start=datetime.date(2019, 1, 1), end=datetime.date(2019, 3, 31), granularity='quarter')
    >>> interval("2005/2010-06").end
    datetime.date(2010, 6, 30)
    >>> interval("XXXX-10-03")
    Interval(start=None, end=None, granularity='day')
    """
    first, slash, last = value.partition("/")
    if slash:
        start, end = interval(first).start, interval(last).end
        if start is not None and end is not None and start > end:
            return Interval(None, None, "interval")
        return Interval(start, end, "interval")
    if match := _PART_OF_YEAR.fullmatch(value):
        opening, closing = _PARTS[match[2]]
        granularity = "quarter" if match[2][0] == "Q" else "half"
        return Interval(_day(match[1], opening, 1), _last_day(match[1], closing), granularity)
    if match := _CALENDAR.fullmatch(value):
        return _calendar(*match.groups())
    return Interval(None, None, "other")


def full_day(value: str | None) -> date | None:
    """The day that a value names, None when it names none or leaves something out.

    >>> full_day("2007-02-09"), full_day("2007-02")
    (datetime.date(2007, 2, 9), None)
    """
    if value is None:
        return None
    start, _, granularity = interval(value)
    return start if granularity == "day" else None


def _calendar(year: str, month: str | None, day: str | None) -> Interval:
    granularity = _GRANULARITIES[1 + (month is not None) + (day is not None)]
    if "X" in f"{year}{month or ''}{day or ''}":
        return Interval(None, None, granularity)
    if day is not None and month is not None:
        known = _day(year, int(month), int(day))
        return Interval(known, known, granularity)
    opening, closing = (int(month), int(month)) if month is not None else (1, 12)
    return Interval(_day(year, opening, 1), _last_day(year, closing), granularity)


def _day(year: str, month: int, day: int) -> date | None:
    """The day, or None for one that does not exist (31 February) or whose year is not known."""
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _last_day(year: str, month: int) -> date | None:
    first = _day(year, month, 1)
    return first and first.replace(day=monthrange(first.year, first.month)[1])
