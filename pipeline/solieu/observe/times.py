"""The times that a text names, in text order, each with what it is there for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation
from solieu.observe import timex
from solieu.observe.outline import Outline
from solieu.types import Citation, DateValue, Duration, Mention, Quantity, Ratio

# What a time is there for: to say when (`when`), what a figure is set against (`basis`), the day of a cited
# document (`cited`), of an event that no figure tells of (`dated`), from when a rule holds (`effect`), in
# which a plan is to be carried out (`carried`).
Role = Literal["when", "basis", "cited", "dated", "effect", "carried"]

# How far before a time its cue is looked for, in characters.
_LOOK = 60
_SAME = "same"


@dataclass(frozen=True, slots=True)
class Time:
    """A time named in a text.

    `value` is None for one that is named and cannot be known (`hiện nay` in a document without a day).
    `same` marks `cùng kỳ`: the stretch of the figure's own period a year earlier, or in the year of `value`.
    `lasting` is False for the day of an event, which the paragraphs behind it do not go on to speak of.
    `leads` is True where it opens its clause; `meaning` is that of the word which names it.
    """

    start: int
    end: int
    value: str | None
    role: Role = "when"
    same: bool = False
    lasting: bool = True
    leads: bool = True
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """All times of a text, and those that its title names, the first of them first."""

    found: tuple[Time, ...]
    title: tuple[Time, ...]
    effect: str | None
    carried: str | None
    year: int | None
    month: str | None

    def between(self, start: int, end: int) -> Sequence[Time]:
        """The times that begin in a stretch of the text."""
        return self.found[
            bisect_left(self.found, start, key=_start) : bisect_left(self.found, end, key=_start)
        ]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of the lexicon about times, as patterns at the end of what stands before."""

    ends: dict[str, re.Pattern[str]]
    starts: dict[str, re.Pattern[str]]
    words: re.Pattern[str]
    plans: re.Pattern[str]
    meanings: dict[str, str]

    def opposes(self, ahead: str) -> bool:
        """Whether what stands before a figure makes it one that others are set against: `so với 103 vụ`."""
        return self.ends["compare"].search(ahead) is not None

    def compares(self, ahead: str) -> bool:
        """Whether what stands before a time makes it one that figures are set against."""
        return any(self.ends[role].search(ahead) for role in ("compare", "more", "next"))


@cache
def cues(lexicon: Lexicon) -> Cues:
    """The patterns of a lexicon, compiled once."""
    roles: dict[str, list[str]] = {}
    for row in lexicon.rows("period_cues"):
        roles.setdefault(row["role"], []).append(row["name"])
    gap = r"\s{1,3}(?:(?:ngày|vào|là|của|trong|với)\s{1,3}){0,2}"
    ends = {
        role: re.compile(rf"(?<!\w){alternation(names)}{gap}\Z", re.IGNORECASE)
        for role, names in roles.items()
    }
    # `so với`, `so với mức bình quân của`: up to a few words without a number between the cue and its time.
    until = r"(?![^\d.;\n]{0,12}đến)[^\d.;\n]{0,12}(?:\d{1,2}\s(?:năm|tháng)\s?\(?)?\Z"
    ends["carried"] = re.compile(rf"(?<!\w){alternation(roles['carried'])}(?!\w){until}", re.IGNORECASE)
    for role, cue, most in (("compare", "compare", 7), ("more", "more", 4), ("planned", "plan", 7)):
        words = rf"(?:[^\W\d]{{1,9}}[\s\"“”-]{{1,3}}){{0,{most}}}"
        ends[role] = re.compile(rf"(?<!\w){alternation(roles[cue])}\s{{1,3}}{words}\Z", re.IGNORECASE)
    starts = {
        role: re.compile(rf"{alternation(names)}(?!\w)", re.IGNORECASE) for role, names in roles.items()
    }
    meanings = lexicon.mapping("time_words", "name", "meaning")
    return Cues(
        ends=ends,
        starts=starts,
        words=re.compile(rf"(?<!\w){alternation(meanings)}(?!\w)", re.IGNORECASE),
        plans=re.compile(rf"(?<!\w){alternation(roles['plan'])}(?!\w)", re.IGNORECASE),
        meanings=meanings,
    )


