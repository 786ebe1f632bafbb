"""Pages to lines and tables of words: read once, again when poorly read, and kept; marks mended after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from solieu.ingest.compose import Box
from solieu.ingest.ocr import cache, engine
from solieu.ingest.ocr.cleanup import cleaned, is_poor, is_unsure, sure_letters, turned_back
from solieu.ingest.ocr.closer import by_majority, is_figure, looked_at
from solieu.ingest.ocr.engine import TURNED, WHOLE_PAGE, Lines, Word
from solieu.ingest.ocr.raised import squares_and_cubes
from solieu.ingest.ocr.ruled import POINTS_PER_INCH, straightened, without_rules
from solieu.ingest.ocr.tables import TableRead, grids_on, read_table, without_cells
from solieu.ingest.ocr.tones import mended
from solieu.ingest.ocr.wordlist import compounds

if TYPE_CHECKING:
    from PIL.Image import Image

Change = Callable[[Lines], Lines]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read on a page, its lines and tables in reading order.

    `number` counts from 1, `resolution` is the image's dots per inch, in whose pixels the words' boxes are.
    """

    number: int
    resolution: int
    lines: Lines
    tables: tuple[TableRead, ...] = ()

    @property
    def words(self) -> Iterator[Word]:
        """All words, those in tables last."""
        for lines in (self.lines, *(table.lines for table in self.tables)):
            for line in lines:
                yield from line

    def letters(self, word: Word) -> list[Box]:
        """A box in points a letter: Tesseract places words, so the letters share their word's evenly."""
        x0, top, x1, bottom = (edge * POINTS_PER_INCH / self.resolution for edge in word.box)
        width = (x1 - x0) / len(word.text)
        return [(x0 + at * width, top, x0 + (at + 1) * width, bottom) for at in range(len(word.text))]

    def mapped(self, change: Change, in_cells: Change | None = None) -> ReadPage:
        """The page with its lines, and then those of each cell, changed; cells otherwise if told."""
        lines, within = change(self.lines), in_cells or change
        tables = [replace(table, cells=[within(cell) for cell in table.cells]) for table in self.tables]
        return replace(self, lines=lines, tables=tuple(tables))


def read_page(image: Image, resolution: int, number: int = 1) -> ReadPage:
    """The lines of a page in reading order, and its ruled tables, boxes in pixels of the image.

    A page whose reading is poor is read again the right way up, then cleaned; the fullest reading counts.
    Digits that were read with doubt, and the raised ones of m² and m³, are looked at again, larger.

    Args:
        image: the page.
        resolution: its dots per inch.
        number: the page's, from 1.

    Raises:
        Refused: Tesseract is not at hand, or gave up on the page.
    """
    page = _with_tables(image, resolution, number)
    if page is not None:
        return page
    return ReadPage(number, resolution, _closer(_running_text(image, resolution), image, resolution))


def mended_pages(pages: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages of a document with the tone marks that recognition lost; each page speaks for the others."""
    texts = iter(mended_words([word.text for page in pages for word in page.words]))
    return [page.mapped(partial(_with_texts, texts)) for page in pages]


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


def _with_tables(image: Image, resolution: int, number: int) -> ReadPage | None:
    """A page with ruled tables; None where it has none, or they cannot be read as they stand."""
    straight, angle = straightened(image, resolution)
    grids = grids_on(straight, resolution)
    if not grids:
        return None
    clean = without_rules(straight, resolution)
    tables = [read_table(clean, resolution, grid, _recognised) for grid in grids]
    if is_unsure([line for table in tables for line in table.lines]):
        return None
    rest = without_cells(straight, resolution, grids)
    lines = _recognised(rest, resolution, WHOLE_PAGE)
    page = ReadPage(number, resolution, lines, tuple(tables))
    page = page.mapped(
        lambda lines: _closer(lines, clean, resolution), lambda cell: _alone(cell, clean, resolution)
    )
    return page.mapped(lambda lines: turned_back(lines, angle, image.size))


def _alone(cell: Lines, image: Image, resolution: int) -> Lines:
    """A cell looked at more closely: a figure that fills it has no sentence around it to confirm it."""
    if [len(line) for line in cell] == [1] and is_figure(cell[0][0].text):
        return [[by_majority(cell[0][0], image, resolution)]]
    return _closer(cell, image, resolution)


def _closer(lines: Lines, image: Image, resolution: int) -> Lines:
    return squares_and_cubes(looked_at(lines, image, resolution), image, resolution)


def _running_text(image: Image, resolution: int) -> Lines:
    name = cache.key(image, resolution, engine.version() or "")
    lines = cache.fetch(name)
    if lines is None:
        lines = engine.recognise(image, resolution)
        if is_poor(lines, image):
            lines = max([lines, *_again(image, resolution)], key=sure_letters)
        cache.keep(name, lines)
    return lines


def _recognised(image: Image, resolution: int, layout: int) -> Lines:
    return cache.recognised(image, resolution, layout=layout)


def _again(image: Image, resolution: int) -> list[Lines]:
    straight, angle = cleaned(image)
    return [
        engine.recognise(image, resolution, layout=TURNED),
        turned_back(engine.recognise(straight, resolution, layout=TURNED), angle, image.size),
    ]


def _with_texts(texts: Iterable[str], lines: Lines) -> Lines:
    texts = iter(texts)
    return [[replace(word, text=next(texts)) for word in line] for line in lines]


def _core(text: str) -> tuple[int, int]:
    """The letters and digits of a word without the punctuation before and behind them."""
    inside = [index for index, character in enumerate(text) if character.isalnum()]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
