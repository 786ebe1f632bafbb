"""What the audit of many short texts, relations and checks, costs beside their tokenisation.

Run: python tests/benchmarks/audit.py [FILE.jsonl.gz [FIRST:LAST]]; the rows have a `text`. Without a file, on
the texts of corpus/, repeated. Seconds are of processor time.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

from solieu import lexicon, tokenise
from solieu.check import check
from solieu.extract import extract
from solieu.relate import relate

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REPEATED = 10
STAGES = ("tokenise", "extract", "relate", "check")


def texts(place: str | None = None, rows: str = "0:") -> Iterator[str]:
    """The texts to measure on."""
    if place is None:
        found = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
        yield from found * REPEATED
        return
    first, _, last = rows.partition(":")
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in islice(lines, int(first or 0), int(last) if last else None):
            yield json.loads(line)["text"]


def main(arguments: list[str]) -> None:
    """Measure the stages, and say what part of tokenisation the audit costs."""
    vocabulary, nlp = lexicon.load(), tokenise.load()
    spent: Counter[str] = Counter()
    sizes = []
    for text in texts(*arguments):
        sizes.append(len(text))
        times = [time.process_time()]
        doc = tokenise.tokenise(text, nlp)
        times.append(time.process_time())
        mentions = extract(doc, vocabulary)
        times.append(time.process_time())
        relations = relate(doc, mentions, vocabulary)
        times.append(time.process_time())
        check(mentions, relations, doc.text)
        times.append(time.process_time())
        for stage, (start, end) in zip(STAGES, pairwise(times), strict=True):
            spent[stage] += end - start
    print(f"{len(sizes):,} texts, {sum(sizes):,} characters")
    for stage in STAGES:
        print(f"{stage:10}{spent[stage]:9.2f} s")
    audit = spent["relate"] + spent["check"]
    print(f"relate and check: {audit:.2f} s, {audit / spent['tokenise']:.0%} of tokenise")


if __name__ == "__main__":
    main(sys.argv[1:])
