"""A long text in stretches that can be worked on one after another, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator

# Where a text is cut, the best place first: after a blank line, a line, a sentence, a word.
_CUTS = ("\n\n", "\n", ". ", " ")


def stretches(text: str, longest: int = 1_000_000) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch, in order: they cover the text and none is longer than `longest`.

    A stretch is cut at the last good place of its second half; a text without any is cut anywhere. Sentences
    and whatever else is understood from context end with their stretch.

    Args:
        text: any text; the empty text has one empty stretch.
        longest: in code points. A Doc takes some 50 bytes for each.

    Raises:
        ValueError: `longest` is not positive.

    >>> list(stretches("Mở 3 lớp.\\nCó 61 nữ.", longest=12))
    [(0, 10), (10, 19)]
    """
    if longest < 1:
        raise ValueError(f"a stretch of at most {longest} characters cannot hold any; give at least 1")
    start = 0
    while len(text) - start > longest:
        end = start + longest
        half = start + longest // 2
        found = ((text.rfind(mark, half, end), mark) for mark in _CUTS)
        end = next((place + len(mark) for place, mark in found if place >= 0), end)
        yield start, end
        start = end
    yield start, len(text)
