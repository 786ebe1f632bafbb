"""Which figure is the amount of a change, and whether it agrees with the two levels."""

from __future__ import annotations

import re
from itertools import takewhile

from solieu.arithmetic import Span, hedged, is_change, written
from solieu.relate.near import near
from solieu.relate.scene import CROWD, Figure, Scene, likeness
from solieu.types import Quantity

# How far apart two levels of one change may stand, in characters.
REACH = 160
# By how many amounts one change may be told: `giảm 97 đơn vị (giảm 62,58%)`.
AMOUNTS = 2

_STOP = re.compile(r"[.!?…]\s|\n\s*\n|;")
# What ends a clause before a change: `126 vụ, số người chết giảm`
_CLAUSE = re.compile(r"[,;(]")
# Words that take up what was told, rather than name something else: `, tương ứng mức giảm`
_RESUMES = frozenset({"tức", "tương", "như", "nghĩa", "đã", "bình", "mức", "cũng", "trung", "tỷ", "tỉ"})
# The two levels of an amount right behind it: `9,1% (từ 66`, `9,1%, từ 66`
_LEVELS = re.compile(r"\s*(?:\(|,\s*)(?:(?:tăng|giảm)\s+)?từ(?: mức)?\s", re.IGNORECASE)
# A change yet to come, of a level that is told as reached: `còn 28 vị trí và dự kiến giảm thêm 4 vị trí`
_TO_COME = re.compile(
    r"(?<!\w)(?:dự kiến|sẽ|phấn đấu|mục tiêu|kế hoạch|tiếp tục|(?:tăng|giảm) thêm)(?!\w)", re.IGNORECASE
)
# A clause that begins with its verb: `…; giảm 71 đơn vị`
_VERB_LED = re.compile(r"[,;]\s*(?:đã\s+)?(?:tăng|giảm)\s*$", re.IGNORECASE)


def joined(scene: Scene, left: int, right: int, reach: int = REACH) -> bool:
    """Whether nothing between two places ends what is being said."""
    return right - left <= reach and not _STOP.search(scene.text, left, right)


def same_unit(now: Figure, before: Figure) -> bool:
    """Whether two levels can be of one thing; the first may leave its noun or unit to the second."""
    bare = before.kind == "count" and before.mention.noun is None and not before.mention.spelled
    # `từ 72 tỷ USD lên 100 tỷ USD/năm`: the rate is said once, of both
    told_once = now.kind == before.kind and now.unit.startswith(f"{before.unit}/")
    if now.kind != before.kind or (now.unit != before.unit and not told_once):
        return bare and now.kind == "age"
    return now.kind != "count" or bare or likeness(now, before) > 0


def tells(by: Figure, now: Figure) -> bool:
    """Whether a figure can be the amount of a level's change: of its unit, or in per cent."""
    in_percent = by.unit in ("%", "điểm %")
    return by.changed and isinstance(by.mention.value, Quantity) and (in_percent or by.unit == now.unit)


def amounts_behind(scene: Scene, now: Figure) -> list[Figure]:
    """The amounts told behind a level: `còn 3 mã, giảm 5 mã`, `còn 36 đơn vị, gồm …; giảm 71 đơn vị`.

    Not one that has a subject of its own (`126 vụ, số người chết giảm 9,1%`), nor one that levels of its own
    explain (`giảm 9,1% (từ 66 xuống 60 người)`).
    """
    found: list[Figure] = []
    last = now
    for figure in scene.after(now.end):
        again = bool(found) and figure.unit == "%" and scene.cues.ends("share", figure.label)
        told = (tells(figure, now) or again) and not _LEVELS.match(scene.text, figure.end)
        close = joined(scene, last.end, figure.start, 80) and not own_subject(scene, last, figure)
        if len(found) == AMOUNTS or not told or not close or _comes_later(scene, last, figure):
            break
        found.append(figure)
        last = figure
    return found or _amounts_past_list(scene, now)


def _comes_later(scene: Scene, level: Figure, by: Figure) -> bool:
    """Whether a change is joined to a level by `và`, but is still to come."""
    _, joint, clause = scene.between(level, by).partition(" và ")
    return bool(joint) and _TO_COME.search(clause) is not None


