"""The whole of a counted part: every figure that the text ties to it, and the one that is meant.

The text proposes, by how plainly it ties a figure to the part; arithmetic chooses among what it proposes. A
plain tie stands though the figures disagree, so that a wrong digit is found and not lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from itertools import islice, takewhile

from solieu.arithmetic import HUNDRED, Span, hedged, is_share, truncated, written
from solieu.relate.listing import LED, Opening, governing, levels_before
from solieu.relate.near import chance_of_slip, near
from solieu.relate.scene import Figure, Scene, likeness
from solieu.relate.shares.base import UNNAMED, openings_before
from solieu.relate.shares.naming import means_total, name_of_whole, named

# How many sentences back a base may stand that the text names.
NAMED = 25
# How many sentences back a total may stand that the text plainly means by its name.
RECENT = 6
# How many of the nearest figures are asked whether a slip explains them.
ASKED = 3
# Among how many figures before it a whole is looked for, so that a sentence costs no more than its length.
LOOKED_AT = 100
# How far a miscalculated percentage may lie from the share: in points, and in parts of it.
ASTRAY, ASTRAY_PART = Decimal(2), Decimal("0.1")
# Shares of several parts that agree on one base leave it open by at most this part of it.
AGREED = Decimal("0.02")

# What says that a count is out of the one just before it: `thụ lý 7.120 vụ, đã giải quyết 5.340 vụ`
_OF_THESE = re.compile(
    r"[,;(]\s*(?:trong đó,?\s+)?(?:có|đã|thu về|hoàn thành|giải quyết|xử lý)(?!\w)[^,;.()]*$", re.IGNORECASE
)


# Who is counted where a share is of the population, and what is measured where it is of the area
_PEOPLE = re.compile(r"(?:người|dân|nhân khẩu|cư dân)(?!\w)")
_AREAS = frozenset({"m2", "ha", "km2", "dặm vuông"})
# What opens a sentence about everything there is: `Toàn ngành có`, `Cả nước có`
_EVERY = re.compile(r"^\W*(?:toàn|cả)\s[^,;.()]{0,60}(?<!\w)có\s*$", re.IGNORECASE)


class Tie(IntEnum):
    """How plainly the text ties a whole to a part."""

    WEAK = 0
    FAIR = 1
    PLAIN = 2
    SURE = 3


# How likely chance may be to look like a slip, by the tie: where words like `chiếm` make the percentage a
# share, and where `đạt` or brackets only suggest one.
_SURELY = {Tie.WEAK: 0.015, Tie.FAIR: 0.08, Tie.PLAIN: 1.0, Tie.SURE: 1.0}
_PERHAPS = {Tie.WEAK: 0.0, Tie.FAIR: 0.03, Tie.PLAIN: 0.5, Tie.SURE: 0.5}


@dataclass(frozen=True, slots=True)
class Tied:
    """A percentage with its counted part, and the figures that may be their whole, the plainest first."""

    percent: Figure
    part: Figure
    surely: bool
    wholes: tuple[tuple[Tie, Figure], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a scene before its shares are: list openings, and the whole of each summed part."""

    spots: Sequence[Opening]
    summed: Mapping[int, Figure] = field(default_factory=dict)


def tied(
    scene: Scene, percent: Figure, part: Figure, known: Known, *, surely: bool, spent: Collection[int] = ()
) -> Tied:
    """The wholes that the text ties to a part: plainly the head of its list, the total of its sum, the one
    named behind the percentage; less so what else bears that name or counts the same things nearby.

    Parts of other shares, beginning at the places `spent`, are no whole for merely counting the same things.
    """
    nearby = takewhile(lambda f: f.sentence >= percent.sentence - NAMED, scene.before(percent.start))
    sum_of = known.summed.get(part.start)
    # one part of a sum is no whole of another
    told = (f for f in nearby if sum_of is None or known.summed.get(f.start) is not sum_of)
    name = name_of_whole(scene, percent)
    sure = _surely_of(scene, percent, part, known, name)
    alike = (f for f in islice(told, LOOKED_AT) if f is not part and f.level)
    before = [f for f in alike if f is sure or likeness(f, part) > 0]
    close = [f for f in before if f.sentence >= percent.sentence - UNNAMED]
    heads = _heads(scene, percent, part, known, spent)
    in_reach = {figure.start for figure in close}

    def again(figure: Figure) -> bool:
        return not name and _names_again(part, figure, percent)

    def totals(figure: Figure) -> bool:
        return figure.start in in_reach and scene.cues.in_("total", figure.label)

    ranked: dict[int, tuple[Tie, Figure]] = {}
    recent = (f for f in before if f.sentence >= percent.sentence - RECENT)
    exact = [figure for figure in recent if name and means_total(scene, percent, figure)]
    for figure in before:
        called = bool(name) and (named(figure, name) or _measures(figure, name))
        if figure is sure:
            tie = Tie.SURE
        elif figure.start in heads and (called or not name):
            tie = heads[figure.start]
        elif len(exact) == 1 and figure is exact[0]:
            tie = Tie.PLAIN
        elif called or figure.start in heads or again(figure) or totals(figure):
            tie = Tie.FAIR
        elif not name and figure.start in in_reach and figure.start not in spent:
            tie = Tie.WEAK
        else:
            continue
        ranked[figure.start] = (tie, figure)
    plainest_first = sorted(ranked.values(), key=lambda one: (-one[0], -one[1].start))
    return Tied(percent, part, surely, tuple(plainest_first))


