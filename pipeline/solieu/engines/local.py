"""Worker processes on this machine.

Each worker is a fresh interpreter of its own (so a caller's script needs no `__main__` guard), in a session
of its own (so Ctrl-C reaches only the parent, and the parent decides), joined by one pipe; it ends when the
pipe closes, even if the parent was killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any

from solieu.engines import EngineError, Finished, Item, Lost, Start

# Workers in a row that may die before they begin with an item, until it is clear that none will get there.
_FALSE_STARTS = 3
_WARM_UP_SECONDS = _WRITING_SECONDS = 300.0


class Local:
    """An engine of `workers` processes."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, batches: Iterable[Sequence[Item]], start: Start) -> Iterator[Finished | Lost]:
        """What became of every item, as batches end.

        Raises:
            EngineError: workers die before they are ready, or one cannot write its results.
        """
        shift = _Shift(batches)
        crew: list[_Worker] = []
        false_starts = 0
        try:
            while True:
                while len(crew) < self._workers and shift.more_than(sum(not worker.items for worker in crew)):
                    crew.append(_Worker(start))
                for worker in crew:
                    if worker.ready and not worker.items and shift.more_than(0):
                        worker.give(shift.next())
                if not any(worker.items for worker in crew) and not shift.more_than(0):
                    return
                for worker in _stirred(crew):
                    yield from worker.hear()
                    if not worker.over:
                        continue
                    false_starts = 0 if worker.proven else false_starts + 1
                    if false_starts == _FALSE_STARTS:
                        raise EngineError(f"workers end before they begin: {worker.last_words()}")
                    if worker.too_slow:  # before anything is done again that it might be writing
                        worker.stop()
                    crew.remove(worker)
                    yield from shift.take_back(worker)
                    worker.end()
        finally:
            for worker in crew:
                worker.end()


class _Shift:
    """The work that is still to be given out, as much of it as has been looked at."""

    def __init__(self, batches: Iterable[Sequence[Item]]) -> None:
        self._new = iter(batches)
        self._waiting: deque[tuple[Item, ...]] = deque()
        self._suspects: list[Item] = []

    def next(self) -> tuple[Item, ...]:
        """The batch that has waited longest."""
        return self._waiting.popleft()

    def more_than(self, count: int) -> bool:
        """Whether more than so many batches wait; looks no further ahead than it must."""
        while len(self._waiting) <= count and (batch := next(self._new, None)) is not None:
            if batch:
                self._waiting.append(tuple(batch))
        return len(self._waiting) > count

    def take_back(self, worker: _Worker) -> Iterator[Lost]:
        """Sort out the batch of a worker that is over: the item at fault, and the others to do again.

        An item that was at work when its worker died gets a second chance, alone: the memory may have been
        taken by its neighbours.
        """
        at_fault = worker.at_work
        rest = tuple(item for item in worker.items if item is not at_fault)
        if rest:
            self._waiting.appendleft(rest)
        if at_fault is None:
            return
        if worker.too_slow:
            yield Lost(at_fault, f"timeout: it took longer than {at_fault.limit:.0f} s, all that it may")
        elif any(item is at_fault for item in self._suspects):
            yield Lost(at_fault, f"failed: worker died ({worker.cause()})")
        else:
            self._suspects.append(at_fault)
            self._waiting.append((at_fault,))


class _Worker:
    """One process: what it works on, since when, and the pipe to it."""

    def __init__(self, start: Start) -> None:
        self.connection, theirs = Pipe()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `end`)
        code = f"import sys; sys.path[:] = {sys.path!r}\nfrom solieu.engines.worker import serve\n"
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{code}serve({theirs.fileno()})"],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
            start_new_session=True,
        )
        theirs.close()
        self.items: tuple[Item, ...] = ()
        self.at_work: Item | None = None
        self.ready = self.proven = self.over = self.too_slow = False
        self.deadline = time.monotonic() + _WARM_UP_SECONDS
        self._send(start)

    def give(self, items: tuple[Item, ...]) -> None:
        """Send a batch; its items are this worker's until it says that they are done."""
        self.items = items
        self._send([item.payload for item in items])

    def hear(self) -> Iterator[Finished]:
        """Take in what the worker has said, or that it is silent for too long or gone."""
        if not self.connection.poll():
            if time.monotonic() >= self.deadline:
                self.too_slow = self.over = True
            return
        try:
            word, content = self.connection.recv()
        except (EOFError, ConnectionError):
            self.over = True
            return
        if word == "ready":
            self.ready, self.deadline = True, float("inf")
        elif word == "begin":
            writing = content == len(self.items)
            self.proven, self.at_work = True, self.items[content - writing]
            self.deadline = time.monotonic() + (_WRITING_SECONDS if writing else self.at_work.limit)
        elif word == "done":
            done, self.items, self.at_work, self.deadline = self.items, (), None, float("inf")
            yield Finished(done, content)
        else:
            raise EngineError(str(content))

    def cause(self) -> str:
        """How the process ended, for a reader."""
        code = self._process.wait()
        if code >= 0:
            return f"exit code {code}"
        name = signal.Signals(-code).name
        return f"{name}, as when memory runs out" if name == "SIGKILL" else name

    def last_words(self) -> str:
        """The last line that the process wrote before it ended."""
        self._process.wait(timeout=10)
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else self.cause()

    def end(self) -> None:
        """Stop the process, and let go of what it held."""
        self.stop()
        self.connection.close()
        self._errors.close()

    def stop(self) -> None:
        """Stop the process at once, with all that it started."""
        with suppress(ProcessLookupError, PermissionError):  # none of its session is left alive
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _send(self, content: Any) -> None:
        try:
            self.connection.send(content)
        except ConnectionError:  # it died meanwhile: the next look at the pipe tells
            self.deadline = time.monotonic()


def _stirred(crew: Sequence[_Worker]) -> list[_Worker]:
    """The workers that have said something, are gone, or have been silent for too long."""
    soonest = min(worker.deadline for worker in crew)
    patience = None if soonest == float("inf") else max(0.0, soonest - time.monotonic())
    heard: list[Connection] = wait([worker.connection for worker in crew], patience)  # type: ignore[assignment]
    now = time.monotonic()
    return [worker for worker in crew if worker.connection in heard or now >= worker.deadline]