def own_subject(scene: Scene, level: Figure, by: Figure) -> bool:
    """Whether a clause of its own, with a subject of its own, tells a change."""
    clauses = _CLAUSE.split(scene.between(level, by))
    verb = scene.cues.anywhere["change"].search(clauses[-1])
    if len(clauses) == 1 or verb is None:
        return False
    lead = clauses[-1][: verb.start()].split()
    return len(lead) > 1 and lead[0].casefold() not in _RESUMES


def _amounts_past_list(scene: Scene, now: Figure) -> list[Figure]:
    """The amounts behind a list of what a level is made of, in clauses that begin with their verb."""
    following = list(takewhile(lambda f: f.sentence == now.sentence, scene.after(now.end)))[:CROWD]
    behind = [figure for figure in following if figure.changed]
    if not behind or behind[0] is following[0]:
        return []
    passed = scene.between(now, behind[0])
    verb = _VERB_LED.search(passed)
    alike = tells(behind[0], now) and (behind[0].unit == "%" or likeness(behind[0], now) == 2)
    if not scene.cues.in_("comprises", passed) or verb is None or not alike or len(passed) > 2 * REACH:
        return []
    if any(figure.kind != now.kind or likeness(figure, behind[0]) == 2 for figure in following[:1]):
        return []
    return [behind[0], *amounts_behind(scene, behind[0])[: AMOUNTS - 1]]


def amount_before_levels(scene: Scene, before: Figure, now: Figure) -> list[Figure]:
    """The amount told right before its levels: `số người chết giảm 9,1% (từ 66 xuống 60 người)`."""
    by = scene.figures[before.index - 1] if before.index else None
    if by is None or by.sentence != before.sentence or not tells(by, now):
        return []
    return [by] if _LEVELS.fullmatch(scene.between(by, before)) else []


def slip_apart(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether one slip of the pen in either level or the amount explains why a change does not add up."""
    three = (now, before, by)
    if not all(isinstance(figure.mention.value, Quantity) for figure in three):
        return False
    spans = [written(figure.mention) for figure in three]
    sign = -1 if by.mention.change == "down" else 1
    for place, figure in enumerate(three):
        for value in near(figure.quantity):
            by_how_much = value - figure.quantity.low
            moved = [*spans]
            moved[place] = spans[place] + Span(by_how_much, by_how_much)
            way = moved[0] - moved[1] if sign > 0 else moved[1] - moved[0]
            if by.unit != "%" and way.meets(moved[2]):
                return True
            base = moved[1]
            share = Span(moved[2].low * base.low / 100, moved[2].high * base.high / 100)
            if by.unit == "%" and way.meets(share):
                return True
    return False


def fits(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether an amount is that of the change between two levels, as written."""
    if not isinstance(now.mention.value, Quantity) or not isinstance(before.mention.value, Quantity):
        return False
    return is_change(by.mention, written(now.mention), written(before.mention))


def slip_hedged(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether one slip in either level, and what the hedges leave open, let an amount be that of a change."""
    if not (now.mention.hedge and before.mention.hedge and by.unit == now.unit):
        return False
    for figure in (now, before):
        for value in near(figure.quantity):
            shift = value - figure.quantity.low
            moved = [hedged(one.mention) for one in (now, before)]
            place = 0 if figure is now else 1
            moved[place] = moved[place] + Span(shift, shift)
            way = moved[0] - moved[1] if by.mention.change != "down" else moved[1] - moved[0]
            if way.meets(hedged(by.mention)):
                return True
    return False


def fits_hedged(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether what the hedges leave open lets an amount be that of a change."""
    high, low = hedged(now.mention), hedged(before.mention)
    if is_change(by.mention, high, low):
        return True
    room = hedged(by.mention)
    return by.unit == now.unit and ((high - low).meets(room) or (low - high).meets(room))


def told_again(scene: Scene, by: Figure, further: Figure) -> bool:
    """Whether an amount is told again in brackets: `giảm 97 đơn vị (giảm 62,58%)`."""
    told = scene.between(by, further)
    closed = scene.text[further.end : further.end + 1] == ")"
    return closed and _CLAUSE.split(told)[-1].strip() in ("giảm", "tăng")
