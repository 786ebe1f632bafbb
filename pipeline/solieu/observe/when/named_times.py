"""The times that words name by where the reader stands: `trong tháng`, `cùng kỳ`, `đến nay`, `4 tháng`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.observe.parts.outline import Outline
from solieu.observe.when import timex
from solieu.observe.when.time_cues import LOOK, Cues, of_share
from solieu.observe.when.times import Role, Time
from solieu.types import Duration, Mention

_SAME = "same"
# What is of the year of the text, also where that or the month is not known.
_OF_THE_YEAR = ("year", "ytd")

# How far behind the beginning of its clause a time still opens it: `Tính chung trong 6 tháng đầu năm`.
_OPENING = 28


def opens_clause(outline: Outline, start: int) -> bool:
    """Whether what is named there opens its clause."""
    low = outline.clause(start, start)[0]
    return len(outline.text[low:start].strip()) <= _OPENING


def stretches(
    outline: Outline, mentions: Sequence[Mention], dates: Sequence[Time], month: str | None, words: Cues
) -> Iterator[Time]:
    """Lengths of months that stand for the beginning of the year: `4 tháng` beside `4 tháng đầu năm 2024`."""
    known = {
        int(time.value[-2:]): time.value
        for time in dates
        if time.value and re.fullmatch(r"(\d{4})-01/\1-\d\d", time.value)
    }
    halves = [time.value for time in dates if time.value and time.value.endswith("-H1")]
    known |= dict.fromkeys((6,) if halves else (), next(iter(halves), ""))
    if month is not None:
        known.setdefault(int(month[5:]), f"{month[:4]}-01/{month}")
    known = dict(_closed(dates)) | known
    yield from _stages(outline, mentions, dates, words)
    for mention in mentions:
        match = (
            re.fullmatch(r"P(\d{1,2})M", mention.value.text) if isinstance(mention.value, Duration) else None
        )
        if match is None or int(match[1]) not in known:
            continue
        ahead = outline.text[max(0, mention.start - LOOK) : mention.start]
        if not words.ends["lasts"].search(ahead):
            compared = words.compares(ahead)
            role: Role = "basis" if compared else "when"
            leads = opens_clause(outline, mention.start)
            yield Time(mention.start, mention.end, known[int(match[1])], role, leads=leads)


def _closed(dates: Sequence[Time]) -> Iterator[tuple[int, str]]:
    """The months of a year that have gone by when a month or quarter that is named ends: `10 tháng`."""
    for time in dates:
        value = time.value or ""
        closes = timex.unit(value) in ("month", "quarter") or (
            timex.unit(value) == "day" and timex.last_day(value[:7]) == value
        )
        last = timex.month(value) if closes and time.role == "when" else None
        if last is not None and last[5:] != "01":
            yield int(last[5:]), f"{last[:4]}-01/{last}"


# `bình quân 5 năm`, `trong 5 năm qua`
_OVER = re.compile(r"(?<!\w)(?:trong|bình quân|trung bình|tính chung|qua)\s{1,3}\Z", re.IGNORECASE)
_TERM = re.compile(r"\s{0,3}(?:tù|kinh nghiệm|tuổi|trở lên|liên tục|liền)(?!\w)", re.IGNORECASE)


def _stages(
    outline: Outline, mentions: Sequence[Mention], dates: Sequence[Time], words: Cues
) -> Iterator[Time]:
    """Lengths of years that stand for a stage of as many named before: `5 năm` behind `5 năm 2011-2015`."""
    text = outline.text
    stages = [
        (time, match) for time in dates if (match := re.fullmatch(r"(\d{4})/(\d{4})", time.value or ""))
    ]
    for mention in mentions:
        match = (
            re.fullmatch(r"P(\d{1,2})Y", mention.value.text) if isinstance(mention.value, Duration) else None
        )
        ahead = text[max(0, mention.start - LOOK) : mention.start]
        if match is None or not _OVER.search(ahead) or _TERM.match(text, mention.end):
            continue
        years = int(match[1])
        told = [
            time.value
            for time, stage in stages
            if time.end < mention.start and int(stage[2]) - int(stage[1]) in _years_of(text, time, years)
        ]
        if told:
            yield Time(
                mention.start, mention.end, told[-1], "when", leads=opens_clause(outline, mention.start)
            )


def _years_of(text: str, time: Time, years: int) -> tuple[int, ...]:
    """How far apart the first and last year of so many are; a term of office ends in the year of the next."""
    term = text[time.start : time.start + len("nhiệm")].casefold() == "nhiệm"
    return (years - 1, years) if term else (years - 1,)


# Words that `hiện` and `nay` are a part of, or that make them no time.
_HIDDEN = re.compile(
    r"(?:thực|phát|thể|biểu|xuất|tái|hiển|ẩn|cải|năm|tháng|hôm|ngày|xưa|từ trước)\s{1,3}\Z", re.IGNORECASE
)
_NOT_NOW = re.compile(
    r"\s{1,3}(?:hành|đại|trạng|hữu|hưởng|vật|tượng|diện|trường|thực|có hiệu lực)(?!\w)", re.IGNORECASE
)


# `hai năm sau`, `10 năm trước`: a length of time, no year.
_COUNTED = re.compile(
    r"(?:\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|những|các|bao|nửa))\s{1,3}\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?<!\w)từ\s", re.IGNORECASE)

# `năm 2024, diện tích rừng hiện có 30 ha`: what is there, at the time that the sentence is about.
_LASTING = re.compile(r"\s{1,3}có(?!\w)")

# `trước có 9 hộ, nay đã có 28`
_NOW_HAS = re.compile(r"\s{1,3}(?:đã\s{1,3})?(?:có|còn|đạt|lên|chỉ|tăng|giảm)(?!\w)", re.IGNORECASE)

# `năm nay`, `năm ngoái`: by the year in which a text is written, others by the one it speaks of.
_BY_TODAY = re.compile(r"năm\s{1,3}(?:nay|ngoái)", re.IGNORECASE)

# What joins the beginning of the year to the day up to which it is told.
_UP_TO = re.compile(r"\s{1,3}(?:đến|tới)(?:\s{1,3}hết)?\s{1,3}")


def named_times(
    outline: Outline,
    mentions: Sequence[Mention],
    dates: Sequence[Time],
    words: Cues,
    years: tuple[int | None, int | None],
    month: str | None,
) -> Iterator[Time]:
    """The times that words name, what they stand for told from the times before them.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order.
        dates: the times that its dates name, in text order.
        words: the words about times.
        years: the year that the text speaks of, and the one in which it is written.
        month: the month that it speaks of.
    """
    text, at = outline.text, 0
    for match in words.words.finditer(text):
        meaning = words.meanings[" ".join(match[0].casefold().split())]
        while at < len(dates) and dates[at].start < match.start():
            at += 1
        if at and dates[at - 1].end > match.start():
            continue
        ahead = text[max(0, match.start() - LOOK) : match.start()]
        following = dates[at] if at < len(dates) else None
        if match[0][:3].casefold() in ("năm", "hôm") and _COUNTED.search(ahead):
            continue
        if meaning == "now" or (meaning == "today" and outline.date):
            if _is_now(outline, match, dates, at):
                now: Role = "basis" if words.compares(ahead) else "when"  # `tăng 5% so với hiện tại`
                yield Time(match.start(), match.end(), outline.date, now, meaning="now")
        elif meaning == "now-1":
            day = timex.before(outline.date) if outline.date else None
            yield Time(match.start(), match.end(), day, lasting=False, meaning=meaning)
        elif meaning in (_SAME, "open"):
            own = following if following and not text[match.end() : following.start].strip() else None
            end, value = (own.end, own.value) if own else (match.end(), None)
            yield Time(match.start(), end, value, "basis", same=meaning == _SAME)
        elif following and following.start < match.end():
            continue  # `trong tháng 4/2025`, `từ đầu năm 2025` are told by their date
        elif meaning == "ytd" and following and _UP_TO.fullmatch(text, match.end(), following.start):
            continue
        else:
            value = _value(outline, match, meaning, dates, at, years, month)
            planned = words.ends["planned"].search(ahead) is not None and of_share(ahead)
            compared = words.compares(ahead) or planned
            compared = compared or (meaning.endswith("-1") and not _opens(outline, match.start()))
            role: Role = "basis" if compared else "when"
            lasting = not meaning.startswith(("day", "today"))
            yield Time(match.start(), match.end(), value, role, lasting=lasting, meaning=meaning)


def _is_now(outline: Outline, match: re.Match[str], dates: Sequence[Time], at: int) -> bool:
    """Whether a word tells of today, and is no part of another word, of another time, or of what there is."""
    text, low = outline.text, outline.sentence(match.start())[0]
    ahead = text[max(0, match.start() - LOOK) : match.start()]
    if _NOT_NOW.match(text, match.end()) or _HIDDEN.search(ahead):
        return False
    spoken = any(time.start >= low and time.role == "when" for time in dates[max(0, at - 3) : at])
    if spoken and _LASTING.match(text, match.end()):
        return False
    opens = match.start() == low and match[0][0].isupper()
    if match[0].casefold() == "nay" and not opens:
        has = _NOW_HAS.match(text, match.end()) if ahead.endswith((", ", "; ")) else None
        if has is None:
            return False
    before = dates[at - 1] if at else None
    # `từ năm 2021 đến nay` is one time
    joined = before is not None and match.start() - before.end <= 2
    return not (joined and before and _SINCE.search(text, before.start - 8, before.start + 4))


def _value(
    outline: Outline,
    match: re.Match[str],
    meaning: str,
    dates: Sequence[Time],
    at: int,
    years: tuple[int | None, int | None],
    month: str | None,
) -> str | None:
    """What a word stands for that is reckoned from the times before it or from those of the text."""
    year = (years[1] if _BY_TODAY.match(match[0]) else None) or years[0]
    here = _month_before(dates, at, days=meaning != "ytd") if month is None else month
    spoken = meaning == "year" and match[0].casefold() != "năm nay"
    told = _year_told(dates, at, outline.sentence(match.start())[0]) if spoken else None
    value = told or _meant(meaning, year, here, dates, at)
    if value is None and meaning in _OF_THE_YEAR:
        return "XXXX" if year is None else f"{year:04}"
    return value


_AGAINST = re.compile(r"(?:nếu\s)?so\s(?:với|sánh)", re.IGNORECASE)


def _opens(outline: Outline, start: int) -> bool:
    """Whether a sentence opens with a time: `Tháng trước, …`, `Tuy nhiên 1 tháng trước đó, …`."""
    low = outline.sentence(start)[0]
    ahead = outline.text[low:start].strip()
    return outline.clause(start, start)[0] == low and len(ahead) <= _OPENING and not _AGAINST.match(ahead)


def _year_told(dates: Sequence[Time], at: int, low: int) -> str | None:
    """The year that a sentence opens with: that of `cả năm` in `Năm 2018, … cả năm đạt …`."""
    spoken = (
        time.value for time in dates[max(0, at - 6) : at][::-1] if time.start >= low and time.role == "when"
    )
    return next((value for value in spoken if value and timex.unit(value) == "year"), None)


def _month_before(dates: Sequence[Time], at: int, *, days: bool = True) -> str | None:
    """The month of the last time named before that has one, and is none of days where these do not count."""
    for index in range(at - 1, max(-1, at - 12), -1):
        time = dates[index]
        if not days and (not time.value or timex.unit(time.value) == "day"):
            continue
        if time.role == "when" and time.value and (found := timex.month(time.value)):
            return found
    return None


def _last(dates: Sequence[Time], at: int, unit: str) -> str | None:
    """The last time named before that is of a unit."""
    seen = (time.value for time in dates[max(0, at - 12) : at][::-1] if time.value)
    return next((value for value in seen if timex.unit(value) == unit), None)


def _meant(meaning: str, year: int | None, month: str | None, dates: Sequence[Time], at: int) -> str | None:
    """What a word that names a time stands for, None where the text does not let one know."""
    last, ends = meaning.removeprefix("end "), meaning.startswith("end ")
    name, step = (last[:-2], int(last[-2:])) if last[-2:] in ("-1", "+1") else (last, 0)
    base = {
        "today": _last(dates, at, "day"),
        "year": None if year is None else f"{year:04}",
        "month": month,
        "quarter": month and f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}",
        "ytd": month and f"{month[:4]}-01/{month}",
    }.get(name)
    if name == "told year":
        years = (timex.year(time.value) for time in dates[max(0, at - 12) : at][::-1] if time.value)
        return next((f"{known + step:04}" for known in years if known), None)
    if name in ("day", "stage"):
        base = _last(dates, at, {"day": "day", "stage": "interval"}[name])
    if base is None or not step:
        return base if base is None or not ends else timex.last_day(base)
    told = timex.before(base) if step < 0 else timex.after(base)
    return timex.last_day(told) if ends and told else told
