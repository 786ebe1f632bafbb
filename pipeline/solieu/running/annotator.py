"""Documents to standoff files, with the same workers as a run."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from solieu.engines import Finished
from solieu.errors import CallError
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
from solieu.running.work import MEMORY, Bench, Handled, Task, into_standoff
from solieu.store import standoff


def annotate(
    paths: Paths,
    out: str | Path,
    *,
    workers: int | None = None,
    vocabulary: str | Path | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    timeout: float | None = None,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> list[Handled]:
    """Write each document with its mentions and relations in the standoff form.

    Args:
        paths: one path or several.
        out: the folder for `<stem>.txt`, `<stem>.jsonl` and `<stem>.rel.jsonl`; a document in a folder or
            an archive keeps its path, documents that share a stem keep their whole names.
        workers, vocabulary, text_column, id_column, timeout, memory, progress: as for `runner.run`.

    Returns:
        What became of each document, by name; refused and failed ones have no files.

    Raises:
        solieu.errors.CallError: no such path, or a document that would be overwritten.
        solieu.lexicon.LexiconError: the additions to the lexicon cannot be used.
        solieu.engines.EngineError: workers do not start, or results cannot be written.
    """
    given, team = existing(paths), engine_for("local", workers)
    columns = Columns(text_column, id_column)
    bench = Bench(Path(vocabulary) if vocabulary else None, memory=bounds(timeout, memory))
    vocabulary_hash(bench.vocabulary)
    folder = Path(out)
    originals = {source.name: source.path.resolve() for source in listed(given, folder, columns)}
    places = standoff.stems(list(originals))
    for name, place in places.items():
        if (folder / place.parent / f"{place.name}.txt").resolve() == originals[name]:
            raise CallError(f"{originals[name]} would be overwritten; give another folder to --out")
    results_folder(folder)
    tasks = (Task(serial, 0, source) for serial, source in enumerate(listed(given, folder, columns)))
    handled: list[Handled] = []
    for event in team.run(batches(tasks, timeout), partial(into_standoff, bench, folder, places)):
        if isinstance(event, Finished):
            done: list[Handled] = event.result
        else:
            done = [Handled(event.item.payload.source.name, "failed", event.reason)]
        handled += done
        if progress is not None:
            progress(len(done))
    return sorted(handled)
