"""Running heads, feet and page numbers: lines in the margins that come again from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from solieu.ingest.pdf_layout import Line
from solieu.types import Region

# How far into a page its margins may reach, in points: two centimetres and a line.
MARGIN = 72.0
LEAST_PAGES = 3
# The share of a document's pages on which a line has to come again, its figures apart.
REPEATED = 0.25
LONGEST_NUMBER = 24  # characters of a page number with what stands around it
_FIGURES = re.compile(r"\d+")
# A page number as it is printed, its figure apart: 12; - 12 -; Trang 12; 12/30; Page 12 of 30
_NUMBER = re.compile(
    r"[-–—.\s]{0,4}(?:(?:trang|page)\s{0,2})?#(?:\s?(?:/|of)\s?#)?[-–—.\s]{0,4}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's number and its size in points, as a reader sees it."""

    number: int
    width: float
    height: float

    def zone(self, line: Line) -> str | None:
        """Which margin a line lies in, `header` or `footer`, in its own direction of writing; None in none.

        >>> size = PageSize(1, 595, 842)
        >>> head = Line("51", (), 0, 60.0, 500.0, 510.0, 11.0, 0)
        >>> size.zone(head), size.zone(Line("51", (), 90, -540.0, 60.0, 70.0, 11.0, 0))
        ('header', 'header')
        """
        first, last = {
            0: (0.0, self.height), 90: (-self.width, 0.0), 180: (-self.height, 0.0), 270: (0.0, self.width),
        }[line.turn]  # fmt: skip
        if line.base <= first + MARGIN:
            return "header"
        return "footer" if line.base - line.size >= last - MARGIN else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    start: int
    end: int
    label: str
    text: str


@dataclass(slots=True)
class Margins:
    """Collects the lines of a document as they are read, and tells at the end which run through it."""

    _seen: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    _pages: set[int] = field(default_factory=set)

    def add(self, size: PageSize, line: Line, start: int, end: int) -> None:
        """A line of a page; `start` and `end` are its offsets in the text."""
        self._pages.add(size.number)
        label = size.zone(line)
        if label is not None:
            shape = _FIGURES.sub("#", line.text)
            self._seen[shape].append(_Candidate(size.number, start, end, label, line.text))

    def regions(self) -> tuple[Region, ...]:
        """The `header`, `footer` and `page_number` stretches of the text, in order."""
        found = [
            Region(line.start, line.end, "page_number" if _NUMBER.fullmatch(shape) else line.label)
            for shape, lines in self._running()
            for line in lines
        ]
        return tuple(sorted(found, key=lambda region: region.start))

    def page_labels(self) -> Mapping[int, str]:
        """The printed number of each page that has one, as it is printed.

        Numbers of a document grow with its pages: one that stands elsewhere in that order is none.
        """
        numbers = [
            (line, int(_FIGURES.findall(line.text)[0]))
            for shape, lines in self._running()
            if _NUMBER.fullmatch(shape)
            for line in lines
            if len(line.text) <= LONGEST_NUMBER
        ]
        ahead = Counter(number - line.page for line, number in numbers)
        best: dict[int, tuple[int, str]] = {}
        for line, number in numbers:
            common = ahead[number - line.page]
            if common > best.get(line.page, (1, ""))[0]:
                best[line.page] = common, _FIGURES.findall(line.text)[0]
        return {page: label for page, (_, label) in sorted(best.items())}

    def _running(self) -> list[tuple[str, list[_Candidate]]]:
        least = max(LEAST_PAGES, REPEATED * len(self._pages))
        return [
            (shape, lines)
            for shape, lines in self._seen.items()
            if len({line.page for line in lines}) >= least
        ]
