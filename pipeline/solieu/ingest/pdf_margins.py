"""Running heads and page numbers: lines in the margins that come again from page to page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from solieu.ingest.pdf_layout import Line
from solieu.types import Region

# How far into a page its margins may reach, in points: two centimetres and a line.
MARGIN = 72.0
LEAST_PAGES = 3
# The share of a document's pages on which a line has to come again, its figures apart.
REPEATED = 0.25
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    start: int
    end: int
    label: str


@dataclass(slots=True)
class Margins:
    """Collects the lines of a document as they are read, and tells at the end which run through it."""

    _seen: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    _pages: set[int] = field(default_factory=set)

    def add(self, page: int, line: Line, start: int, end: int, height: float) -> None:
        """A line of a page that is `height` points high; `start` and `end` are its offsets in the text."""
        self._pages.add(page)
        tops = [box[1] for box in line.boxes if box is not None]
        bottoms = [box[3] for box in line.boxes if box is not None]
        if not tops:
            return
        label = "header" if max(bottoms) <= MARGIN else "footer" if min(tops) >= height - MARGIN else None
        if label is not None:
            self._seen[_FIGURES.sub("#", line.text)].append(_Candidate(page, start, end, label))

    def regions(self) -> tuple[Region, ...]:
        """The `header` and `footer` stretches of the text, in order."""
        least = max(LEAST_PAGES, REPEATED * len(self._pages))
        found = [
            Region(line.start, line.end, line.label)
            for lines in self._seen.values()
            if len({line.page for line in lines}) >= least
            for line in lines
        ]
        return tuple(sorted(found, key=lambda region: region.start))
