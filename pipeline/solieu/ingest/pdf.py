"""Digital PDFs: PDFium reads each page; where its letters come out scrambled, pdfplumber reads it again.

Every character keeps its page and box. A page that shows an image with no text of its own is a scan, which
waits for text recognition.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from solieu.ingest.compose import Composer
from solieu.ingest.ocr.doubts import doubts
from solieu.ingest.ocr.page import ReadPage, mended_pages
from solieu.ingest.pdf_columns import with_columns
from solieu.ingest.pdf_glyphs import Glyph, Place, pdfium_glyphs, pdfplumber_glyphs
from solieu.ingest.pdf_layout import Line
from solieu.ingest.pdf_margins import PageSize
from solieu.ingest.pdf_notes import footnotes
from solieu.ingest.pdf_rules import Rule, rules_of
from solieu.ingest.pdf_scan import needs_ocr, read_scan, scan_blocks
from solieu.ingest.pdf_tables import Block, blocks_of
from solieu.ingest.pdf_writer import Writer, flawed_tables
from solieu.ingest.reading import Reading, Refused, page_numbers

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

MOST_PAGES = 20_000
MOST_CHARACTERS = 20_000_000  # 16 bytes of box each

# The garble alarm. Where a producer draws the letters that a font lacks in a second pass, words fall apart
# and leave the vowels with two marks alone. On 1,000 gazette pages this rings for 100 of the 103 whose words
# PDFium alone breaks up, and for none that it reads well.
ALARM = 0.02
ENOUGH_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+")
_ONE_LETTER_WORDS = frozenset("ởạừđơưĐƠƯỞẠỪ")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")

# What pdfplumber and pdfminer trip over, besides errors of their own, in a file bent as they do not expect.
_BENT = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(slots=True)
class _Pages:
    """What became of the pages, by number."""

    scanned: list[int] = field(default_factory=list)
    read: list[ReadPage] = field(default_factory=list)
    unread: str = ""
    damaged: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    flawed: list[tuple[int, int, str]] = field(default_factory=list)


def read_pdf(data: bytes) -> Reading:
    """A PDF as one NFC text, pages and lines parted by line breaks, halves of one row by a tab.

    A document of which some pages could not be read is `partial`, and its reason names them.

    Raises:
        Refused: `encrypted`, `corrupt`, `too_large`, `scan` (no page has text of its own) or `empty`.
    """
    document = _opened(data)
    try:
        return _read(document, data)
    finally:
        document.close()


def garble(text: str) -> float:
    """The share of a text's words that no sound Vietnamese page has, from 0 to 1; 0 for a few words.

    Counted are words of one letter above U+00FF that are no words, and characters without meaning.

    >>> garble("Căn c Lu t T ch c Chính ph ngày 19 tháng 6 năm 2015 ứ ậ ổ ứ ủ " * 3) > ALARM
    True
    """
    words = _WORD.findall(text)
    alone = sum(len(word) == 1 and word > "\xff" and word not in _ONE_LETTER_WORDS for word in words)
    broken = len(_UNREADABLE.findall(text))
    total = len(words) + broken
    return (alone + broken) / total if total >= ENOUGH_WORDS else 0.0


def _opened(data: bytes) -> PdfDocument:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Refused(
                "encrypted", "the PDF is locked with a password; save it without one and give it again"
            ) from None
        raise Refused("corrupt", "the PDF is damaged or cut off and does not open; fetch it again") from None
    pages = len(document)
    if 0 < pages <= MOST_PAGES:
        return document
    document.close()
    if pages:
        raise Refused("too_large", f"{pages} pages are more than the {MOST_PAGES} that are read; split it")
    raise Refused("corrupt", "the PDF has no pages; it is cut off or damaged: fetch it again")


def _read(document: PdfDocument, data: bytes) -> Reading:
    composer, pages, count = Composer(), _Pages(), len(document)
    writer, scans = Writer(composer), list[tuple[PageSize, ReadPage]]()
    with _Second(data) as second:
        for number in range(1, count + 1):
            size, blocks, rules = _page(document, number, pages, second)
            if isinstance(blocks, ReadPage):
                scans.append((size, blocks))
                continue
            _write_scans(writer, scans)
            writer.page(size, blocks, footnotes(size, blocks, rules))
            if len(composer) > MOST_CHARACTERS:
                raise Refused(
                    "too_large", f"more than {MOST_CHARACTERS} characters by page {number}; split the PDF"
                )
        _write_scans(writer, scans)
    cells, regions = writer.finish()
    text, segments = composer.finish()
    _require_text(text, pages, count)
    pages.flawed = writer.flaws
    reason = _reason(pages, count, cut_off=b"%%EOF" not in data[-2048:])
    return Reading(
        text,
        segments,
        regions,
        cells,
        pages=count,
        ocr=bool(pages.read),
        page_labels=writer.margins.page_labels(),
        status="partial" if reason else "done",
        reason=reason,
    )


def _page(
    document: PdfDocument, number: int, pages: _Pages, second: _Second
) -> tuple[PageSize, list[Block] | ReadPage, list[Rule]]:
    """The size of a page, its blocks and the straight lines on it; what is amiss with it goes to `pages`.

    A page that only text recognition can read comes as what that read.
    """
    try:
        with closing(document[number - 1]) as page:
            size, place = PageSize(number, *page.get_size()), Place(page)
            glyphs, rules = pdfium_glyphs(page, place), rules_of(page, place)
            if needs_ocr(page, glyphs):
                scan = _scan(page, number, pages)
                if scan is not None:
                    return size, scan, []
    except PdfiumError:
        pages.damaged.append(number)
        return PageSize(number, 0.0, 0.0), [], []
    blocks = with_columns(number, blocks_of(number, glyphs, rules))
    alarm = garble(_plain(blocks))
    if alarm > ALARM:
        again = with_columns(number, blocks_of(number, second.glyphs(number), rules))
        if again and garble(_plain(again)) < alarm:
            blocks, alarm = again, garble(_plain(again))
        if alarm > ALARM:
            pages.garbled.append(number)
    return size, blocks, rules


def _scan(page: PdfPage, number: int, pages: _Pages) -> ReadPage | None:
    """What text recognition reads on a page; None where it cannot, which `pages` then tells."""
    try:
        scan = read_scan(page, number)
    except Refused as refused:
        pages.scanned.append(number)
        pages.unread = refused.message
        return None
    pages.read.append(scan)
    return scan


def _write_scans(writer: Writer, scans: list[tuple[PageSize, ReadPage]]) -> None:
    """Writes the pages that wait, mended together, and waits for none any more."""
    for (size, _), read in zip(scans, mended_pages([scan for _, scan in scans]), strict=True):
        writer.page(size, scan_blocks(read))
    scans.clear()


def _plain(blocks: Sequence[Block]) -> str:
    return "\n".join(
        block.text if isinstance(block, Line) else "\n".join(cell.text for cell in block.cells)
        for block in blocks
    )


class _Second:
    """pdfplumber on the same bytes, opened only when a page needs it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: PDF | None = None

    def __enter__(self) -> _Second:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

            with suppress(
                PdfminerException, MalformedPDFException, *_BENT
            ):  # it opens every page to close it
                self._pdf.close()

    def glyphs(self, number: int) -> list[Glyph]:
        """The glyphs of a page; none where pdfplumber cannot read it either."""
        import pdfplumber  # takes half a second to import, and few documents need it
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            if self._pdf is None:
                self._pdf = pdfplumber.open(io.BytesIO(self._data))
            page = self._pdf.pages[number - 1]
            glyphs = pdfplumber_glyphs(page)
            page.close()
        except (PdfminerException, MalformedPDFException, *_BENT):
            return []
        return glyphs


