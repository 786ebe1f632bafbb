"""The list of indicators: what official statistics measure, told by any name that reports give it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon, Row
from solieu.lexicon.spelling import tone_last

_WORD = re.compile(r"\w+")
_PARTS = ("%", "điểm %")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: its code, its name, the units of its levels, how it adds up, and what must be near.

    `nature` is `flow` (over a span of time, adds up), `stock` (as it stands on a day), `rate`, `index`,
    `balance` (a flow that may be negative) or `season` (of a harvest: one year has several).
    """

    code: str
    name: str
    units: tuple[str, ...]
    nature: str
    near: tuple[str, ...] = ()

    def measures(self, unit: str | None, *, moved: bool) -> bool:
        """Whether a figure of this unit, or that counts this noun, can be its level, or a change of it.

        >>> pigs = Indicator("08.pigs", "Số lượng lợn", ("con",), "stock")
        >>> [pigs.measures("con lợn", moved=False), pigs.measures("%", moved=False)]
        [True, False]
        >>> pigs.measures("%", moved=True)
        True
        """
        if unit is None:
            return False
        if moved and unit in _PARTS:
            return True
        return self.fit(unit) > 0

    def fit(self, unit: str) -> int:
        """How many letters of a unit are those of one of its own, as a whole or the front; 0 for none."""
        told = unit.casefold()
        fitting = (own for own in map(str.casefold, self.units) if told == own or told.startswith(f"{own} "))
        return max(map(len, fitting), default=0)


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators, by code and by their folded names."""

    by_code: Mapping[str, Indicator]
    _by_name: Mapping[str, Sequence[Indicator]]

    def named(self, phrase: str) -> Sequence[Indicator]:
        """The indicators that have this name; several where only the unit tells them apart.

        >>> from solieu.lexicon import load
        >>> [found.code for found in indicators(load()).named("Hộ nghèo")]
        ['18.poor']
        """
        return self._by_name.get(fold(phrase), ())


@cache
def indicators(lexicon: Lexicon) -> Indicators:
    """The list of indicators of a vocabulary."""
    by_name: dict[str, list[Indicator]] = defaultdict(list)
    by_code = {}
    for row in lexicon.rows("indicators"):
        one = Indicator(row["code"], row["name"], _cells(row, "units"), row["nature"], _cells(row, "near"))
        by_code[one.code] = one
        for name in dict.fromkeys(map(fold, (one.name, *_cells(row, "names")))):
            by_name[name].append(one)
    return Indicators(by_code, dict(by_name))


def fold(phrase: str) -> str:
    """A phrase as names are compared: its words in small letters, the tone behind each syllable.

    >>> fold("Sản lượng thuỷ sản") == fold("sản lượng  THỦY SẢN")
    True
    >>> fold("thu phí, lệ phí") == fold("thu phí lệ phí")
    True
    """
    return " ".join(map(tone_last, _WORD.findall(phrase.casefold())))


def _cells(row: Row, column: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in row[column].split("|") if one.strip())
