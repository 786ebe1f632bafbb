"""Word documents: all the text a reader sees, in order, each piece with its part and paragraph."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from ingest_samples import docx, repacked
from solieu.ingest.docx import paragraph_text, paragraph_texts, read_docx
from solieu.ingest.reading import Refused
from solieu.types import Document

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(xml: str) -> bytes:
    """A Word document whose body is this XML."""
    document = f"<w:document {WORD}><w:body>{xml}</w:body></w:document>".encode()
    return repacked(docx(lambda _: None), lambda name, old: document if name == "word/document.xml" else old)


RAISED = '<w:vertAlign w:val="superscript"/>'
SHOWN = '<w:vanish w:val="0"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(f"<w:p>{run('Số: ')}{run('110/QĐ')}</w:p>", "Số: 110/QĐ", id="runs join"),
        pytest.param(f"<w:p>{run('a')}</w:p><w:p/><w:p>{run('b')}</w:p>", "a\nb", id="paragraphs part"),
        pytest.param(f"<w:p>{run('a')}<w:ins>{run(' thêm')}</w:ins></w:p>", "a thêm", id="inserted is kept"),
        pytest.param(
            f"<w:p>{run('a')}<w:del><w:r><w:delText>bớt</w:delText></w:r></w:del></w:p>",
            "a",
            id="deleted is not",
        ),
        pytest.param(
            f"<w:p><w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('x')}</w:moveTo></w:p>", "x", id="moved"
        ),
        pytest.param(f"<w:p><w:hyperlink>{run('liên kết')}</w:hyperlink></w:p>", "liên kết", id="links"),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc", id="tabs"
        ),
        pytest.param(
            "<w:p><w:r><w:t>01</w:t><w:noBreakHyphen/><w:t>QĐ/TU</w:t></w:r></w:p>",
            "01-QĐ/TU",
            id="hard hyphens",
        ),
        pytest.param(f"<w:p>{run('mật', '<w:vanish/>')}{run('rõ')}</w:p>", "rõ", id="hidden text"),
        pytest.param(f"<w:p>{run('rõ', SHOWN)}</w:p>", "rõ", id="hidden no more"),
        pytest.param(
            f"<w:p>{run('15')}{run('3', RAISED)}{run(' người')}</w:p>",
            "15 3 người",
            id="the mark of a footnote is no digit of a figure",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE 9</w:instrText></w:r>'
            f"<w:fldSimple>{run('4')}</w:fldSimple></w:p>",
            "4",
            id="a field shows its result",
        ),
        pytest.param(f"<w:p>{run('No&#x323;&#x302;i')}</w:p>", "Nội", id="NFD"),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>&#x301;b</w:t></w:r></w:p>", "áb", id="a mark across runs"
        ),
    ],
)
def test_the_text_is_what_a_reader_sees(xml: str, text: str) -> None:
    assert read_docx(body(xml)).text == text


def sample(document: Any) -> None:
    document.add_paragraph("QUYẾT ĐỊNH")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Năm"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Số"
    table.cell(1, 1).text = "vụ"
    table.cell(2, 2).text = "61"
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "trong"
    document.add_paragraph("Có 27,98% nữ.")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Cuối trang"


def test_every_path_leads_to_the_paragraph_that_holds_the_text() -> None:
    data = docx(sample)
    reading = read_docx(data)
    texts = paragraph_texts(data)
    for segment in reading.segments:
        assert segment.path is not None
        assert reading.text[segment.start : segment.end] in texts[segment.path]
        assert paragraph_text(data, segment.path) == texts[segment.path]
    assert paragraph_text(data, "word/document.xml#p999") == ""


def test_cells_with_merged_and_nested_ones() -> None:
    reading = read_docx(docx(sample))
    shown = {
        (c.table, c.row, c.column): (reading.text[c.start : c.end], c.row_span, c.column_span)
        for c in reading.cells
    }
    assert shown[0, 0, 0] == ("Năm", 2, 1)
    assert shown[0, 0, 1] == ("Số", 1, 2)
    assert shown[0, 1, 1] == ("vụ", 1, 1)
    assert (0, 1, 0) not in shown
    assert shown[0, 2, 2] == ("61", 1, 1)
    assert shown[1, 0, 0] == ("trong", 1, 1)


def test_headers_footers_and_notes_are_regions_after_the_text() -> None:
    note = f'<w:footnote w:id="1"><w:p>{run("Theo Luật số 5.")}</w:p></w:footnote>'
    notes = f"<w:footnotes {WORD}>{note}</w:footnotes>"
    reading = read_docx(with_part(docx(sample), "word/footnotes.xml", notes.encode()))
    regions = [(region.label, reading.text[region.start : region.end]) for region in reading.regions]
    assert regions == [("footnote", "Theo Luật số 5."), ("header", "Đầu trang"), ("footer", "Cuối trang")]
    assert reading.text.startswith("QUYẾT ĐỊNH\nNăm\tSố\n")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_a_document_with_macros_is_read_without_them() -> None:
    plain = docx(lambda document: document.add_paragraph("Số 5"))
    data = with_part(plain, "word/vbaProject.bin", b"\0macro")
    assert read_docx(data).text == "Số 5"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(body("<w:p/>"), "empty", id="no text"),
        pytest.param(body("<w:p>"), "corrupt", id="broken XML"),
        pytest.param(docx(sample)[:2000], "corrupt", id="cut off"),
        pytest.param(
            repacked(docx(sample), lambda name, old: None if name == "word/document.xml" else old),
            "corrupt",
            id="no main text",
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_docx(data)
    assert refused.value.code == code


def test_a_package_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.ingest.docx.PART_LIMIT", 10_000)
    with pytest.raises(Refused, match="too_large"):
        read_docx(body(f"<w:p>{run('0' * 1_000_000)}</w:p>"))


def test_entities_are_not_followed() -> None:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    bomb = f"{entity}<w:document {WORD}><w:body><w:p>{run('a&e;b')}</w:p></w:body></w:document>".encode()
    data = repacked(docx(lambda _: None), lambda name, old: bomb if name == "word/document.xml" else old)
    assert read_docx(data).text in ("a", "ab")


def test_a_location_names_part_and_paragraph() -> None:
    reading = read_docx(docx(sample))
    found = Document("a.docx", "0" * 64, "x", reading.text, reading.segments)
    start = reading.text.index("27,98%")
    (origin,) = found.locate(start, start + 6)
    assert origin.source_path == f"word/document.xml#p{1 + 9 + 2}"
    assert (origin.page, origin.source_start) == (None, None)
