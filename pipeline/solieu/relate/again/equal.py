"""Which amount is told again in another unit right behind: `12 ha (120.000 m2)`, `5 USD (120.000 đồng)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from solieu.relate.scene import Figure, Scene
from solieu.types import Quantity, Relation

# How far the second amount may begin behind the first, in characters.
AWAY = 45

_HEDGES = r"(?:khoảng|gần|hơn|trên|xấp xỉ|ước(?:\stính)?|chừng|≈|~|là|với|đến|tới)"
_SAME = r"(?:tương đương|tương ứng|tức|hay|quy đổi(?:\sra)?|quy ra|bằng|xấp xỉ|ngang|=|≈)"
# `12 ha (`, `5.000 USD (tương đương khoảng `, `30 tấn, tức (`
_BRACKET = re.compile(
    rf"\s?(?:Mỹ|Việt Nam|VN)?\s?\(\s?(?:{_SAME}\s){{0,2}}(?:{_HEDGES}\s?){{0,2}}", re.IGNORECASE
)
# `5.000 USD, tương đương `, `1 USD xấp xỉ `
_TOLD = re.compile(rf"\s?,?\s{_SAME}(?:\s{_HEDGES}){{0,2}}\s", re.IGNORECASE)
# What may stand behind the second amount in its bracket: it is closed, or more is told of it
_CLOSED = re.compile(r"\s?(?:Mỹ|Việt Nam|VN)?\s?[),;]")
# More of it before the first amount, so that the second may be of both: `2 tỷ đồng và 4.000 USD, tương đương`
_JOINED = re.compile(r"\s?(?:,|và|cùng|cùng với|cộng|\+)\s(?:gần|hơn|khoảng|trên)?\s?", re.IGNORECASE)


def find_equals(scene: Scene) -> list[Relation]:
    """The amounts that the text tells twice beside each other, in two units or currencies, in text order.

    The second stands in a bracket of its own or behind words that say that it is the same. A total of several
    amounts is told of none of them alone. Rules: `equal.unit`, `equal.currency`.
    """
    pairs = pairwise(scene.figures)
    return [relation for first, again in pairs for relation in _told_again(scene, first, again)]


def _told_again(scene: Scene, first: Figure, again: Figure) -> Iterator[Relation]:
    if again.start - first.end > AWAY or not (kind := _kind(first, again)):
        return
    between = scene.between(first, again)
    closed = _CLOSED.match(scene.text, again.end) is not None
    bracket = _BRACKET.fullmatch(between) is not None and closed
    if bracket or (_TOLD.fullmatch(between) and not _one_of_several(scene, first)):
        members = (("first", first.mention), ("again", again.mention))
        yield Relation("equal", members, f"equal.{kind}")


def _kind(first: Figure, again: Figure) -> str | None:
    """In what two amounts of one kind differ; None where they cannot be the same or tell nothing new."""
    left, right = first.mention, again.mention
    quantities = isinstance(left.value, Quantity) and isinstance(right.value, Quantity)
    units = {figure.unit.partition("/")[0] for figure in (first, again)}
    if not quantities or left.kind != right.kind or len(units) == 1:
        return None
    return {"money": "currency", "measure": "unit"}.get(left.kind)


def _one_of_several(scene: Scene, figure: Figure) -> bool:
    """Whether an amount is joined to one of its kind before it."""
    before = scene.figures[figure.index - 1] if figure.index else None
    if before is None or before.kind != figure.kind:
        return False
    return _JOINED.fullmatch(scene.between(before, figure)) is not None
