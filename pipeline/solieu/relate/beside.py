"""Sums that need no list: what is left of a whole, and what runs beside another sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from solieu.relate.adding import SUMMED, adds_up, odds, overlapping, relation
from solieu.relate.presented import odds_of_slip
from solieu.relate.scene import Figure, Scene, likeness
from solieu.types import Relation

# How many figures of a sentence a rest may complete, and how likely chance may be to fit then.
FEW, LEFT = 5, Decimal("0.1")
# How likely chance may make the counts fit beside which other figures run.
BESIDE = Decimal("0.02")

# What leads to a rest, and what says behind it that it is one: `còn 2,5 triệu người chưa tham gia`
_LEFT = re.compile(r"(?<!\w)còn(?:\s+(?:lại|khoảng|hơn|gần|trên|tới|đến))*\s*$", re.IGNORECASE)
_UNDONE = re.compile(r"[^,;.()\n]{0,40}?\s(?:chưa|không|còn lại|khác)(?!\w)", re.IGNORECASE)


def find_left(scene: Scene) -> Iterator[Relation]:
    """Sums told by what is left: `16 triệu lao động, nhưng 13,5 triệu người tham gia, còn 2,5 triệu chưa`."""
    for rest in scene.figures:
        if not rest.level or rest.kind not in SUMMED or not _LEFT.search(rest.label):
            continue
        if not _UNDONE.match(scene.text, rest.end):
            continue
        own = takewhile(lambda f: f.sentence == rest.sentence, scene.before(rest.start))  # noqa: B023
        near = [f for f in own if f.level and f.bracket == rest.bracket and likeness(f, rest) == 2]
        for tries in range(1, min(len(near), FEW)):
            whole, parts = near[tries], [*near[:tries][::-1], rest]
            if adds_up(whole, parts) and odds(whole, parts) * tries <= LEFT and not overlapping(whole, parts):
                yield relation(whole, parts, "sum.left")
                break


def parallel(scene: Scene, told: Relation) -> Relation | None:
    """The counts that run beside a sum: `51 dự án với 144,6 ha`, `6 dự án với 27,7 ha`, `45 … với 117 ha`."""
    beside = _counts_beside(scene, [next(scene.after(mention.start)) for _, mention in told.members])
    if beside is None:
        return None
    whole, *parts = beside
    fits = adds_up(whole, parts) or odds_of_slip(whole, parts) is not None
    return relation(whole, parts, "sum.parallel") if fits else None


def _counts_beside(scene: Scene, figures: Sequence[Figure]) -> list[Figure] | None:
    """The counts of one kind of thing that stand right before each of several figures."""
    beside: list[Figure] = []
    for figure in figures:
        left = scene.beside(figure, -1)
        if left is None or left.kind != "count" or not left.level:
            return None
        between = scene.between(left, figure)
        if len(between.split()) > 8 or re.search("[;.:]", between):
            return None
        beside.append(left)
    return beside if all(likeness(beside[0], part) == 2 for part in beside[1:]) else None


def held_beside(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the counts that run beside figures add up to the last one, and one slip keeps these from it."""
    beside = _counts_beside(scene, [whole, *parts])
    if beside is None or not adds_up(beside[0], beside[1:]):
        return False
    return odds(beside[0], beside[1:]) <= BESIDE and odds_of_slip(whole, parts) is not None
