"""A place of the register in words: where it lies, its span, what it came from and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from solieu.lexicon.places.register import Place, register


def describe(place: Place) -> str:
    """A place in one line, or two where its beginning is known.

    >>> from solieu.lexicon.places import resolve
    >>> print(describe(resolve("Đắk Nông", on=date(2005, 1, 1)).place))
    67  tỉnh Đắk Nông, from 2004-01-01 to 2025-06-30, then 68 tỉnh Lâm Đồng
        made of 66 tỉnh Đắk Lắk; Nghị quyết 22/2003/QH11, 26-11-2003
    """
    above = [str(one) for one in register().above(place) if one.level != "country"]
    lines = [f"{place.code}  {', '.join([str(place), *above])}{_span(place)}"]
    if place.successors:
        lines[0] += f", then {_named(place.successors, place.valid_to)}"
    made = [f"made of {_named(place.predecessors, _eve(place.valid_from))}"] if place.predecessors else []
    origin = "; ".join([*made, *([place.act] if place.act else [])])
    return "\n    ".join([*lines, *([origin] if origin else [])])


def _span(place: Place) -> str:
    began = "" if place.valid_from is None else f", from {place.valid_from}"
    last = _eve(place.valid_to)
    return began if last is None else f"{began}{'' if began else ','} {'to' if began else 'until'} {last}"


def _eve(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)


def _named(codes: Iterable[str], day: date | None) -> str:
    found = [register().at(code, day) for code in codes]
    return ", ".join(f"{place.code} {place}" for place in found if place is not None)
