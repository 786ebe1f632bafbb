"""The places of figures: which names are found, which count, and how far they reach."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import Case, read_cases
from observed import assert_observed
from solieu.lexicon import load
from solieu.observe.parts.outline import outline
from solieu.observe.where.home import around
from solieu.observe.where.place import find_places
from solieu.observe.where.place_names import names_in
from solieu.types import Cell, Document, Mention, Quantity

if TYPE_CHECKING:
    from decimal import Decimal

    from spacy.language import Language

    from solieu.lexicon import Lexicon

PIECES = st.sampled_from(
    ["tỉnh ", "huyện ", "Công ty ", "TNHH ", "Hưng Yên", "Bà Rịa - Vũng Tàu", " Na Rì", "Phường ", "3",
     " 12 hộ", ", ", ". ", "\n", " và ", "tại ", "của ", "cả nước", "toàn tỉnh", " so với ",
     "(", ")", "TP. ", "văn bản ", "X"]
)  # fmt: skip


@pytest.mark.parametrize("case", read_cases("place"))
def test_place(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    assert_observed(case, "place", nlp, lexicon)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("tại tỉnh Hưng Yên", [("Hưng Yên", "province")], id="a province loses its kind"),
        pytest.param("TP. Hồ Chí Minh", [("Hồ Chí Minh", "province")], id="a city under the centre too"),
        pytest.param("thành phố Cao Lãnh", [("thành phố Cao Lãnh", "district")], id="another city keeps it"),
        pytest.param(
            "UBND tỉnh Phạm Văn Ba", [("", "whole")], id="no province is called so: a person behind it"
        ),
        pytest.param("Phường 1 có 12 hộ", [("Phường 1", "commune")], id="a number for a name"),
        pytest.param("xã 12 hộ", [], id="a number that counts"),
        pytest.param(
            "Công ty TNHH may mặc Châu Á", [("Công ty TNHH may mặc Châu Á", "body")], id="a form of firm"
        ),
        pytest.param("thị trường Kim Liên", [], id="a compound holds no head"),
        pytest.param("Tập đoàn Quốc Cường Gia Lai", [("Tập đoàn Quốc Cường Gia Lai", "body")], id="one name"),
        pytest.param(
            "UBND TỈNH HOÀ BÌNH", [("Hòa Bình", "province")], id="capitals, the tone mark elsewhere"
        ),
        pytest.param(
            "Công ty vận tải biển Đông Bắc",
            [("Công ty vận tải biển Đông Bắc", "body")],
            id="what a firm does stands in its name",
        ),
        pytest.param("các công ty du lịch Bắc Ninh", [("Bắc Ninh", "province")], id="many firms are none"),
        pytest.param("Theo Đồn, chị Nga có 5 con", [], id="a person with the name of a country"),
        pytest.param("ở Anh và Nhật Bản", [("Anh", "foreign"), ("Nhật Bản", "foreign")], id="countries"),
        pytest.param("Trương Hòa Bình ở Hòa Bình", [("Hòa Bình", "province")], id="a person and a province"),
        pytest.param(
            "tại xã Kim Lư 3, dân có xã 12 hộ", [("xã Kim Lư 3", "commune")], id="a number that ends a name"
        ),
        pytest.param(
            "ở New York và châu Phi", [("New York", "abroad"), ("châu Phi", "world")], id="places abroad"
        ),
        pytest.param(
            "nợ Habeco, cổ đông Talonga và Talonga",
            [("Habeco", "body"), ("Talonga", "body"), ("Talonga", "body")],
            id="firms without their kind",
        ),
        pytest.param("cảng nước sâu Vân Huyện 90 km", [], id="no district has a number for a name"),
        pytest.param("tại Quận 3", [("Quận 3", "district")], id="but districts of a city"),
        pytest.param("cổ phiếu TLG của HĐQT", [], id="letters by which shares are traded are no firm"),
        pytest.param(
            "trên địa bàn tỉnh Hưng Yên", [("Hưng Yên", "province")], id="a name behind the own place"
        ),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]], lexicon: Lexicon) -> None:
    assert [(name.name, name.level) for name in names_in(text, 0, len(text), lexicon)] == expected


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_names_stand_in_the_text_in_order(text: str) -> None:
    names = names_in(text, 0, len(text), load())
    assert all(name.name.casefold() in text[name.start : name.end].casefold() for name in names)
    assert all(left.end <= right.start for left, right in pairwise(names))


def _cell_figure(text: str, start: int, value: Decimal) -> Mention:
    end = start + len(str(value))
    return Mention("count", start, end, text[start:end], Quantity(value, value * 0 + 1), "test")


def test_the_head_of_a_row_is_the_place_of_its_cells(lexicon: Lexicon) -> None:
    from decimal import Decimal

    parts = [("Huyện", 0, 0), ("Số hộ", 0, 1), ("Na Rì", 1, 0), ("12", 1, 1), ("Tổng số", 2, 0), ("15", 2, 1)]
    text, cells, sentences = "", [], []
    for part, row, column in parts:
        cells.append(Cell(len(text), len(text) + len(part), 0, row, column))
        sentences.append((len(text), len(text) + len(part) + 1))
        text += part + "\n"
    figures = [_cell_figure(text, text.index(number), Decimal(number)) for number in ("12", "15")]
    table = outline(Document("a.txt", "0" * 64, "text/plain", text, cells=tuple(cells)), sentences, lexicon)
    told = find_places(table, figures, around(table, lexicon))
    assert {text[at : at + 2]: (found.value, found.source) for at, found in told.items()} == {
        "12": ("Na Rì", "row")
    }
