"""The standing of a figure: plan, estimate, norm, forecast, example, or plain fact.

The word nearest before a figure in its sentence decides (`ước đạt 5 tỷ đồng, tăng 3%`); a sentence without
such a word goes on in the standing of the one before where it tells of its parts or of the same thing; else
the heading decides, and last the kind of the document: what a circular says is laid down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from solieu.lexicon import Lexicon
from solieu.observe.parts.cues import Cue
from solieu.observe.parts.figures import by_sentence
from solieu.observe.parts.outline import Outline, Span, Told
from solieu.observe.parts.retold import same_amounts, told_in_detail
from solieu.observe.parts.tabular import standing_of_cell
from solieu.observe.standing.ahead import is_there, speaks_in
from solieu.observe.standing.document import Standings
from solieu.observe.standing.laid_down import is_rate
from solieu.observe.standing.leading import conditions, starts_from
from solieu.observe.standing.listed import parallel, told_together
from solieu.observe.standing.saying import (
    REACHING,
    Said,
    aside,
    lays_down,
    said,
    sayings,
)
from solieu.types import Mention

# Standings that go on into the sentences and items that tell of the parts.
_LASTING = ("estimate", "plan", "norm", "forecast", "example")
# How much of what a paragraph names is kept in mind, in pairs of words.
_NAMED = 300

# What opens a sentence that tells of the parts of the one before, or goes on with it.
_GOES_ON = re.compile(
    r"\W*(?:trong\s+(?:đó|số\s+đó)|chia\s+(?:ra|theo)|phân\s+theo|cụ\s+thể|bao\s+gồm|gồm|riêng|theo\s+đó|nếu|đồng\s+thời"
    r"|l[uũ][yỹ]\s+kế|tính\s+chung|ngoài\s+ra,?\s+(?:còn|sẽ))\b",
    re.IGNORECASE,
)
# `Đồng thời xây 2 trạm y tế`: what opens a sentence that tells what will be done besides.
_BESIDES = re.compile(r"\W*(?:đồng\s+thời|ngoài\s+ra)\b", re.IGNORECASE)
# What opens a line of a bulletin that goes on with a forecast: `Đến 7 giờ ngày 2/9, tâm bão …`.
_FORETOLD = re.compile(
    r"\W*(?:đến\s+\d{1,2}\s?(?:h|giờ)\b|sức\s+gió|tầm\s+nhìn\s+xa|sóng\s+biển|vùng\s+biển|biển\s+động"
    r"|trên\s+đất\s+liền|do\s+ảnh\s+hưởng|nhiệt\s+độ|lượng\s+mưa)",
    re.IGNORECASE,
)
# A sector of what was estimated as a whole: `Khu vực dịch vụ tăng 6%`.
_SECTOR = re.compile(r"\W*khu\s+vực\s+(?:nông|công|dịch|sản\s+xuất|kinh\s+tế|[I123]{1,3}\b)", re.IGNORECASE)
# What goes on with a worked example.
_SO = re.compile(r"\W*(?:như\s+vậy|khi\s+đó|lúc\s+này|theo\s+đó|tức\s+là)\b", re.IGNORECASE)
# What opens a sentence that begins anew, with what has been counted.
_ANEW = re.compile(
    r"\W*(?:theo\s+(?:báo\s+cáo|thống\s+kê|số\s+liệu|tổng\s+hợp|kết\s+quả)|tính\s+(?:đến|tới)"
    r"|(?:cho\s+)?đến\s+nay|tuy\s+nhiên|nhưng|song|thực\s+tế|trong\s+khi\s+(?:đó|chờ))\b",
    re.IGNORECASE,
)
# `Ví dụ: đơn vị X thu …`, `Ví dụ 2.`, `ví dụ, với mức lương …`: worked, not told as `ví dụ nhà máy …` is.
_WORKED = re.compile(r"\s*(?:[:,]|\d{1,2}\s*[:.])|(?<=giả sử)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def find_statuses(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out.

    Args:
        outline: the document's text with its parts.
        mentions: all mentions of the text, in text order.
        lexicon: the vocabulary.
    """
    text, around = outline.text, Standings(outline, lexicon)
    now = speaks_in(outline, mentions)
    reading = Reading(outline, lexicon)
    told: dict[int, Told] = {}
    for span, figures in by_sentence(outline, mentions):
        cues = sayings(text, span, lexicon, now)
        if not around.lays_down(span[0]):
            cues = [cue for cue in cues if cue.row["status"] != "example" or _WORKED.match(text, cue.end)]
        carried = reading.into(span, figures)
        for place, figure in enumerate(figures):
            headed = standing_of_cell(outline, figure.start, lexicon) if outline.heads(figure.start) else None
            own = (None, None) if is_there(text, figure) else (said(text, span, cues, figure), carried)
            found = headed or _weigh(*own, around.at(figure.start))
            if found is None and place:
                found = _together(text, figures, place, told)
            if found is None:
                continue
            if found.value == "plan" and starts_from(text, figure):
                # what a planned change starts from is there: a price that holds, or a level
                tariff = is_rate(figure) or lays_down(cues, figure)
                found = Told("norm" if tariff else "actual", found.source)
            told[figure.start] = found
        told |= conditions(text, figures, told)
        reading.past(span, cues, carried, figures)
    told |= dict(_of_headline(outline, mentions, told))
    told |= dict(_told_again(mentions, told))
    return {start: found for start, found in told.items() if found.value != "actual"}


