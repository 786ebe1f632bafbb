"""Which level, amount and rate tell one growth: `29.785 ha, giảm 3,03% (giảm 932 ha)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.relate.changes.amount import joined, own_subject
from solieu.relate.scene import Figure, Scene, likeness
from solieu.types import Quantity, Relation

# How far the amount may stand from the level that it led to, in characters.
AWAY = 90

# What says that a second figure tells the first again: ` (giảm`, `, tương ứng giảm`, `, đạt tỷ lệ`
_AGAIN = re.compile(
    r"""(?:\s+[^\W\d]+){0,6}?\s*                                        # what a count counts
    (?: \(\s*                                                     # in brackets, with or without words
        (?:(?:tương\ ứng|tương\ đương|hay|tức|bằng|đạt\ tỷ\ lệ)\s+)?
      | ,?\s*(?:tương\ ứng|tương\ đương|tức|đạt\ tỷ\ lệ)\s+       # or behind words
    )
    (?:với\s+)?(?:mức\s+)?(?:là\s+)?
    (?P<way>tăng|giảm)?\s*(?:là\s+)?(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
# What joins the last part of a list to the one before it
_AND = re.compile(r"[^,;.]*(?<!\w)và(?!\w)", re.IGNORECASE)


def find_growths(scene: Scene) -> list[Relation]:
    """Levels whose change the text tells twice, as an amount and as a rate, without the level before.

    The level stands right before the two, in their sentence; brackets or `tương ứng` join the second to the
    first. What the level was before follows from it and the amount, so that the rate can be tested.
    """
    return [
        Relation(
            "growth",
            (("now", now.mention), ("by", by.mention), ("rate", rate.mention)),
            "growth.told_twice",
            min(1.0, float(rate.quantity.step / 100)),
        )
        for now, by, rate in _told_twice(scene)
    ]


def _told_twice(scene: Scene) -> Iterator[tuple[Figure, Figure, Figure]]:
    for first in scene.figures:
        second, now = scene.beside(first, 1), scene.beside(first, -1)
        if second is None or now is None or not first.changed or first.mention.change is None:
            continue
        again = _AGAIN.fullmatch(scene.between(first, second))
        if again is None or not _same_way(first, second, again["way"]):
            continue
        by, rate = (second, first) if first.unit == "%" else (first, second)
        plain = all(_plain(figure) for figure in (now, by, rate))
        if plain and rate.unit == "%" and by.kind != "percent" and _led_to(scene, now, first, by):
            yield now, by, rate


def _plain(figure: Figure) -> bool:
    value = figure.mention.value
    return isinstance(value, Quantity) and value.high is None and value.low > 0


def _same_way(first: Figure, second: Figure, way: str | None) -> bool:
    """Whether the second figure goes the way of the first, or leaves the way to it."""
    told = {"tăng": "up", "giảm": "down"}.get((way or "").casefold())
    return (told or first.mention.change) == first.mention.change and (
        second.mention.change in (None, first.mention.change)
    )


def _led_to(scene: Scene, now: Figure, first: Figure, by: Figure) -> bool:
    """Whether a figure is the level that an amount led to: of its unit, before it in the same clause."""
    alike = now.unit == by.unit and (now.kind != "count" or likeness(now, by) == 2 or not by.mention.noun)
    near = joined(scene, now.end, first.start, AWAY) or _listed(scene, now, first)
    return now.level and alike and near and not own_subject(scene, now, first) and not _last_part(scene, now)


def _last_part(scene: Scene, now: Figure) -> bool:
    """Whether a figure closes a list, so that a change behind it may be the whole one: `… và 17 phường`."""
    before = scene.beside(now, -1)
    listed = before is not None and before.level and before.kind == now.kind
    return listed and _AND.match(now.label) is not None


def _listed(scene: Scene, now: Figure, first: Figure) -> bool:
    """Whether only `;` stands between a level and what it changed by: `29.785 ha; tăng 3%`."""
    between = scene.between(now, first)
    return between.count(";") == 1 and len(between) <= AWAY and "\n" not in between
