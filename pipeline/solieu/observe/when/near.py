"""Which time stands beside a figure as its own, and how far a time reaches within its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.observe.parts.outline import Outline
from solieu.observe.when import timex
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time
from solieu.types import Mention

# How far behind a figure a time of its own may stand, in characters.
_BEHIND = 70
# How far before a figure the word stands that sets others against it, in characters.
_AHEAD = 60
# How far a bracket around a time is followed either way, in characters.
_BRACKETED = 120
# How far apart the two levels of a change may be, in characters.
_LEVELS = 90

# What stands between a figure and a time of its own: words without a mark or a number, none that opens anew.
_ITS_OWN = re.compile(r"[^\d,;:.()\n]*")
_OPENS = re.compile(
    r"(?:^|\s)(?:và|còn|thì|nhưng|song|theo|trong đó|đến|riêng|từ)\s{1,3}\Z"
    r"|\A\s*(?:và|thì|còn|nhưng|trong khi|trong lúc|trong đó)\s"
)
# Between the levels of a change: `xuống còn`, `lên mức`; and before the first of them: `từ khoảng`.
_TO = re.compile(
    r"\s(?:lên|xuống|còn|đến|tới|thành)(?:\s(?:đến|tới|còn|mức|khoảng|hơn|trên|gần|chỉ)){0,3}\s\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)từ(?:\s(?:mức|khoảng|hơn|trên|gần|con số))?\s{1,3}\Z", re.IGNORECASE)
# `Trong tổng số 120 vụ của quý I, …`: a whole with its time, of which all that follows are parts.
_OUT_OF = re.compile(r"\W{0,6}trong\s(?:mức|tổng|số|đó)(?!\w)", re.IGNORECASE)
_MARK = re.compile(r";")
# What stages and terms are called after, and how far before them it stands, in characters.
_NAME = re.compile(
    r"(?<!\w)(?:đại hội|đảng bộ|ban chấp hành|hội đồng nhân dân|hđnd|đại biểu quốc hội|chương trình|kế hoạch"
    r"|đề án|dự án|nghị quyết|báo cáo)(?:\s[^\W\d]{1,12}){0,12}\s\Z",
    re.IGNORECASE,
)
_NAMED = 100
# What says that a time at the end of a sentence is that of all in it, and what ends it.
_WITHIN = re.compile(r"(?<!\w)(?:trong|vào|hôm|tính đến|tính tới)\s{1,3}(?:ngày\s{1,3})?\Z", re.IGNORECASE)
# `…, được khởi công vào tháng 5`: the time of another deed behind a figure is not its own.
_OTHER_DEED = re.compile(r",\s{1,3}(?:đã\s{1,3})?(?:được|bị|do)\s", re.IGNORECASE)
# `phải hoàn thành đến năm 2020.`
_BY = re.compile(r"(?<!\w)đến\s{1,3}\Z", re.IGNORECASE)
# `sẽ áp thuế 10% từ ngày 1/9.`: the day from which a figure holds.
_FROM_DAY = re.compile(r"(?<!\w)(?:kể )?từ\s{1,3}\Z", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[.;]|\Z|\n)")
# Between a figure and a time in brackets behind it: `324.000 tỷ đồng (tính đến cuối tháng 2/2019)`.
_SET_BEHIND = re.compile(
    r"\s?\((?:(?:tính|đến|tới|hết|cuối|vào|tại|thời điểm|trong|của|ngày)\s{1,3}){0,5}", re.IGNORECASE
)
_CLOSES = re.compile(r"\s?[),;]")
_BRACKET = re.compile(r"\s?\(\s?(?:là |đạt )?")
# Between a level and what it is the level of: `cao hơn mức 4.000 tấn lúa của cùng kỳ năm trước`.
_LEVEL_OF = re.compile(r"\s(?:[^\W\d]{1,9}\s){0,4}(?:của|trong|ở)\s{1,3}", re.IGNORECASE)
# What stands between `cùng kỳ năm trước` and the figure that it gives: `cùng kỳ năm trước chỉ đạt 4.000 tấn`.
_WAS = re.compile(
    r"\s?(?:\(\s?)?(?:(?:chỉ|đã|là|có|đạt|còn|ở mức|tương ứng)\s){0,3}(?:(?:gần|hơn|trên|khoảng)\s)?",
    re.IGNORECASE,
)


# Between the day of an act and what it was done with: `thông qua ngày 10/12/2024, với 46/48 đại biểu`.
_WITH = re.compile(r",?\s{1,3}với\s{1,3}(?:tỷ lệ\s{1,3})?")


class Near:
    """The times around figures within one sentence of a text."""

    def __init__(self, outline: Outline, words: Cues) -> None:
        self._outline, self._words = outline, words

    def behind(self, figure: Mention, following: int, named: Sequence[Time]) -> Time | None:
        """The time right behind a figure that is the figure's own: `23.602 ha năm 2015`."""
        text = self._outline.text
        limit = min(following, figure.end + _BEHIND)
        for time in named:
            if time.start < figure.end:
                continue
            if time.start > limit:
                return None
            between = text[figure.end : time.start]
            if time.role == "when" and time.value and _SET_BEHIND.fullmatch(between):
                return time if _CLOSES.match(text, time.end) else None
            if not _ITS_OWN.fullmatch(between):
                return None
            if time.role == "basis" and not time.same:
                if figure.change:
                    return None
                ahead = text[max(0, figure.start - _AHEAD) : figure.start]
                return time if self._words.opposes(ahead) else None
            if time.role != "when" or time.value is None:
                return None
            if _OPENS.search(between) and not (_FROM_DAY.search(between) and timex.unit(time.value) == "day"):
                return None
            led = any(other.role == "when" and other.end <= figure.start for other in named)
            return None if led and self.names(time) else time
        return None

    def before(self, figure: Mention, figures: Sequence[Mention], named: Sequence[Time]) -> Time | None:
        """The time before a figure in its sentence that says when: the nearest that holds up to there."""
        found = None
        for time in named:
            if time.start > figure.start:
                break
            if time.role == "cited" and not _MARK.search(self._outline.text, time.end, figure.start):
                found = found or time
            elif time.role == "dated" and _WITH.fullmatch(self._outline.text, time.end, figure.start):
                found = time
            elif time.role == "when" and self._reaches(time, figure, figures):
                found = found if found is not None and self.names(time) else time
        return found

    def names(self, time: Time) -> bool:
        """Whether a stage or term is part of what something is called: `đại hội nhiệm kỳ 2015-2020`."""
        ahead = self._outline.text[max(0, time.start - _NAMED) : time.start]
        return "/" in (time.value or "") and _NAME.search(ahead) is not None

    def closing(self, figure: Mention, figures: Sequence[Mention], named: Sequence[Time]) -> Time | None:
        """The time that ends the clause of a figure, or its sentence: `34 giường và 10 bác sĩ vào năm 2025`.

        So does only the one time that stands behind the figure, up to the next semicolon.
        """
        text, high = self._outline.text, self._outline.sentence(figure.start)[1]
        behind = [time for time in named if figure.end <= time.start < high]
        if not behind or behind[0].role != "when" or behind[0].value is None:
            return None
        time, last = behind[0], [other for other in figures if other.end <= behind[0].start][-1]
        between = text[last.end : time.start]
        if ";" in text[figure.end : time.start]:
            return None
        if _OTHER_DEED.search(between):
            return None
        if _FROM_DAY.search(between):
            return time if timex.unit(time.value or "") == "day" and _ENDS.match(text, time.end) else None
        if _BY.search(between):
            return time if _ENDS.match(text, time.end) else None
        if not _WITHIN.search(between) or _OPENS.search(between):
            return None
        clause = text[time.end : time.end + 2] == ", " and not re.search(
            r"[,:.]\s", text[figure.end : time.start]
        )
        return time if clause or _ENDS.match(text, time.end) else None

    def _reaches(self, time: Time, figure: Mention, figures: Sequence[Mention]) -> bool:
        """Whether a time holds up to a figure behind it.

        One that belongs to a figure before it holds to the next semicolon, and not where that is set against.
        """
        if self.aside(time, figures) and figure.start > self._closes(time):
            return False
        owner = next((other for other in reversed(figures) if other.end <= time.start), None)
        text = self._outline.text
        if (
            owner is not None
            and owner is figures[0]
            and _OUT_OF.match(text, self._outline.sentence(owner.start)[0])
        ):
            return True
        if owner is None or not _ITS_OWN.fullmatch(text, owner.end, time.start):
            alone = not time.leads and self._outline.clause(time.start, time.end)[1] <= figures[0].start
            return not (alone and ";" in text[time.end : figure.start])
        if _OPENS.search(text[owner.end : time.start]):
            return True
        compared = self._words.opposes(text[max(0, owner.start - _AHEAD) : owner.start])
        compared = compared or self.left_behind(owner, figures)
        return not compared and ";" not in text[time.end : figure.start]

    def aside(self, time: Time, figures: Sequence[Mention]) -> bool:
        """Whether a time stands in brackets together with a figure: `(năm 2022 chỉ có 46 xã)`."""
        low, high = self._outline.sentence(time.start)
        opened = self._outline.text.rfind("(", max(low, time.start - _BRACKETED), time.start)
        if opened < 0 or ")" in self._outline.text[opened : time.start]:
            return False
        closed = min(self._closes(time), high)
        return any(opened < figure.start < closed for figure in figures)

    def _closes(self, time: Time) -> int:
        """Where the bracket around a time ends, as far as it is followed."""
        closed = self._outline.text.find(")", time.end, time.end + _BRACKETED)
        return closed if closed >= 0 else time.end + _BRACKETED

    def left_behind(self, figure: Mention, figures: Sequence[Mention]) -> bool:
        """Whether a figure is the level that a change starts from: `từ 12% xuống còn 8%`."""
        if not _FROM.search(self._outline.text, max(0, figure.start - 20), figure.start):
            return False
        behind = next((other for other in figures if other.start >= figure.end), None)
        if behind is None or behind.start - figure.end > _LEVELS:
            return False
        return _TO.search(self._outline.text[figure.end - 1 : behind.start]) is not None

    def bracket(self, figure: Mention, named: Sequence[Time]) -> Time | None:
        """The time that a bracket stands right behind: `so với năm 2022 (81,78%)`."""
        for time in named:
            between = self._outline.text[time.end : max(time.end, figure.start)]
            if time.end <= figure.start and _BRACKET.fullmatch(between):
                return time
        return None

    def earlier(self, figure: Mention, named: Sequence[Time]) -> Time | None:
        """The `cùng kỳ` whose level a figure right behind it gives: `(cùng kỳ năm trước là 4.000 tấn)`."""
        if figure.change:
            return None
        text = self._outline.text
        against = self._words.compares(text[max(0, figure.start - _AHEAD) : figure.start])
        for time in (time for time in named if time.same):
            between = text[time.end : max(time.end, figure.start)]
            if time.end <= figure.start and between.strip() and _WAS.fullmatch(between):
                return time
            if against and time.start >= figure.end and _LEVEL_OF.fullmatch(text, figure.end, time.start):
                return time
        return None

    def leads(self, time: Time, figures: Sequence[Mention]) -> bool:
        """Whether a time stands before figures and behind no figure whose own it is."""
        behind = [figure for figure in figures if figure.start >= time.end]
        ahead = [figure for figure in figures if figure.end <= time.start]
        if not behind or not ahead:
            return bool(behind)
        return not _ITS_OWN.fullmatch(self._outline.text, ahead[-1].end, time.start) or bool(
            _OPENS.search(self._outline.text[ahead[-1].end : time.start])
        )
