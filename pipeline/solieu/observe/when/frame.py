"""The frame in which a stretch of text is read: the time that it speaks of, and where it was told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solieu.observe.parts.outline import Origin
from solieu.observe.when import timex
from solieu.observe.when.times import Time

# How many sentences a frame holds for: a span of time, a day at which things stand, the day of an event.
_SPAN, _STOCK, _EVENT = 8, 5, 1
# For how many the day of an event holds in a story.
_STORY = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """The time that a stretch of text speaks of, where it was told, and how many sentences it has held.

    `time` is None where it speaks of none. `planned`
    says that it was set by plans, `inherited` that an earlier paragraph set it, `story` that the text tells a
    story by days.
    """

    time: Time | None
    source: Origin
    age: int = 0
    planned: bool = False
    inherited: bool = False
    story: bool = False
    carried: int = 0

    def later(self) -> Frame:
        """The frame a sentence later."""
        return replace(self, age=self.age + 1)

    @property
    def holds(self) -> bool:
        """Whether it still holds."""
        if self.time is None or not self.time.value:
            return True
        day = timex.is_brief(self.time.value) and self.time.meaning != "now"
        event = _STORY if self.story else _EVENT
        return self.age <= (_SPAN if not day else _STOCK if self.time.lasting else event)


NOTHING = Frame(None, "paragraph")
