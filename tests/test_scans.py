"""Digits of scans: looked at again where in doubt or where a check fails, left alone where illegible."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from ingest_samples import pdf
from solieu import api
from solieu.analysis.document import analyse_document
from solieu.analysis.scans import second_look
from solieu.audit.origin import Witness
from solieu.ingest import read
from solieu.ingest.ocr import closer, engine
from solieu.ingest.ocr.closer import legible, looked_at
from solieu.ingest.ocr.doubts import doubts
from solieu.ingest.ocr.engine import LINE, Lines, Word
from solieu.ingest.ocr.page import ReadPage
from solieu.ingest.source import Source
from solieu.lexicon import Lexicon
from solieu.tables import origin_columns
from solieu.types import Document, Segment
from test_ocr import INCH, drawn, saved

CLASS = ("Năm 2010, trường mở 3 lớp cho 381 học viên", "(200 nam và 181 nữ) của huyện Yên Minh.")
Misread = Callable[[Word], Word]


@pytest.fixture
def misreading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Misread], None]:
    """Lets the first reading of a page go wrong, word by word; closer looks see what is there."""
    monkeypatch.setenv("SOLIEU_CACHE", str(tmp_path / "cache"))
    recognise = engine.recognise

    def install(wrong: Misread) -> None:
        def misread(*arguments: object, layout: int = engine.WHOLE_PAGE, **options: object) -> Lines:
            lines = recognise(*arguments, layout=layout, **options)  # type: ignore[arg-type]
            return lines if layout == LINE else [[wrong(word) for word in line] for line in lines]

        monkeypatch.setattr(engine, "recognise", misread)

    return install


def analysed(folder: Path, nlp: Language, lines: tuple[str, ...] = CLASS) -> api.Result:
    """What is in a picture of some lines."""
    path = folder / "page.png"
    path.write_bytes(saved(drawn(lines)))
    return api.analyse(path, nlp=nlp)


def as_(first: str, again: str, confidence: float | None = None) -> Misread:
    """A reading that takes one word for another, as sure of it as it would be or as told."""

    def wrong(word: Word) -> Word:
        if first not in word.text:
            return word
        sure = word.confidence if confidence is None else confidence
        return replace(word, text=word.text.replace(first, again), confidence=sure)

    return wrong


def test_a_failed_check_suggests_what_a_second_look_reads(
    misreading: Callable[[Misread], None], tmp_path: Path, nlp: Language
) -> None:
    misreading(as_("381", "318"))
    result = analysed(tmp_path, nlp)
    (finding,) = (one for one in result.findings if one.verdict == "inconsistent")
    assert finding.suggestion == "318 → 381"
    assert "381" in finding.message_vi
    assert "381" in finding.message_en
    assert result.checks["suggestion"].dropna().tolist() == ["318 → 381"]
    # And nothing else is changed by it.
    assert "318 học viên" in result.document.text
    assert "318" in result.figures["value"].tolist()


def test_a_second_look_that_agrees_suggests_nothing(tmp_path: Path, nlp: Language) -> None:
    result = analysed(tmp_path, nlp, (CLASS[0].replace("381", "318"), CLASS[1]))
    (finding,) = (one for one in result.findings if one.verdict == "inconsistent")
    assert finding.suggestion is None


@pytest.mark.parametrize(
    ("then", "told"),
    [(None, "cannot be opened"), (b"another picture", "has changed")],
    ids=["gone", "changed"],
)
def test_a_picture_that_cannot_be_looked_at_again_is_told(
    then: bytes | None, told: str, misreading: Callable[[Misread], None], tmp_path: Path, nlp: Language,
    lexicon: Lexicon,
) -> None:  # fmt: skip
    misreading(as_("381", "318"))
    path = tmp_path / "page.png"
    path.write_bytes(saved(drawn(CLASS)))
    first = analyse_document(read(path), nlp, lexicon)
    path.unlink()
    if then is not None:
        path.write_bytes(then)
    second = second_look(first, Source("page.png", path))
    assert (second.mentions, second.findings) == (first.mentions, first.findings)
    assert second.document.status == "partial"
    assert second.document.reason is not None
    assert second.document.reason.startswith("second_look: ")
    assert told in second.document.reason


def test_no_second_look_where_every_check_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nlp: Language
) -> None:
    def unwanted(*_: object) -> None:
        raise AssertionError("looked again")

    monkeypatch.setattr("solieu.ingest.pictures.Pictures.look", unwanted)
    result = analysed(tmp_path, nlp)
    assert [one.verdict for one in result.findings if one.check == "sum"] == ["consistent"]


@pytest.mark.parametrize(
    ("first", "again", "confidence", "expected"),
    [
        pytest.param("12", "l2", None, "12", id="a letter for a digit is no number: two looks put it right"),
        pytest.param("12", "L2", 0.95, "12", id="however sure the first reading was"),
        pytest.param("12", "13", None, "13", id="a wrong number that could be one stays as read"),
        pytest.param("12", "13", 0.2, "13", id="even when it was read with doubt"),
    ],
)
def test_only_what_makes_no_sense_is_mended(
    misreading: Callable[[Misread], None],
    tmp_path: Path,
    first: str,
    again: str,
    confidence: float | None,
    expected: str,
) -> None:
    misreading(as_(first, again, confidence))
    path = tmp_path / "a.png"
    path.write_bytes(saved(drawn(("Ngày 27 tháng 12 năm 2007 của Chính phủ về thuế",))))
    assert f"tháng {expected} năm 2007" in read(path).text


def test_digits_in_doubt_make_no_number_and_are_told(
    misreading: Callable[[Misread], None], tmp_path: Path, nlp: Language
) -> None:
    def wrong(word: Word) -> Word:
        return replace(word, text="1111", confidence=0.2) if "nhận" in word.text else word

    misreading(wrong)
    result = analysed(tmp_path, nlp, ("Có 61 học viên, trong đó", "nhận học viên của huyện Yên Minh"))
    assert "1111 học viên" in result.document.text
    assert result.figures["value"].tolist() == ["61"]
    assert result.document.status == "partial"
    assert re.match(r"unreadable: .*page 1\b", result.document.reason or "")


def test_a_look_that_reads_the_same_makes_sure(
    misreading: Callable[[Misread], None], tmp_path: Path, nlp: Language
) -> None:
    misreading(as_("61", "61", 0.2))
    result = analysed(tmp_path, nlp, ("Có 61 học viên, trong đó", "nhiều học viên của huyện Yên Minh"))
    assert result.figures["value"].tolist() == ["61"]
    assert result.document.status == "done"


@pytest.mark.parametrize(
    ("text", "confidence", "expected"),
    [
        pytest.param("27,98%", 0.6, True, id="a figure read well enough"),
        pytest.param("27,98%", 0.4, False, id="a figure in doubt"),
        pytest.param("60960699609", 0.0, False, id="a dotted line"),
        pytest.param("24/2009/QĐ-", 0.4, True, id="a document's number, cut by the end of the line"),
        pytest.param("01/2010/NĐ-CP", 0.2, False, id="a document's number by hand"),
        pytest.param("huyện", 0.0, True, id="no digits: none in doubt"),
    ],
)
def test_legible(text: str, confidence: float, expected: bool) -> None:
    assert legible(text, confidence) is expected


@given(st.lists(st.sampled_from(["l2", "L7", "218", "2/3", "(0112010", "Điều", "381-QĐ/TU", "0k0", "1."])))
def test_a_look_changes_no_number_that_makes_sense(words: list[str]) -> None:
    def answer(word: Word, *_: object, **__: object) -> list[Word]:
        return [replace(word, text="77", confidence=0.95)] * 2

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closer, "closer", answer)
        line = [Word(text, (0, 0, 9, 9), 0.1) for text in words]
        (after,) = looked_at([line], drawn(), INCH)
    senseless = {"l2", "L7", "(0112010"}
    assert [word.text for word in after] == ["77" if text in senseless else text for text in words]
    assert [word.box for word in after] == [word.box for word in line]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("Số: 10/2010/TT-BTC", None, id="a printed number"),
        pytest.param("Số : 10/2010/TT-BTC", None, id="a colon apart"),
        pytest.param("Số: Ôs$, /2010/TT-BCT", "own number", id="a number by hand, read as letters"),
        pytest.param("Số f+ /2010/TT-BCT", "own number", id="no colon either"),
        pytest.param("Số 27/QĐ-TTg", None, id="a printed number without a colon"),
        pytest.param("Số: /2010/TT-BCT", "own number", id="no number filled in"),
        pytest.param("Số: ?01+ /2010/TT-BCT", "own number", id="a number by hand, read with doubt"),
        pytest.param("Căn cứ Nghị định ?38", "digits on page 1", id="other digits in doubt"),
        pytest.param("Số liệu năm 2010", None, id="no number line"),
    ],
)
def test_what_is_not_legible_is_told(head: str, expected: str | None) -> None:
    words = [
        Word(text.lstrip("?"), (0, 0, 9, 9), 0.2 if text.startswith("?") else 0.9) for text in head.split()
    ]
    told = doubts([ReadPage(1, 300, [[Word("QUYẾT", (0, 0, 9, 9), 0.9)], words])])
    assert (told is None) == (expected is None)
    assert expected is None or expected in (told or "")


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_the_box_of_a_word_is_proved_by_the_picture(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    picture = drawn(CLASS)
    scan = pdf([(60, 800, "www")], draw=lambda canvas, _: canvas.drawInlineImage(picture, 0, 0, 595, 842))
    path.write_bytes(scan if kind == "pdf" else saved(picture))
    document = read(path)
    start = document.text.index("381")
    row = {"start": start, "end": start + 3, "text": "381"} | origin_columns(
        document.locate(start, start + 3)
    )
    witness = Witness(document, path.read_bytes())
    assert list(witness.complaints(row)) == []
    moved = row | {"top": row["top"] + 200, "bottom": row["bottom"] + 200}
    assert any("no '381' in the box" in told for _, told in witness.complaints(moved))


def test_doubtful_digits_make_no_number_in_any_window_of_a_long_scan(nlp: Language, lexicon: Lexicon) -> None:
    text = "Mở được 61 lớp học.\nTuyển 1111 học viên.\nXây dựng 62 trường."
    words = [(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+", text)]
    segments = tuple(
        Segment(start, end, page=1, confidence=0.1 if word == "1111" else 0.9) for start, end, word in words
    )
    scan = Document("a.png", "0" * 64, "image/png", text, segments, ocr=True)
    for window in (len(text), 24):  # one for all, one a line
        found = analyse_document(scan, nlp, lexicon, window=window).mentions
        assert [mention.text for mention in found] == ["61", "62"]
