"""Percentages, money, measures, ages, counts and ratios: what is found, its value, its bounds, its noun."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, assert_found, read_cases
from solieu.extract.modifier import add_modifiers
from solieu.extract.not_figure import why_not
from solieu.extract.noun import add_nouns
from solieu.extract.number import find_numerals, read_digits
from solieu.extract.overlap import resolve_overlaps
from solieu.extract.quantity.find import find_quantities
from solieu.extract.ratio import find_ratios
from solieu.lexicon import load
from solieu.types import Mention, Quantity, plain

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon

KINDS = ("percent", "money", "measure", "age", "count", "ratio")
NUMERIC_PIECES = st.sampled_from(
    ["12", "1.234", "27,98%", " ", "-", "/", "tỷ", " đồng", " người", "hơn ", "từ ", " đến ", "hai", "năm",
     "\n", "(", ")", "quận ", "lần", "gấp ", "ha", "²", "\u0301", "Điều ", ",", "."]
)  # fmt: skip


def figures(text: str, lexicon: Lexicon) -> list[Mention]:
    found = resolve_overlaps([*find_ratios(text, lexicon), *find_quantities(text, lexicon)])
    return add_nouns(text, add_modifiers(text, found, lexicon), lexicon)


@pytest.mark.parametrize("case", read_cases("figures"))
def test_figures(case: Case, lexicon: Lexicon) -> None:
    assert_found(case, figures(case.text, lexicon), KINDS)


@pytest.mark.parametrize(
    ("digits", "value", "other"),
    [
        ("14.340", "14340", "14.340"),  # a dot before three digits groups thousands
        ("1.234.567,8", "1234567.8", None),  # both separators, the Vietnamese way
        ("1,234.5", "1234.5", None),  # both separators, the English way
        ("1,234,567", "1234567", None),  # two commas can only group
        ("4,974", "4.974", "4974"),  # one comma before three digits: decimal by the rule, the doubt kept
        ("0.703", "0.703", None),  # a zero leads: the dot is decimal
        ("1 250 000", "1250000", None),  # spaces group
        ("5. 000", "5000", "5.000"),  # a stray space behind the dot
        ("01", "1", None),  # office style
    ],
)
def test_digits(digits: str, value: str, other: str | None) -> None:
    assert read_digits(digits) == (Decimal(value), None if other is None else Decimal(other))


@pytest.mark.parametrize("digits", ["1.2.3", "0903.123.456", "1.23.456", "00"])
def test_no_number(digits: str) -> None:
    assert read_digits(digits) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("quận 12 đông dân", "label"),
        ("trú tại 432 đường Đà Nẵng", "address"),
        ("họp hai bên hữu quan", "phrase"),
        ("mỗi năm người dân", "year"),
        ("điện thoại di động 09123456789 người", "identifier"),
    ],
)
def test_a_rejected_number_is_explained(text: str, reason: str, lexicon: Lexicon) -> None:
    numeral = next(find_numerals(text))
    assert why_not(text, numeral, known=True, lexicon=lexicon) == reason


@given(st.lists(NUMERIC_PIECES, max_size=30).map("".join))
def test_mentions_are_where_they_say(text: str) -> None:
    found = figures(text, load())
    assert all(text[m.start : m.end] == m.text != "" for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_percentage_is_read_as_written(number: Decimal) -> None:
    text = f"chiếm {plain(number).replace('.', ',')}% tổng số"
    (mention,) = figures(text, load())
    assert isinstance(mention.value, Quantity)
    assert (mention.value.low, mention.value.step) == (number, Decimal("0.01"))


@given(st.integers(min_value=2, max_value=10**14))
def test_thousands_dots_do_not_change_a_count(number: int) -> None:
    (mention,) = figures(f"có {number:,} người".replace(",", "."), load())
    assert mention.value.text == str(number)
