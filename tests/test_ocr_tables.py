"""Tables on pictures of pages: their rules, their cells, and the small figures over units."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from solieu.ingest.ocr import cache, engine
from solieu.ingest.ocr.closer import by_majority
from solieu.ingest.ocr.image import read_image
from solieu.ingest.ocr.page import read_page
from solieu.ingest.ocr.ruled import rules_on, straightened
from solieu.ingest.pdf_rules import Rule
from solieu.ingest.reading import Reading
from test_ocr import INCH, drawn, saved

SERIF = Path(matplotlib.get_data_path()) / "fonts/ttf/STIXGeneral.ttf"
TITLE = "Biểu 1. Diện tích gieo trồng vụ mùa theo huyện năm 2010"
SOURCE = "Nguồn: báo cáo hằng năm do phòng nông nghiệp huyện gửi về"
ROWS = (
    ("TT", "Huyện", "Số hộ", "Diện tích (ha)"),
    ("1", "Yên Minh", "1.238", "27,9"),
    ("2", "Đồng Văn", "2.855", "41,3"),
    ("3", "Quản Bạ", "947", "5,4"),
)
EDGES = (120, 200, 520, 760, 1040)
TOP, HIGH = 260, 64


def table(rows: tuple[tuple[str, ...], ...] = ROWS, size: tuple[int, int] = (1240, 1000)) -> Image.Image:
    """A page with a title, a ruled table and a line below it."""
    image = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(SERIF), 32)
    bottom = TOP + HIGH * len(rows)
    pen.text((120, 150), TITLE, font=font, fill=0)
    pen.text((120, bottom + 60), SOURCE, font=font, fill=0)
    for row, cells in enumerate(rows):
        for left, right, text in zip(EDGES, EDGES[1:], cells, strict=False):
            middle = (left + right - pen.textlength(text, font=font)) / 2
            pen.text((middle, TOP + row * HIGH + 14), text, font=font, fill=0)
    for row in range(len(rows) + 1):
        pen.line((EDGES[0], TOP + row * HIGH, EDGES[-1], TOP + row * HIGH), fill=0, width=3)
    for edge in EDGES:
        pen.line((edge, TOP, edge, bottom), fill=0, width=3)
    return image


def cells_of(reading: Reading) -> list[list[str]]:
    """The texts of a reading's cells, row by row."""
    rows = sorted({cell.row for cell in reading.cells})
    return [
        [reading.text[cell.start : cell.end] for cell in reading.cells if cell.row == row] for row in rows
    ]


@pytest.mark.parametrize(
    "askew", [pytest.param(0.0, id="laid straight"), pytest.param(1.0, id="laid askew on the glass")]
)
def test_a_ruled_table_comes_as_cells(askew: float) -> None:
    reading = read_image(saved(table().rotate(askew, fillcolor=255, resample=Image.Resampling.BICUBIC)))
    assert cells_of(reading) == [list(row) for row in ROWS]
    assert {cell.row for cell in reading.cells if cell.header} == {0}
    lines = reading.text.split("\n")
    assert (lines[0], lines[-1][:14]) == (TITLE, SOURCE[:14])
    # On the page laid askew one figure stays in doubt, and is told; cells are none the less exact.
    assert askew or reading.status == "done"


def test_every_word_of_a_cell_has_its_place_and_confidence() -> None:
    reading = read_image(saved(table().rotate(1.0, fillcolor=255, resample=Image.Resampling.BICUBIC)))
    at = reading.text.index("2.855")
    (segment,) = (one for one in reading.segments if one.start <= at < one.end)
    assert segment.confidence is not None
    assert segment.confidence > 0.5
    straight = read_image(saved(table()))
    (level,) = (one for one in straight.segments if one.start <= straight.text.index("2.855") < one.end)
    box, expected = (
        segment.origin(at, at + 5, reading.text),
        level.origin(level.start, level.end, straight.text),
    )
    # A turn by one degree about the middle of the page moves nothing in the table by more than a line.
    assert box.x0 == pytest.approx(expected.x0, abs=6)
    assert box.top == pytest.approx(expected.top, abs=6)
    assert box.top != expected.top


def test_what_stands_outside_the_cells_of_a_table_is_kept() -> None:
    image = table()
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(SERIF), 32)
    below = TOP + HIGH * len(ROWS)
    # A last row of which only the right end is ruled, as totals have it.
    pen.line((EDGES[-1], below, EDGES[-1], below + HIGH), fill=0, width=3)
    pen.line((EDGES[-2], below, EDGES[-2], below + HIGH), fill=0, width=3)
    pen.line((EDGES[-2], below + HIGH, EDGES[-1], below + HIGH), fill=0, width=3)
    pen.text((EDGES[-2] + 60, below + 14), "860", font=font, fill=0)
    pen.text((EDGES[0] + 20, below + 14), "Người lập biểu", font=font, fill=0)
    text = read_image(saved(image)).text
    assert "860" in text
    assert "Người lập biểu" in text


