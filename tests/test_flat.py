"""Tables that became lines: found with the right cells, and not found where lines are no table."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu import ingest
from solieu.api import analyse
from solieu.ingest.flat import flat_cells
from solieu.types import Cell

if TYPE_CHECKING:
    from spacy.language import Language

    from solieu.lexicon import Lexicon

# Three provinces ranked by an index, one cell a line; one head is that of two columns, whose heads come last.
RANKED = """Bảng xếp hạng chỉ số cải cách năm 2022

Xếp hạng
Tỉnh
Điểm thẩm định
(60)
Điểm tác động
Tổng điểm
Khảo sát
(30)
Kinh tế
(10)
1
Hà Nam
55.10
25.00
9.10
89.20
2
Nam Định
54.20
26.10
8.00
88.30
3
Thái Bình
50.00
24.30
7.00
81.30
Trung bình
53.10
25.13
8.03
86.27
Nguồn: báo cáo của chúng tôi.
"""
TABBED = "Chỉ tiêu\tNăm 2022\tNăm 2023\nSố hộ\t1.200\t1.250\nSố xã\t12\t12\nSố vụ\t35\t-\n"
YEARS = "Chỉ tiêu\n2021\n2022\n2023\nDân số\n10\n11\n12\nHọc sinh\n3\n4\n5\nGiáo viên\n1\n2\n2\n"


def words(text: str, cells: tuple[Cell, ...]) -> list[list[str]]:
    """The cells of each row, by column."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(" ".join(text[cell.start : cell.end].split()))
    return [rows[row] for row in sorted(rows)]


def test_one_cell_a_line_with_heads_of_two_levels() -> None:
    cells = flat_cells(RANKED)
    assert words(RANKED, cells) == [
        ["Xếp hạng", "Tỉnh", "Điểm thẩm định (60)", "Điểm tác động", "Tổng điểm"],
        ["Khảo sát (30)", "Kinh tế (10)"],
        ["1", "Hà Nam", "55.10", "25.00", "9.10", "89.20"],
        ["2", "Nam Định", "54.20", "26.10", "8.00", "88.30"],
        ["3", "Thái Bình", "50.00", "24.30", "7.00", "81.30"],
        ["Trung bình", "53.10", "25.13", "8.03", "86.27"],
    ]
    over = next(cell for cell in cells if RANKED[cell.start : cell.end] == "Điểm tác động")
    assert (over.column, over.column_span, over.header) == (3, 2, True)
    assert {cell.column for cell in cells if cell.row == 5} == {1, 2, 3, 4, 5}


def test_a_row_of_years_heads_the_rows_below() -> None:
    cells = flat_cells(YEARS)
    assert words(YEARS, cells)[0] == ["Chỉ tiêu", "2021", "2022", "2023"]
    assert [cell.row for cell in cells if cell.header] == [0, 0, 0, 0]
    assert len(cells) == 16


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_cells_parted_by_a_mark(mark: str) -> None:
    text = TABBED.replace("\t", mark)
    assert words(text, flat_cells(text))[1] == ["Số hộ", "1.200", "1.250"]
    assert sum(cell.header for cell in flat_cells(text)) == 3


def test_heads_that_fit_in_several_ways_are_left_off() -> None:
    open_heads = RANKED.replace("(60)\n", "").replace("(30)\n", "").replace("(10)\n", "")
    cells = flat_cells(open_heads)
    assert len(cells) == 23
    assert not any(cell.header for cell in cells)


@pytest.mark.parametrize(
    "text",
    [
        "Một câu dài.\n5\n6\nCâu khác.\n7\n8\nCâu nữa.\n9\n10\n",  # sentences are no names
        "Lúa\n5\nNgô\n6\nKhoai\n7\n",  # one number each is too little to tell
        "Lúa\n5\n6\nNgô\n7\n8\n",  # two rows are none
        "Họ\ttên\nNguyễn\tA\nTrần\tB\nLê\tC\n",  # no numbers
        "12/5/2024\n10:30\nTin mới\nXem thêm\nTrang 1\n2\n3\n",  # a page's leavings
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
        "",
    ],
)
def test_lines_that_are_no_table(text: str) -> None:
    assert flat_cells(text) == ()


def test_cells_of_the_source_are_left_alone() -> None:
    taken = [Cell(0, len(TABBED), 4, 0, 0)]
    assert flat_cells(TABBED, taken) == ()
    assert {cell.table for cell in flat_cells(f"Đầu\n{YEARS}", [Cell(0, 3, 4, 0, 0)])} == {5}


def test_a_text_file_has_them_and_their_figures_say_what_where_and_when(
    tmp_path: Path, nlp: Language, lexicon: Lexicon
) -> None:
    path = tmp_path / "ranked.txt"
    path.write_text(RANKED, encoding="utf-8")
    document = ingest.read(path)
    assert len(document.cells) == 30
    found = {one.start: one for one in analyse(path, nlp=nlp, lexicon=lexicon).mentions}
    for value, kind, place in (
        ("25.00", "index", "Hà Nam"),
        ("2\n", "rank", "Nam Định"),
        ("81.30", "index", "Thái Bình"),
    ):
        one = found[RANKED.index(f"\n{value}") + 1]
        assert (one.kind, one.place, one.period) == (kind, place, "2022")


def test_the_shared_table_of_an_index_is_read_whole(shared: Path) -> None:
    path = shared / "real" / "articles" / "hungyen-019.txt"
    document = ingest.read(path)
    body = [cell for cell in document.cells if not cell.header]
    assert len({cell.row for cell in body}) == 64
    assert sum(document.text[cell.start : cell.end].replace(".", "").isdigit() for cell in body) == 447


_LINES = st.sampled_from(
    ["Lúa", "Hà Nam", "12", "5,5", "2023", "1", "2", "(10)", "a b", "", "5\t6", "x\ty", "|", "Câu."]
)


@given(st.lists(_LINES, max_size=60))
def test_cells_lie_in_the_text_each_in_its_place_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    cells = flat_cells(text)
    assert all(0 <= cell.start <= cell.end <= len(text) for cell in cells)
    places = [(cell.table, cell.row, cell.column) for cell in cells]
    assert len(set(places)) == len(places)
    assert all(one.end <= other.start for one, other in pairwise(cells))
