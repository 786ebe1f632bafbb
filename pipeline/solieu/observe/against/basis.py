"""What a change or a rate is measured against: another time, or a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.observe.against.changes import changes, retold
from solieu.observe.against.time_before import time_before
from solieu.observe.parts.outline import Origin, Outline, Told
from solieu.observe.parts.tabular import compared_in_head
from solieu.observe.when.time_cues import Cues, cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

PLAN = "plan"
_RATES = frozenset(("percent", "ratio"))
_FIGURES = frozenset(("count", "percent", "money", "measure", "ratio"))

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
# What opens a line that goes on with the one before.
_CONTINUES = re.compile(
    r"\W*(?:tuy nhiên|trong (?:số )?đó|riêng|cụ thể|đồng thời|ngược lại)(?!\w)", re.IGNORECASE
)
# A figure of its own kind may stand between in a list: `tăng 2,7%; xuất khẩu giảm 2,8% so với cùng kỳ`.
_BREAK = re.compile(r"[.;:]\s")
# What makes a figure before it another statement: `đạt 80% và cao hơn so với năm 2022`.
_OTHER = re.compile(r"(?:^|\s)(?:và|nhưng|tăng|giảm|lên|xuống|còn)\s")
# Before the share of a plan that is not named again: `vượt 5,5%`, `hoàn thành 29% doanh thu`.
_OF_PLAN = re.compile(
    r"(?<!\w)(?:vượt|(?:mới|đã)\shoàn thành|hoàn thành được)\s(?:khoảng\s|gần\s|hơn\s)?\Z", re.IGNORECASE
)
# How far back the plan is named, or something set against it, in characters.
_PLANNED = 300
# Between the shares of one plan: `29% doanh thu và 18% lợi nhuận`.
_AND = re.compile(r"\s[^\d,;:.()\n]{0,40}\svà\s")
# Between what is compared with and the amount: `cao hơn cùng kỳ năm 2019 là 14.032 tỷ đồng`.
_IS = re.compile(r"\s{1,3}(?:(?:là|tới|đến|khoảng|gần|hơn|trên|được)\s{1,3}){0,3}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A place of the text that says what figures are set against: a time or a plan (`time` is None)."""

    start: int
    end: int
    time: Time | None


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
    if not any(figure.change or figure.kind in _RATES for figure in figures):
        return {}
    reading = _Reading(outline, named, cues(lexicon))
    return reading.told(figures)


