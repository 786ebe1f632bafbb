"""Figures of what a whole text is about: the moment of a census, the term of office that it looks back on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solieu.observe.parts.outline import Block, Outline, Told
from solieu.observe.when import timex
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

# In how many paragraphs a text says what it is about.
_FIRST = 3
# `vào thời điểm 0 giờ ngày 1/4/2019`: the moment at which all is counted.
_MOMENT = re.compile(r"(?<![\d:])0{1,2}\s?(?:giờ|h)\s{1,3}(?:ngày\s{1,3})?\Z", re.IGNORECASE)
_MOMENT_WITHIN = re.compile(r"0{1,2}\s?(?:giờ|h)\s", re.IGNORECASE)
_CENSUS = re.compile(r"(?<!\w)(?:tổng điều tra|điều tra dân số)(?!\w)", re.IGNORECASE)
# How far before its day the moment of a count is looked for, in characters.
_HOUR = 16
# `nhiệm kỳ 2015-2020`
_TERM = re.compile(r"\d{4}/\d{4}")


def of_census(
    outline: Outline, figures: Sequence[Mention], named: Times, told: Mapping[int, Told]
) -> dict[int, Told]:
    """The moment of the census that a text begins with, for what was counted and is told of no other time.

    Args:
        outline: the text with its parts.
        figures: its figures, in text order.
        named: the times that it names.
        told: the periods that are told of the figures, by their start.
    """
    opens = _first(outline)
    if not opens or _CENSUS.search(outline.text, 0, opens[0].end) is None:
        return {}
    moments = [time for time in named.found if time.value and _is_moment(outline, time)]
    if len({time.value for time in moments}) != 1:
        return {}
    day = Told(moments[0].value or "", "paragraph")
    return {
        figure.start: day
        for figure in figures
        if figure.start > moments[0].end
        and _open_or_of_year(told.get(figure.start), day.value)
        and figure.status is None
        and not figure.change
        and figure.kind != "money"
    }


def _open_or_of_year(told: Told | None, day: str) -> bool:
    """Whether nothing is told of a figure, or by its text's headline no more than the year of a day."""
    return told is None or (told.source == "head" and told.value == day[:4])


def of_term(
    outline: Outline, figures: Sequence[Mention], named: Times, told: Mapping[int, Told], words: Cues
) -> dict[int, Told]:
    """The term of office that a text opens with, for what was made or done and is told of no other time.

    Args:
        outline: the text with its parts.
        figures: its figures, in text order.
        named: the times that it names.
        told: the periods that are told of the figures, by their start.
        words: the words about times.
    """
    opens = _first(outline)
    terms = [time for time in named.found if _TERM.fullmatch(time.value or "") and _opens(outline, time)]
    term = next((time for time in terms if opens and time.start < opens[-1].end), None)
    if term is None or outline.text[term.start : term.start + 5].casefold() != "nhiệm":
        return {}
    return {
        figure.start: Told(term.value or "", "paragraph")
        for figure in figures
        if figure.start > term.end
        and figure.start not in told
        and figure.status is None
        and words.within["flows"].search(outline.text, outline.sentence(figure.start)[0], figure.start)
    }


def _first(outline: Outline) -> list[Block]:
    return [block for block in outline.blocks if block.start >= outline.opening.span[1]][:_FIRST]


def _opens(outline: Outline, time: Time) -> bool:
    """Whether a sentence begins with a time, perhaps behind `Trong` or `Sau`."""
    return len(outline.text[outline.sentence(time.start)[0] : time.start].strip()) <= len("Trong")


def _is_moment(outline: Outline, time: Time) -> bool:
    if timex.unit(time.value or "") != "day":
        return False
    ahead = _MOMENT.search(outline.text, max(0, time.start - _HOUR), time.start)
    return ahead is not None or _MOMENT_WITHIN.match(outline.text, time.start) is not None