def _measures(figure: Figure, name: Sequence[str]) -> bool:
    """Whether a figure is in what a whole is told in: a population in people, an area in hectares."""
    named_so = " ".join(name[:2])
    people = figure.kind == "count" and _PEOPLE.match(figure.noun) is not None
    return (named_so == "dân số" and people) or (named_so == "diện tích" and figure.unit in _AREAS)


def _names_again(part: Figure, figure: Figure, percent: Figure) -> bool:
    """Whether a bare number takes up the count before: `1.486 công chức. Số công chức nữ là 594`"""
    own = f" {' '.join(figure.noun.split()[:2])} "
    bare = not part.noun or f" {part.noun} " in f" {part.label} "  # no noun behind the number
    return (
        part.kind == "count"
        and bare
        and bool(own.strip())
        and figure.sentence >= percent.sentence - 1
        and own in f" {part.label} "
    )


def _head(scene: Scene, spot: Opening, part: Figure, spent: Collection[int]) -> Figure | None:
    """The figure that a list is of: the likest to the part in the clause before it, else in the sentence."""
    levels = [figure for figure in levels_before(scene, spot) if figure.kind == part.kind]
    nearest = [f for f in levels if f.sentence == levels[0].sentence and f.start not in spent]
    alike = [figure for figure in nearest if likeness(figure, part) > 0]
    clause = scene.text.rfind(";", 0, spot.start)
    own = [figure for figure in alike if figure.start > clause] or alike
    return max(own, key=lambda figure: likeness(figure, part), default=None)


def _all_of(scene: Scene, part: Figure) -> Figure | None:
    """The count that leads a sentence about everything there is: `Toàn ngành có 1.642 cán bộ; 1.215 nữ …`"""
    first = next((figure for figure in scene.in_sentence(part.sentence) if figure.level), None)
    if first is None or first is part or first.kind != "count" or part.kind != "count":
        return None
    alike = first.bracket == part.bracket and likeness(first, part) > 0
    return first if alike and _EVERY.search(first.label) else None


def _heads(
    scene: Scene, percent: Figure, part: Figure, known: Known, spent: Collection[int]
) -> dict[int, Tie]:
    """Where the figures begin that a part stands under, with how plainly it does."""
    found: dict[int, Tie] = {}
    for spot in openings_before(known.spots, part.start):
        if scene.sentence_at(spot.start) < part.sentence - 1:
            break
        if spot.bracket == part.bracket:
            whole = _head(scene, spot, part, spent)
            if whole is not None:
                cued = spot.role != "bracket" and scene.sentence_at(spot.start) == part.sentence
                found[whole.start] = Tie.PLAIN if cued or likeness(whole, part) == 2 else Tie.FAIR
            break
    if part.kind == "count" and _OF_THESE.search(part.label):
        own = takewhile(lambda f: f.sentence == part.sentence, scene.before(part.start))
        alike = (f for f in own if f.level and f.bracket == part.bracket and likeness(f, part) == 2)
        left = next(alike, None)
        if left is not None and left.noun:
            found[left.start] = Tie.PLAIN
    for whole in (
        governing(scene, percent.sentence),
        known.summed.get(part.start),
        _all_of(scene, part),
    ):
        if whole is not None:
            found[whole.start] = Tie.PLAIN
    return found