def _of_headline(
    outline: Outline, mentions: Sequence[Mention], told: Mapping[int, Told]
) -> Iterator[tuple[int, Told]]:
    """The standing of each figure of the headline that is told below, where all that tell it agree."""
    for figure, below in told_in_detail(outline, mentions):
        known = [told.get(other.start) for other in below]
        if figure.start not in told and len({found and found.value for found in known}) == 1 and known[0]:
            yield figure.start, Told(known[0].value, "paragraph")


def _told_again(mentions: Sequence[Mention], told: Mapping[int, Told]) -> Iterator[tuple[int, Told]]:
    """A plan for each amount of which nothing is told where it is named, but a plan wherever it is."""
    for alike in same_amounts(mentions):
        known = {told[figure.start].value for figure in alike if figure.start in told}
        if known == {"plan"}:
            yield from (
                (figure.start, Told("plan", "paragraph")) for figure in alike if figure.start not in told
            )


@dataclass(frozen=True, slots=True)
class Carried:
    """The standing that goes on behind a sentence, and the words that name what it told of.

    `reach`: `lead` where no figure had it yet, so that only a sentence that says so goes on with it
    (`theo đó, …`); `besides` where only one does that tells what else will be done (`đồng thời …`);
    `on` where one that names the same thing does, or has the same `opening` words; `paragraph` where it
    holds whatever the sentences tell of (`theo thống kê sơ bộ, …`); `section` where the paragraphs behind
    go on with it too (`ước tính tại thời điểm 30/4, …`).
    """

    status: str
    subject: frozenset[str]
    reach: str = "on"
    opening: str = ""


