"""The years of days and months that leave them out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from solieu.observe.parts.outline import Outline
from solieu.observe.when import timex
from solieu.observe.when.time_cues import LOOK, Cues
from solieu.observe.when.times import Time
from solieu.types import Citation, DateValue, Mention

# What lies within one year: parts of it, and stretches of its months: `10 tháng năm 2018`.
_WITHIN_YEAR = ("day", "month", "quarter", "half")
_IN_YEAR = re.compile(r"(\d{4})-\d\d/\1-\d\d")
# How far back a year holds for days that leave it out, in characters.
_YEAR_HOLDS = 300
# `9 tháng đầu năm nay`, `ngày 1/11 năm ngoái`: by the year of the text, whatever year was named last.
_OF_YEAR = re.compile(r"\s{1,3}(?:năm\s{1,3})?(?:nay|(?P<last>ngoái|trước))(?!\w)", re.IGNORECASE)
# `hôm 1/3`, `sáng nay (22/11)`, `chiều nay, 28-1`: lately, after all that a text tells of the past.
_LATELY = re.compile(
    r"(?<!\w)(?:hôm\s{1,3}|(?:sáng|trưa|chiều|tối|đêm|hôm)\s{1,3}(?:nay|qua)\s{0,3}[,(]?\s{0,2}(?:ngày\s{1,3})?)\Z",
    re.IGNORECASE,
)
# What is still to come: `đến năm 2030`, `giai đoạn 2021-2025`.
_TO_COME = re.compile(r"(?<!\w)(?:đến|tới|vào|từ|trước|hạn|trong|giai đoạn|thời kỳ)\s{1,3}\Z", re.IGNORECASE)
# `Vụ 2018, năm nay, …`: the year that a text calls its own.
_THIS_YEAR = re.compile(r"(?<!\w)năm nay(?!\w)", re.IGNORECASE)


class Years:
    """The years that the days and months of a text are of.

    `spoken` is the one that the text speaks of, `this` the one that it is written in, as far as it tells.
    """

    def __init__(
        self, outline: Outline, dates: Sequence[Mention], words: Cues, cited: Mapping[int, Mention]
    ) -> None:
        self._text, self._settled = outline.text, outline.date is not None
        self.spoken = _spoken_year(outline, dates, words, cited)
        known = (self.spoken, None if self._settled else _latest_year(outline, dates, words))
        self.this = max((year for year in known if year is not None), default=None)
        self._last = _last_past(outline.text, dates, words)
        self._spelled = _years_of_days(dates) | _years_of_effect(outline, dates, words, cited)

    def of(self, date: Mention, before: Sequence[Time]) -> int | None:
        """The year of a date that leaves it out: the document's, or where it has none the nearest before.

        Args:
            date: the date.
            before: the times before it, in text order.
        """
        this = _OF_YEAR.match(self._text, date.end)
        if this and self.this is not None:
            return self.this - (this["last"] is not None)
        if self._settled:
            return self.spoken
        written = date.value.text if isinstance(date.value, DateValue) else ""
        year = self._spelled.get(written[5:])
        year = year or _year_before(self._text, before, date.start) or self.spoken
        lately = _LATELY.search(self._text, max(0, date.start - LOOK), date.start)
        return None if year is not None and lately and f"{year:04}{written[4:]}" < self._last else year


def _spoken_year(
    outline: Outline, dates: Sequence[Mention], words: Cues, cited: Mapping[int, Mention]
) -> int | None:
    """The year of days and months that leave it out: the document's, else the one most of the others have."""
    if outline.date is not None and outline.date[:4].isdecimal():
        return int(outline.date[:4])
    years = Counter(
        known
        for date in dates
        if (_IN_YEAR.fullmatch(date.value.text) or timex.unit(date.value.text) in _WITHIN_YEAR)
        and not beside_citation(outline.text, date, cited)
        and not words.compares(outline.text[max(0, date.start - LOOK) : date.start])
        and (known := timex.year(date.value.text)) is not None
    )
    if years:
        return max(years, key=lambda known: (years[known], known))
    return _year_compared(outline.text, dates) or _this_year(outline, dates)


# `so với cùng kỳ năm 2014`: a text that compares with the same stretch of a year is of the year after it.
_SAME = re.compile(
    r"(?<!\w)cùng\s{1,3}(?:kỳ|kì|thời\s{1,3}(?:điểm|gian))\s{1,3}(?:của\s{1,3})?\Z", re.IGNORECASE
)


# `300 hồ sơ từ năm 2022 chuyển sang`: what a year left over for the next one, which the text is of.
_LEFT_OVER = re.compile(r"\s{1,3}(?:chuyển|để lại|tồn|kết dư)\s{1,3}(?:sang|qua|lại)(?!\w)", re.IGNORECASE)


