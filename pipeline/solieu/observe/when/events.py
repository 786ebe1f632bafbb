"""Figures of the event that a text is about: an accident, a crime, a ceremony, the verdict of a court."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solieu.observe.parts.outline import Outline, Told
from solieu.observe.when import timex
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

# How far before its day, or before what came of it, it is told that something happened, in characters.
_BEFORE = 240
# `vụ cháy xảy ra vào khoảng 22h ngày 5/3`, `ngày 5/3, xảy ra một vụ` is one of many.
_HAPPENED = re.compile(
    r"(?<!\w)(?:vụ|sự việc|sự cố|tai nạn|trận)\s[^.;\n\d]{0,120}(?:xảy|diễn) ra\s[^.;\n]{0,100}\Z"
    r"|(?<!\w)xảy ra\s(?:một\s)?(?:vụ|trận)\s[^.;\n\d]{0,100}\Z",
    re.IGNORECASE,
)


def of_incident(
    outline: Outline, figures: Sequence[Mention], named: Times, told: Mapping[int, Told], words: Cues
) -> dict[int, Told]:
    """The day of the incident for the figures of its victims and its damage that no other time is told of.

    A text that tells of several incidents leaves these open, as does a report.

    Args:
        outline: the text with its parts.
        figures: its figures, in text order.
        named: the times that it names.
        told: the periods that are told of the figures, by their start.
        words: the words about times.
    """
    if outline.opening.formal or outline.opening.letterhead:
        return {}
    days = {time.value for time in named.found if time.value and _of_incident(outline, time)}
    if len(days) != 1:
        return {}
    day = Told(days.pop(), "paragraph")
    return {
        figure.start: day
        for figure in figures
        if (figure.start not in told or told[figure.start].source == "paragraph")
        and figure.status not in ("plan", "norm")
        and not any(time.value for time in named.between(*outline.sentence(figure.start)))
        and words.within["harm"].search(outline.text, *outline.clause(figure.start, figure.end))
    }


# In how many paragraphs of a text the day of its ceremony is named.
_FIRST = 3


def of_ceremony(
    outline: Outline, figures: Sequence[Mention], named: Times, told: Mapping[int, Told], words: Cues
) -> dict[int, Told]:
    """The day that a text begins with for what was awarded then, or laid upon somebody by a court.

    `trao bằng khen cho 11 tập thể`, `buộc bồi thường 5 tỷ đồng`

    Args:
        outline: the text with its parts.
        figures: its figures, in text order.
        named: the times that it names.
        told: the periods that are told of the figures, by their start.
        words: the words about times.
    """
    blocks = [block for block in outline.blocks if block.start >= outline.opening.span[1]][:_FIRST]
    if not blocks or outline.opening.formal or outline.opening.letterhead:
        return {}
    days = (time for time in named.between(blocks[0].start, blocks[-1].end) if time.role == "when")
    day = next((day for day in days if not day.lasting and timex.is_brief(day.value or "")), None)
    if day is None or not day.value:
        return {}
    return {
        figure.start: Told(day.value, "paragraph")
        for figure in figures
        if figure.start > day.end
        and (figure.start not in told or told[figure.start].source in ("paragraph", "head"))
        and figure.status is None
        and _awarded(outline, figure, named, words)
    }


def _awarded(outline: Outline, figure: Mention, named: Times, words: Cues) -> bool:
    """Whether a figure stands behind a word for an award or a verdict, and behind no time."""
    low = max(outline.sentence(figure.start)[0], figure.start - _BEFORE)
    if figure.kind not in ("count", "money") or any(time.value for time in named.between(low, figure.start)):
        return False
    ahead = low, figure.start
    if words.within["award"].search(outline.text, *ahead):
        return True
    verdict = words.within["verdict"].search(outline.text, *ahead)
    return verdict is not None and not words.within["asked"].search(outline.text, *ahead)


def _of_incident(outline: Outline, time: Time) -> bool:
    """Whether a time is the day on which something happened that is one of its kind."""
    if time.role not in ("when", "dated") or not timex.is_brief(time.value or ""):
        return False
    low = max(outline.sentence(time.start)[0], time.start - _BEFORE)
    return _HAPPENED.search(outline.text, low, time.start) is not None
