"""Glyphs to lines: words and lines by where glyphs stand, the order of lines by when they were drawn.

The place of a glyph settles what belongs to one line, so a producer that draws some letters in a second pass
or turns its tables by 90° does no harm. The order of drawing settles which line comes next: it follows
columns, table cells and the two halves of a letterhead, which their places alone do not show.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from solieu.ingest.compose import Box
from solieu.ingest.pdf_glyphs import Glyph

_FIGURES = frozenset("0123456789.,")
# All in ems, the size of the larger of two glyphs.
WORD_GAP = 0.11  # between letters: kerning stays below, the narrowest space above
FAR_GAP = 1.5  # between words: a justified line stays below
CELL_GAP = 0.75  # between words, where it is also twice as wide as is common on the line: the next cell
DIGIT_GAP = 0.6  # between digits: columns of figures stand close, and must not run into one number
TOUCHING = 0.35  # between stretches of one line that were drawn at different times
BASE_SHIFT = 0.45  # a superscript is raised less, the next line is further down
SAME_BASE = 0.2
OVERPRINT = 0.35  # of its width: a letter drawn twice to look bold is moved less
ENOUGH = 4  # gaps by which a line shows what is usual on it: condensed and spaced-out letters differ
RAISED = 0.8  # the size of a superscript against the line's, and how far it may be raised
HANGING = 0.35  # how far a subscript may be lowered
NEAR_ROWS = 3  # heights at which stretches stand between that of a superscript and that of its line


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a page on one line: its text, a box a code point (None for a space put in).

    `start`, `end` and `base` say where it stands along and across its own direction of writing, `size` how
    large it is written, in points; `order` is its place in the order of drawing. `beside` says that it
    stands to the right of the line before it, on the same height. `words` are the spans of its words with
    the confidence in each, from 0 to 1, where the line was read by text recognition.
    """

    text: str
    boxes: tuple[Box | None, ...]
    turn: int
    base: float
    start: float
    end: float
    size: float
    order: int
    beside: bool = False
    words: tuple[tuple[int, int, float], ...] = ()


