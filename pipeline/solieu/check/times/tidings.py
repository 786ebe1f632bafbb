"""Whether the days of a report agree with the day on which it is told, and its headline with its lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation

# So many days later what a report tells as past is no day of the year before.
_AHEAD = 120
# How many words before both days have to be the same for a headline to be told again.
_RUN = 5
# A headline, and a lead with it, are no longer than so many characters.
_TITLE, _LEAD = 250, 1200
# How far the words around a date are read, in characters.
_AROUND = 120

_DAY = re.compile(r"(XXXX|\d{4})-(\d\d)-(\d\d)")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?]\s|\n")
_PART = r"(?:sáng sớm|rạng sáng|sáng|trưa|chiều|tối|đêm|khuya)"
# The report's own day: `chiều nay 13-6`, `hôm nay (16/9`
_NOW = re.compile(rf"(?<!\w)(?:{_PART}|hôm|ngày)\s(?:hôm\s)?nay[\s,(]{{1,3}}(?:tức\s|là\s)?$", re.IGNORECASE)
# Another report named in the text, with its first words: `Truy nã bốn nghi phạm TTO - Hôm nay`
_OTHER_REPORT = re.compile(r"\S\s+[A-ZĐ]{2,6}\s[-–]\s")
# An hour or a part of the day before a date: `17h `, `lúc 9h30 sáng `, `tối `
_HOUR = re.compile(rf"(?:\d{{1,2}}\s?(?:h|g|giờ)(?:\s?\d\d)?|(?<!\w){_PART})\s(?:ngày\s)?$", re.IGNORECASE)
# What was said or done on the day before it: ` cho biết`, ` đã được`
_SAID = re.compile(
    r"\)?,?\s(?:đã|cho biết|xác nhận|thông báo|bác bỏ|tuyên bố|nói|công bố|khẳng định)(?!\w)", re.IGNORECASE
)
_DONE = re.compile(r"(?<!\w)đã(?!\w)", re.IGNORECASE)
_HAPPENED = re.compile(r"(?<!\w)(?:xảy ra|đã|khiến|làm|bị)(?!\w)", re.IGNORECASE)
# What is to come, or may be, and what tells of another time on purpose
_OTHERWISE = re.compile(
    r"(?<!\w)(?:sẽ|sắp|dự (?:kiến|báo|định)|kế hoạch|lịch|hạn|hết|từ|đến|tới|trước ngày|tháng|cách đây|hồi"
    r"|kỷ niệm|năm (?:ngoái|trước|sau)|ngày mai|khi|nếu)(?!\w)",
    re.IGNORECASE,
)
# What has been told before: `Như Tuổi Trẻ đã đưa tin, chiều 26-5`
_REPORTED = re.compile(
    rf"(?<!\w)như\s(?:[^.,;\n]{{1,40}}\s)?(?:đưa tin|thông tin|phản ánh),?\s(?:vào\s|lúc\s|khoảng\s|{_PART}\s"
    r"|\d{1,2}\s?(?:h|g|giờ)\d{0,2}\s|ngày\s){0,5}$",
    re.IGNORECASE,
)
# Who speaks on the day before it: `Chiều 25-5, trao đổi với`, `Ngày 3-4, ông A cho biết`
_SPOKEN = re.compile(
    r",?\s[^.;\n]{0,80}?(?:trao đổi|cho biết|thông tin|xác nhận|chia sẻ)(?!\w)", re.IGNORECASE
)
_OPENS = re.compile(rf"(?:^|[.!?]\s|\n)(?:{_PART}\s)?(?:ngày\s)?$", re.IGNORECASE)


class _Told(NamedTuple):
    """A date of a day, with its year as written: none, as reports tell the days of their own time."""

    mention: Mention
    year: str
    month: int
    day: int

    @property
    def turn(self) -> int:
        """Where the day stands in a year."""
        return date(2000, self.month, self.day).toordinal()


def check_tidings(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each day of a report that cannot be as it is told.

    `after_today`: what is told as past has a later day than the one that the report calls today (`hôm nay
    16/9`). `month_slip`: the opening tells of the same day of another month, in a sentence with a name of
    today's. `reported`: what was reported before has a later day than the first statement of the text.
    `headline`: the headline has another day or year than the lead, behind the same five words. Days that hold
    are not told of.
    """
    dates = [mention for mention in mentions if isinstance(mention.value, DateValue) and mention.value.valid]
    days = [told for mention in dates if (told := _told(mention)) is not None]
    return [*_today(days, text), *_reported(days, text), *_headline(dates, text)]


def _told(mention: Mention) -> _Told | None:
    day = _DAY.fullmatch(mention.value.text) if isinstance(mention.value, DateValue) else None
    return _Told(mention, day[1], int(day[2]), int(day[3])) if day else None


def _before(told: Mention, text: str) -> str:
    return text[max(0, told.start - _AROUND) : told.start]


def _sentence(mention: Mention, text: str) -> str:
    """The sentence around a date, cut where it is long."""
    start = max(0, mention.start - 2 * _AROUND)
    starts = [match.end() for match in _STOP.finditer(text, start, mention.start)]
    end = _STOP.search(text, mention.end, mention.end + 2 * _AROUND)
    return text[starts[-1] if starts else start : end.start() if end else mention.end + 2 * _AROUND]


