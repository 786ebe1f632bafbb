"""Tables of PDFs as cells: every cell exact, or the document partial and the table named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest_samples import column, font, pdf
from solieu.grid import Grid
from solieu.ingest.pdf import read_pdf
from solieu.ingest.pdf_grid import grid_of, united
from solieu.ingest.pdf_rules import Rule
from solieu.ingest.reading import Reading

HEADS = [["TT", "Địa phương", "Số vụ", ""], ["", "", "2023", "2024"]]
SPANS = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0))]
BODY = [["1", "Lâm Sơn", "1.234", "1.310"], ["2", "Hòa Bắc", "98", "102"], ["3", "An Khê", "7", "0"]]


def table(
    rows: Sequence[Sequence[str]],
    *styles: tuple[Any, ...],
    widths: Sequence[float] = (40, 150, 80, 80),
    ruled: bool = True,
    height: float = 20,
    centred: bool = True,
) -> Any:
    """A table of reportlab, which draws row by row, or only its rules after the text."""
    from reportlab.lib.colors import black
    from reportlab.platypus import Table

    made = Table([list(row) for row in rows], colWidths=widths, rowHeights=height)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, black)] if ruled else []
    align = [("ALIGN", (0, 0), (-1, -1), "CENTER")] if centred else []
    made.setStyle([("FONT", (0, 0), (-1, -1), font(), 10), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *align])
    made.setStyle([*grid, *styles])
    return made


def drawn(made: Any, *, turn: int = 0, lines: Sequence[tuple[float, float, str]] = ()) -> bytes:
    """A page with a table, the table turned by a quarter or not."""

    def draw(canvas: Any, _: int) -> None:
        width, height = made.wrapOn(canvas, 500, 700)
        canvas.saveState()
        canvas.translate(300, 420)
        canvas.rotate(turn)
        made.drawOn(canvas, -width / 2, -height / 2)
        canvas.restoreState()

    return pdf(lines, draw=draw)


def grid(reading: Reading, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table: row, column, how many of each, text."""
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, reading.text[cell.start : cell.end])
        for cell in reading.cells
        if cell.table == number
    ]


def plain(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int, str]]:
    return [(row, place, 1, 1, text) for row, cells in enumerate(rows) for place, text in enumerate(cells)]


def heads(reading: Reading, text: str) -> list[str]:
    cell = next(cell for cell in reading.cells if reading.text[cell.start : cell.end] == text)
    over = Grid(reading.text, reading.cells).heads(cell).columns
    return [reading.text[head.start : head.end] for head in over]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_merged_cells_and_two_rows_of_heads_in_any_direction_of_writing(turn: int) -> None:
    reading = read_pdf(drawn(table([*HEADS, *BODY], *SPANS), turn=turn))
    assert reading.status == "done"
    expected = [(0, 0, 2, 1, "TT"), (0, 1, 2, 1, "Địa phương"), (0, 2, 1, 2, "Số vụ")]
    expected += [(1, 2, 1, 1, "2023"), (1, 3, 1, 1, "2024")]
    expected += [(row + 2, place, 1, 1, text) for row, place, _, _, text in plain(BODY)]
    assert grid(reading) == expected
    assert heads(reading, "1.310") == ["Số vụ", "2024"]
    assert "1\tLâm Sơn\t1.234\t1.310\n2\tHòa Bắc\t98\t102" in reading.text


def test_a_cell_over_rows_stands_once_in_the_first_of_them() -> None:
    rows = [["Vùng", "Tỉnh", "Số vụ", "Số người"], ["Bắc", "Lâm Sơn", "5", "6"], ["", "Hòa Bắc", "7", "8"]]
    reading = read_pdf(drawn(table(rows, ("SPAN", (0, 1), (0, 2)))))
    assert (1, 0, 2, 1, "Bắc") in grid(reading)
    assert reading.text.endswith("Bắc\tLâm Sơn\t5\t6\nHòa Bắc\t7\t8")


def paged(*pages: tuple[Any, Sequence[tuple[float, float, str]]]) -> bytes:
    """Pages that each begin with a table under some lines."""

    def draw(canvas: Any, number: int) -> None:
        made = pages[number - 1][0]
        _, height = made.wrapOn(canvas, 500, 700)
        made.drawOn(canvas, 60 + 8 * (number % 2), 740 - height)

    return pdf(*[lines for _, lines in pages], draw=draw)


def running(number: int) -> list[tuple[float, float, str]]:
    return [(60, 800, "CÔNG BÁO/Số 281/Ngày 21-05-2026"), (500, 800, f"{number + 10}")]


def test_a_table_over_three_pages_is_one_table_and_its_repeated_heads_are_no_cells() -> None:
    rows = [[f"{n}", f"Xã {n}", f"{n}.234", f"{n + 1}"] for n in range(1, 10)]
    parts = [table([*HEADS, *rows[at : at + 3]], *SPANS) for at in (0, 3, 6)]
    reading = read_pdf(paged(*[(part, running(n)) for n, part in enumerate(parts, 1)]))
    assert {cell.table for cell in reading.cells} == {0}
    assert [cell[4] for cell in grid(reading) if cell[1] == 0] == ["TT", *[f"{n}" for n in range(1, 10)]]
    assert heads(reading, "9.234") == ["Số vụ", "2023"]
    repeated = [region for region in reading.regions if region.label == "repeated_head"]
    assert len(repeated) == 4
    assert reading.page_labels == {1: "11", 2: "12", 3: "13"}


