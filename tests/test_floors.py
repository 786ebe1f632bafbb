"""The scores that a change may not lower: on the corpus, and on the shared gold where that is at hand.

A floor is raised with the change that earns it (`make floors`), never lowered to let a change pass. Where the
gold itself changes, `make floors` pins them anew, so that both stand in one diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from solieu.audit import floors
from solieu.audit.score import gold_ids, score
from solieu.running.annotator import annotate

CHECKOUT = Path(__file__).resolve().parents[1]
PINNED = Path(__file__).parent / "floors"


def failing(gold: Path, name: str, annotated: Path) -> list[str]:
    """The measures of a gold folder that are below their floor, after annotating its texts anew."""
    annotate(sorted(gold.glob("*.txt")), annotated)
    return floors.gate(
        floors.load(PINNED / f"{name}.json"),
        score(gold, annotated),
        floors.corpus_hash(gold, gold_ids(gold)),
    )


def test_the_corpus_is_read_as_well_as_before(tmp_path: Path) -> None:
    assert failing(CHECKOUT / "corpus", "corpus", tmp_path / "annotated") == []


@pytest.mark.parametrize("name", ["dev", "relations"])
def test_texts_of_others_are_read_as_well_as_before(name: str, shared: Path, tmp_path: Path) -> None:
    assert failing(shared / "gold" / name, name, tmp_path / "annotated") == []


@pytest.mark.parametrize("name", ["corpus", "dev", "relations"])
def test_there_is_a_floor_under_every_kind_and_relation_that_is_promised(name: str) -> None:
    measured = floors.load(PINNED / f"{name}.json").floors
    promised = {"all.value", "count.value", "date.value", "percent.value", "rel.sum", "rel.share"}
    assert promised <= set(measured)
