"""How long `import solieu`, `solieu --help` and a first text take in a fresh process, beside their goals.

Run: python tests/benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

FIRST = "import solieu; solieu.analyse('Ngày 9-2-2007, mở 3 lớp cho 218 học viên.')"
COMMANDS: list[tuple[str, list[str], float | None]] = [
    ("bare python", [sys.executable, "-c", "pass"], None),
    ("import solieu", [sys.executable, "-c", "import solieu"], 0.3),
    ("solieu --help", [str(Path(sys.executable).with_name("solieu")), "--help"], 0.5),
    ("first text", [sys.executable, "-c", FIRST], None),
]


def seconds(command: list[str]) -> float:
    """How long one run of the command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int = 9) -> None:
    """Print the median of some runs of each command; the first, with cold files, is not counted."""
    for name, command, goal in COMMANDS:
        seconds(command)
        times = [seconds(command) for _ in range(runs)]
        median = statistics.median(times)
        verdict = "" if goal is None else f"goal {goal} s: {'met' if median < goal else 'MISSED'}"
        print(f"{name:16} median {median:.3f} s  worst {max(times):.3f} s  {verdict}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
