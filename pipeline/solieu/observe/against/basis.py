"""What a change or a rate is measured against: another time, or a plan.

Its own sentence says so (`solieu.observe.against.comparisons`), the levels that a change starts from and
leads to, or the sentences before: what a list of a paragraph is set against is stated once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.lexicon import Lexicon
from solieu.observe.against.changes import changes, follows_in_list, is_multiple, retold
from solieu.observe.against.comparisons import Compared, comparisons
from solieu.observe.against.time_before import time_before
from solieu.observe.parts.outline import Outline, Told
from solieu.observe.parts.retold import told_in_detail
from solieu.observe.parts.tabular import compared_in_head
from solieu.observe.when import timex
from solieu.observe.when.time_cues import Cues, cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

PLAN = "plan"
_RATES = frozenset(("percent", "ratio"))
_FIGURES = frozenset(("count", "percent", "money", "measure", "ratio"))

# What opens a line that goes on with the one before.
_CONTINUES = re.compile(
    r"\W*(?:tuy nhiên|trong (?:số )?đó|riêng|cụ thể|đồng thời|ngược lại)(?!\w)", re.IGNORECASE
)
# The end of a line that the next one goes on with, and how far back it is looked for, in characters.
_UNFINISHED = re.compile(r"[^.!?…:\s]\s*\Z")
_LINE_END = 12
# How many figures before one are kept in mind.
_KEPT = 40
# Before the share of a plan that is not named again: `vượt 5,5%`, `hoàn thành 29% doanh thu`.
_OF_PLAN = re.compile(
    r"(?<!\w)(?:vượt|(?:mới|đã)\shoàn thành|hoàn thành được)\s(?:khoảng\s|gần\s|hơn\s)?\Z", re.IGNORECASE
)
# How far back the plan is named, or something set against it, in characters.
_PLANNED = 300
# Between the shares of one plan: `29% doanh thu và 18% lợi nhuận`.
_AND = re.compile(r"\s[^\d,;:.()\n]{0,40}\svà\s")
# Parts of a year that amounts are summed up over.
_STRETCH = re.compile(r"\d{4}-(?:Q\d|H\d|01/\d{4}-\d\d)")
# `đóng góp tăng 0,27%`: a part of a change of something else, and how far before a figure it is said.
_PART_OF = re.compile(r"(?<!\w)đóng góp(?!\w)", re.IGNORECASE)
_NEAR = 40
_STAGE = re.compile(r"(\d{4})/(\d{4})")
# `từ năm 2009 đến nay`: from that year on
_SINCE = re.compile(r"(\d{4})/XXXX")


def find_bases(
    outline: Outline, mentions: Sequence[Mention], named: Times, lexicon: Lexicon
) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out.

    Args:
        outline: the text with its parts.
        mentions: all its mentions with their standing and period, in text order.
        named: the times that it names (`solieu.observe.when.find_times`).
        lexicon: the vocabulary.
    """
    figures = [mention for mention in mentions if mention.kind in _FIGURES]
    told = any(time.role == "basis" for time in named.found)
    if not told and not any(figure.change or figure.kind in _RATES for figure in figures):
        return {}
    return _Reading(outline, named, cues(lexicon)).told(figures)