class _Reading:
    """One reading of a text, sentence by sentence."""

    def __init__(self, outline: Outline, named: Times, words: Cues) -> None:
        self._outline, self._times, self._words = outline, named, words
        self._plan_at = -_PLANNED  # where the last figure that is set against a plan ends

    def told(self, figures: Sequence[Mention]) -> dict[int, Told]:
        """The basis of each figure that has one, by its start."""
        bases: dict[int, Told] = {}
        at, earlier = 0, list[Mention]()
        inside: int | None = None
        begun = None
        for start, high in self._outline.sentences or ((0, len(self._outline.text)),):
            # `So với cùng kỳ,` on a line of its own begins the sentence of the next line
            low, begun = start if begun is None else begun, None
            if self._outline.text[start:high].rstrip().endswith(","):
                begun = start
            if at < len(figures) and figures[at].start < high:
                last = at
                while last < len(figures) and figures[last].start < high:
                    last += 1
                here = figures[at:last]
                block = self._outline.block(start)
                if block is not None and self._outline.blocks[block].part == "cell":
                    bases |= self._in_cells(here)
                    at = last
                    continue
                if block != inside and _CONTINUES.match(self._outline.text, start) is None:
                    earlier = []
                bases |= self._sentence((low, high), here, earlier, bases)
                at, inside, earlier = last, block, [*earlier, *here][-40:]
        return bases

    def _in_cells(self, figures: Sequence[Mention]) -> dict[int, Told]:
        """What the heads of a table say that the figures in its cells are measured against."""
        told: dict[int, Told] = {}
        for figure in figures:
            found = compared_in_head(self._outline, self._times, self._words, figure.start)
            if found is not None:
                value = _value(figure, found[0])
                told |= {figure.start: Told(value, found[1])} if value else {}
        return told

    def _sentence(
        self,
        span: tuple[int, int],
        figures: Sequence[Mention],
        earlier: Sequence[Mention],
        known: dict[int, Told],
    ) -> dict[int, Told]:
        compared = self._comparisons(span, figures)
        own: dict[int, tuple[Comparison, Origin]] = {}
        for place, figure in enumerate(figures):
            following = figures[place + 1].start if place + 1 < len(figures) else span[1]
            direct = self._direct(figure, following, compared)
            if direct is not None:
                own[figure.start] = direct, "phrase"
        told: dict[int, Told] = {}
        for place, figure in enumerate(figures):
            before = figures[place - 1] if place else None
            same = told.get(before.start) if before is not None and figure.start not in own else None
            if before is not None and same is not None and retold(self._outline.text, figure, before):
                told[figure.start] = same
                continue
            found = own.get(figure.start) or self._shared(figure, figures, own, compared)
            value = _value(figure, found[0].time) if found else None
            if value is None and self._share_of_plan(figure, before, told):
                value, source = PLAN, "paragraph"
            elif value is None and (changes(self._outline.text, figure) or self._multiple(figure)):
                value, source = self._levels(figure, figures), "sentence"
                if value is None:
                    value, source = self._going_on(figure, earlier, {**known, **told}), "paragraph"
            else:
                source = found[1] if found else "sentence"
            if value is not None:
                told[figure.start] = Told(value, source)  # type: ignore[arg-type]
                self._plan_at = figure.end if value == PLAN else self._plan_at
        return told

    def _share_of_plan(self, figure: Mention, before: Mention | None, told: dict[int, Told]) -> bool:
        """Whether a percentage is one of a plan named before: `vượt 5,5%` where `97% chỉ tiêu` precedes."""
        text = self._outline.text
        if figure.kind != "percent":
            return False
        if before is not None and before.start in told and _AND.fullmatch(text, before.end, figure.start):
            return told[before.start].value == PLAN
        if not _OF_PLAN.search(text, max(0, figure.start - 24), figure.start):
            return False
        low = max(0, figure.start - _PLANNED)
        return self._plan_at >= low or self._words.plans.search(text, low, figure.start) is not None

    def _comparisons(self, span: tuple[int, int], figures: Sequence[Mention]) -> list[Comparison]:
        """The comparisons of a sentence in text order."""
        text = self._outline.text
        found = [
            Comparison(time.start, time.end, time)
            for time in self._times.between(*span)
            if time.role == "basis"
        ]
        for match in self._words.plans.finditer(text, *span):
            if not any(one.start <= match.start() < one.end for one in found):
                found.append(Comparison(match.start(), match.end(), None))
        planned = {one.start for one in found if one.time is None}
        # `dự toán năm 2024`: the plan's year is no time that anything is set against.
        return sorted(
            (
                one
                for one in found
                if one.time is None
                or not any(
                    start < one.start and _NEAR.fullmatch(text[start : one.start]) for start in planned
                )
            ),
            key=lambda one: one.start,
        )

    def _leads(self, one: Comparison, figure: Mention, figures: Sequence[Mention]) -> bool:
        """Whether a comparison stands at the head of a sentence or a clause, for the figures behind it."""
        text = self._outline.text
        ahead = text[max(0, one.start - 40) : one.start]
        if one.end <= figures[0].start:
            return one.time is not None or self._words.opposes(ahead)
        cue = self._words.ends["compare"].search(ahead)
        if cue is None or ";" in text[one.end : figure.start]:
            return False
        return ahead[: cue.start()].rstrip()[-1:] in (",", ";", ".", ":")

    def _told_of(self, one: Comparison, figure: Mention) -> bool:
        """Whether the amounts behind a comparison are of its change: `tăng so với năm 2022, cao nhất 9%`."""
        text = self._outline.text
        if one.time is None or ";" in text[one.end : figure.start]:
            return False
        return _CHANGED.search(text, max(0, one.start - 60), one.start) is not None

    def _multiple(self, figure: Mention) -> bool:
        """Whether a figure says how many times another it is."""
        if figure.kind == "count":
            return figure.noun == "lần" and not figure.change
        return figure.kind == "ratio" and "/" not in figure.value.text

    def _direct(self, figure: Mention, following: int, compared: Sequence[Comparison]) -> Comparison | None:
        """What stands right behind a figure as what it is set against."""
        text = self._outline.text
        for one in compared:
            if one.start < figure.end:
                if changes(self._outline.text, figure) and _IS.fullmatch(text, one.end, figure.start):
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
            level = self._words.starts["compare"].search(text, figure.end, following) is not None
            return one if following >= one.start or level else None
        return None

    def _planned(self, figure: Mention, between: str) -> bool:
        """Whether a plan behind a figure is what the figure is a share of, or set against."""
        if _GROUND.search(between):
            return False
        if self._words.starts["compare"].search(between):
            return bool(figure.change) or figure.kind in _RATES
        return figure.kind in _RATES or (figure.kind == "count" and figure.change is not None)

    def _measures(self, figure: Mention, between: str, one: Comparison) -> bool:
        """Whether a figure can be set against a time: a change, or a rate right before `so với`."""
        if changes(self._outline.text, figure):
            return True
        same = one.time is not None and one.time.same
        told = same or self._words.starts["compare"].search(between)
        rate = figure.kind in _RATES or self._multiple(figure)
        rate = rate and "," not in between and not _OTHER.search(between)
        return rate and (bool(told) or self._multiple(figure))

    def _shared(
        self,
        figure: Mention,
        figures: Sequence[Mention],
        own: dict[int, tuple[Comparison, Origin]],
        compared: Sequence[Comparison],
    ) -> tuple[Comparison, Origin] | None:
        """A basis stated once: at the head of the sentence, or behind the last of a list of changes."""
        taken = {found.start for found, _ in own.values()}
        leading = [
            one
            for one in compared
            if one.end <= figure.start
            and (self._leads(one, figure, figures) or (one.start not in taken and self._told_of(one, figure)))
        ]
        if leading and self._led(figure, leading[-1]):
            return leading[-1], "sentence"
        if not changes(self._outline.text, figure):
            return None
        place = figures.index(figure)
        for step, other in enumerate(figures[place + 1 :]):
            alike = changes(self._outline.text, other) and other.kind == figure.kind
            if other.start in own:
                found = own[other.start][0]
                # only the level then, and no other comparison, in between
                beside = not any(figure.end <= one.start < found.start for one in compared)
                if alike or step == 0 or (step == 1 and beside):
                    return (found, "sentence") if found.time else None
        for other in reversed(figures[:place]):
            if other.start in own and other.kind == figure.kind and other.period == figure.period:
                found = own[other.start][0]
                return (
                    (found, "sentence")
                    if found.time is not None and changes(self._outline.text, other)
                    else None
                )
        return None

    def _led(self, figure: Mention, one: Comparison) -> bool:
        if changes(self._outline.text, figure):
            return True
        if ";" in self._outline.text[one.end : figure.start]:
            return False
        ahead = self._outline.text[max(0, figure.start - 16) : figure.start]
        return self._multiple(figure) or (figure.kind in _RATES and _EQUALS.search(ahead) is not None)

    def _levels(self, figure: Mention, figures: Sequence[Mention]) -> str | None:
        """The time of the level that a change starts from, or the beginning of the stage that it is over."""
        levels = [
            other for other in figures if other.start < figure.start and other.period and not other.change
        ]
        pair = levels[-2:]
        if (
            len(pair) == 2
            and pair[0].kind == pair[1].kind
            and figure.period == pair[1].period != pair[0].period
        ):
            return pair[0].period
        low = self._outline.sentence(figure.start)[0]
        for time in self._times.between(low, figure.start):
            match = re.fullmatch(r"(\d{4})/(\d{4})", time.value or "")
            if match and time.role == "when" and match[2] == figure.period:
                return match[1]
        return None

    def _going_on(self, figure: Mention, earlier: Sequence[Mention], known: dict[int, Told]) -> str | None:
        """The basis told before in the paragraph, for a change of the same sort at the same time."""
        alike = [
            other
            for other in earlier
            if changes(self._outline.text, other)
            and other.period == figure.period
            and other.kind == figure.kind
        ]
        values = {known[other.start].value for other in alike[-3:] if other.start in known}
        again = self._words.starts["again"].match(self._outline.text, self._outline.sentence(figure.start)[0])
        if again is None and (figure.kind != "percent" or not self._same_unit(figure, alike)):
            return None
        if again is not None and not values:
            values = {known[other.start].value for other in earlier[-3:] if other.start in known}
        return values.pop() if len(values) == 1 and PLAN not in values else None

    def _same_unit(self, figure: Mention, alike: Sequence[Mention]) -> bool:
        return bool(alike) and getattr(alike[-1].value, "unit", None) == getattr(figure.value, "unit", None)


def _value(figure: Mention, time: Time | None) -> str | None:
    """What a figure is set against, a plan where it is no time; None where the text does not let one know."""
    return PLAN if time is None else time_before(figure.period, time)
