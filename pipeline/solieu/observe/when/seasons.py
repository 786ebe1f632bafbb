"""Times that people tell by a season: the year of a crop, the new year of the moon and its name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation
from solieu.observe.parts.outline import Outline
from solieu.observe.when import timex
from solieu.observe.when.time_cues import LOOK, Cues
from solieu.observe.when.times import Time, start_of

# The names of years come again after this many.
_CYCLE = 60
# How far around a crop the words are looked for that tell of it as one, in characters.
_NEAR = 300
# Up to where a season that is followed by a date or a year is named by that, in characters.
_BESIDE = 6
# A season whose year words tell that stand behind it: `vụ xuân năm trước`, `tết năm ngoái`.
_TOLD = re.compile(r"\s{1,3}(?:năm|này|trước|sau|tới|vừa)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seasons:
    """The patterns of seasons, and the names of years by what they say of a year."""

    crop: re.Pattern[str]
    new_year: re.Pattern[str]
    stems: dict[str, int]
    branches: dict[str, int]


@cache
def _seasons(lexicon: Lexicon) -> _Seasons:
    rows = lexicon.rows("seasons")
    names = {
        role: [row["name"] for row in rows if row["role"] == role]
        for role in ("crop", "new year", "stem", "branch")
    }
    years = (
        rf"(?P<stem>{alternation(names['stem'])})\s{{1,3}}(?P<branch>{alternation(names['branch'])})(?!\w)"
    )
    return _Seasons(
        # `vụ xuân`, `vụ lúa hè thu`
        crop=re.compile(rf"(?<!\w)vụ\s{{1,3}}{alternation(names['crop'])}(?!\w)", re.IGNORECASE),
        # `tết Nguyên đán`, `Tết Kỷ Hợi`
        new_year=re.compile(
            rf"(?<!\w){alternation(names['new year'])}(?!\w)(?:\s{{1,3}}{years})?", re.IGNORECASE
        ),
        stems={row["name"]: int(row["value"]) for row in rows if row["role"] == "stem"},
        branches={row["name"]: int(row["value"]) for row in rows if row["role"] == "branch"},
    )


def crops(
    outline: Outline, found: Sequence[Time], words: Cues, lexicon: Lexicon, year: int | None
) -> Iterator[Time]:
    """The year of the text where it tells of a crop of it: `diện tích gieo trồng vụ xuân đạt 300 ha`.

    A crop is of a year and not of the month of the report; but where a sentence, or the lead over it, names
    a time of its own, it is told of that.

    Args:
        outline: the text with its parts.
        found: the other times that it names, in text order.
        words: the words about times.
        lexicon: the vocabulary.
        year: the year that the text speaks of.
    """
    if year is None:
        return
    text = outline.text
    for match in _seasons(lexicon).crop.finditer(text):
        low, high = outline.sentence(match.start())
        low, high = max(low, match.start() - _NEAR), min(high, match.end() + _NEAR)
        if _named_beside(text, match.end(), found) or words.within["crops"].search(text, low, high) is None:
            continue
        over = [(low, match.start())]
        over += [(block.start, block.end) for block in outline.above(match.start()) if block.part == "lead"]
        if any(time.role == "when" for start, end in over for time in _between(found, start, end)):
            continue
        if not words.compares(text[max(low, match.start() - LOOK) : match.start()]):
            yield Time(match.start(), match.end(), f"{year:04}", meaning="crop")


def new_years(outline: Outline, dates: Sequence[Time], words: Cues, lexicon: Lexicon) -> Iterator[Time]:
    """The years of the festivals that a text names: `Tết Kỷ Hợi` beside 2018 is 2019, `3 ngày tết` the same.

    Args:
        outline: the text with its parts.
        dates: the dates that it names, in text order.
        words: the words about times.
        lexicon: the vocabulary.
    """
    text, seasons = outline.text, _seasons(lexicon)
    near = max((known for time in dates if (known := timex.year(time.value or ""))), default=None)
    named = list(_feasts(outline, dates, words, seasons, near))
    this = max((year for _, year, compared in named if year is not None and not compared), default=None)
    for match, year, compared in named:
        low = max(outline.sentence(match.start())[0], match.start() - LOOK)
        told = _TOLD.match(text, match.end()) or _named_beside(text, match.end(), dates)
        if told or _LUNAR_DAY.search(text, low, match.start()):
            continue
        if year is None and _DURING.search(text, low, match.start()):
            year = this
        if year is not None:
            yield Time(match.start(), match.end(), f"{year:04}", "basis" if compared else "when")


def _feasts(
    outline: Outline, dates: Sequence[Time], words: Cues, seasons: _Seasons, near: int | None
) -> Iterator[tuple[re.Match[str], int | None, bool]]:
    """The festivals that a text names, each with its year, and whether it is one that is compared with."""
    text = outline.text
    for match in seasons.new_year.finditer(text):
        low = max(outline.sentence(match.start())[0], match.start() - LOOK)
        beside = _named_beside(text, match.end(), dates)
        year = timex.year(beside.value or "") if beside else None
        if year is None and match["stem"]:
            year = _named_year(seasons, match, near)
        compared = words.compares(text[low : match.start()])
        yield match, year, compared or (beside is not None and beside.role == "basis")


# `mùng 3 Tết`, `29 Tết`: a day of the moon.
_LUNAR_DAY = re.compile(r"\d\s{1,3}\Z")
# `trong ba ngày tết`, `dịp tết`, `kỳ nghỉ tết`: the days of the festival, in which things come to pass.
_DURING = re.compile(r"(?<!\w)(?:trong|dịp|ngày|nghỉ|qua)\s{1,3}\Z", re.IGNORECASE)


def _named_beside(text: str, end: int, times: Sequence[Time]) -> Time | None:
    """The time that stands right behind a season and is that of it: `vụ xuân năm 2024`."""
    beside = _between(times, end, end + _BESIDE + 1)
    return next((time for time in beside if not text[end : time.start].strip(" ,(")), None)


def _between(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    """The times that begin in a stretch of the text."""
    return times[bisect_left(times, start, key=start_of) : bisect_left(times, end, key=start_of)]


def _named_year(seasons: _Seasons, match: re.Match[str], near: int | None) -> int | None:
    """The year of a name of the cycle that is the nearest to one that the text names in figures."""
    stem, branch = seasons.stems[match["stem"].casefold()], seasons.branches[match["branch"].casefold()]
    if near is None:
        return None
    around = range(near - _CYCLE // 2, near + _CYCLE // 2)
    return next((year for year in around if year % 10 == stem and year % 12 == branch), None)
