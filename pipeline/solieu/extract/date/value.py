"""What a text says of a day, month, quarter or year, and how it is written in ISO 8601 / TIMEX3."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal["day", "month", "quarter", "half", "months", "year"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the calendar as far as the text tells it; None is what the text leaves out.

    `part` is a quarter or half (`Q3`, `H1`) and then `month` is None.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def text(self) -> str:
        """ISO 8601 with `X` for what is left out.

        >>> Moment(2007, 2, 9).text, Moment(month=10, day=3).text, Moment(2019, part="Q1").text
        ('2007-02-09', 'XXXX-10-03', '2019-Q1')
        """
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.part is not None:
            return f"{year}-{self.part}"
        if self.month is None:
            return year if self.day is None else f"{year}-XX-{self.day:02d}"
        return f"{year}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")

    @property
    def valid(self) -> bool:
        """Whether the calendar has it: no 31 February, no month 13; 29 February without a year is one.

        >>> Moment(2010, 2, 29).valid, Moment(month=2, day=29).valid, Moment(2010, 13).valid
        (False, True, False)
        """
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        days = 31 if self.month is None else monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= days

    def beside(self, other: Moment) -> Moment:
        """This moment with the month (for a bare day) and year that it leaves out taken from another."""
        filled = self
        if self.month is None and self.day is not None:
            filled = replace(filled, month=other.month)
        if self.year is None:
            filled = replace(filled, year=other.year)
        return filled


@dataclass(frozen=True, slots=True)
class Span:
    """A moment, or a stretch from one moment to another: `6 tháng`, a decade, a term."""

    low: Moment
    high: Moment | None = None

    @property
    def text(self) -> str:
        """The value as the guideline writes it.

        >>> Span(Moment(2015, 1), Moment(2015, 9)).text
        '2015-01/2015-09'
        """
        return self.low.text if self.high is None else f"{self.low.text}/{self.high.text}"

    @property
    def valid(self) -> bool:
        """Whether both its ends are days, months or years that exist."""
        return self.low.valid and (self.high is None or self.high.valid)

    @property
    def last(self) -> Moment:
        """Its last moment."""
        return self.low if self.high is None else self.high


def first_months(count: int, year: int | None) -> Span:
    """The first `count` months of a year: a half where it is six.

    >>> first_months(9, 2015).text, first_months(6, None).text
    ('2015-01/2015-09', 'XXXX-H1')
    """
    if count == 6:
        return Span(Moment(year, part="H1"))
    return Span(Moment(year, 1), Moment(year, count))


def last_months(count: int, year: int | None) -> Span:
    """The last `count` months of a year.

    >>> last_months(2, 2018).text
    '2018-11/2018-12'
    """
    if count == 6:
        return Span(Moment(year, part="H2"))
    return Span(Moment(year, 13 - count), Moment(year, 12))


def decade(year: int) -> Span:
    """The ten years that begin with a round one.

    >>> decade(1960).text
    '1960/1969'
    """
    return Span(Moment(year), Moment(year + 9))


def full_year(digits: str) -> int:
    """A year with its century: two digits up to 30 belong to this century, the others to the last.

    >>> full_year("75"), full_year("09"), full_year("1998")
    (1975, 2009, 1998)
    """
    year = int(digits)
    if len(digits) != 2:
        return year
    return year + (2000 if year <= 30 else 1900)


def is_before(first: Moment, second: Moment) -> bool | None:
    """Whether one moment lies before another, None where what they tell cannot be compared."""
    pairs = zip((first.year, first.month, first.day), (second.year, second.month, second.day), strict=True)
    for one, other in pairs:
        if one is None or other is None:
            if one is not other:
                return None
            continue
        if one != other:
            return one < other
    return False
