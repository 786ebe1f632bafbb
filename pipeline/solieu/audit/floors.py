"""Scores that may only rise: a file of floors, pinned to the corpus that they were measured on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from solieu.audit.score import LEVELS, Scores
from solieu.errors import CallError

# Floors are cut to thousandths, so that a figure that comes back the same never fails for its last digit.
_DIGITS = 1000


class FloorsError(CallError):
    """A file of floors that cannot be used or may not be changed so; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that each measure may be, and the hash of the corpus that they hold for."""

    corpus: str
    floors: dict[str, float]


def measures(scores: Scores) -> dict[str, float]:
    """Every figure that can have a floor, by name: `docref.value`, `all.strict`, `rel.sum`, `field.any.noun`.

    Kinds and relations stand with their F1, fields with their accuracy.
    """
    told = {
        f"{kind}.{level}": scores.kind(kind, level).f1
        for kind in ["all", *scores.kinds()]
        for level in LEVELS
    }
    told |= {f"rel.{name}": scores.relation(name).f1 for name in scores.relations()}
    return told | {f"field.{name}": accuracy for name, (_, accuracy) in scores.fields().items()}


def corpus_hash(folder: Path, ids: Sequence[str]) -> str:
    """The hash of the texts and annotations of these documents."""
    digest = hashlib.sha256()
    for name in sorted(ids):
        for ending in (".txt", ".jsonl", ".rel.jsonl"):
            path = folder / f"{name}{ending}"
            content = path.read_bytes() if path.exists() else b""
            digest.update(f"{name}{ending}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def load(path: Path) -> Floors:
    """The floors of a file.

    Raises:
        FloorsError: it is not there, or not `{"corpus": hash, "floors": {measure: number}}`.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Floors(
            str(content["corpus"]), {str(name): float(low) for name, low in content["floors"].items()}
        )
    except FileNotFoundError:
        raise FloorsError(f"{path}: no such file; --raise-floors makes it from the present scores") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FloorsError(
            f'{path}: expected {{"corpus": hash, "floors": {{measure: number}}}} ({error})'
        ) from None


def gate(floors: Floors, scores: Scores, corpus: str) -> list[str]:
    """What is below its floor or cannot be compared, a line each; empty when all is well."""
    if floors.corpus != corpus:
        return ["the corpus is not the one that the floors were measured on; --raise-floors pins it anew"]
    return below(floors, scores)


def below(floors: Floors, scores: Scores) -> list[str]:
    """Each measure that is under its floor, or that is no longer measured."""
    now = measures(scores)
    lines = []
    for name, low in sorted(floors.floors.items()):
        if name not in now:
            lines.append(f"{name}: floor {low:.3f}, not measured")
        elif now[name] < low:
            lines.append(f"{name}: floor {low:.3f}, now {now[name]:.4f}")
    return lines


def raised(floors: Floors | None, scores: Scores, corpus: str) -> Floors:
    """The floors that these scores allow: each as high as before or higher, pinned to the corpus.

    Without floors before, those of the values of every kind and of every relation.

    Raises:
        FloorsError: a measure is below its floor; lowering one is a decision for a person and an editor.
    """
    now = {name: math.floor(content * _DIGITS) / _DIGITS for name, content in measures(scores).items()}
    if floors is None:
        return Floors(
            corpus, {name: low for name, low in now.items() if name.endswith(".value") or name[:4] == "rel."}
        )
    if failing := below(floors, scores):
        raise FloorsError("floors are only ever raised; below them now:\n" + "\n".join(failing))
    return Floors(corpus, {name: max(low, now[name]) for name, low in floors.floors.items()})


def save(path: Path, floors: Floors) -> None:
    """Write floors, sorted, so that a change shows as one line."""
    content = {"corpus": floors.corpus, "floors": dict(sorted(floors.floors.items()))}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
