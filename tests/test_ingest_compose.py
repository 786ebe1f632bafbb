"""The composer: whatever the pieces, one NFC text whose every character leads back to its source."""

from __future__ import annotations

import pickle
import re
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solieu.ingest.compose import SEGMENT_LENGTH, Composer, _is_mark, _mark_class
from solieu.ingest.reading import Refused
from solieu.ingest.text import read_text
from solieu.types import Document

# What real files hold and what breaks naive readers: NFD, marks in the wrong order, line ends of both kinds,
# a lone carriage return, blanks of all widths, Korean jamo, letters that NFC takes apart, astral letters.
PIECES = [
    *("a", "Số", "ố", "o\u0302\u0301", "o\u0301\u0302", "e\u0323\u0302", "đ", "1", "27,98%", ".", " ", "\t"),
    *("\u0301", "\u0323", "\r\n", "\n", "\r", "\u00a0", "\u200b", "\ufeff", "\u212b", "\u0958", "\f"),
    *("\u1100\u1161", "\u11a8", "\U0001f600", "\U0001d15e"),
]  # fmt: skip
letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=3)
texts = st.lists(st.one_of(st.sampled_from(PIECES), letters), max_size=40).map("".join)


def document(data: bytes) -> Document:
    reading = read_text(data)
    return Document(
        "a.txt", "0" * 64, "text/plain", reading.text, reading.segments, encoding=reading.encoding
    )


def normal(raw: str) -> str:
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))


def proves(found: Document, data: bytes, start: int, end: int) -> None:
    """The bytes that `locate` names, decoded and normalised, are the text, or hold a letter that is cut."""
    origins = found.locate(start, end)
    raw = b"".join(data[origin.source_start : origin.source_end] for origin in origins)
    assert found.encoding is not None
    there = normal(raw.decode(found.encoding))
    text = found.text[start:end]
    whole = not _is_mark(text[0]) and not (end < len(found.text) and _is_mark(found.text[end]))
    assert there == text if whole else text in there


@settings(deadline=None)
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
@example("e\u0301\u0323\r\n", "utf-16", None)
def test_every_character_of_a_text_leads_back_to_its_bytes(
    raw: str, codec: str, data: st.DataObject | None
) -> None:
    raw += "x"
    written = raw.encode(codec)
    if codec == "utf-8" and raw.startswith("\ufeff"):
        raw = raw[1:]
    found = document(written)
    assert found.text == normal(raw)
    assert unicodedata.is_normalized("NFC", found.text)
    for position in range(len(found.text)):
        proves(found, written, position, position + 1)
    if data is not None:
        start = data.draw(st.integers(0, len(found.text) - 1))
        proves(found, written, start, data.draw(st.integers(start + 1, len(found.text))))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_long_text_is_cut_into_segments_that_still_prove_their_bytes(form: str, end: str) -> None:
    line = unicodedata.normalize(form, "Tổng số 1.234 lượt người, chiếm 27,98%.")
    written = (line + end).encode() * 1000
    found = document(written)
    assert all(segment.end - segment.start <= SEGMENT_LENGTH for segment in found.segments)
    assert sum(segment.end - segment.start for segment in found.segments) == len(found.text)
    for start in range(0, len(found.text) - 60, 997):
        proves(found, written, start, start + 50)
    assert pickle.loads(pickle.dumps(found)) == found


@settings(deadline=None)
@given(st.lists(st.tuples(texts, st.booleans()), max_size=12))
def test_pieces_from_anywhere_make_one_normal_text(pieces: list[tuple[str, bool]]) -> None:
    composer = Composer()
    closed = run = ""
    for number, (raw, parted) in enumerate(pieces):
        if parted:
            composer.put("\n")
            closed, run = closed + normal(run) + "\n", ""
        composer.add(raw, path=str(number))
        run += raw
        assert len(composer) == len(closed + normal(run))
    text, segments = composer.finish()
    assert text == closed + normal(run)
    for before, after in pairwise(segments):
        assert before.end <= after.start


def composed(pieces: list[str]) -> str:
    composer = Composer()
    for piece in pieces:
        composer.add(piece)
    return composer.finish()[0]


def test_a_mark_joins_the_letter_of_the_piece_before() -> None:
    composer = Composer()
    composer.add("Ha", path="first")
    composer.add("\u0300 Nội", path="second")
    text, segments = composer.finish()
    assert text == "Hà Nội"
    assert [(s.start, s.end, s.path) for s in segments] == [(0, 2, "first"), (2, 6, "second")]


def test_the_box_of_a_composed_letter_covers_its_parts() -> None:
    composer = Composer()
    boxes = [(10.0, 5.0, 16.0, 15.0), (11.0, 2.0, 15.0, 5.0), None, (20.0, 5.0, 26.0, 15.0)]
    composer.add("e\u0302 n", page=3, boxes=boxes)
    text, segments = composer.finish()
    found = Document("a.pdf", "0" * 64, "application/pdf", text, segments)
    (letter,), (space,), (both,) = found.locate(0, 1), found.locate(1, 2), found.locate(0, 3)
    assert text == "ê n"
    assert (letter.page, letter.x0, letter.top, letter.x1, letter.bottom) == (3, 10.0, 2.0, 16.0, 15.0)
    assert (space.page, space.x0) == (3, None)
    assert (both.x0, both.top, both.x1, both.bottom) == (10.0, 2.0, 26.0, 15.0)


def test_marks_without_end_are_refused_before_they_cost_quadratic_time() -> None:
    for pieces in (["a" + "\u0301\u0323" * 50_000], ["a", *["\u0301"] * 5000]):
        with pytest.raises(Refused, match="combining marks"):
            composed(pieces)


def test_only_separators_go_without_an_origin() -> None:
    with pytest.raises(ValueError, match="only separators"):
        Composer().put("Số")


def test_every_character_that_may_join_the_one_before_counts_as_a_mark() -> None:
    """A mark that is missed would leave a text apart where a window or a piece ends."""
    marks = re.compile(f"[{_mark_class()}]")
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.combining(character):
            assert _is_mark(character), hex(code)
        assert _is_mark(character) == bool(marks.fullmatch(character)), hex(code)
        parts = unicodedata.decomposition(character)
        if parts and "<" not in parts and len(parts.split()) == 2:
            second = chr(int(parts.split()[1], 16))
            composes = unicodedata.normalize("NFC", character) == character
            assert not composes or _is_mark(second), hex(code)
