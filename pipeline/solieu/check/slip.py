"""How sharp a test is, and what single slip of the pen would explain its failure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from solieu.arithmetic import slips, wrong_digits
from solieu.check.wording import like, vietnamese
from solieu.types import Mention, Quantity

# A number with a single comma before three digits, which is a decimal one but for a slip: `1,175`
_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
_DIGITS = re.compile(r"[\d.,]*\d")
_THOUSAND = Decimal(1000)

# Whether a test's figures, in the order of its evidence, agree as written.
Holds = Callable[[Sequence[Decimal]], bool]


def values(mentions: Sequence[Mention]) -> list[Decimal]:
    """The figures' values, for a test."""
    return [_quantity(mention).low for mention in mentions]


def _quantity(mention: Mention) -> Quantity:
    assert isinstance(mention.value, Quantity)
    return mention.value


def power(mentions: Sequence[Mention], holds: Holds) -> float:
    """The part of all single wrong digits in a test's figures that the test would have caught, 0 to 1."""
    stated = values(mentions)
    caught = tried = 0
    for place, mention in enumerate(mentions):
        for value in wrong_digits(_quantity(mention)):
            tried += 1
            caught += not holds([*stated[:place], value, *stated[place + 1 :]])
    return round(caught / tried, 3) if tried else 0.0


def misread(mentions: Sequence[Mention], holds: Holds) -> bool:
    """Whether a test's figures agree if one mark before three digits is of thousands, or if all such are.

    `24.345,68 điểm (giảm 1,175 điểm)`: who writes a comma before thousands means 1175.
    """
    stated = values(mentions)
    other = [
        value * _THOUSAND if _COMMA.fullmatch(mention.text[: _number_end(mention)]) else value
        for mention, value in zip(mentions, stated, strict=True)
    ]
    moved = [place for place, value in enumerate(other) if value != stated[place]]
    singly = ([*stated[:place], other[place], *stated[place + 1 :]] for place in moved)
    return bool(moved) and (holds(other) or any(map(holds, singly)))


def _number_end(mention: Mention) -> int:
    """Where the number at the beginning of a figure's text ends."""
    number = _DIGITS.match(mention.text)
    return number.end() if number else 0


def repair(mentions: Sequence[Mention], holds: Holds, text: str) -> str | None:
    """The one figure that one slip of the pen would explain, as `written → meant`; None if there are several.

    Where several would do, the one whose corrected figure the text itself writes elsewhere is taken.
    """
    stated = values(mentions)
    found: dict[tuple[int, Decimal], None] = {}
    for place, mention in enumerate(mentions):
        for value in slips(_quantity(mention)):
            if holds([*stated[:place], value, *stated[place + 1 :]]):
                found[place, value] = None
    named = ((mentions[place], value) for place, value in found)
    written = [f"{_written(mention)} → {_corrected(value, mention)}" for mention, value in named]
    if len(written) == 1:
        return written[0]
    elsewhere = [one for one in written if _stands(one.split(" → ")[1], text)]
    return elsewhere[0] if len(elsewhere) == 1 else None


def _stands(figure: str, text: str) -> bool:
    """Whether a figure with its unit stands in a text; a bare number could be anything."""
    named = any(character.isalpha() for character in figure)
    return named and re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\w)", text) is not None


def _written(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _corrected(value: Decimal, mention: Mention) -> str:
    """A corrected figure in the form of the written one, with as many decimals."""
    quantity = _quantity(mention)
    step = quantity.step / quantity.scale
    if step < 1 and value % quantity.step == 0:
        number = (value / quantity.scale).quantize(step)
        return like(value, mention)[0].replace(
            vietnamese(value / quantity.scale), f"{number:f}".replace(".", ",")
        )
    return like(value, mention)[0]
