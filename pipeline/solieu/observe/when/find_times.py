"""The times that a text names, in text order, each with what it is there for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import UPPER
from solieu.observe.parts.outline import Outline
from solieu.observe.when import timex
from solieu.observe.when.named_times import named_times, opens_clause, stretches
from solieu.observe.when.seasons import crops, new_years
from solieu.observe.when.time_cues import LOOK, Cues, cues, of_share
from solieu.observe.when.times import Role, Time, Times, start_of
from solieu.observe.when.years import Years, beside_citation, is_left_over
from solieu.types import Citation, DateValue, Mention, Quantity, Ratio


def times(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> Times:
    """The times that a text names.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order.
        lexicon: the vocabulary.
    """
    words = cues(lexicon)
    dates = _dates(outline.text, mentions)
    cited = {mention.end: mention for mention in mentions if isinstance(mention.value, Citation)}
    years = Years(outline, dates, words, cited)
    figures = [mention for mention in mentions if isinstance(mention.value, Quantity | Ratio)]
    found: list[Time] = []
    for date in dates:
        found.append(_dated(outline, date, words, cited, figures, years.of(date, found)))
    found = [_of_term(outline.text, time, found) for time in found]
    title = _titled(outline, found, words)
    titled = (timex.year(time.value) for time in title if time.value)
    year = next((known for known in titled if known), years.spoken)
    months = (timex.month(time.value) for time in title if time.value)
    month = next((known for known in months if known), None)
    found += stretches(outline, mentions, found, month, words)
    found += new_years(outline, sorted(found, key=start_of), words, lexicon)
    found = sorted(found, key=start_of)
    named = list(named_times(outline, mentions, found, words, (year, years.this), month))
    # The year in `cùng kỳ năm 2024` is part of that time and none of its own.
    inner = {time.end for time in named if time.same}
    found = sorted([*(time for time in found if time.end not in inner), *named], key=start_of)
    found += crops(outline, found, words, lexicon, year)
    effects = (time for time in found if time.role == "effect" and _of_subject(outline, time))
    effect = next((time.value for time in effects), None)
    carried = next((time.value for time in found if time.role == "carried"), None)
    return Times(tuple(sorted(found, key=start_of)), title, effect, carried, year, month)


# `tháng 7 âm lịch`: no month of the calendar.
_LUNAR = re.compile(r"\s{0,2}\(?(?:âm lịch|ÂL)(?!\w)", re.IGNORECASE)


# `từ 30 tháng Chạp đến mùng 2 Tết`, also where the days are joined.
_MOON = re.compile(r"(?<!\w)(?:chạp|tết|rằm|giêng)(?!\w)", re.IGNORECASE)

# `giá so sánh năm 2010`: the prices that a figure is told in, no time of it.
_PRICES = re.compile(
    r"(?<!\w)(?:giá|gốc)\s{1,3}(?:so\s{1,3}sánh|cố\s{1,3}định|thực\s{1,3}tế|gốc)?\s{0,3}\(?(?:của\s{1,3})?(?:năm\s{1,3})?\(?\Z",
    re.IGNORECASE,
)


def _dates(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The dates that the calendar has."""
    return [
        mention
        for mention in mentions
        if isinstance(mention.value, DateValue)
        and mention.value.valid
        and mention.rule != "date.lunar"
        and not _LUNAR.match(text, mention.end)
        and not _MOON.search(mention.text)
        and not _PRICES.search(text, max(0, mention.start - LOOK), mention.start)
    ]


def _titled(outline: Outline, found: Sequence[Time], words: Cues) -> tuple[Time, ...]:
    """The times that the title names, also where the title is not in this part of a long text."""
    low, high = outline.opening.span
    if outline.in_head:
        head = replace(outline, text=outline.head, sentences=((0, len(outline.head)),), in_head=())
        found = [_dated(head, date, words, {}, (), None) for date in _dates(outline.head, outline.in_head)]
    elif not outline.text.startswith(outline.head[:200]):
        return ()
    title = tuple(time for time in found if low <= time.start < high and time.role == "when" and time.value)
    if outline.opening.formal or outline.opening.letterhead:
        return title
    others = [time for time in found if time.start >= high and time.role == "when" and time.value]
    return tuple(time for time in title if _is_subject(time, others))


