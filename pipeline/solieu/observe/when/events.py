"""Figures of the event that a text is about: an accident or a crime."""

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


def _of_incident(outline: Outline, time: Time) -> bool:
    """Whether a time is the day on which something happened that is one of its kind."""
    if time.role not in ("when", "dated") or not timex.is_brief(time.value or ""):
        return False
    low = max(outline.sentence(time.start)[0], time.start - _BEFORE)
    return _HAPPENED.search(outline.text, low, time.start) is not None
