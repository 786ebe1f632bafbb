"""The time that a figure speaks of.

A text is read from top to bottom with a frame in mind: the time that what is being read speaks of. Headings,
titles and leads set it for what stands under them, the times at the head of a sentence for that sentence and
those behind it. A time right behind a figure holds for that figure alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.lexicon import Lexicon
from solieu.observe.parts.figures import OBSERVED, by_sentence
from solieu.observe.parts.outline import Origin, Outline, Told
from solieu.observe.parts.tabular import period_of_cell
from solieu.observe.when import timex
from solieu.observe.when.apart import Apart
from solieu.observe.when.events import of_incident
from solieu.observe.when.frame import NOTHING, Frame
from solieu.observe.when.frames import Frames
from solieu.observe.when.near import Near
from solieu.observe.when.time_cues import Cues, cues
from solieu.observe.when.times import Time, Times
from solieu.observe.when.twice import headlined
from solieu.types import Mention, Quantity

# A stage of years, and words that name one which things change over.
_STAGE = re.compile(r"\d{4}/\d{4}")
_YEARLY = re.compile(r"\s{0,2}/\s{0,2}năm\b|\s(?:mỗi|hằng|hàng)\snăm\b", re.IGNORECASE)
_BY_YEAR = re.compile(r"(?:năm\s|\d{4})", re.IGNORECASE)
# The units of speed, which is measured and not laid down as rates and prices are.
_SPEED = ("/h", "/giờ", "/s", "/giây")
# A day that is named by its month, and how far before it its subject stands, in characters.
_MONTH = re.compile(r"tháng", re.IGNORECASE)
_SUBJECT = 40
_SINCE = re.compile(r"(?<!\w)từ\s\Z", re.IGNORECASE)
# `kể từ ngày 01/01/2026, tỉnh chính thức triển khai các chính sách`: what is laid down holds from then on.
_BEGINS = re.compile(r"[^.;:\n]{0,60}?\b(?:triển khai|áp dụng|thi hành)\b", re.IGNORECASE)

# The acts that lay something down: `QUYẾT ĐỊNH Về việc hỗ trợ đột xuất trong năm 2013`.
_LAYS_DOWN = re.compile(r"(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị)(?!\w)", re.IGNORECASE)


def find_periods(
    outline: Outline, mentions: Sequence[Mention], named: Times, lexicon: Lexicon
) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out.

    Args:
        outline: the text with its parts.
        mentions: all its mentions with their standing, in text order.
        named: the times that it names (`solieu.observe.when.find_times`).
        lexicon: the vocabulary.
    """
    words = cues(lexicon)
    reading = _Reading(outline, named, words)
    told = dict(reading.told(mentions))
    figures = [mention for mention in mentions if mention.kind in OBSERVED]
    told |= of_incident(outline, figures, named, told, words)
    return told | headlined(outline, figures, told)


