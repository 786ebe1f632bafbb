"""Whether days and years are what a text calls them: weekdays that fit no year, the names of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from solieu.check.times.calendar import WEEKDAYS, named_weekday
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation

# The years in which days without a year are looked for: every weekday comes on every day within 28 years.
_YEARS = range(1998, 2032)
# Days further apart than this may lie in two years: `tháng 12`, then `tháng 1`.
HALF_A_YEAR = 183

_UNDATED = re.compile(r"XXXX-(\d\d)-(\d\d)")
_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_VARIANTS = {"kỉ": "kỷ", "quí": "quý", "tí": "tý", "mẹo": "mão", "tị": "tỵ"}
# `Tết Kỷ Hợi 2019`, `xuân Ất Tỵ năm 2025`, `Mậu Thân (1968`: the name of a year right before its number
_NAME_OF_YEAR = re.compile(
    r"(?<!\w)(?P<stem>giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|qu[ýí])\s"
    r"(?P<branch>t[ýí]|sửu|dần|mão|mẹo|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)\s?[,(–-]?\s?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:năm\s)?((?:1[89]|20)\d\d)", re.IGNORECASE)


class _Day(NamedTuple):
    """A day without a year and the weekday that stands beside it, Monday 0."""

    mention: Mention
    month: int
    day: int
    weekday: int

    def in_year(self, year: int) -> date | None:
        """The day in a year, None where that year has no such day or it is another weekday."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if day.weekday() == self.weekday else None


def check_weekday_pairs(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each two days with a weekday and no year: whether there is a year in which both hold.

    The two are taken to lie in one year, or in two that follow each other where they are half a year apart.
    """
    days = [day for mention in mentions if (day := _undated(mention, text)) is not None]
    return [_pair(left, right) for left, right in pairwise(days)]


def _undated(mention: Mention, text: str) -> _Day | None:
    value = mention.value
    written = _UNDATED.fullmatch(value.text) if isinstance(value, DateValue) and value.valid else None
    weekday = named_weekday(mention, text) if written else None
    return (
        None
        if written is None or weekday is None
        else _Day(mention, int(written[1]), int(written[2]), weekday)
    )


def _pair(left: _Day, right: _Day) -> Finding:
    agrees = any(_hold(left, right, year) for year in _YEARS)
    names = [f"{quoted(one.mention)} ({WEEKDAYS[one.weekday]})" for one in (left, right)]
    return Finding(
        check="calendar",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "weekdays",
        evidence=(left.mention, right.mention),
        message_vi=f"{names[0]} và {names[1]} "
        + ("có thể cùng đúng trong một năm." if agrees else "không thể cùng đúng trong một năm nào."),
        message_en=f"{names[0]} and {names[1]} "
        + ("can both be right in one year." if agrees else "cannot both be right in any one year."),
        stated=WEEKDAYS[right.weekday],
        expected=_expected(left, right),
        tolerance="0",
        power=round(6 / 7, 3),
    )


def _hold(left: _Day, right: _Day, year: int) -> bool:
    day = left.in_year(year)
    if day is None:
        return False
    others = [right.in_year(other) for other in (year - 1, year, year + 1)]
    return others[1] is not None or any(
        other is not None and abs((other - day).days) <= HALF_A_YEAR for other in (others[0], others[2])
    )


def _expected(left: _Day, right: _Day) -> str:
    """The weekdays that the second day has in the years in which the first holds, with `|` between."""
    found: dict[str, None] = {}
    for year in _YEARS:
        if left.in_year(year):
            try:
                found[WEEKDAYS[date(year, right.month, right.day).weekday()]] = None
            except ValueError:
                continue
    return "|".join(found)


def check_year_names(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each year with its name in the cycle of sixty before it: `Tết Kỷ Hợi 2019`.

    The year 4 is the first of a cycle, Giáp Tý, as is 1984.
    """
    return [finding for mention in mentions for finding in _named(mention, text)]


def _named(mention: Mention, text: str) -> Iterator[Finding]:
    year = _YEAR.fullmatch(mention.text) if mention.kind == "date" else None
    name = _NAME_OF_YEAR.search(text, max(0, mention.start - 16), mention.start) if year else None
    if year is None or name is None or not name["stem"][0].isupper():
        return
    stem, branch = (_VARIANTS.get(part.casefold(), part.casefold()) for part in name.group("stem", "branch"))
    number = int(year[1]) - 4
    right = _STEMS[number % 10], _BRANCHES[number % 12]
    agrees = (stem, branch) == right
    told, meant = f"{name['stem']} {name['branch']}", " ".join(part.capitalize() for part in right)
    yield Finding(
        check="calendar",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "year_name",
        evidence=(mention,),
        message_vi=f"Năm {year[1]} đúng là năm {told}."
        if agrees
        else f"Văn bản nêu {told} là năm {year[1]}, nhưng năm {year[1]} là {meant}.",
        message_en=f"{year[1]} is indeed the year {told}."
        if agrees
        else f"The text calls {year[1]} the year {told}, but it is {meant}.",
        stated=told,
        expected=meant,
        tolerance="0",
        power=1.0,
        repair=None if agrees else _one_slip(stem, branch, year[1]),
    )


def _one_slip(stem: str, branch: str, year: str) -> str | None:
    """The year of that name that is a neighbour of the one stated, where there is one."""
    for near in (int(year) - 1, int(year) + 1):
        if (_STEMS[(near - 4) % 10], _BRANCHES[(near - 4) % 12]) == (stem, branch):
            return f"{year} → {near}"
    return None
