"""One run at a time in one folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from solieu.errors import CallError

_NAME = ".lock"


class OccupiedError(CallError):
    """Another run is at work in the folder."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go when the process ends, however it ends.

    Raises:
        OccupiedError: another process holds it; the message says which and what to do.
    """
    with (folder / _NAME).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise OccupiedError(
                f"{folder}: another run (process {holder}) is writing there; "
                "wait until it ends, or give another folder to --out"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
