"""What pages print beside their text: a running head gives its date, and nothing there is counted."""

from __future__ import annotations

import pytest
from spacy.language import Language

from ingest_samples import column, pdf
from solieu.analysis.document import analyse_document
from solieu.ingest.source import Source, read_source
from solieu.lexicon import Lexicon
from solieu.types import Document, Region

BODY = "Trường mở 3 lớp cho 218 học viên."


@pytest.mark.parametrize(
    ("label", "printed", "kept"),
    [
        pytest.param(
            "header", "CÔNG BÁO/Số 545 + 546/Ngày 04-5-2018", ["Ngày 04-5-2018"], id="a gazette's date"
        ),
        pytest.param("header", "Báo cáo 12 tháng", [], id="no duration in a running head"),
        pytest.param("footer", "Thông tư số 05/2018/TT-BTC", ["Thông tư số 05/2018/TT-BTC"], id="a citation"),
        pytest.param("page_number", "81", [], id="a number of a page before a word that reads as its unit"),
        pytest.param("repeated_head", "Lớp 10\t25 học viên\tNăm 2024", ["Năm 2024"], id="heads told again"),
        pytest.param("footnote", "26", [], id="the mark of a note alone on its line"),
        pytest.param("footnote", "42 Điểm này được bổ sung.", [], id="the mark of a note and its first word"),
        pytest.param("footnote", "1 Lớp này có 12 học viên.", ["12"], id="a figure that a note states"),
        pytest.param("footnote", "12 học viên bỏ học.", ["12"], id="a figure that begins a line of a note"),
        pytest.param("article", "Có 12 học viên.", ["12"], id="a region of the text itself"),
    ],
)
def test_figures_printed_beside_the_text(
    label: str, printed: str, kept: list[str], nlp: Language, lexicon: Lexicon
) -> None:
    text = f"{BODY}\n{printed}\nĐiểm trường có 2 phòng học."
    regions = (Region(len(BODY) + 1, len(BODY) + 1 + len(printed), label),)
    document = Document("a.pdf", "0" * 64, "application/pdf", text, regions=regions)
    for window in (len(text), len(BODY) + len(printed) + 8):
        found = analyse_document(document, nlp, lexicon, window=window).mentions
        told = [mention.text for mention in found]
        assert [one for one in told if one not in ("3", "218", "2")] == kept
        assert told[:2] == ["3", "218"]


def test_the_numbers_of_pages_are_no_figures(nlp: Language, lexicon: Lexicon) -> None:
    title = (60.0, 800.0, "CÔNG BÁO/Số 281/Ngày 21-05-2026")
    pages = [
        [title, (500.0, 800.0, f"{n + 79}"), *column(f"đ) Trường mở {n} lớp.", top=700)] for n in (2, 3, 4, 5)
    ]
    path = Source("a.pdf", None, data=pdf(*pages))  # type: ignore[arg-type]
    found = analyse_document(read_source(path), nlp, lexicon).mentions
    assert [m.text for m in found if m.kind != "date"] == ["2", "3", "4", "5"]
    assert sum(mention.kind == "date" for mention in found) == len(pages)
