"""Dates that cannot be: no such day, another weekday, a period that ends before it starts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from solieu.arithmetic import wrong_digits
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Quantity, Relation

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_POINT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"\d{4}")
# `từ ngày … đến ngày …`, `từ năm … đến hết năm …`
_FROM = re.compile(r"(?<!\w)từ\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+đến(?:\s+hết)?\s+", re.IGNORECASE)
# The days of the week, Monday first.
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WORDS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3,
    "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
}  # fmt: skip
# `Thứ Hai, ngày …`, `sáng chủ nhật (ngày …`; not `lần thứ 3, ngày …`
_WEEKDAY = r"(?P<lead>\w+\s+)?(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>chủ\s+nhật))"
_BEFORE = re.compile(rf"{_WEEKDAY}\s?[,(]?\s?(?:ngày\s)?$", re.IGNORECASE)
# `ngày 5/5/2025 (thứ Hai)`
_BEHIND = re.compile(rf"\s?\(\s?{_WEEKDAY}\s?\)", re.IGNORECASE)
_ORDINALS = frozenset(
    {"lần", "kỳ", "kì", "khóa", "khoá", "phiên", "buổi", "đợt", "tuần", "vòng", "hạng", "năm", "tính", "lễ"}
)


def check_days(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each date of a day that the calendar does not have: 31/2/2010."""
    return [
        _impossible(mention)
        for mention in mentions
        if isinstance(mention.value, DateValue) and not mention.value.valid
    ]


def _impossible(mention: Mention) -> Finding:
    day = _DAY.search(mention.value.text) if isinstance(mention.value, DateValue) else None
    vi = en = ""
    if day is not None and 1 <= int(day[2]) <= 12:
        last = calendar.monthrange(max(int(day[1]), 1), int(day[2]))[1]
        vi = f": tháng {int(day[2])} năm {day[1]} chỉ có {last} ngày"
        en = f": month {int(day[2])} of {day[1]} has {last} days"
    elif day is not None:
        vi, en = f": không có tháng {int(day[2])}", f": there is no month {int(day[2])}"
    return Finding(
        check="calendar",
        verdict="inconsistent",
        reason="impossible_date",
        evidence=(mention,),
        message_vi=f"Không có ngày {_bare(mention)}{vi}.",
        message_en=f"There is no day {_bare(mention)}{en}.",
        stated=mention.value.text if isinstance(mention.value, DateValue) else None,
        expected=None if day is None else _month(day),
        tolerance="0",
        power=1.0,
    )


def _month(day: re.Match[str]) -> str | None:
    """The days that the month of an impossible day has, as an interval; None where there is no such month."""
    if not 1 <= int(day[2]) <= 12 or not int(day[1]):
        return None
    return f"{day[1]}-{day[2]}-01/{day[1]}-{day[2]}-{calendar.monthrange(int(day[1]), int(day[2]))[1]}"


def _bare(mention: Mention) -> str:
    """A date as written, without the `ngày` before it."""
    return re.sub(r"^ngày\s+", "", quoted(mention), flags=re.IGNORECASE)


def check_weekdays(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each full date that stands beside the name of a weekday."""
    findings = []
    for mention in mentions:
        day = _day_of(mention)
        if day is None:
            continue
        weekday = named_weekday(mention, text)
        if weekday is not None:
            findings.append(_weekday(mention, day, weekday))
    return findings


def named_weekday(mention: Mention, text: str) -> int | None:
    """The weekday that stands beside a date, Monday 0, or None; an ordinal (`lần thứ 3, ngày …`) is none."""
    named = _BEFORE.search(text[max(0, mention.start - 40) : mention.start])
    named = named or _BEHIND.match(text, mention.end)
    if named is None or (named["lead"] or "").strip().casefold() in _ORDINALS:
        return None
    return 6 if named["sunday"] else _WORDS[named["day"].casefold()]


def _day_of(mention: Mention) -> date | None:
    if not isinstance(mention.value, DateValue) or not mention.value.valid:
        return None
    day = _DAY.fullmatch(mention.value.text)
    return None if day is None else date(int(day[1]), int(day[2]), int(day[3]))


def _weekday(mention: Mention, day: date, stated: int) -> Finding:
    right, name, bare = WEEKDAYS[day.weekday()], WEEKDAYS[stated], _bare(mention)
    agrees = day.weekday() == stated
    english = calendar.day_name[day.weekday()], calendar.day_name[stated]
    return Finding(
        check="calendar",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "weekday",
        evidence=(mention,),
        message_vi=f"{bare} đúng là {name}." if agrees else f"{bare} là {right}, không phải {name}.",
        message_en=f"{bare} is indeed a {english[0]}."
        if agrees
        else f"{bare} is a {english[0]}, not a {english[1]}.",
        stated=name,
        expected=right,
        tolerance="0",
        power=round(6 / 7, 3),
    )


def check_periods(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each period, both of its years written, that ends before it starts.

    The period is one mention (`giai đoạn 2025-2021`), or two joined by `từ … đến …`.
    """
    dates = [m for m in mentions if isinstance(m.value, DateValue) and m.value.valid]
    found: list[tuple[Mention, ...]] = []
    for mention in dates:
        first, slash, last = mention.value.text.partition("/")
        if slash and _ends_first(first, last) and {first[:4], last[:4]} <= set(_YEAR.findall(mention.text)):
            found.append((mention,))
    for left, right in pairwise(dates):
        joined = _TO.fullmatch(text, left.end, right.start)
        if joined and _FROM.search(text[max(0, left.start - 6) : left.start]):
            found += [(left, right)] if _ends_first(_point(left), _point(right)) else []
    return [_reversed(evidence, text) for evidence in found]


def _point(mention: Mention) -> str:
    """A date's value where its year is written too."""
    value = mention.value.text if isinstance(mention.value, DateValue) else ""
    return value if value[:4] in mention.text else ""


def _ends_first(first: str, last: str) -> bool:
    """Whether one point in time lies before another, to the precision that both have."""
    if not _POINT.fullmatch(first) or not _POINT.fullmatch(last):
        return False
    length = min(len(first), len(last))
    return last[:length] < first[:length]


def _reversed(evidence: tuple[Mention, ...], text: str) -> Finding:
    written = " ".join(text[evidence[0].start : evidence[-1].end].split())
    values = [mention.value.text for mention in evidence if isinstance(mention.value, DateValue)]
    ends = values[0].split("/") if len(values) == 1 else values
    return Finding(
        check="calendar",
        verdict="inconsistent",
        reason="period_order",
        evidence=evidence,
        message_vi=f"Khoảng thời gian “{written}” kết thúc trước khi bắt đầu.",
        message_en=f"The period “{written}” ends before it starts.",
        stated="/".join(ends),
        expected=f"{ends[0]}..",
        tolerance="0",
        power=_order_power(ends[0], ends[-1]),
    )


def _order_power(first: str, last: str) -> float:
    """The part of all wrong digits in the two years that would have put the end before the beginning."""
    years = [Quantity(Decimal(point[:4]), Decimal(1)) for point in (first, last)]
    pairs = [(wrong, years[1].low) for wrong in wrong_digits(years[0])]
    pairs += [(years[0].low, wrong) for wrong in wrong_digits(years[1])]
    plausible = [pair for pair in pairs if all(1000 <= year <= 2200 for year in pair)]
    return round(sum(start > end for start, end in plausible) / max(len(plausible), 1), 3)
