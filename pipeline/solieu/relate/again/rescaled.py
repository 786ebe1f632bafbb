"""Which figures a text tells again with the same digits and another scale: `33,7 tỉ`, then `33,7 triệu`."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

from solieu.relate.scene import Figure, Scene
from solieu.types import Relation

# How many digits, zeros at the end aside, make it unlikely that two figures have them by chance.
TOLD = 3
# How many words in a row two figures have to share before them, and within how many words.
SHARED, NEAR = 4, 12
# How many figures of one kind with the same digits are looked at; more are a tariff.
CROWD = 4

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.;:\n]")


def find_rescaled(scene: Scene) -> list[Relation]:
    """The pairs of amounts with the same digits, of which one is a thousand times the other or more.

    Of money and measures in one unit, in two sentences, where the words before both share a run of four.
    Items of lists and rates are left out, since tariffs go up by powers of ten.
    """
    alike: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in scene.figures:
        if (digits := _digits(figure)) is not None and not scene.is_item(figure.sentence):
            alike[figure.kind, figure.unit, digits].append(figure)
    pairs = (pair for group in alike.values() if len(group) <= CROWD for pair in combinations(group, 2))
    found = [
        Relation("repeat", (("first", first.mention), ("again", again.mention)), "repeat.scale")
        for first, again in pairs
        if _apart(first, again) and _run(_words(scene, first), _words(scene, again)) >= SHARED
    ]
    return sorted(found, key=lambda relation: relation.members[0][1].start)


def _digits(figure: Figure) -> str | None:
    """The digits of an amount without the zeros around them; None for what is not looked at."""
    if (
        figure.kind not in ("money", "measure")
        or not figure.level
        or "/" in figure.unit
        or figure.mention.spelled
    ):
        return None
    quantity = figure.quantity
    digits = format((quantity.low / quantity.step).to_integral_value(), "f").strip("-").strip("0")
    return digits if len(digits) >= TOLD else None


def _apart(first: Figure, again: Figure) -> bool:
    """Whether two figures stand in two sentences and differ in their scale, not in their digits."""
    scales = first.quantity.scale, again.quantity.scale
    steps = first.quantity.step / scales[0], again.quantity.step / scales[1]
    return first.sentence != again.sentence and scales[0] != scales[1] and steps[0] == steps[1]


def _words(scene: Scene, figure: Figure) -> list[str]:
    """The words right before a figure, back to the mark that ends what came before."""
    before = scene.text[max(0, figure.start - 120) : figure.start]
    return _WORD.findall(_END.split(before)[-1].casefold())[-NEAR:]


def _run(left: list[str], right: list[str]) -> int:
    """How many words in a row two lists share at most.

    >>> _run("bà Thảo phải nộp".split(), "nay bà Thảo phải chịu".split())
    3
    """
    longest = 0
    before = [0] * (len(right) + 1)
    for word in left:
        row = [0] * (len(right) + 1)
        for place, other in enumerate(right, 1):
            row[place] = before[place - 1] + 1 if word == other else 0
        longest, before = max(longest, *row), row
    return longest
