"""Thousands of broken documents: none ends the run, none takes more than it may, each has a reason."""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from zipfile import ZipFile

import pandas as pd
import pytest

from mutants import broken_archives, mutants
from solieu.ingest import Refused, sources
from solieu.running import runner
from solieu.running.runner import run

# What the workers do: read, and no more. They import it, so it stands in a file of its own.
READING = """
from functools import partial
from solieu.running import work
from solieu.ingest import read_source
from solieu.types import Analysis

def into_parts(bench, folder):
    return partial(work._write_part, partial(work._bounded, bench.memory, reading), folder)

def reading(source):
    document = read_source(source)
    document.locate(0, len(document.text))
    return Analysis(document)
"""
SEED, MEMORY, SECONDS = 20261122, 1024, 30.0
# Reasons that a broken document may have; an error of our own or a dead worker is none of them.
SOUND = re.compile(
    r"(?:corrupt|empty|too_large|not_text|legacy_encoding|unsupported|encrypted|scan|garbled|damaged|cut_off|tables|"
    r"recognition|illegible|partial|timeout|memory|not_fetched|no_text_column|unreadable)\b"
)


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(60, id="a few"),
        pytest.param(
            int(os.environ.get("SOLIEU_MUTANTS", "10000")), id="all of them", marks=pytest.mark.long
        ),
    ],
)
def test_broken_documents(count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reading_of_the_test.py").write_text(READING)
    monkeypatch.syspath_prepend(tmp_path)
    import reading_of_the_test  # type: ignore[import-not-found]

    monkeypatch.setattr(runner, "into_parts", reading_of_the_test.into_parts)
    with ZipFile(tmp_path / "mutants.zip", "w") as archive:
        for name, data in mutants(count, SEED):
            archive.writestr(name, data)
    summary = run(tmp_path / "mutants.zip", tmp_path / "out", timeout=SECONDS, memory=MEMORY)
    documents = pd.read_parquet(tmp_path / "out" / "documents.parquet")
    assert summary.handled.total() == len(documents) == count
    unread = documents[documents["status"] != "done"]
    assert unread["reason"].notna().all()
    told = Counter(zip(unread["status"], unread["reason"].str.partition(":")[0], strict=True))
    print(dict(summary.handled), told.most_common(), f"{getrusage(RUSAGE_CHILDREN).ru_maxrss >> 10} MB")
    strange = unread[~unread["reason"].str.match(SOUND)]
    assert strange.empty, strange[["source", "reason"]].values.tolist()[:20]
    assert getrusage(RUSAGE_CHILDREN).ru_maxrss >> 10 < 2 * MEMORY


@pytest.mark.parametrize(
    "count",
    [pytest.param(120, id="a few"), pytest.param(5_000, id="all of them", marks=pytest.mark.long)],
)
def test_broken_archives(count: int, tmp_path: Path) -> None:
    """Archives are opened where the run is: nothing in them may be more than a refusal."""
    for name, data in broken_archives(count, SEED):
        path = tmp_path / name
        path.write_bytes(data)
        found = list(sources(path))
        assert all(SOUND.match(str(one.refusal)) for one in found if one.refusal is not None), name
        for one in found:
            if one.member is not None:
                with suppress(Refused):
                    one.read()
        path.unlink()
