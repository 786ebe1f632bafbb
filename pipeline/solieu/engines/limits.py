"""What a worker may take of the machine: memory for one document, no network, no dump of a crash."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEBI = 1 << 20
# What Python asks its audit hooks about before it reaches for another machine or takes calls from one.
_NETWORK = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"})


@contextmanager
def bounded_memory(mebibytes: int) -> Iterator[None]:
    """Within it, this process and those that it starts may take so much address space more than at its start.

    Python raises `MemoryError` beyond that; a library in C may end the process instead. Where the system
    does not say how much a process takes (only Linux does), the bound is on all that the process takes.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = _taken() + mebibytes * MEBI
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (OSError, ValueError):  # a system without this limit (macOS): the limit of time is left
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def shut_in() -> None:
    """Leaves this process without network, and without a dump of its memory when it crashes; for good."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError(f"a reader of documents reached for the network ({event})")


def _taken() -> int:
    """The address space of this process in bytes, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