def _require_text(text: str, pages: _Pages, count: int) -> None:
    if len(pages.damaged) == count:
        raise Refused("corrupt", "none of the PDF's pages opens; it is damaged or cut off: fetch it again")
    if len(pages.scanned) == count:
        images = "the page is an image" if count == 1 else f"all {count} pages are images"
        raise Refused("scan", f"{images} without a text layer; {pages.unread}")
    if not text.strip() and pages.scanned:
        raise Refused(
            "scan",
            f"{page_numbers(pages.scanned)} of {count} without a text layer, the rest blank; {pages.unread}",
        )
    read = [page.number for page in pages.read]
    if not text.strip() and read:
        raise Refused(
            "scan",
            f"text recognition finds nothing to read on {page_numbers(read)} of {count}; look at them",
        )
    if not text.strip():
        raise Refused("empty", f"the PDF shows nothing ({count} blank pages); fetch it again")


def _reason(pages: _Pages, count: int, *, cut_off: bool) -> str | None:
    reasons = []
    if pages.scanned:
        reasons.append(
            f"scan: images without a text layer on {page_numbers(pages.scanned)} of {count}; {pages.unread}"
        )
    if pages.damaged:
        reasons.append(
            f"damaged: no way to open {page_numbers(pages.damaged)} of {count}; fetch the file again"
        )
    if pages.garbled:
        reasons.append(
            f"garbled: the fonts of {page_numbers(pages.garbled)} of {count} do not say which letters they "
            "hold; check them against the PDF"
        )
    if pages.flawed:
        reasons.append(flawed_tables(pages.flawed))
    if doubtful := doubts(pages.read):
        reasons.append(doubtful)
    if cut_off:
        reasons.append("damaged: the PDF has no end mark, so pages may be missing; fetch it again")
    return "; ".join(reasons) or None
