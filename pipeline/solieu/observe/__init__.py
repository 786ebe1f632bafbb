"""From mentions to observations: when, where, in which standing, and against what a figure is stated.

Each observer reads the outline of a document and says, for the figures it can tell of, what holds for them
and where the text says so. What the text does not say is left open. Adding a field is one module with an
observer, and its name in `OBSERVERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from solieu.lexicon import Lexicon
from solieu.observe.basis import find_bases
from solieu.observe.home import around
from solieu.observe.item import Parts, find_items
from solieu.observe.nature import find_natures
from solieu.observe.outline import Outline, Told
from solieu.observe.period import find_periods
from solieu.observe.place import find_places
from solieu.observe.status import find_statuses
from solieu.observe.territory import Located, locate
from solieu.types import Mention

__all__ = ["OBSERVERS", "Outline", "Told", "observe"]

Observer = Callable[[Outline, Sequence[Mention], Lexicon], dict[int, Told]]

# The field of a mention that each observer fills, in the order in which they look.
OBSERVERS: tuple[tuple[str, Observer], ...] = (
    ("status", find_statuses),
    ("period", find_periods),
    ("basis", find_bases),
)


def observe(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with what the text says of their period, place, standing and basis, each with its source.

    How a figure measures is told from its words and its period (`solieu.observe.nature`), what it measures
    from its concept (`solieu.observe.item`). Places are then looked up in the register
    (`solieu.observe.territory`).

    Args:
        outline: the document's text with its parts (`solieu.observe.outline`).
        mentions: all mentions of the text, in text order.
        lexicon: the vocabulary.
    """
    observed = list(mentions)
    for name, find in OBSERVERS:
        told = find(outline, observed, lexicon)
        observed = [_with(mention, name, told.get(mention.start)) for mention in observed]
    near = around(outline, lexicon)
    places = find_places(outline, observed, near)
    observed = [_with(mention, "place", places.get(mention.start)) for mention in observed]
    natures = find_natures(outline, observed, lexicon)
    observed = [replace(mention, measure_type=natures.get(mention.start)) for mention in observed]
    items = find_items(outline, observed, lexicon)
    observed = [_of(mention, items.get(mention.start)) for mention in observed]
    located = locate(outline, observed, near)
    return [_at(mention, located.get(mention.start)) for mention in observed]


def _with(mention: Mention, name: str, told: Told | None) -> Mention:
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
