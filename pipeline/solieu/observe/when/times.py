"""A time that a text names, and what it is there for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# What a time is there for: to say when (`when`), what a figure is set against (`basis`), the day of a cited
# document (`cited`), of an event that no figure tells of (`dated`), from when a rule holds (`effect`), in
# which a plan is to be carried out (`carried`).
Role = Literal["when", "basis", "cited", "dated", "effect", "carried"]


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
            bisect_left(self.found, start, key=start_of) : bisect_left(self.found, end, key=start_of)
        ]


def start_of(time: Time) -> int:
    """Where a time begins, to sort by."""
    return time.start