def _own_day(days: Sequence[_Told], text: str) -> _Told | None:
    """The day that a report calls today; None where it names none, or several."""
    found = [told for told in days if _NOW.search(_before(told.mention, text))]
    found = [told for told in found if not _OTHER_REPORT.search(_sentence(told.mention, text))]
    return found[0] if len({told.turn for told in found}) == 1 else None


def _today(days: Sequence[_Told], text: str) -> Iterator[Finding]:
    now = _own_day(days, text)
    if now is None:
        return
    for told in days:
        sentence = _sentence(told.mention, text)
        same = told.turn == now.turn or told.year != now.year
        if same or _OTHERWISE.search(sentence) or _OTHER_REPORT.search(sentence):
            continue
        if 0 < told.turn - now.turn <= _AHEAD and _is_past(told, text):
            vi = f"Văn bản gọi {quoted(now.mention)} là hôm nay, nhưng kể {quoted(told.mention)} như đã qua"
            en = f"The text calls {quoted(now.mention)} today, but tells of {quoted(told.mention)} as past"
            yield _finding("after_today", told.mention, now.mention, vi, en)
            return  # every later day says the same of today's
        if _slipped(told, now, days, text):
            vi = f"Văn bản gọi {quoted(now.mention)} là hôm nay, nhưng phần mở đầu ghi {quoted(told.mention)}"
            en = f"The text calls {quoted(now.mention)} today, but its opening has {quoted(told.mention)}"
            yield _finding("month_slip", told.mention, now.mention, vi, en)


def _is_past(told: _Told, text: str) -> bool:
    """Whether the words around a day tell what was said or done on it."""
    if _SAID.match(text, told.mention.end):
        return True
    opens = _OPENS.search(_before(told.mention, text)) is not None
    done = _DONE.search(text, told.mention.end, told.mention.end + _AROUND)
    return opens and done is not None and not _STOP.search(text, told.mention.end, done.start())


def _slipped(told: _Told, now: _Told, days: Sequence[_Told], text: str) -> bool:
    """Whether an hour of the same day of another month is told in the opening, of a name of today's."""
    alone = sum(other.month == told.month for other in days) == 1
    if told.day != now.day or not alone or told.mention.start > _opening(text)[1]:
        return False
    sentence, own = _sentence(told.mention, text), _sentence(now.mention, text)
    names = _names(sentence) & _names(own)
    timed = _HOUR.search(_before(told.mention, text)) is not None
    return timed and bool(names) and _HAPPENED.search(sentence) is not None


def _names(sentence: str) -> set[str]:
    return {word for word in _WORD.findall(sentence)[1:] if word[0].isupper()}


def _opening(text: str) -> tuple[int, int]:
    """Where the headline ends and where the lead behind it does; zeros where there is no headline."""
    title = text.find("\n\n", 0, _TITLE)
    if title < 0:
        return 0, 0
    lead = text.find("\n\n", title + 2, title + _LEAD)
    return (title, lead) if lead > 0 else (0, 0)


def _reported(days: Sequence[_Told], text: str) -> Iterator[Finding]:
    first = days[0] if days else None
    if first is None or not _OPENS.search(_before(first.mention, text)):
        return
    if not _SPOKEN.match(text, first.mention.end):
        return
    for told in days[1:]:
        later = told.year == first.year and 0 < told.turn - first.turn <= _AHEAD
        if later and _REPORTED.search(_before(told.mention, text)):
            day, other = quoted(first.mention), quoted(told.mention)
            vi = f"Văn bản dẫn lời nói {day}, nhưng việc đã đưa tin từ trước lại ghi {other}"
            en = f"The text quotes what was said on {day}, but dates what was reported before {other}"
            yield _finding("reported", told.mention, first.mention, vi, en)


def _headline(dates: Sequence[Mention], text: str) -> Iterator[Finding]:
    title, lead = _opening(text)
    for first in dates:
        if first.end > title:
            return
        again = [other for other in dates if title < other.start < lead and _alike(first, other)]
        if any(_value(other) == _value(first) for other in again):
            continue
        words = _WORD.findall(text[: first.start].casefold())[-_RUN:]
        for other in again:
            before = text[max(title, other.start - _AROUND) : other.start]
            if len(words) == _RUN and _WORD.findall(before.casefold())[-_RUN:] == words:
                vi = f"Tiêu đề ghi {quoted(first)}, nhưng đoạn mở đầu ghi {quoted(other)}"
                en = f"The headline has {quoted(first)}, but the lead has {quoted(other)}"
                yield _finding("headline", first, other, vi, en)


def _value(mention: Mention) -> str:
    return mention.value.text if isinstance(mention.value, DateValue) else ""


def _alike(first: Mention, other: Mention) -> bool:
    """Whether two dates are of one form: two years, or two days."""
    return len(_value(first)) == len(_value(other)) and "/" not in _value(first) + _value(other)


def _finding(reason: str, stated: Mention, other: Mention, vi: str, en: str) -> Finding:
    return Finding(
        check="calendar",
        verdict="inconsistent",
        reason=reason,
        evidence=(stated, other),
        message_vi=f"{vi}.",
        message_en=f"{en}.",
        stated=_value(stated),
        expected=_value(other) if reason in ("headline", "month_slip") else f"..{_value(other)}",
        tolerance="0",
        power=1.0,
    )
