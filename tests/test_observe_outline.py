"""The parts of a document that stand over a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu import tokenise
from solieu.grid import Grid
from solieu.observe.parts.outline import Outline, outline
from solieu.types import Cell, Document


def _outline(text: str, nlp, lexicon) -> Outline:
    document = Document("text", "0" * 64, "text/plain", text)
    return outline(document, tokenise.sentence_spans(tokenise.tokenise(document, nlp)), lexicon)


def _words(around: Outline, position: int) -> list[str]:
    return [around.text[block.body : block.end] for block in around.above(position)]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        # numbered sections, the nearest first
        ("I. KINH TẾ\n1. Nông nghiệp\nLúa được mùa X.", ["Nông nghiệp", "KINH TẾ"]),
        # a section ends where one of its rank begins
        ("I. KINH TẾ\n1. Nông nghiệp\nLúa tốt.\nII. XÃ HỘI\nTrường mới X.", ["XÃ HỘI"]),
        # a lead governs its items
        ("Kết quả như sau:\n- Lúa được mùa;\n- Ngô X.", ["Kết quả như sau:"]),
        # and not what stands behind them
        ("Kết quả như sau:\n- Lúa được mùa.\nNăm sau sẽ X.", []),
        # an item governs the items below it
        ("- Về lúa:\n+ Vụ xuân;\n+ Vụ mùa X.", ["Về lúa:"]),
        # an item that states a figure is no heading
        ("1. Tổng thu 25 tỷ đồng\n2. Tổng chi X.", []),
        # the name of a picture is no heading
        ("Ảnh: Minh Anh\nLúa được mùa X.", []),
        # nor is the line that says when a page was put up
        ("Kết quả tháng 4\n10/06/2025 15:32\nLúa được mùa X.", ["Kết quả tháng 4"]),
        ("Kết quả\nThứ ba, 10-6-2025 | 15:32 (GMT+7)\nLúa X.", ["Kết quả"]),
        ("Kết quả\nCập nhật lúc 15h32 ngày 10/6/2025\nLúa X.", ["Kết quả"]),
        # but a day alone heads what was done on it
        ("Ngày 10/6/2025\nLúa được mùa X.", ["Ngày 10/6/2025"]),
        # the articles of a rule
        (
            "Chương I. NHỮNG QUY ĐỊNH CHUNG\nĐiều 2. Mức phí\n1. Mức thu là X.",
            ["Mức phí", "NHỮNG QUY ĐỊNH CHUNG"],
        ),
    ],
)
def test_what_stands_over_a_paragraph(text, above, nlp, lexicon) -> None:
    assert _words(_outline(text, nlp, lexicon), text.rindex("X")) == above


@pytest.mark.parametrize(
    ("head", "title", "date"),
    [
        # a letterhead, the line of place and day, a title of two lines
        ("BỘ Y TẾ\nHà Nội, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\nCông tác năm 2023\n\nNăm 2023, …",
         "BÁO CÁO Công tác năm 2023", "2024-04-05"),
        # a headline with the time that it was put out
        ("Lúa được mùa\n09/12/2025 15:35\nBà con vui.", "Lúa được mùa", "2025-12-09"),
        # a text that opens with a sentence has no title
        ("Chiều qua, tỉnh họp bàn việc lúa.\nBà con vui.", "", None),
        # a day that does not belong to the document is none of its own
        ("Lúa được mùa\nNgày 5 tháng 4 năm 2024, bà con gặt.", "Lúa được mùa", None),
    ],
)  # fmt: skip
def test_how_a_document_opens(head, title, date, nlp, lexicon) -> None:
    around = _outline(head, nlp, lexicon)

    assert (around.opening.title, around.date) == (title, date)


def test_a_clause_lies_between_its_marks(nlp, lexicon) -> None:
    text = "Năm 2023, tỉnh có 1.234,5 ha lúa (tăng 3%); ngô giảm."
    around = _outline(text, nlp, lexicon)

    low, high = around.clause(text.index("1.234,5"), text.index(" ha"))

    assert text[low:high].strip() == "tỉnh có 1.234,5 ha lúa"


def test_a_row_that_only_numbers_the_columns_is_a_head() -> None:
    text = "Chỉ tiêu Năm A 1 Lúa 5"
    cells = [Cell(0, 8, 0, 0, 0), Cell(9, 12, 0, 0, 1), Cell(13, 14, 0, 1, 0), Cell(15, 16, 0, 1, 1)]
    cells += [Cell(17, 20, 0, 2, 0), Cell(21, 22, 0, 2, 1)]

    found = Grid(text, cells).heads(cells[-1])

    assert [text[cell.start : cell.end] for cell in found.columns] == ["Năm", "1"]
    assert [text[cell.start : cell.end] for cell in found.rows] == ["Lúa"]


@given(text=st.text(st.sampled_from("ab Á1.:;-+IVX)(\n\t\u00a0%,đ"), max_size=200))
def test_every_block_lies_in_the_text_under_one_before_it(text: str, nlp, lexicon) -> None:
    around = _outline(text, nlp, lexicon)

    for index, block in enumerate(around.blocks):
        assert block.start <= block.body <= block.end
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        assert block.parent is None or block.parent < index
    assert list(around.blocks) == sorted(around.blocks, key=lambda block: block.start)
