"""Dates: `ngày 9-2-2007`, `quý I/2019`, `từ ngày 3 đến 5/12/2019`, `các năm 2016, 2017 và 2018`.

The text is scanned from one place where a date may begin to the next. A date found may go on behind a link
(`đến`, `-`, `và`, `,`); such a chain is then settled as a whole: who lends whom a month or year, what is one
range, and which number is no date because nothing beside it makes it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solieu.extract.date.context import Context, context
from solieu.extract.date.forms import Forms, Point, forms
from solieu.extract.date.judge import may_follow, opens_days, stands
from solieu.extract.date.patterns import hints
from solieu.extract.date.range import Link, settle
from solieu.extract.date.value import Moment, Span
from solieu.lexicon import Lexicon
from solieu.types import DateValue, Mention

# A longer list is no list of dates; the limit keeps the work on any text in proportion to its length.
_LONGEST = 60
# `trong 3 tháng 6, 7 và 8`: more dates than this are not counted before they are named.
_COUNTED = 8
# `,`, `và`, `rạng sáng` before a number that goes on; another word makes it another number: `tháng 5, cả 2`.
_PLAIN_LINK = re.compile(
    r"[\s,;&]*(?:(?:và|hoặc|hay|cùng|rạng|sáng|trưa|chiều|tối|đêm)[\s,;&]+)*", re.IGNORECASE
)
_LIST_UNITS = ("month", "quarter", "half", "months")


def find_dates(text: str, lexicon: Lexicon) -> list[Mention]:
    """The dates and calendar periods of a text, in order, none overlapping another.

    Args:
        text: the text; offsets are in its code points.
        lexicon: month names, leads of periods, what stands beside a date.

    Source of the values: ISO 8601-1:2019, and TIMEX3 (TimeML 1.2.1) for what is left out.

    >>> from solieu.lexicon import load
    >>> [(m.text, m.value.text) for m in find_dates("ngày 9-2-2007; từ ngày 3 đến 5/12/2019", load())]
    [('ngày 9-2-2007', '2007-02-09'), ('từ ngày 3 đến 5/12/2019', '2019-12-03/2019-12-05')]
    """
    scan = _Scan(text, hints(lexicon), forms(lexicon), context(lexicon))
    return [_mention(text, point) for point in scan.points()]


def _mention(text: str, point: Point) -> Mention:
    written = text[point.start : point.end]
    spelled = not any(character.isdigit() for character in written) and point.unit != "quarter"
    value = DateValue(point.span.text, valid=point.span.valid)
    return Mention(
        "date", point.start, point.end, written, value, point.rule, spelled=spelled, context=point.context
    )


@dataclass(frozen=True, slots=True)
class _Scan:
    """One walk over a text."""

    text: str
    hints: re.Pattern[str]
    forms: Forms
    context: Context

    def points(self) -> Iterator[Point]:
        """Every date of the text, chain by chain."""
        position = 0
        while hint := self.hints.search(self.text, position):
            position = hint.start() + 1
            chain = self._chain(hint.start())
            found = settle(self.text, chain, self.context)
            yield from found
            if chain and (found or not chain[-1].point.weak):
                position = chain[-1].point.end

    def has_date(self, start: int) -> bool:
        """Whether a date covers the place `start`, where it or its lead word begins."""
        chain = self._chain(start, _COUNTED)
        points = settle(self.text, chain, self.context) or [link.point for link in chain if link.point.lunar]
        return any(point.start <= start < point.end for point in points)

    def _chain(self, start: int, longest: int = _LONGEST) -> list[Link]:
        """The date that begins at `start` with those linked to it; empty if there is none."""
        anchor = self.forms.patterns["anchor"].match(self.text, start)
        point = anchor and self._first(anchor)
        chain = [Link(point, None)] if point else []
        while 0 < len(chain) < longest and (following := self._following(chain)):
            chain.append(following)
        return chain

    def _first(self, anchor: re.Match[str]) -> Point | None:
        kind = anchor.lastgroup or ""
        point = self.forms.at(self.text, anchor.start(), kind)
        if point is not None:
            weak = not stands(self.context, self.text, point)
            return point if point.weak == weak else replace(point, weak=weak)
        if kind != "digits" or not opens_days(self.context, self.text, anchor.start()):
            return None
        point = self.forms.after(self.text, anchor.start(), "day")
        return point and replace(point, weak=False)

    def _following(self, chain: Sequence[Link]) -> Link | None:
        """The next date of a chain, if one is linked to its last."""
        last = chain[-1].point
        link = self.forms.patterns["link"].match(self.text, last.end)
        if link is None or link.lastgroup is None:
            return None
        kind, start = link.lastgroup, link.end()
        months = self.forms.some_months(self.text, start)
        if months is not None:
            return Link(months, kind) if self._belongs(last, months, kind, link[0]) else None
        # a number that is a date only beside another one can but open a range
        if chain[0].point.weak and (kind == "list" or len(chain) > 1):
            return None
        anchor = self.forms.patterns["anchor"].match(self.text, start)
        if anchor is not None and anchor.lastgroup not in (None, "digits"):
            point = self.forms.at(self.text, start, anchor.lastgroup or "")
            return Link(point, kind) if point and self._belongs(last, point, kind, link[0]) else None
        point = self.forms.after(self.text, start, last.unit)
        if point is None or not self._continues(last, point, kind, link[0]):
            point = anchor and self.forms.at(self.text, start, "digits")
            if point is None or not self._continues(last, point, kind, link[0]):
                return None
        return Link(_with_century(last, replace(point, weak=last.weak, many=_round(last, point))), kind)

    def _belongs(self, last: Point, point: Point, kind: str, link: str) -> bool:
        """Whether a date with its own lead goes on with the one before it, or only stands behind it."""
        if kind == "double" or not stands(self.context, self.text, point):
            return False
        if kind == "whole":
            return last.span.low.year is None and last.unit != "year"
        in_words = any(map(str.isalpha, link))
        if point.unit == last.unit or (kind == "range" and (in_words or point.unit != "day")):
            return True
        return "," not in link and ";" not in link and last.unit in _LIST_UNITS

    def _continues(self, last: Point, point: Point, kind: str, link: str) -> bool:
        """Whether a number without a lead goes on with the date before it."""
        if point.year_at is None and kind == "list" and not _PLAIN_LINK.fullmatch(link):
            return False
        if not point.span.valid or not may_follow(self.context, self.text, point):
            return False
        if last.unit != point.unit or kind == "whole":
            return kind == "range" and point.year_at is not None and not last.weak
        if point.unit != "year":
            return kind != "double"
        return self._continues_year(last, _with_century(last, point), kind)

    def _continues_year(self, last: Point, point: Point, kind: str) -> bool:
        """`2016 - 2020`, `2016, 2017`, `2017/2018`, `2019-20`; not `2016 - 45`."""
        first, second = last.span.last.year, point.span.low.year
        if first is None or second is None:
            return False
        short = point.end - point.start == 2
        if kind == "list":
            return not short and abs(second - first) <= 100
        longest = 1 if kind == "double" else 5 if short else 200
        goes_on = not short or self.context.goes_on(self.text, point.end)
        return first < second <= first + longest and goes_on


def _round(last: Point, point: Point) -> bool:
    """`những năm 1960 và 1970`: the second is a decade as the first is."""
    return last.many and (point.span.low.year or 1) % 10 == 0


def _with_century(last: Point, point: Point) -> Point:
    """`2019-20`: the two digits that end a range of years belong to the century of its beginning."""
    first, second = last.span.last.year, point.span.low.year
    if point.rule != "date.bare_year" or point.end - point.start != 2 or first is None or second is None:
        return point
    return replace(point, span=Span(Moment(first - first % 100 + second % 100)))


def is_date_at(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the number or lead word at `start` belongs to a date, as `9` does in `9 tháng 2015`.

    >>> from solieu.lexicon import load
    >>> is_date_at("9 tháng 2015", 0, load()), is_date_at("trong 5 năm 2021-2025", 8, load())
    (True, False)
    """
    return _Scan(text, hints(lexicon), forms(lexicon), context(lexicon)).has_date(start)
