"""Which place of the register a figure's place is, and its territory when that changed around the period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from solieu.intervals import full_day, interval
from solieu.lexicon.pattern import UPPER
from solieu.lexicon.places import Place, Resolution, Written, history, resolve, written
from solieu.observe.parts.outline import Outline
from solieu.observe.where.document_place import homes
from solieu.observe.where.home import Around
from solieu.types import Mention

Territory = Literal["before", "after", "unknown"]

# What a sentence says of territory: `sau sáp nhập`, `trước hợp nhất`, `tỉnh Hưng Yên (mới)`, `địa giới cũ`.
# A name with `mới` before a verb is left: `tỉnh Hưng Yên mới có 5 trường` means that it has only five.
_SAID = re.compile(
    rf"""\b(?P<when>trước|sau)(?:\s+khi)?\s+(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp)\b
      | \b(?:(?:tỉnh|thành\s+phố|huyện|xã|phường)(?:\s(?-i:[{UPPER}])\w{{0,9}}){{1,4}}
         |địa\s+giới(?:\s+hành\s+chính)?)\s\(?(?P<which>cũ|mới)\b(?=\s*(?:[,.;:)]|là\b|$))""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
# The levels of names that are no units of the register.
_BODIES = ("body", "spot")
# How far around a figure it is looked for, in characters.
_REACH = 300


@dataclass(frozen=True, slots=True)
class Located:
    """A place as the register has it: its code, or the codes it may have, and whose territory is meant.

    `since` is the first day of the territory; None where it is not known, or older than the register.
    """

    code: str | None
    candidates: tuple[str, ...] = ()
    since: date | None = None
    territory: Territory | None = None


def locate(outline: Outline, mentions: Sequence[Mention], near: Around) -> Mapping[int, Located]:
    """Where in the register the figures' places are, by the figure's start; others are left out.

    A name is looked up on the day on which the document was written, else at the end of the figure's period,
    and first within the place that the document is of.

    Args:
        outline: the document with its opening and date.
        mentions: the mentions with their `place` and `period`.
        near: what the document names and is about (`solieu.observe.home.around`).
    """
    units = {name.name for name in near.names if name.level not in _BODIES}
    # `Tân Thuận` may be a firm where the register has a ward
    bodies = {name.name for name in near.names if name.level in _BODIES} - units
    placed = [mention for mention in mentions if mention.place is not None and mention.place not in bodies]
    if not placed:
        return {}
    day = full_day(outline.date)
    within = homes(near, day)
    known: dict[tuple[str, date | None], Resolution] = {}
    located = {}
    for mention in placed:
        assert mention.place is not None
        spoken = interval(mention.period or "")
        asked = mention.place, day or spoken.end or spoken.start
        if asked not in known:
            known[asked] = _lookup(written(mention.place), asked[1], within)
        found = known[asked]
        if found.place is None:
            if found.candidates:
                located[mention.start] = Located(None, tuple(place.code for place in found.candidates))
            continue
        said = written(mention.place).territory or _said(outline, mention)
        located[mention.start] = territory_of(found.place, spoken.start, spoken.end, said)
    return located


def territory_of(
    place: Place, start: date | None, end: date | None, said: Literal["before", "after"] | None = None
) -> Located:
    """A place over a period: which territory is meant where the name had another one in a part of it.

    A later report may tell of earlier years for the present territory or for that of those years; without a
    word that says which, it is not known, nor the code where the name went from one code to another. What is
    told of years to come is told of the territory of the day of writing.

    Args:
        place: the place by its name on the day of writing.
        start: first day of the period.
        end: last day of the period.
        said: what the text says of the territory.

    >>> from solieu.lexicon.places import resolve
    >>> now = resolve("Hưng Yên", on=date(2025, 9, 1)).place
    >>> territory_of(now, date(2024, 1, 1), date(2024, 12, 31)).territory
    'unknown'
    >>> territory_of(now, date(2024, 1, 1), date(2024, 12, 31), "before").since
    datetime.date(1997, 1, 1)
    >>> territory_of(now, date(2025, 8, 1), date(2025, 8, 31)).territory is None
    True
    """
    kin = {place.code, *place.predecessors, *place.successors}
    same = [row for row in history(str(place)) if row.level == place.level and row.code in kin]
    if place.valid_from is not None:
        earlier = next((one for one in same if one.valid_to == place.valid_from), None)
        spans = start is not None and start < place.valid_from
        if earlier is not None and (spans or said is not None):
            if said is not None:
                meant = earlier if said == "before" else place
                return Located(meant.code, (), meant.valid_from, said)
            if earlier.code != place.code:
                return Located(None, (earlier.code, place.code), None, "unknown")
            return Located(place.code, (), None, "unknown")
    if place.valid_to is not None and end is not None and end >= place.valid_to:
        later = next((one for one in same if one.valid_from == place.valid_to), None)
        if later is not None:
            meant = later if said == "after" else place
            return Located(meant.code, (), meant.valid_from, said or "before")
    return Located(place.code, (), place.valid_from)


def _lookup(name: Written, on: date | None, around: Sequence[Place]) -> Resolution:
    """The place of a name, first within the smallest of the places that the document is of."""
    found = Resolution(None)
    for within in around:
        found = resolve(name, on=on, within=within)
        if found.place is not None:
            return found
    return found if around else resolve(name, on=on)


def _said(outline: Outline, mention: Mention) -> Literal["before", "after"] | None:
    """What the sentence says of the territory, None where it says both or nothing."""
    start, end = outline.sentence(mention.start)
    start, end = max(start, mention.start - _REACH), min(end, mention.end + _REACH)
    told = {found["when"] or found["which"] for found in _SAID.finditer(outline.text, start, end)}
    words = {"before" if word.casefold() in ("trước", "cũ") else "after" for word in told}
    if words == {"before"}:
        return "before"
    return "after" if words == {"after"} else None
