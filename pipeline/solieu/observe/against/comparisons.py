"""What the figures of one sentence are set against, by where the words for it stand.

A comparison holds for the figure that it stands right behind (`giảm 5% so với tháng trước`), for those behind
it where it opens the sentence or a clause (`So với tháng trước, …`), and, stated once, for the whole list of
changes that it ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from solieu.observe.against.changes import changes, is_multiple
from solieu.observe.parts.outline import Span
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

RATES = frozenset(("percent", "ratio"))

# How far behind a figure stands what it is directly set against, in characters.
_DIRECT = 110
# Between a figure and its plan: a few words without a mark or a number: `% kế hoạch`, `so với dự toán`.
_NEAR = re.compile(r"[^\d,;:.()\n]{0,40}\Z")
# `tăng 10% theo chỉ tiêu được giao`, `gấp 10 lần mức quy định tại Nghị quyết`: what a figure rests on.
_GROUND = re.compile(r"(?<!\w)(?:theo|tại)(?!\w)", re.IGNORECASE)
# `có chỉ số tăng so với năm 2022`, `giảm hơn so với …`: a change without an amount.
_CHANGED = re.compile(
    r"(?<!\w)(?:tăng|giảm|cao|thấp)(?:\s(?:trưởng|cao|thấp|nhanh|mạnh|hơn)){0,3}\s(?:so\s)?(?:với\s)?\Z",
    re.IGNORECASE,
)
# `so với năm ngoái chỉ bằng 1/3`
_EQUALS = re.compile(r"(?<!\w)bằng\s(?:khoảng\s|gần\s|hơn\s)?\Z", re.IGNORECASE)
# A figure of its own kind may stand between in a list: `tăng 2,7%; xuất khẩu giảm 2,8% so với cùng kỳ`.
_BREAK = re.compile(r"[.;:]\s")
# What makes a figure before it another statement: `đạt 80% và cao hơn so với năm 2022`.
_OTHER = re.compile(r"(?:^|\s)(?:và|nhưng|tăng|giảm|lên|xuống|còn)\s")
# `gấp hơn 1,9 lần so với cùng kỳ`: a multiple with a hedge, no level that is exceeded.
_TIMES = re.compile(r"(?<!\w)gấp\s(?:hơn|kém)\s\Z", re.IGNORECASE)
# `tăng 2,8%, gấp 4 lần năm 2016`: a multiple is of another level than the change before it.
_MULTIPLE = "gấp"
# Between what is compared with and the amount: `cao hơn cùng kỳ năm 2019 là 14.032 tỷ đồng`.
_IS = re.compile(r"\s{1,3}(?:(?:là|tới|đến|khoảng|gần|hơn|trên|được)\s{1,3}){0,3}")
# The amount told again in brackets: `tăng 5 triệu won (107 triệu đồng) so với năm 2017`.
_ASIDE = re.compile(r"[^()\n]{0,30}\([^()\n]{1,60}\)")
# How far before a time the word stands that says that a figure differs from it, in characters.
_MORE = 40
# How many words stand between the parts of a list of changes that are told together at most, in characters.
_LIST = 90


@dataclass(frozen=True, slots=True)
class Comparison:
    """A place of the text that says what figures are set against: a time or a plan (`time` is None)."""

    start: int
    end: int
    time: Time | None


@dataclass(slots=True)
class Compared:
    """A sentence with its figures, in text order, and what they are set against.

    `own` has the comparison that stands right beside a figure, by the figure's start.
    """

    text: str
    span: Span
    figures: Sequence[Mention]
    found: Sequence[Comparison]
    words: Cues
    own: dict[int, Comparison] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, figure in enumerate(self.figures):
            if (beside := self._beside(figure, self._following(place))) is not None:
                self.own[figure.start] = beside

    def opens(self) -> bool:
        """Whether the sentence opens with what it is set against, and so parts from what came before."""
        return any(one.time is not None and one.end <= self.figures[0].start for one in self.found)

    def of(self, figure: Mention) -> Comparison | None:
        """What a figure is set against that another part of the sentence says."""
        return self._ahead(figure) or (self._behind(figure) if changes(self.text, figure) else None)

    def _following(self, place: int) -> int:
        """Where the figure behind another begins that does not tell it again in brackets."""
        figure = self.figures[place]
        aside = _ASIDE.match(self.text, figure.end)
        closed = aside.end() if aside is not None else figure.end
        behind = (other.start for other in self.figures[place + 1 :] if other.start >= closed)
        return next(behind, self.span[1])

    def _beside(self, figure: Mention, following: int) -> Comparison | None:
        """What stands right behind a figure as what it is set against, or right before its amount."""
        text = self.text
        for one in self.found:
            if one.start < figure.end:
                if self._differs(figure, one) and _IS.fullmatch(text, one.end, figure.start):
                    return one
                continue
            if one.start > figure.end + _DIRECT or one.start > following + _DIRECT:
                return None
            between = text[figure.end : one.start]
            if one.time is None:
                plan = following >= one.start and _NEAR.fullmatch(between) and self._planned(figure, between)
                return one if plan else None
            if _BREAK.search(between) or not self._measures(figure, between, one):
                return None
            # `giảm 11 so với 103 của tháng 3`: only the level then may stand in between
            level = self.words.starts["compare"].search(text, figure.end, following) is not None
            return one if following >= one.start or level else None
        return None

    def _differs(self, figure: Mention, one: Comparison) -> bool:
        """Whether a figure behind a comparison is how far the two are apart: `thấp hơn năm 2022 là 3 m`."""
        ahead = self.text[max(0, one.start - _MORE) : one.start]
        return changes(self.text, figure) or self.words.ends["more"].search(ahead) is not None

    def _planned(self, figure: Mention, between: str) -> bool:
        """Whether a plan behind a figure is what the figure is a share of, or set against."""
        if _GROUND.search(between):
            return False
        if self.words.starts["compare"].search(between):
            return bool(figure.change) or figure.kind in RATES
        return figure.kind in RATES or (figure.kind == "count" and figure.change is not None)

    def _measures(self, figure: Mention, between: str, one: Comparison) -> bool:
        """Whether a figure can be set against a time: a change, or a rate right before `so với`."""
        if changes(self.text, figure):
            return True
        ahead = self.text[max(0, figure.start - _MORE) : figure.start]
        more = self.words.ends["more"].search(ahead) and not _TIMES.search(ahead)
        if self.words.opposes(ahead) or more:
            return False  # the level that another is set against
        same = one.time is not None and one.time.same
        told = same or self.words.starts["compare"].search(between)
        rate = figure.kind in RATES or is_multiple(figure)
        rate = rate and "," not in between and not _OTHER.search(between)
        return rate and (bool(told) or is_multiple(figure))

    def _ahead(self, figure: Mention) -> Comparison | None:
        """The last comparison before a figure that holds for what stands behind it."""
        taken = {one.start for one in self.own.values()}
        leading = [
            one
            for one in self.found
            if one.end <= figure.start
            and (self._leads(one, figure) or (one.start not in taken and self._told_of(one, figure)))
        ]
        return leading[-1] if leading and self._led(figure, leading[-1]) else None

    def _leads(self, one: Comparison, figure: Mention) -> bool:
        """Whether a comparison stands at the head of a sentence or a clause, for the figures behind it."""
        ahead = self.text[max(0, one.start - 40) : one.start]
        if one.end <= self.figures[0].start:
            return one.time is not None or self.words.opposes(ahead)
        cue = self.words.ends["compare"].search(ahead)
        if cue is None or ";" in self.text[one.end : figure.start]:
            return False
        return ahead[: cue.start()].rstrip()[-1:] in (",", ";", ".", ":")

    def _told_of(self, one: Comparison, figure: Mention) -> bool:
        """Whether the amounts behind a comparison are of its change: `tăng so với năm 2022, cao nhất 9%`."""
        if one.time is None or ";" in self.text[one.end : figure.start]:
            return False
        return _CHANGED.search(self.text, max(0, one.start - 60), one.start) is not None

    def _led(self, figure: Mention, one: Comparison) -> bool:
        if changes(self.text, figure):
            return True
        if ";" in self.text[one.end : figure.start]:
            return False
        ahead = self.text[max(0, figure.start - 16) : figure.start]
        return is_multiple(figure) or (figure.kind in RATES and _EQUALS.search(ahead) is not None)

    def _behind(self, figure: Mention) -> Comparison | None:
        """The comparison of a list of changes that a change is in; only one with a time is shared."""
        place = self.figures.index(figure)
        listed = True
        for step, other in enumerate(self.figures[place + 1 :]):
            changed = changes(self.text, other)
            alike = changed and other.kind == figure.kind and figure.period in (None, other.period)
            near = other.start - self.figures[place + step].end < _LIST
            listed = listed and changed and near and figure.period in (None, other.period)
            if other.start in self.own:
                one = self.own[other.start]
                # only the level then, and no other comparison, in between
                beside = not any(figure.end <= found.start < one.start for found in self.found)
                next_one = step == 0 and not other.text.casefold().startswith(_MULTIPLE)
                if alike or listed or next_one or (step == 1 and beside):
                    return one if one.time else None
        return self._before(figure, place)

    def _before(self, figure: Mention, place: int) -> Comparison | None:
        """The one comparison of the changes of its kind and time before a change in the sentence."""
        alike = [
            other
            for other in self.figures[:place]
            if other.start in self.own and other.kind == figure.kind and other.period == figure.period
        ]
        found = {self.own[other.start].end: self.own[other.start] for other in alike}
        told = {one.time and (one.time.value, one.time.same) for one in found.values()}
        one = self.own[alike[-1].start] if len(told) == 1 and changes(self.text, alike[-1]) else None
        return one if one is not None and one.time is not None else None


def comparisons(text: str, span: Span, named: Times, words: Cues) -> list[Comparison]:
    """The comparisons of a sentence in text order.

    Args:
        text: the document's text.
        span: the sentence.
        named: the times that the text names.
        words: the words about times and plans.
    """
    found = [Comparison(time.start, time.end, time) for time in named.between(*span) if time.role == "basis"]
    for match in words.plans.finditer(text, *span):
        if not any(one.start <= match.start() < one.end for one in found):
            found.append(Comparison(match.start(), match.end(), None))
    planned = {one.start for one in found if one.time is None}
    # `dự toán năm 2024`: the plan's year is no time that anything is set against.
    return sorted(
        (
            one
            for one in found
            if one.time is None
            or not any(start < one.start and _NEAR.fullmatch(text[start : one.start]) for start in planned)
        ),
        key=lambda one: one.start,
    )