class _Reading:
    """One reading of a text, sentence by sentence."""

    def __init__(self, outline: Outline, named: Times, words: Cues) -> None:
        self._outline, self._times, self._words = outline, named, words
        self._bases: dict[int, Told] = {}
        self._plan_at = -_PLANNED  # where the last figure that is set against a plan ends

    def told(self, figures: Sequence[Mention]) -> dict[int, Told]:
        """The basis of each figure that has one, by its start."""
        text = self._outline.text
        at, inside, begun = 0, None, None
        earlier = list[Mention]()
        for start, high in self._outline.sentences or ((0, len(text)),):
            # `So với cùng kỳ,` on a line of its own begins the sentence of the next line
            low, begun = start if begun is None else begun, None
            if text[start:high].rstrip().endswith(","):
                begun = start
            first = at
            while at < len(figures) and figures[at].start < high:
                at += 1
            here = figures[first:at]
            if not here:
                continue
            block = self._outline.block(start)
            if block is not None and self._outline.blocks[block].part == "cell":
                self._in_cells(here)
                continue
            span = low, high
            compared = Compared(
                text, span, here, comparisons(text, span, self._times, self._words), self._words
            )
            if compared.opens() or (block != inside and not self._continues(inside, block)):
                earlier = []
            self._sentence(compared, earlier)
            inside, earlier = block, [*earlier, *here][-_KEPT:]
        self._headline(figures)
        return self._bases

    def _headline(self, figures: Sequence[Mention]) -> None:
        """What a change in the headline is measured against, as the text below says that tells it again."""
        for figure, below in told_in_detail(self._outline, figures):
            if figure.start in self._bases or not figure.change:
                continue
            alike = [other for other in below if other.change == figure.change]
            if alike and all(other.period in (figure.period, None) for other in alike):
                known = self._known(alike)
                if len(known) == 1:
                    self._bases[figure.start] = Told(known.pop(), "paragraph")

    def _continues(self, before: int | None, block: int | None) -> bool:
        """Whether a paragraph goes on with the one before: a broken line, or prose of one sentence a line."""
        if before is None or block is None:
            return False
        here, last = self._outline.blocks[block], self._outline.blocks[before]
        if _CONTINUES.match(self._outline.text, here.start):
            return True
        if block == before + 1 and _UNFINISHED.search(self._outline.text, here.start - _LINE_END, here.start):
            return True
        return here.part == last.part == "text" and here.parent == last.parent

    def _in_cells(self, figures: Sequence[Mention]) -> None:
        """What the heads of a table say that the figures in its cells are measured against."""
        for figure in figures:
            found = compared_in_head(self._outline, self._times, self._words, figure.start)
            value = _value(figure, found[0]) if found is not None else None
            if found is not None and value:
                self._bases[figure.start] = Told(value, found[1])

    def _sentence(self, compared: Compared, earlier: Sequence[Mention]) -> None:
        for place, figure in enumerate(compared.figures):
            before = compared.figures[place - 1] if place else None
            found = self._figure(figure, before, compared, earlier)
            if found is not None:
                self._bases[figure.start] = found
                self._plan_at = figure.end if found.value == PLAN else self._plan_at

    def _figure(
        self, figure: Mention, before: Mention | None, compared: Compared, earlier: Sequence[Mention]
    ) -> Told | None:
        text = compared.text
        own = compared.own.get(figure.start)
        if own is None and before is not None and before.start in self._bases:
            same = self._bases[before.start]
            if retold(text, figure, before) or (same.value != PLAN and follows_in_list(text, figure, before)):
                return same
        if own is None and _PART_OF.search(text, max(compared.span[0], figure.start - _NEAR), figure.start):
            return None
        found = own or compared.of(figure)
        value = _value(figure, found.time) if found is not None else None
        if value is not None:
            return Told(value, "sentence" if own is None else "phrase")
        if self._share_of_plan(figure, before):
            return Told(PLAN, "paragraph")
        if not changes(text, figure) and not is_multiple(figure):
            return None
        if level := self._levels(figure, compared.figures):
            return Told(level, "sentence")
        before_it = [other for other in (*earlier, *compared.figures) if other.start < figure.start]
        known = self._going_on(figure, before_it) or self._same_stretch(figure, before_it)
        return Told(known, "paragraph") if known is not None else None

    def _share_of_plan(self, figure: Mention, before: Mention | None) -> bool:
        """Whether a percentage is one of a plan named before: `vượt 5,5%` where `97% chỉ tiêu` precedes."""
        text = self._outline.text
        if figure.kind != "percent":
            return False
        if (
            before is not None
            and before.start in self._bases
            and _AND.fullmatch(text, before.end, figure.start)
        ):
            return self._bases[before.start].value == PLAN
        if not _OF_PLAN.search(text, max(0, figure.start - 24), figure.start):
            return False
        low = max(0, figure.start - _PLANNED)
        return self._plan_at >= low or self._words.plans.search(text, low, figure.start) is not None

    def _levels(self, figure: Mention, figures: Sequence[Mention]) -> str | None:
        """The time of the level that a change starts from, or the beginning of the stage that it is over."""
        pair = [
            other for other in figures if other.start < figure.start and other.period and not other.change
        ][-2:]
        if (
            len(pair) == 2
            and pair[0].kind == pair[1].kind
            and figure.period == pair[1].period != pair[0].period
        ):
            return pair[0].period
        low = self._outline.sentence(figure.start)[0]
        for time in self._times.between(low, figure.start):
            value = time.value or ""
            stage = _STAGE.fullmatch(value)
            if stage and time.role == "when" and stage[2] == figure.period:
                return stage[1]
            since = _SINCE.fullmatch(value)
            if since and time.role == "when" and not is_multiple(figure):
                return since[1]
        return None

    def _going_on(self, figure: Mention, earlier: Sequence[Mention]) -> str | None:
        """The basis told before in the paragraph, for a change of the same sort at the same time."""
        alike = [other for other in earlier if other.period == figure.period and self._alike(other, figure)]
        values = self._known(alike[-3:])
        opening = self._outline.sentence(figure.start)[0]
        again = self._words.starts["again"].match(self._outline.text, opening)
        if again is None and (figure.kind not in _RATES or not alike or not _same_unit(figure, alike[-1])):
            # the parts of a whole: `tăng 5% so với … Trong đó, … tăng 7%`
            part = self._words.starts["part"].match(self._outline.text, opening)
            values = self._known([other for other in earlier[-1:] if part and self._alike(other, figure)])
        elif again is not None and not values:
            values = self._known(earlier[-3:])
        return values.pop() if len(values) == 1 and PLAN not in values else None

    def _same_stretch(self, figure: Mention, earlier: Sequence[Mention]) -> str | None:
        """The same stretch of the year before, for a change over a part of a year.

        It is what such changes are set against where the one told last was.
        """
        known = [other for other in earlier if other.start in self._bases]
        if figure.kind != "percent" or not known or not _STRETCH.fullmatch(figure.period or ""):
            return None
        last = known[-1]
        alike = self._bases[last.start].value == timex.same_stretch(last.period, None)
        return timex.same_stretch(figure.period, None) if alike else None

    def _alike(self, other: Mention, figure: Mention) -> bool:
        """Whether both figures are changes told in the same way."""
        text = self._outline.text
        told = changes(text, other) or (is_multiple(other) and is_multiple(figure))
        return told and other.kind == figure.kind

    def _known(self, figures: Sequence[Mention]) -> set[str]:
        return {self._bases[figure.start].value for figure in figures if figure.start in self._bases}


def _same_unit(figure: Mention, other: Mention) -> bool:
    return getattr(other.value, "unit", None) == getattr(figure.value, "unit", None)


def _value(figure: Mention, time: Time | None) -> str | None:
    """What a figure is set against, a plan where it is no time; None where the text does not let one know."""
    return PLAN if time is None else time_before(figure.period, time)
