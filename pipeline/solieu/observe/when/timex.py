"""Reckoning with times as the guideline writes them: a year earlier, the one before, the last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from solieu.intervals import interval

_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_MONTH = 28
# A year of 365 days, to reckon with days whose year is not known.
_COMMON = "2001"
_MONTHS = {"Q": 3, "H": 6}


def unit(value: str) -> str:
    """How fine a time is: `day`, `month`, `quarter`, `half`, `year` or `interval`.

    >>> unit("2024-Q1"), unit("2024-01/2024-04"), unit("XXXX-05-07")
    ('quarter', 'interval', 'day')
    """
    if "/" in value:
        return "interval"
    if match := re.fullmatch(r"[\dX]{4}-([QH])\d", value):
        return "quarter" if match[1] == "Q" else "half"
    return {0: "year", 1: "month"}.get(value.count("-"), "day")


def is_brief(value: str) -> bool:
    """Whether a time is a day, or a few days of less than a month: that of an event, not of a report.

    >>> is_brief("2024-07-22/2024-07-23"), is_brief("2024-12-15/2025-07-30"), is_brief("XXXX-05-07")
    (True, False, True)
    """
    first, _, last = value.partition("/")
    if not last:
        return unit(value) == "day"
    start, end = _day(first), _day(last)
    return start is not None and end is not None and (end - start).days < _MONTH


def is_season(value: str) -> bool:
    """Whether a time runs from a year into the next: a school year, a winter's crop.

    >>> is_season("2024/2025"), is_season("2021/2025"), is_season("2024")
    (True, False, False)
    """
    first, _, last = value.partition("/")
    return first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1


def year(value: str) -> int | None:
    """The year in which a time ends, None where it is not known.

    >>> year("2024-01/2024-04"), year("XXXX-05")
    (2024, None)
    """
    written = value.rpartition("/")[2][:4]
    return int(written) if written.isdecimal() else None


def moved(value: str, years: int) -> str | None:
    """The same time some years later; None where the year is not known.

    >>> moved("2025-01/2025-04", -1), moved("2024-02-29", -1), moved("2025-Q1", -1)
    ('2024-01/2024-04', '2023-02-28', '2024-Q1')
    """
    parts = [_moved(part, years) for part in value.split("/")]
    known = [part for part in parts if part is not None]
    return "/".join(known) if len(known) == len(parts) else None


def _moved(value: str, years: int) -> str | None:
    if not value[:4].isdecimal() or not 0 < int(value[:4]) + years < 10_000:
        return None
    later = int(value[:4]) + years
    if value[4:] == "-02-29" and monthrange(later, 2)[1] == 28:
        return f"{later:04}-02-28"
    return f"{later:04}{value[4:]}"


def same_stretch(period: str | None, value: str | None) -> str | None:
    """The stretch of a period a year earlier, or in the year of a value, which it is where no year is known.

    >>> same_stretch("2025-01/2025-04", None), same_stretch("2025-H1", "2019"), same_stretch(None, "2019")
    ('2024-01/2024-04', '2019-H1', '2019')
    """
    named = year(value) if value else None
    own = year(period) if period else None
    if period is None or own is None:
        return value
    return moved(period, -1 if named is None else named - own)


def before(value: str) -> str | None:
    """The day, month, quarter, half, year or stage before a time; None where it is not known.

    Terms and school years begin in the year in which the one before ends, stages of planning a year later.

    >>> before("2025-01"), before("2024-Q1"), before("2021/2025"), before("2023/2024"), before("2024-03-01")
    ('2024-12', '2023-Q4', '2016/2020', '2022/2023', '2024-02-29')
    """
    if "/" in value:
        return _stage_before(value)
    if match := _PART.fullmatch(value):
        first = int(match[3]) == 1
        last = 12 // _MONTHS[match[2]]
        return f"{int(match[1]) - first:04}-{match[2]}{last if first else int(match[3]) - 1}"
    if unit(value) == "day":
        return later(value, -1)
    match = _CALENDAR.fullmatch(value)
    if match is None:
        return None
    if match[2]:
        return f"{int(match[1]) - 1:04}-12" if match[2] == "01" else f"{match[1]}-{int(match[2]) - 1:02}"
    return moved(value, -1)


def after(value: str) -> str | None:
    """The day after a day, and of longer times the same a year later; None where it is not known.

    >>> after("2024-02-29"), after("2024"), after("XXXX-05-07")
    ('2024-03-01', '2025', 'XXXX-05-08')
    """
    return later(value, 1) if unit(value) == "day" else moved(value, 1)


def later(value: str, days: int) -> str | None:
    """The day so many days after one, of the same unknown year where that is not known; None for no day.

    >>> later("2024-02-28", 2), later("XXXX-02-28", 1), later("2024-02", 1)
    ('2024-03-01', 'XXXX-03-01', None)
    """
    day = _day(value.replace("XXXX", _COMMON))
    if day is None:
        return None
    told = (day + timedelta(days=days)).isoformat()
    return f"XXXX{told[4:]}" if value.startswith("XXXX") else told


def _stage_before(value: str) -> str | None:
    first, _, last = value.partition("/")
    if not (first.isdecimal() and last.isdecimal()):
        return None
    length = int(last) - int(first)
    return moved(value, -(length + 1) if length % 5 == 4 else -max(length, 1))


def last_day(value: str) -> str | None:
    """The last day of a time; None where it is not known.

    >>> last_day("2024"), last_day("2024-02"), last_day("2024-Q1"), last_day("2021/2025")
    ('2024-12-31', '2024-02-29', '2024-03-31', '2025-12-31')
    """
    end = interval(value.rpartition("/")[2]).end
    return end.isoformat() if end else None


def from_new_year(value: str) -> str | None:
    """From the first month or day of a year to a month or day of it; None for other times.

    The last day of a month closes that month.

    >>> from_new_year("2024-04-20"), from_new_year("2024-08"), from_new_year("2024-04-30")
    ('2024-01-01/2024-04-20', '2024-01/2024-08', '2024-01/2024-04')
    """
    if unit(value) == "day" and last_day(value[:7]) == value:
        value = value[:7]
    known = unit(value) in ("day", "month") and value[:4].isdecimal()
    first = "01-01" if unit(value) == "day" else "01"
    return f"{value[:4]}-{first}/{value}" if known else None


def month(value: str) -> str | None:
    """The month in which a time ends, None for a year or a stage of years.

    >>> month("2024-04-20"), month("2025-01/2025-04"), month("2024-H1"), month("2024")
    ('2024-04', '2025-04', '2024-06', None)
    """
    value = value.rpartition("/")[2]
    if match := _PART.fullmatch(value):
        return f"{match[1]}-{int(match[3]) * _MONTHS[match[2]]:02}"
    return value[:7] if len(value) >= 7 and value[5:7].isdecimal() else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