class _Reading:
    """One reading of a text from top to bottom."""

    def __init__(self, outline: Outline, named: Times, words: Cues) -> None:
        self._outline, self._times, self._words = outline, named, words
        self._frames, self._near = Frames(outline, named, words), Near(outline, words)
        self._apart = Apart(outline, words)
        # `Từ ngày 01/01/2026, …`: the day from which all that a text then lays down holds.
        self._begun = tuple(
            time
            for time in named.found
            if self._first_day(time) and _BEGINS.match(outline.text, time.end) is not None
        )

    def told(self, mentions: Sequence[Mention]) -> Iterator[tuple[int, Told]]:
        """The period of each figure that has one, by its start."""
        inside, frame = None, NOTHING
        for span, figures in by_sentence(self._outline, mentions):
            block = self._outline.block(span[0])
            if block is None:
                continue
            if block != inside:
                inside, frame = block, self._frames.opening(block)
            if self._outline.blocks[block].part == "cell":
                for figure in figures:
                    yield from self._in_cell(figure, frame)
                continue
            yield from self._sentence(span, figures, frame)
            frame = self._frames.after(span, figures, frame)
            self._frames.close(block, frame)

    def _in_cell(self, figure: Mention, frame: Frame) -> Iterator[tuple[int, Told]]:
        """What the heads of a table, or the text above it, say of a figure in one of its cells."""
        found = period_of_cell(self._outline, self._times, figure.start)
        if found is not None:
            yield figure.start, Told(*found)
        elif frame.time is not None and frame.time.value:
            titled = any(time.value == frame.time.value for time in self._times.title)
            if titled or frame.source in ("heading", "head"):
                yield figure.start, Told(frame.time.value, "head" if titled else frame.source)

    def _sentence(
        self, span: tuple[int, int], figures: Sequence[Mention], frame: Frame
    ) -> Iterator[tuple[int, Told]]:
        named = self._times.between(*span)
        for place, figure in enumerate(figures):
            following = figures[place + 1].start if place + 1 < len(figures) else span[1]
            told = self._figure(figure, figures, following, named, frame)
            if told is not None and told.value:
                yield figure.start, told

    def _figure(
        self, figure: Mention, figures: Sequence[Mention], following: int, named: Sequence[Time], frame: Frame
    ) -> Told | None:
        text = self._outline.text
        own = self._near.behind(figure, following, named)
        if figure.status == "norm":
            told = self._norm(figure, figures, named, frame)
            return told or self._norm_of(own, figure, figures, named) or self._norm_under(frame)
        if self._apart.of_no_time(figure):
            return None
        if own is not None:
            return self._told(own, figure, "phrase")
        before = self._near.before(figure, figures, named)
        if self._near.left_behind(figure, figures):
            return self._level_before(named, before)
        earlier = self._near.earlier(figure, named)
        if earlier is not None:
            spoken = before or frame.time
            shifted = timex.same_stretch(spoken.value if spoken else None, earlier.value)
            return Told(shifted, "phrase") if shifted else None
        bracket = self._near.bracket(figure, named)
        if bracket is not None:
            return self._told(bracket, figure, "phrase")
        if before is not None and not before.value and (after := self._after_compared(named)):
            return Told(after, "sentence")
        if before is not None:
            near = not re.search(r"[,;:.]\s", text[before.end : figure.start])
            return self._told(before, figure, "phrase" if near else "sentence")
        behind = self._near.closing(figure, figures, named)
        if behind is not None:
            return self._told(behind, figure, "sentence")
        recent = self._frames.recent
        if recent is not None and self._goes_on(figure):
            return self._told(recent, figure, "paragraph")
        event = self._frames.event(figure)
        if event is not None:
            return self._told(event, figure, "paragraph")
        frame = self._frames.fitting(frame, figure)
        if self._apart.of_any_time(figure) or (self._apart.by_the_way(figure) and self._far(frame)):
            return None
        unit = (figure.value.unit if isinstance(figure.value, Quantity) else None) or ""
        measured = unit.endswith(_SPEED) or (figure.kind == "measure" and (figure.change or figure.status))
        rate = frame.inherited and "/" in unit and not measured
        if frame.source == "paragraph" and self._happens(figure, frame):
            frame = self._frames.titled()
        if frame.time is None or not frame.holds or rate:
            whole = self._outline.opening.formal or figure.kind == "money"
            planned = figure.status == "plan" and whole and self._times.carried
            after = None if rate else self._after_compared(named)
            if after is not None and not planned:
                return Told(after, "sentence")
            return Told(self._times.carried or "", "paragraph") if planned else None
        return self._told(frame.time, figure, frame.source)

    def _after_compared(self, named: Sequence[Time]) -> str | None:
        """The year after the one that a sentence compares with, where the text speaks of it elsewhere."""
        years = [time for time in named if time.role == "basis" and timex.unit(time.value or "") == "year"]
        if not years:
            return None
        year = timex.moved(years[0].value or "", 1)
        return year if any(time.value == year for time in self._times.found) else None

    def _far(self, frame: Frame) -> bool:
        """Whether a frame was told in passing, and not in the sentence before of the same paragraph."""
        left = frame.age > 0 or (
            frame.inherited and not timex.is_brief((frame.time and frame.time.value) or "")
        )
        return frame.source == "paragraph" and left and self._frames.in_passing(frame)

    def _happens(self, figure: Mention, frame: Frame) -> bool:
        """Whether a figure tells what was done, where the frame is a day at which things stand."""
        day = frame.time is not None and frame.time.value and timex.unit(frame.time.value) == "day"
        if not day or figure.kind in ("percent", "ratio"):
            return False
        low = self._outline.clause(figure.start, figure.end)[0]
        return self._words.starts["does"].search(self._outline.text, low, figure.start) is not None

    def _goes_on(self, figure: Mention) -> bool:
        """Whether a figure's sentence opens by saying that it goes on with the times of the one before."""
        start = self._outline.sentence(figure.start)[0]
        goes_on = (self._words.starts[role].match(self._outline.text, start) for role in ("again", "part"))
        return any(goes_on)

    def _told(self, time: Time, figure: Mention, source: Origin) -> Told | None:
        value = time.value
        if value is None:
            return None
        if time.meaning == "closing" and not self._stands(time, figure):
            value = value[:4] if value.endswith("-12-31") and self._of_year(time) else value[:7]
        if self._since_new_year(time, figure):
            value = timex.from_new_year(value) or value
        if figure.change and re.fullmatch(r"\d{4}/\d{4}", value) and self._stage(figure, time):
            value = value[5:]
        return Told(value, source)

    def _of_year(self, time: Time) -> bool:
        """Whether a time is named by its year: `cuối năm 2018`."""
        return _BY_YEAR.match(self._outline.text, time.start) is not None

    def _stands(self, time: Time, figure: Mention) -> bool:
        """Whether a figure tells how things stand at a time, not what came to pass about then."""
        low = max(time.end, self._outline.sentence(figure.start)[0], figure.start - _SUBJECT)
        return self._words.within["standing"].search(self._outline.text, low, figure.start) is not None

    def _since_new_year(self, time: Time, figure: Mention) -> bool:
        """Whether a flow is told up to the end of a month: `xuất khẩu tính đến hết tháng 7 đạt …`."""
        text, value = self._outline.text, time.value or ""
        closes = timex.unit(value) == "day" and timex.last_day(value[:7]) == value
        until = timex.unit(value) == "month" and self._words.ends["stock"].search(
            text, max(0, time.start - _SUBJECT), time.start
        )
        if not (closes or until) or value.endswith(("-12-31", "-12")):
            return False
        low = self._outline.clause(time.start, time.end)[0]
        spoken = max(low, time.start - _SUBJECT), max(figure.start, time.start)
        return (
            _MONTH.match(text, time.start) is not None
            and self._words.starts["flows"].search(text, *spoken) is not None
        )

    def _stage(self, figure: Mention, time: Time) -> bool:
        """Whether a change is one over a whole stage of years, not the yearly one."""
        low, high = self._outline.clause(figure.start, figure.end)
        clause = self._outline.text[low:high]
        if self._words.starts["average"].search(clause) or _YEARLY.match(self._outline.text, figure.end):
            return False
        lead = self._outline.text[time.start : time.end].casefold()
        return lead.startswith(("giai đoạn", "thời kỳ", "từ")) and time.role == "when"

    def _norm(
        self, figure: Mention, figures: Sequence[Mention], named: Sequence[Time], frame: Frame
    ) -> Told | None:
        """The time of what a rule lays down: the day from which it holds."""
        if self._near.left_behind(figure, figures):
            return None
        told = next((time for time in named if time.role == "effect" or self._since(time, figure)), None)
        told = told or next((time for time in named if self._first_day(time)), None)
        if told is not None and told.value:
            return Told(told.value, "sentence")
        if frame.time is not None and frame.time.value and self._since(frame.time, figure):
            return Told(frame.time.value, "paragraph")
        if self._times.effect:
            return Told(self._times.effect, "paragraph")
        if frame.time is not None and (frame.time.value or "").endswith("/XXXX"):
            return Told(frame.time.value or "", "paragraph")
        begun = next((time for time in reversed(self._begun) if time.start < figure.start), None)
        if begun is not None and begun.value:
            return Told(begun.value, "paragraph")
        # What is laid down for a stage that the title names: `hạn ngạch … giai đoạn 2025-2030`.
        stage = self._frames.titled().time
        laid = stage is not None and _STAGE.fullmatch(stage.value or "") is not None
        return Told(stage.value, "head") if stage is not None and stage.value and laid else None

    def _norm_of(
        self, own: Time | None, figure: Mention, figures: Sequence[Mention], named: Sequence[Time]
    ) -> Told | None:
        """The year or stage that a rule is for: `giai đoạn 2016-2020, chuẩn nghèo là 2 triệu đồng`."""
        time = own or self._near.before(figure, figures, named)
        if time is None or time.role != "when" or not time.value or self._near.left_behind(figure, figures):
            return None
        if time.meaning:  # `số buổi họp trong năm`: any year
            return None
        return Told(time.value, "sentence") if timex.unit(time.value) in ("year", "interval") else None

    def _norm_under(self, frame: Frame) -> Told | None:
        """The year or stage that a heading, or the title of no report, names for the rules told under it."""
        time, opening = frame.time, self._outline.opening
        lays_down = _LAYS_DOWN.match(opening.title) or not (opening.formal or opening.letterhead)
        under = frame.source == "heading" or (frame.source == "head" and lays_down)
        if time is None or not time.value or not under:
            return None
        return Told(time.value, frame.source) if timex.unit(time.value) in ("year", "interval") else None

    def _since(self, time: Time, figure: Mention) -> bool:
        """Whether a time before a figure is the day from which something holds: `từ ngày 01/7/2024, …`."""
        return time.start <= figure.start and self._first_day(time)

    def _first_day(self, time: Time) -> bool:
        """Whether a time is the day from which something holds."""
        if time.role != "when" or not time.value or timex.unit(time.value) != "day":
            return False
        return _SINCE.search(self._outline.text, max(0, time.start - 5), time.start) is not None

    def _level_before(self, named: Sequence[Time], before: Time | None) -> Told | None:
        """The time of the level that a change starts from: what the sentence compares with."""
        compared = next((time for time in named if time.role == "basis"), None)
        if compared is None:
            return None
        if compared.same and before is not None and before.value:
            shifted = timex.moved(before.value, -1)
            return Told(shifted, "sentence") if shifted else None
        return Told(compared.value, "sentence") if compared.value else None
