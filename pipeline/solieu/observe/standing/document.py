"""What the kind of a document, its title and its headings say of the standing of the figures under them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER
from solieu.observe.parts.cues import cues_in
from solieu.observe.parts.outline import Block, Outline, Told
from solieu.observe.standing.quoted import quotations

_TABLE = "standing_headings"
# How many characters of a title are read behind the type of a document.
_TITLE = 300
# How often a text must number articles, or speak of itself as a rule, to be taken for one without its head.
_SELF = 2

# A line, without the bars of a letterhead's table.
_LINE = re.compile(r"[^\n|]+")
# `Điều 5.` at the head of a line; the parts of a published procedure: `Số lượng hồ sơ`,
# `Đối tượng thực hiện TTHC`.
_ARTICLE = re.compile(
    r"^[ \t]{0,12}điều\s+\d{1,3}[a-z]?\s?[.:]"
    r"|\b(?:thành\s+phần|số\s+lượng)\s+hồ\s+sơ\b|\b(?:cơ\s+quan|đối\s+tượng)\s+thực\s+hiện\s+(?:TTHC|thủ\s+tục)",
    re.IGNORECASE | re.MULTILINE,
)
# `Thông tư này`, `khoản 2 Điều này`: what rules say of themselves, and those who quote them.
_ITSELF = re.compile(
    r"\b(?:thông\s+tư|nghị\s+định|luật|pháp\s+lệnh|quy\s+chế|quy\s+định|hướng\s+dẫn|điều|khoản)\s+này\b",
    re.IGNORECASE,
)
# `CÔNG BÁO/Số 657 + 658/Ngày 24-5-2024`: the running head of the gazette, where rules are printed, which rest
# on others: `theo quy định của pháp luật`, `quy định tại khoản 8`.
_GAZETTE = re.compile(r"^\W{0,4}CÔNG\s+BÁO\s?/\s?Số\s+\d", re.MULTILINE)
_BY_RULE = re.compile(r"\b(?:theo\s+quy\s+định|quy\s+định\s+tại)\b", re.IGNORECASE)
# A first line that the second goes on with is no headline.
_BROKEN = re.compile(rf"\s*[^\n]+\n[ \t]*[{LOWER}]")
# Where a title ends that no blank line ends.
_ENDS = re.compile(r"\n\s*(?:Điều|Căn cứ|Phần|Chương|[IVX]{1,4}\.|1\.)\s|\n[ \t]*\n[ \t]*\S[^\n]*[a-zạ-ỹ]")


class Standings:
    """The standing that document or heading give to a place of a text; `actual` where what was is told."""

    __slots__ = ("_headings", "_lexicon", "_outline", "_quoted", "_starts", "_told")

    def __init__(self, outline: Outline, lexicon: Lexicon) -> None:
        self._outline, self._lexicon = outline, lexicon
        found = list(_documents(outline.text, lexicon))
        if not found and _is_rule(outline):
            found = [(0, "norm")]
        self._starts = [start for start, _ in found]
        self._told = [Told(status, "head") for _, status in found]
        self._headings: dict[int, Told | None] = {}
        self._quoted = tuple(quotations(outline))

    def at(self, position: int) -> Told | None:
        """The standing of a place: its document's if that lays down rules, else of the nearest heading."""
        index = bisect_right(self._starts, position) - 1
        document = self._told[index] if index >= 0 else None
        if document is not None and document.value == "norm":
            return document
        quoted = bisect_right(self._quoted, (position, len(self._outline.text) + 1)) - 1
        if quoted >= 0 and position < self._quoted[quoted][1]:
            return Told("norm", "paragraph")
        for block in self._outline.above(position):
            if block.start not in self._headings:
                self._headings[block.start] = self._heading(block)
            if (told := self._headings[block.start]) is not None:
                return told
        return document

    def lays_down(self, position: int) -> bool:
        """Whether the document that a place lies in, or the first one behind it, lays down rules."""
        index = max(bisect_right(self._starts, position) - 1, 0)
        return bool(self._told) and self._told[index].value == "norm"

    def _heading(self, block: Block) -> Told | None:
        if block.part == "item":
            return None
        text = self._outline.text
        section = block.body > block.start or text[block.start : block.end].isupper()
        for cue in cues_in(text, block.body, block.end, self._lexicon, _TABLE):
            # a headline only speaks for the text where it begins with the word: `Mục tiêu đến năm 2030`
            if cue.row["where"] in ("heading", "both") and (section or cue.start == block.body):
                return Told(cue.row["status"], "heading")
        return None


def _is_rule(outline: Outline) -> bool:
    """Whether a text without a letterhead, as a part of a document is, is one that lays down rules."""
    if len(_ARTICLE.findall(outline.text)) >= _SELF:
        return True
    if _GAZETTE.search(outline.text) and len(_BY_RULE.findall(outline.text)) >= _SELF:
        return True
    headed = outline.opening.title and not _BROKEN.match(outline.head)
    return not headed and len(_ITSELF.findall(outline.text)) >= _SELF


def _documents(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Where a document, or one that another carries with it, begins: its type on a line in capitals."""
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line.isupper():
            continue
        kind = next(cues_in(line, 0, len(line), lexicon, _TABLE), None)
        if kind is None or kind.row["where"] != "type" or kind.start > 0:
            continue
        title = line[kind.end :] + text[match.end() : match.end() + _TITLE]
        end = _ENDS.search(title)
        status = kind.row["status"]
        if status == "open":
            status = _title(title[: end.start() if end else None], lexicon)
        yield match.start(), status or "actual"


def _title(title: str, lexicon: Lexicon) -> str:
    """What the words of a title say; empty if they say nothing."""
    for cue in cues_in(title, 0, len(title), lexicon, _TABLE):
        if cue.row["where"] != "heading" and cue.row["status"] not in ("open", "actual"):
            return cue.row["status"]
    return ""
