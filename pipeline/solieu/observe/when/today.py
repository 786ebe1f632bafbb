"""What stands now in a text without a date of its own: it is told of the day on which the text speaks."""

from __future__ import annotations

from collections.abc import Sequence

from solieu.observe.parts.figures import OBSERVED
from solieu.observe.parts.outline import Outline, Told
from solieu.observe.when import timex
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

# In how many paragraphs of a text the day is named on which it speaks.
_FIRST = 2
# Of how many days a text can tell and still be taken to speak on the first of them.
_FEW_DAYS = 2


def of_today(outline: Outline, mentions: Sequence[Mention], named: Times) -> dict[int, Told]:
    """The day on which a text speaks, for the figures that `hiện`, `đến nay` are told of and no other time.

    That is the last day before them on which somebody spoke (`Trưa 21-8, ông A cho biết`), else the day that
    the text opens with, unless it goes on to tell of several. A document with a date of its own is left out,
    whose times are all told by that.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, with their periods as far as these are told otherwise, in text order.
        named: the times that it names.
    """
    if outline.date is not None or outline.opening.formal or outline.opening.letterhead:
        return {}
    days = [time for time in named.found if _is_spoken(time)]
    first = _first_day(outline, days)
    found: dict[int, Told] = {}
    for figure in mentions:
        if figure.kind in OBSERVED and figure.period is None and _is_now(outline, figure, named):
            said = [time.value for time in days if time.meaning == "said" and time.start < figure.start]
            day = said[-1] if said else first
            if day is not None:
                found[figure.start] = Told(day, "paragraph")
    return found


def _is_spoken(time: Time) -> bool:
    """Whether a time is a day that the text tells of, or on which somebody speaks in it."""
    told = time.role == "when" or time.meaning == "said"
    return told and time.value is not None and timex.unit(time.value) == "day"


def _first_day(outline: Outline, days: Sequence[Time]) -> str | None:
    """The day that a text opens with, if it tells of few: that of an event or a speech, not of a stock."""
    blocks = [block for block in outline.blocks if block.start >= outline.opening.span[1]][:_FIRST]
    if not blocks or len({day.value for day in days}) > _FEW_DAYS:
        return None
    low, high = blocks[0].start, blocks[-1].end
    return next((day.value for day in days if low <= day.start < high and not day.lasting), None)


def _is_now(outline: Outline, figure: Mention, named: Times) -> bool:
    """Whether the last time before a figure in its sentence is now, on no day that is known."""
    before = named.between(outline.sentence(figure.start)[0], figure.start)
    last = next((time for time in reversed(before) if time.role == "when"), None)
    return last is not None and last.meaning == "now" and last.value is None
