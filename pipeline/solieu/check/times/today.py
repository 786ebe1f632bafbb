"""Whether days that a text tells by the day it is written on agree: `hôm nay (14-12)`, `hôm qua 13-12`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from solieu.check.times.calendar import named_weekday
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# So many days two tellings may lie apart: texts are written overnight and taken up again the next day.
OVERNIGHT = 1
# How far from a day of last week another may stand that the text tells as past, in characters.
NEAR = 400
# Any year that is no leap year, for days that are told without one.
_ANY = 2018

_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)")
# `hôm nay (ngày `, `sáng nay, `, `chiều qua `, `ngày mai `
_TOLD = re.compile(
    r"(?<!\w)(?P<words>(?:hôm|sáng|trưa|chiều|tối|đêm|khuya|ngày(?=\smai))\s(?P<told>nay|qua|mai))"
    r"[\s,(]{1,3}(?:ngày\s|tức\s){0,2}$",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?<!\w)tuần\s(?P<week>trước|này|tới|sau)[\s,(]{1,3}(?:tức\s)?(?:ngày\s)?$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?P<words>(?:thứ\s(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)\stuần\s\w{3,5})"
    r"[\s,(]{1,3}(?:tức\s)?(?:ngày\s)?$",
    re.IGNORECASE,
)
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5,
}  # fmt: skip
_BACK = {"nay": 0, "qua": 1, "mai": -1}
# From the Monday of a week to the first and the last day on which it is called so; weeks may begin on Sunday.
_WEEKS = {"trước": (6, 13), "này": (-1, 6), "tới": (-8, -1), "sau": (-8, -1)}
# Days of another place: `hôm qua 12-6 (giờ Mỹ)`
_ELSEWHERE = re.compile(r"\s?[,(]?\s?(?:theo\s)?giờ\s(?!Việt Nam|VN|Hà Nội)")
_AHEAD = re.compile(r"(?<!\w)(?:sẽ|sắp|tới|dự kiến|kế hoạch|dự báo|chuẩn bị|lịch|đến)(?!\w)", re.IGNORECASE)
_STOP = re.compile(r"[.;!?]\s|\n")


class _Telling(NamedTuple):
    """A day, how the text tells it, and the first and last day on which it can be told so."""

    mention: Mention
    words: str
    first: date
    last: date
    week: bool


def check_today(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each two days told one after the other by the day of writing: whether one fits both.

    A day of last week is also held against the days beside it that are told as past with their weekday: the
    text was written no earlier. What stands in quotation marks was said on a day of its own, and days of
    another place (`giờ Mỹ`) come later or sooner: neither is read. Tellings a day apart are `ambiguous`.
    """
    told = [telling for mention in mentions for telling in _telling(mention, text)]
    found = [_pair(left, right) for left, right in pairwise(told)]
    found += [_past(one, mention) for one in told if one.week for mention in _beside(one, mentions, text)]
    return sorted(found, key=lambda finding: finding.evidence[0].start)


def _day(mention: Mention) -> date | None:
    value = mention.value
    written = _DAY.fullmatch(value.text) if isinstance(value, DateValue) and value.valid else None
    try:
        return date(_ANY, int(written[1]), int(written[2])) if written else None
    except ValueError:
        return None


def _telling(mention: Mention, text: str) -> Iterator[_Telling]:
    day = _day(mention)
    if day is None or _is_said(text, mention.start) or _ELSEWHERE.match(text, mention.end):
        return
    window = max(0, mention.start - 40)
    told = _TOLD.search(text, window, mention.start)
    if told:
        now = day + timedelta(days=_BACK[told["told"].casefold()])
        yield _Telling(mention, " ".join(told["words"].split()), now, now, week=False)
        return
    week, named = (pattern.search(text, window, mention.start) for pattern in (_WEEK, _WEEKDAY))
    if week and named:
        monday = day - timedelta(days=_WEEKDAYS[named["day"].casefold()] if named["day"] else 6)
        first, last = (monday + timedelta(days=days) for days in _WEEKS[week["week"].casefold()])
        yield _Telling(mention, " ".join(named["words"].split()), first, last, week=week["week"] == "trước")


def _is_said(text: str, start: int) -> bool:
    """Whether a place stands in quotation marks that open in its paragraph."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


def _beside(one: _Telling, mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The days near one of last week that are told as past, each with its weekday."""
    for mention in mentions:
        if mention is one.mention or abs(mention.start - one.mention.start) > NEAR or _day(mention) is None:
            continue
        before = _STOP.split(text[max(0, mention.start - 200) : mention.start])[-1]
        words = before + _STOP.split(text[mention.end : mention.end + 200])[0]
        plain = not _AHEAD.search(words) and not _is_said(text, mention.start)
        if plain and not list(_telling(mention, text)) and named_weekday(mention, text) is not None:
            yield mention


def _near(day: date, other: date) -> date:
    """A day without a year in the year that brings it nearest to another."""
    years = (day.replace(year=year) for year in (_ANY - 1, _ANY, _ANY + 1))
    return min(years, key=lambda near: abs((near - other).days))


def _pair(left: _Telling, right: _Telling) -> Finding:
    shift = _near(right.first, left.first) - right.first
    first, last = right.first + shift, right.last + shift
    apart = max((first - left.last).days, (left.first - last).days, 0)
    verdict: Verdict = "consistent" if not apart else "ambiguous" if apart <= OVERNIGHT else "inconsistent"
    return _finding((left.mention, right.mention), (_words(left), _words(right)), left, verdict)


def _past(one: _Telling, mention: Mention) -> Finding:
    day = _day(mention)
    assert day is not None
    late = (_near(day, one.first) - one.last).days
    verdict: Verdict = "inconsistent" if late > 0 else "consistent"
    return _finding((one.mention, mention), (_words(one), quoted(mention)), one, verdict)


def _words(one: _Telling) -> str:
    return f"{one.words} ({quoted(one.mention)})"


def _value(one: _Telling) -> str:
    first, last = (f"XXXX-{day.month:02d}-{day.day:02d}" for day in (one.first, one.last))
    return first if first == last else f"{first}/{last}"


def _finding(
    evidence: tuple[Mention, Mention], words: tuple[str, str], first: _Telling, verdict: Verdict
) -> Finding:
    vi, en = (joint.join(words) for joint in (" và ", " and "))
    if verdict == "consistent":
        vi, en = f"{vi} có thể cùng kể trong một ngày", f"{en} can be told on one day"
    else:
        vi, en = f"{vi} không thể cùng kể trong một ngày", f"{en} cannot be told on one day"
    if verdict == "ambiguous":
        vi, en = f"{vi}; văn bản có thể viết qua đêm", f"{en}; the text may be written overnight"
    fitting = (first.last - first.first).days + 1 + 2 * OVERNIGHT
    return Finding(
        check="calendar",
        verdict=verdict,
        reason=None if verdict == "consistent" else "today",
        evidence=evidence,
        message_vi=f"{vi}.",
        message_en=f"{en}.",
        stated=evidence[1].value.text,
        expected=_value(first),
        tolerance=str(OVERNIGHT),
        power=round(1 - fitting / 365, 3),
    )
