"""Which figures of a text tell the same thing twice."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from solieu.arithmetic import rounded, slips, written
from solieu.relate.scene import Figure, Scene
from solieu.types import Relation

# How many words before a figure have to be the same, and how many of a whole sentence.
BEFORE, OPENING = 4, 6
# How many digits, zeros at its end aside, a figure needs to be known again: in a whole sentence, elsewhere.
TOLD, SLIPPED = 3, 4
# How many figures of one wording are looked at; more are a table or a tariff.
CROWD = 6

_KINDS = ("count", "money", "measure")
_WORD = re.compile(r"[^\W\d_]+")


def find_repeats(scene: Scene) -> list[Relation]:
    """The pairs of figures that the text tells with the same words, the later next to the earlier.

    The same kind, unit and noun, the same words before, the same names and dates in the sentence. Rates and
    percentages recur in tariffs and lists and are left out, and so are figures of few digits, ranges, items
    of a list, and whatever differs in period or place. Figures that differ are a pair only where one slip of
    the pen leads from one to the other. By `repeat.sentence` both sentences begin with the same words.
    """
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in scene.figures:
        if (wording := _wording(scene, figure)) is not None:
            told[wording].append(figure)
    pairs = (pair for figures in told.values() if len(figures) <= CROWD for pair in pairwise(figures))
    found = (_relation(scene, *pair) for pair in pairs)
    return sorted((r for r in found if r is not None), key=lambda relation: relation.members[0][1].start)


def _wording(scene: Scene, figure: Figure) -> tuple[str, ...] | None:
    """What a figure tells of, as the key under which it would be told again."""
    if figure.kind not in _KINDS or not figure.level or "/" in figure.unit or _digits(figure) < TOLD:
        return None
    if figure.kind == "count" and not figure.noun:
        return None
    words = _words(figure.label, figure)
    if len(words) < BEFORE or scene.is_item(figure.sentence):
        return None
    return (figure.kind, figure.unit, *_WORD.findall(figure.noun)[:2], "", *words[-BEFORE:])


def _digits(figure: Figure) -> int:
    quantity = figure.quantity
    return len(format((quantity.low / quantity.step).to_integral_value(), "f").lstrip("-").rstrip("0"))


def _relation(scene: Scene, first: Figure, again: Figure) -> Relation | None:
    if first.sentence == again.sentence or not _alike(scene, first, again):
        return None
    members = (("first", first.mention), ("again", again.mention))
    openings = [_opening(scene, figure) for figure in (first, again)]
    whole = openings[0] == openings[1] and len(openings[0]) >= OPENING
    if not whole and min(_digits(first), _digits(again)) < SLIPPED:
        return None
    hedges = sum(figure.mention.hedge is not None for figure in (first, again))
    span = rounded if hedges == 1 else written
    slipped = not hedges and again.quantity.low in set(slips(first.quantity))
    if not slipped and not span(first.mention).meets(span(again.mention)):
        return None
    return Relation("repeat", members, "repeat.sentence" if whole else "repeat.words")


def _alike(scene: Scene, first: Figure, again: Figure) -> bool:
    """Whether nothing told of two figures keeps them apart: a name, a date, a period, a place."""
    for name in ("period", "place", "status"):
        told = {getattr(figure.mention, name) for figure in (first, again)} - {None}
        if len(told) > 1:
            return False
    return _names(scene, first) == _names(scene, again) and _dates(scene, first) == _dates(scene, again)


def _names(scene: Scene, figure: Figure) -> set[str]:
    """The words with a capital in a figure's sentence up to it, the first of the sentence aside."""
    start = scene.sentences[figure.sentence][0]
    words = _WORD.findall(scene.text, start, figure.start)
    return {word for word in words[1:] if word[0].isupper()}


def _dates(scene: Scene, figure: Figure) -> list[str]:
    """The dates of a figure's sentence up to it."""
    return [date.value.text for date in scene.dates_in(scene.sentences[figure.sentence][0], figure.start)]


def _opening(scene: Scene, figure: Figure) -> list[str]:
    """The words of a sentence up to a figure."""
    return _words(scene.text[scene.sentences[figure.sentence][0] : figure.start], figure)


def _words(before: str, figure: Figure) -> list[str]:
    """The words before a figure, without its hedge."""
    words = _WORD.findall(before.casefold())
    return words[:-1] if figure.mention.hedge else words
