"""The pages of a source as text recognition saw them, for whoever must look at one again."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2

from solieu.ingest.compose import Box
from solieu.ingest.ocr.closer import digits_again
from solieu.ingest.ocr.engine import Word
from solieu.ingest.ocr.image import frames
from solieu.ingest.ocr.page import read_page
from solieu.ingest.ocr.ruled import POINTS_PER_INCH
from solieu.ingest.pdf_scan import drawn
from solieu.ingest.reading import Refused
from solieu.types import Document, Origin

if TYPE_CHECKING:
    from PIL.Image import Image

PDF = "application/pdf"


class Pictures:
    """The pages of one source, drawn when they are asked for; the last one is kept.

    Args:
        document: as read from the bytes.
        data: the bytes.
    """

    def __init__(self, document: Document, data: bytes) -> None:
        self._document = document
        self._data = data
        self._page = lru_cache(maxsize=1)(self._drawn)

    def letters(self, number: int) -> list[tuple[str, Box]]:
        """Each letter that is read on a page, with its box in points; none where nothing can be read."""
        try:
            image, resolution = self._page(number)
            page = read_page(image, resolution, number)
        except (Refused, pypdfium2.PdfiumError):
            return []
        return [
            (letter, box)
            for word in page.words
            for letter, box in zip(word.text, page.letters(word), strict=True)
        ]

    def look(self, text: str, origin: Origin) -> str | None:
        """What a closer look reads where a word with digits was read; None where it leaves a doubt.

        Args:
            text: the word as read.
            origin: where it stands, with its page and box.
        """
        edges = (origin.x0, origin.top, origin.x1, origin.bottom)
        x0, top, x1, bottom = (
            (edge for edge in edges if edge is not None) if None not in edges else (0.0,) * 4
        )
        if origin.page is None or x1 <= x0:
            return None
        try:
            image, resolution = self._page(origin.page)
            scale = resolution / POINTS_PER_INCH
            box = (x0 * scale, top * scale, x1 * scale, bottom * scale)
            return digits_again(Word(text, box, origin.confidence or 0.0), image, resolution)
        except (Refused, pypdfium2.PdfiumError):
            return None

    def _drawn(self, number: int) -> tuple[Image, int]:
        if self._document.media_type == PDF:
            with pypdfium2.PdfDocument(io.BytesIO(self._data)) as opened:
                return drawn(opened[number - 1])
        for picture in islice(frames(self._data), number - 1, None):
            return picture
        raise Refused("corrupt", f"there is no page {number}")
