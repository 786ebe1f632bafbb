"""The places of the register that a document is of: its home, and what that lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from solieu.intervals import full_day
from solieu.lexicon import Lexicon
from solieu.lexicon.places import Place, register, resolve
from solieu.observe.parts.outline import Outline
from solieu.observe.where.home import Around, around
from solieu.observe.where.named import Named

# Units of the register, by the level of their names.
_UNITS = ("province", "district", "commune")
# How much of a text that is about no unit is looked through, in characters.
_HEAD = 1_500


def homes_of(outline: Outline, lexicon: Lexicon) -> tuple[Place, ...]:
    """The places of the register that a document is of, the smallest first (`homes`)."""
    return homes(around(outline, lexicon), full_day(outline.date))


def homes(near: Around, on: date | None) -> tuple[Place, ...]:
    """The places that a document is of, the smallest first; none where it is of no unit.

    What it is about decides; where that is no unit, the province of all units that its beginning names, if it
    is one.

    Args:
        near: what the document names and is about.
        on: the day on which it was written, None where that is not known.
    """
    own = near.home
    # the province that a text about something else names most is not its own
    named = own.province if own.level in _UNITS else None
    province = None if named is None else resolve(f"tỉnh {named}", on=on).place or resolve(named, on=on).place
    place = None
    if own.name is not None and own.level in _UNITS and own.name != own.province:
        place = resolve(own.name, on=on, within=province).place
    first = place or province
    if first is None and not own.central:
        found = (_province(unit) for unit in _early(near.names, on))
        # of one code before and after it grew
        provinces = {province.code: province for province in found if province is not None}
        first = next(iter(provinces.values())) if len(provinces) == 1 else None
    known = register()
    chain = () if first is None else (first, *known.above(first))
    return tuple(one for one in chain if one.level != "country")


def _province(place: Place) -> Place | None:
    return next((one for one in (place, *register().above(place)) if one.level == "province"), None)


def _early(names: Sequence[Named], on: date | None) -> Iterator[Place]:
    """The units named early that can only be one, each within the province named before it."""
    within: Place | None = None
    for name in names:
        if name.start >= _HEAD:
            return
        found = resolve(name.name, on=on, within=within).place if name.level in _UNITS else None
        if found is not None:
            within = _province(found) or within
            yield found
