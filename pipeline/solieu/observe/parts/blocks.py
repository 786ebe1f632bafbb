"""The paragraphs of a text and what stands over each: headings, leads that end in a colon, parent items."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from solieu.lexicon.pattern import UPPER
from solieu.types import Cell

Part = Literal["heading", "lead", "item", "text", "cell"]

# A line longer than this is no heading; one of a numbered section may be longer than a bare one.
_NUMBERED_HEADING, _BARE_HEADING = 180, 100
# Ranks stand for depth: a block stands below the nearest ones before it of a smaller rank. Marks have even
# ranks, so that what governs items fits above them; behind items from `a)` on, running text starts anew.
_BARE_RANK, _LIST_RANK, _BODY_RANK = 19, 18, 99
_CONTINUES = (";", ",", ":")

# What numbers a section or marks an item, the highest first: Phần, Chương, Mục, A., Điều, I., 1., 1.1.,
# 1.1.1., a), -, +. Blanks stand behind a mark; behind the number of a section at least a full stop or a dash.
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (2 * depth, re.compile(pattern, re.IGNORECASE if depth in (0, 1, 2, 4) else 0))
    for depth, pattern in enumerate(
        (
            r"phần\s+(?:thứ\s+\w{2,5}|[IVX]{1,5}|\d{1,2})\b\.?",
            r"chương\s+(?:[IVXL]{1,6}|\d{1,2})\b\.?",
            r"mục\s+(?:[IVX]{1,5}|\d{1,2}|[A-D])\b\.?",
            r"[A-EG]\s?[.)-]\s",
            r"điều\s+\d{1,3}[a-zđ]?\b\.?",
            r"[IVX]{1,5}\s?[./)-]",
            r"\d{1,2}\s?[./)–—-](?=\s)(?!\s{0,3}\d)",
            r"\d{1,2}\.\d{1,2}\.?\s",
            r"\d{1,2}(?:\.\d{1,2}){2,3}\.?\s",
            r"\(?[a-zđ]\d?[.)]\s|\(\d{1,2}\)\s",
            r"[-–—•]\s?(?=\D)",
            r"[+*]\s?(?=\D)",
        )
    )
)
_HEADING_RANKS = frozenset((0, 2, 4, 6, 8))
_TITLED = re.compile(rf"[\s\"“(]*[{UPPER}\d]")
# The line under or above a picture, and the name of a source: no heading.
_CAPTION = re.compile(
    r"\[img\]|(?:ảnh|nguồn|theo|xem thêm|tác giả)\s*:|(?:ảnh|nguồn)\s*:[^\n]{0,60}\Z", re.IGNORECASE
)
# When a page was put up, on a line of its own: `10/06/2025 15:32`, `Thứ ba, 10/6/2025 | 15:32 (GMT+7)`,
# `15:32, 10-06-2025`, `Ngày đăng: 10/06/2025`, `Cập nhật lúc 15h32 ngày 10/6/2025`.
_DAY, _TIME = (
    r"(?:ngày\s)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d",
    r"\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?",
)
_STAMP = re.compile(
    rf"""(?:(?:thứ\s\w{{2,4}}|chủ\snhật)\s?,?\s?[-–|]?\s?)?
    (?:{_DAY}\s?[-–|,]?\s?(?:lúc\s)?{_TIME} | (?:lúc\s)?{_TIME}\s?[-–|,]?\s?{_DAY}
      | (?:ngày\sđăng|đăng\sngày|cập\snhật|xuất\sbản)(?:\s?:)?\s?(?:lúc\s{_TIME}\s)?{_DAY})
    (?:\s?(?:\(?GMT\s?\+\s?7\)?|[AP]M))?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its span without blanks at the ends, its depth, what it is, and the block it stands under.

    `parent` is the index of the nearest block before it that governs it, None at the top. `body` is where
    its words begin, behind its number or mark.
    """

    start: int
    end: int
    rank: int
    part: Part
    parent: int | None
    body: int


def blocks(text: str, sentences: Sequence[tuple[int, int]], cells: Sequence[Cell] = ()) -> tuple[Block, ...]:
    r"""The paragraphs of a text, each with what stands over it.

    A paragraph is a run of sentences without a line break between them. A heading is numbered, or a short
    line without a full stop that something follows; a lead ends in a colon and governs the items behind it.

    >>> text = "I. KINH TẾ\nNăm 2024:\n- Lúa 5 ha\n- Ngô 2 ha\nII. XÃ HỘI"
    >>> found = blocks(text, [(0, 10), (11, 20), (21, 31), (32, 42), (43, 53)])
    >>> [(block.part, block.parent) for block in found]
    [('heading', None), ('lead', 0), ('item', 1), ('item', 1), ('heading', None)]
    """
    spans = [span for span in _paragraphs(text, sentences, cells) if span[0] < span[1]]
    made: list[Block] = []
    stack: list[int] = []
    for index, (start, end, in_cell) in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        rank, body = (_BODY_RANK, start) if in_cell else _rank(text, start, end)
        part: Part = "cell" if in_cell else _part(text, (start, end), rank, body, following)
        if rank == _BODY_RANK and part in ("heading", "lead"):
            rank = _unmarked_rank(text, (start, end), part, following)
        _close(text, stack, made, rank)
        made.append(Block(start, end, rank, part, stack[-1] if stack else None, body))
        if part in ("heading", "lead", "item"):
            stack.append(index)
    return tuple(made)


def is_caption(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is the line under or above a picture, or names a source."""
    return _CAPTION.search(text, start, end) is not None


