"""A run without worker processes, for tests of all that is not about processes: one pipeline for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import pytest
from spacy.language import Language

from solieu.engines import Finished, Item, Lost, Start
from solieu.lexicon import Lexicon
from solieu.running import annotator, jobs, runner
from solieu.running.work import Analyser, Bench, _analysed


class InProcess:
    """An engine that works where it is called; the items whose source is in `deadly` are lost."""

    def __init__(self, deadly: Sequence[str] = ()) -> None:
        self.deadly = deadly

    def run(self, batches: Iterable[Sequence[Item]], start: Start) -> Iterator[Finished | Lost]:
        work = start()
        for batch in batches:
            lost = [item for item in batch if item.payload.source.name in self.deadly]
            rest = tuple(item for item in batch if item not in lost)
            if rest:
                yield Finished(rest, work([item.payload for item in rest], lambda position: None))
            for item in lost:
                yield Lost(item, "failed: worker died (SIGKILL)")


def here(
    patch: pytest.MonkeyPatch,
    nlp: Language,
    lexicon: Lexicon,
    *,
    deadly: Sequence[str] = (),
    around: Callable[[Analyser], Analyser] | None = None,
) -> None:
    """Let `run` and `annotate` work in this process; `around` wraps what analyses a source."""
    for module in (runner, annotator):
        patch.setattr(module, "engine_for", lambda name, workers: InProcess(deadly))

    patch.setattr(jobs, "_FIRST_BATCH", 64)

    def analyser(bench: Bench) -> Analyser:
        made = partial(_analysed, nlp, lexicon, bench.words)
        return made if around is None else around(made)

    patch.setattr(Bench, "analyser", analyser)
