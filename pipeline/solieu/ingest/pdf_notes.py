"""Footnotes: the small lines at the foot of a page, under their rule or behind their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from solieu.ingest.pdf_layout import Line
from solieu.ingest.pdf_margins import PageSize
from solieu.ingest.pdf_rules import Rule
from solieu.ingest.pdf_tables import Block, Sheet

SMALLER = 0.92  # than the running text
BODY = 0.15  # of a page's characters: what is larger and rarer is a title
_SEPARATOR = 0.4  # of the width of a page, at most: the rule above notes
_ABOVE = 20.0  # points from that rule to the middle of the first note, at most
# A note begins with its mark: 1 Luật số, (2) Theo, [3], *
_MARK = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?\s?[^\W\d_]")


def footnotes(size: PageSize, blocks: Sequence[Block], rules: Sequence[Rule]) -> tuple[Line, ...]:
    """The lines of a page that are footnotes, in order; none where nothing tells them from small text.

    Args:
        size: the page.
        blocks: its lines and tables in reading order.
        rules: the straight lines on it.
    """
    lines = [block for block in blocks if isinstance(block, Line) and size.zone(block) != "header"]
    lines = [line for line in lines if line.turn == 0]
    if not lines:
        return ()
    tables = [line for block in blocks if isinstance(block, Sheet) for line in block.lines]
    body = _body_size([*lines, *tables])
    foot: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if size.zone(line) == "footer" and len(line.text) <= 4:
            continue  # a page number
        if line.size > SMALLER * body:
            break
        foot.append(line)
    foot = [line for line in lines if line in foot]
    if not foot:
        return ()
    top = min(line.base - line.size for line in foot)
    ruled = any(
        not rule.upright
        and rule.end - rule.start <= _SEPARATOR * size.width
        and -2 <= top - rule.at <= _ABOVE
        for rule in rules
    )
    return tuple(foot) if ruled or _MARK.match(foot[0].text) else ()


def _body_size(lines: Sequence[Line]) -> float:
    """The largest size in which a good part of the page is written."""
    written: Counter[float] = Counter()
    for line in lines:
        written[round(line.size, 1)] += len(line.text)
    least = BODY * sum(written.values())
    return max(size for size, count in written.items() if count >= least or count == max(written.values()))