def test_a_cell_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOLIEU_CACHE", str(tmp_path))
    recognise = engine.recognise

    def unsure(
        image: Image.Image, resolution: int, *, layout: int = engine.WHOLE_PAGE, **options: str
    ) -> object:
        lines = recognise(image, resolution, layout=layout, **options)
        if layout == engine.BLOCK:
            return [[engine.Word("lŸ*", word.box, 0.1) for word in line] for line in lines]
        return [[word for word in line if word.text != "947"] for line in lines]

    monkeypatch.setattr(engine, "recognise", unsure)
    reading = read_image(saved(table()))
    assert reading.status == "partial"
    assert "table 1 on page 1 (1 of its cells could not be read)" in (reading.reason or "")
    assert cells_of(reading)[3] == ["3", "Quản Bạ", "", "5,4"]


@pytest.mark.parametrize(
    ("first", "second", "third", "expected"),
    [
        pytest.param(("41,3", 0.9), ("41,3", 0.8), ("", 0.0), ("41,3", 0.9), id="confirmed"),
        pytest.param(
            ("413", 0.7), ("41,3", 0.92), ("41,3", 0.9), ("41,3", 0.9), id="outvoted by two sure ones"
        ),
        pytest.param(("413", 0.7), ("41,3", 0.4), ("41,3", 0.3), ("413", 0.0), id="outvoted, but by guesses"),
        pytest.param(("8", 0.95), ("", 0.0), ("5", 0.4), ("8", 0.95), id="sure, and the others disagree"),
        pytest.param(("8", 0.6), ("", 0.0), ("5", 0.4), ("8", 0.0), id="in doubt, and the others disagree"),
        pytest.param(("8", 0.6), ("5", 0.9), ("8", 0.9), ("8", 0.6), id="two of three"),
    ],
)
def test_a_figure_in_a_cell_is_what_two_of_three_readings_have(
    first: tuple[str, float],
    second: tuple[str, float],
    third: tuple[str, float],
    expected: tuple[str, float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = (10.0, 10.0, 40.0, 30.0)
    readings = iter([second, third])

    def reads(*_: object, **__: object) -> engine.Lines:
        text, sure = next(readings)
        return [[engine.Word(text, box, sure)]] if text else []

    monkeypatch.setattr(cache, "recognised", reads)
    word = by_majority(engine.Word(first[0], box, first[1]), Image.new("L", (60, 40), 255), INCH)
    assert (word.text, word.confidence, word.box) == (*expected, box)


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(drawn(), id="lines of text"),
        pytest.param(Image.new("L", (1240, 1754), 255), id="blank"),
        pytest.param(Image.new("L", (1240, 1754), 0), id="black"),
        pytest.param(Image.new("L", (3, 2), 255), id="hardly a page"),
    ],
)
def test_a_page_without_rules_has_no_table(image: Image.Image) -> None:
    assert straightened(image, INCH) == (image, 0.0)
    assert rules_on(image, INCH) == []


@given(
    st.lists(st.integers(2, 18), min_size=1, max_size=4, unique=True),
    st.lists(st.integers(2, 18), min_size=1, max_size=4, unique=True),
    st.integers(1, 4),
)
def test_rules_are_found_where_they_are_drawn(across: list[int], down: list[int], width: int) -> None:
    image = Image.new("L", (1000, 1000), 255)
    pen = ImageDraw.Draw(image)
    for at in across:
        pen.line((at * 50, 100, at * 50, 900), fill=0, width=width)
    for at in down:
        pen.line((100, at * 50, 900, at * 50), fill=0, width=width)
    found = rules_on(image, 72)
    for upright, places in ((True, across), (False, down)):
        at = sorted(rule.at for rule in found if rule.upright == upright)
        assert at == pytest.approx(sorted(place * 50 for place in places), abs=3)
    assert all(isinstance(rule, Rule) and rule.end - rule.start > 700 for rule in found)


@pytest.mark.parametrize(
    ("unit", "raised"),
    [
        pytest.param("m", "2", id="square metres"),
        pytest.param("m", "3", id="cubic metres: another figure"),
        pytest.param("m", "", id="metres: there is nothing raised, and nothing is made up"),
    ],
)
@pytest.mark.parametrize("size", [28, 42])
def test_the_raised_figure_of_a_unit_is_read(unit: str, raised: str, size: int) -> None:
    image = Image.new("L", (1240, 400), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(SERIF), size)
    x = 80.0
    for text, kind in (
        (f"Diện tích khoảng 5.000 {unit}", font),
        (raised, ImageFont.truetype(str(SERIF), round(size * 0.6))),
        (" đất ở của hộ", font),
    ):
        pen.text((x, 100), text, font=kind, fill=0)
        x += pen.textlength(text, font=kind)
    words = [word.text for word in read_page(image, INCH).words]
    assert words[words.index("5.000") + 1] == unit + raised
