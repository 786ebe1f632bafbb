"""The figures that are observed, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solieu.observe.parts.outline import Outline, Span
from solieu.types import Mention

# The kinds of figures that can be put beside others; durations and ages tell of time.
OBSERVED = ("count", "percent", "money", "measure", "ratio", "rank", "index")
# What is counted in a name and tells of nothing: `chính quyền địa phương 2 cấp`.
_NO_FIGURE = ("cấp",)


def by_sentence(outline: Outline, mentions: Sequence[Mention]) -> Iterator[tuple[Span, list[Mention]]]:
    """Every sentence of a text with the observed figures that begin in it.

    Args:
        outline: the text with its sentences.
        mentions: all mentions of the text, in text order.
    """
    figures = [mention for mention in mentions if mention.kind in OBSERVED and mention.noun not in _NO_FIGURE]
    index = 0
    for span in outline.sentences:
        begin = index
        while index < len(figures) and figures[index].start < span[1]:
            index += 1
        yield span, figures[begin:index]
