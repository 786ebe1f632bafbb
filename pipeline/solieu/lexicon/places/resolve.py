"""Which place a name means, on a day and within a place: the one it can be, or all that it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from solieu.lexicon.places.names import Written, plain, written
from solieu.lexicon.places.register import LEVELS, Place, Register, register

# Kinds of one level: a district that was a huyện yesterday and is a thị xã today is found by either name.
_KINDS = (
    frozenset(("tỉnh", "thành phố", "đặc khu")),
    frozenset(("huyện", "quận", "thị xã", "thành phố")),
    frozenset(("xã", "phường", "thị trấn", "đặc khu")),
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name may mean: `place` where it can only be one, else None; `candidates`, the largest first."""

    place: Place | None
    candidates: tuple[Place, ...] = ()

    @property
    def code(self) -> str | None:
        """The code of the place, None where there is none or more than one."""
        return None if self.place is None else self.place.code


def resolve(
    name: str | Written,
    *,
    on: date | None = None,
    within: Place | None = None,
    places: Register | None = None,
) -> Resolution:
    """The place that a name means.

    A name that was no unit's on the day is looked for at other times, the nearest first. What lies within the
    given place goes before what lies elsewhere. A bare name is the province of that name; else it must be one
    district, which may hold a commune of the same name; a bare name tells a commune only within the given
    place. Units written behind the name (`xã Tân Lập, huyện Yên Mỹ`) must hold it.

    Args:
        name: as written, with or without its kind.
        on: the day of which the text speaks, or on which it was written; None for any.
        within: the place that the text is of, such as the province of a report; None for any.
        places: the register, the project's own by default.

    >>> register_day = date(2024, 5, 1)
    >>> resolve("huyện Châu Thành", on=register_day).place is None
    True
    >>> resolve("H. Châu Thành", on=register_day, within=resolve("Bến Tre", on=register_day).place).code
    '831'
    >>> resolve("Bắc Ninh", on=date(2024, 1, 1)).code, resolve("Bắc Ninh", on=date(2026, 1, 1)).code
    ('27', '24')
    """
    known = places or register()
    read = written(name) if isinstance(name, str) else name
    for above in reversed(read.above):
        found = resolve(above, on=on, within=within, places=known)
        if found.place is None:
            return Resolution(None)
        within = found.place
    rows = _of_kind(known, read)
    near = [] if within is None else [row for row in rows if _lies_in(known, row, within)]
    if within is not None and not near and read.kind is not None:
        near = [row for row in _of_level(known, read) if _lies_in(known, row, within)]
    candidates = _in_time(rows or _of_level(known, read), on, apart=read.kind is None)
    inside = _in_time(near, on, apart=read.kind is None)
    if read.above and not inside:
        return Resolution(None)
    if inside and (read.above or not any(_is_province(place, read) for place in candidates)):
        candidates = inside
    return Resolution(_one(known, read, candidates, bool(inside)), tuple(candidates))


def history(name: str, *, places: Register | None = None) -> list[Place]:
    """Every row of the units that a name (or code) has named, with their spans, in the order of time.

    >>> [(place.code, str(place.valid_to)) for place in history("tỉnh Hà Tây")]
    [('28', '1975-12-27'), ('28', '2008-08-01')]
    """
    known = places or register()
    read = written(name)
    rows = list(known.rows(name.strip())) or _of_kind(known, read) or _of_level(known, read)
    return sorted(
        rows, key=lambda place: (LEVELS.index(place.level), place.valid_from or date.min, place.code)
    )


def _of_kind(known: Register, read: Written) -> list[Place]:
    """The rows that bear a name and are of the kind written before it."""
    whole = known.named_provinces(read.whole)
    if read.kind is None:
        if whole and not read.above and all(_is_province(place, read) for place in whole):
            return whole
        if whole:
            return whole + [place for place in known.named(read.whole) if place.level in LEVELS[2:]]
        return [] if read.key.isdigit() else known.named(read.key)
    return [place for place in _named(known, read) if place.type == read.kind] or whole


def _of_level(known: Register, read: Written) -> list[Place]:
    """The rows that bear a name and are of the level of the kind before it: a thị xã that was a huyện.

    A number names a unit of its own kind only.
    """
    if read.key.isdigit():
        return []
    levels = [LEVELS[level] for level, kinds in enumerate(_KINDS, 1) if read.kind in kinds]
    return [place for place in _named(known, read) if place.level in levels[-1:]]


def _named(known: Register, read: Written) -> list[Place]:
    return known.named(read.key) or (known.named_provinces(read.key) if read.kind in _KINDS[0] else [])


def _in_time(rows: Iterable[Place], on: date | None, *, apart: bool = False) -> list[Place]:
    """One row a unit: that of the day; if none had the name that day, those nearest in time.

    `apart`: provinces by themselves, so that one of the past is not lost to a commune of today.
    """
    if apart:
        large = [row for row in rows if row.level in LEVELS[:2]]
        return _in_time(large, on) + _in_time([row for row in rows if row.level in LEVELS[2:]], on)
    ordered = sorted(rows, key=lambda place: (LEVELS.index(place.level), place.code, place.name))
    units = [list(group) for _, group in groupby(ordered, key=lambda place: (place.code, place.name))]
    if on is None:
        return [max(unit, key=lambda place: place.valid_from or date.min) for unit in units]
    nearest = [min(unit, key=lambda place: place.distance(on)) for unit in units]
    return [place for place in nearest if place.valid(on)] or nearest


def _lies_in(known: Register, place: Place, whole: Place) -> bool:
    """Whether a place is part of another, or of a unit that went into it as a whole."""
    codes = {(whole.code, whole.name)}
    if whole.valid_from is not None:
        eve = date.fromordinal(whole.valid_from.toordinal() - 1)
        merged = [old for code in whole.predecessors if (old := known.at(code, eve))]
        codes |= {(old.code, old.name) for old in merged if old.successors == (whole.code,)}
    return any((above.code, above.name) in codes for above in known.above(place))


def _is_province(place: Place, read: Written) -> bool:
    """Whether a place is the country or the province of a bare name, by its full name."""
    return read.kind is None and place.level in LEVELS[:2] and plain(place.name) == plain(read.whole)


def _one(known: Register, read: Written, candidates: Sequence[Place], inside: bool) -> Place | None:
    """The only place that a name can mean, None where there are several."""
    if not candidates:
        return None
    if read.kind is not None:
        return candidates[0] if len(candidates) == 1 else None
    level = min(LEVELS.index(place.level) for place in candidates)
    highest = [place for place in candidates if LEVELS.index(place.level) == level]
    lower = [place for place in candidates if LEVELS.index(place.level) > level]
    if len(highest) > 1:
        return None
    (one,) = highest
    if one.level in LEVELS[:2]:
        short = not _is_province(one, read) and any(place.level == "district" for place in lower)
        return None if short else one
    if one.level == "commune":
        return one if inside else None
    return one if all(one in known.above(place) for place in lower) else None
