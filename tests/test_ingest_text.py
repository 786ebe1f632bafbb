"""Text files: which encodings are read, and what is said of those that are not."""

from __future__ import annotations

import pytest

from solieu.ingest.encodings import WINDOW
from solieu.ingest.reading import Refused
from solieu.ingest.text import read_text
from solieu.types import Document

LINE = "Năm 2010 có 218 học viên, trong đó nữ chiếm 27,98%.\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(LINE.encode(), LINE, "utf-8", id="plain"),
        pytest.param(LINE.encode("utf-8-sig"), LINE, "utf-8", id="byte-order mark dropped"),
        pytest.param(LINE.encode("utf-16"), LINE, "utf-16-le", id="Windows calls it Unicode"),
        pytest.param(b"\xfe\xff" + LINE.encode("utf-16-be"), LINE, "utf-16-be", id="big-endian"),
        pytest.param(b"a\r\nb\rc\n", "a\nb\rc\n", "utf-8", id="a lone carriage return stays"),
        pytest.param("Hà Nội\u00a0\u200b1".encode(), "Hà Nội\u00a0\u200b1", "utf-8", id="odd blanks stay"),
    ],
)
def test_unicode_is_read_as_it_stands(data: bytes, text: str, encoding: str) -> None:
    reading = read_text(data)
    assert (reading.text, reading.encoding, reading.status, reading.reason) == (text, encoding, "done", None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param("Sè: 15/Q§-UB, ngµy 3 th¸ng 2".encode("latin-1"), "legacy_encoding", id="TCVN3"),
        pytest.param("Soá: 15, ngaøy 3 thaùng 2".encode("latin-1"), "legacy_encoding", id="VNI"),
        pytest.param("Số: 15".encode("cp1258", "replace") + b"\xd2", "legacy_encoding", id="Windows-1258"),
        pytest.param(bytes(range(256)) * 4, "not_text", id="binary"),
        pytest.param(LINE.encode("utf-16-le"), "not_text", id="UTF-16 that does not say so"),
        pytest.param(b" \n\t\n", "empty", id="blanks only"),
    ],
)
def test_what_is_no_unicode_text_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(data)
    assert refused.value.code == code
    assert len(refused.value.message) > 40


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        pytest.param(
            LINE.encode() * 9 + "Nộ".encode()[:-1], LINE * 9 + "N\ufffd", id="cut off within a letter"
        ),
        pytest.param(
            LINE.encode() * 20 + b"\xff" + LINE.encode(), LINE * 20 + "\ufffd" + LINE, id="a bad byte"
        ),
    ],
)
def test_a_sound_text_with_a_damaged_place_is_partial(data: bytes, kept: str) -> None:
    reading = read_text(data)
    found = Document("a.txt", "0" * 64, "text/plain", reading.text, reading.segments)
    position = kept.index("\ufffd")
    (origin,) = found.locate(position, position + 1)
    assert (reading.text, reading.status) == (kept, "partial")
    assert reading.reason is not None
    assert f"byte {origin.source_start}" in reading.reason
    assert found.locate(len(kept) - 1, len(kept))[0].source_end == len(data)


@pytest.mark.parametrize("shift", range(4))
def test_letters_and_line_ends_across_two_windows_stay_whole(shift: int) -> None:
    data = b"x" * (WINDOW - shift) + "ố\r\no\u0302\u0301!".encode()
    reading = read_text(data)
    found = Document("a.txt", "0" * 64, "text/plain", reading.text, reading.segments)
    assert reading.text == "x" * (WINDOW - shift) + "ố\nố!"
    assert [
        data[o.source_start : o.source_end]
        for o in found.locate(len(reading.text) - 2, len(reading.text) - 1)
    ] == ["o\u0302\u0301".encode()]
