"""The time that a figure speaks of.

A text is read from top to bottom with a frame in mind: the time that what is being read speaks of. Headings,
titles and leads set it for what stands under them, the times at the head of a sentence for that sentence and
those behind it. A time right behind a figure holds for that figure alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.observe import timex
from solieu.observe.outline import Block, Origin, Outline, Told
from solieu.observe.tabular import period_of_cell
from solieu.observe.times import Cues, Time, Times, cues, times
from solieu.types import Mention, Quantity

OBSERVED = frozenset(("count", "percent", "money", "measure", "ratio"))

# How many sentences a frame holds for: a span of time, a day at which things stand, the day of an event.
_SPAN, _STOCK, _EVENT = 12, 5, 1
# How near to the beginning of a sentence without figures a time stands that goes on holding, in characters.
_HEAD = 60
# How far behind a figure a time of its own may stand, in characters.
_BEHIND = 70

# What stands between a figure and a time of its own: words without a mark or a number, none that opens anew.
_ITS_OWN = re.compile(r"[^\d,;:.()\n]*")
_OPENS = re.compile(
    r"(?:^|\s)(?:và|còn|thì|nhưng|song|theo|trong đó|đến|riêng|từ)\s{1,3}\Z|\A\s*(?:và|thì)\s"
)
_TO = re.compile(
    r"\s(?:lên|xuống|còn|đến|tới|thành)(?:\s(?:đến|tới|còn|mức|khoảng|hơn|trên|gần|chỉ)){0,3}\s\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)từ(?:\s(?:mức|khoảng|hơn|trên|gần|con số))?\s{1,3}\Z", re.IGNORECASE)
_OF = re.compile(r"[^\d,;:.()\n]{0,40}?(?:của|so với)?\s{0,3}\Z")
# What a title says it lays out, up to a time: `Kế hoạch … giai đoạn 2021-2025`, `nhiệm vụ năm 2025`.
_PLANS = re.compile(
    r"(?:kế hoạch|chương trình|đề án|nghị quyết|quyết định|phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|dự toán"
    r"|quy hoạch|chiến lược|chỉ thị)\b[^;]{0,160}\Z",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;]")
_BRACKET = re.compile(r"\s?\(\s?(?:là |đạt )?")
_YEARLY = re.compile(r"\s{0,2}/\s{0,2}năm\b|\s(?:mỗi|hằng|hàng)\snăm\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The time that a stretch of text speaks of, where it was told, and how many sentences it has held."""

    time: Time | None
    source: Origin
    age: int = 0
    recent: Time | None = None
    planned: bool = False
    inherited: bool = False

    def later(self, recent: Time | None = None) -> Frame:
        """The frame a sentence later; `recent` is the last time named in it, for what goes on from there."""
        return Frame(self.time, self.source, self.age + 1, recent, self.planned, self.inherited)

    @property
    def holds(self) -> bool:
        """Whether it still holds."""
        if self.time is None or not self.time.value:
            return True
        day = timex.is_brief(self.time.value) and self.time.meaning != "now"
        return self.age <= (_SPAN if not day else _STOCK if self.time.lasting else _EVENT)


_NOTHING = Frame(None, "paragraph")


