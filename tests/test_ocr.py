"""Text recognition: pages as they come off a scanner, what is read on them, and where it stands."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from ingest_samples import pdf
from solieu.ingest import read, read_source
from solieu.ingest.ocr import engine, page
from solieu.ingest.ocr.cleanup import cleaned, skew, turned_back
from solieu.ingest.ocr.engine import Word
from solieu.ingest.ocr.image import read_image, resolution_of
from solieu.ingest.ocr.page import ReadPage, mended_pages, mended_words
from solieu.ingest.ocr.tones import mended
from solieu.ingest.pdf import read_pdf
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source

LINES = (
    "QUYẾT ĐỊNH",
    "Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016",
    "của Chính phủ về tổ chức và hoạt động của cơ quan;",
    "Điều 1. Giao 218 biên chế cho 14 xã, trong đó có 61 nữ,",
    "chiếm 27,98% tổng số cán bộ, công chức của huyện.",
    "Điều 2. Kinh phí thực hiện là 1.238 triệu đồng mỗi năm.",
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký ban hành.",
)
FIGURES = ("34/2016/NĐ-CP", "14", "2016", "218", "61", "27,98%", "1.238")
INCH = 150
SIZE = (1240, 1754)  # A4 at 150 dots per inch
LEFT, TOP, STEP = 120, 150, 60


def drawn(lines: tuple[str, ...] = LINES, size: tuple[int, int] = SIZE) -> Image.Image:
    """A page with lines of text."""
    font = ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"), 26)
    image = Image.new("L", size, 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((LEFT, TOP + number * STEP), line, font=font, fill=0)
    return image


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The bytes of an image file that tells its resolution."""
    file = io.BytesIO()
    image.save(file, kind, dpi=(INCH, INCH), **options)
    return file.getvalue()


def specked(image: Image.Image) -> Image.Image:
    """A page copied too often: pale, with specks."""
    pale = image.point(lambda shade: 120 + shade * 110 // 255)
    pixels = pale.load()
    assert pixels is not None
    for place in range(0, pale.width * pale.height, 97):
        pixels[place % pale.width, place // pale.width] = 90
    return pale


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        pytest.param(drawn(), "PNG", id="a clean page"),
        pytest.param(drawn(), "JPEG", id="lossy compression"),
        pytest.param(drawn().convert("1"), "TIFF", id="black and white, as fax machines and scanners save"),
        pytest.param(drawn().rotate(2.5, fillcolor=255), "PNG", id="laid askew on the glass"),
        pytest.param(drawn().rotate(180), "PNG", id="upside down"),
        pytest.param(drawn().rotate(90, expand=True), "PNG", id="on its side"),
        pytest.param(specked(drawn()), "PNG", id="pale and with specks"),
    ],
)
def test_figures_come_off_a_page(image: Image.Image, kind: str) -> None:
    reading = read_image(saved(image, kind))
    assert (reading.ocr, reading.pages, reading.status) == (True, 1, "done")
    for figure in FIGURES:
        assert figure in reading.text


def test_a_file_of_several_pages_keeps_them_apart() -> None:
    second = drawn(("Điều 4. Chánh Văn phòng chịu trách nhiệm thi hành.", "Nơi nhận: 63 tỉnh, thành phố"))
    reading = read_image(saved(drawn(), "TIFF", save_all=True, append_images=[second]))
    assert reading.pages == 2
    pages = {
        segment.page for segment in reading.segments if "63" in reading.text[segment.start : segment.end]
    }
    assert pages == {2}


def test_what_is_transparent_is_paper() -> None:
    ink = drawn().point(lambda shade: 255 - shade)
    image = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    image.putalpha(ink)
    assert "27,98%" in read_image(saved(image)).text


def test_every_word_has_its_place_and_confidence(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(drawn()))
    document = read(path)
    at = document.text.index("27,98%")
    (origin,) = document.locate(at, at + len("27,98%"))
    assert origin.page == 1
    assert origin.confidence is not None
    assert 0 < origin.confidence <= 1
    points = 72 / INCH
    assert origin.top == pytest.approx((TOP + 4 * STEP) * points, abs=6)
    assert origin.x0 is not None
    assert LEFT * points < origin.x0 < (LEFT + 250) * points
    assert document.ocr


def test_a_page_of_images_in_a_pdf_is_read_and_a_watermark_over_it_is_not() -> None:
    def draw(canvas: Any, _: int) -> None:
        canvas.drawInlineImage(drawn(), 0, 0, 595, 842)

    reading = read_pdf(pdf([(60, 300, "www.vanban.vn")], draw=draw))
    assert (reading.status, reading.ocr) == ("done", True)
    assert "27,98%" in reading.text
    assert "vanban" not in reading.text


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_image(saved(Image.new("L", SIZE, 255)))
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(drawn())[:400], id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, id="nothing behind its first bytes"),
        pytest.param(b"II*\0" + b"\xff" * 64, id="a TIFF that points nowhere"),
    ],
)
def test_a_damaged_image_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_image(data)
    assert refused.value.code == "corrupt"


