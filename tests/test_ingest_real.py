"""Ingest on real files: none fails, each is done or says why not, and their text reads right."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from solieu.ingest import read, read_source, sources
from solieu.ingest.html import node_text
from solieu.ingest.pdf import ALARM, garble

# Read in seconds; the whole of the PDFs takes a minute and is read by the long tests.
QUICK = ["articles", "html", "word", "legacy", "metadata"]


def numbers(shared: Path) -> list[tuple[str, str]]:
    lines = (shared / "real/pdf/truth.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]


def check(folder: Path) -> Counter[str]:
    """How many documents of a folder were handled how."""
    statuses: Counter[str] = Counter()
    for source in sources(folder):
        document = read_source(source)
        statuses[document.status] += 1
        assert document.status in ("done", "partial", "refused")
        assert document.status == "done" or re.match(r"[a-z_]+: .{20,}", document.reason or ""), source.name
        assert (document.status == "refused") == (document.text == ""), source.name
        assert unicodedata.is_normalized("NFC", document.text)
    return statuses


@pytest.mark.parametrize("folder", QUICK)
def test_every_real_file_is_read_or_says_why_not(shared: Path, folder: str) -> None:
    statuses = check(shared / "real" / folder)
    assert sum(statuses.values()) > 0
    if folder in ("articles", "html"):
        assert set(statuses) == {"done"}
    if folder == "word":
        assert set(statuses) == {"refused"}


def test_the_path_of_every_piece_of_a_real_page_leads_back_to_it(shared: Path) -> None:
    for path in sorted((shared / "real/html").glob("*.html"))[::6]:
        document = read(path)
        root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
        for segment in random.Random(5).sample(document.segments, min(40, len(document.segments))):
            assert segment.path is not None
            there = " ".join(unicodedata.normalize("NFC", node_text(root, segment.path)).split(" "))
            assert " ".join(document.text[segment.start : segment.end].split()) in " ".join(there.split())


def test_the_own_number_of_a_gazette_document_stands_whole(shared: Path) -> None:
    rows = sorted(numbers(shared), key=lambda row: (shared / "real/pdf" / row[0]).stat().st_size)
    assert_letterheads(shared, rows[:2])


def assert_letterheads(shared: Path, rows: list[tuple[str, str]]) -> None:
    for name, number in rows:
        document = read(shared / "real/pdf" / name)
        assert re.search(rf"Số: {re.escape(number)}\s", document.text[:2000]), name
        assert re.search(r"Hà Nội, ngày \d\d tháng \d{1,2} năm \d{4}\n", document.text[:2000]), name
        assert garble(document.text) < ALARM / 4, name


@pytest.mark.long
def test_every_real_pdf_reads_right(shared: Path) -> None:
    assert set(check(shared / "real/pdf")) <= {"done", "partial", "refused"}
    assert_letterheads(shared, numbers(shared))


READ_LARGE = r"""
import re, sys
from pathlib import Path
from solieu.ingest import read
document = read(Path(sys.argv[1]))
assert document.status == "done", document.reason
end = len(document.text)
assert document.locate(end - 1, end)[0].source_end == Path(sys.argv[1]).stat().st_size
# Not by getrusage: there a new process begins with the peak of the one that it was forked from.
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def test_a_text_of_50_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    line = "Năm 2010 toàn tỉnh có 14.340 lượt cán bộ, trong đó nữ chiếm 27,98%.\r\n".encode()
    path.write_bytes(line * (50 * 1024 * 1024 // len(line)))
    done = subprocess.run(
        [sys.executable, "-c", READ_LARGE, str(path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 600
