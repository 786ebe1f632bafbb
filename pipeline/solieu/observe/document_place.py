"""The place that a document is of: the province, and the district, of the body that writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from solieu.lexicon.pattern import UPPER
from solieu.lexicon.places import Place, register, resolve
from solieu.observe.outline import Outline

# A unit with its kind and up to five words that begin with a capital: `TỈNH HƯNG YÊN`, `huyện Yên Mỹ`.
_UNIT = re.compile(
    rf"""(?P<kind>\b(?:tỉnh|thành\s+phố|tp\.?|huyện|quận|thị\s+xã|xã|phường))\s+
    (?P<name>(?-i:[{UPPER}])\w{{0,9}}(?:(?:\s?[-–]\s?|[ \u00a0])(?-i:[{UPPER}])\w{{0,9}}){{0,4}})""",
    re.VERBOSE | re.IGNORECASE,
)
# The seat of the ministries: their date lines say nothing of the place.
_CAPITAL = "01"
# How much of a text without a letterhead is looked through.
_HEAD = 1_500


def homes(outline: Outline, on: date | None) -> tuple[Place, ...]:
    """The places that a document is of, the smallest first; none where its head does not say.

    The letterhead and the title decide, then the place of the date line, unless that is the capital, where
    the ministries write; last the province of all units that the beginning of the text names, if it is one.

    Args:
        outline: the document with its opening.
        on: the day on which it was written, None where that is not known.
    """
    opening = outline.opening
    named = list(_units(f"{opening.letterhead}\n{opening.title}", on))
    if not named and opening.place:
        place = resolve(opening.place, on=on).place
        named = [] if place is None or place.code == _CAPITAL else [place]
    if not named:
        provinces = {_province(place) for place in _units(outline.head[:_HEAD], on)}
        named = [place for place in provinces if place is not None] if len(provinces) == 1 else []
    return _chain(named)


def _chain(named: list[Place]) -> tuple[Place, ...]:
    """The place named first, with what it lies in; a smaller one named in it goes before it."""
    known = register()
    if not named:
        return ()
    first = named[0]
    inner = next((place for place in named if first in known.above(place)), first)
    return tuple(place for place in (inner, *known.above(inner)) if place.level != "country")


def _province(place: Place) -> Place | None:
    return next((one for one in (place, *register().above(place)) if one.level == "province"), None)


def _units(text: str, on: date | None) -> Iterator[Place]:
    """The units named in a text that can only be one, in its order; within the province named before them."""
    within: Place | None = None
    for found in _UNIT.finditer(text):
        words = found["name"].split()
        for count in range(len(words), 0, -1):
            place = resolve(f"{found['kind']} {' '.join(words[:count])}", on=on, within=within).place
            if place is not None:
                within = _province(place) or within
                yield place
                break
