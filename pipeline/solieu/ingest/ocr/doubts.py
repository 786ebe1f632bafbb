"""What is not legible on scanned pages, told as a reason: digits in doubt, a number that is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.ingest.ocr.closer import legible, mostly_digits
from solieu.ingest.ocr.engine import Word
from solieu.ingest.ocr.page import ReadPage
from solieu.ingest.reading import page_numbers

# Lines at the top of a document within which its letterhead has its number.
_LETTERHEAD = 15
# A letterhead's line for the number: `Số: 12/QĐ-UBND`, `Số /2010/TT-BCT`, `Số : 5`; no `Số liệu năm 2010`.
_NUMBER_LINE = re.compile(r"[Ss][ốôồổỗ](?: ?:|[^/]{0,20}/(?:\d{4} ?/ ?)?[A-ZĐÐ]{2})")
_FIRST_OF_NUMBER = re.compile(r":?\d{1,5}(?:[-/].*)?")


def doubts(pages: Sequence[ReadPage]) -> str | None:
    """What a reader of scanned pages must look up himself, None if nothing.

    Args:
        pages: those that were read, in order.
    """
    told = []
    if pages and pages[0].number == 1 and _is_unnumbered(pages[0]):
        told.append("unreadable: the document's own number, written by hand or pale on page 1; look it up")
    faint = [page.number for page in pages if any(map(_is_faint, page.words))]
    if faint:
        told.append(
            f"unreadable: some digits on {page_numbers(faint)} (handwriting, dotted lines, specks), of which "
            "no number is made; look at them"
        )
    return "; ".join(told) or None


def _is_faint(word: Word) -> bool:
    return mostly_digits(word.text) and not _legible(word)


def _legible(word: Word) -> bool:
    return legible(word.text, word.confidence)


def _is_unnumbered(page: ReadPage) -> bool:
    """Whether the letterhead has a place for a number in which no legible one stands."""
    for line in page.lines[:_LETTERHEAD]:
        if _NUMBER_LINE.match(" ".join(word.text for word in line)):
            number = next((word for word in line[1:] if word.text != ":"), line[0])
            return not (_FIRST_OF_NUMBER.fullmatch(number.text) and _legible(number))
    return False
