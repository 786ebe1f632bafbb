"""Sums that need no list: what is left of a whole, and what runs beside another sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from solieu.relate.scene import CROWD, Figure, Scene, likeness
from solieu.relate.sums.adding import adds_up, odds, overlapping, relation
from solieu.relate.sums.presented import odds_of_slip
from solieu.types import Relation

# How many figures of a sentence a rest may complete, and how likely chance may be to fit then.
FEW, LEFT = 5, Decimal("0.1")
# How likely chance may make the counts fit beside which other figures run.
BESIDE = Decimal("0.02")

# How many sentences before what is left over its whole may stand, and how likely chance may be to fit a
# whole that stands farther than in the sentence before.
BACK, FAR = 2, Decimal("0.02")

# What makes a figure what is left: `còn lại 14 tàu`, `7 ghe còn lại`, `còn 2,5 triệu người chưa tham gia`
_REST = re.compile(r"(?<!\w)còn lại(?:\s+(?:là|khoảng|hơn|gần|trên|tới|đến))*\s*$", re.IGNORECASE)
_REST_BEHIND = re.compile(r"[^,;.()\n]{0,40}?\scòn lại(?!\w)", re.IGNORECASE)
_LEFT = re.compile(r"(?<!\w)còn(?:\s+(?:khoảng|hơn|gần|trên|tới|đến))*\s*$", re.IGNORECASE)
_UNDONE = re.compile(r"[^,;.()\n]{0,40}?\s(?:chưa|không|khác)(?!\w)", re.IGNORECASE)


def find_left(scene: Scene) -> Iterator[Relation]:
    """Sums told by what is left: `16 triệu lao động, nhưng 13,5 triệu người tham gia, còn 2,5 triệu chưa`."""
    for rest in scene.figures:
        if not rest.level or rest.kind not in ("count", "money", "measure"):
            continue
        back = _reach_of_rest(scene, rest)
        if back is None:
            continue
        near = takewhile(lambda f: f.sentence >= rest.sentence - back, scene.before(rest.start))  # noqa: B023
        homes = {rest.bracket, scene.outside(rest.bracket)}
        told = [f for f in islice(near, CROWD) if f.level and f.bracket in homes and likeness(f, rest) == 2]
        for tries in range(1, min(len(told), FEW)):
            whole, parts = told[tries], [*told[:tries][::-1], rest]
            limit = LEFT if whole.sentence >= rest.sentence - 1 else FAR
            if (
                adds_up(whole, parts)
                and odds(whole, parts) * tries <= limit
                and not overlapping(whole, parts)
            ):
                yield relation(whole, parts, "sum.left")
                break


def _reach_of_rest(scene: Scene, figure: Figure) -> int | None:
    """How many sentences back the whole of what is left may stand; None for figures that are not told so."""
    if _REST.search(figure.label) or _REST_BEHIND.match(scene.text, figure.end):
        return BACK
    left = _LEFT.search(figure.label)
    if left is not None and not figure.label[: left.start()].strip():
        return BACK
    return 0 if left is not None and _UNDONE.match(scene.text, figure.end) else None


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
