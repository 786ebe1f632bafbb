"""Whether an hour told of two places is one and the same: `14h ngày 31-3 giờ Anh (tức 20h giờ Việt Nam)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from solieu.check.wording import quoted
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# The years that are tried for a day without one; summer time changes from year to year.
_YEARS = range(2005, 2032)
# So many minutes hours may differ that are rounded, and hours that are told with `khoảng`.
ROUNDED, ABOUT = 15, 60
_DAY_LONG = 24 * 60

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
# An hour, its minutes perhaps apart, and its part of the day: `14h00`, `21g`, `17h5 6`, `9 giờ tối`
_CLOCK = (
    r"(?<![\d.,/:-])(?P<{0}_hour>\d{{1,2}})\s?(?:h|g|giờ|:)(?:\s?(?P<{0}_minute>\d\s?\d)(?!\d))?(?!\s?\d[^\d/-])"
    r"(?:\sphút)?(?:\s(?P<{0}_part>sáng|trưa|chiều|tối|đêm|khuya)(?!\w))?"
)
# From an hour to its place: ` ngày 31-3 giờ `, ` (theo giờ `, ` tại `, or a place right behind the hour
_OF = (
    r"(?P<{0}_gap>[^.;\n(){{}}]{{0,30}}?)\s?[,(]?\s?(?:theo\s)?"
    r"(?P<{0}_lead>(?:múi\s)?giờ\s|tại\s)?(?P<{0}>{{places}})(?!\w)"
)
# From one to the other, perhaps with the day: ` ngày 12-4 (`, `), tức khoảng `
_LINK = (
    r"(?:\s?,?\s(?:ngày|hôm|tối|sáng)\s\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?\d{4})?)?"
    r"\)?\s?[,(]{{0,2}}\s?(?:tức(?:\slà)?|tương đương|nghĩa là|hay)?\s?(?:vào\s)?(?:lúc\s)?"
    r"(?P<about>khoảng\s|gần\s)?"
)
_ABOUT = re.compile(r"(?<!\w)(?:khoảng|gần|hơn)\s$", re.IGNORECASE)
_LATE = ("chiều", "tối", "đêm", "khuya")


class _Zones(NamedTuple):
    """The zones of each place, and the pattern of an hour told of two places."""

    places: Mapping[str, tuple[str, ...]]
    pair: re.Pattern[str]


class _Hour(NamedTuple):
    """A time of day as a text writes it, where it is told of, and the minute of the day that it is."""

    words: str
    place: str
    minute: int


def check_zones(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str, lexicon: Lexicon
) -> list[Finding]:
    """One finding for each hour that is told of two places with their day: whether it is the same there.

    Summer time is that of the day, in any year where the text leaves it out. A place of several zones may be
    in any of them. Hours a quarter apart may be rounded; `zone` is `ambiguous` up to an hour behind `khoảng`.
    """
    zones = _zones(lexicon)
    days = [mention for mention in mentions if _day(mention) is not None]
    return [finding for told in zones.pair.finditer(text) for finding in _finding(told, days, zones.places)]


@cache
def _zones(lexicon: Lexicon) -> _Zones:
    rows = lexicon.rows("zones")
    places = alternation(row["name"] for row in rows)
    parts = [_CLOCK.format("first"), _OF.format("one"), _LINK, _CLOCK.format("again"), _OF.format("other")]
    pattern = "".join(part.replace("{{", "{").replace("}}", "}") for part in parts)
    return _Zones(
        MappingProxyType({row["name"]: tuple(row["zones"].split()) for row in rows}),
        re.compile(pattern.replace("{places}", places)),
    )


def _day(mention: Mention) -> re.Match[str] | None:
    value = mention.value
    return _DAY.fullmatch(value.text) if isinstance(value, DateValue) and value.valid else None


def _finding(
    told: re.Match[str], days: Sequence[Mention], places: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    day = next((mention for mention in days if told.start() <= mention.start < told.end() + 20), None)
    first, again = (_hour(told, *names) for names in (("first", "one"), ("again", "other")))
    if day is None or first is None or again is None or places[first.place] == places[again.place]:
        return
    if told["one_lead"] is None and told["first_part"] is None and not first.place.isupper():
        return
    apart = sorted(_apart(first, again, day, places), key=abs)
    if not apart:
        return
    off = abs(apart[0])
    about = told["about"] is not None or _ABOUT.search(told.string, max(0, told.start() - 8), told.start())
    verdict: Verdict = "consistent" if off <= ROUNDED else "inconsistent"
    if about and ROUNDED < off <= ABOUT:
        verdict = "ambiguous"
    expected = _clock(again.minute - apart[0])
    vi = f"{first.words} giờ {first.place}, {quoted(day)}"
    yield Finding(
        check="calendar",
        verdict=verdict,
        reason=None if verdict == "consistent" else "zone",
        evidence=(day,),
        message_vi=_vietnamese(vi, again, expected, verdict),
        message_en=_english(first, quoted(day), again, expected, verdict),
        stated=_clock(again.minute),
        expected=expected,
        tolerance=str(ROUNDED),
        power=round(1 - (2 * ROUNDED + 1) / _DAY_LONG, 3),
    )


def _hour(told: re.Match[str], clock: str, place: str) -> _Hour | None:
    hour, minute, part = (told[f"{clock}_{name}"] for name in ("hour", "minute", "part"))
    number, minutes = int(hour), int("".join(minute.split())) if minute else 0
    if number > 24 or minutes > 59:
        return None
    if (part in _LATE and 3 < number < 12) or (part in ("chiều", "trưa") and number < 4):
        number += 12
    elif number == 12 and part in ("sáng", "đêm", "khuya"):
        number = 0
    words = " ".join(told.string[told.start(f"{clock}_hour") : told.start(f"{place}_gap")].split())
    return _Hour(words, told[place], (number * 60 + minutes) % _DAY_LONG)


def _apart(first: _Hour, again: _Hour, day: Mention, places: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
    """How many minutes the second hour is later than it is there, for each year and pair of zones."""
    written = _day(day)
    assert written is not None
    years = _YEARS if written[1] == "XXXX" else (int(written[1]),)
    for year, here, there in product(years, places[first.place], places[again.place]):
        try:
            local = datetime.combine(
                date(year, int(written[2]), int(written[3])), time(*divmod(first.minute, 60))
            )
        except ValueError:
            continue
        meant = local.replace(tzinfo=ZoneInfo(here)).astimezone(ZoneInfo(there))
        late = (again.minute - meant.hour * 60 - meant.minute) % _DAY_LONG
        yield late if late <= _DAY_LONG // 2 else late - _DAY_LONG


def _clock(minute: int) -> str:
    return "{:02d}:{:02d}".format(*divmod(minute % _DAY_LONG, 60))


def _vietnamese(first: str, again: _Hour, expected: str, verdict: Verdict) -> str:
    if verdict == "consistent":
        return f"{first}, đúng là {again.words} giờ {again.place}."
    told = f"{first}, được đổi là {again.words} giờ {again.place}, nhưng ở đó khi ấy là {expected}"
    return f"{told}; các giờ chỉ nêu ước chừng." if verdict == "ambiguous" else f"{told}."


def _english(first: _Hour, day: str, again: _Hour, expected: str, verdict: Verdict) -> str:
    told = f"{first.words} in {first.place} ({day}) is told as {again.words} in {again.place}"
    if verdict == "consistent":
        return f"{told}, which it is."
    told = f"{told}, but it is {expected} there"
    return f"{told}; the hours are only approximate." if verdict == "ambiguous" else f"{told}."
