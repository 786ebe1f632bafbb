"""Checks of tables: totals of rows and columns against their parts, and the running text against a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solieu.api import analyse
from solieu.check.tables.totals import check_table_totals
from solieu.extract.table.find import find_cells
from solieu.ingest.html import read_html
from solieu.lexicon import Lexicon
from solieu.types import Finding
from table_pages import Rows, page

if TYPE_CHECKING:
    from spacy.language import Language

MONEY = "ĐVT: triệu đồng"
LEVELS: list[list[str]] = [
    ["STT", "Khoản", "Năm 2022", "Năm 2023"],
    ["I", "Thu", "3.010", "3.250"],
    ["1", "Thuế", "1.005", "1.200"],
    ["2", "Phí", "2.005", "2.050"],
    ["II", "Chi", "5.120", "4.411"],
    ["1", "Đầu tư", "2.120", "2.411"],
    ["2", "Thường xuyên", "3.000", "2.000"],
    ["", "Tổng cộng", "8.130", "7.661"],
]
SEXES: list[list[str | tuple[str, int] | tuple[str, int, int]]] = [
    ["Huyện", ("Tổng số", 1, 2), ("Chia ra", 2)],
    ["", "Nam", "Nữ"],
    ["Yên Mỹ", "120", "70", "50"],
    ["Ân Thi", "135", "75", "60"],
    ["Phù Cừ", "250", "140", "110"],
    ["Khoái Châu", "331", "171", "160"],
]


def verdicts(*parts: str | Rows, lexicon: Lexicon) -> list[tuple[str, str | None, str]]:
    """Of each total its verdict, the reason, and the total as written."""
    return [(one.verdict, one.reason, one.stated or "") for one in findings(*parts, lexicon=lexicon)]


def findings(*parts: str | Rows, lexicon: Lexicon) -> list[Finding]:
    """The findings on the totals of a page."""
    reading = read_html(page(*parts))
    figures = find_cells(reading.text, reading.cells, [], lexicon)
    return check_table_totals(figures, reading.cells, reading.text)


def changed(rows: list[list[str]], row: int, column: int, words: str) -> list[list[str]]:
    """A table with one cell changed."""
    copy = [list(one) for one in rows]
    copy[row][column] = words
    return copy


def test_totals_of_several_levels_come_out(lexicon: Lexicon) -> None:
    found = verdicts(MONEY, LEVELS, lexicon=lexicon)
    assert [verdict for verdict, *_ in found] == ["consistent"] * 6


@pytest.mark.parametrize(
    ("row", "column", "words", "wrong"),
    [
        (1, 3, "3.520", {"3520000000", "7661000000"}),  # both the level and the sum of levels
        (7, 2, "8.310", {"8310000000"}),  # the grand total alone
        (3, 2, "2.050", {"3010000000"}),  # a part
    ],
)
def test_a_wrong_total_is_named_where_the_others_prove_the_table(
    row: int, column: int, words: str, wrong: set[str], lexicon: Lexicon
) -> None:
    found = verdicts(MONEY, changed(LEVELS, row, column, words), lexicon=lexicon)
    assert {stated for verdict, _, stated in found if verdict == "inconsistent"} <= wrong
    assert any(verdict == "inconsistent" for verdict, *_ in found)


def test_a_message_names_the_row_in_two_languages(lexicon: Lexicon) -> None:
    found = findings(MONEY, changed(LEVELS, 7, 2, "8.310"), lexicon=lexicon)
    (wrong,) = [one for one in found if one.verdict == "inconsistent"]
    assert wrong.message_vi.startswith("Bảng, hàng “Tổng cộng”: ")
    assert wrong.message_en.startswith("Table, row “Tổng cộng”: ")
    assert (wrong.check, wrong.expected, wrong.repair) == ("table_total", "8130000000", "8.310 → 8.130")


def test_columns_of_totals(lexicon: Lexicon) -> None:
    assert [one[0] for one in verdicts("ĐVT: người", SEXES, lexicon=lexicon)] == ["consistent"] * 4
    wrong = [*SEXES[:-1], ["Khoái Châu", "331", "171", "150"]]
    assert [one[0] for one in verdicts("ĐVT: người", wrong, lexicon=lexicon)].count("inconsistent") == 1


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # a share of the total, and one that overlaps it, make up nothing
        (
            ("ĐVT: người", [["Khoản", "2022"], ["Tổng số", "300"], ["Trong đó: nữ", "120"], ["Trẻ", "50"]]),
            [],
        ),
        # the same in columns
        (
            (
                "ĐVT: người",
                [
                    ["Huyện", ("Tổng số", 1, 2), ("Trong đó", 2)],
                    ["", "Đảng viên", "Nữ"],
                    ["Yên Mỹ", "120", "70", "50"],
                    ["Ân Thi", "135", "75", "60"],
                    ["Phù Cừ", "251", "140", "110"],
                ],
            ),
            [],
        ),
        # half a step for each rounded figure
        (
            (
                "ĐVT: tỷ đồng",
                [["Tên", "2022", "2023"], ["A", "1,4", "3,1"], ["B", "2,4", "4,2"], ["Cộng", "3,7", "7,2"]],
            ),
            ["consistent", "consistent"],
        ),
        # one column, nothing that proves these to be all parts: doubted, not blamed
        (([["Tên", "Số hộ"], ["A a", "101"], ["B b", "205"], ["Cộng", "310"]],), ["ambiguous"]),
        # far off, so the table is built otherwise
        (([["Tên", "Số hộ"], ["A a", "101"], ["B b", "205"], ["Cộng", "990"]],), []),
        # shares are not added
        (([["Tên", "Tỷ lệ (%)"], ["A a", "40"], ["B b", "50"], ["Tổng số", "100"]],), []),
        # a part that cannot be read
        (([["Tên", "Số hộ"], ["A a", "101"], ["B b", "…"], ["Cộng", "310"]],), []),
    ],
)  # fmt: skip
def test_what_is_no_proof_of_a_slip(
    parts: tuple[str | Rows, ...], expected: list[str], lexicon: Lexicon
) -> None:
    assert [verdict for verdict, *_ in verdicts(*parts, lexicon=lexicon)] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12.480 ha", ["consistent"]),  # the figure of the table
        ("12.840 ha", ["inconsistent"]),  # two digits swapped
        ("15.000 ha", []),  # no slip: another thing is meant
    ],
)
def test_the_text_against_its_table(
    said: str, expected: list[str], tmp_path: Path, nlp: Language, lexicon: Lexicon
) -> None:
    path = tmp_path / "report.html"
    table = [["Chỉ tiêu", "Năm 2023 (ha)", "Năm 2024 (ha)"], ["Diện tích lúa", "12.345", "12.480"]]
    title = ("UBND TỈNH HƯNG YÊN", "BÁO CÁO", "Tình hình kinh tế - xã hội năm 2024")
    path.write_bytes(page(*title, f"Năm 2024, diện tích lúa đạt {said}.", table))
    found = analyse(path, nlp=nlp, lexicon=lexicon).findings
    assert [one.verdict for one in found if one.check == "table_text"] == expected
