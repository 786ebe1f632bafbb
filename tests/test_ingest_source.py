"""Any file is a document: read by what is in it, or refused with what is missing and what to do."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest_samples import column, docx, pdf, picture, zipped
from solieu.ingest import Source, read, read_source
from solieu.ingest.reading import LIMITS

WORDS = "Năm 2010 có 218 học viên, trong đó nữ chiếm 27,98%."
PDF = pdf(column(WORDS))
DOCX = docx(lambda document: document.add_paragraph(WORDS))
HTML = f"<!doctype html><meta charset=utf-8><table><tr><td>{WORDS}<td>2</table><p>{WORDS}".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
REASON = re.compile(r"[a-z_]+: \S.{20,}")


def of(data: bytes, name: str) -> Source:
    return Source(name, Path(), data=data)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        pytest.param(PDF, "a.txt", "application/pdf", id="a PDF under a wrong name"),
        pytest.param(b"\r\n" + PDF, "a", "application/pdf", id="a PDF after a line end"),
        pytest.param(HTML, "a.pdf", "text/html", id="a page that a server sent for a PDF"),
        pytest.param(
            b"<!-- saved -->\n<html><p>" + WORDS.encode(), "a", "text/html", id="a page after a comment"
        ),
        pytest.param(f"{WORDS} <b>1</b>".encode(), "a.html", "text/html", id="a page by its name"),
        pytest.param(
            ("\ufeff<html><p>" + WORDS).encode("utf-16-le"), "a", "text/html", id="a page in UTF-16"
        ),
        pytest.param(WORDS.encode(), "a.docx", "text/plain", id="a text under a wrong name"),
        pytest.param(
            f"%PDF là đuôi tệp. {WORDS}".encode(), "a", "text/plain", id="a text that speaks of PDF"
        ),
        pytest.param(f"BM-1 {WORDS}".encode(), "a.txt", "text/plain", id="a text that begins like an image"),
        pytest.param(f"PAR1 {WORDS}".encode(), "a.txt", "text/plain", id="a text that begins like a table"),
    ],
)
def test_the_bytes_tell_the_kind_before_the_name(data: bytes, name: str, media_type: str) -> None:
    document = read_source(of(data, name))
    assert (document.media_type, document.status) == (media_type, "done")
    assert "218" in document.text or "27,98%" in document.text
    assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "begins"),
    [
        pytest.param(b"", "a.txt", "empty: ", id="empty"),
        pytest.param(
            OLE + "WordDocument".encode("utf-16-le") + bytes(64),
            "a.doc",
            "unsupported: .*doc.*Libre",
            id="doc",
        ),
        pytest.param(
            OLE + "Workbook".encode("utf-16-le") + bytes(64), "a.doc", "unsupported: .*xls", id="xls"
        ),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted: ", id="a locked docx"
        ),
        pytest.param(b"{\\rtf1 abc}", "a.doc", "unsupported: .*rtf", id="rtf named doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", "a.pdf", "corrupt: the image", id="half an image"),
        pytest.param(
            zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
            "a",
            "unsupported: .*xlsx",
            id="xlsx",
        ),
        pytest.param(zipped({"mimetype": b"application/epub+zip"}), "a", "unsupported: .*epub", id="epub"),
        pytest.param(
            zipped({"a.txt": b"x"}), "a.dat", "unsupported: a zip archive", id="a zip under a wrong name"
        ),
        pytest.param(DOCX[:3000], "a.docx", "corrupt: ", id="a docx cut off"),
        pytest.param(
            b"\x07" + PDF[1:2000], "a.pdf", "corrupt: .*named .pdf", id="a PDF without its beginning"
        ),
        pytest.param(b'{"title": 1}', "a.json", "unsupported: a data file", id="data alone"),
        pytest.param(bytes(range(256)), "a", "not_text: ", id="binary"),
        pytest.param("Sè: 15, ngµy 3".encode("latin-1"), "a.txt", "legacy_encoding: .*UTF-8", id="TCVN3"),
    ],
)
def test_what_is_not_read_says_why_and_what_to_do(data: bytes, name: str, begins: str) -> None:
    document = read_source(of(data, name))
    assert (document.status, document.text, document.segments) == ("refused", "", ())
    assert document.reason is not None
    assert re.match(begins, document.reason)
    assert REASON.fullmatch(document.reason)


def test_a_file_too_large_for_its_kind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "text", 100)  # type: ignore[arg-type]
    document = read_source(of(WORDS.encode() * 3, "a.txt"))
    assert document.reason is not None
    assert document.reason.startswith("too_large: ")
    monkeypatch.setattr("solieu.ingest.source.LARGEST", 1000)
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(2000))
    document = read(path)
    assert document.reason is not None
    assert document.reason.startswith("too_large: ")
    assert document.sha256 == hashlib.sha256(bytes(2000)).hexdigest()


def test_reading_a_path_that_is_no_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(IsADirectoryError, match="folder"):
        read(tmp_path)


def test_a_document_is_named_as_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    assert read(path).source == "a.txt"
    assert read(str(path), source="x/y.txt").source == "x/y.txt"
    assert read(path).doc_id == read(path).doc_id != read(path, source="b.txt").doc_id


# A name, sound bytes, and how many of them hypothesis may change.
SOUND = [("a.pdf", PDF), ("a.docx", DOCX), ("a.html", HTML), ("a.txt", (WORDS * 9).encode())]
changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["flip", "cut", "drop", "copy"]),
        st.binary(min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=8,
)


def changed(data: bytes, how: list[tuple[float, str, bytes]]) -> bytes:
    for where, what, bytes_ in how:
        at = int(where * len(data))
        if what == "flip":
            data = data[:at] + bytes_ + data[at + len(bytes_) :]
        elif what == "cut":
            data = data[: max(at, 1)]
        elif what == "drop":
            data = data[:at] + data[at + 20 :]
        else:
            data = data[:at] + data[at // 2 : at // 2 + 50] + data[at:]
    return data


@settings(max_examples=120)
@given(st.sampled_from(SOUND), changes)
@example(SOUND[0], [(0.5, "cut", b"x")])
def test_damaged_bytes_are_a_document_with_a_reason_never_an_error(
    sound: tuple[str, bytes], how: list[tuple[float, str, bytes]]
) -> None:
    name, data = sound
    document = read_source(of(changed(data, how), name))
    assert document.status in ("done", "partial", "refused")
    assert (document.status == "refused") == (document.text == "")
    assert document.status == "done" or REASON.match(document.reason or "")
    document.locate(0, len(document.text))
    document.text.encode()


def test_a_scan_inside_and_a_picture_outside_a_pdf_are_both_named() -> None:
    scan = pdf([], draw=lambda canvas, _: canvas.drawImage(picture(), 0, 0, 595, 842))
    document = read_source(of(scan, "a.pdf"))
    assert document.reason is not None
    assert re.match("scan: text recognition .* page 1 of 1", document.reason)
