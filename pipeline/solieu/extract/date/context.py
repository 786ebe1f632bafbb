"""What may stand beside a date, from the words of the lexicon: day leads, holidays, what a number counts.

Every test looks at a place in the text: `before` it, or `behind` it, on the same line. What follows from the
tests is decided in `judge`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from solieu.extract.date.patterns import S1, SP
from solieu.extract.neighbours import Phrases
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation

LOOK_BACK = 60
# The longest lead of a day with its time of day, and what stands between lead and day.
_LEAD, _GAP = 32, 3
_SEPARATORS = " \n\t\u00a0(,"
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ", "vạn", "trăm")
_TIME_UNITS = ("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "tuổi", "lần", "quý")
# Capital letters, in a pattern that is otherwise read without regard to case.
CAPITAL = (
    rf"(?-i:[{''.join(c for c in map(chr, [*range(0x41, 0x1B2), *range(0x1EA0, 0x1EFA)]) if c.isupper())}])"
)

# What goes on behind a date without a counted noun: an end, a mark, a name, `năm nay`.
_GOES_ON = (
    rf"{SP}(?:\Z|[\n.,;:!?)\]}}\"”’…|/–—-]|{CAPITAL}|năm{S1}(?:nay|ngoái|trước|sau|tới|kia|đó|ấy|này|\d))"
)
# `5 năm`, `2-3 ngày tới`, but not `năm nay`, `ngày 5`; `12%`.
_TIME_BEHIND = rf"{S1}(?:{'|'.join(_TIME_UNITS)})\b(?!{S1}(?:\d|nay\b|ngoái\b))|{SP}[%‰$€]"


@dataclass(frozen=True, slots=True)
class Context:
    """The words that may stand beside a date, as tests of a place in a text."""

    verbs: Phrases
    measures: Phrases
    counted_nouns: Phrases
    labels: Phrases
    not_day: Phrases
    not_year: Phrases
    every: Phrases
    year_leads: Phrases
    weak_day_leads: Phrases
    numbered: Phrases
    day_lead: re.Pattern[str]
    festive: re.Pattern[str]
    holidays: frozenset[tuple[int, int]]
    gloss: re.Pattern[str]
    since: re.Pattern[str]
    count: re.Pattern[str]
    numbers: Mapping[str, int]

    _goes_on = re.compile(_GOES_ON, re.IGNORECASE)
    _time_behind = re.compile(_TIME_BEHIND, re.IGNORECASE)

    def goes_on(self, text: str, at: int) -> bool:
        """Whether the sentence goes on behind the place without a counted noun: `18/4, Chủ`, `5/6 và`."""
        return self._goes_on.match(text, at) is not None or self.verbs.follow(text, at)

    def counts(self, text: str, at: int) -> bool:
        """Whether the number that ends at the place counts or measures: `2/3 hộ`, `2019 tấn`, `2-3 ngày`."""
        if self.measured(text, at):
            return True
        return self.counted_nouns.follow(text, at) and not self.verbs.follow(text, at)

    def measured(self, text: str, at: int) -> bool:
        """Whether a unit, of time too, follows the number that ends at the place."""
        return self._time_behind.match(text, at) is not None or self.measures.follow(text, at)

    def led_as_day(self, text: str, start: int) -> bool:
        """Whether what stands before makes the number a day: `sáng`, `hôm`, `chiều nay (`, `thứ Năm,`."""
        gap = text[max(0, start - _GAP - 1) : start]
        lead = gap.rstrip(_SEPARATORS)
        if lead == gap or not lead[-1:].isalnum():
            return False
        return self.day_lead.search(text, max(0, start - _LEAD), start) is not None

    def is_festive(self, text: str, start: int) -> bool:
        """Whether what stands before may name a holiday: `Ngày Nhà giáo Việt Nam`, `dịp lễ`."""
        return self.festive.search(text, max(0, start - LOOK_BACK), start) is not None

    def is_gloss(self, text: str, start: int) -> bool:
        """Whether the day at `start` says again, in the other calendar, which day it was: `12-2, tức …`."""
        return self.gloss.search(text, max(0, start - LOOK_BACK), start) is not None

    def counted(self, text: str, start: int) -> int | None:
        """The number that counts the lead word at `start`: 2 in `hai ngày 9 và 10-5`."""
        found = self.count.search(text, max(0, start - LOOK_BACK), start)
        if found is None or self.labels.precede(text, found.start()):
            return None
        number = " ".join(found["count"].casefold().split())
        return int(number) if number.isdecimal() else self.numbers[number]


@cache
def context(lexicon: Lexicon) -> Context:
    """The context of dates with the words of a lexicon."""
    words: dict[str, list[str]] = {}
    for row in lexicon.rows("calendar"):
        words.setdefault(row["role"], []).append(row["word"])
    labels = [*lexicon.column("labels", "name"), "đợt", "lần"]
    functions = [word for word in lexicon.column("function_words", "name") if word not in _TIME_UNITS]
    parts, gloss = alternation(words["daypart"]), alternation(words["gloss"])
    clock = rf"\d{{1,2}}{SP}(?:h|g|giờ|:){SP}(?:\d{{1,2}})?(?:{SP}phút)?"
    daytime = rf"(?:(?:{parts}|{clock}){S1}){{0,2}}"
    return Context(
        verbs=Phrases([*functions, *words["goes_on"]]),
        measures=Phrases(
            [*lexicon.column("units", "name"), *lexicon.column("currencies", "name"), *_SCALES, "người"]
        ),
        counted_nouns=Phrases(lexicon.column("classifiers", "name")),
        labels=Phrases(labels),
        not_day=Phrases([*labels, *words["not_day"], *words["not_year"], *words["every"]]),
        not_year=Phrases([*words["not_year"], *words["every"]]),
        every=Phrases(words["every"]),
        year_leads=Phrases(words["year_lead"]),
        weak_day_leads=Phrases([*words["day_lead_weak"], "lễ", "dịp"]),
        numbered=Phrases(["số", "quyết định", *_numbered_types(lexicon)]),
        # `sáng`, `chiều nay (`, `thứ Năm tuần trước,`, `8h30`, `thời điểm`; glued too: `THƯỞNGSáng 26-11`
        day_lead=_compile(rf"""
            (?: (?<!\w) | (?={CAPITAL}) )
            (?: (?:{parts}|hôm|ngày|rạng)(?:{S1}{alternation(words["deictic"])})?
              | {alternation(words["weekday"])}(?:{S1}tuần{S1}\w{{2,6}})?
              | {alternation(words["day_lead"])} | {gloss} | {clock} )
            [\s,(]{{0,3}}\Z"""),
        festive=_compile(rf"(?<!\w){alternation(words['festive'])}\b[^.;:!?\d]{{0,45}}\Z"),
        holidays=frozenset(_month_and_day(word) for word in words["holiday"]),
        # `tức`, `(nhằm rạng sáng`, or a bracket behind a date
        gloss=_compile(rf"(?:(?<!\w){gloss}\s{{1,3}}|\d{SP}\({SP})(?:(?:từ|ngày){S1})?(?:{parts}{S1})?\Z"),
        # `từ`, `từ tối`, `Từ cuối`: what begins a range, before its first date
        since=_compile(rf"(?<!\w)từ{S1}(?:(?:đầu|giữa|cuối|khoảng|ngay|sau){S1}){{0,2}}{daytime}\Z"),
        count=_compile(rf"(?<!\w)(?P<count>\d{{1,3}}|{alternation(words['month'])})\s{{1,3}}\Z"),
        numbers={
            row["word"].casefold(): int(row["value"])
            for row in lexicon.rows("calendar")
            if row["role"] == "month"
        },
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def _numbered_types(lexicon: Lexicon) -> list[str]:
    """Types of documents behind which even a bare number is a document's."""
    return [row["name"] for row in lexicon.rows("document_types") if row["bare"] == "any"]


def _month_and_day(written: str) -> tuple[int, int]:
    day, month = written.split("/")
    return int(month), int(day)
