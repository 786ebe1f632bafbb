"""What the runner and the annotator have in common: from paths to batches of work for an engine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from solieu import lexicon
from solieu.engines import Engine, Item
from solieu.engines.local import Local
from solieu.errors import CallError
from solieu.ingest import Source, sources
from solieu.ingest.reading import MEBI, MEMBER_LIMIT
from solieu.ingest.rows import Columns
from solieu.running.work import Task

# Documents and bytes in one batch. The first batches are small, so that few documents still keep every
# worker busy; the later ones larger, so that many documents do not leave as many parts.
_FIRST_BATCH, _LARGEST_BATCH, _BATCHES_OF_A_SIZE = 4, 64, 16
_BATCH_BYTES = MEBI
# What a member of an archive is taken to have before it is unpacked.
_MEMBER_BYTES = MEBI // 64
# Seconds that a document may take, and for each megabyte more; the fewest megabytes that let one be read.
_SECONDS, _SECONDS_A_MEGABYTE = 600.0, 60.0
_LEAST_MEMORY = 64

Paths = str | Path | Iterable[str | Path]
Progress = Callable[[int], None]


def existing(paths: Paths) -> list[Path]:
    """The paths as a list.

    Raises:
        CallError: there is none, or nothing is at one of them.
    """
    given = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if not given:
        raise CallError("no paths; give at least one file, folder or archive")
    for path in given:
        if not path.exists():
            raise CallError(f"{path}: there is no such file or folder; check the path")
    return given


def engine_for(name: str, workers: int | None) -> Engine:
    """The engine of that name with so many workers, by default one a processor.

    Raises:
        CallError: there is no such engine, or no worker in it.
    """
    if name != "local":
        raise CallError(f"the engine {name!r} is not part of this version; use --engine local")
    if workers is not None and workers < 1:
        raise CallError(f"{workers} workers cannot do anything; give --workers 1 or more")
    return Local(workers or _processors())


def results_folder(out: str | Path) -> Path:
    """The folder for results, made if need be.

    Raises:
        CallError: it cannot be made.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(f"{folder}: cannot be made ({error.strerror}); give another --out") from None
    return folder


def listed(paths: Sequence[Path], out: Path, columns: Columns) -> Iterator[Source]:
    """The documents in the paths, without those in the folder of the results."""
    results = out.resolve()
    within = any(path.resolve() in results.parents for path in paths)
    for source in sources(paths, text_column=columns.text, id_column=columns.id):
        if not (within and results in source.path.resolve().parents):
            yield source


def bounds(timeout: float | None, memory: int) -> int:
    """The megabytes that a document may take, if they and the seconds leave room to read one.

    Raises:
        CallError: they do not.
    """
    if timeout is not None and timeout <= 0:
        raise CallError(f"{timeout:g} seconds are too few for any document; give --timeout 1 or more")
    if memory < _LEAST_MEMORY:
        raise CallError(f"{memory} MB are too few for any document; give --memory {_LEAST_MEMORY} or more")
    return memory


def batches(tasks: Iterable[Task], timeout: float | None = None) -> Iterator[list[Item]]:
    """Documents in batches, smaller ones first, and none with many more bytes than the others.

    `timeout` is the seconds that each may take; None for what its bytes let expect.
    """
    batch: list[Item] = []
    size = made = 0
    for task in tasks:
        weight, most = _bytes(task.source)
        batch.append(Item(task, timeout or _SECONDS + _SECONDS_A_MEGABYTE * most / MEBI))
        size += weight
        full = min(_FIRST_BATCH << made // _BATCHES_OF_A_SIZE, _LARGEST_BATCH)
        if size >= _BATCH_BYTES or len(batch) >= full:
            yield batch
            batch, size, made = [], 0, made + 1
    if batch:
        yield batch


def vocabulary_hash(folder: Path | None) -> str | None:
    """The hash of a user's additions to the lexicon, None without any; they are proved on the way.

    Raises:
        solieu.lexicon.LexiconError: they cannot be used.
    """
    lexicon.load(folder)
    if folder is None:
        return None
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.tsv")):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _processors() -> int:
    """The processors that this process may use; not every system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _bytes(source: Source) -> tuple[int, int]:
    """How many bytes a document probably has, and how many at most."""
    if source.data is not None:
        return len(source.data), len(source.data)
    try:
        size = source.path.stat().st_size
    except OSError:
        return 0, 0
    if source.member is None:
        return size, size
    return min(size, _MEMBER_BYTES), min(size, MEMBER_LIMIT)
