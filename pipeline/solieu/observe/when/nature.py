"""How a figure measures: what stands on a day, flows over a span, came together since, or is an average."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.lexicon import Lexicon
from solieu.observe.parts.figures import by_sentence
from solieu.observe.parts.outline import Outline, Span
from solieu.observe.when import timex
from solieu.observe.when.time_cues import Cues, cues
from solieu.types import Mention

# From the first month of a year to a month or day of it.
_SINCE_JANUARY = re.compile(r"(\d{4})-01/\1-\d\d(?:-\d\d)?")
# How many characters of a clause's beginning name what it tells of.
_SUBJECT = 40


def find_natures(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, str]:
    """`stock`, `flow`, `cumulative` or `average` of each figure of which the text tells it, by its start.

    Amounts of a change, shares and multiples are none of these, but may be averages.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order, with their periods.
        lexicon: the vocabulary.
    """
    words = cues(lexicon)
    told: dict[int, str] = {}
    for span, figures in by_sentence(outline, mentions):
        for place, figure in enumerate(figures):
            behind = figures[place - 1].end if place else span[0]
            nature = _nature(outline, span, behind, figure, words)
            if nature is not None:
                told[figure.start] = nature
    return told


def _nature(outline: Outline, span: Span, behind: int, figure: Mention, words: Cues) -> str | None:
    low = outline.clause(figure.start, figure.end)[0]
    ahead = outline.text[max(low, behind) : figure.start]
    if words.starts["average"].search(ahead):
        return "average"
    if figure.change or figure.kind in ("percent", "ratio"):
        return None
    clause, sentence = outline.text[low : low + _SUBJECT].lstrip(), outline.text[span[0] : figure.start]
    period = figure.period or ""
    for subject in (clause, sentence.lstrip()):
        if words.starts["stands"].match(subject):
            return "stock"
    if _SINCE_JANUARY.fullmatch(period) or words.starts["cumulative"].search(ahead):
        return "cumulative"
    if period and "/" not in period and timex.unit(period) == "day":
        return "stock" if words.starts["stock"].search(sentence) else None
    if words.starts["flows"].match(clause) or words.starts["flow"].search(ahead):
        return "flow"
    return "flow" if period and timex.unit(period) in ("month", "quarter", "half") else None
