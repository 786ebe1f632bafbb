"""The local engine: whatever one item does to its worker, the others come through."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from solieu.engines import EngineError, Finished, Item, Lost
from solieu.engines.local import Local

# What the workers do with an item; they import it, so it stands in a file of its own.
WORK = """
import os, signal, sys, time
from pathlib import Path

def start():
    return work

def cold():
    sys.exit("no model here")

def work(payloads, begin):
    done = []
    for position, payload in enumerate(payloads):
        begin(position)
        if payload == "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif payload == "exit":
            os._exit(3)
        elif payload == "sleep":
            time.sleep(60)
        elif payload == "full disk":
            raise OSError(28, "No space left on device")
        elif isinstance(payload, Path) and not payload.exists():
            payload.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(payload)
    begin(len(payloads))
    if "slow to write" in payloads:
        time.sleep(2)
    return done
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "work_of_the_test.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    import work_of_the_test  # type: ignore[import-not-found]

    return work_of_the_test  # type: ignore[no-any-return]


def _run(
    work: ModuleType, batches: list[list[object]], workers: int = 1, limit: float = 30
) -> tuple[set, dict]:
    events = list(
        Local(workers).run([[Item(each, limit) for each in batch] for batch in batches], work.start)
    )
    done = [payload for event in events if isinstance(event, Finished) for payload in event.result]
    assert len(done) == len(set(done)), "an item was worked on to its end twice"
    return set(done), {event.item.payload: event.reason for event in events if isinstance(event, Lost)}


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        pytest.param("segfault", "failed: worker died (SIGSEGV)", id="a library that crashes"),
        pytest.param("exit", "failed: worker died (exit code 3)", id="a library that leaves"),
    ],
)
def test_only_the_item_at_fault_is_lost(work: ModuleType, poison: str, reason: str) -> None:
    done, lost = _run(work, [["a", "b", poison, "c"], ["d"]], workers=2)
    assert done == {"a", "b", "c", "d"}
    assert lost == {poison: reason}


def test_an_item_that_takes_too_long_is_lost_and_says_so(work: ModuleType) -> None:
    done, lost = _run(work, [["a", "sleep", "b"]], limit=1)
    assert (done, lost) == ({"a", "b"}, {"sleep": "timeout: it took longer than 1 s, all that it may"})


def test_writing_takes_no_time_of_an_item(work: ModuleType) -> None:
    assert _run(work, [["a", "slow to write"]], limit=1) == ({"a", "slow to write"}, {})


def test_an_item_whose_worker_died_once_gets_a_second_chance(work: ModuleType, tmp_path: Path) -> None:
    unlucky = tmp_path / "died before"
    done, lost = _run(work, [["a", unlucky, "b"]])
    assert done == {"a", unlucky, "b"}
    assert lost == {}


def test_no_batches_need_no_worker(work: ModuleType) -> None:
    assert _run(work, [], workers=2) == (set(), {})
    assert _run(work, [[], []], workers=2) == (set(), {})


@pytest.mark.parametrize(("batches", "workers"), [(1, 1), (2, 2), (9, 3)])
def test_no_more_workers_are_started_than_find_work(work: ModuleType, batches: int, workers: int) -> None:
    before = len(_children())
    events = Local(3).run([[Item(n, 30)] for n in range(batches)], work.start)
    next(events)
    assert len(_children()) - before <= workers
    events.close()


def test_workers_that_cannot_start_end_the_run(work: ModuleType) -> None:
    with pytest.raises(EngineError, match="no model here"):
        list(Local(1).run([[Item("a", 30)]], work.cold))


def test_results_that_cannot_be_written_end_the_run(work: ModuleType) -> None:
    with pytest.raises(EngineError, match="No space left"):
        _run(work, [["full disk"]])


def test_workers_end_with_an_interrupted_run(work: ModuleType) -> None:
    before = _children()
    events = Local(2).run([[Item(each, 30)] for each in "abcdef"], work.start)
    next(events)
    assert _children() > before
    events.close()
    assert _children() == before


def _children() -> Sequence[int]:
    """The processes that this one has started and that still run."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("needs /proc to see which processes run")
    return sorted(map(int, listed.read_text().split()))
