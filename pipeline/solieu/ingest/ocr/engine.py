"""Tesseract, called for one image: lines of words, where they stand, and how sure it is of each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from solieu.ingest.compose import Box
from solieu.ingest.reading import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
PATIENCE_SECONDS = 180
MISSING = (
    "text recognition (OCR) needs Tesseract and its Vietnamese data, which this machine lacks; "
    "`solieu doctor` says how to install them"
)
# Whole pages in columns and blocks, as they come; with `TURNED` Tesseract first finds out which way is up. A
# picture of one `LINE`, `BLOCK` of text or `CHARACTER` has nothing else on it; on one of `SPARSE` text words
# stand anywhere, as in a table.
WHOLE_PAGE, TURNED, LINE, BLOCK, SPARSE, CHARACTER = 3, 1, 7, 6, 11, 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read: its box in pixels of the image, and Tesseract's confidence from 0 to 1."""

    text: str
    box: Box
    confidence: float


Lines = list[list[Word]]


@cache
def version() -> str | None:
    """The version of the Tesseract at hand, or None where it or its Vietnamese data is missing."""
    import pytesseract

    try:
        found = str(pytesseract.get_tesseract_version())
        return found if LANGUAGE in pytesseract.get_languages() else None
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, SystemExit):
        return None


def recognise(image: Image, resolution: int, *, layout: int = WHOLE_PAGE, allowed: str = "") -> Lines:
    """The lines of an image in reading order.

    Args:
        image: the page.
        resolution: its dots per inch.
        layout: Tesseract's page segmentation mode.
        allowed: the only characters that may be read; any if empty.

    Raises:
        Refused: `scan`: Tesseract is not at hand; `timeout` or `corrupt`: it gave up on the page.
    """
    import pytesseract

    if version() is None:
        raise Refused("scan", MISSING)
    # One thread a page: Tesseract's own threads wait for each other, and pages are read side by side.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    only = f" -c tessedit_char_whitelist={allowed}" if allowed else ""
    try:
        read = pytesseract.image_to_data(
            image,
            lang=LANGUAGE,
            config=f"--psm {layout} --dpi {resolution}{only}",
            output_type=pytesseract.Output.DICT,
            timeout=PATIENCE_SECONDS,
        )
    except pytesseract.TesseractError as error:
        raise Refused("corrupt", f"Tesseract could not read the page: {_first_line(error.message)}") from None
    except RuntimeError as error:
        raise Refused("timeout", f"Tesseract took more than {PATIENCE_SECONDS} s a page: {error}") from None
    return _lines(read)


def _first_line(message: object) -> str:
    return str(message).strip().partition("\n")[0][:200]


def _lines(read: dict[str, list[Any]]) -> Lines:
    lines: Lines = []
    last: tuple[int, ...] | None = None
    for index, text in enumerate(read["text"]):
        if not text.strip():
            continue
        place = tuple(read[level][index] for level in ("block_num", "par_num", "line_num"))
        if place != last:
            lines.append([])
            last = place
        left, top = read["left"][index], read["top"][index]
        box = (left, top, left + read["width"][index], top + read["height"][index])
        lines[-1].append(Word(text.strip(), box, max(float(read["conf"][index]), 0.0) / 100))
    return lines
