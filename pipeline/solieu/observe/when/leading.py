"""Which times of a sentence go on to govern the sentences behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.observe.parts.outline import Outline, Span
from solieu.observe.when import timex
from solieu.observe.when.near import Near
from solieu.observe.when.time_cues import Cues
from solieu.observe.when.times import Time
from solieu.types import Mention

# How near to the beginning of a sentence without figures a time stands that goes on holding, in characters.
_HEAD = 60
# How far before a time the word stands that names it as that of a report, in characters.
_REPORT = 90
# A bracket that tells something else before its time, and how far before that it opens, in characters; one
# with a time alone says when: `quý III (từ 15/6 đến 14/9)`.
_BRACKETED = 80
_ASIDE = re.compile(r"\([^\d\W]{1,9}(?:\s[^\d\W]{1,9}){1,12}\s\Z")
# What opens the clause of a part or of another case.
_PART = re.compile(r"\s{0,3}(?:trong đó|riêng|trong khi)(?!\w)", re.IGNORECASE)
_MARK = re.compile(r"[,;.\n\d]")


class Leading:
    """The times of a sentence that lead what is told in it and behind it."""

    def __init__(self, outline: Outline, words: Cues) -> None:
        self._outline, self._words = outline, words
        self._near = Near(outline, words)

    def of(self, span: Span, figures: Sequence[Mention], named: Sequence[Time]) -> list[Time]:
        """The times that lead, the one that goes on to govern last.

        A sentence without figures is led by the time at its head, or by that of the report it tells of.

        Args:
            span: the sentence.
            figures: the figures in it, in text order.
            named: the times in it that say when, in text order.
        """
        if not figures:
            reports = [time for time in named if time.lasting and self._of_report(time, span[0])]
            alone = len(named) == 1
            return reports[:1] or [
                time
                for time in named
                if self._at_head(time, span[0]) and (time.leads or alone) and not self._near.names(time)
            ]
        first = figures[0].start
        leading = [time for time in named if time.start < first or self._near.leads(time, figures)]
        leading = [
            time
            for time in leading
            if not self._near.aside(time, figures) and not self._in_bracket(time, span)
        ]
        return [time for time in leading if not self._of_part(time)] or leading

    def _of_report(self, time: Time, start: int) -> bool:
        """Whether a time is that of a report, a survey or its results: `báo cáo về thị trường năm 2018`."""
        low = max(start, time.start - _REPORT)
        reports = [
            match.end()
            for match in self._words.within["reports"].finditer(self._outline.text, low, time.start)
        ]
        return bool(reports) and _MARK.search(self._outline.text, reports[-1], time.start) is None

    def _at_head(self, time: Time, start: int) -> bool:
        """Whether a time stands near the beginning of its sentence, or behind a colon in it."""
        ahead = self._outline.text[max(start, time.start - 3) : time.start]
        return time.start - start <= _HEAD or ahead.rstrip().endswith(":")

    def _in_bracket(self, time: Time, span: Span) -> bool:
        """Whether a time stands in a bracket, by the way: `dẫn đầu (lần gần nhất là năm 2021)`."""
        ahead = self._outline.text[max(span[0], time.start - _BRACKETED) : time.start]
        year = timex.unit(time.value or "") == "year" and not self._outline.text[time.start].isdecimal()
        return year and _ASIDE.search(ahead) is not None

    def _of_part(self, time: Time) -> bool:
        """Whether a time is that of a part which a sentence tells by the way: `, trong đó từ đầu năm …`."""
        low = self._outline.clause(time.start, time.end)[0]
        return _PART.match(self._outline.text, low) is not None
