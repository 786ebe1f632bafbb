"""The time that a figure speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from solieu.lexicon import Lexicon
from solieu.observe.outline import Outline, Told
from solieu.types import Mention


def find_periods(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out."""
    return {}
