"""Folders, archives, crawls and tables of texts: every document once, in order, under a stable name."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest_samples import column, docx, pdf, tarred, zipped
from solieu.ingest import Source, containers, read_source, sources
from solieu.types import Document


def fill(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def names(path: Path, **options: Any) -> list[str]:
    return [source.name for source in sources(path, **options)]


def documents(path: Path, **options: Any) -> dict[str, Document]:
    """Every document of a path, read as another process would: from a pickled source."""
    return {s.name: read_source(pickle.loads(pickle.dumps(s))) for s in sources(path, **options)}


def reason(document: Document) -> str:
    return (document.reason or "").partition(":")[0]


def test_a_folder_is_walked_by_name_without_what_is_no_document(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "b.txt": "2",
            "a/z.txt": "1",
            "a/.hidden.txt": "0",
            ".git/config.txt": "0",
            "c.pdf": pdf([]),
            "c.json": "{}",
            "d.json": "{}",
            "a/z.JSON": "{}",
            unicodedata.normalize("NFD", "Số.txt"): "3",
        },
    )
    assert names(tmp_path) == ["Số.txt", "a/z.txt", "b.txt", "c.pdf", "d.json"]
    assert names(tmp_path / "b.txt") == ["b.txt"]


def test_files_of_one_name_from_two_folders_keep_apart(tmp_path: Path) -> None:
    fill(tmp_path, {"x/a.txt": "1", "y/a.txt": "2", "z/a.txt": "3"})
    found = [source.name for source in sources([tmp_path / "x", tmp_path / "y", tmp_path / "z/a.txt"])]
    assert found == ["a.txt", "y/a.txt", "z/a.txt"]
    twice = [source.name for source in sources([tmp_path / "x", tmp_path / "x", tmp_path / "x"])]
    assert twice == ["a.txt", "x/a.txt", "x/a.txt#2"]


def test_a_path_that_is_not_there_is_a_bad_call_before_anything_is_read(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1"})
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        next(sources([tmp_path / "a.txt", tmp_path / "nothing"]))


def test_what_is_no_file_is_a_refused_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    found = documents(tmp_path)
    assert {name: reason(document) for name, document in found.items()} == dict.fromkeys(
        ["link.txt", "pipe.txt"], "unreadable"
    )


MEMBERS = {
    "b.txt": b"hai 2",
    "a/c.txt": b"ba 3",
    "../../etc/d.txt": b"4",
    ".x/e.txt": b"5",
    "a/c.json": b"{}",
    "f.pdf": pdf(column("Có 6 xã")),
}
SHOWN = {"b.txt": "hai 2", "a/c.txt": "ba 3", "../../etc/d.txt": "4", "f.pdf": "Có 6 xã"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("x.zip", zipped(MEMBERS), id="zip"),
        pytest.param("x.tar.gz", tarred(MEMBERS), id="tar.gz"),
        pytest.param("x.TGZ", tarred(MEMBERS), id="tgz"),
        pytest.param("x.tar", gzip.decompress(tarred(MEMBERS)), id="tar"),
    ],
)
def test_the_members_of_an_archive_are_documents(tmp_path: Path, name: str, data: bytes) -> None:
    fill(tmp_path, {name: data})
    assert {key: found.text for key, found in documents(tmp_path).items()} == {
        f"{name}!/{member}": text for member, text in SHOWN.items()
    }
    assert not (tmp_path.parent / "etc").exists()


def test_archives_in_archives_are_opened_down_to_a_depth(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"1", "deep.zip": zipped({"b.txt": b"2"})})
    fill(tmp_path, {"o.zip": zipped({"m.tar.gz": tarred({"i.zip": inner, "c.txt": b"3"})})})
    found = documents(tmp_path)
    assert {key: (document.text, reason(document)) for key, document in found.items()} == {
        "o.zip!/m.tar.gz!/i.zip!/a.txt": ("1", ""),
        "o.zip!/m.tar.gz!/i.zip!/deep.zip": ("", "unsupported"),
        "o.zip!/m.tar.gz!/c.txt": ("3", ""),
    }


def test_a_word_file_named_zip_is_a_document(tmp_path: Path) -> None:
    fill(tmp_path, {"x.zip": docx(lambda document: document.add_paragraph("Có 5 xã"))})
    assert [(key, found.text) for key, found in documents(tmp_path).items()] == [("x.zip", "Có 5 xã")]


def test_members_of_one_name_keep_apart(tmp_path: Path) -> None:
    fill(tmp_path, {"x.zip": zipped({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")})
    assert {key: found.text for key, found in documents(tmp_path).items()} == {
        "x.zip!/a.txt": "1",
        "x.zip!/a.txt#2": "2",
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("x.zip", zipped(MEMBERS)[:-30], id="zip without its directory"),
        pytest.param("x.zip", b"no zip at all", id="no zip"),
        pytest.param("x.tar.gz", tarred(MEMBERS)[:20], id="tar.gz cut off"),
        pytest.param("x.tar.gz", b"no tar at all", id="no tar"),
        pytest.param("x.warc.gz", b"no crawl at all", id="no crawl"),
        pytest.param("x.jsonl.gz", b"no gzip at all", id="no gzip"),
        pytest.param("x.parquet", b"PAR1 no table at all PAR1", id="no table"),
    ],
)
def test_a_broken_archive_is_one_refused_document(tmp_path: Path, name: str, data: bytes) -> None:
    fill(tmp_path, {name: data, "y.txt": "1"})
    found = documents(tmp_path)
    assert [(key, reason(document)) for key, document in found.items()] == [(name, "corrupt"), ("y.txt", "")]


def test_what_stands_before_the_break_of_an_archive_is_kept(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "x %d"}\n' % number for number in range(50_000))
    fill(tmp_path, {"x.jsonl.gz": gzip.compress(lines)[:-2000]})
    found = list(sources(tmp_path))
    assert len(found) > 100
    assert found[0].name == "x.jsonl.gz!/1"
    assert [source.name for source in found if source.refusal] == ["x.jsonl.gz"]


def test_a_member_that_is_locked_or_unpacks_too_far_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solieu.ingest.source.MEMBER_LIMIT", 1000)
    locked = bytearray(zipped({"a.txt": b"1", "b.txt": b"0" * 5000, "c.txt": b"3"}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    fill(tmp_path, {"x.zip": bytes(locked)})
    found = documents(tmp_path)
    assert [reason(document) for document in found.values()] == ["encrypted", "too_large", ""]


ROWS = [("n1", "Có 1 xã"), ("n2", "<p>Có <b>2</b> xã</p>"), ("a/../b", "Có 3 xã")]


def table(kind: str) -> bytes:
    if kind == "csv":
        return ("id;text\n" + "".join(f'{key};"{text}"\n' for key, text in ROWS)).encode("utf-8-sig")
    if kind == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        buffer = io.BytesIO()
        keys, texts = zip(*ROWS, strict=True)
        pq.write_table(pa.table({"id": keys, "text": texts, "other": [1, 2, 3]}), buffer)
        return buffer.getvalue()
    import json

    return "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in ROWS).encode()


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_the_rows_of_a_table_are_documents(tmp_path: Path, kind: str) -> None:
    name = f"news.{kind}"
    fill(tmp_path, {name: table(kind)})
    found = documents(tmp_path, id_column="id")
    assert {key: document.text for key, document in found.items()} == {
        f"{name}!/n1": "Có 1 xã",
        f"{name}!/n2": "Có 2 xã",
        f"{name}!/a/../b": "Có 3 xã",
    }
    assert names(tmp_path) == [f"{name}!/{number}" for number in (1, 2, 3)]
    packed = fill(tmp_path / "packed", {f"{name}.gz": gzip.compress(table(kind))})
    if kind != "parquet":
        assert names(packed, id_column="id")[0] == f"{name}.gz!/n1"


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("options", [{"text_column": "nothing"}, {"id_column": "nothing"}])
def test_a_column_that_is_not_there_names_those_that_are(tmp_path: Path, kind: str, options: Any) -> None:
    fill(tmp_path, {f"news.{kind}": table(kind)})
    (document,) = documents(tmp_path, **options).values()
    assert document.reason is not None
    assert document.reason.startswith(
        "no_text_column: there is no column 'nothing'; the columns are id, text"
    )


def test_a_table_without_a_known_text_column_asks_for_one(tmp_path: Path) -> None:
    fill(tmp_path, {"a.csv": "số,ngày\n1,2\n"})
    (document,) = documents(tmp_path).values()
    assert document.reason is not None
    assert "--text-column" in document.reason


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        pytest.param(
            '{"text": "1"}\nnonsense\n{"text": "2"}\n', ["", "corrupt", ""], id="a line that is no JSON"
        ),
        pytest.param('{"text": "1"}\n[1]\n', ["", "corrupt"], id="a line that is no object"),
        pytest.param('{"text": "1"}\n\n{"text": null}\n', ["", "empty"], id="no text"),
        pytest.param('{"text": 5}\n', ["corrupt"], id="a number for a text"),
        pytest.param('{"text": "\\ud800 1"}\n', [""], id="half a surrogate pair"),
        pytest.param('{"text": "1"}\n' + "[" * 100_000 + "\n", ["", "corrupt"], id="nested without end"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path: Path, lines: str, reasons: list[str]) -> None:
    fill(tmp_path, {"a.jsonl": lines})
    assert [reason(document) for document in documents(tmp_path).values()] == reasons


def test_the_pages_of_a_crawl_are_documents(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for address, status, page in [
        ("http://x.vn/a", "200 OK", "<p>Có 1 xã"),
        ("http://x.vn/b", "404 Not Found", "<p>Không có"),
        ("http://x.vn/a", "200 OK", "<p>Có 2 xã"),
    ]:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        payload = io.BytesIO(page.encode())
        writer.write_record(
            writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
        )
    fill(tmp_path, {"x.warc.gz": buffer.getvalue(), "y.warc": gzip.decompress(buffer.getvalue())})
    found = documents(tmp_path)
    assert [(key.partition("!/")[2], reason(document), document.text) for key, document in found.items()] == [
        ("http://x.vn/a", "", "Có 1 xã"),
        ("http://x.vn/b", "not_fetched", ""),
        ("http://x.vn/a#2", "", "Có 2 xã"),
    ] * 2


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([("x.zip", zipped(MEMBERS)), ("x.tar.gz", tarred(MEMBERS)), ("x.jsonl", table("jsonl"))]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_archives_never_raise(
    tmp_path_factory: pytest.TempPathFactory, sound: tuple[str, bytes], flips: list[tuple[int, int]]
) -> None:
    name, data = sound[0], bytearray(sound[1])
    for at, byte in flips:
        data[at % len(data)] = byte
    folder = fill(tmp_path_factory.mktemp("damaged"), {name: bytes(data)})
    found = list(sources(folder))
    assert found
    for source in found:
        assert isinstance(source, Source)
        document = read_source(source)
        assert document.status == "done" or document.reason


def test_a_tar_that_is_cut_off_in_its_very_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"\x1f\x8b\x08\x08\0\0\0\0\0")
    (source,) = sources(tmp_path / "a.tar.gz")
    assert str(source.refusal).startswith("corrupt: ")


@pytest.mark.parametrize("nested", [False, True], ids=["in one archive", "in archives within"])
def test_an_archive_that_unpacks_without_end_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nested: bool
) -> None:
    monkeypatch.setattr(containers, "ALWAYS_UNPACKED", 1 << 20)
    monkeypatch.setattr(containers, "MOST_UNPACKED", 2)
    blown = {f"{n:02}.txt": b" " * 200_000 for n in range(20)}
    held = {f"{n}.zip": zipped(dict(list(blown.items())[:4])) for n in range(5)} if nested else blown
    (tmp_path / "a.zip").write_bytes(zipped(held))
    found = list(sources(tmp_path / "a.zip"))
    assert sum(source.refusal is None for source in found) == 5
    assert found[-1].name == "a.zip"
    refusals = {str(source.refusal) for source in found if source.refusal is not None}
    assert refusals == {"too_large: it unpacks to more than 1 MB, far beyond its size; unpack it first"}
