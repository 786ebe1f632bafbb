"""Ranks and bare values of an index in running text: what is one, what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.extract.rank import add_ranks
from solieu.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh xếp thứ 4/63 cả nước", [("rank", "4/63")]),  # out of how many
        ("hạng 7/11 nước", [("rank", "7/11")]),  # without a verb, since it says of how many
        ("đứng thứ 3 khu vực", [("rank", "3")]),  # a verb leads it
        ("vươn lên vị trí thứ 12", [("rank", "12")]),
        ("Xếp vị trí thứ 2/63 là Hải Phòng", [("rank", "2/63")]),
        ("xếp hạng 71 trong tổng số 193 nước", [("rank", "71")]),
        ("HDI 0,703", [("index", "0.703")]),  # right behind the name
        ("chỉ số PAR INDEX năm 2023 của tỉnh đạt 92,18.", [("index", "92.18")]),  # time and owner between
        (
            "chỉ số phát triển con người (HDI) năm 2022 đạt 0,726",
            [("index", "0.726")],
        ),  # its short name between
        ("hệ số Gini là 0,37; ICOR từ 6,2 xuống 5,1", [("index", "0.37"), ("index", "6.2")]),
        ("PCI 70,6, xếp thứ 3/63", [("index", "70.6"), ("rank", "3/63")]),
    ],
)
def test_ranks_and_values(text: str, expected: list[tuple[str, str]], lexicon: Lexicon) -> None:
    found = add_ranks(text, [], lexicon)
    assert [(one.kind, one.value.text) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "kỳ họp thứ 5, lần thứ 3",  # sessions and times
        "vào thứ 4/10 tới",  # a weekday with its date
        "bệnh viện hạng 2, khách sạn xếp hạng 3 sao",  # classes
        "PCI đạt 65,3 điểm",  # points are a measure
        "chỉ số PAR INDEX đạt 92,18%",  # a percentage
        "PCI 2023",  # a year
        "thứ hạng HDI của Việt Nam tăng từ vị trí 118 năm 2016",  # a place, not a value
        "VN-Index đạt 1.250",  # 1250 or 1,25: left in doubt
        "xếp thứ 70/63",  # no such place
        "CPI tăng 3,2%",
    ],
)
def test_what_only_looks_like_one(text: str, lexicon: Lexicon) -> None:
    assert add_ranks(text, [], lexicon) == []


_PIECES = (
    "xếp thứ ",
    "4/63",
    "hạng ",
    "HDI ",
    "đạt ",
    "0,703",
    "năm 2023 ",
    "của tỉnh ",
    ", ",
    ". ",
    "\n",
    "(",
    ")",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_figures_lie_in_the_text_in_order_and_apart(lexicon: Lexicon, pieces: list[str]) -> None:
    text = "".join(pieces)
    found = add_ranks(text, [], lexicon)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
