"""Whether a stated length of time is that between its two dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from solieu.arithmetic import slips, wrong_digits
from solieu.check.wording import quoted
from solieu.types import Finding, Mention, Quantity, Relation, Verdict

_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")
_LENGTH = re.compile(r"P(\d+)([YMWD])")
_UNITS = {"Y": ("năm", "years"), "M": ("tháng", "months"), "W": ("tuần", "weeks"), "D": ("ngày", "days")}
# The year that stands for one that the text leaves out; not a leap year.
_ANY = 2001


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, or as much of one as a text writes."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def of_year(self) -> tuple[int | None, int | None]:
        """Month and day."""
        return self.month, self.day

    def moved(self, year: int) -> _Point:
        last = calendar.monthrange(year, self.month)[1] if self.month else 31
        return _Point(year, self.month, min(self.day, last) if self.day else None)


def check_spans(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each length of time that a text gives of the time between two dates.

    Both ways of counting hold, with the first day or year and without, and a length may be rounded to the
    unit it is told in. One that only counts the months or years begun, or lies one year off between dates
    told by their year alone, is `ambiguous` for `counting`. An anniversary has the years between its dates.
    """
    return [finding for r in relations if r.name == "span" for finding in _finding(r)]


def _finding(relation: Relation) -> Iterator[Finding]:
    period, length = relation.all("period")[0], relation.all("length")[0]
    ends, stated = _ends(period), _LENGTH.fullmatch(length.value.text)
    if ends is None or stated is None:
        return
    number, unit = int(stated[1]), stated[2]
    anniversary = relation.rule == "span.anniversary"
    holding = lengths(*ends, unit, anniversary=anniversary)
    if holding is None:
        return
    verdict, reason = _verdict(number, unit, ends, holding, length, anniversary=anniversary)
    if verdict == "inconsistent" and relation.rule == "span.after":
        verdict, reason = "ambiguous", "counting"
    wrong = list(wrong_digits(Quantity(Decimal(number), Decimal(1))))
    vi, en = _messages(period, length, unit, holding, verdict, reason)
    yield Finding(
        check="calendar",
        verdict=verdict,
        reason=reason,
        evidence=(period, length),
        message_vi=vi,
        message_en=en,
        stated=length.value.text,
        expected=f"P{holding[0]}{unit}" + (f"..P{holding[1]}{unit}" if holding[0] < holding[1] else ""),
        tolerance=str(holding[1] - holding[0]),
        power=round(sum(not holding[0] <= value <= holding[1] for value in wrong) / len(wrong), 3),
        repair=_repair(number, unit, ends, length, period, anniversary=anniversary)
        if verdict == "inconsistent"
        else None,
        relation=relation,
    )


def _ends(period: Mention) -> tuple[_Point, _Point] | None:
    """The two ends of a period, in years near each other where none is written; None if one is no date."""
    points = [_POINT.fullmatch(half) for half in period.value.text.split("/")]
    if len(points) != 2:
        return None
    found = []
    for point in points:
        if point is None:
            return None
        year = _ANY if point[1] == "XXXX" else int(point[1])
        month, day = (int(part) if part else None for part in point.groups()[1:])
        if not 1 <= (month or 1) <= 12 or not year:
            return None
        if day and day > calendar.monthrange(year, month or 1)[1]:
            return None
        found.append(_Point(year, month, day))
    first, last = found
    if points[0] is not None and points[0][1] == "XXXX" and last.first < first.first:
        last = last.moved(last.year + 1)
    return (first, last) if first.first <= last.first else None


def lengths(first: _Point, last: _Point, unit: str, *, anniversary: bool = False) -> tuple[int, int] | None:
    """The least and the greatest number of units that the time between two points may be told as.

    None where the points are less exact than the unit: days between two years.

    >>> lengths(_Point(2014), _Point(2016), "Y")
    (2, 3)
    >>> lengths(_Point(2019, 8, 9), _Point(2019, 9, 27), "D")
    (49, 50)
    """
    years = last.year - first.year
    if unit == "Y":
        return _years(first, last, years, anniversary=anniversary)
    if first.month is None or last.month is None:
        return None
    months = 12 * years + last.month - first.month
    if first.day is None or last.day is None:
        return (months, months + 1) if unit == "M" else None
    days = (last.first - first.first).days
    if unit == "D":
        return days, days + 1
    if unit == "W":
        return days // 7, -(-(days + 1) // 7)
    whole = months - (last.day < first.day)
    return whole, whole + (last.day != first.day or not whole)