def test_without_tesseract_an_image_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine, "version", lambda: None)
    path = tmp_path / "a.png"
    path.write_bytes(saved(drawn(("Một trang khác, chưa đọc lần nào",))))
    document = read_source(Source("a.png", path))
    assert document.status == "refused"
    assert re.match(r"scan: .*Tesseract.*solieu doctor", document.reason or "")


def test_no_page_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    image = drawn(("Trang này được đọc một lần, có 45 dòng",))
    first = page.read_page(image, INCH)

    def unwanted(*_: object, **__: object) -> None:
        raise AssertionError("the page was read again")

    monkeypatch.setattr(engine, "recognise", unwanted)
    assert page.read_page(image, INCH) == first
    with pytest.raises(AssertionError, match="read again"):
        page.read_page(image, INCH + 1)


def test_a_page_is_read_again_only_when_the_first_reading_is_poor(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def poor(*_: object, layout: int = engine.WHOLE_PAGE) -> engine.Lines:
        calls.append(layout)
        sure = 0.9 if layout == engine.TURNED else 0.2
        return [[Word("chữ", (0, 0, 9, 9), sure)] * 20]

    monkeypatch.setattr(engine, "recognise", poor)
    lines = page.read_page(drawn(("Trang mờ",)), INCH).lines
    assert calls == [engine.WHOLE_PAGE, engine.TURNED, engine.TURNED]
    assert lines[0][0].confidence == 0.9


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.5])
def test_skew_is_measured_and_boxes_turned_back(angle: float) -> None:
    page_askew = drawn().rotate(angle, fillcolor=255)
    assert skew(page_askew) == pytest.approx(-angle, abs=0.3)
    _, turn = cleaned(page_askew)
    middle = (SIZE[0] / 2, SIZE[1] / 2)
    box = (middle[0] - 5, middle[1] - 5, middle[0] + 5, middle[1] + 5)
    ((word,),) = turned_back([[Word("giữa", box, 1.0)]], turn, SIZE)
    assert word.box == pytest.approx(box, abs=1)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param((300, 300), 300, id="what the file says"),
        pytest.param((1, 1), 150, id="no resolution of any scanner: as if the page were A4"),
        pytest.param(None, 150, id="nothing said"),
    ],
)
def test_resolution(told: tuple[int, int] | None, expected: int) -> None:
    image = Image.new("L", SIZE)
    if told is not None:
        image.info["dpi"] = told
    assert resolution_of(image) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Tô chức Tổ chức", "Tổ chức Tổ chức", id="the mark lost, the word elsewhere"),
        pytest.param("cỗ phần cổ phần", "cổ phần cổ phần", id="another mark for the hook"),
        pytest.param("quyên hạn, quyền hạn.", "quyền hạn, quyền hạn.", id="punctuation stays"),
        pytest.param("đầu tiên tiền tiền tiền", "đầu tiên tiền tiền tiền", id="a word as read stays"),
        pytest.param("cô giáo dạy cổ phần", "cô giáo dạy cổ phần", id="a word with its other neighbour"),
        pytest.param("TÔ CHỨC tổ chức", "TỔ CHỨC tổ chức", id="capitals stay capitals"),
        pytest.param("15 tô 15 tổ chức", "15 tô 15 tổ chức", id="no neighbour speaks for the change"),
    ],
)
def test_lost_marks_are_put_back(words: str, expected: str) -> None:
    assert " ".join(mended_words(words.split())) == expected


@given(st.lists(st.sampled_from(["tô", "chức", "218", "27,98%", "381-QĐ/TU", "cỗ", "phần", "l2", "", "—"])))
def test_mending_changes_no_figure_and_no_length(words: list[str]) -> None:
    after = mended(words, {("tổ", "chức"), ("cổ", "phần")})
    assert len(after) == len(words)
    assert all(new == old for new, old in zip(after, words, strict=True) if not old.isalpha())
    assert [len(new) for new in after] == [len(old) for old in words]


def test_pages_of_one_document_speak_for_each_other() -> None:
    def read_as(number: int, *words: str) -> ReadPage:
        return ReadPage(number, 72, [[Word(word, (0, 0, 10, 10), 0.9) for word in words]])

    pages = mended_pages([read_as(1, "tô", "chức"), read_as(2, "tổ", "chức")])
    assert [[word.text for word in read.words] for read in pages] == [["tổ", "chức"], ["tổ", "chức"]]
    assert [read.number for read in pages] == [1, 2]
