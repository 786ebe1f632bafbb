"""From mentions to observations: when, where, in which standing, and against what a figure is stated.

Each observer reads the outline of a document and says, for the figures it can tell of, what holds for them
and where the text says so. What the text does not say is left open. The times that a text names are found
once and read twice: for what a figure speaks of, and for what it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from solieu.lexicon import Lexicon
from solieu.observe.against.basis import find_bases
from solieu.observe.parts.outline import Outline, Told
from solieu.observe.standing.status import find_statuses
from solieu.observe.what.item import Parts, find_items
from solieu.observe.when.find_times import times
from solieu.observe.when.nature import find_natures
from solieu.observe.when.period import find_periods
from solieu.observe.when.today import of_today
from solieu.observe.where.home import around
from solieu.observe.where.place import find_places
from solieu.observe.where.territory import Located, locate
from solieu.types import Mention

__all__ = ["Outline", "Told", "observe"]


def observe(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with what the text says of their period, place, standing and basis, each with its source.

    How a figure measures is told from its words and its period (`solieu.observe.when.nature`), what it is of
    from its concept (`solieu.observe.what.item`). Places are then looked up in the register
    (`solieu.observe.where.territory`).

    Args:
        outline: the document's text with its parts (`solieu.observe.parts.outline`).
        mentions: all mentions of the text, in text order.
        lexicon: the vocabulary.
    """
    observed = _with("status", find_statuses(outline, mentions, lexicon), mentions)
    named = times(outline, mentions, lexicon)
    observed = _with("period", find_periods(outline, observed, named, lexicon), observed)
    observed = _with("period", of_today(outline, observed, named), observed)
    observed = _with("basis", find_bases(outline, observed, named, lexicon), observed)
    near = around(outline, lexicon)
    observed = _with("place", find_places(outline, observed, near), observed)
    natures = find_natures(outline, observed, lexicon)
    observed = [replace(mention, measure_type=natures.get(mention.start)) for mention in observed]
    items = find_items(outline, observed, lexicon)
    observed = [_of(mention, items.get(mention.start)) for mention in observed]
    located = locate(outline, observed, near)
    return [_at(mention, located.get(mention.start)) for mention in observed]


def _with(name: str, told: Mapping[int, Told], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with what is told of each in one field, and which part of the text says so."""
    return [_filled(mention, name, told.get(mention.start)) for mention in mentions]


def _filled(mention: Mention, name: str, told: Told | None) -> Mention:
    if told is None:
        return mention
    fields: dict[str, Any] = {name: told.value, f"{name}_source": told.source}
    return replace(mention, **fields)


def _of(mention: Mention, parts: Parts | None) -> Mention:
    if parts is None:
        return mention
    return replace(
        mention,
        item=parts.item,
        population=parts.population,
        within=parts.within,
        indicator=parts.indicator,
    )


def _at(mention: Mention, located: Located | None) -> Mention:
    """The mention with its place in the register, which rests on its place and period as told."""
    if located is None:
        return mention
    since = None if located.since is None else located.since.isoformat()
    return replace(
        mention,
        place_code=located.code,
        place_candidates=located.candidates,
        place_since=since,
        territory=located.territory,
    )
