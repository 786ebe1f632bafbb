"""PDFs: the words in the order a reader takes, each letter in its box, and what is no text said to be so."""

from __future__ import annotations

import io
import pickle
from typing import Any

import pdfplumber
import pytest

from ingest_samples import column, font, pdf, picture
from solieu.ingest.ocr import engine
from solieu.ingest.pdf import ALARM, garble, read_pdf
from solieu.ingest.reading import Refused
from solieu.types import Document

PARAGRAPH = """Theo báo cáo, năm 2024 toàn tỉnh có 14.340 lượt cán bộ, công chức
được bồi dưỡng, tăng 5,2% so với năm trước; trong đó có 61 nữ, chiếm 27,98%.
Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 7 năm 2025."""

LETTERHEAD = [
    *[(60.0, 780.0, "ỦY BAN NHÂN DÂN"), (60.0, 762.0, "TỈNH LÂM SƠN"), (60.0, 730.0, "Số: 110/QĐ-UBND")],
    *[(300.0, 780.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (300.0, 762.0, "Độc lập - Tự do - Hạnh phúc")],
    (300.0, 730.0, "Lâm Sơn, ngày 03 tháng 02 năm 2025"),
]


def found(data: bytes) -> Document:
    reading = read_pdf(data)
    return Document("a.pdf", "0" * 64, "application/pdf", reading.text, reading.segments, reading.regions)


def boxed(data: bytes, document: Document, words: str) -> str:
    """What another library finds in the boxes of some words."""
    start = document.text.index(words)
    seen = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for origin in document.locate(start, start + len(words)):
            assert origin.page is not None
            box = (origin.x0, origin.top, origin.x1, origin.bottom)
            inside = opened.pages[origin.page - 1].crop(box, strict=False)
            seen.append("".join(char["text"] for char in inside.chars if char["text"].strip()))
    return "".join(seen)


def test_lines_stand_as_they_are_printed() -> None:
    assert found(pdf(column(PARAGRAPH))).text == PARAGRAPH


@pytest.mark.parametrize("order", [LETTERHEAD, sorted(LETTERHEAD, key=lambda line: (-line[1], line[0]))])
def test_the_halves_of_a_letterhead_stay_whole_in_whatever_order_they_are_drawn(order: Any) -> None:
    pieces = found(pdf(order)).text.replace("\t", "\n").split("\n")
    assert sorted(pieces) == sorted(line[2] for line in LETTERHEAD)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_hold_the_words_they_are_given_for_on_pages_turned_by_any_quarter(turn: int) -> None:
    data = pdf(column(PARAGRAPH), column("Trang hai có 1.234 người"), turn=turn)
    document = found(data)
    for words in ("27,98%", "14.340", "1.234"):
        assert boxed(data, document, words) == words


def test_a_mention_that_is_wrapped_has_an_origin_a_line() -> None:
    document = found(pdf(column(PARAGRAPH)))
    start = document.text.index("công chức\nđược")
    first, second = document.locate(start, start + len("công chức\nđược"))
    assert first.bottom is not None
    assert second.top is not None
    assert second.top > first.top
    assert second.x0 == pytest.approx(60, abs=1)


def test_letters_drawn_in_a_second_pass_go_back_into_their_words() -> None:
    """A producer that lacks the letters with two marks draws them last, each at its place."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    late = set("ứậổịếộệọ")

    def draw(canvas: Any, _: int) -> None:
        for passing in (False, True):
            for number, line in enumerate(PARAGRAPH.split("\n")):
                x = 60.0
                for letter in line:
                    if (letter in late) == passing and letter != " ":
                        canvas.drawString(x, 780 - 18 * number, letter)
                    x += stringWidth(letter, font(), 11)

    assert found(pdf([], draw=draw)).text == PARAGRAPH


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_drawn_turned_on_an_upright_page_reads_on(angle: int) -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        for x, y, text in column(PARAGRAPH, x=-250, top=100):
            canvas.drawString(x, y, text)

    data = pdf([], draw=draw)
    document = found(data)
    assert document.text == PARAGRAPH
    assert sorted(boxed(data, document, "14.340")) == sorted("14.340")


def test_columns_of_figures_do_not_run_into_one_number() -> None:
    row = [(60.0, 700.0, "Năm 2024"), (150.0, 700.0, "12"), (172.0, 700.0, "345"), (202.0, 700.0, "678")]
    assert found(pdf(row)).text == "Năm 2024\t12\t345\t678"


def test_a_bold_letter_that_is_drawn_twice_is_read_once() -> None:
    line = "Số: 110/QĐ-UBND"
    assert found(pdf([(60, 700, line), (60.4, 700, line)])).text == line


@pytest.mark.parametrize("figure", ["Có 15", "1."])
def test_the_mark_of_a_footnote_is_no_digit_of_a_figure(figure: str) -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.drawString(60, 700, figure)
        canvas.setFont(font(), 6)
        canvas.drawString(60 + canvas.stringWidth(figure, font(), 11), 704, "3")
        canvas.setFont(font(), 11)
        canvas.drawString(68 + canvas.stringWidth(figure, font(), 11), 700, "người")

    assert found(pdf([], draw=draw)).text == f"{figure} 3 người"


def test_running_heads_and_page_numbers_are_regions() -> None:
    pages = [
        [(60, 800, f"CÔNG BÁO/Số 281/Ngày 21-05-2026 {n}"), *column(f"Nội dung {n}", top=600)]
        for n in range(1, 6)
    ]
    for n, page in enumerate(pages, 1):
        page.append((300, 30, f"{n}"))
    document = found(pdf(*pages))
    shown = [(region.label, document.text[region.start : region.end]) for region in document.regions]
    assert shown[:2] == [("header", "CÔNG BÁO/Số 281/Ngày 21-05-2026 1"), ("page_number", "1")]
    assert len(shown) == 10


@pytest.mark.parametrize(
    ("pages", "drawn", "code"),
    [
        pytest.param([[]], True, "scan", id="an image"),
        pytest.param([[(60, 30, "www.vanban.vn")]] * 3, True, "scan", id="a watermark on images"),
        pytest.param([[], []], False, "empty", id="blank pages"),
    ],
)
def test_a_document_without_text_of_its_own_is_refused(pages: Any, drawn: bool, code: str) -> None:
    def draw(canvas: Any, _: int) -> None:
        if drawn:
            canvas.drawImage(picture(), 0, 0, 595, 842)

    with pytest.raises(Refused) as refused:
        read_pdf(pdf(*pages, draw=draw))
    assert refused.value.code == code


def test_scanned_pages_among_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "version", lambda: None)

    def draw(canvas: Any, number: int) -> None:
        if number in (2, 3):
            canvas.drawImage(picture(), 0, 0, 595, 842)

    reading = read_pdf(pdf(column(PARAGRAPH), [], [], column(PARAGRAPH), draw=draw))
    assert (reading.status, reading.pages) == ("partial", 4)
    assert reading.reason is not None
    assert reading.reason.startswith("scan: ")
    assert "pages 2-3 of 4" in reading.reason


def test_a_text_layer_over_a_scan_is_read() -> None:
    layer = column("\n".join([PARAGRAPH] * 3))
    reading = read_pdf(pdf(layer, draw=lambda canvas, _: canvas.drawImage(picture(), 0, 0, 595, 300)))
    assert reading.status == "done"


def test_a_page_of_scrambled_letters_is_said_to_be_so() -> None:
    scrambled = "Căn c Lu t T ch c Chính ph ngày 19 tháng 6 năm 2015; ứ ậ ổ ứ ủ ị ế ộ"
    reading = read_pdf(pdf(column("\n".join([scrambled] * 4))))
    assert reading.status == "partial"
    assert reading.reason is not None
    assert reading.reason.startswith("garbled: ")


@pytest.mark.parametrize(
    ("text", "alarming"),
    [
        pytest.param(PARAGRAPH, False, id="sound"),
        pytest.param("Ở đó có ạ, ừ, đ) và đ " + PARAGRAPH, False, id="words of one letter that there are"),
        pytest.param("Căn c Lu t T ch c ứ ậ ổ ứ Chính ph ủ " * 3, True, id="letters drawn apart"),
        pytest.param(
            "S\ufffd li\ufffdu th\ufffdng k\ufffd n\ufffdm hai nghìn hai mươi lăm của tỉnh", True, id="no map"
        ),
        pytest.param("ứ ậ ổ", False, id="too short to tell"),
    ],
)
def test_the_alarm_rings_on_scrambled_text_alone(text: str, alarming: bool) -> None:
    text = text if len(text) < 10 else text * 2
    assert (garble(text) > ALARM) == alarming


def older(name: str, *lines: str) -> bytes:
    """A PDF whose text is set in a font of an older encoding, of which it has the name alone."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), pageCompression=0, invariant=True)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(60, 700 - 18 * number, line)
    canvas.save()
    return buffer.getvalue().replace(b"/BaseFont /Helvetica", b"/BaseFont /" + name.encode().ljust(9))


TCVN3 = "QuyÕt ®Þnh sè 381-Q§/TU ngµy 9-2-2007 cña TØnh uû vÒ t\xad liÖu n¨m 2005 - n\xadíc ta"
VNI = "Quyeát ñònh soá 381-QÑ/TU ngaøy 9-2-2007 cuûa Tænh uûy veà tö lieäu naêm 2005 - nöôùc ta"
SHOWN = "Quyết định số 381-QĐ/TU ngày 9-2-2007 của Tỉnh uỷ về tư liệu năm 2005 - nước ta"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        pytest.param(".VnTime", TCVN3, SHOWN, id="TCVN3, told by the font"),
        pytest.param("Helvetica", TCVN3, SHOWN, id="TCVN3, told by the letters"),
        pytest.param(".VnArialH", "Quèc héi", "QUỐC HỘI", id="a TCVN3 font of capitals"),
        pytest.param("VNI-Times", VNI, SHOWN.replace("uỷ", "ủy"), id="VNI, told by the font"),
        pytest.param("Helvetica", VNI, SHOWN.replace("uỷ", "ủy"), id="VNI, told by the letters"),
        pytest.param("Helvetica", "Où l'été © 2005 à Zürich, café, señor", None, id="no Vietnamese at all"),
    ],
)
def test_letters_of_older_fonts_are_those_that_are_shown(name: str, text: str, shown: str | None) -> None:
    assert found(older(name, text)).text == (shown or text)


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(column(PARAGRAPH), encrypt=StandardEncryption("mật khẩu", ownerPassword="x", strength=128))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(locked(), "encrypted", id="a password"),
        pytest.param(b"%PDF-1.7\n%%EOF", "corrupt", id="nothing in it"),
        pytest.param(pdf(column(PARAGRAPH))[:400], "corrupt", id="cut off at once"),
    ],
)
def test_a_file_that_does_not_open_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_pdf(data)
    assert refused.value.code == code


