"""The archive runner: documents to workers, their rows to a dataset that grows and can be interrupted.

A dataset remembers its inputs. A run over one of them adds the documents that are new, replaces those whose
bytes have changed or that could not be read before, and takes out those that are no longer there. Documents
of inputs that this run was not given stay as they are.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from solieu import lexicon
from solieu.archive import conclude
from solieu.engines import EngineError, Finished
from solieu.errors import CallError
from solieu.ingest import Refused, Source
from solieu.ingest.rows import Columns
from solieu.running.jobs import (
    Paths,
    Progress,
    batches,
    bounds,
    engine_for,
    existing,
    listed,
    results_folder,
    vocabulary_hash,
)  # fmt: skip
from solieu.running.work import MEMORY, Bench, Handled, Task, into_parts, write_failed
from solieu.store.dataset import SCHEMA_VERSION, Conclude, Dataset, Entry
from solieu.store.lock import lock
from solieu.store.parquet import iter_frames

_READ = ("done", "partial")


@dataclass(slots=True)
class Summary:
    """What a run did, and what the dataset holds after it.

    `handled` counts the documents of this run by status, `kept` those that were there already, `taken_out`
    those that are no longer in the inputs; `counts` are those of run.json: rows, statuses, kinds, verdicts.
    """

    out: Path
    handled: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    taken_out: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def inconsistent(self, most: int) -> list[tuple[str, str]]:
        """The first inconsistent checks, at most so many: source and message."""
        found: list[tuple[str, str]] = []
        for checks in iter_frames(self.out, "checks"):
            wrong = checks[checks["verdict"] == "inconsistent"].head(most - len(found))
            found += list(zip(wrong["doc_id"], wrong["message_vi"], strict=True))
            if len(found) == most:
                break
        names: dict[str, str] = {}
        for documents in iter_frames(self.out, "documents"):
            wanted = {doc_id for doc_id, _ in found}  # a check of the archive has no document
            named = documents[[doc_id in wanted for doc_id in documents["doc_id"]]]
            names |= dict(zip(named["doc_id"], named["source"], strict=True))
        return [(names.get(doc_id, "the archive"), message) for doc_id, message in found]


def run(
    paths: Paths,
    out: str | Path,
    *,
    workers: int | None = None,
    engine: str = "local",
    tokens: bool = False,
    fresh: bool = False,
    vocabulary: str | Path | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    timeout: float | None = None,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> Summary:
    """Turn files, folders and archives into the tables of a dataset.

    Args:
        paths: one path or several.
        out: the folder of the dataset. One that was made with the same settings is added to and, if it was
            interrupted, finished.
        workers: processes; by default one a processor.
        engine: `local`.
        tokens: whether to fill the table of words.
        fresh: start over instead of adding.
        vocabulary: a folder with additions to the lexicon.
        text_column, id_column: the columns of tables that hold a text a row; by default guessed.
        timeout: seconds that a document may take; by default 600, and 60 more for each of its megabytes.
        memory: megabytes that a document may take beside what its worker takes.
        progress: called with the number of documents whenever some are finished.

    Raises:
        solieu.errors.CallError: no such path, engine or number of workers, or a limit that leaves no room.
        solieu.lexicon.LexiconError: the additions to the lexicon cannot be used.
        solieu.store.dataset.DatasetError: the folder holds a dataset of other settings.
        solieu.store.lock.OccupiedError: another run is at work in the folder.
        solieu.engines.EngineError: workers do not start, or results cannot be written or are gone.
    """
    given, team = existing(paths), engine_for(engine, workers)
    columns = Columns(text_column, id_column)
    bench = Bench(Path(vocabulary) if vocabulary else None, tokens, bounds(timeout, memory))
    settings = {
        "program": version("solieu"),
        "schema": SCHEMA_VERSION,
        "tokens": tokens,
        "vocabulary": vocabulary_hash(bench.vocabulary),
        "text_column": text_column,
        "id_column": id_column,
    }
    if Path(out).resolve() in [path.resolve() for path in given]:
        raise CallError(f"{out} is an input; give a folder of its own to --out")
    with lock(results_folder(out)):
        dataset = Dataset(Path(out))
        dataset.prepare(settings, fresh=fresh)
        job = _Run(dataset, given, columns)
        for event in team.run(batches(job.tasks(), timeout), partial(into_parts, bench, dataset.parts)):
            if isinstance(event, Finished):
                done: list[Handled] = event.result
            else:
                done = [job.lose(event.item.payload, event.reason)]
            job.summary.handled.update(one.status for one in done)
            if progress is not None:
                progress(len(done))
        told = partial(conclude, lexicon=lexicon.load(bench.vocabulary))
        return job.finish({"version": version("solieu"), "settings": settings}, told)


class _Run:
    """What one run knows of its documents: which are there already, which are new, which are gone."""

    def __init__(self, dataset: Dataset, paths: Sequence[Path], columns: Columns) -> None:
        self.summary = Summary(dataset.folder)
        self._dataset = dataset
        self._columns = columns
        self._inputs = list(dict(zip(dataset.register(paths), paths, strict=True)).items())
        self._first = self._serial = dataset.next_part()
        self._kept: set[Entry] = set()
        self._before: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        for entry in dataset.entries():
            self._before[entry.input, entry.source].append(entry)

    def tasks(self) -> Iterator[Task]:
        """The documents that are new or changed, or that could not be read before."""
        for number, path in self._inputs:
            for source in listed([path], self._dataset.folder, self._columns):
                if not self._unchanged(number, source):
                    yield Task(self._serial, number, source)
                    self._serial += 1

    def lose(self, task: Task, reason: str) -> Handled:
        """Write the row of a document that its worker did not survive."""
        return write_failed(self._dataset.parts, task, reason)

    def finish(self, description: dict[str, Any], conclude: Conclude) -> Summary:
        """Merge what is wanted into the tables, with what `conclude` makes of them all."""
        covered = {number for number, _ in self._inputs}
        wanted = [
            entry
            for entry in self._dataset.entries()
            if entry.input not in covered or entry in self._kept or int(entry.part or 0) >= self._first
        ]
        handled = self.summary.handled.total()
        there = sum(int(entry.part or 0) >= self._first for entry in wanted)
        if there != handled:
            raise EngineError(
                f"{self._dataset.parts}: of {handled} documents written there {there} are left; "
                "leave the folder alone during a run, and start over with --fresh"
            )
        left = {(entry.input, entry.source) for entry in wanted}
        self.summary.kept = len(self._kept)
        self.summary.taken_out = len({place for place, entries in self._before.items() if entries} - left)
        self.summary.counts = self._dataset.finish(wanted, description, conclude)["counts"]
        return self.summary

    def _unchanged(self, number: int, source: Source) -> bool:
        """Whether the document is there already, read, from the very same bytes."""
        before = [entry for entry in self._before.get((number, source.name), ()) if entry.status in _READ]
        if not before:
            return False
        try:
            sha256 = hashlib.sha256(source.read()).hexdigest()
        except Refused:
            return False
        same = {entry for entry in before if entry.sha256 == sha256}
        self._kept |= same
        return bool(same)
