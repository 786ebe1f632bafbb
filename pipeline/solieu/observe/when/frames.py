"""The frames of a text as it is read from top to bottom: what sets one, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from solieu.observe.parts.blocks import is_caption
from solieu.observe.parts.outline import Block, Outline
from solieu.observe.when import timex
from solieu.observe.when.frame import NOTHING, Frame
from solieu.observe.when.leading import Leading
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time, Times
from solieu.types import Mention

# How many sentences old a frame counts for at most that a comparison with the year before confirms.
_CONFIRMED = 4
# Which part of the times of a story are days.
_DAYS = 0.6
# What may stand before the first word of a sentence.
_MARKS_AHEAD = re.compile(r"[\s\-–+*•\"“]{0,6}")
# For how many sentences an event that nothing goes on with can still be gone on with.
_FOLLOWS = 2
# What is still to come sets no frame: `Dự kiến, đến hết ngày 2/11, …`.
_TO_COME = re.compile(r"(?<!\w)(?:sẽ|dự kiến)(?!\w)", re.IGNORECASE)
# Over how many paragraphs a time that a text tells in passing is carried, save to its percentages.
_CARRIED = 2
# How many paragraphs back a frame is looked for.
_BACK = 3

# What a title says it lays out, up to a time: `Kế hoạch … giai đoạn 2021-2025`, `nhiệm vụ năm 2025`.
_PLANS = re.compile(
    r"(?:kế hoạch|chương trình|đề án|nghị quyết|quyết định|phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|dự toán"
    r"|quy hoạch|chiến lược|chỉ thị)\b[^;]{0,160}\Z",
    re.IGNORECASE,
)
# A year that cannot be known from the text is no more than that of its own paragraph.
_UNKNOWN = "XXXX"
# `Đến năm 2030, tỉnh có …`: the year of an aim.
_BY = re.compile(r"(?<!\w)đến\s{1,3}(?:hết\s)?\Z", re.IGNORECASE)


def _by_days(named: Times) -> bool:
    """Whether a text tells a story by days: most of the times that it names are days of events."""
    spoken = [time for time in named.found if time.role == "when" and time.value]
    days = [time for time in spoken if not time.lasting]
    return not named.title and len(days) > _DAYS * len(spoken)


class Frames:
    """The frames of a text, as it is read from top to bottom."""

    def __init__(self, outline: Outline, named: Times, words: Cues) -> None:
        self._outline, self._times, self._words = outline, named, words
        self._leading = Leading(outline, words)
        self._event: Time | None = (
            None  # the last event told, and for how many sentences it was not gone on with
        )
        self._since = 0
        self.recent: Time | None = None  # the last time named in the sentence before
        self._stock: Time | None = None  # the last day named at which things stand
        self._ends: dict[int, Frame] = {}  # the frame at the end of each paragraph that set one
        self._story = not outline.opening.letterhead and _by_days(named)
        title = next((time for time in named.title if self._of_all(time)), None)
        self._title = Frame(title, "head") if title else None
        ahead = next((time for time in named.title if self._of_plan(time)), None)
        self._plan = Frame(ahead, "head", planned=True) if ahead else None

    def _of_all(self, time: Time) -> bool:
        """Whether a time of the title is what the whole text speaks of.

        That of a term of office is not, nor in a headline the day of its event or a month that it opens with.
        """
        opening, unit = self._outline.opening, timex.unit(time.value or "")
        first = time.start == opening.span[0]
        event = unit == "day" or (unit == "month" and first)
        return not self._of_term(time) and bool(opening.formal or opening.letterhead or not event)

    def _of_term(self, time: Time) -> bool:
        """Whether a time of the title is a term of office: it names the body, and the plans it makes."""
        return self._outline.head[time.start : time.start + 5].casefold() == "nhiệm"

    def _of_plan(self, time: Time) -> bool:
        """Whether a time of the title is what the document plans for: `nhiệm vụ năm 2024`."""
        ahead = self._outline.head[self._outline.opening.span[0] : time.start]
        return self._of_term(time) or _PLANS.search(ahead) is not None or _BY.search(ahead) is not None

    def opening(self, index: int | None) -> Frame:
        """The frame at the beginning of a paragraph."""
        if index is None:
            return self._title or NOTHING
        blocks = self._outline.blocks
        block, parent = blocks[index], blocks[index].parent
        while parent is not None:
            above = self._ends.get(parent)
            own = self._of_heading(blocks[parent])
            if own is not None and not (blocks[parent].part == "lead" and self._is_top(parent)):
                told = Frame(own, "heading", planned=self._planned_heading(blocks[parent]))
                between = index - parent - 1
                bare = blocks[parent].part == "heading" and blocks[parent].body == blocks[parent].start
                return replace(told, inherited=bare and between > 0, carried=between)
            goes_on = blocks[parent].part == "item" or (
                blocks[parent].part == "lead" and not self._is_top(parent)
            )
            if goes_on and above is not None and above.time is not None and above.source == "paragraph":
                return Frame(above.time, "paragraph", planned=above.planned)
            parent = blocks[parent].parent
        if self._title is not None and self._outline.opening.formal:
            return self._closing(index) or self._one_of_title(index) or self._title
        before = self._before(index)
        if is_caption(self._outline.text, block.start, block.end):
            return self._title or NOTHING
        if before is not None and before.time is not None and self._carries(before):
            carried = before.carried + (not self._details(block.start))
            return replace(before, source="paragraph", inherited=True, carried=carried)
        return self._title or self._implied(block) or NOTHING

    def _carries(self, frame: Frame) -> bool:
        """Whether a frame goes on into the next paragraph: what lasts, and the days of a story."""
        if frame.time is None or frame.time.value == _UNKNOWN or frame.time.meaning == "crop":
            return False
        known = (
            frame.time.value is not None or self._title is None
        )  # a headline's time is known, today may not be
        return known and frame.holds and (frame.time.lasting or frame.story)

    def _one_of_title(self, index: int) -> Frame | None:
        """Of several times that a title names, the one that the section has come to speak of."""
        titled = {time.value for time in self._times.title}
        before = self._before(index)
        same = index > 0 and self._outline.blocks[index - 1].parent == self._outline.blocks[index].parent
        if len(titled) < 2 or not same or before is None or before.time is None:
            return None
        return Frame(before.time, "paragraph") if before.time.value in titled else None

    def _closing(self, index: int) -> Frame | None:
        """The last day of the titled time, where the text before has come to tell how things stand then."""
        before = self._before(index)
        if before is None or before.time is None or self._title is None or self._title.time is None:
            return None
        day, titled = before.time.value, self._title.time.value
        if not day or not titled or not before.time.lasting or timex.unit(day) != "day":
            return None
        return Frame(before.time, "paragraph") if timex.last_day(titled) == day else None

    def _implied(self, block: Block) -> Frame | None:
        """The year after the one that a paragraph compares with, where the text speaks of it elsewhere."""
        for time in self._times.between(block.start, block.end):
            if time.role == "basis" and time.value and timex.unit(time.value) == "year":
                year = timex.moved(time.value, 1)
                spoken = (
                    other for other in self._times.found if other.role == "when" and other.value == year
                )
                return next((Frame(other, "paragraph") for other in spoken), None)
        return None

    def _is_top(self, index: int) -> bool:
        """Whether a lead opens the whole of a document that has a titled time: `báo cáo kết quả như sau:`."""
        return self._title is not None and self._outline.blocks[index].rank % 2 == 1

    def _planned_heading(self, block: Block) -> bool:
        return _PLANS.search(self._outline.text[block.start : block.end]) is not None

    def _before(self, index: int) -> Frame | None:
        """The frame at the end of the paragraph before."""
        return next(
            (self._ends[i] for i in range(index - 1, max(-1, index - 1 - _BACK), -1) if i in self._ends), None
        )

    def _of_heading(self, block: Block) -> Time | None:
        if block.part not in ("heading", "lead") or self._outline.opening.span[1] >= block.end:
            return None
        low = max(block.start, self._outline.sentence(block.end - 1)[0])
        named = self._times.between(low, block.end)
        return next((time for time in named if time.role == "when" and time.value), None)

    def titled(self) -> Frame:
        """The time of the title."""
        return self._title or NOTHING

    def fitting(self, frame: Frame, figure: Mention) -> Frame:
        """The frame as far as it fits a figure: of plans for plans, a day for a stock, a span for a flow."""
        if not frame.holds and self._title is not None:
            frame = self._title
        if frame.inherited and self._worn(frame, figure):
            frame = self._title or NOTHING
        return self._of_sort(self._of_standing(frame, figure), figure)

    def _worn(self, frame: Frame, figure: Mention) -> bool:
        """Whether a frame was told in passing by an earlier paragraph, which the text has left behind."""
        if frame.time is None or not self.in_passing(frame):
            return False
        value = frame.time.value or ""
        brief = timex.unit(value) == "month" and (frame.carried > 1 or not figure.change)
        if brief or value.endswith("/XXXX"):
            return True
        return frame.carried > _CARRIED and figure.kind != "percent"

    def in_passing(self, frame: Frame) -> bool:
        """Whether the time of a frame, other than that of an event, is none that the document is about."""
        if frame.time is None or not frame.time.value or not frame.time.lasting:
            return False
        year = timex.year(frame.time.value)
        titled = (timex.year(time.value) for time in self._times.title if time.value)
        return not self._outline.opening.letterhead and year not in titled

    def _details(self, start: int) -> bool:
        """Whether a sentence opens by going into the detail of the one before: `Trong đó, …`."""
        words = _MARKS_AHEAD.match(self._outline.text, start)
        return (
            self._words.starts["detail"].match(self._outline.text, words.end() if words else start)
            is not None
        )

    def _of_standing(self, frame: Frame, figure: Mention) -> Frame:
        """The frame, or the document's where that tells of plans and this is none, or the other way."""
        planned = figure.status == "plan"
        if planned == frame.planned or (frame.source == "heading" and not frame.planned):
            return frame
        if planned and self._plan is None and frame.source == "paragraph" and not frame.inherited:
            return frame  # what was aimed at, told beside what was reached
        return (self._plan if planned else self._title) or NOTHING

    def _of_sort(self, frame: Frame, figure: Mention) -> Frame:
        """The frame, or the document's where a flow cannot be told of a day, or a stock of a span."""
        if frame.time is None or not frame.time.value or self._title is None:
            return frame
        start = self._outline.sentence(figure.start)[0]
        opens = self._outline.text[start : start + 40].lstrip("-+ \u00a0")
        day = timex.unit(frame.time.value) == "day"
        if day and frame.time.lasting and self._words.starts["flows"].match(opens):
            return self._title
        if not day and frame.source == "head" and self._stock and self._words.starts["stands"].match(opens):
            return Frame(self._stock, "paragraph")
        return frame

    def after(self, span: tuple[int, int], figures: Sequence[Mention], frame: Frame) -> Frame:
        """The frame behind a sentence: the last time that led figures in it, or the frame as it was."""
        named = [time for time in self._times.between(*span) if time.role == "when"]
        self._follow(span, named)
        self.recent = named[-1] if named else None
        if not figures and _TO_COME.search(self._outline.text, *span):
            return frame.later()
        leading = self._leading.of(span, figures, named)
        if not leading:
            later = frame.later()
            confirmed = min(later.age, _CONFIRMED) if self._confirmed(frame, span) else later.age
            return replace(later, age=confirmed)
        if leading[-1].value and leading[-1].lasting and timex.unit(leading[-1].value) == "day":
            self._stock = leading[-1]
        planned = sum(figure.status == "plan" for figure in figures)
        mostly = 2 * planned > len(figures)
        if mostly and self._plan is not None and any(self._is_planned(time) for time in leading):
            return self._plan
        return Frame(leading[-1], "paragraph", planned=mostly, story=self._story)

    def _is_planned(self, time: Time) -> bool:
        return self._plan is not None and self._plan.time is not None and time.value == self._plan.time.value

    def _confirmed(self, frame: Frame, span: tuple[int, int]) -> bool:
        """Whether a sentence sets its figures against the year before the time that is spoken of."""
        year = timex.year(frame.time.value) if frame.time and frame.time.value and frame.holds else None
        against = [time for time in self._times.between(*span) if time.role == "basis"]
        return year is not None and any(
            time.same or (time.value is not None and timex.year(time.value) == year - 1) for time in against
        )

    def _follow(self, span: tuple[int, int], named: Sequence[Time]) -> None:
        """Keep the last event that was told, as long as the text goes on with it."""
        events = [time for time in named if not time.lasting and time.value]
        goes_on = self._goes_on(span[0])
        if named:
            self._event, self._since = (events[-1] if events and events[-1] is named[-1] else None), 0
        else:
            self._since = 0 if goes_on else self._since + 1

    def event(self, figure: Mention) -> Time | None:
        """The event of the sentences before, where the figure's sentence says that it goes on with it."""
        goes_on = self._since <= _FOLLOWS and self._goes_on(self._outline.sentence(figure.start)[0])
        return self._event if goes_on else None

    def _goes_on(self, start: int) -> bool:
        """Whether a sentence opens by going on with the event of the one before: `Tại đây, …`."""
        text = self._outline.text
        words = _MARKS_AHEAD.match(text, start)
        return self._words.starts["there"].match(text, words.end() if words else start) is not None

    def close(self, block: int, frame: Frame) -> None:
        """Keep the frame at the end of a paragraph for those behind and below it."""
        self._ends[block] = frame
