"""Whether a figure in the running text is that of the table in the same document which it tells of again.

Only where the words before the figure name both the row and the column, the times, places and standings of
the two are told and the same, and one slip of the pen lies between them: figures that lie further apart tell
of different things more often than they contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.arithmetic import amount, slips, written
from solieu.check.wording import quoted, valued
from solieu.grid import Grid
from solieu.types import Cell, Finding, Mention, Quantity

_KINDS = ("count", "percent", "money", "measure", "index")
# How far before a figure the words that name it stand, in characters; what ends them.
_BEFORE = 160
_STOP = re.compile(r"[.;:\n](?=\s|\Z)|\n")
_WORD = re.compile(r"[^\W\d_]+")
# Words of heads that a sentence need not say, and how many others it must say at least.
_EMPTY = frozenset(("số", "tổng", "của", "và", "các", "trong", "là", "theo"))
_FEWEST = 2
# Digits of a number from which two can be one slip apart and not just near.
_DIGITS = 3


def check_table_text(mentions: Sequence[Mention], cells: Sequence[Cell], text: str) -> list[Finding]:
    """One finding for each figure of the text that names a figure of a table and tells the same, or nearly.

    Args:
        mentions: all mentions of the text, observed.
        cells: the tables of the text.
        text: the text.
    """
    if not cells:
        return []
    grid = Grid(text, cells)
    tabled: dict[tuple[object, ...], list[Mention]] = {}
    told: list[Mention] = []
    for mention in mentions:
        if not _comparable(mention):
            continue
        if grid.at(mention.start) is None:
            told.append(mention)
        elif mention.concept:
            tabled.setdefault(_key(mention), []).append(mention)
    findings = []
    for figure in told:
        named = [one for one in tabled.get(_key(figure), ()) if _names(text, figure, one, told)]
        # of several that fit, the one whose words say most; two that say as much leave it open
        most = max((_said(one) for one in named), default=0)
        best = [one for one in named if _said(one) == most]
        if len(best) == 1 and (finding := _finding(figure, best[0])) is not None:
            findings.append(finding)
    return findings


def _comparable(mention: Mention) -> bool:
    value = mention.value
    exact = isinstance(value, Quantity) and value.high is None and mention.hedge is None
    return exact and mention.kind in _KINDS and mention.change is None and mention.period is not None


def _key(mention: Mention) -> tuple[object, ...]:
    noun = (mention.noun or "").casefold() if mention.kind == "count" else ""
    where = (mention.period, mention.place, mention.status, mention.basis)
    return (mention.kind, amount(mention).unit, noun, *where)


def _words(concept: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(concept)) - _EMPTY


def _said(cell: Mention) -> int:
    """How many words name a cell."""
    return len(_words(cell.concept or ""))


def _names(text: str, figure: Mention, cell: Mention, told: Sequence[Mention]) -> bool:
    """Whether the words before a figure name the row and column of a cell, with no other figure between."""
    low = max(0, figure.start - _BEFORE)
    for stop in _STOP.finditer(text, low, figure.start):
        low = stop.end()
    between = [other.end for other in told if low <= other.start < figure.start]
    low = max([low, *between])
    wanted = _words(cell.concept or "")
    return len(wanted) >= _FEWEST and wanted <= _words(text[low : figure.start])


def _finding(figure: Mention, cell: Mention) -> Finding | None:
    said, there = quoted(figure), quoted(cell)
    concept = " ".join((cell.concept or "").split())
    stated, expected = valued(amount(figure).low), valued(amount(cell).low)
    evidence = (figure, cell) if figure.start < cell.start else (cell, figure)
    if written(figure).meets(written(cell)):
        return Finding(
            "table_text",
            "consistent",
            None,
            evidence,
            f"{said} trong văn bản khớp với {there} trong bảng ({concept}).",
            f"{said} in the text is the {there} of the table ({concept}).",
            stated,
            expected,
        )
    if not _slipped(figure, cell):
        return None
    return Finding(
        "table_text",
        "inconsistent",
        "table_text",
        evidence,
        f"Văn bản nêu {said}, nhưng bảng ghi {there} ({concept}).",
        f"The text says {said}, but the table has {there} ({concept}).",
        stated,
        expected,
    )


def _slipped(figure: Mention, cell: Mention) -> bool:
    """Whether one slip of the pen makes one figure of the other, each with digits enough."""
    first, second = amount(figure), amount(cell)
    if first.step != second.step or len(str(abs(int(first.low / first.step)))) < _DIGITS:
        return False
    return second.low in slips(first)