def times(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> Times:
    """The times that a text names.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order.
        lexicon: the vocabulary.
    """
    words = cues(lexicon)
    dates = [
        mention
        for mention in mentions
        if isinstance(mention.value, DateValue) and mention.value.valid and mention.rule != "date.lunar"
    ]
    cited = {mention.end: mention for mention in mentions if isinstance(mention.value, Citation)}
    year = _spoken_year(outline, dates, words, cited)
    figures = [mention for mention in mentions if isinstance(mention.value, Quantity | Ratio)]
    settled = outline.date is not None
    found: list[Time] = []
    for date in dates:
        told = year if settled else _year_before(found, date.start) or year
        found.append(_dated(outline, date, words, cited, figures, told))
    low, high = outline.opening.span if outline.text.startswith(outline.head[:200]) else (0, 0)
    title = tuple(time for time in found if low <= time.start < high and time.role == "when" and time.value)
    titled = (timex.year(time.value) for time in title if time.value)
    year = next((known for known in titled if known), year)
    months = (timex.month(time.value) for time in title if time.value)
    month = next((known for known in months if known), None)
    found += _stretches(outline, mentions, found, month, words)
    found = sorted(found, key=_start)
    named = list(_named(outline, mentions, found, words, year, month))
    # The year in `cùng kỳ năm 2024` is part of that time and none of its own.
    inner = {time.end for time in named if time.same}
    found = [*(time for time in found if time.end not in inner), *named]
    effect = next((time.value for time in found if time.role == "effect"), None)
    carried = next((time.value for time in found if time.role == "carried"), None)
    return Times(tuple(sorted(found, key=_start)), title, effect, carried, year, month)


def _start(time: Time) -> int:
    return time.start


# How far back a year holds for days that leave it out, in characters.
_YEAR_HOLDS = 300


def _year_before(found: Sequence[Time], start: int) -> int | None:
    """The year of the nearest time before, where it is near."""
    for time in reversed(found[-6:]):
        if start - time.end <= _YEAR_HOLDS and time.value and time.role != "basis":
            known = timex.year(time.value)
            if known is not None and "/" not in time.value:
                return known
    return None


def _spoken_year(
    outline: Outline, dates: Sequence[Mention], words: Cues, cited: dict[int, Mention]
) -> int | None:
    """The year of days and months that leave it out: the document's, else the one most of the others have."""
    if outline.date is not None and outline.date[:4].isdecimal():
        return int(outline.date[:4])
    years = Counter(
        known
        for date in dates
        if "/" not in date.value.text
        and timex.unit(date.value.text) in ("day", "month", "quarter", "half")
        and not _beside_citation(outline.text, date, cited)
        and not words.compares(outline.text[max(0, date.start - _LOOK) : date.start])
        and (known := timex.year(date.value.text)) is not None
    )
    return max(years, key=lambda known: (years[known], known)) if years else None


def _beside_citation(text: str, date: Mention, cited: dict[int, Mention]) -> bool:
    """Whether a date stands right behind a citation: it is the cited document's own."""
    return any(
        end in cited and not text[end : date.start].strip(" ,(")
        for end in range(date.start, date.start - 6, -1)
    )


def _dated(
    outline: Outline,
    date: Mention,
    words: Cues,
    cited: dict[int, Mention],
    figures: Sequence[Mention],
    year: int | None,
) -> Time:
    text, value = outline.text, date.value
    assert isinstance(value, DateValue)
    written = value.resolved or value.text
    if year is not None and written.startswith("XXXX-"):
        written = written.replace("XXXX", f"{year:04}")
    low = max(outline.sentence(date.start)[0], date.start - _LOOK)
    ahead = text[low : date.start]
    behind = text[date.end : date.end + 12]
    stock = words.ends["stock"].search(ahead) is not None
    lasting = stock or written == outline.date or not timex.is_brief(written)
    if words.ends["since"].search(ahead):
        written = timex.from_new_year(written) or written
    elif words.ends["until"].search(ahead) and timex.unit(written) != "day":
        written = timex.last_day(written) or written
    if re.match(r"\s{1,3}(?:cho\s)?(?:đến|tới)\s(?:hiện\s)?nay\b", behind) and "/" not in written:
        written = f"{written}/XXXX"
    role = _role(outline, date, ahead, words, cited)
    if role == "when" and _set_against(outline.text, date, words, figures):
        role = "basis"
    meaning = "now" if written == outline.date else ""
    leads = _opens(outline, date.start)
    return Time(date.start, date.end, written, role, lasting=lasting, leads=leads, meaning=meaning)


# Between a figure and its own time stand words without a mark or a number.
_ITS_OWN = re.compile(r"[^\d,;:.()\n]{0,60}")


def _set_against(text: str, date: Mention, words: Cues, figures: Sequence[Mention]) -> bool:
    """Whether a date is that of a figure which others are set against: `so với 103 vụ của tháng 3`.

    So is a date right behind a multiple: `gấp 1,5 lần năm 2020`.
    """
    index = bisect_left(figures, date.start, key=_first) - 1
    if index < 0 or not _ITS_OWN.fullmatch(text, figures[index].end, date.start):
        return False
    figure = figures[index]
    if figure.kind == "ratio" and not text[figure.end : date.start].strip():
        return True
    return words.opposes(text[max(0, figure.start - _LOOK) : figure.start])


def _first(mention: Mention) -> int:
    return mention.start


# How far behind the beginning of its clause a time still opens it: `Tính chung trong 6 tháng đầu năm`.
_OPENING = 28


def _opens(outline: Outline, start: int) -> bool:
    """Whether what is named there opens its clause."""
    low = outline.clause(start, start)[0]
    return len(outline.text[low:start].strip()) <= _OPENING


def _role(outline: Outline, date: Mention, ahead: str, words: Cues, cited: dict[int, Mention]) -> Role:
    if words.ends["effect"].search(ahead):
        return "effect"
    if words.ends["carried"].search(ahead):
        return "carried"
    if words.compares(ahead) or (words.ends["planned"].search(ahead) and _of_share(ahead)):
        return "basis"
    if _beside_citation(outline.text, date, cited):
        return "cited"
    if outline.opening.place and ahead.rstrip().endswith(f"{outline.opening.place},"):
        return "dated"
    if words.ends["dated"].search(ahead) or words.ends["before"].search(ahead):
        return "dated"
    return "when"


_SHARE = re.compile(r"(?:%|lần)\s[^,;:.()]{0,45}\Z")


def _of_share(ahead: str) -> bool:
    """Whether a share or a multiple stands before: `đạt 41% dự toán năm 2024`."""
    return _SHARE.search(ahead) is not None


def _stretches(
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
    for mention in mentions:
        match = (
            re.fullmatch(r"P(\d{1,2})M", mention.value.text) if isinstance(mention.value, Duration) else None
        )
        if match is None or int(match[1]) not in known:
            continue
        ahead = outline.text[max(0, mention.start - _LOOK) : mention.start]
        if not words.ends["lasts"].search(ahead):
            compared = words.compares(ahead)
            role: Role = "basis" if compared else "when"
            leads = _opens(outline, mention.start)
            yield Time(mention.start, mention.end, known[int(match[1])], role, leads=leads)


# Words that `hiện` and `nay` are a part of, or that make them no time.
_HIDDEN = re.compile(
    r"(?:thực|phát|thể|biểu|xuất|tái|hiển|ẩn|cải|năm|tháng|hôm|ngày|xưa)\s{1,3}\Z", re.IGNORECASE
)
_NOT_NOW = re.compile(
    r"\s{1,3}(?:hành|đại|trạng|hữu|hưởng|vật|tượng|diện|trường|thực|có hiệu lực)(?!\w)", re.IGNORECASE
)


_SINCE = re.compile(r"(?<!\w)từ\s", re.IGNORECASE)

# What joins the beginning of the year to the day up to which it is told.
_UP_TO = re.compile(r"\s{1,3}(?:đến|tới)(?:\s{1,3}hết)?\s{1,3}")


def _named(
    outline: Outline,
    mentions: Sequence[Mention],
    dates: Sequence[Time],
    words: Cues,
    year: int | None,
    month: str | None,
) -> Iterator[Time]:
    """The times that words name, what they stand for told from the times before them."""
    text, at = outline.text, 0
    for match in words.words.finditer(text):
        meaning = words.meanings[" ".join(match[0].casefold().split())]
        while at < len(dates) and dates[at].start < match.start():
            at += 1
        if at and dates[at - 1].end > match.start():
            continue
        ahead = text[max(0, match.start() - _LOOK) : match.start()]
        following = dates[at] if at < len(dates) else None
        if meaning == "now":
            if _NOT_NOW.match(text, match.end()) or _HIDDEN.search(ahead):
                continue
            opens = match.start() == outline.sentence(match.start())[0]
            if match[0].casefold() == "nay" and not (opens and match[0][0].isupper()):
                continue
            if (
                at
                and _SINCE.search(text, dates[at - 1].start - 8, dates[at - 1].start + 4)
                and (match.start() - dates[at - 1].end <= 2)
            ):
                continue  # `từ năm 2021 đến nay` is one time
            yield Time(match.start(), match.end(), outline.date, meaning=meaning)
        elif meaning in (_SAME, "open"):
            own = (
                following
                if following and not text[match.end() : following.start].strip(" \n\u00a0")
                else None
            )
            value = own.value if own else None
            yield Time(match.start(), own.end if own else match.end(), value, "basis", same=meaning == _SAME)
        elif meaning == "ytd" and following and _UP_TO.fullmatch(text, match.end(), following.start):
            continue
        else:
            here = _month_before(dates, at) if month is None else month
            value = _meant(meaning, year, here, dates, at)
            planned = words.ends["planned"].search(ahead) is not None and _of_share(ahead)
            compared = words.compares(ahead) or meaning.endswith("-1") or planned
            yield Time(match.start(), match.end(), value, "basis" if compared else "when", meaning=meaning)


def _month_before(dates: Sequence[Time], at: int) -> str | None:
    """The month of the last time named before that has one."""
    for index in range(at - 1, max(-1, at - 12), -1):
        time = dates[index]
        if time.role == "when" and time.value and (found := timex.month(time.value)):
            return found
    return None


def _meant(meaning: str, year: int | None, month: str | None, dates: Sequence[Time], at: int) -> str | None:
    """What a word that names a time stands for, None where the text does not let one know."""
    last, ends = meaning.removeprefix("end "), meaning.startswith("end ")
    name, step = (last[:-2], int(last[-2:])) if last[-2:] in ("-1", "+1") else (last, 0)
    base = {
        "year": None if year is None else f"{year:04}",
        "month": month,
        "quarter": month and f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}",
        "ytd": month and f"{month[:4]}-01/{month}",
    }.get(name)
    if name in ("day", "stage"):
        wanted = {"day": "day", "stage": "interval"}[name]
        seen = (time.value for time in dates[max(0, at - 12) : at][::-1] if time.value)
        base = next((value for value in seen if timex.unit(value) == wanted), None)
    if base is None or not step:
        return base if base is None or not ends else timex.last_day(base)
    told = timex.before(base) if step < 0 else timex.moved(base, 1)
    return timex.last_day(told) if ends and told else told
