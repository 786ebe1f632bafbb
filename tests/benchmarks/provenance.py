"""Whether places lead back: random mentions of PDFs, scans and pages, looked up in their sources, read anew.

Run: python tests/benchmarks/provenance.py FOLDER... [--count N] [--files N] [--seed N]. Of a page the text at
the XPath is read, of a PDF the letters in the box; of a scan the box is cut out of the picture and given to
text recognition alone. Printed is the share whose digits are there, by kind of source, and what is missed.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pypdfium2
from PIL import ImageOps

from solieu import ingest, lexicon, tokenise
from solieu.audit.digits import digits_of
from solieu.audit.origin import Witness
from solieu.extract import extract
from solieu.ingest.ocr.engine import recognise
from solieu.tables import origin_columns
from solieu.types import Document, Mention, Origin

SUFFIXES = {".pdf": "PDF", ".html": "page", ".htm": "page", ".mht": "page"}
INCH, RESOLUTION, AROUND = (
    72,
    300,
    4.0,
)  # points to an inch, dots to an inch, points of paper left around a box
ONE_LINE = 7
SHOWN = 20


def main() -> None:
    """Measure, and print."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("folders", nargs="+", type=Path)
    call.add_argument("--count", type=int, default=1000, help="mentions looked up")
    call.add_argument("--files", type=int, default=1000, help="files of each folder that they are drawn from")
    call.add_argument("--seed", type=int, default=6)
    told = call.parse_args()
    random = Random(told.seed)
    paths = [path for folder in told.folders for path in some_files(folder, told.files, random)]
    found: dict[str, list[tuple[Path, Document, Mention]]] = defaultdict(list)
    for path, document, mention in mentions(paths):
        found["scan" if document.ocr else SUFFIXES[path.suffix.lower()]].append((path, document, mention))
    each = -(-told.count // max(len(found), 1))
    for kind, pool in sorted(found.items()):
        drawn = random.sample(pool, min(each, len(pool)))
        missed = [one for one in drawn if not leads_back(*one)]
        print(f"{kind:5} {len(drawn) - len(missed)} of {len(drawn)} ({len(pool)} mentions)")
        for path, document, mention in missed[:SHOWN]:
            at = origin_columns(document.locate(mention.start, mention.end))
            print(f"      {path.name} {mention.start} {mention.text!r} page {at.get('page')}")


def some_files(folder: Path, count: int, random: Random) -> list[Path]:
    """Documents of a folder, at most so many."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    return sorted(random.sample(files, min(count, len(files))))


def mentions(paths: Sequence[Path]) -> Iterator[tuple[Path, Document, Mention]]:
    """Every mention with a digit, with its document."""
    words = lexicon.load()
    nlp = tokenise.load(lexicon=words)
    for path in paths:
        document = ingest.read(path)
        for mention in extract(tokenise.tokenise(document, nlp), words):
            if digits_of(mention.text):
                yield path, document, mention


def leads_back(path: Path, document: Document, mention: Mention) -> bool:
    """Whether the digits of a mention are where its origins say."""
    origins = document.locate(mention.start, mention.end)
    if document.ocr and all(origin.confidence is not None for origin in origins):
        wanted = digits_of(mention.text)
        return wanted in "".join(digits_of(seen) for seen in pictured(path, origins))
    row = {"start": mention.start, "end": mention.end, "text": mention.text, **origin_columns(origins)}
    return bool(origins) and not list(Witness(document, path.read_bytes()).complaints(row))


def pictured(path: Path, origins: Sequence[Origin]) -> Iterator[str]:
    """What recognition reads in the boxes on the picture of a page: those of one line together."""
    lines: list[list[Origin]] = []
    for origin in origins:
        last = lines[-1][-1] if lines else None
        if last is not None and last.page == origin.page and (origin.x0 or 0.0) > (last.x0 or 0.0):
            lines[-1].append(origin)
        else:
            lines.append([origin])
    with pypdfium2.PdfDocument(path) as opened:
        for line in lines:
            page = opened[(line[0].page or 1) - 1]
            picture = page.render(scale=RESOLUTION / INCH, grayscale=True).to_pil()
            edges = (
                min(one.x0 or 0.0 for one in line) - AROUND,
                min(one.top or 0.0 for one in line) - AROUND,
                max(one.x1 or 0.0 for one in line) + AROUND,
                max(one.bottom or 0.0 for one in line) + AROUND,
            )
            cut = picture.crop(tuple(round(edge * RESOLUTION / INCH) for edge in edges))
            read = recognise(ImageOps.expand(cut, 30, fill=255), RESOLUTION, layout=ONE_LINE)
            yield " ".join(word.text for words in read for word in words)
            page.close()


if __name__ == "__main__":
    main()