def is_left_over(text: str, date: Mention) -> bool:
    """Whether a date is a year that left over what is told of: `từ năm 2022 chuyển sang`."""
    return _LEFT_OVER.match(text, date.end) is not None


def _year_compared(text: str, dates: Sequence[Mention]) -> int | None:
    """The year after the last one that a text compares the same stretch of."""
    years = (
        timex.year(date.value.text)
        for date in dates
        if isinstance(date.value, DateValue)
        and timex.unit(date.value.text) == "year"
        and (_SAME.search(text, max(0, date.start - LOOK), date.start) or is_left_over(text, date))
    )
    latest = max((year for year in years if year is not None), default=None)
    return None if latest is None else latest + 1


def _last_past(text: str, dates: Sequence[Mention], words: Cues) -> str:
    """The last day, month or year that a text tells of as past, as it is written; empty for none."""
    return max(
        (
            date.value.text
            for date in dates
            if isinstance(date.value, DateValue)
            and date.value.text[:4].isdecimal()
            and timex.unit(date.value.text) in ("day", "month", "year")
            and not _TO_COME.search(text, max(0, date.start - LOOK), date.start)
            and not words.ends["effect"].search(text[max(0, date.start - LOOK) : date.start])
        ),
        default="",
    )


def _latest_year(outline: Outline, dates: Sequence[Mention], words: Cues) -> int | None:
    """The latest year that a text tells of as past, or the one after a year that it compares with."""
    years: list[int] = []
    for date in dates:
        ahead = outline.text[max(0, date.start - LOOK) : date.start]
        written = date.value.text if isinstance(date.value, DateValue) else ""
        year, unit = timex.year(written), timex.unit(written)
        if year is None or words.ends["effect"].search(ahead):
            continue
        if unit in _WITHIN_YEAR:
            years.append(year)
        elif unit == "year" and not _TO_COME.search(ahead):
            years.append(year + words.compares(ahead))
    return max(years, default=None)


def _this_year(outline: Outline, dates: Sequence[Mention]) -> int | None:
    """The year that a sentence names before it speaks of this year, or the one after if it tells of both."""
    for match in _THIS_YEAR.finditer(outline.text):
        low = outline.sentence(match.start())[0]
        named = [
            date
            for date in dates
            if low <= date.start < match.start()
            and isinstance(date.value, DateValue)
            and timex.unit(date.value.text) == "year"
        ]
        year = timex.year(named[-1].value.text) if named else None
        if year is not None:
            both = re.search(r"\d", outline.text[named[-1].end : match.start()]) is not None
            return year + both
    return None


def _year_before(text: str, found: Sequence[Time], start: int) -> int | None:
    """The year of the nearest time before, where it is near and the text has not come to this year since."""
    for time in reversed(found[-6:]):
        born = time.role == "dated" and time.value is not None and timex.unit(time.value) == "year"
        if start - time.end <= _YEAR_HOLDS and time.value and time.role != "basis" and not born:
            known = timex.year(time.value)
            if known is not None and "/" not in time.value:
                return None if _THIS_YEAR.search(text, time.end, start) else known
    return None


# In the first months of a year much comes into effect that the year before laid down.
_EARLY = "03"


def _years_of_effect(
    outline: Outline, dates: Sequence[Mention], words: Cues, cited: Mapping[int, Mention]
) -> dict[str, int]:
    """The years of the days on which cited documents come into effect, as their numbers name them."""
    years: dict[str, int] = {}
    for date in dates:
        written = date.value.text if isinstance(date.value, DateValue) else ""
        low = max(outline.sentence(date.start)[0], date.start - LOOK)
        if written[5:7] < _EARLY or not words.ends["effect"].search(outline.text[low : date.start]):
            continue
        for end in range(date.start, low, -1):
            act = cited[end].value if end in cited else None
            if isinstance(act, Citation) and act.year and act.year.isdecimal():
                years[written[5:]] = int(act.year)
                break
    return years


def _years_of_days(dates: Sequence[Mention]) -> dict[str, int]:
    """The years of the days that are written out, by month and day: `4.2.2020` also tells of `ngày 4.2`."""
    years: dict[str, set[int]] = {}
    for date in dates:
        written = date.value.text if isinstance(date.value, DateValue) else ""
        known = timex.year(written)
        if timex.unit(written) == "day" and known is not None:
            years.setdefault(written[5:], set()).add(known)
    return {day: known.pop() for day, known in years.items() if len(known) == 1}


def beside_citation(text: str, date: Mention, cited: Mapping[int, Mention]) -> Mention | None:
    """The citation right before a date: the date is the cited document's own."""
    for end in range(date.start, date.start - 6, -1):
        if end in cited and not text[end : date.start].strip(" ,("):
            return cited[end]
    return None