# Which part of the times of a text are of the year in its headline, if it is one that the text is about.
_SUBJECT = 0.5


def _is_subject(time: Time, others: Sequence[Time]) -> bool:
    """Whether a text goes on to speak of the year of a time in its headline, or speaks of no other."""
    year = timex.year(time.value or "")
    same = sum(timex.year(other.value or "") == year for other in others)
    return same >= _SUBJECT * len(others)


def _of_subject(outline: Outline, time: Time) -> bool:
    """Whether a sentence says what holds from a day on; `Có hiệu lực từ …` behind a citation is of that."""
    ahead = outline.text[outline.sentence(time.start)[0] : time.start]
    return not ahead.lstrip(" (-").startswith("Có hiệu lực")


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
    low = max(outline.sentence(date.start)[0], date.start - LOOK)
    ahead = text[low : date.start]
    behind = text[date.end : date.end + 12]
    stock = words.ends["stock"].search(ahead) is not None
    lasting = stock or written == outline.date or not timex.is_brief(written)
    closing = False
    if words.ends["since"].search(ahead):
        written = timex.from_new_year(written) or written
    elif words.ends["until"].search(ahead) and timex.unit(written) != "day":
        closing = _CLOSING.search(ahead) is not None
        written = timex.last_day(written) or written
    since = _EVER_SINCE.search(ahead) and timex.unit(written) in ("year", "month")
    if (since or _TILL_NOW.match(behind)) and "/" not in written:
        written = f"{written}/XXXX"
    within = _SINCE_NEW_YEAR.fullmatch(written)
    if within and _NEW_YEAR.search(text, max(low, date.start - 8), date.end):
        written = timex.from_new_year(within["last"]) or written
    role = _role(outline, date, _FEAST.sub("", ahead), words, cited)
    if role == "when" and _AGAINST.match(text, outline.sentence(date.start)[0], date.start):
        role = "basis"
    said = role == "when" and not lasting and _speaks(outline, date, words)
    if said:
        role = "dated"
    if role == "when" and _set_against(outline.text, date, words, figures):
        role = "basis"
    meaning = "now" if written == outline.date else "said" if said else "closing" if closing else ""
    leads = opens_clause(outline, date.start)
    return Time(date.start, date.end, written, role, lasting=lasting, leads=leads, meaning=meaning)


# `lũy kế từ đầu năm 2025 đến ngày 24/4/2025`
_SINCE_NEW_YEAR = re.compile(r"(\d{4})/(?P<last>\1-\d\d(?:-\d\d)?)")
_NEW_YEAR = re.compile(r"(?<!\w)từ\s{1,3}đầu\s{1,3}năm(?!\w)", re.IGNORECASE)
# `tăng 10% so tết 2018`: what the year is of stands between it and what it is there for.
_FEAST = re.compile(r"(?<!\w)(?:dịp\s{1,3})?tết\s{1,3}(?:[^\W\d]{1,8}\s{1,3}){0,2}\Z", re.IGNORECASE)
# `từ đầu nhiệm kỳ đến tháng 6/2023`: from the first year of the term that the text is about.
_TERM = re.compile(
    r"(?<!\w)từ\s{1,3}đầu\s{1,3}nhiệm\s{1,3}(?:kỳ|kì)(?:\s{1,3}này)?\s{1,3}(?:đến|tới)\s{1,3}(?:hết\s{1,3}|ngày\s{1,3}){0,2}\Z",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})/(\d{4})")


def _of_term(text: str, time: Time, found: Sequence[Time]) -> Time:
    """A time up to which a term is told, from the beginning of that; others as they are."""
    if not time.value or "/" in time.value or not _TERM.search(text, max(0, time.start - LOOK), time.start):
        return time
    terms = (_YEARS.fullmatch(other.value or "") for other in found if other.start < time.start)
    first = next((term[1] for term in terms if term), None)
    return replace(time, value=f"{first}/{time.value}") if first else time