def _surely_of(
    scene: Scene, percent: Figure, part: Figure, known: Known, name: Sequence[str]
) -> Figure | None:
    """The count that a sentence leaves no doubt about, whatever the figures say: it leads or heads its part.

    `Trong số 218 học viên, có 61 nữ, chiếm 27,98%`, `3 triệu người, trong đó có 830.000 thanh niên, chiếm 28%
    dân số`: one whole, one part and their share, with nothing counted between, and no other whole named.
    """
    before = (f for f in scene.before(percent.start) if f.kind not in ("age", "duration"))
    whole = next((f for f in scene.before(part.start) if f.kind not in ("age", "duration")), None)
    if next(before, None) is not part or whole is None or part.kind != "count" or whole.kind != "count":
        return None
    alone = whole.level and whole.sentence == part.sentence == percent.sentence and not whole.mention.spelled
    if not alone or whole.bracket != part.bracket or not whole.noun or part.quantity.low > whole.quantity.low:
        return None
    if name and not _measures(whole, name) and not named(whole, list(name)):
        return None
    if LED.fullmatch(whole.label):
        return whole
    opened = any(
        spot.role in ("within", "some") and whole.end <= spot.start and spot.bracket == part.bracket
        for spot in openings_before(known.spots, part.start)
        if spot.start >= whole.end
    )
    return whole if opened and likeness(whole, part) > 0 else None


def choose(ties: Tied) -> Figure | None:
    """The whole that is meant: the plainest that bears the percentage out as written; else as hedged or with
    digits dropped; else one that a slip explains better than chance; else the one that is beyond doubt; else
    the only one plainly tied, if the percentage is near what it makes.
    """
    for fits in (_as_written, *((_as_hedged, _as_cut) if ties.surely else ())):
        for tie, figure in ties.wholes:
            if fits(ties, figure) and (tie > Tie.WEAK or fits is not _as_cut):
                return figure
    room = _SURELY if ties.surely else _PERHAPS
    for tie, figure in ties.wholes[:ASKED]:
        chance = _slip(ties, figure) if room[tie] else None
        if chance is not None and chance <= room[tie]:
            return figure
    sure = next((figure for tie, figure in ties.wholes if tie is Tie.SURE), None)
    if sure is not None and ties.surely:
        return sure
    plain = [figure for tie, figure in ties.wholes if tie is Tie.PLAIN]
    return plain[0] if ties.surely and len(plain) == 1 and _near_miss(ties, plain[0]) else None


def _as_written(ties: Tied, base: Figure) -> bool:
    spans = written(ties.percent.mention), written(ties.part.mention), written(base.mention)
    return ties.part.quantity.low <= base.quantity.low and is_share(*spans)


def _as_hedged(ties: Tied, base: Figure) -> bool:
    spans = written(ties.percent.mention), hedged(ties.part.mention), hedged(base.mention)
    return ties.part.quantity.low <= base.quantity.low and is_share(*spans)


def _as_cut(ties: Tied, base: Figure) -> bool:
    low, step = ties.percent.quantity.low, ties.percent.quantity.step
    return is_share(Span(low, low + step), truncated(ties.part.mention), truncated(base.mention))


def _slip(ties: Tied, base: Figure) -> float | None:
    return chance_of_slip(ties.percent, ties.part, base)


def _near_miss(ties: Tied, base: Figure) -> bool:
    """Whether a percentage is so near the share that it was miscalculated, not told of another whole."""
    whole, part, stated = base.quantity.low, ties.part.quantity.low, ties.percent.quantity.low
    if whole <= 0 or part > whole:
        return False
    share = part * HUNDRED / whole
    astray = max(2 * ties.percent.quantity.step, min(ASTRAY, share * ASTRAY_PART))
    return abs(share - stated) <= astray


def agreed(group: Sequence[Tied]) -> Figure | None:
    """The whole that several parts told together agree on, though it is miswritten itself.

    `12 học viên (8,82%), 88 học viên (64,71%)` are both out of 136: the text's 166 is one digit from it.
    """
    if len(group) < 2:
        return None
    lows, highs = [], []
    for ties in group:
        stated, part = written(ties.percent.mention), written(ties.part.mention)
        if stated.low <= 0:
            return None
        lows.append(part.low * HUNDRED / stated.high)
        highs.append(part.high * HUNDRED / stated.low)
    low, high = max(lows), min(highs)
    if low > high or high - low > low * AGREED:
        return None
    for _, figure in group[0].wholes:
        shared = all(any(one is figure for _, one in ties.wholes) for ties in group[1:])
        if shared and any(low <= value <= high for value in near(figure.quantity)):
            return figure
    return None
