"""How the cost of extracting grows with the length of text that is made to be hard.

Each text is a million characters of something that patterns trip over; each is extracted at an eighth, a
quarter, a half and the whole. A growth exponent of 1 is linear, of 2 quadratic; above 1.3 it is named, and so
is what takes longer than a minute. Seconds are of processor time.

Run: python tests/benchmarks/linear.py [NAME …] [--small] [--all-stages] [--by-finder]

--small takes a sixteenth of each text, --all-stages relates and checks too, and --by-finder shows each finder
alone where the whole is suspect.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from functools import partial

from solieu import lexicon, tokenise
from solieu.check import check
from solieu.extract import EXTRACTORS, extract
from solieu.relate import relate

WHOLE = 1_000_000
PARTS = (8, 4, 2, 1)
SUSPECT = 1.3
ENOUGH = 60.0  # seconds: a part that takes longer is not followed by a larger one

# What the text repeats, by name.
UNITS = {
    "digits": "1",
    "grouped digits": "1.000.",
    "decimals": "1,5 ",
    "dots": ".",
    "slashes": "1/",
    "bare slashes": "/",
    "dashes": "-",
    "digits and dashes": "1-",
    "days and dashes": "1/2-",
    "years and dashes": "2010-",
    "listed digits": "1, ",
    "listed days": "ngày 1, 2, ",
    "listed years": "2010, 2011, ",
    "percent ranges": "5%-",
    "number words": "hai mươi ba triệu ",
    "hundreds": "một trăm ",
    "nested brackets": "(",
    "brackets with figures": "(5 xã ",
    "spaces": " ",
    "no-break spaces": "5\u00a0",
    "spaced digits": "1 ",
    "newlines": "\n",
    "short lines": "5\n",
    "dates begun": "ngày 1/",
    "dates": "ngày 1/2/2010 ",
    "months": "tháng 1 năm ",
    "years": "năm 2010, ",
    "documents begun": "Quyết định số ",
    "documents": "Quyết định số 12/2010/QĐ-UBND ",
    "symbols": "12/QĐ-",
    "laws": "Luật Đất đai ",
    "capitals": "Bộ ",
    "one word": "x",
    "units": "5 triệu đồng/",
    "ratios": "1/2 ",
    "hedges": "hơn ",
    "from": "từ 5 ",
    "from to": "từ 5 đến ",
    "ages": "dưới 35 tuổi ",
    "durations": "5 năm 3 tháng ",
    "counts": "5 xã, ",
    "and": "5 và ",
    "signs": "+-",
    "decomposed": "o\u0301",
    "prose": "Năm 2010, tỉnh đã mở 3 lớp cho 218 học viên, trong đó nữ chiếm 27,98%, thu 5 tỷ đồng. ",
}


def spent(work: Callable[[str], object], text: str) -> float:
    """Seconds of processor time that `work` takes on a text, whatever else the machine does."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def measure(name: str, work: Callable[[str], object], unit: str, whole: int) -> bool:
    """Print the seconds for each part and the growth exponent; say whether it is too high."""
    text = (unit * (whole // len(unit) + 1))[:whole]
    times: list[float] = []
    for part in PARTS:
        times.append(spent(work, text[: whole // part]))
        if times[-1] > ENOUGH:
            break
    # From the last doubling but one to the last, where constant costs weigh least.
    first = max(0, len(times) - 3)
    growth = math.log2(max(times[-1], 1e-6) / max(times[first], 1e-6)) / max(len(times) - 1 - first, 1)
    suspect = (growth > SUSPECT and times[-1] > 0.2) or times[-1] > ENOUGH
    cells = "".join(f"{seconds:9.3f}" for seconds in times) + " " * 9 * (len(PARTS) - len(times))
    print(f"{name:44}{cells}{growth:8.2f}  {'SUSPECT' if suspect else ''}", flush=True)
    return suspect


def main(arguments: list[str]) -> None:
    """Measure all texts, or those named; see above for the options."""
    chosen = [name for name in arguments if not name.startswith("--")] or list(UNITS)
    vocabulary, nlp = lexicon.load(), tokenise.load()

    def work(text: str) -> None:
        doc = nlp.tokenizer(text)
        mentions = extract(doc, vocabulary)
        if "--all-stages" in arguments:
            check(mentions, relate(doc, mentions, vocabulary), text)

    work(" ".join(UNITS.values()))  # patterns are compiled when they are first needed
    whole = WHOLE // 16 if "--small" in arguments else WHOLE
    print(f"{'seconds at':44}" + "".join(f"{whole // part:>9}" for part in PARTS) + "  growth")
    for name in chosen:
        suspect = measure(name, work, UNITS[name], whole)
        if suspect and "--by-finder" in arguments:
            measure("    tokenise", nlp.tokenizer, UNITS[name], whole)
            for find in EXTRACTORS:
                measure(f"    {find.__name__}", partial(find, lexicon=vocabulary), UNITS[name], whole)


if __name__ == "__main__":
    main(sys.argv[1:])
