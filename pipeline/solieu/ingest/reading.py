"""What a reader of one format hands back, how it declines, and how much it may be asked to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solieu.types import Cell, Region, Segment, Status

MEBI = 1 << 20

# The most bytes of each kind that are read. Text is kept once as bytes and once as text; an HTML tree takes
# about ten times its bytes; a PDF's pages are read one at a time and only its characters stay.
LIMITS: Mapping[str, int] = {
    "text": 256 * MEBI,
    "html": 32 * MEBI,
    "mht": 96 * MEBI,
    "pdf": 512 * MEBI,
    "docx": 128 * MEBI,
    "image": 128 * MEBI,
}
LARGEST = max(LIMITS.values())
# A row of a table file or a member of a compressed stream travels whole to the worker that reads it.
MEMBER_LIMIT = 64 * MEBI


class Refused(Exception):  # noqa: N818 - a source is refused; nothing went wrong
    """A source that is not read: `code` for programs, and a sentence that says what, where and what to do.

    >>> str(Refused("empty", "the file has no bytes; fetch it again"))
    'empty: the file has no bytes; fetch it again'
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as a reader understood it: all of `Document` that depends on the format."""

    text: str
    segments: tuple[Segment, ...]
    regions: tuple[Region, ...] = ()
    cells: tuple[Cell, ...] = ()
    encoding: str | None = None
    title: str | None = None
    pages: int | None = None
    ocr: bool = False
    page_labels: Mapping[int, str] = field(default_factory=dict)
    status: Status = "done"
    reason: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def page_numbers(pages: Sequence[int]) -> str:
    """Page numbers as a reader writes them, at most a dozen stretches.

    >>> page_numbers([1, 2, 3, 7])
    'pages 1-3, 7'
    """
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and stretches[-1][1] == page - 1:
            stretches[-1][1] = page
        else:
            stretches.append([page, page])
    shown = ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in stretches[:12])
    return f"page{'s' * (len(pages) > 1)} {shown}{' …' * (len(stretches) > 12)}"
