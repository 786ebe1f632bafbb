"""What commands have in common: exit codes, the bar that shows how far they are, and being interrupted."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BAD_CALL, UNFINISHED = 2, 1


@contextmanager
def progress_bar(things: str = "documents") -> Iterator[Callable[[int], None]]:
    """A bar on stderr; what it gives is called with the number of things that are done."""
    from tqdm import tqdm

    with tqdm(unit=f" {things}", file=sys.stderr, mininterval=1.0) as bar:

        def progress(count: int) -> None:
            bar.update(count)

        yield progress


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) do what Ctrl-C does: keep what is finished."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