def test_a_table_goes_on_without_heads_and_in_fewer_columns() -> None:
    first = table([*HEADS, *BODY], *SPANS)
    tail = table([["Cộng", "1.339", "1.412"], ["Chia ra", "0", "0"]], widths=(190, 80, 80))
    reading = read_pdf(paged((first, running(1)), (tail, running(2))))
    assert (5, 0, 1, 2, "Cộng") in grid(reading)
    assert heads(reading, "1.412") == ["Số vụ", "2024"]


def test_a_row_that_a_page_breaks_is_one_row() -> None:
    long = ["Kế hoạch đã được giao cho các", "huyện trong tỉnh"]
    first = table([["TT", "Nội dung", "Số vụ", "Số người"], ["1", long[0], "5", "6"]])
    second = table([["", long[1], "", ""], ["2", "Tổng hợp", "7", "8"]])
    reading = read_pdf(paged((first, running(1)), (second, running(2)), (table(BODY), running(3))))
    cells = [text for _, _, _, _, text in grid(reading)]
    assert " ".join(long) in cells
    start = reading.text.index(" ".join(long))
    pages = {segment.page for segment in reading.segments if segment.end > start >= segment.start - 40}
    assert {1, 2} <= pages


def test_a_title_between_two_tables_parts_them() -> None:
    heading = [(60.0, 745.0, "Biểu số 2")]
    reading = read_pdf(paged((table([*HEADS, *BODY], *SPANS), []), (table([*HEADS, *BODY], *SPANS), heading)))
    assert {cell.table for cell in reading.cells} == {0, 1}


def test_text_wrapped_in_a_cell_is_joined_and_a_paragraph_of_its_own_is_not() -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("cell", fontName=font(), fontSize=10, leading=12)
    text = "Hết hiệu lực một phần theo Thông tư số 06/2024/TT-<br/>BLĐTBXH ngày 30/7/2024 của Bộ trưởng"
    rows = [["TT", "Văn bản"], ["1", [Paragraph(text, style), Paragraph("- Ghi chú: có", style)]]]
    made = table(rows, widths=(40, 260), height=80)
    read = read_pdf(drawn(made))
    assert grid(read)[-1][4] == (
        "Hết hiệu lực một phần theo Thông tư số 06/2024/TT-BLĐTBXH "
        "ngày 30/7/2024 của Bộ trưởng\n- Ghi chú: có"
    )


def test_a_table_open_at_its_sides_has_its_outer_columns() -> None:
    from reportlab.lib.colors import black

    lines = [("INNERGRID", (0, 0), (-1, -1), 0.5, black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, black)]
    rows = [["Năm", "Số vụ", "Số người", "Số xã"], ["2023", "5", "6", "7"], ["2024", "8", "9", "4"]]
    made = table(rows, *lines, ("LINEBELOW", (0, -1), (-1, -1), 0.5, black), ruled=False)
    assert grid(read_pdf(drawn(made))) == plain(rows)


UNRULED = [["Địa phương", "Năm 2023", "Năm 2024", "Tỷ lệ"], *[[*row[1:], "1,5%"] for row in BODY]]


@pytest.mark.parametrize("centred", [True, False])
def test_figures_in_columns_without_rules_are_a_table(centred: bool) -> None:
    made = table(UNRULED, ruled=False, widths=(150, 80, 80, 80), centred=centred)
    reading = read_pdf(drawn(made, lines=[(60, 700, "Tình hình của ba xã trong hai năm như sau.")]))
    assert (reading.status, grid(reading)) == ("done", plain(UNRULED))
    assert heads(reading, "1.310") == ["Năm 2024"]


def test_columns_that_their_places_do_not_tell_make_the_document_partial() -> None:
    rows = [["Địa phương", "Số vụ", "", "Tỷ lệ"], *UNRULED[1:]]
    made = table(rows, ("SPAN", (1, 0), (2, 0)), ruled=False, widths=(150, 80, 80, 80))
    reading = read_pdf(drawn(made))
    assert reading.status == "partial"
    assert "table 1 on page 1" in (reading.reason or "")


def test_a_letterhead_and_a_list_are_no_table() -> None:
    lines = [(60.0, 700.0 - 18 * n, f"{n}. Xã thứ {n} có") for n in range(4)]
    lines += [(300.0, 700.0 - 18 * n, "Độc lập - Tự do") for n in range(4)]
    assert read_pdf(pdf(lines)).cells == ()