@dataclass(slots=True)
class _Stretch:
    """Glyphs of one line with a place in the order of drawing; a space before a glyph is remembered."""

    glyphs: list[Glyph]
    spaced: list[bool]
    order: int

    @property
    def start(self) -> float:
        return self.glyphs[0].start

    @property
    def end(self) -> float:
        return max(glyph.end for glyph in self.glyphs)

    @property
    def base(self) -> float:
        return max(self.glyphs, key=lambda glyph: glyph.size).base

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in reading order.

    Two halves of one row (a letterhead's, a table's) are lines of their own, the second `beside` the first.
    """
    united = _united(list(_stretches(glyphs)))
    cells = [cell for stretch in united for cell in _cells(stretch)]
    stretches = sorted(cells, key=lambda stretch: stretch.order)
    lines: list[Line] = []
    before: _Stretch | None = None
    for stretch in stretches:
        beside = before is not None and _same_line(before, stretch) and stretch.start >= before.end
        lines.append(_line(stretch, beside))
        before = stretch
    return lines


def _stretches(glyphs: Sequence[Glyph]) -> Iterator[_Stretch]:
    """The glyphs in their order of drawing, cut wherever the pen moves elsewhere."""
    current: _Stretch | None = None
    spaced = False
    for order, glyph in enumerate(glyphs):
        if glyph.text.isspace() or not glyph.text:
            spaced = True
            continue
        if current is not None and _follows(current.glyphs[-1], glyph, spaced):
            current.glyphs.append(glyph)
            current.spaced.append(spaced)
        else:
            if current is not None:
                yield current
            current = _Stretch([glyph], [False], order)
        spaced = False
    if current is not None:
        yield current


def _follows(last: Glyph, glyph: Glyph, spaced: bool) -> bool:
    size = max(last.size, glyph.size)
    if last.turn != glyph.turn or abs(last.base - glyph.base) > BASE_SHIFT * size:
        return False
    if unicodedata.category(glyph.text[0])[0] == "M":
        return True
    gap = glyph.start - last.end
    if gap < -TOUCHING * size:
        return glyph.start >= last.start  # overlapping, as kerning and italics make it, but never backwards
    apart = DIGIT_GAP if last.text[-1].isdigit() and glyph.text[0].isdigit() else FAR_GAP
    return gap <= apart * size


def _united(stretches: list[_Stretch]) -> list[_Stretch]:
    """Stretches of one line that touch or interleave as one, wherever in the drawing they came."""
    stretches.sort(key=lambda stretch: (stretch.glyphs[0].turn, stretch.base, stretch.start))
    rows: list[list[_Stretch]] = []
    for stretch in stretches:
        if rows and _same_line(rows[-1][-1], stretch):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    _attach_raised(rows)
    return [stretch for row in rows for stretch in _row_united(row)]


def _attach_raised(rows: list[list[_Stretch]]) -> None:
    """Moves small stretches that hang on a line, raised or lowered, into its row: m², H₂O, note marks."""
    for number, row in enumerate(rows):
        kept = []
        for stretch in row:
            host = next((near for near in _near(rows, number) if _hangs_on(stretch, near)), None)
            if host is None:
                kept.append(stretch)
            else:
                host.append(stretch)
        rows[number] = kept


def _near(rows: list[list[_Stretch]], number: int) -> Iterator[list[_Stretch]]:
    """The rows above and below a row, nearest first."""
    for distance in range(1, NEAR_ROWS + 1):
        yield from (rows[at] for at in (number + distance, number - distance) if 0 <= at < len(rows))


def _hangs_on(small: _Stretch, row: list[_Stretch]) -> bool:
    for stretch in row:
        size = stretch.size
        if (
            small.size <= RAISED * size
            and small.glyphs[0].turn == stretch.glyphs[0].turn
            and -HANGING * size <= stretch.base - small.base <= RAISED * size
            and -TOUCHING * size <= small.start - stretch.end <= TOUCHING * size
        ):
            return True
    return False


def _same_line(one: _Stretch, other: _Stretch) -> bool:
    near = abs(one.base - other.base) <= SAME_BASE * max(one.size, other.size)
    return near and one.glyphs[0].turn == other.glyphs[0].turn


def _row_united(row: list[_Stretch]) -> list[_Stretch]:
    row.sort(key=lambda stretch: stretch.start)
    united: list[_Stretch] = []
    for stretch in row:
        if united and stretch.start - united[-1].end <= TOUCHING * max(stretch.size, united[-1].size):
            united[-1] = _merged(united[-1], stretch)
        else:
            united.append(stretch)
    return united


def _merged(one: _Stretch, other: _Stretch) -> _Stretch:
    longer = one if len(one.glyphs) >= len(other.glyphs) else other
    pairs = sorted(
        [*zip(one.glyphs, one.spaced, strict=True), *zip(other.glyphs, other.spaced, strict=True)],
        key=lambda pair: pair[0].start,
    )
    kept = [pairs[0]]
    for (last, _), (glyph, spaced) in pairwise(pairs):
        width = last.end - last.start
        if glyph.text != last.text or glyph.start - last.start > OVERPRINT * width:
            kept.append((glyph, spaced))
    return _Stretch([glyph for glyph, _ in kept], [spaced for _, spaced in kept], longer.order)


def _cells(stretch: _Stretch) -> Iterator[_Stretch]:
    """A stretch cut where a gap is too wide for a space, measured by the other gaps of its line."""
    gaps = _gaps(stretch)
    wide = {index: gap for index, gap in enumerate(gaps, 1) if gap > WORD_GAP}
    common = median_low(wide.values()) if len(wide) > 1 else 0.0
    start = 0
    for index, gap in wide.items():
        if gap > CELL_GAP and gap > 2 * common:
            yield _Stretch(stretch.glyphs[start:index], stretch.spaced[start:index], stretch.order)
            start = index
    yield _Stretch(stretch.glyphs[start:], stretch.spaced[start:], stretch.order)


def _line(stretch: _Stretch, beside: bool) -> Line:
    texts = [stretch.glyphs[0].text]
    boxes: list[Box | None] = [stretch.glyphs[0].box] * len(texts[0])
    for (last, glyph), gap, spaced in zip(
        pairwise(stretch.glyphs), _gaps(stretch), stretch.spaced[1:], strict=True
    ):
        if _apart(last, glyph, gap, spaced):
            texts.append(" ")
            boxes.append(None)
        texts.append(glyph.text)
        boxes += [glyph.box] * len(glyph.text)
    return Line(
        "".join(texts),
        tuple(boxes),
        stretch.glyphs[0].turn,
        stretch.base,
        stretch.start,
        stretch.end,
        stretch.size,
        stretch.order,
        beside,
    )


def _gaps(stretch: _Stretch) -> list[float]:
    """The gaps between the glyphs in ems, over what is usual between two letters of this line."""
    gaps = [(glyph.start - last.end) / max(last.size, glyph.size) for last, glyph in pairwise(stretch.glyphs)]
    usual = median_low(gaps) if len(gaps) >= ENOUGH else 0.0
    return [gap - usual for gap in gaps]


def _apart(last: Glyph, glyph: Glyph, gap: float, spaced: bool) -> bool:
    """Whether a space stands between two glyphs of a line."""
    if unicodedata.category(glyph.text[0])[0] == "M":
        return False
    if gap > WORD_GAP:
        return True
    sizes = sorted((last.size, glyph.size))
    if last.text[-1] in _FIGURES and glyph.text[0].isdigit() and sizes[0] < RAISED * sizes[1]:
        return True  # the mark of a footnote on a figure, or on the number of a clause
    return spaced and gap > -WORD_GAP
