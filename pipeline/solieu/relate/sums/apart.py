"""Sums whose lists open in words of their own: `với`, `12 trong số 40`, parts counted by another noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from solieu.relate.listing import Opening, levels_before
from solieu.relate.scene import Figure, Scene, likeness
from solieu.relate.sums import presented
from solieu.relate.sums.adding import adds_up, odds, overlapping, relation
from solieu.types import Relation

# How many figures such a list may run over, and how likely chance may be to fit.
FEW, LED = 8, Decimal("0.2")
# How far behind its whole such a list may open, in characters.
AWAY = 120
# How many sentences behind its whole a list may stand of what befell people.
LATER = 2

# `500 ghế, với 150 ghế … và 350 ghế …`, not `so với`, `đối với`, `cùng với`
_WITH = re.compile(
    r"(?<!so )(?<!đối )(?<!cùng )(?<!đương )(?<!ứng )(?<!khác )(?<!kèm )(?<!hợp )(?<!\w)với"
    r"(?:\s+(?:khoảng|hơn|gần|trên))?\s+$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;:.](?!\d)")
# What joins a part to its whole: `12 trong số 40 người`, `hai người trong tổng số bốn người`
_OUT_OF = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s+trong(?:\s+tổng)?\s+số(?:\s+(?:khoảng|hơn|gần|trên))?\s+", re.IGNORECASE
)
_REST = re.compile(r"(?<!\w)còn lại(?:\s+(?:là|có|khoảng|hơn|gần|trên))*\s*$", re.IGNORECASE)
_REST_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){0,4}?\s+còn lại(?!\w)", re.IGNORECASE)
# What befell people, and the words that tell two of these of one count: `14 người thương vong`
_BEFELL = (
    re.compile(r"(?<!\w)(?:chết|thiệt mạng|tử vong|tử nạn)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)mất tích(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)bị thương(?!\w)", re.IGNORECASE),
)
_CASUALTIES = re.compile(r"(?<!\w)thương vong(?!\w)", re.IGNORECASE)
_JOINED = re.compile(r"[^.;:()\d\n]{0,60}")
_WORD = re.compile(r"[^\W\d_]+")


def find_with(scene: Scene) -> Iterator[Relation]:
    """Sums whose parts `với` opens and `và` closes: `500 ghế, với 150 ghế … và 350 ghế …`."""
    for whole, first in pairwise(scene.figures):
        apart = scene.between(whole, first)
        near = whole.sentence == first.sentence and len(apart) <= AWAY and not _STOP.search(apart)
        if not near or not _WITH.search(first.label) or whole.bracket != first.bracket or not whole.level:
            continue
        yield from _closed(scene, whole, _run(scene, whole, first), "sum.with")


def _run(scene: Scene, whole: Figure, first: Figure) -> list[Figure]:
    """The figures from one on that count what the whole counts, up to a mark that ends the list."""
    parts: list[Figure] = []
    for figure in islice(scene.after(first.start), FEW):
        ended = bool(parts) and _STOP.search(scene.between(parts[-1], figure)) is not None
        if figure.sentence != whole.sentence or ended:
            break
        if figure.level and figure.bracket == whole.bracket and likeness(whole, figure) == 2:
            parts.append(figure)
    return parts


def _closed(scene: Scene, whole: Figure, run: Sequence[Figure], rule: str) -> Iterator[Relation]:
    """The sum of the parts up to the first that `và` leads to, or of all, where they total the whole."""
    for stop in range(2, len(run) + 1):
        parts = run[:stop]
        if presented.closes(scene, parts) or (stop == len(run) and presented.ends(scene, parts)):
            fits = adds_up(whole, parts) and odds(whole, parts) <= LED
            if fits and not overlapping(whole, parts):
                yield relation(whole, parts, rule)
            return


def find_out_of(scene: Scene) -> Iterator[Relation]:
    """Sums told by a part out of its whole and what is left: `12 trong số 40 người …, 28 người còn lại`."""
    for part, whole in pairwise(scene.figures):
        counted = part.kind == whole.kind == "count" and part.level and whole.level and bool(whole.noun)
        alike = part.mention.noun is None or likeness(part, whole)
        near = part.sentence == whole.sentence and part.bracket == whole.bracket
        if not (counted and alike and near) or not _OUT_OF.fullmatch(scene.between(part, whole)):
            continue
        following = takewhile(lambda f: f.sentence <= whole.sentence + 1, scene.after(whole.end))  # noqa: B023
        between: list[Figure] = []
        for figure in islice(following, FEW):
            if not figure.level or figure.bracket != whole.bracket or not likeness(whole, figure):
                continue
            if _left(scene, figure):
                lists = ([part, *between, figure], [part, figure])
                fitting = next((parts for parts in lists if adds_up(whole, parts)), None)
                if fitting:
                    yield relation(whole, fitting, "sum.out_of")
                break
            between.append(figure)


def _left(scene: Scene, figure: Figure) -> bool:
    told = _REST_BEHIND.match(scene.text, figure.end) is not None
    return figure.kind == "count" and (told or _REST.search(figure.label) is not None)


def find_both(scene: Scene) -> Iterator[Relation]:
    """Sums of people whom different things befell, told together first: `10 người chết và mất tích`.

    Each of what befell the whole must be told of one part, right one after the other: `8 người chết và 2
    người mất tích`.
    """
    for whole in scene.figures:
        both = befell(scene, whole) if whole.level and whole.kind == "count" and whole.noun else set()
        if len(both) < 2:
            continue
        later = takewhile(lambda f: f.sentence <= whole.sentence + LATER, scene.after(whole.end))  # noqa: B023
        following = list(islice(later, FEW))
        for start in range(len(following) - len(both) + 1):
            parts = following[start : start + len(both)]
            told = [befell(scene, part) for part in parts]
            alone = all(len(one) == 1 for one in told) and set().union(*told) == both
            alike = all(part.level and part.kind == "count" and likeness(whole, part) for part in parts)
            if alone and alike and parts[0].sentence == parts[-1].sentence and adds_up(whole, parts):
                yield relation(whole, parts, "sum.both")
                break


def befell(scene: Scene, figure: Figure) -> set[int]:
    """What befell those whom a figure counts, up to the next figure or mark."""
    following = _JOINED.match(scene.text, figure.end)
    told = following[0] if following else ""
    if _CASUALTIES.search(told):
        return {0, 2}
    return {place for place, pattern in enumerate(_BEFELL) if pattern.search(told)}


def find_counted_by(scene: Scene, spots: Sequence[Opening]) -> Iterator[Relation]:
    """Sums of parts that another noun counts, with the whole's behind it.

    `19 camera, trong đó 11 điểm lắp đặt camera cố định và 8 điểm camera quay quét`
    """
    for opening in spots:
        if opening.role not in ("within", "comprises", "some", "bracket"):
            continue
        whole = next(levels_before(scene, opening), None)
        first = next(scene.after(opening.end), None)
        if whole is None or first is None or not _other_noun(whole, first):
            continue
        if opening.end - whole.end > AWAY or first.start - opening.end > AWAY:
            continue
        inside = takewhile(lambda f: f.sentence == whole.sentence, scene.after(first.start))  # noqa: B023
        same = takewhile(
            lambda f: f.bracket == first.bracket and _heads(f) == _heads(first),  # noqa: B023
            islice(inside, FEW),
        )
        run = list(takewhile(lambda f: _other_noun(whole, f), same))  # noqa: B023
        yield from _closed(scene, whole, run, "sum.counted_by")


def _heads(figure: Figure) -> list[str]:
    """The word that a figure counts by: its noun's first, or its unit."""
    return [figure.unit] if figure.kind == "measure" else _WORD.findall(figure.noun)[:1]


def _other_noun(whole: Figure, part: Figure) -> bool:
    """Whether a part counts by a noun of its own, and names behind it what the whole counts.

    `điểm`, which also measures, is such a noun.
    """
    spot = part.kind == "measure" and part.unit == "điểm"
    if whole.kind != "count" or not whole.noun or not part.level or not (spot or part.kind == "count"):
        return False
    name, told = _WORD.findall(whole.noun)[:2], _WORD.findall(part.tail.casefold())
    if _heads(part) == name[:1]:
        return False
    return any(told[at : at + len(name)] == name for at in range(0 if spot else 1, len(told)))