# `Cuối năm 2018, …`: about then, which is the last day only of what stands then.
_CLOSING = re.compile(r"\A\W{0,6}(?:vào\s{1,3})?cuối\s{1,3}\Z", re.IGNORECASE)
# `So với ngày thứ 6 của kỳ nghỉ năm 2018, …`: a sentence that opens with what it compares with.
_AGAINST = re.compile(r"[\W]{0,6}(?:nếu\s)?so\s(?:với|sánh)\s[^,;:\n]{1,120}\Z", re.IGNORECASE)

# How far behind a day the word stands that says that somebody speaks, in characters.
_SPEAKS = 220


def _speaks(outline: Outline, date: Mention, words: Cues) -> bool:
    """Whether on a day somebody speaks, which is not that of what he tells: `Ngày 6/8, ông A cho biết`."""
    until = min(outline.sentence(date.start)[1], date.end + _SPEAKS)
    said = words.within["speaks"].search(outline.text, date.end, until)
    return said is not None and not re.search(r"[.;:\n]", outline.text[date.end : said.start()])


# `từ năm 2021 đến nay`, `kể từ khi thành lập vào năm 2007`: a time that is still going on.
_TILL_NOW = re.compile(r"\s{1,3}(?:cho\s)?(?:đến|tới)\s(?:hiện\s)?nay\b")
_EVER_SINCE = re.compile(
    r"(?<!\w)kể từ(?:\skhi\s[^\d,.;:()\n]{1,40})?(?:\s(?:vào|trong))?\s{1,3}\Z", re.IGNORECASE
)

# Between a figure and its own time stand words without a mark or a number.
_ITS_OWN = re.compile(r"[^\d,;:.()\n]{0,60}")


# `gấp đôi trong năm 2020`: the time is the figure's, in `gấp đôi số chi của năm 2020` it is not.
_WITHIN = re.compile(r"(?<!\w)(?:trong|vào|sau|đến|từ)\Z", re.IGNORECASE)


def _set_against(text: str, date: Mention, words: Cues, figures: Sequence[Mention]) -> bool:
    """Whether a date is that of a figure which others are set against: `so với 103 vụ của tháng 3`.

    So is a date behind a multiple: `gấp 1,5 lần năm 2020`, `gấp 2 lần số thu của năm 2020`.
    """
    index = bisect_left(figures, date.start, key=_first) - 1
    if index < 0 or not _ITS_OWN.fullmatch(text, figures[index].end, date.start):
        return False
    figure = figures[index]
    between = text[figure.end : date.start].strip()
    if figure.kind == "ratio" and (not between or ("lần" in figure.text and not _WITHIN.search(between))):
        return True
    return words.opposes(text[max(0, figure.start - LOOK) : figure.start])


def _first(mention: Mention) -> int:
    return mention.start


# `ông Nguyễn Văn A (1980), trú tại …`, `Trần Thị B. (SN 1975)`: the year of birth behind a name.
_BORN = re.compile(r"(?:19|20)\d\d")
_OF_PERSON = re.compile(rf"(?:[{UPPER}][^\W\d_]{{0,8}}\.?\s{{1,2}}){{1,4}}\(\Z")


def _role(outline: Outline, date: Mention, ahead: str, words: Cues, cited: dict[int, Mention]) -> Role:
    if words.ends["effect"].search(ahead):
        return "effect"
    if words.ends["carried"].search(ahead):
        return "carried"
    if words.compares(ahead) or (words.ends["planned"].search(ahead) and of_share(ahead)):
        return "basis"
    if citation := beside_citation(outline.text, date, cited):
        ahead = outline.text[max(0, citation.start - LOOK) : citation.start]
        return "dated" if words.ends["rests"].search(ahead) else "cited"
    if outline.opening.place and ahead.rstrip().endswith(f"{outline.opening.place},"):
        return "dated"
    if _BORN.fullmatch(outline.text, date.start, date.end) and _OF_PERSON.search(ahead):
        return "dated"
    if is_left_over(outline.text, date) and timex.unit(date.value.text) == "year":
        return "dated"
    if words.ends["dated"].search(ahead) or words.ends["before"].search(ahead):
        return "dated"
    return "when"
