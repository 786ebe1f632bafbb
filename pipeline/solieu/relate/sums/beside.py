"""Sums that need no list: what is left of a whole, and what runs beside another sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from solieu.relate.scene import CROWD, Figure, Scene, likeness
from solieu.relate.sums.adding import adds_up, odds, overlapping, relation
from solieu.relate.sums.apart import befell
from solieu.relate.sums.presented import odds_of_slip
from solieu.types import Relation

# How many figures of a sentence a rest may complete, and how likely chance may be to fit then.
FEW, LEFT = 5, Decimal("0.1")
# The same where `còn lại` follows the only part, and where `, còn` does no more than oppose the two.
SAID, OPPOSED = Decimal("0.25"), Decimal("0.05")
# How likely chance may make the counts fit beside which other figures run.
BESIDE = Decimal("0.02")

# How many sentences before what is left over its whole may stand, and how likely chance may be to fit a
# whole that stands farther than in the sentence before.
BACK, FAR = 2, Decimal("0.02")

# What makes a figure what is left: `còn lại 14 tàu`, `7 ghe còn lại`, `còn 2,5 triệu người chưa tham gia`
_REST = re.compile(r"(?<!\w)còn lại(?:\s+(?:là|khoảng|hơn|gần|trên|tới|đến))*\s*$", re.IGNORECASE)
_REST_BEHIND = re.compile(r"[^,;.()\n]{0,40}?\scòn lại(?!\w)", re.IGNORECASE)
_LEFT = re.compile(r"(?<!\w)còn(?:\s+(?:khoảng|hơn|gần|trên|tới|đến))*\s*$", re.IGNORECASE)
# What sets the figure behind it against the whole, so that it is no part: `…, trong khi đó xưởng bên có 20`
_ELSEWHERE = re.compile(r"(?<!\w)(?:trong khi|ngược lại|thay vì)(?!\w)", re.IGNORECASE)
_UNDONE = re.compile(r"[^,;.()\n]{0,40}?\s(?:chưa|không|khác)(?!\w)", re.IGNORECASE)


def find_left(scene: Scene) -> Iterator[Relation]:
    """Sums told by what is left: `16 triệu lao động, nhưng 13,5 triệu người tham gia, còn 2,5 triệu chưa`."""
    for rest in scene.figures:
        if not rest.level or rest.kind not in ("count", "money", "measure"):
            continue
        back, limit = _reach_of_rest(scene, rest)
        if limit is None:
            continue
        near = takewhile(lambda f: f.sentence >= rest.sentence - back, scene.before(rest.start))  # noqa: B023
        homes = {rest.bracket, scene.outside(rest.bracket)}
        told = [f for f in islice(near, CROWD) if f.level and f.bracket in homes and likeness(f, rest) == 2]
        for tries in range(1, min(len(told), FEW)):
            whole, parts = told[tries], [*told[:tries][::-1], rest]
            close = whole.sentence >= rest.sentence - 1
            allowed = (limit if tries == 1 else min(limit, LEFT)) if close else FAR
            likely = adds_up(whole, parts) and odds(whole, parts) * tries <= allowed
            apart = limit == OPPOSED and _ELSEWHERE.search(scene.between(whole, parts[0]))
            if likely and not apart and not overlapping(whole, parts):
                yield relation(whole, parts, "sum.left")
                break


def _reach_of_rest(scene: Scene, figure: Figure) -> tuple[int, Decimal | None]:
    """How many sentences back the whole of what is left may stand, and how likely chance may be to fit.

    No limit for figures that are not told so. `còn` between a part and what is left opposes them only.
    """
    if _REST.search(figure.label) or _REST_BEHIND.match(scene.text, figure.end):
        return BACK, SAID
    left = _LEFT.search(figure.label)
    if left is None:
        return 0, None
    lead = figure.label[: left.start()].rstrip()
    if not lead:
        return BACK, LEFT
    if _UNDONE.match(scene.text, figure.end):
        return 0, LEFT
    return (1, OPPOSED) if lead.endswith(",") else (0, None)


def parallel(scene: Scene, told: Relation) -> Relation | None:
    """The counts that run beside a sum: `51 dự án với 144,6 ha`, `6 dự án với 27,7 ha`, `45 … với 117 ha`."""
    beside = _counts_beside(scene, [next(scene.after(mention.start)) for _, mention in told.members])
    if beside is None:
        return None
    whole, *parts = beside
    fits = adds_up(whole, parts) or odds_of_slip(whole, parts) is not None
    return relation(whole, parts, "sum.parallel") if fits else None


def parallel_behind(scene: Scene, told: Relation) -> Iterator[Relation]:
    """The counts behind each figure of a sum: `97 vụ, làm 66 người chết … 95 vụ, làm 65 …; 2 vụ, làm 1 …`."""
    figures = [next(scene.after(mention.start)) for _, mention in told.members]
    for step in (1, 2):
        behind = [right for figure in figures if (right := _led_to(scene, figure, step)) is not None]
        if len(behind) < len(figures):
            return
        whole, *parts = behind
        if any(likeness(whole, part) < 2 for part in parts) or not adds_up(whole, parts):
            continue
        named = {tuple(f"{figure.noun} {figure.tail}".split()[:2]) for figure in behind}
        likely = odds(whole, parts) <= BESIDE and not overlapping(whole, parts)
        alike = all(befell(scene, figure) == befell(scene, whole) for figure in behind)
        if alike and (len(named) == 1 or likely):
            yield relation(whole, parts, "sum.parallel")


def _led_to(scene: Scene, figure: Figure, step: int) -> Figure | None:
    """The count that the clause of a figure leads on to."""
    right = scene.beside(figure, step)
    if right is None or right.kind != "count" or not right.level or right.bracket != figure.bracket:
        return None
    between = scene.between(figure, right)
    return None if len(between.split()) > 12 or re.search("[;.:]", between) else right


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
