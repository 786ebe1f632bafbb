"""What a user of the Python package meets: reading, analysing, showing, and long texts in windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import solieu
from solieu.analysis.document import analyse_document
from solieu.analysis.show import SHOWN
from solieu.analysis.windows import windows
from solieu.api import Result, analyse
from solieu.lexicon import Lexicon
from solieu.types import Cell, Document, Mention, Quantity

TEXT = (
    "Quyết định số 381-QĐ/TU ngày 9-2-2007 của Tỉnh ủy.\n\n"
    "Đã mở 3 lớp cho 218 học viên, trong đó nữ chiếm 27,98%.\n"
)


@pytest.fixture(scope="module")
def result(nlp: Language, lexicon: Lexicon) -> Result:
    return analyse(TEXT, nlp=nlp, lexicon=lexicon)


def test_a_text_becomes_mentions_relations_findings_and_frames(result: Result) -> None:
    kinds = ["docref", "date", "count", "count", "percent"]
    values = ["381-QĐ/TU", "2007-02-09", "3", "218", "27.98"]
    assert [mention.kind for mention in result.mentions] == kinds
    assert [mention.value.text for mention in result.mentions] == values
    assert {relation.name for relation in result.relations} == {"dated", "share"}
    frames = [result.citations, result.dates, result.figures, result.checks, result.relations_frame]
    assert all(isinstance(frame, pd.DataFrame) and len(frame) for frame in frames)
    assert list(result.figures["source_start"]) == [
        len(TEXT[: m.start].encode()) for m in result.mentions[2:]
    ]


def test_a_file_is_read_whether_named_by_path_or_by_text(
    tmp_path: Path, nlp: Language, lexicon: Lexicon
) -> None:
    path = tmp_path / "ghi chú.txt"
    path.write_text(TEXT, encoding="utf-8")
    for named in (path, str(path)):
        assert analyse(named, nlp=nlp, lexicon=lexicon).document.source == "ghi chú.txt"
    with pytest.raises(FileNotFoundError, match="nowhere"):
        analyse(tmp_path / "nowhere.txt", nlp=nlp, lexicon=lexicon)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text at all"),
        pytest.param("x" * 5000, id="longer than a path may be"),
        pytest.param("218\0 nữ", id="a zero, which no path may hold"),
        pytest.param("\ud800 218 nữ", id="half a character"),
        pytest.param("a\u0301" * 3000, id="decomposed letters"),
        pytest.param("<html><p>218 học viên</p>", id="text that looks like a page is text"),
        pytest.param("a" + "\u0301" * 3000, id="more marks than a letter can carry"),
    ],
)
def test_any_other_text_is_taken_as_text(text: str, nlp: Language, lexicon: Lexicon) -> None:
    document = analyse(text, nlp=nlp, lexicon=lexicon).document
    assert document.media_type == "text/plain"
    assert document.status in ("done", "refused")
    assert (document.reason is None) == (document.status == "done")


def test_the_package_has_what_it_promises(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert solieu.read(tmp_path / "a.txt").text == TEXT
    assert solieu.load()("218 học viên").text == "218 học viên"
    assert solieu.__version__.count(".") == 2
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        solieu.nothing  # noqa: B018


@pytest.mark.parametrize("statement", ["import solieu", "import solieu.cli"])
def test_nothing_heavy_is_imported_before_it_is_used(statement: str) -> None:
    heavy = "{'spacy', 'pandas', 'numpy', 'pyarrow', 'underthesea', 'trafilatura', 'pdfplumber', 'lxml'}"
    code = f"import sys; {statement}; print(sorted({heavy} & sys.modules.keys()))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_calling_run_does_not_put_a_module_in_its_place() -> None:
    imported = "import solieu, solieu.running.runner, solieu.api, solieu.analysis.document"
    code = f"{imported}; print(callable(solieu.run), callable(solieu.analyse))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["True", "True"]


# --- how a notebook shows it ----------------------------------------------------------------------------


def test_the_page_marks_every_mention_and_tells_every_check(result: Result) -> None:
    shown = result._repr_html_()
    assert shown.count("<mark") == len(result.mentions)
    assert "27,98%</mark>" in shown
    assert all(finding.check in shown for finding in result.findings)


def test_nothing_of_a_text_becomes_markup(nlp: Language, lexicon: Lexicon) -> None:
    shown = analyse("<script>alert(1)</script> & 218 học viên <b>\"'", nlp=nlp, lexicon=lexicon)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in shown


def test_a_long_text_is_cut_where_the_page_says_so(nlp: Language, lexicon: Lexicon) -> None:
    result = analyse("218 học viên. " * (SHOWN // 10), nlp=nlp, lexicon=lexicon)
    shown = result._repr_html_()
    assert "more characters with" in shown
    assert 0 < shown.count("<mark") < len(result.mentions)


# --- windows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "size", "pieces"),
    [
        pytest.param("", 5, [""], id="nothing is one window"),
        pytest.param("abc", 5, ["abc"], id="a short text is one window"),
        pytest.param("aaaa\n\nbb\ncc", 9, ["aaaa\n\n", "bb\ncc"], id="a paragraph before a line"),
        pytest.param("aaaa\nb c. dd", 9, ["aaaa\n", "b c. dd"], id="a line before a sentence"),
        pytest.param("aaaa. b ddd", 9, ["aaaa. ", "b ddd"], id="a sentence before a word"),
        pytest.param(
            "a\n\nbbbbbbbb cc", 9, ["a\n\nbbbbbb", "bb cc"], id="a break that comes too early is none"
        ),
        pytest.param("a" * 12, 5, ["aaaaa", "aaaaa", "aa"], id="no break at all"),
    ],
)
def test_windows(text: str, size: int, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in windows(text, size)] == pieces


@given(
    st.text(alphabet="a. \n", max_size=60),
    st.integers(2, 20),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3)), max_size=6),
)
@settings(deadline=None)
def test_windows_cover_the_text_without_overlap(
    text: str, size: int, tables: list[tuple[int, int, int]]
) -> None:
    cells = [Cell(min(start, end), max(start, end), table, 0, 0) for start, end, table in tables]
    spans = list(windows(text, size, cells))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= size for start, end in spans)


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        pytest.param(1200, True, id="a table that begins in the second half is left to the next window"),
        pytest.param(100, False, id="one that is longer than half a window is parted from its heads"),
    ],
)
def test_tables_keep_their_heads_where_a_long_text_is_cut(
    lead: int, told: bool, nlp: Language, lexicon: Lexicon
) -> None:
    text, cells = "Họp xong.\n" * (lead // 10) + "Biểu 1. Đất đai\n", []
    for number, row in enumerate(
        [("Xã", "Diện tích (ha)"), *((f"Xã {n} Lâm", f"{n}5,1") for n in range(1, 90))]
    ):
        for column, words in enumerate(row):
            cells.append(Cell(len(text), len(text) + len(words), 0, number, column, header=number == 0))
            text += words + "\t\n"[column]
    document = Document("a.pdf", "0" * 64, "application/pdf", text, cells=tuple(cells))
    found = analyse_document(document, nlp, lexicon, window=lead + 1000).mentions
    areas = [mention for mention in found if mention.kind == "measure" and mention.concept]
    assert (len(areas) == 89) == told
    assert all(mention.value.unit == "ha" for mention in areas if isinstance(mention.value, Quantity))


def test_what_is_found_does_not_depend_on_the_windows(nlp: Language, lexicon: Lexicon) -> None:
    document = Document("long.txt", "0" * 64, "text/plain", TEXT * 40)
    whole = analyse_document(document, nlp, lexicon, words=True)
    cut = analyse_document(document, nlp, lexicon, words=True, window=3 * len(TEXT))
    assert [_place(mention) for mention in cut.mentions] == [_place(mention) for mention in whole.mentions]
    assert all(document.text[m.start : m.end] == m.text for m in cut.mentions)
    assert cut.tokens == whole.tokens == len(cut.words)
    assert cut.words == whole.words
    mentions = set(cut.mentions)
    assert all(mention in mentions for relation in cut.relations for _, mention in relation.members)
    assert all(mention in mentions for finding in cut.findings for mention in finding.evidence)
    assert len(cut.relations) == len(whole.relations)


def _place(mention: Mention) -> tuple[object, ...]:
    return mention.kind, mention.start, mention.end, mention.sentence, mention.context, mention.value.text
