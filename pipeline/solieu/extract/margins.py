"""What pages print beside their text: running heads, page numbers, repeated heads, marks of notes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from solieu.lexicon.pattern import UPPER
from solieu.types import FIGURE_KINDS, Mention, Region

# Printed on page after page: dates and citations there are told each time, but nothing is counted.
_AGAIN = frozenset({"header", "footer", "page_number", "repeated_head"})
# The mark of a footnote and its first word, which may read as a unit: `26⏎Điểm này bổ sung`, `1 Luật số`.
_MARK = re.compile(rf"[(\[]?\d{{1,3}}[)\]]?\s{{1,3}}(?=[{UPPER}])")


def without_margins(text: str, mentions: Sequence[Mention], regions: Sequence[Region]) -> list[Mention]:
    """The mentions without figures of what a page prints again, and without the marks of footnotes.

    Args:
        text: the text that offsets are in.
        mentions: what was found in it, in any order.
        regions: the labelled parts of the text.

    >>> from decimal import Decimal
    >>> from solieu.types import Quantity
    >>> page, classes = (Quantity(Decimal(number), Decimal(1)) for number in (48, 61))
    >>> found = [Mention("count", 0, 2, "48", page, ""), Mention("count", 6, 8, "61", classes, "")]
    >>> [figure.text for figure in without_margins("48\\nCó 61 lớp.", found, [Region(0, 2, "page_number")])]
    ['61']
    """
    ordered = sorted(regions, key=lambda region: region.start)
    starts = [region.start for region in ordered]

    def printed(mention: Mention) -> bool:
        index = bisect_right(starts, mention.start) - 1
        if mention.kind not in FIGURE_KINDS or index < 0 or ordered[index].end <= mention.start:
            return False
        region = ordered[index]
        if region.label != "footnote":
            return region.label in _AGAIN
        mark = _MARK.match(text, region.start)
        return mark is not None and mention.start < mark.end()

    return [mention for mention in mentions if not printed(mention)]