def test_lines_that_do_not_close_make_the_document_partial_and_name_the_table() -> None:
    def draw(canvas: Any, _: int) -> None:
        for y in (700, 660, 620, 580):
            canvas.line(60, y, 400, y) if y != 620 else canvas.line(60, y, 200, y)
        for x in (60, 200, 400):
            canvas.line(x, 580, x, 700)
        canvas.line(300, 620, 300, 700)
        for number, (x, y) in enumerate(
            [(80, 680), (220, 680), (320, 680), (80, 640), (220, 640), (320, 600)]
        ):
            canvas.drawString(x, y, f"Ô {number}")

    reading = read_pdf(pdf([], draw=draw))
    assert reading.status == "partial"
    assert reading.reason is not None
    assert "table 1 on page 1" in reading.reason


def test_white_rules_hold_a_layout_and_make_no_table() -> None:
    from reportlab.lib.colors import white

    made = table([["Nơi nhận", "Chủ tịch"], ["Lưu", "Nguyễn An"]], widths=(200, 200), ruled=False)
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, white)])
    assert read_pdf(drawn(made)).cells == ()


@pytest.mark.parametrize("rows", [[["Một khung quanh chữ"]], [["A", "B"]]])
def test_a_frame_and_a_single_row_are_no_table(rows: list[list[str]]) -> None:
    reading = read_pdf(drawn(table(rows, widths=[150] * len(rows[0]))))
    assert reading.cells == ()
    assert all(text in reading.text for text in rows[0])


def test_squares_and_cubes_stay_on_their_line() -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.drawString(60, 700, "diện tích 500 m")
        x = 60 + canvas.stringWidth("diện tích 500 m", font(), 11)
        canvas.setFont(font(), 7)
        canvas.drawString(x, 704.5, "2")
        canvas.setFont(font(), 11)
        canvas.drawString(x + 8, 700, "trở lên")

    assert read_pdf(pdf([], draw=draw)).text == "diện tích 500 m2 trở lên"


def test_white_numbers_on_the_white_page_are_not_read_but_on_a_ground_they_are() -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.setFillColorRGB(0, 0, 0.6)
        canvas.rect(50, 650, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 660, "Năm 2024")
        canvas.drawString(300, 40, "99")

    assert read_pdf(pdf(column("Tổng số 12"), draw=draw)).text == "Tổng số 12\nNăm 2024"


def test_a_number_that_wraps_at_its_hyphen_is_whole() -> None:
    text = read_pdf(pdf(column("Căn cứ Quyết định số 381-\nQĐ/TU ngày 9-2-2007 về việc -\nlập quỹ"))).text
    assert "381-QĐ/TU" in text
    assert "việc -\nlập" in text


def test_footnotes_are_regions() -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.line(60, 120, 200, 120)
        canvas.setFont(font(), 8)
        canvas.drawString(60, 105, "1 Luật số 32/2013/QH13 sửa đổi một số điều")
        canvas.drawString(60, 94, "của Luật Thuế thu nhập doanh nghiệp.")

    reading = read_pdf(pdf(column("Luật này có hiệu lực\nkể từ ngày 01 tháng 7"), draw=draw))
    notes = [reading.text[r.start : r.end] for r in reading.regions if r.label == "footnote"]
    assert notes == ["1 Luật số 32/2013/QH13 sửa đổi một số điều", "của Luật Thuế thu nhập doanh nghiệp."]


def test_cells_lie_in_the_text_one_after_the_other() -> None:
    reading = read_pdf(paged((table([*HEADS, *BODY], *SPANS), running(1)), (table(BODY), running(2))))
    ends = [(cell.start, cell.end) for cell in reading.cells]
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))


@given(
    st.lists(st.integers(20, 80), min_size=2, max_size=6),
    st.lists(st.integers(12, 40), min_size=2, max_size=6),
    st.lists(st.tuples(*[st.integers(0, 5)] * 4), max_size=4),
)
def test_the_rules_around_cells_give_the_cells_back(
    widths: list[int], heights: list[int], merges: list[tuple[int, int, int, int]]
) -> None:
    """Whatever cells are merged, the lines around them make up the same cells."""
    rows, columns = len(heights), len(widths)
    owner = {(row, place): (row, place) for row in range(rows) for place in range(columns)}
    spans = dict.fromkeys(owner, (1, 1))
    for row, place, high, wide in merges:
        area = [(r, c) for r in range(row, row + high + 1) for c in range(place, place + wide + 1)]
        if all(one in owner and spans.get(one) == (1, 1) for one in area):
            for one in area:
                owner[one] = (row, place)
                spans.pop(one)
            spans[row, place] = (high + 1, wide + 1)
    across = [sum(widths[:place]) for place in range(columns + 1)]
    down = [sum(heights[:row]) for row in range(rows + 1)]
    rules = []
    for (row, place), (high, wide) in spans.items():
        left, right, top, bottom = across[place], across[place + wide], down[row], down[row + high]
        rules += [Rule(False, y, left, right) for y in (top, bottom)]
        rules += [Rule(True, x, top, bottom) for x in (left, right)]
    assume(len({rule.at for rule in rules if rule.upright}) == columns + 1)
    assume(len({rule.at for rule in rules if not rule.upright}) == rows + 1)
    assume(len(spans) > 1)
    (group,) = united(rules)
    found = grid_of(group)
    assert found is not None
    assert found.whole
    assert {(f.row, f.column): (f.row_span, f.column_span) for f in found.fields} == spans
