"""What carries out a run: the one interface that the runner knows, and what it sends and hears back.

An engine takes batches of items to workers. A worker is warmed once by `start()`, which returns the function
that works on a batch; that function calls `begin(position)` before each item, so that the item at fault is
known when a worker dies or an item takes too long, and with the position behind the last before it writes
what came of them. Only the item at fault is lost, the rest of its batch is done again: what a lost worker
wrote is written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Work = Callable[[Sequence[Any], Callable[[int], None]], Any]
Start = Callable[[], Work]


@dataclass(frozen=True, slots=True)
class Item:
    """What one piece of work is about; `limit` is the seconds that it may take."""

    payload: Any
    limit: float


@dataclass(frozen=True, slots=True)
class Finished:
    """A batch that was worked on to its end, and what the worker returned for it."""

    items: tuple[Item, ...]
    result: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that killed its worker twice (`failed: …`), or took longer than it may (`timeout: …`)."""

    item: Item
    reason: str


class EngineError(RuntimeError):
    """The engine cannot go on: workers that do not start, or a disk that takes no more."""


class Engine(Protocol):
    """Anything that can take batches to workers."""

    def run(self, batches: Iterable[Sequence[Item]], start: Start) -> Iterator[Finished | Lost]:
        """What became of every item, in no particular order.

        Raises:
            EngineError: the engine cannot go on.
        """
        ...
