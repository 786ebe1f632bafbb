"""Lists that words present as sums: what a slip makes of a figure, and the terms that divide a whole."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.audit.plant_kinds import SLIPS
from solieu.lexicon import Lexicon
from solieu.relate.near import near
from solieu.types import Quantity

FIGURE_SLIPS = ("digit changed", "digits swapped", "zero dropped or added")


def quantity(text: str) -> Quantity:
    number = Decimal(text.replace(".", "").replace(",", "."))
    return Quantity(number, Decimal(1).scaleb(min(0, int(number.as_tuple().exponent))))


@given(st.integers(10, 10**7), st.integers(0, 2), st.sampled_from(FIGURE_SLIPS), st.integers(0, 50))
def test_every_planted_slip_can_be_undone(digits: int, decimals: int, kind: str, seed: int) -> None:
    """What the harness can plant in a figure, the finder of sums takes for a slip of the pen."""
    stated = Decimal(digits).scaleb(-decimals)
    text = f"{stated:,f}".translate(str.maketrans(",.", ".,"))
    planted = SLIPS[kind]({"kind": "count", "text": text}, Random(seed))
    # a figure of zeros says nothing of what it was, and a zero behind the last decimal changes nothing
    if planted is not None and quantity(planted).low not in (0, stated):
        assert stated in set(near(quantity(planted))), f"{text} from {planted}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("250", "2.050", id="a zero lost inside"),
        pytest.param("27,5", "27,05", id="a zero lost in the decimals"),
        pytest.param("1.005", "105", id="a zero too many"),
        pytest.param("84,06", "84,6", id="a zero too many in the decimals"),
        pytest.param("5.320", "5.230", id="two digits swapped"),
        pytest.param("1.248", "1.248.000", id="the thousands lost"),
    ],
)
def test_near(text: str, meant: str) -> None:
    assert quantity(meant).low in set(near(quantity(text)))


def test_complements_are_sound(lexicon: Lexicon) -> None:
    """Every set holds at least as many different terms as a list must tell, and says whether they are all."""
    for row in lexicon.rows("complements"):
        terms = row["terms"].split("|")
        words = [word for term in terms for word in term.split("/")]
        assert 2 <= int(row["least"]) <= len(terms), row["set"]
        assert row["exhausts"] in ("yes", "no"), row["set"]
        assert len(set(words)) == len(words), row["set"]
        assert all(word == word.strip() != "" for word in words), row["set"]
