"""How fast text becomes words and sentences, with underthesea's own segmenter beside it.

Run: python tests/benchmarks/tokenise.py [FILE_OR_FOLDER]; without one, on the texts of corpus/.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from solieu import tokenise

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LEAST = 500_000  # code points: a smaller corpus is repeated


def texts(place: Path) -> list[str]:
    """The texts of a file or of all .txt files below a folder."""
    paths = [place] if place.is_file() else sorted(place.rglob("*.txt"))
    found = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    total = sum(map(len, found))
    return found * (LEAST // total + 1) if total else found


def report(name: str, work: Callable[[str], object], sample: Iterable[str]) -> None:
    """Print how many characters a second `work` handles."""
    start, characters = time.perf_counter(), 0
    for text in sample:
        work(text)
        characters += len(text)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    speed = characters / spent / 1e6
    print(f"{name:34} {speed:6.2f} M characters/s  ({characters:,} in {spent:.1f} s, peak {peak} MB)")


def main(place: Path = CORPUS) -> None:
    """Measure on the texts at a place."""
    sample = texts(place)
    if not sample:
        sys.exit(f"{place}: no .txt file; give a file or a folder that holds some")
    start = time.perf_counter()
    nlp = tokenise.load()
    tokenise.tokenise("Có 3 lớp.", nlp)
    print(f"load and first text: {time.perf_counter() - start:.2f} s")
    report("solieu.tokenise, first time", lambda text: tokenise.tokenise(text, nlp), sample)
    report("solieu.tokenise, warm", lambda text: tokenise.tokenise(text, nlp), sample)
    line = " ".join(" ".join(sample).split())[:1_000_000]
    report("solieu.tokenise, all on one line", lambda text: tokenise.tokenise(text, nlp), [line])

    from underthesea import word_tokenize

    word_tokenize("Có 3 lớp.")
    report(
        "underthesea.word_tokenize by line",
        word_tokenize,
        [row for text in sample for row in text.splitlines()],
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
