"""Whether an hour lies in the part of the day that is told with it: `Tối 16h ngày 8-3`, `9h30 sáng 4-5`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# From which hour to which each part of the day runs, widely taken; the night runs over midnight.
_HOURS = MappingProxyType(
    {
        "rạng sáng": (0, 7),
        "sáng sớm": (0, 9),
        "sáng": (0, 12),
        "trưa": (10, 14),
        "chiều": (12, 19),
        "tối": (17, 24),
        "đêm": (17, 31),
        "khuya": (20, 31),
    }
)
# So many minutes outside of its part of the day an hour is no longer a loose way of saying it.
FAR = 60
_NOON, _DAY_LONG = 12 * 60, 24 * 60
# How far before a date its hour may begin, in characters.
_AWAY = 60

_PART = r"(?P<part>rạng sáng|sáng sớm|sáng|trưa|chiều|tối|đêm|khuya)"
_CLOCK = r"(?<![\d.,/:-])(?P<hour>\d{1,2})\s?(?:h|g|giờ)(?![^\W\d_])(?:\s?(?P<minute>\d\d)(?!\d))?"
_OPENS, _ENDS = r"(?<!\w)", r"[\s,]{1,2}(?:ngày\s)?$"
# `Tối 16h ngày `, `sáng, lúc 9h30 `
_BEFORE = re.compile(rf"{_OPENS}{_PART},?\s(?:vào\s)?(?:lúc\s|khoảng\s)?{_CLOCK}{_ENDS}", re.IGNORECASE)
# `9h30 sáng `, `21h tối ngày `
_BEHIND = re.compile(rf"{_CLOCK}(?:\sphút)?\s{_PART}{_ENDS}", re.IGNORECASE)


def check_day_parts(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each date told with an hour and a part of the day: whether the hour lies in it.

    Hours up to twelve may be of either half of the day. An hour or more outside is `inconsistent`, less is
    `ambiguous`.
    """
    dates = (mention for mention in mentions if isinstance(mention.value, DateValue))
    return [finding for mention in dates for finding in _tested(mention, text)]


def _tested(mention: Mention, text: str) -> Iterator[Finding]:
    window = max(0, mention.start - _AWAY)
    told = _BEFORE.search(text, window, mention.start) or _BEHIND.search(text, window, mention.start)
    minute = int(told["hour"]) * 60 + int(told["minute"] or 0) if told else 0
    if told and minute <= _DAY_LONG:
        yield _finding(mention, told, _outside(minute, _HOURS[told["part"].casefold()]))


def _outside(minute: int, part: tuple[int, int]) -> int:
    """How many minutes a minute of the day lies outside of a part of the day, which is told in hours.

    >>> _outside(16 * 60, (17, 24)), _outside(9 * 60 + 30, (0, 12)), _outside(2 * 60, (17, 31))
    (60, 0, 0)
    """
    meant = [minute, minute + _DAY_LONG, *([minute + _NOON] if minute <= _NOON else [])]
    return min(max(part[0] * 60 - one, one - part[1] * 60, 0) for one in meant)


def _finding(mention: Mention, told: re.Match[str], outside: int) -> Finding:
    verdict: Verdict = "consistent" if not outside else "ambiguous" if outside < FAR else "inconsistent"
    part = told["part"].casefold()
    clock = f"{int(told['hour'])}:{told['minute'] or '00'}"
    first, last = _HOURS[part]
    vi, en = f"{clock} {quoted(mention)}", f"{clock}, {quoted(mention)},"
    if verdict == "consistent":
        vi, en = f"{vi} đúng là {part}", f"{en} is indeed {part}"
    else:
        vi, en = (
            f"{vi} được gọi là {part}, nhưng giờ ấy không phải {part}",
            f"{en} is called {part}, which it is not",
        )
    if verdict == "ambiguous":
        vi, en = f"{vi}; có thể chỉ là cách nói", f"{en}; this may only be a loose way of saying it"
    return Finding(
        check="calendar",
        verdict=verdict,
        reason=None if verdict == "consistent" else "day_part",
        evidence=(mention,),
        message_vi=f"{vi}.",
        message_en=f"{en}.",
        stated=clock,
        expected=f"{first}:00..{last % 24}:00",
        tolerance=str(FAR),
        power=None,
    )
