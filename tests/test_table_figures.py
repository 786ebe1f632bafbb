"""Bare numbers in table cells: what heads, rows and unit lines make of them, and what stays no figure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from in_process import here
from ingest_samples import docx
from solieu.api import Result, analyse
from solieu.audit.digits import shows_numbers
from solieu.audit.values import figure_complaints
from solieu.audit.verify import verify
from solieu.extract.table.find import find_cells
from solieu.extract.table.number import written
from solieu.extract.table.unit import number_of, unit_in_head
from solieu.ingest.html import read_html
from solieu.lexicon import Lexicon
from solieu.running.runner import run
from solieu.store import standoff
from solieu.types import Citation, DateValue, Mention
from table_pages import Rows, fill_docx, page, ruled_pdf

if TYPE_CHECKING:
    from spacy.language import Language

TITLE = ("UBND TỈNH HƯNG YÊN", "BÁO CÁO", "Tình hình kinh tế - xã hội năm 2024")
# A table of indicators with a column of units, a ditto mark, years, standings and a comparison.
INDICATORS: Rows = [
    ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện 2023", "Kế hoạch 2024", "Ước thực hiện 2024", "So với cùng kỳ (%)"],
    ["1", "Diện tích lúa", "Ha", "12.345", "12.500", "12.480,5", "101,1"],
    ["2", "Sản lượng lúa", "Tấn", "71.200", "72.000", "72.387", "101,7"],
    ["3", "Sản lượng ngô", '"', "8.120", "8.000", "8.050", "99,1"],
    ["4", "Thu ngân sách", "Tỷ đồng", "1.520,5", "1.600", "1.655", "108,8"],
]


def figures(*parts: str | Rows, lexicon: Lexicon) -> list[Mention]:
    """The figures that only the tables of a page tell."""
    reading = read_html(page(*parts))
    return find_cells(reading.text, reading.cells, [], lexicon)


def told(found: Sequence[Mention]) -> list[tuple[str, str, str, str | None]]:
    """Of each figure its text, kind and value, and its unit or noun."""
    return [
        (one.text, one.kind, one.value.text, getattr(one.value, "unit", None) or one.noun) for one in found
    ]


@pytest.mark.parametrize(
    ("head", "unit", "noun", "scale"),
    [
        ("Diện tích (ha)", "ha", None, "1"),  # in brackets
        ("Số tiền (triệu đồng)", "đồng", None, "1000000"),  # with a scale
        ("Số tiền (1.000đ)", "đồng", None, "1000"),  # a power of ten is a scale
        ("Số tiền (tr.đ)", "đồng", None, "1000000"),  # shortened
        ("Sản lượng nghìn tấn", "tấn", None, "1000"),  # at the end, led by a scale
        ("Giá trị, triệu đồng", "đồng", None, "1000000"),  # behind a comma
        ("Tỷ lệ (%)", "%", None, "1"),
        ("CO (% thể tích)", "%", None, "1"),  # a share with what it is of
        ("% so với cùng kỳ", "%", None, "1"),  # the sign leads
        ("So sánh năm N với (N-1)%", "%", None, "1"),  # the sign ends
        ("ĐVT: Nghìn người", None, "người", "1000"),  # a unit line within a head
        ("Mật độ (người/km2)", "người/km2", None, "1"),  # a rate
        ("Vốn đầu tư (tỷ\nđồng)", "đồng", None, "1000000000"),  # broken over two lines
    ],
)
def test_a_unit_set_apart_in_a_head_is_read(
    head: str, unit: str | None, noun: str | None, scale: str, lexicon: Lexicon
) -> None:
    found = unit_in_head(head, 0, len(head), lexicon)
    assert found is not None
    assert (found.unit, found.noun, str(found.scale)) == (unit, noun, scale)


@pytest.mark.parametrize(
    "head",
    [
        "Kế hoạch 2024",
        "Điểm thẩm định (61.50)",
        "Ghi chú",
        "Công chức, viên chức",
        "Nguyên tệ (nghìn)",
        "Lớp",
    ],
)
def test_a_head_without_a_unit_names_none(head: str, lexicon: Lexicon) -> None:
    assert unit_in_head(head, 0, len(head), lexicon) is None
    assert number_of(head, 0, len(head), lexicon) is None


@pytest.mark.parametrize(
    ("head", "noun"),
    [
        ("Số vụ", "vụ"),
        ("Tổng số hộ nghèo", "hộ nghèo"),
        ("Số lượng học viên nữ", "học viên"),
        ("Số TT", None),
    ],
)
def test_a_counted_noun_behind_its_number_word_is_read(head: str, noun: str | None, lexicon: Lexicon) -> None:
    found = number_of(head, 0, len(head), lexicon)
    assert (found and found.noun) == noun


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # the line over the table, with a scale; a dash and a word are no numbers
        (
            ("(Đơn vị tính: 1.000 người)", [["Huyện", "Dân số"], ["Yên Mỹ", "52,4"], ["Ân Thi", "-"]]),
            [("52,4", "count", "52400", "người")],
        ),
        # what a column says of itself goes before the line over the table
        (
            ("ĐVT: triệu đồng", [["Khoản", "Số tiền", "Tỷ lệ (%)"], ["Thuế", "1.200", "40,5"]]),
            [("1.200", "money", "1200000000", "đồng"), ("40,5", "percent", "40.5", "%")],
        ),
        # the unit stands in the label of the row
        (
            ([["Chỉ tiêu", "2023"], ["Tỷ lệ hộ nghèo (%)", "2,5"], ["Số hộ nghèo", "1.024"]],),
            [("2,5", "percent", "2.5", "%"), ("1.024", "count", "1024", "hộ nghèo")],
        ),
        # a head over several columns has the unit, the heads below it the years
        (
            ([["Loại", ("Diện tích (ha)", 2)], ["", "Năm 2023", "Năm 2024"], ["Lúa", "5", "6,5"]],),
            [("5", "measure", "5", "ha"), ("6,5", "measure", "6.5", "ha")],
        ),
        # numbering, codes, telephones, years of birth and the row that numbers the columns are no figures
        (
            (
                [
                    ["TT", "Họ tên", "Năm sinh", "Điện thoại", "Số con", "Mã số"],
                    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                    ["1", "Nguyễn A", "1985", "0912345678", "2", "105"],
                ],
            ),
            [("2", "count", "2", "con")],
        ),
        # nothing tells the unit
        (([["Tên", "Giá trị"], ["Mục A", "5.000"]],), []),
        # a share without its sign, beside a unit line that is no share
        (("ĐVT: tỷ đồng", [["Khoản", "TH/KH"], ["Thuế", "0,98"]]), []),
        # an area is no money, whatever the line over the table says
        (("ĐVT: triệu đồng", [["Khoản", "Diện tích"], ["Lúa", "12,5"]]), []),
        # a year under the unit line is when, not how much
        (("ĐVT: triệu đồng", [["Dự án", "Hoàn thành"], ["Cầu A", "2025"]]), []),
        # bounds and ranges
        (
            ([["Loại", "Tỷ lệ (%)"], ["A b", "≥ 60"], ["C d", "5 - 7"], ["E g", "-2,5"]],),
            [
                ("60", "percent", "60", "%"),
                ("5 - 7", "percent", "5..7", "%"),
                ("-2,5", "percent", "-2.5", "%"),
            ],
        ),
        # a table that writes decimal points
        (
            ([["Name", "Diện tích (ha)"], ["A b", "1,234.5"], ["C d", "0.75"], ["E g", "4,974"]],),
            [
                ("1,234.5", "measure", "1234.5", "ha"),
                ("0.75", "measure", "0.75", "ha"),
                ("4,974", "measure", "4974", "ha"),
            ],
        ),
        # ranks, points and values of an index
        (
            ([["Xếp hạng", "Tỉnh", "Điểm", "Chỉ số PCI"], ["1", "Hải Phòng", "22,5", "70,61"]],),
            [("1", "rank", "1", None), ("22,5", "index", "22.5", "điểm"), ("70,61", "index", "70.61", None)],
        ),
        # points of no index are a measure
        (
            ([["Tiêu chí", "Mức điểm"], ["Nhà ở", "15"]],),
            [("15", "measure", "15", "điểm")],
        ),
    ],
)  # fmt: skip
def test_what_the_heads_make_of_numbers(
    parts: tuple[str | Rows, ...], expected: list[tuple[str, str, str, str | None]], lexicon: Lexicon
) -> None:
    assert told(figures(*parts, lexicon=lexicon)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # the column and the row together; a head that tells only when says nothing of what
        ([["Loại", "Diện tích (ha)", "Năm 2023 (ha)"], ["1. Lúa", "5", "6"]], ["Diện tích Lúa", "Lúa"]),
        # names of places are where, not what
        ([["Huyện", "Số vụ"], ["Yên Mỹ", "5"]], ["Số vụ"]),
        # what the row repeats of its column stands once
        ([["Định mức", "Định mức (giờ)"], ["Định mức lý thuyết", "5"]], ["Định mức lý thuyết"]),
        # a row within a row
        ([["Chất", "", "Mức (%)"], [("HC", 1, 2), "Động cơ 4 kỳ", "5"], ["Động cơ 2 kỳ", "6"]], None),
    ],
)
def test_what_a_figure_tells_of(rows: Rows, expected: list[str] | None, lexicon: Lexicon) -> None:
    found = [figure.concept for figure in figures(rows, lexicon=lexicon)]
    assert found == (expected or ["Mức HC Động cơ 4 kỳ", "Mức HC Động cơ 2 kỳ"])


def observed(result: Result) -> list[tuple[str, str | None, str | None, str | None]]:
    """Of each figure its text, period, standing and basis."""
    kept = (one for one in result.mentions if not isinstance(one.value, Citation | DateValue))
    return [(one.text, one.period, one.status, one.basis) for one in kept]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, nlp: Language, lexicon: Lexicon) -> Result:
    """A report of our own with a table of indicators, as a web page."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(page(*TITLE, "Bảng 1. Một số chỉ tiêu", INDICATORS))
    return analyse(path, nlp=nlp, lexicon=lexicon)


