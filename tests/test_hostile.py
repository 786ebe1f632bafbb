"""Documents that mean harm: each costs itself alone, within the limits of time and memory, and says why."""

from __future__ import annotations

import os
import re
import struct
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import ingest_samples as samples
from solieu.errors import CallError
from solieu.ingest import read
from solieu.running import runner
from solieu.running.runner import run

# What the workers do; they import it, so it stands in a file of its own. No model to load: it reads, and does
# what a broken parser would where the bytes say so.
HARM = """
import os, socket, subprocess
from functools import partial
from solieu.running import work
from solieu.ingest import read_source
from solieu.types import Analysis

def into_parts(bench, folder):
    return partial(work._write_part, partial(work._bounded, bench.memory, harm), folder)

def harm(source):
    data = source.read()
    if data.startswith(b"hang"):
        child = subprocess.Popen(["sleep", "600"])
        source.path.with_suffix(".pid").write_text(str(child.pid))
        child.wait()
    elif data.startswith(b"spin"):
        while True:
            pass
    elif data.startswith(b"eat"):
        eaten = []
        while True:
            eaten.append(bytearray(1 << 24))
    elif data.startswith(b"die"):
        os.abort()
    elif data.startswith(b"call"):
        socket.create_connection(("127.0.0.1", 9), timeout=3)
    return Analysis(read_source(source))
"""
LIMITS = {"timeout": 5.0, "memory": 512, "workers": 1}


@pytest.fixture
def harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "harm_of_the_test.py").write_text(HARM)
    monkeypatch.syspath_prepend(tmp_path)
    import harm_of_the_test  # type: ignore[import-not-found]

    monkeypatch.setattr(runner, "into_parts", harm_of_the_test.into_parts)
    return harm_of_the_test  # type: ignore[no-any-return]


def _reasons(folder: Path, out: Path, **limits: float) -> dict[str, tuple[str, str | None]]:
    """Status and reason of each document, by the stem of its name."""
    run(folder, out, **(LIMITS | limits))  # type: ignore[arg-type]
    documents = pd.read_parquet(out / "documents.parquet")
    return {
        row.source.partition(".")[0]: (row.status, row.reason if isinstance(row.reason, str) else None)
        for row in documents.itertuples()
    }


@pytest.mark.usefixtures("harm")
def test_what_a_parser_does_to_itself_costs_one_document(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("a1", "call", "die", "eat", "hang", "m1", "spin", "z1"):
        (folder / f"{name}.txt").write_text(f"{name}: 61 nữ", encoding="utf-8")
    told = _reasons(folder, tmp_path / "out", timeout=3)
    assert {name: status for name, (status, _) in told.items() if status == "done"} == dict.fromkeys(
        ("a1", "m1", "z1"), "done"
    )
    slow = ("failed", "timeout: it took longer than 3 s, all that it may")
    assert (told["hang"], told["spin"]) == (slow, slow)
    assert told["eat"] == (
        "failed",
        "memory: it needs more than 512 MB; give more with --memory",
    )
    assert told["die"] == ("failed", "failed: worker died (SIGABRT)")
    assert told["call"][0] == "failed"
    assert "reached for the network" in (told["call"][1] or "")
    pid = int((folder / "hang.pid").read_text())
    assert _gone(pid), "what a worker started lives on without it"


def _gone(pid: int) -> bool:
    for _ in range(50):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


# --- bombs ------------------------------------------------------------------------------------------------


def _png(width: int, height: int, rows: bytes = b"") -> bytes:
    """An image that claims a size, whatever is in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _document_xml(content: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, before: content if name == "word/document.xml" else before


def _docx(content: bytes) -> bytes:
    return samples.repacked(samples.docx(lambda document: None), _document_xml(content))


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
)  # a thousand million million letters from a few hundred


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )


def _stream(data: bytes, more: bytes = b"") -> bytes:
    for _ in range(more.count(b"Flate") or 1):
        data = zlib.compress(data, 9)
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
_PAGES = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _PAGE)
_LAUGHING = _docx(
    f"<!DOCTYPE d [{_LAUGHS}]><w:document {_WORD}><w:body><w:p><w:r><w:t>61 &l11;</w:t></w:r></w:p></w:body>"
    "</w:document>".encode()
)
_OUTSIDE = _docx(
    f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {_WORD}><w:body><w:p><w:r>'
    "<w:t>61 &x;</w:t></w:r></w:p></w:body></w:document>".encode()
)
_SWOLLEN = _docx(b"<x>" + b" " * (129 << 20) + b"</x>")
_LOOPED = _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>")
_ENORMOUS = _pdf(*_PAGES[:2], _PAGE.replace(b"595 842", b"1e30 1e30"), _stream(b"0 0 m 1 1 l S"))
_FLATTENED = _pdf(*_PAGES, _stream(b"0 0 m\n" * (60 << 20), b"/Filter [/FlateDecode /FlateDecode]"))

BOMBS = {
    "swollen.docx": (_SWOLLEN, "too_large", "a part that unpacks to more than is read"),
    "laughing.docx": (_LAUGHING, "corrupt", "entities that grow tenfold each"),
    "outside.docx": (_OUTSIDE, None, "an entity that names a file of this machine: it is not opened"),
    "pixels.png": (_png(200_000, 200_000), "corrupt|too_large", "40 thousand million pixels in 60 bytes"),
    "loop.pdf": (_LOOPED, "corrupt|too_large", "a tree of pages that is its own branch, twice"),
    "enormous.pdf": (_ENORMOUS, "corrupt|empty|scan", "a page wider than the universe"),
    "flate.pdf": (_FLATTENED, "empty|memory|scan|timeout|failed", "360 MB of strokes in a few hundred bytes"),
    "deep.html": (b"<div>" * 400_000 + "61 nữ".encode(), "empty|cut_off|corrupt", "elements without end"),
    "quadratic.html": (b"<a b='" * 200_000 + "<p>61 nữ".encode(), None, "quotes without end"),
}


@pytest.mark.usefixtures("harm")
def test_bombs_burst_within_the_limits(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, (data, _, _) in BOMBS.items():
        (folder / name).write_bytes(data)
    (folder / "sound.txt").write_text("61 nữ", encoding="utf-8")
    told = _reasons(folder, tmp_path / "out", timeout=20)
    assert told.pop("sound") == ("done", None)
    for name, (_, code, why) in BOMBS.items():
        status, reason = told[name.partition(".")[0]]
        if code is None:
            assert (status, reason) == ("done", None), why
        else:
            assert status != "done", why
            assert re.match(f"(?:{code}): ", reason or ""), f"{why}: {reason}"


def test_entities_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(_OUTSIDE)
    assert read(path).text.strip() == "61"


def test_a_page_fetches_nothing_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<script>document.write('62')</script><p>61 nữ &x;</p>",
        encoding="utf-8",
    )
    document = read(path)
    assert "61 nữ" in document.text
    assert "root:" not in document.text
    assert "62" not in document.text


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param({"timeout": 0}, id="no time"),
        pytest.param({"timeout": -1}, id="less than no time"),
        pytest.param({"memory": 1}, id="less memory than any document needs"),
    ],
)
def test_limits_that_leave_no_room_are_a_bad_call(tmp_path: Path, limits: dict[str, int]) -> None:
    (tmp_path / "a.txt").write_text("61 nữ", encoding="utf-8")
    with pytest.raises(CallError, match="too few"):
        partial(run, tmp_path / "a.txt", tmp_path / "out")(**limits)  # type: ignore[arg-type]