class Reading:
    """What goes on from sentence to sentence while a text is read from top to bottom."""

    __slots__ = ("_block", "_carried", "_empty", "_outline")

    def __init__(self, outline: Outline, lexicon: Lexicon) -> None:
        self._outline = outline
        self._empty = frozenset(lexicon.column("empty_words", "name"))
        self._carried: dict[int | None, Carried | None] = {}
        self._block: int | None = None

    def into(self, span: Span, figures: Sequence[Mention]) -> Carried | None:
        """What goes on into a sentence: from the one before it, or from the lead over its item."""
        block, before = self._outline.block(span[0]), self._block
        self._block = block
        if block is None or block == before:
            carried = self._carried.get(block)
            first = figures[0].start if figures else span[1]
            return carried if carried is not None and self._goes_on((span[0], first), carried) else None
        blocks = self._outline.blocks
        parent = blocks[block].parent
        if parent is not None and blocks[parent].part in ("lead", "item"):
            return self._carried.get(parent)
        above = self._carried.get(block - 1) if block and blocks[block - 1].parent == parent else None
        if above is None:
            return None
        # a text of one sentence a line goes on from line to line where it says so
        return above if above.reach == "section" or self._says_so(span, above) else None

    def past(
        self, span: Span, cues: Sequence[Cue], carried: Carried | None, figures: Sequence[Mention]
    ) -> None:
        """Keep what goes on behind a sentence: the standing of its last reaching word, or what went on."""
        text = self._outline.text
        reaching = [
            cue.row for cue in cues if cue.row["reach"] in REACHING and not aside(text, cue.end, span[1])
        ]
        if cues and cues[-1].row["status"] == "norm" and text[span[0] : span[1]].rstrip().endswith(":"):
            # `Mức đóng tối thiểu của đối tượng này như sau:`
            reaching.append({**cues[-1].row, "reach": "on"})
        subject = self._subject(span)
        if reaching:
            status = reaching[-1]["status"]
            reach = max((row["reach"] for row in reaching if row["status"] == status), key=REACHING.index)
            # a goal among the goals of a paragraph goes on as far as they do
            if carried is not None and carried.status == status and carried.reach in REACHING:
                reach = max(reach, carried.reach, key=REACHING.index)
            if reach == "on" and not self._tells(span, cues, figures):
                reach = "lead"
            # an estimate at the end of a count of facts says nothing of the facts told next
            if (
                reach == "on"
                and status == "estimate"
                and figures
                and figures[0].end <= self._first(cues, status)
            ):
                reach = "lead"
            carried = Carried(status, subject, reach, self._opening(span)) if status in _LASTING else None
        elif carried is None and cues and _is_planned(text, span, cues[-1]):
            # `xã sẽ mở 5 lớp. Đồng thời xây 2 trạm.`: a sentence that says so goes on with what will be done
            carried = Carried("plan", subject, "besides", self._opening(span))
        elif carried is not None:
            named = carried.subject | subject if len(carried.subject) < _NAMED else subject
            carried = replace(carried, subject=named)
        self._carried[self._block] = carried

    def _first(self, cues: Sequence[Cue], status: str) -> int:
        """Where the first word of a standing begins."""
        return next(cue.start for cue in cues if cue.row["status"] == status)

    def _tells(self, span: Span, cues: Sequence[Cue], figures: Sequence[Mention]) -> bool:
        """Whether a sentence puts figures into a standing, or leads over to those behind it."""
        if any(figure.start >= cues[0].end for figure in figures):
            return True
        return self._outline.text[span[0] : span[1]].rstrip().endswith(":")

    def _goes_on(self, opening: Span, carried: Carried) -> bool:
        """Whether a sentence goes on with what the one before told of: its parts, or the same thing again."""
        if carried.status != "estimate" and _ANEW.match(self._outline.text, *opening):
            return False
        if carried.reach in ("paragraph", "section") or carried.status == "example":
            return True
        if self._says_so(opening, carried):
            return True
        if carried.reach != "on":
            return False
        shared = len(self._subject(opening) & carried.subject)
        # what is estimated of one thing is not so of the next, which shares a common word with it
        if carried.status == "estimate" and self._opening(opening) != carried.opening:
            return shared > 1
        return shared > 0

    def _says_so(self, opening: Span, carried: Carried) -> bool:
        """Whether a sentence says that it goes on; `riêng …` parts from figures, not from a lead."""
        if carried.status == "estimate" and _SECTOR.match(self._outline.text, *opening):
            return True
        if carried.reach == "besides":
            return _BESIDES.match(self._outline.text, *opening) is not None
        if carried.status == "example" and _SO.match(self._outline.text, *opening):
            return True
        if carried.status == "forecast":
            return _FORETOLD.match(self._outline.text, *opening) is not None
        match = _GOES_ON.match(self._outline.text, *opening)
        return match is not None and (carried.reach != "lead" or not match[0].casefold().endswith("riêng"))

    def _opening(self, span: Span) -> str:
        """The first two words of a stretch of text."""
        return " ".join(match[0] for match in islice(_WORD.finditer(self._outline.text, *span), 2)).casefold()

    def _subject(self, span: Span) -> frozenset[str]:
        """What a stretch of text names: its pairs of words that are no names, and its abbreviations."""
        words = _WORD.findall(self._outline.text, *span)
        pairs = {
            f"{left} {right}".casefold()
            for left, right in pairwise(words)
            if right.islower() and not {left.casefold(), right} & self._empty
        }
        return frozenset(pairs | {word for word in words if len(word) > 1 and word.isupper()})


def _is_planned(text: str, span: Span, cue: Cue) -> bool:
    """Whether a word says of its clause, and not in brackets, that something is planned."""
    row = cue.row
    return row["status"] == "plan" and row["reach"] == "clause" and not aside(text, cue.end, span[1])


def _together(text: str, figures: Sequence[Mention], place: int, told: Mapping[int, Told]) -> Told | None:
    """The standing of the figure before, or of that in the clause before, where both are told together."""
    figure, before = figures[place], figures[place - 1]
    if is_there(text, figure):
        return None
    like = before if told_together(text, figure, before) else parallel(text, figures, place)
    found = told.get(like.start) if like is not None else None
    return Told(found.value, "sentence") if found and found.source in ("phrase", "sentence") else None


def _weigh(own: Said | None, carried: Carried | None, around: Told | None) -> Told | None:
    """The one of a figure's standings that holds: an example, what a rule lays down, the nearest."""
    if own is not None and own.strong:
        return own.told
    if own is None and carried is not None and carried.status == "example":
        return Told("example", "paragraph")
    if around is not None and around.value == "norm":
        return around
    if own is not None:
        return own.told
    return Told(carried.status, "paragraph") if carried is not None else around
