"""Pages to lines of words: read once, again when the first reading is poor, and kept; marks mended after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solieu.ingest.compose import Box, Composer
from solieu.ingest.ocr import cache, engine
from solieu.ingest.ocr.cleanup import cleaned, is_poor, sure_letters, turned_back
from solieu.ingest.ocr.closer import looked_at
from solieu.ingest.ocr.engine import TURNED, Lines, Word
from solieu.ingest.ocr.tones import mended
from solieu.ingest.ocr.wordlist import compounds

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read on a page: its number from 1, the image's dots per inch, its lines in reading order."""

    number: int
    resolution: int
    lines: Lines

    def add_to(self, composer: Composer) -> None:
        """Appends the lines to a text, each word with its boxes in points and its confidence."""
        for line in self.lines:
            if len(composer):
                composer.put("\n")
            for position, word in enumerate(line):
                if position:
                    composer.put(" ")
                boxes = self.letters(word)
                composer.add(word.text, page=self.number, boxes=boxes, confidence=word.confidence)

    def letters(self, word: Word) -> list[Box]:
        """A box in points a letter: Tesseract places words, so the letters share their word's evenly."""
        x0, top, x1, bottom = (edge * POINTS_PER_INCH / self.resolution for edge in word.box)
        width = (x1 - x0) / len(word.text)
        return [(x0 + at * width, top, x0 + (at + 1) * width, bottom) for at in range(len(word.text))]


def read_page(image: Image, resolution: int) -> Lines:
    """The lines of a page in reading order, boxes in pixels of the image, as Tesseract reads them.

    A page whose reading is poor is read again the right way up, then cleaned; the fullest reading counts.
    Digits that were read with doubt are looked at again, larger.

    Args:
        image: the page.
        resolution: its dots per inch.

    Raises:
        Refused: Tesseract is not at hand, or gave up on the page.
    """
    name = cache.key(image, resolution, engine.version() or "")
    lines = cache.fetch(name)
    if lines is None:
        lines = engine.recognise(image, resolution)
        if is_poor(lines, image):
            lines = max([lines, *_again(image, resolution)], key=sure_letters)
        cache.keep(name, lines)
    return looked_at(lines, image, resolution)


def mended_pages(pages: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages of a document with the tone marks that recognition lost; each page speaks for the others."""
    texts = iter(mended_words([word.text for page in pages for line in page.lines for word in line]))
    return [
        replace(page, lines=[[replace(word, text=next(texts)) for word in line] for line in page.lines])
        for page in pages
    ]


def mended_words(words: list[str]) -> list[str]:
    """Words with the tone marks that were lost, whatever punctuation stands about their letters.

    >>> mended_words(["Tô", "chức;", "(Tổ", "chức)"])
    ['Tổ', 'chức;', '(Tổ', 'chức)']
    """
    bounds = [_core(word) for word in words]
    cores = [word[start:end] for word, (start, end) in zip(words, bounds, strict=True)]
    return [
        word[:start] + core + word[end:]
        for word, (start, end), core in zip(words, bounds, mended(cores, compounds()), strict=True)
    ]


def _again(image: Image, resolution: int) -> list[Lines]:
    straight, angle = cleaned(image)
    return [
        engine.recognise(image, resolution, layout=TURNED),
        turned_back(engine.recognise(straight, resolution, layout=TURNED), angle, image.size),
    ]


def _core(text: str) -> tuple[int, int]:
    """The letters and digits of a word without the punctuation before and behind them."""
    inside = [index for index, character in enumerate(text) if character.isalnum()]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
