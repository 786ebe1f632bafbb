"""How fast and how well scans are read: pages a minute and, beside transcripts, words and figures found.

Run: python tests/benchmarks/ocr.py FOLDER [WORKERS]. A transcript is a `.txt` or `.doc` beside a scan of the
same stem; `.doc` needs antiword or LibreOffice. Words are letters only, tone marks counted wherever in the
word they stand. `body` leaves out what the transcript says of the document's own number and day, which are
written by hand on many scans. Nothing is taken from the cache: every page is read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean

from solieu import ingest
from solieu.ingest.ocr.cache import VARIABLE

SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# A title of a transcript: `SỐ 02/2010/TT-BCT NGÀY 14 THÁNG 01 NĂM 2010`.
_OWN = re.compile(
    r"SỐ\s+(?P<number>\d+/\d{4}/[-A-ZĐ]+)\s+NGÀY\s+(?P<day>\d+)\s+THÁNG\s+(?P<month>\d+)\s+NĂM\s+(?P<year>\d{4})"
)


def words(text: str) -> list[str]:
    """The words of a text, their tone marks behind their letters."""
    return [_folded(word) for word in _WORD.findall(text)]


def recall(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The part of what is wanted that was found, each as often as it is wanted."""
    there = Counter(found)
    return sum(min(times, there[one]) for one, times in Counter(wanted).items()) / max(len(wanted), 1)


def body(transcript: str) -> str:
    """A transcript without its document's own number and day, wherever it tells them."""
    own = _OWN.search(transcript)
    if own is None:
        return transcript
    number, day, month, year = (re.escape(own[name]) for name in ("number", "day", "month", "year"))
    told = rf"{number}|ngày\s+{day}(?:\s+tháng\s+{month}\s+năm\s+|/{month}/){year}"
    return re.sub(told, "", transcript, flags=re.IGNORECASE)


def transcript_of(scan: Path) -> str | None:
    """The text of the transcript beside a scan, None where there is none or nothing to open it with."""
    plain, word = scan.with_suffix(".txt"), scan.with_suffix(".doc")
    if plain.exists():
        return unicodedata.normalize("NFC", plain.read_text(encoding="utf-8"))
    if not word.exists():
        return None
    if (antiword := shutil.which("antiword")) is not None:
        made = subprocess.run([antiword, "-m", "UTF-8.txt", "-w", "0", word], capture_output=True, check=True)
        return unicodedata.normalize("NFC", made.stdout.decode())
    if (office := shutil.which("soffice")) is not None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [office, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, word],
                capture_output=True,
                check=True,
            )
            text = (Path(folder) / f"{word.stem}.txt").read_text(encoding="utf-8-sig")
        return unicodedata.normalize("NFC", text)
    return None


def main(arguments: Sequence[str]) -> None:
    """Read every scan of a folder, and say how fast that goes and what is found."""
    folder, workers = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    scans = sorted(path for path in folder.iterdir() if path.suffix.lower() in SCANS)
    with tempfile.TemporaryDirectory() as cache:
        os.environ[VARIABLE] = cache
        start = time.perf_counter()
        with ProcessPoolExecutor(workers) as pool:
            documents = list(pool.map(ingest.read, scans))
        minutes = (time.perf_counter() - start) / 60
    pages = sum(document.pages or 0 for document in documents if document.ocr)
    print(f"{len(scans)} scans, {pages} pages, {pages / minutes:.1f} pages a minute with {workers} workers")
    rows = []
    for scan, document in zip(scans, documents, strict=True):
        transcript = transcript_of(scan)
        if transcript is None:
            continue
        text, inside = document.text, body(transcript)
        figures = _FIGURE.findall(text)
        rows.append(
            (
                recall(words(transcript), words(text)),
                recall(_FIGURE.findall(transcript), figures),
                recall(_FIGURE.findall(inside), figures),
            )
        )
        print(f"{scan.name:30} words {rows[-1][0]:.4f}  figures {rows[-1][1]:.4f}  body {rows[-1][2]:.4f}")
    for name, choose in (("mean", mean), ("least", min)) if rows else ():
        told = [choose(column) for column in zip(*rows, strict=True)]
        print(f"{name:30} words {told[0]:.4f}  figures {told[1]:.4f}  body {told[2]:.4f}")


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = sorted(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + "".join(tones)


if __name__ == "__main__":
    main(sys.argv[1:])