def test_years_and_standings_come_from_the_heads(report: Result) -> None:
    found = observed(report)
    assert found[:4] == [
        ("12.345", "2023", None, None),
        ("12.500", "2024", "plan", None),
        ("12.480,5", "2024", "estimate", None),
        ("101,1", "2024", None, "2023"),
    ]
    assert len(found) == 16


def test_a_ditto_mark_is_the_unit_above(report: Result) -> None:
    maize = next(one for one in report.mentions if one.text == "8.120")
    assert (maize.kind, getattr(maize.value, "unit", None), maize.concept) == (
        "measure",
        "tấn",
        "Sản lượng ngô",
    )


def test_no_number_takes_the_words_of_the_next_cell(lexicon: Lexicon, nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "beside.html"
    path.write_bytes(page([["Số lượng", "Người nhận"], ["5", "hộ nghèo"], ["7", "người già"]]))
    assert [one.text for one in analyse(path, nlp=nlp, lexicon=lexicon).mentions] == []


def test_the_unit_line_is_no_count(lexicon: Lexicon, nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "unit.html"
    path.write_bytes(page("Đơn vị tính: 1.000 người", [["Huyện", "Dân số"], ["Yên Mỹ", "52,4"]]))
    assert [one.text for one in analyse(path, nlp=nlp, lexicon=lexicon).mentions] == ["52,4"]


def test_every_row_of_web_and_word_tables_is_proved(tmp_path: Path, nlp: Language, lexicon: Lexicon) -> None:
    parts = (
        *TITLE,
        INDICATORS,
        "ĐVT: 1.000 người",
        [["Huyện", "Dân số"], ["Yên Mỹ", "52,4"]],
        [["Hạng", "Tỉnh", "Chỉ số PCI"], ["4/63", "Hưng Yên", "70,1"], ["7/63", "Hà Nam", "69,2"]],
        [["Khoản", "Số tiền (tr.đ)", "Thời lượng (giờ)"], ["Thuế", "1.205,5", "14,17"]],
    )
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "report.html").write_bytes(page(*parts))
    (folder / "report.docx").write_bytes(docx(lambda document: fill_docx(document, *parts)))
    with pytest.MonkeyPatch.context() as patch:
        here(patch, nlp, lexicon)
        run(folder, tmp_path / "data")
    assert list(verify(tmp_path / "data")) == []
    both = [
        told(analyse(folder / name, nlp=nlp, lexicon=lexicon).mentions)
        for name in ("report.html", "report.docx")
    ]
    assert both[0] == both[1]
    assert [one[1:3] for one in both[0] if one[1] in ("rank", "duration")] == [
        ("rank", "4/63"), ("rank", "7/63"), ("duration", "PT14.17H"),
    ]  # fmt: skip


def test_every_row_of_a_pdf_table_is_proved(tmp_path: Path, nlp: Language, lexicon: Lexicon) -> None:
    rows = [["Khoản", "Kế hoạch 2024", "Thực hiện 2023"], ["Thuế", "1.205,5", "1.100"], ["Phí", "25", "12,5"]]
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(ruled_pdf("Thu ngân sách tỉnh Hưng Yên\nĐVT: tỷ đồng", rows))
    with pytest.MonkeyPatch.context() as patch:
        here(patch, nlp, lexicon)
        run(folder, tmp_path / "data")
    assert list(verify(tmp_path / "data")) == []
    found = analyse(folder / "report.pdf", nlp=nlp, lexicon=lexicon)
    assert observed(found) == [
        ("1.205,5", "2024", "plan", None), ("1.100", "2023", None, None),
        ("25", "2024", "plan", None), ("12,5", "2023", None, None),
    ]  # fmt: skip
    assert {one[3] for one in told(found.mentions) if one[1] == "money"} == {"đồng"}
    assert all(
        origin.x0 is not None
        for one in found.mentions
        for origin in found.document.locate(one.start, one.end)
    )


def test_ranks_and_indices_are_not_annotated(tmp_path: Path, nlp: Language, lexicon: Lexicon) -> None:
    result = analyse("HDI đạt 0,703, xếp thứ 4/63; có 5 xã.", nlp=nlp, lexicon=lexicon)
    standoff.write(tmp_path, PurePosixPath("note"), result.analysis)
    rows = [json.loads(line) for line in (tmp_path / "note.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["kind"] for row in rows] == ["count"]
    assert result.figures["kind"].tolist() == ["index", "rank", "count"]


def test_a_wrong_scale_in_a_cell_is_named() -> None:
    row = {"kind": "money", "value": "1200000000", "amount": 1200000000, "amount_high": None}
    assert list(figure_complaints(row, "1.200", "1.000.000 đồng")) == []
    assert [column for column, _ in figure_complaints(row, "1.200", "1.000 đồng")] == ["value"]


@given(st.text(alphabet="0123456789.,-–/ ≥%x", max_size=12))
@example("-0")
def test_a_number_read_from_a_cell_stands_in_it(cell: str) -> None:
    found = written(cell, 0, len(cell))
    if found is None or found.below is not None:
        return
    value = f"{found.low:f}" if found.high is None else f"{found.low:f}..{found.high:f}"
    assert shows_numbers(value, cell[found.start : found.end])
    assert cell[found.start : found.end].strip() == cell[found.start : found.end]