def _unmarked_rank(
    text: str, span: tuple[int, int], part: Part, following: tuple[int, int, bool] | None
) -> int:
    """The depth of a heading or lead without a mark: just above what is marked behind it."""
    if part == "heading" and text[slice(*span)].isupper():
        return 0
    below = _rank(text, *following[:2])[0] if following else _BODY_RANK
    if below < _BODY_RANK:
        return below - 1
    return _BARE_RANK if part == "heading" else _BODY_RANK


def _close(text: str, stack: list[int], made: list[Block], rank: int) -> None:
    """Take from the stack what does not govern a block of this rank."""
    while stack:
        top = made[stack[-1]]
        if rank == _BODY_RANK:
            goes_on = top.part == "lead" and (made[-1] is top or text[made[-1].end - 1] in _CONTINUES)
            governs = top.part == "heading" or (top.rank < _LIST_RANK and top.rank % 2 == 0) or goes_on
        else:
            governs = top.rank < rank
        if governs:
            return
        stack.pop()


def _paragraphs(
    text: str, sentences: Sequence[tuple[int, int]], cells: Sequence[Cell]
) -> Iterator[tuple[int, int, bool]]:
    starts = [cell.start for cell in cells]
    begin: int | None = None
    last = 0
    for start, end in sentences:
        if begin is not None and text.find("\n", last, start) >= 0:
            yield _span(text, begin, last, cells, starts)
            begin = None
        begin = start if begin is None else begin
        last = max(_stripped(text, start, end), start)
    if begin is not None:
        yield _span(text, begin, last, cells, starts)


def _stripped(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _span(
    text: str, start: int, end: int, cells: Sequence[Cell], starts: Sequence[int]
) -> tuple[int, int, bool]:
    start = end - len(text[start:end].lstrip())
    index = bisect_right(starts, start) - 1
    inside = index >= 0 and start < cells[index].end
    return start, end, inside or bisect_left(starts, end) > index + 1


def _rank(text: str, start: int, end: int) -> tuple[int, int]:
    """The depth of what numbers or marks a line, and where its words begin."""
    for rank, pattern in _MARKS:
        if match := pattern.match(text, start, end):
            return rank, end - len(text[match.end() : end].lstrip())
    return _BODY_RANK, start


def _part(
    text: str, span: tuple[int, int], rank: int, body: int, following: tuple[int, int, bool] | None
) -> Part:
    start, end = span
    marked = rank != _BODY_RANK
    if text[end - 1] == ":":
        return "lead"
    if _STAMP.fullmatch(text, start, end):
        return "text"
    if rank in _HEADING_RANKS:
        return "heading" if end - start <= 2 * _NUMBERED_HEADING else "item"
    short = end - start <= (_NUMBERED_HEADING if marked else _BARE_HEADING)
    titled = short and text[end - 1] not in ".;,!?…”" and _TITLED.match(text, body, end) is not None
    if marked:
        return "heading" if titled and rank <= _LIST_RANK and not _figure(text, body, end) else "item"
    followed = following is not None and not following[2]
    return "heading" if titled and followed and not is_caption(text, start, end) else "text"


_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|[^\W\d_]{2,12}\s*(?:[,;]|$))")


def _figure(text: str, start: int, end: int) -> bool:
    """Whether a line states a figure of its own: `1. Tổng thu 25 tỷ đồng` is an item, no heading."""
    return _FIGURE.search(text, start, end) is not None
