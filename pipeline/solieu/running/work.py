"""What a worker of a run does with documents: read, analyse, and write rows or standoff files.

Whatever goes wrong with a document stays with that document: this is the one place where any exception is
caught, and it becomes a row with the status `failed` and a reason. A document that asks for more memory than
it may have is one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from solieu import lexicon, tokenise
from solieu.analysis.document import analyse_document
from solieu.analysis.scans import second_look
from solieu.engines import Work
from solieu.engines.limits import bounded_memory
from solieu.ingest.reading import Refused
from solieu.ingest.source import Source, read_source
from solieu.store import standoff
from solieu.store.dataset import write_part
from solieu.tables import all_tables
from solieu.types import Analysis, Document

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

# Characters of an exception's message that a reason keeps.
_MESSAGE = 200
# Megabytes that a document may take beside what its worker takes: the largest text that is read needs half.
MEMORY = 4_096

Analyser = Callable[[Source], Analysis]
Begin = Callable[[int], None]
_Result = TypeVar("_Result")


class Task(NamedTuple):
    """A document to work on: its number in this run, the input that it came from, where its bytes are."""

    serial: int
    input: int
    source: Source


class _OutOfMemoryError(Exception):
    """A document that asked for more memory than it may have."""


class Handled(NamedTuple):
    """What became of a document."""

    source: str
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker is given once: the folder of a user's vocabulary, and whether words are wanted.

    `memory` is the megabytes that a document may take.
    """

    vocabulary: Path | None
    words: bool = False
    memory: int = MEMORY

    def analyser(self) -> Analyser:
        """The function from a source to what is in it, warmed by a first sentence."""
        vocabulary = lexicon.load(self.vocabulary)
        nlp = tokenise.load(lexicon=vocabulary)
        nlp("Có 61 nữ.")
        return partial(_bounded, self.memory, partial(_analysed, nlp, vocabulary, self.words))


def into_parts(bench: Bench, folder: Path) -> Work:
    """Work that turns each batch of tasks into a part of a dataset, named by the number of its first task."""
    return partial(_write_part, bench.analyser(), folder)


def into_standoff(bench: Bench, folder: Path, places: Mapping[str, PurePosixPath]) -> Work:
    """Work that writes each document in the standoff form; a refused or failed one writes nothing."""
    return partial(_write_standoff, bench.analyser(), folder, places)


def write_failed(folder: Path, task: Task, reason: str) -> Handled:
    """Write the part of a document that its worker did not survive, for the reason that the engine gives."""
    analysis = _failed(task.source, reason)
    write_part(folder / str(task.serial), all_tables([analysis], places=[task.input]))
    return _handled(analysis)


def _bounded(memory: int, analyser: Analyser, source: Source) -> Analysis:
    try:
        with bounded_memory(memory):
            return analyser(source)
    except MemoryError:
        raise _OutOfMemoryError(f"it needs more than {memory} MB; give more with --memory") from None


def _analysed(nlp: Language, vocabulary: lexicon.Lexicon, words: bool, source: Source) -> Analysis:
    # A zone forgets the words of a document with the document; without, memory grows with every new word.
    with nlp.memory_zone():
        return second_look(analyse_document(read_source(source), nlp, vocabulary, words=words), source)


def _write_part(analyser: Analyser, folder: Path, tasks: Sequence[Task], begin: Begin) -> list[Handled]:
    analyses = {task: _analysis(analyser, task, position, begin) for position, task in enumerate(tasks)}
    begin(len(tasks))
    ordered = sorted(tasks, key=lambda task: (task.input, task.source.name, analyses[task].document.sha256))
    tables = _isolated(lambda: _tabulated(ordered, analyses))
    if isinstance(tables, str):  # one document's rows break a promise of the tables: find which
        for task in tasks:
            reason = _isolated(partial(_tabulated, [task], analyses))
            if isinstance(reason, str):
                analyses[task] = _failed(task.source, reason)
        tables = _tabulated(ordered, analyses)
    write_part(folder / str(tasks[0].serial), tables)
    return [_handled(analyses[task]) for task in tasks]


def _write_standoff(
    analyser: Analyser,
    folder: Path,
    places: Mapping[str, PurePosixPath],
    tasks: Sequence[Task],
    begin: Begin,
) -> list[Handled]:
    handled = []
    for position, task in enumerate(tasks):
        analysis = _analysis(analyser, task, position, begin)
        if analysis.document.status in ("done", "partial"):
            standoff.write(folder, places[task.source.name], analysis)
        handled.append(_handled(analysis))
    return handled


def _analysis(analyser: Analyser, task: Task, position: int, begin: Begin) -> Analysis:
    begin(position)
    outcome = _isolated(lambda: analyser(task.source))
    return _failed(task.source, outcome) if isinstance(outcome, str) else outcome


def _tabulated(tasks: Sequence[Task], analyses: Mapping[Task, Analysis]) -> dict[str, pd.DataFrame]:
    return all_tables([analyses[task] for task in tasks], places=[task.input for task in tasks])


def _isolated(work: Callable[[], _Result]) -> _Result | str:
    """What the work returns, or the reason why it did not."""
    try:
        return work()
    except _OutOfMemoryError as error:
        return f"memory: {error}"
    except Exception as error:  # noqa: BLE001  the isolation boundary: nothing that one document does may end a run
        message = str(error).strip().partition("\n")[0][:_MESSAGE]
        return f"failed: {type(error).__name__}{': ' * bool(message)}{message}"


def _failed(source: Source, reason: str) -> Analysis:
    """A document that could not be handled, with the hash of its bytes as far as they can be had."""
    try:
        data = source.read()
    except Refused:
        data = b""
    sha256 = hashlib.sha256(data).hexdigest()
    return Analysis(Document(source.name, sha256, "application/octet-stream", status="failed", reason=reason))


def _handled(analysis: Analysis) -> Handled:
    return Handled(analysis.document.source, analysis.document.status, analysis.document.reason)
