"""The Vietnamese lunar calendar: which day of which month of the moon a day is."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import floor, pi, radians, sin
from typing import NamedTuple

# From this year on all of the country reckons in the time zone of Hà Nội (decision 121-CP of 8/8/1967 for the
# North), so that every day has one name.
FIRST_YEAR = 1976
# Days between the new moon that opens 1900 and the next, on average, and the day of that moon (Julian).
_MONTH = 29.530588853
_FIRST_MOON = 2415021.076998695
# What Julian day numbers are ahead of Python's.
_ORDINAL = 1721425
# The part of a day that Hà Nội is ahead of Greenwich.
_ZONE = 7 / 24


class MoonDay(NamedTuple):
    """A day of a month of the moon; of a month put in (`nhuận`) that of the month before it."""

    month: int
    day: int


@cache
def moon_day(day: date) -> MoonDay:
    """The day of the moon that a day of the calendar is, in Vietnam.

    Months begin on the day of the new moon in Hà Nội; the eleventh holds the winter solstice, and of thirteen
    months between two solstices the first without a twelfth part of the sun's way is put in. Moon and sun as
    Hồ Ngọc Đức computes them (after J. Meeus, Astronomical Algorithms, 1998): right to minutes from 1800 on.

    >>> moon_day(date(2019, 2, 5)), moon_day(date(2007, 2, 17))
    (MoonDay(month=1, day=1), MoonDay(month=1, day=1))
    """
    number = day.toordinal() + _ORDINAL
    moon = floor((number - _FIRST_MOON) / _MONTH)
    start = _new_moon(moon + 1)
    if start > number:
        start = _new_moon(moon)
    last = _eleventh(day.year)
    following = last
    if last >= start:
        last = _eleventh(day.year - 1)
    else:
        following = _eleventh(day.year + 1)
    months = (start - last) // 29
    put_in = _put_in(last) if following - last > 365 else 99
    month = months + 11 - (months >= put_in)
    return MoonDay((month - 1) % 12 + 1, number - start + 1)


@cache
def _new_moon(index: int) -> int:
    """The Julian number of the day in Hà Nội on which the new moon falls, so many after that of 1900."""
    t = index / 1236.85
    mean = 2415020.75933 + 29.53058868 * index + (0.0001178 - 0.000000155 * t) * t * t
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t * t))
    sun = radians(359.2242 + 29.10535608 * index - (0.0000333 + 0.00000347 * t) * t * t)
    moon = radians(306.0253 + 385.81691806 * index + (0.0107306 + 0.00001236 * t) * t * t)
    node = radians(21.2964 + 390.67050646 * index - (0.0016528 + 0.00000239 * t) * t * t)
    true = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    true += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    true += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    true += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    true += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    late = -0.000278 + 0.000265 * t + 0.000262 * t * t
    return floor(mean + true - late + 0.5 + _ZONE)


def _twelfth(number: int) -> int:
    """In which twelfth of its way, from 0 at the spring equinox, the sun is as a day begins in Hà Nội."""
    t = (number - 2451545.5 - _ZONE) / 36525
    mean = radians(357.52910 + 35999.05030 * t - (0.0001559 + 0.00000048 * t) * t * t)
    far = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    far += (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(mean)
    far += (0.019993 - 0.000101 * t) * sin(2 * mean) + 0.000290 * sin(3 * mean)
    return floor(radians(far) % (2 * pi) / pi * 6)


@cache
def _eleventh(year: int) -> int:
    """The day on which the eleventh month begins, that of the winter solstice."""
    end = date(year, 12, 31).toordinal() + _ORDINAL
    index = floor((end - _FIRST_MOON) / _MONTH)
    start = _new_moon(index)
    return _new_moon(index - 1) if _twelfth(start) >= 9 else start


def _put_in(eleventh: int) -> int:
    """How many months after an eleventh one stands the month put in: it ends in the twelfth it began in."""
    index = floor((eleventh - _FIRST_MOON) / _MONTH + 0.5)
    twelfths = [_twelfth(_new_moon(index + offset)) for offset in range(1, 15)]
    return next(offset for offset in range(1, 14) if twelfths[offset] == twelfths[offset - 1])
