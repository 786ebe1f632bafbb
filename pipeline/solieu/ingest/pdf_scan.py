"""Pages that show more than their text layer says: telling them, and reading them by text recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from solieu.ingest.compose import Box
from solieu.ingest.ocr.engine import Lines, Word
from solieu.ingest.ocr.page import ReadPage, read_page
from solieu.ingest.ocr.ruled import POINTS_PER_INCH
from solieu.ingest.pdf_glyphs import Glyph
from solieu.ingest.pdf_layout import Line
from solieu.ingest.pdf_tables import Block, filled

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

# Dots per inch at which a page is drawn for recognition: Tesseract is trained on letters of this size.
RESOLUTION = 300
APART = 2.5  # heights of a word: a justified line stays below
MOST_PIXELS = 60_000_000  # a page larger than A3 is drawn smaller

# A page with fewer letters than this, half of it covered by images, shows text that its text layer lacks: a
# scan, with a watermark or a signature's stamp at most.
FEW_LETTERS = 200
COVERED = 0.5
_WRITTEN = (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM)
_SCAN_PIXELS = 500_000  # an image inside a form, whose place on the page is not told: a page at 72 dpi
_OUTLINES = 300  # points of the paths on a page without a letter: text drawn as shapes


def needs_ocr(page: PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """Whether a page with few letters shows more than they say: images over half of it, or text as shapes.

    Args:
        page: the page, open.
        glyphs: what its text layer holds; a watermark over an image is no text of the page.
    """
    letters = sum(character.isalpha() for glyph in glyphs for character in glyph.text)
    return letters < FEW_LETTERS and _pictured(page, letters)


def read_scan(page: PdfPage, number: int) -> ReadPage:
    """A page's lines by text recognition.

    What is written over a picture of the whole page, as a watermark is, is left out.

    Raises:
        Refused: text recognition is not at hand, or gave up on the page.
    """
    image, resolution = drawn(page)
    return read_page(image, resolution, number)


def drawn(page: PdfPage) -> tuple[Image, int]:
    """A page as text recognition sees it, and its dots per inch; without what is written over a scan."""
    width, height = page.get_size()
    resolution = min(RESOLUTION, int(POINTS_PER_INCH * (MOST_PIXELS / (width * height)) ** 0.5))
    over = [shape for shape in page.get_objects(max_depth=1) if shape.type in _WRITTEN]
    if over and _images(page) >= COVERED * width * height:
        for shape in over:
            page.remove_obj(shape)
    image: Image = page.render(scale=resolution / POINTS_PER_INCH, grayscale=True).to_pil()
    return image, resolution


def scan_blocks(read: ReadPage) -> list[Block]:
    """What was read as lines and tables of a page in points, each word with its confidence.

    A table stands before the first line that begins below its top.
    """
    blocks: list[Block] = list(_lines(read, read.lines))
    for table in read.tables:
        written = [list(_lines(read, cell)) for cell in table.cells]
        sheet = filled(read.number, 0, table.grid, written, 0)
        top = min(field.box[1] for field in table.grid.fields)
        at = next((place for place, block in enumerate(blocks) if _top(block) > top), len(blocks))
        if sheet is not None:
            if table.unread:
                sheet.flaw = f"{table.unread} of its cells could not be read"
            blocks.insert(at, sheet)
        else:
            blocks[at:at] = [line for cell in written for line in cell]
    return blocks


def _lines(read: ReadPage, lines: Lines) -> Iterator[Line]:
    """Lines in points; halves far apart on one, as in a letterhead, are lines beside each other."""
    halves = [(half, place > 0) for line in lines for place, half in enumerate(_halves(line))]
    for order, (half, beside) in enumerate(halves):
        yield _line(read, half, order, beside=beside)


def _top(block: Block) -> float:
    return block.base - block.size if isinstance(block, Line) else -1.0


def _images(page: PdfPage) -> float:
    """The area in square points that images on the page itself, in no form, take up."""
    bounds = [
        shape.get_bounds()
        for shape in page.get_objects(max_depth=1)
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE
    ]
    area: float = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return area


def _halves(line: Sequence[Word]) -> list[list[Word]]:
    """A line cut where the space between two words is far wider than any between words of a sentence."""
    halves: list[list[Word]] = []
    for word in line:
        last = halves[-1][-1] if halves else None
        tall = max(word.box[3] - word.box[1], last.box[3] - last.box[1]) if last is not None else 0
        if last is None or word.box[0] - last.box[2] > APART * tall:
            halves.append([])
        halves[-1].append(word)
    return halves


def _line(read: ReadPage, found: Sequence[Word], order: int, *, beside: bool) -> Line:
    text, boxes, words = "", list[Box | None](), list[tuple[int, int, float]]()
    for word in found:
        if text:
            text += " "
            boxes.append(None)
        words.append((len(text), len(text) + len(word.text), word.confidence))
        text += word.text
        boxes += read.letters(word)
    known = [box for box in boxes if box is not None]
    bottom, top = max(box[3] for box in known), min(box[1] for box in known)
    left, right = min(box[0] for box in known), max(box[2] for box in known)
    return Line(text, tuple(boxes), 0, bottom, left, right, bottom - top, order, beside, tuple(words))


def _pictured(page: PdfPage, letters: int) -> bool:
    width, height = page.get_size()
    covered, pixels, points = 0.0, 0, 0
    for shape in page.get_objects(max_depth=4):
        if shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            points += pdfium.FPDFPath_CountSegments(shape.raw)
        elif shape.type == pdfium.FPDF_PAGEOBJ_IMAGE and isinstance(shape, pypdfium2.PdfImage):
            left, bottom, right, top = shape.get_bounds()
            covered += (right - left) * (top - bottom)
            across, down = shape.get_px_size()
            pixels += across * down if shape.level else 0
    scanned = covered >= COVERED * width * height or pixels >= _SCAN_PIXELS
    return scanned or (not letters and points >= _OUTLINES)