def find_periods(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out."""
    figures = [mention for mention in mentions if mention.kind in OBSERVED]
    if not figures:
        return {}
    reading = _Reading(outline, times(outline, mentions, lexicon), cues(lexicon))
    return dict(reading.told(figures))


class _Reading:
    """One reading of a text from top to bottom."""

    def __init__(self, outline: Outline, named: Times, words: Cues) -> None:
        self._outline, self._times, self._words = outline, named, words
        self._stock: Time | None = None  # the last day named at which things stand
        self._ends: dict[int, Frame] = {}  # the frame at the end of each paragraph that set one
        title = next((time for time in named.title if not self._of_term(time)), None)
        self._title = Frame(title, "head") if title else None
        ahead = next((time for time in named.title if self._of_plan(time)), None)
        self._plan = Frame(ahead, "head", planned=True) if ahead else None

    def _of_term(self, time: Time) -> bool:
        """Whether a time of the title is a term of office: it names the body, and the plans it makes."""
        return self._outline.text[time.start : time.start + 5].casefold() == "nhiệm"

    def _of_plan(self, time: Time) -> bool:
        """Whether a time of the title is what the document plans for: `nhiệm vụ năm 2024`."""
        ahead = self._outline.text[self._outline.opening.span[0] : time.start]
        return self._of_term(time) or _PLANS.search(ahead) is not None

    def told(self, figures: Sequence[Mention]) -> Iterator[tuple[int, Told]]:
        """The period of each figure that has one, by its start."""
        sentences = self._outline.sentences or ((0, len(self._outline.text)),)
        at, inside, frame = 0, None, _NOTHING
        for low, high in sentences:
            block = self._outline.block(low)
            if block != inside:
                inside, frame = block, self._opening(block)
            last = at
            if block is not None and self._outline.blocks[block].part == "cell":
                while at < len(figures) and figures[at].start < high:
                    yield from self._in_cell(figures[at], frame)
                    at += 1
                continue
            while last < len(figures) and figures[last].start < high:
                last += 1
            yield from self._sentence((low, high), figures[at:last], frame)
            frame = self._after((low, high), figures[at:last], frame)
            at = last
            if block is not None:
                self._ends[block] = frame

    def _in_cell(self, figure: Mention, frame: Frame) -> Iterator[tuple[int, Told]]:
        """What the heads of a table, or the text above it, say of a figure in one of its cells."""
        found = period_of_cell(self._outline, self._times, figure.start)
        if found is not None:
            yield figure.start, Told(*found)
        elif frame.time is not None and frame.time.value and frame.source in ("heading", "head"):
            yield figure.start, Told(frame.time.value, frame.source)

    def _opening(self, index: int | None) -> Frame:
        """The frame at the beginning of a paragraph."""
        if index is None:
            return self._title or _NOTHING
        blocks = self._outline.blocks
        block, parent = blocks[index], blocks[index].parent
        while parent is not None:
            above = self._ends.get(parent)
            own = self._of_heading(blocks[parent])
            if own is not None and not (blocks[parent].part == "lead" and self._is_top(parent)):
                return Frame(own, "heading", planned=self._planned_heading(blocks[parent]))
            goes_on = blocks[parent].part == "item" or (
                blocks[parent].part == "lead" and not self._is_top(parent)
            )
            if goes_on and above is not None and above.time is not None and above.source == "paragraph":
                return Frame(above.time, "paragraph", planned=above.planned)
            parent = blocks[parent].parent
        if self._title is not None and self._outline.opening.formal:
            return self._closing(index) or self._one_of_title(index) or self._title
        before = self._before(index)
        if before is not None and before.time is not None and before.time.lasting and before.holds:
            return Frame(before.time, "paragraph", before.age, planned=before.planned, inherited=True)
        return self._title or self._implied(block) or _NOTHING

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
            (self._ends[i] for i in range(index - 1, max(-1, index - 4), -1) if i in self._ends), None
        )

    def _of_heading(self, block: Block) -> Time | None:
        if block.part not in ("heading", "lead") or self._outline.opening.span[1] >= block.end:
            return None
        low = max(block.start, self._outline.sentence(block.end - 1)[0])
        named = self._times.between(low, block.end)
        return next((time for time in named if time.role == "when" and time.value), None)

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
        own = self._behind(figure, following, named)
        if figure.status == "norm":
            return self._norm(figure, figures, named, frame)
        if own is not None:
            return self._told(own, figure, "phrase")
        before = self._before_figure(figure, figures, named)
        if self._timeless(figure):
            return None
        if self._left_behind(figure, figures):
            return self._level_before(named, before)
        bracket = self._bracket(figure, named)
        if bracket is not None:
            return self._told(bracket, figure, "phrase")
        if before is not None:
            near = not re.search(r"[,;:.]\s", text[before.end : figure.start])
            return self._told(before, figure, "phrase" if near else "sentence")
        if frame.recent is not None and self._goes_on(figure):
            return self._told(frame.recent, figure, "paragraph")
        frame = self._of_sort(self._fitting(frame, figure), figure)
        rate = frame.inherited and isinstance(figure.value, Quantity) and "/" in (figure.value.unit or "")
        if frame.time is None or not frame.holds or rate or self._quoted(figure):
            planned = figure.status == "plan" and self._times.carried
            return Told(self._times.carried or "", "paragraph") if planned else None
        return self._told(frame.time, figure, frame.source)

    def _fitting(self, frame: Frame, figure: Mention) -> Frame:
        """The frame, or the document's where that tells of plans and this is none, or the other way."""
        planned = figure.status == "plan"
        if planned == frame.planned or (frame.source == "heading" and not frame.planned):
            return frame
        return (self._plan if planned else self._title) or _NOTHING

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

    def _quoted(self, figure: Mention) -> bool:
        """Whether a figure stands in what somebody is quoted as saying."""
        low, high = self._outline.sentence(figure.start)
        before, behind = self._outline.text[low : figure.start], self._outline.text[figure.end : high]
        return before.count("“") > before.count("”") or (
            before.count("”") < behind.count("”") > behind.count("“")
        )

    def _goes_on(self, figure: Mention) -> bool:
        """Whether a figure's sentence opens by saying that it goes on with the times of the one before."""
        start = self._outline.sentence(figure.start)[0]
        return self._words.starts["again"].match(self._outline.text, start) is not None

    def _told(self, time: Time, figure: Mention, source: Origin) -> Told | None:
        value = time.value
        if value is None:
            return None
        if figure.change and re.fullmatch(r"\d{4}/\d{4}", value) and self._stage(figure, time):
            value = value[5:]
        return Told(value, source)

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
        if self._left_behind(figure, figures):
            return None
        told = next((time for time in named if time.role == "effect" or self._since(time, figure)), None)
        if told is not None and told.value:
            return Told(told.value, "sentence")
        if frame.time is not None and frame.time.value and self._since(frame.time, figure):
            return Told(frame.time.value, "paragraph")
        return Told(self._times.effect, "paragraph") if self._times.effect else None

    def _since(self, time: Time, figure: Mention) -> bool:
        """Whether a time before a figure is the day from which something holds: `từ ngày 01/7/2024, …`."""
        if (
            time.role != "when"
            or not time.value
            or timex.unit(time.value) != "day"
            or time.start > figure.start
        ):
            return False
        return (
            re.search(r"(?<!\w)từ\s\Z", self._outline.text[max(0, time.start - 5) : time.start], re.I)
            is not None
        )

    def _behind(self, figure: Mention, following: int, named: Sequence[Time]) -> Time | None:
        """The time right behind a figure that is the figure's own: `23.602 ha năm 2015`."""
        text = self._outline.text
        limit = min(following, figure.end + _BEHIND)
        for time in named:
            if time.start < figure.end:
                continue
            if time.start > limit:
                return None
            between = text[figure.end : time.start]
            if not _ITS_OWN.fullmatch(between):
                return None
            if time.role == "basis" and not time.same:
                ahead = text[max(0, figure.start - 60) : figure.start]
                return time if self._words.opposes(ahead) else None
            if time.role != "when" or time.value is None or _OPENS.search(between):
                return None
            return time
        return None

    def _before_figure(
        self, figure: Mention, figures: Sequence[Mention], named: Sequence[Time]
    ) -> Time | None:
        """The time before a figure in its sentence that says when: the nearest that holds up to there."""
        found = None
        for time in named:
            if time.start > figure.start:
                break
            if time.role == "cited" and not _MARK.search(self._outline.text, time.end, figure.start):
                found = found or time
            elif time.role == "when" and self._reaches(time, figure, figures):
                found = time
        return found

    def _reaches(self, time: Time, figure: Mention, figures: Sequence[Mention]) -> bool:
        """Whether a time holds up to a figure behind it.

        One that belongs to a figure before it holds to the next semicolon, and not where that is set against.
        """
        owner = next((other for other in reversed(figures) if other.end <= time.start), None)
        text = self._outline.text
        if owner is None or not _ITS_OWN.fullmatch(text, owner.end, time.start):
            alone = not time.leads and self._outline.clause(time.start, time.end)[1] <= figures[0].start
            return not (alone and ";" in text[time.end : figure.start])
        if _OPENS.search(text[owner.end : time.start]):
            return True
        compared = self._words.opposes(text[max(0, owner.start - 40) : owner.start])
        compared = compared or self._left_behind(owner, figures)
        return not compared and ";" not in text[time.end : figure.start]

    def _left_behind(self, figure: Mention, figures: Sequence[Mention]) -> bool:
        """Whether a figure is the level that a change starts from: `từ 12% xuống còn 8%`."""
        if not _FROM.search(self._outline.text, max(0, figure.start - 20), figure.start):
            return False
        behind = next((other for other in figures if other.start >= figure.end), None)
        if behind is None or behind.start - figure.end > 90:
            return False
        return _TO.search(self._outline.text[figure.end - 1 : behind.start]) is not None

    def _level_before(self, named: Sequence[Time], before: Time | None) -> Told | None:
        """The time of the level that a change starts from: what the sentence compares with."""
        compared = next((time for time in named if time.role == "basis"), None)
        if compared is None:
            return None
        if compared.same and before is not None and before.value:
            shifted = timex.moved(before.value, -1)
            return Told(shifted, "sentence") if shifted else None
        return Told(compared.value, "sentence") if compared.value else None

    def _bracket(self, figure: Mention, named: Sequence[Time]) -> Time | None:
        """The time that a bracket stands right behind: `so với năm 2022 (81,78%)`."""
        for time in named:
            between = self._outline.text[time.end : max(time.end, figure.start)]
            if time.end <= figure.start and _BRACKET.fullmatch(between):
                return time
        return None

    def _timeless(self, figure: Mention) -> bool:
        """Whether a figure counts what is always so many: `chính quyền 2 cấp`, `một trong 3 yếu tố`."""
        ahead = self._outline.text[max(0, figure.start - 30) : figure.start]
        if figure.kind == "count" and self._words.ends["among"].search(ahead):
            return True
        noun = (figure.noun or "").casefold()
        return self._words.starts["timeless"].fullmatch(noun) is not None

    def _after(self, span: tuple[int, int], figures: Sequence[Mention], frame: Frame) -> Frame:
        """The frame behind a sentence: the last time that led figures in it, or the frame as it was."""
        named = [time for time in self._times.between(*span) if time.role == "when"]
        if not figures:
            leading = [
                time for time in named if time.start - span[0] <= _HEAD and (time.leads or len(named) == 1)
            ]
        else:
            first = figures[0].start
            leading = [time for time in named if time.start < first or self._leads(time, figures)]
        if not leading:
            return frame.later(named[-1] if named else None)
        if leading[-1].value and leading[-1].lasting and timex.unit(leading[-1].value) == "day":
            self._stock = leading[-1]
        planned = sum(figure.status == "plan" for figure in figures)
        return Frame(leading[-1], "paragraph", recent=named[-1], planned=2 * planned > len(figures))

    def _leads(self, time: Time, figures: Sequence[Mention]) -> bool:
        """Whether a time stands before figures and behind no figure whose own it is."""
        behind = [figure for figure in figures if figure.start >= time.end]
        ahead = [figure for figure in figures if figure.end <= time.start]
        if not behind or not ahead:
            return bool(behind)
        return not _ITS_OWN.fullmatch(self._outline.text, ahead[-1].end, time.start) or bool(
            _OPENS.search(self._outline.text[ahead[-1].end : time.start])
        )