def test_a_document_locked_against_printing_only_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="x", canPrint=0, strength=128)
    assert found(pdf(column(PARAGRAPH), encrypt=lock)).text == PARAGRAPH


def test_a_file_that_lost_its_end_is_partial() -> None:
    data = pdf(column(PARAGRAPH))
    reading = read_pdf(data[: data.rindex(b"startxref")])
    assert reading.text == PARAGRAPH
    assert reading.status == "partial"
    assert reading.reason is not None
    assert "end mark" in reading.reason


def test_too_many_pages_or_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*[column(PARAGRAPH)] * 3)
    monkeypatch.setattr("solieu.ingest.pdf.MOST_CHARACTERS", 300)
    with pytest.raises(Refused, match="too_large"):
        read_pdf(data)
    monkeypatch.setattr("solieu.ingest.pdf.MOST_PAGES", 2)
    with pytest.raises(Refused, match="3 pages"):
        read_pdf(data)


def test_a_document_travels_between_processes_with_its_boxes() -> None:
    document = found(pdf(column(PARAGRAPH)))
    assert pickle.loads(pickle.dumps(document)) == document
    assert sum(len(segment.boxes or b"") for segment in document.segments) <= 16 * len(document.text)


def test_text_drawn_as_shapes_needs_recognition_and_a_frame_does_not() -> None:
    import pypdfium2

    from solieu.ingest.pdf_scan import needs_ocr

    def shapes(canvas: Any, number: int) -> None:
        path = canvas.beginPath()
        for letter in range(40 if number == 1 else 0):
            path.moveTo(60 + 8 * letter, 700)
            for step in range(5):
                path.curveTo(62 + 8 * letter, 702, 64 + 8 * letter, 704, 60 + 8 * letter + step, 706)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.rect(50, 50, 400, 700)

    opened = pypdfium2.PdfDocument(pdf([], [], draw=shapes))
    assert [needs_ocr(page, []) for page in opened] == [True, False]
