"""Whether a page shows more than its text layer says, so that only text recognition can read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from solieu.ingest.pdf_glyphs import Glyph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# A page with fewer letters than this, half of it covered by images, shows text that its text layer lacks: a
# scan, with a watermark or a signature's stamp at most.
FEW_LETTERS = 200
COVERED = 0.5
_SCAN_PIXELS = 500_000  # an image inside a form, whose place on the page is not told: a page at 72 dpi
_OUTLINES = 300  # paths on a page without a letter: text drawn as shapes


def needs_ocr(page: PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """Whether a page with few letters shows more than they say: images over half of it, or text as shapes.

    Args:
        page: the page, open.
        glyphs: what its text layer holds; a watermark over an image is no text of the page.
    """
    letters = sum(character.isalpha() for glyph in glyphs for character in glyph.text)
    return letters < FEW_LETTERS and _pictured(page, letters)


def _pictured(page: PdfPage, letters: int) -> bool:
    width, height = page.get_size()
    covered, pixels, paths = 0.0, 0, 0
    for shape in page.get_objects(max_depth=4):
        if shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif shape.type == pdfium.FPDF_PAGEOBJ_IMAGE and isinstance(shape, pypdfium2.PdfImage):
            left, bottom, right, top = shape.get_bounds()
            covered += (right - left) * (top - bottom)
            across, down = shape.get_px_size()
            pixels += across * down if shape.level else 0
    scanned = covered >= COVERED * width * height or pixels >= _SCAN_PIXELS
    return scanned or (not letters and paths >= _OUTLINES)
