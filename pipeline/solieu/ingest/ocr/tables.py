"""Ruled tables on the picture of a page: read without their lines, each word put into its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solieu.ingest.compose import Box
from solieu.ingest.ocr.cleanup import is_unsure
from solieu.ingest.ocr.engine import BLOCK, SPARSE, Lines, Word
from solieu.ingest.ocr.ruled import POINTS_PER_INCH, is_inked, rules_on
from solieu.ingest.pdf_grid import Field, Grid, grid_of, united

if TYPE_CHECKING:
    from PIL.Image import Image

# Reads an image at so many dots per inch in one of Tesseract's layouts.
Reader = Callable[["Image", int, int], Lines]

LEAST_CELLS = 4
_EDGE = 0.015  # inches beside a line that are its own: ink spreads
# Cells in which the reading of the whole table finds nothing though there is ink: each is read alone, larger.
_MOST_ALONE = 150
_LARGER = 2
_PAPER = 24  # white pixels around a cell that is read alone


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table as it was read: its grid in points of the page, and the lines of each of the grid's fields.

    `unread` counts the fields in which something stands that nothing could be made of.
    """

    grid: Grid
    cells: list[Lines]
    unread: int = 0

    @property
    def lines(self) -> Lines:
        """The lines of all cells."""
        return [line for cell in self.cells for line in cell]


def grids_on(image: Image, resolution: int) -> list[Grid]:
    """The grids of a straight page's tables, from top to bottom."""
    grids = [grid_of(rules) for rules in united(rules_on(image, resolution))]
    found = [grid for grid in grids if grid is not None and len(grid.fields) >= LEAST_CELLS]
    return sorted(found, key=lambda grid: _bounds(grid)[1])


def read_table(image: Image, resolution: int, grid: Grid, read: Reader) -> TableRead:
    """A table read cell by cell, its words' boxes in pixels of the image.

    Args:
        image: the page, straight, without its rules.
        resolution: its dots per inch.
        grid: the table's.
        read: reads an image.
    """
    scale = resolution / POINTS_PER_INCH
    x0, top, x1, bottom = _pixels(_bounds(grid), scale)
    alone = image.crop((x0, top, x1, bottom))
    words = [_moved(word, x0, top) for line in read(alone, resolution, SPARSE) for word in line]
    cells: list[list[Word]] = [[] for _ in grid.fields]
    for word in words:
        at = _field_of(grid.fields, word.box, scale)
        if at is not None:
            cells[at].append(word)
    empty = [index for index, cell in enumerate(cells) if not cell]
    cuts = [(index, _cut(image, resolution, grid.fields[index])) for index in empty]
    inked = [(index, cut) for index, cut in cuts if cut is not None]
    unread = 0
    for index, (inside, x, y) in inked[:_MOST_ALONE]:
        lines = read(_larger(inside), resolution * _LARGER, BLOCK)
        cells[index] = [] if is_unsure(lines) else [_placed(word, x, y) for line in lines for word in line]
        unread += not cells[index]
    return TableRead(grid, [_in_lines(cell) for cell in cells], unread + len(inked[_MOST_ALONE:]))


def without_cells(image: Image, resolution: int, grids: Sequence[Grid]) -> Image:
    """A page with white paper where the cells of its tables stand; what stands between them stays."""
    from PIL import ImageDraw

    clean = image.copy()
    pen, paper = ImageDraw.Draw(clean), _paper(image)
    for field in (field for grid in grids for field in grid.fields):
        pen.rectangle(_pixels(field.box, resolution / POINTS_PER_INCH), fill=paper)
    return clean


def _cut(image: Image, resolution: int, field: Field) -> tuple[Image, int, int] | None:
    """The inside of a cell, and where it begins on the page; None where nothing is written in it."""
    x0, top, x1, bottom = _pixels(field.box, resolution / POINTS_PER_INCH)
    inset = max(2, round(_EDGE * resolution))
    if x1 - x0 <= 2 * inset or bottom - top <= 2 * inset:
        return None
    cut = image.crop((x0 + inset, top + inset, x1 - inset, bottom - inset)).convert("L")
    return (cut, x0 + inset, top + inset) if is_inked(cut, resolution) else None


def _larger(cut: Image) -> Image:
    from PIL import Image as Images

    cut = cut.resize((cut.width * _LARGER, cut.height * _LARGER), Images.Resampling.LANCZOS)
    paper = Images.new("L", (cut.width + 2 * _PAPER, cut.height + 2 * _PAPER), _paper(cut))
    paper.paste(cut, (_PAPER, _PAPER))
    return paper


def _placed(word: Word, x: float, y: float) -> Word:
    x0, top, x1, bottom = ((edge - _PAPER) / _LARGER for edge in word.box)
    return Word(word.text, (x0 + x, top + y, x1 + x, bottom + y), word.confidence)


def _moved(word: Word, x: float, y: float) -> Word:
    x0, top, x1, bottom = word.box
    return Word(word.text, (x0 + x, top + y, x1 + x, bottom + y), word.confidence)


def _in_lines(words: Sequence[Word]) -> Lines:
    """The words of a cell in lines from top to bottom, each from left to right."""
    lines: Lines = []
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if lines and any(other.box[1] <= middle <= other.box[3] for other in lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box[0]) for line in lines]


def _field_of(fields: Sequence[Field], box: Box, scale: float) -> int | None:
    across, down = (box[0] + box[2]) / 2 / scale, (box[1] + box[3]) / 2 / scale
    return next(
        (
            index
            for index, field in enumerate(fields)
            if field.box[0] <= across < field.box[2] and field.box[1] <= down < field.box[3]
        ),
        None,
    )


def _bounds(grid: Grid) -> Box:
    boxes = [field.box for field in grid.fields]
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = box
    return round(x0 * scale), round(top * scale), round(x1 * scale), round(bottom * scale)


def _paper(image: Image) -> int:
    """The shade of the paper: the one that half of a page's pixels reach."""
    counts, seen = image.convert("L").histogram(), 0
    for shade in range(255, -1, -1):
        seen += counts[shade]
        if 2 * seen >= image.width * image.height:
            return shade
    return 255
