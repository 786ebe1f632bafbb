"""Number words: what they spell, what spells nothing, and that spelling and reading are inverse."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.extract.numerals import read_words
from spelling import spell


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười lăm", "15"),  # lăm, not năm, behind mười
        ("hai mươi mốt", "21"),  # mốt behind mươi
        ("hai mươi tư", "24"),  # tư behind mươi
        ("hai tư", "24"),  # mươi left out in speech
        ("một trăm linh năm", "105"),  # northern filler
        ("một trăm lẻ năm", "105"),  # southern filler
        ("trăm rưỡi", "150"),  # a half of the scale before
        ("hai trăm ba", "230"),  # the tens' scale left out
        ("triệu hai", "1200000"),  # the scale below left out
        ("ba triệu rưỡi", "3500000"),
        ("hai nghìn hai mươi tư", "2024"),  # hundreds left out
        ("hai ngàn không trăm lẻ năm", "2005"),
        ("một chín bốn lăm", "1945"),  # a year read digit by digit
        ("mười tám vạn", "180000"),
        ("ba mươi mốt nghìn tỷ", "31000000000000"),  # a scale of a scale
        ("hai phẩy năm", "2.5"),
        ("không phẩy không năm", "0.05"),  # zeros behind the point
        ("không phẩy hai triệu", "200000"),
        ("hai chục", "20"),
    ],
)
def test_words(words: str, value: str) -> None:
    assert read_words(words) == Decimal(value)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "trăm",
        "nghìn",
        "hai ba",
        "mốt",
        "linh năm trăm",
        "phẩy năm",
        "người",
        "hai trăm nghìn triệu nghìn",
    ],
)
def test_no_number(words: str) -> None:
    assert read_words(words) is None


def test_below_a_hundred_thousand_exhaustively() -> None:
    wrong = [n for n in range(100_000) for s in (False, True) if read_words(spell(n, southern=s)) != n]
    assert wrong == []


@given(st.integers(min_value=0, max_value=10**18 - 1), st.booleans())
def test_reading_undoes_spelling(number: int, southern: bool) -> None:
    assert read_words(spell(number, southern=southern)) == number


@pytest.mark.parametrize("number", [-1, 10**18])
def test_spelling_has_bounds(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        spell(number)


def test_ten_thousand_large_numbers_are_read_back() -> None:
    draw = random.Random(15)
    numbers = [draw.randrange(10 ** draw.randint(5, 15)) for _ in range(10_000)]
    assert [n for n in numbers for s in (False, True) if read_words(spell(n, southern=s)) != n] == []