def _years(first: _Point, last: _Point, years: int, *, anniversary: bool) -> tuple[int, int]:
    """Whole years, the one begun counted or not; of an anniversary those between the two days."""
    if first.month is None or last.month is None:
        return years, years + (not anniversary)
    start, end = (first.month, first.day or 0), (last.month, last.day or 0)
    if start == end:
        return years, years
    return (years - 1, years) if end < start else (years, years + 1)


def _verdict(
    number: int,
    unit: str,
    ends: tuple[_Point, _Point],
    holding: tuple[int, int],
    length: Mention,
    *,
    anniversary: bool,
) -> tuple[Verdict, str | None]:
    least, most = holding
    if least <= number <= most:
        other = anniversary and ends[0].day and ends[1].day and ends[0].of_year != ends[1].of_year
        return ("ambiguous", "anniversary_day") if other else ("consistent", None)
    if length.hedge and least - max(1, number // 10) <= number <= most + max(1, number // 10):
        return "ambiguous", "hedge"
    begun = _begun(*ends, unit)
    vague = ends[0].month is None and unit == "Y"
    if number == begun or (vague and number in (least - 1, most + anniversary)):
        return "ambiguous", "counting"
    return "inconsistent", "anniversary" if anniversary else "length"


def _begun(first: _Point, last: _Point, unit: str) -> int | None:
    """How many calendar years or months two points touch."""
    if unit == "Y" and first.month is None:
        return last.year - first.year + 1
    if unit == "M" and first.month and last.month:
        return 12 * (last.year - first.year) + last.month - first.month + 1
    return None


def _repair(
    number: int,
    unit: str,
    ends: tuple[_Point, _Point],
    length: Mention,
    period: Mention,
    *,
    anniversary: bool,
) -> str | None:
    """The one slip of the pen, in the length or in a year, that would explain the difference."""
    found = []
    holding = lengths(*ends, unit, anniversary=anniversary)
    for value in set(map(int, slips(Quantity(Decimal(number), Decimal(1))))):
        if holding and holding[0] <= value <= holding[1]:
            found.append(f"{quoted(length)} → {value} {_UNITS[unit][0]}")
    for place, point in enumerate(ends):
        if str(point.year) not in period.text:
            continue
        for year in set(map(int, slips(Quantity(Decimal(point.year), Decimal(1))))):
            other = ends[1 - place].year
            if not 1000 <= year <= 2200 or (year > other) == (place == 0):
                continue
            moved = (point.moved(year), ends[1]) if place == 0 else (ends[0], point.moved(year))
            possible = lengths(*moved, unit, anniversary=anniversary)
            if possible and possible[0] <= number <= possible[1]:
                found.append(f"{point.year} → {year}")
    return found[0] if len(found) == 1 else None


def _messages(
    period: Mention,
    length: Mention,
    unit: str,
    holding: tuple[int, int],
    verdict: Verdict,
    reason: str | None,
) -> tuple[str, str]:
    least, most = holding
    number = f"{least}" if least == most else f"{least}–{most}"
    vi, en = (f"{number} {name}" for name in _UNITS[unit])
    dates, told = quoted(period), quoted(length)
    if verdict == "consistent":
        return f"{dates} đúng là {told}.", f"{dates} is indeed {told}."
    if reason == "anniversary_day":
        return (
            f"Văn bản nêu kỷ niệm {told}, nhưng {dates} không cùng ngày, tháng.",
            f"The text tells of {told} to the day, but {dates} are not the same day of the year.",
        )
    vi = f"Văn bản nêu {told}, nhưng {dates} là {vi}"
    en = f"The text says {told}, but {dates} is {en}"
    if verdict == "ambiguous":
        return (
            f"{vi}; cách tính hoặc cách nói có thể giải thích.",
            f"{en}; the way of counting may explain it.",
        )
    return f"{vi}.", f"{en}."
