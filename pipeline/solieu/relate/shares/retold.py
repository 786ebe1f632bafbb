"""Shares of what has been counted before: a part of a sum that is named again with its percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solieu.arithmetic import is_share, written
from solieu.relate.near import chance_of_slip
from solieu.relate.scene import Figure, Scene
from solieu.relate.shares.naming import words
from solieu.types import Relation

# How many sentences back the part may have been counted.
BACK = 2
# What leads a name that is told again: `Riêng bán lẻ hàng hóa chiếm`, `tỷ lệ trực tuyến là`
_LEAD = re.compile(
    r"^(?:riêng|trong đó|như vậy|do đó|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)(?!\w)[\s,:]*", re.IGNORECASE
)
_VERB = re.compile(r"\s+(?:chiếm(?: tỷ lệ| tỉ lệ| tỷ trọng| tỉ trọng)?|là|đạt)(?:\s+\w+)?\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.()\n]")


def summed_parts(scene: Scene, sums: Sequence[Relation]) -> dict[int, Figure]:
    """The whole of each part of a sum, by where the part begins."""
    found: dict[int, Figure] = {}
    for relation in sums:
        whole = next(scene.after(relation.all("whole")[0].start))
        for part in relation.all("part"):
            found.setdefault(part.start, whole)
    return found


def retold(
    scene: Scene, percent: Figure, summed: Mapping[int, Figure], *, least: int = 2
) -> tuple[Figure, Figure] | None:
    """The part of a sum that a percentage's subject names again, with its whole.

    `bán lẻ 19.815 tỷ đồng; lưu trú 2.940 tỷ đồng … Riêng bán lẻ chiếm 77,9%`. The name must be what stands
    right before the part, or its last words what follows its noun (`298.150 hồ sơ trực tuyến`), and the
    figures must agree but for one slip.
    """
    verb = _VERB.search(percent.label)
    if verb is None or not summed:
        return None
    name = words(_LEAD.sub("", _CLAUSE.split(percent.label[: verb.start()])[-1].strip()))
    if len(name.split()) < least:
        return None
    for part in scene.before(percent.start):
        if part.sentence < percent.sentence - BACK:
            return None
        whole = summed.get(part.start)
        if whole is None or not _called(part, name):
            continue
        fits = is_share(written(percent.mention), written(part.mention), written(whole.mention))
        if fits or chance_of_slip(percent, part, whole) is not None:
            return part, whole
    return None


def _called(part: Figure, name: str) -> bool:
    before = words(part.label.rstrip(" :-–"))
    behind = words(f"{part.noun} {part.tail}")
    return before.endswith(name) or f" {name} " in f" {behind} "
