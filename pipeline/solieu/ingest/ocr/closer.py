"""A closer look at single words: the digits that were read with doubt, or as no number is written.

A word is cut from its page and read alone, once as large as it stands and once twice as large. Two readings
that agree may confirm the first, or stand in for one that makes no sense (`l2` for `12`); nothing that makes
sense is ever replaced. Digits that stay in doubt are not legible: no number is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from solieu.ingest.ocr import cache
from solieu.ingest.ocr.engine import LINE, Lines, Word

if TYPE_CHECKING:
    from PIL.Image import Image

# Confidence, from 0 to 1. Below DOUBT digits are looked at again; below LEGIBLE they are no number. On pages
# with handwriting and dotted lines, nearly all that reads as digits there lies below.
DOUBT, LEGIBLE = 0.7, 0.5
# The confidence in a word is that in its worst letter, and a document's number has many letters.
LEGIBLE_NUMBER_OF_DOCUMENT = 0.3
_AGREED, _SURE = 0.5, 0.9  # of two closer readings that agree: the less and the more sure one
_SIZES = (1, 2)
_LARGER = (2, 3)  # sizes for a figure that stands alone: at its own size it is misread as it was at first
_MARGIN = 6  # pixels around a word that are cut out with it, at 300 dots per inch
_PAPER = 20  # white pixels put around that: Tesseract misreads what touches the edge
# What a figure may hold: the letters that a closer look may take a number for are left out.
FIGURE_SIGNS = "0123456789.,/%()-"

# A figure, a date or what a line break left of one: `27,98%`, `(1)`, `14.340;`, `23/11/2009`, `/01/2010`.
_FIGURE = re.compile(r"(?:/?\d+(?:[.,/-]\d+){0,8}%?|\(\d{1,3}\)|\d{1,3}\))[.,;:]?")
# Digits among letters and signs that are taken for digits or for strokes: `l2`, `L7`, `(0112010`.
_SENSELESS = re.compile(r"(?=.*\d)[\dlLIÌìí|!oO.,/()%-]{2,24}")
# The number of a document, or the part of it on a line: `34/2016/NĐ-CP`, `/2010/TT-BCT`, `381-QĐ/TU`.
_OF_DOCUMENT = re.compile(r"\D{0,12}\d{0,5}(?:/\d{4})?[/-][A-ZĐÐ]{1,12}[-/&A-ZĐÐa-z\d]{0,24}[.,;:)]?")
_EDGES = " .,;:()'\"|_-–—"


def legible(text: str, confidence: float) -> bool:
    """Whether the digits in a word are read well enough to be taken for a number.

    >>> legible("1111021111", 0.2), legible("24/2009/QĐ-TTg,", 0.38), legible("27,98%", 0.9)
    (False, True, True)
    """
    if not any(character.isdecimal() for character in text):
        return True
    return confidence >= (LEGIBLE_NUMBER_OF_DOCUMENT if _OF_DOCUMENT.fullmatch(text) else LEGIBLE)


def mostly_digits(text: str) -> bool:
    """Whether a word is a number first of all, or the number of a document.

    >>> mostly_digits("(14"), mostly_digits("381-QĐ/TU"), mostly_digits("Điều:2-")
    (True, True, False)
    """
    signs = sum(character.isalnum() for character in text)
    digits = sum(character.isdecimal() for character in text)
    return bool(digits) and (2 * digits >= signs or _OF_DOCUMENT.fullmatch(text) is not None)


def looked_at(lines: Lines, image: Image, resolution: int) -> Lines:
    """The lines of a page, its doubtful digits confirmed, mended or left as they are by a closer look."""
    return [
        [_settled(word, image, resolution) if _doubtful(word) else word for word in line] for line in lines
    ]


def is_figure(text: str) -> bool:
    """Whether a word is a figure or a date as such are written, and nothing else.

    >>> is_figure("27,98%"), is_figure("l2")
    (True, False)
    """
    return _FIGURE.fullmatch(text) is not None


def by_majority(word: Word, image: Image, resolution: int) -> Word:
    """A figure that stands alone, as two of three readings have it.

    Where the others agree but are not sure, or each reads something else and the first was in doubt, its
    confidence is 0: no number is made of it.

    Args:
        word: a figure as first read, its box in pixels of the image.
        image: the page.
        resolution: its dots per inch.
    """
    larger, largest = _LARGER
    second = _look(word, image, resolution, larger, FIGURE_SIGNS)
    if _core(second.text) == _core(word.text):
        return replace(word, confidence=max(word.confidence, second.confidence))
    third = _look(word, image, resolution, largest, FIGURE_SIGNS)
    if _core(third.text) == _core(word.text):
        return word
    if (mended := _agreed([second, third])) is not None:
        return replace(mended, box=word.box)
    doubted = word.confidence < DOUBT or _core(second.text) == _core(third.text) != ""
    return replace(word, confidence=0.0) if doubted else word


def digits_again(word: Word, image: Image, resolution: int) -> str | None:
    """What two closer looks both read where a word with digits stands; None where they disagree or doubt.

    Args:
        word: as first read, its box in pixels of the image. Where it has no letter, only the signs of figures
            are looked for.
        image: the page.
        resolution: its dots per inch.
    """
    plain = not any(character.isalpha() for character in word.text)
    found = closer(word, image, resolution, allowed=FIGURE_SIGNS if plain else "")
    first, second = (_core(reading.text) for reading in found)
    sure = min(reading.confidence for reading in found) >= _AGREED
    return first if sure and first == second and any(map(str.isdecimal, first)) else None


def closer(word: Word, image: Image, resolution: int, *, allowed: str = "") -> list[Word]:
    """What is read where a word stands, in each size, one word each; its text is empty if there is none."""
    return [_look(word, image, resolution, size, allowed) for size in _SIZES]


def _doubtful(word: Word) -> bool:
    digits = any(character.isdecimal() for character in word.text)
    return digits and (word.confidence < DOUBT or _is_senseless(word.text))


def _is_senseless(text: str) -> bool:
    return _SENSELESS.fullmatch(text) is not None and not is_figure(text)


def _settled(word: Word, image: Image, resolution: int) -> Word:
    found = closer(word, image, resolution)
    if _is_senseless(word.text) and (mended := _agreed(found)) is not None:
        return replace(mended, box=word.box)
    # A reading that differs speaks against the first; the middle of the three is what they are worth.
    worth = [reading.confidence * (_core(reading.text) == _core(word.text)) for reading in found]
    return replace(word, confidence=max(word.confidence, median([word.confidence, *worth])))


def _agreed(found: Sequence[Word]) -> Word | None:
    first, *others = found
    sure = sorted(reading.confidence for reading in found)
    if any(other.text != first.text for other in others) or not is_figure(first.text):
        return None
    return replace(first, confidence=sure[0]) if sure[0] >= _AGREED and sure[-1] >= _SURE else None


def _look(word: Word, image: Image, resolution: int, size: int, allowed: str) -> Word:
    from PIL import Image as Images

    margin = round(_MARGIN * resolution / 300)
    x0, top, x1, bottom = (round(edge) for edge in word.box)
    inside = (max(x0 - margin, 0), max(top - margin, 0))
    outside = (min(x1 + margin, image.width), min(bottom + margin, image.height))
    if outside[0] <= inside[0] or outside[1] <= inside[1]:
        return replace(word, text="", confidence=0.0)
    cut = image.crop((*inside, *outside)).convert("L")
    cut = cut.resize((cut.width * size, cut.height * size), Images.Resampling.LANCZOS)
    paper = Images.new("L", (cut.width + 2 * _PAPER, cut.height + 2 * _PAPER), 255)
    paper.paste(cut, (_PAPER, _PAPER))
    lines = cache.recognised(paper, resolution * size, layout=LINE, allowed=allowed)
    return _joined(word, (one for line in lines for one in line))


def _joined(word: Word, found: Iterable[Word]) -> Word:
    pieces = list(found)
    sure = min((piece.confidence for piece in pieces), default=0.0)
    return replace(word, text="".join(piece.text for piece in pieces), confidence=sure)


def _core(text: str) -> str:
    return text.strip(_EDGES)
