"""Whether an origin leads back to the same digits in the source's own bytes, format by format."""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from solieu.audit.digits import digits_of
from solieu.tables import origin_columns
from solieu.types import Document, Segment

if TYPE_CHECKING:
    from lxml.etree import _Element

    from solieu.ingest.compose import Box

Row = Mapping[str, Any]

# Boxes are kept as 32-bit floats and rounded to hundredths of a point.
_CLOSE = 0.02
# How far outside the box the middle of a character may lie, in points.
_SLACK = 0.5
# The reader of pages that are pictures; where one was at work, its words have a confidence.
_RECOGNISED = "recognition"


class Witness:
    """A source read anew: its bytes beside the document that they give."""

    def __init__(self, document: Document, data: bytes) -> None:
        self.document = document
        self._data = data
        self._letters = lru_cache(maxsize=2)(self._read_letters)
        self._paragraph = lru_cache(maxsize=512)(self._read_paragraph)
        self._node = lru_cache(maxsize=512)(self._read_node)

    def complaints(self, row: Row) -> Iterator[tuple[str, str]]:
        """What is wrong with the origin that a row of a mention table states: column and sentence.

        Args:
            row: with `start`, `end`, `text` and the columns of an origin; its offsets lie within the text.
        """
        start, end = row["start"], row["end"]
        fresh = origin_columns(self.document.locate(start, end))
        for column in _COLUMNS:
            if not _same(row.get(column), fresh.get(column)):
                yield column, f"says {row.get(column)}, a fresh reading {fresh.get(column)}"
        yield from self._bytes(row)
        yield from self._paths(row)
        yield from self._boxes(row)

    def _bytes(self, row: Row) -> Iterator[tuple[str, str]]:
        if row.get("source_start") is None or row.get("source_end") is None:
            return
        piece = self._data[row["source_start"] : row["source_end"]]
        there = piece.decode(self.document.encoding or "utf-8", "replace")
        if digits_of(there) != digits_of(row["text"]):
            yield "source_start", f"bytes {row['source_start']}:{row['source_end']} are {there!r}"

    def _paths(self, row: Row) -> Iterator[tuple[str, str]]:
        """Where each piece of the mention comes from holds its digits; the row names that of the first."""
        pages = dict.fromkeys(("text/html", "multipart/related"), self._node)
        read = pages.get(self.document.media_type, self._paragraph)
        pieces = [
            (segment.path, text)
            for segment, text in self._pieces(row["start"], row["end"])
            if segment.path is not None
        ]
        if row.get("source_path") is not None and pieces:
            pieces[0] = (row["source_path"], pieces[0][1])
        for path, text in pieces:
            if digits_of(text) not in digits_of(read(path)):
                yield "source_path", f"at {path} there is no {text!r}"

    def _boxes(self, row: Row) -> Iterator[tuple[str, str]]:
        """The characters of the page whose middle lies in the box hold the digits that stand on that page."""
        if row.get("page") is None or row.get("x0") is None:
            return
        here = [
            text for segment, text in self._pieces(row["start"], row["end"]) if segment.page == row["page"]
        ]
        wanted = Counter(digits_of("".join(here)))
        recognised = any(
            segment.confidence is not None and segment.page == row["page"]
            for segment, _ in self._pieces(row["start"], row["end"])
        )
        for reader in (_RECOGNISED,) if recognised else ("pdfium", "pdfplumber"):
            found = "".join(text for text, box in self._letters(row["page"], reader) if _inside(box, row))
            if wanted <= Counter(digits_of(found)):
                return
        box = ", ".join(f"{row[name]:.2f}" for name in ("x0", "top", "x1", "bottom"))
        yield "x0", f"page {row['page']} has no {row['text']!r} in the box ({box})"

    def _pieces(self, start: int, end: int) -> Iterator[tuple[Segment, str]]:
        """The segments that a span crosses, each with the text of the span in it."""
        segments = self.document.segments
        index = max(bisect_right(segments, start, key=lambda segment: segment.start) - 1, 0)
        while index < len(segments) and segments[index].start < end:
            segment = segments[index]
            if segment.end > start:
                yield segment, self.document.text[max(start, segment.start) : min(end, segment.end)]
            index += 1

    @cached_property
    def _root(self) -> _Element | None:
        from solieu.ingest.html import parse

        page = self._data
        if self.document.media_type == "multipart/related":
            from solieu.ingest.mht import main_page

            page = main_page(page)
        return parse(page.decode(self.document.encoding or "utf-8", "replace").removeprefix("\ufeff"))

    def _read_node(self, path: str) -> str:
        from solieu.ingest.html import node_text

        try:
            return "" if self._root is None else unicodedata.normalize("NFC", node_text(self._root, path))
        except ValueError:  # no XPath: it leads nowhere
            return ""

    def _read_paragraph(self, path: str) -> str:
        from solieu.ingest.docx import paragraph_text

        return unicodedata.normalize("NFC", paragraph_text(self._data, path))

    def _read_letters(self, page: int, reader: str) -> list[tuple[str, Box]]:
        """What one of the readers sees on a page, each letter with its box."""
        from solieu.ingest.pdf_glyphs import pdfium_glyphs, pdfplumber_glyphs

        if not 1 <= page <= (self.document.pages or 0):
            return []
        if reader == _RECOGNISED:
            from solieu.ingest.pictures import Pictures

            return Pictures(self.document, self._data).letters(page)
        if reader == "pdfium":
            import pypdfium2

            with pypdfium2.PdfDocument(self._data) as opened:
                return [(glyph.text, glyph.box) for glyph in pdfium_glyphs(opened[page - 1])]
        import pdfplumber

        with pdfplumber.open(io.BytesIO(self._data), pages=[page]) as plumbed:
            return [(glyph.text, glyph.box) for glyph in pdfplumber_glyphs(plumbed.pages[0])]


_COLUMNS = (
    "page", "page_label", "x0", "top", "x1", "bottom",
    "source_start", "source_end", "source_path", "confidence",
)  # fmt: skip


def _same(stated: object, fresh: object) -> bool:
    if isinstance(stated, float) and isinstance(fresh, float):
        return abs(stated - fresh) <= _CLOSE
    return stated == fresh


def _inside(box: Box, row: Row) -> bool:
    x0, top, x1, bottom = box
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    beside = row["x0"] - _SLACK <= across <= row["x1"] + _SLACK
    return bool(beside and row["top"] - _SLACK <= down <= row["bottom"] + _SLACK)
