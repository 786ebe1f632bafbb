"""How many planted errors the checks catch, and what they say of texts that nobody touched.

One error at a time is planted in a copy of a text with gold annotations. It is caught where the copy has an
`inconsistent` finding that the untouched text has not, and that rests on the planted mention or on a mention
of one of its gold relations. The untouched texts are run apart: what is inconsistent there is known where the
gold relations themselves do not hold or the folder lists the error, and a false alarm everywhere else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from solieu.audit.catchable import catchable
from solieu.audit.known import KnownError, is_known, known_errors
from solieu.audit.plant_kinds import FIGURES, SLIPS
from solieu.errors import CallError
from solieu.store.standoff import Annotated, read
from solieu.types import Analysis, Finding

Row = dict[str, Any]
Analyse = Callable[[str], Analysis]
# What a finding is known again by: its check, and where its evidence stands in the untouched text.
Key = tuple[str, frozenset[int]]


class PlantError(CallError):
    """Gold that nothing can be planted in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A mention's text put in place of another in a copy of a text."""

    start: int
    old: str
    new: str

    def apply(self, text: str) -> str:
        """The copy."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def origin(self, position: int) -> int:
        """Where a position of the copy was before the edit; all of the edited stretch is its start.

        >>> Edit(4, "100", "10").origin(8)
        9
        """
        if position < self.start:
            return position
        if position < self.start + len(self.new):
            return self.start
        return position - len(self.new) + len(self.old)


@dataclass(frozen=True, slots=True)
class Planting:
    """One planted error and what came of it."""

    document: str
    kind: str
    edit: Edit
    relations: tuple[str, ...]
    caught: bool
    catchable: bool

    def row(self) -> Row:
        """The planting as plain values, for JSON."""
        return {
            "document": self.document,
            "kind": self.kind,
            "start": self.edit.start,
            "stated": self.edit.old,
            "planted": self.edit.new,
            "relations": list(self.relations),
            "caught": self.caught,
            "catchable": self.catchable,
        }


@dataclass(slots=True)
class Harvest:
    """What the untouched texts and the plantings came to.

    `figures` counts the gold figures, dates and citations; `related` those in a gold relation; `tested` those
    that a verdict rests on.
    """

    documents: int = 0
    figures: int = 0
    related: int = 0
    tested: int = 0
    related_tested: int = 0
    known: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    plantings: list[Planting] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    not_plantable: Counter[str] = field(default_factory=Counter)

    def table(self) -> list[tuple[str, str, int, int, int, int]]:
        """Recall in rows: group, its name, caught, planted, and both again of what could be caught at all.

        The groups: `all` plantings, those `related` by gold, and these by `kind` and by `relation`.
        """
        tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for planting in self.plantings:
            names = [("all", "every planting")]
            if planting.relations:
                names += [("related", "in a gold relation or pair"), ("kind", planting.kind)]
                names += [("relation", name) for name in planting.relations]
            for name in names:
                for place, one in enumerate((planting.caught, True)):
                    tally[name][place] += one
                    tally[name][place + 2] += one and planting.catchable
        order = {name: place for place, name in enumerate(("all", "related", "kind", "relation"))}
        ranks = {kind: place for place, kind in enumerate(SLIPS)}
        names = sorted(tally, key=lambda name: (order[name[0]], ranks.get(name[1], 99), name[1]))
        return [(group, name, *_four(tally[group, name])) for group, name in names]

    def as_dict(self) -> Row:
        """Everything as plain values, for JSON."""
        told: Row = {name: getattr(self, name) for name in ("documents", "figures", "related", "tested")}
        told |= {"related_tested": self.related_tested, "known": self.known, "set_aside": self.set_aside}
        told |= {"false_alarms": self.false_alarms, "not_plantable": dict(self.not_plantable)}
        columns = ("group", "name", "caught", "planted", "catchable_caught", "catchable")
        told["recall"] = [dict(zip(columns, row, strict=True)) for row in self.table()]
        told["plantings"] = [planting.row() for planting in self.plantings]
        return told


def _four(counts: Sequence[int]) -> tuple[int, int, int, int]:
    caught, planted, caught_catchable, catchable_ones = counts
    return caught, planted, caught_catchable, catchable_ones


def plant(
    folders: Sequence[Path],
    analyse: Analyse,
    *,
    seed: int = 0,
    related_only: bool = False,
    progress: Callable[[int], None] = lambda count: None,
) -> Harvest:
    """Plant every kind of slip once in every gold mention that allows it, and count what is caught.

    Args:
        folders: texts with gold annotations in the standoff form.
        analyse: what finds and tests the figures of a text.
        seed: from which every slip is drawn; the same seed plants the same errors.
        related_only: leave out mentions that stand in no gold relation and no document-date pair.
        progress: told how many plantings have been made since it was last called.

    A document that has an inconsistent finding untouched is listed and set aside: nothing is planted in it.

    Raises:
        PlantError: a folder holds no annotated text.
        CallError: a folder's list of known errors is not in its form.
        StandoffError: annotations that are not in the form.
    """
    harvest = Harvest()
    for folder in folders:
        stems = sorted(path.name.removesuffix(".jsonl") for path in folder.glob("*.jsonl"))
        stems = [stem for stem in stems if not stem.endswith(".rel")]
        if not stems:
            raise PlantError(f"{folder}: no annotated text there; give a folder with x.txt and x.jsonl")
        known = known_errors(folder)
        for stem in stems:
            gold = read(folder, stem)
            before = analyse(gold.text)
            if _untouched(harvest, stem, gold, before, known):
                harvest.set_aside.append(stem)
            else:
                for planting in _plantings(harvest, stem, gold, before, analyse, seed, related_only):
                    harvest.plantings.append(planting)
                    progress(1)
    return harvest


def _untouched(
    harvest: Harvest, stem: str, gold: Annotated, analysis: Analysis, known: Sequence[KnownError]
) -> bool:
    """Adds what an untouched text shows; returns whether anything in it is inconsistent."""
    tested = {
        mention.start
        for finding in analysis.findings
        if finding.verdict != "not_testable"
        for mention in finding.evidence
    }
    related = set(_relations_of(gold))
    starts = {row["start"] for row in gold.mentions}
    harvest.documents += 1
    harvest.figures += len(starts)
    harvest.related += len(related)
    harvest.tested += len(starts & tested)
    harvest.related_tested += len(related & tested)
    alarms = [finding for finding in analysis.findings if finding.verdict == "inconsistent"]
    for finding in alarms:
        told = f"{stem}:{min(m.start for m in finding.evidence)} {finding.check}: {finding.message_en}"
        expected = _borne_out(finding, gold) or is_known(stem, finding, known)
        (harvest.known if expected else harvest.false_alarms).append(told)
    return bool(alarms)


def _borne_out(finding: Finding, gold: Annotated) -> bool:
    """Whether gold states what a finding complains of: in a relation, or in a date that it calls invalid."""
    evidence = {mention.start for mention in finding.evidence}
    if any(row["start"] in evidence and row.get("invalid") for row in gold.mentions):
        return True
    groups = [_members(row) for row in gold.relations]
    if finding.check != "citation":
        return any(evidence <= group for group in groups)
    return evidence <= set().union(*(group for group in groups if group <= evidence))


def _relations_of(gold: Annotated) -> dict[int, list[Row]]:
    """The gold relations that each mention stands in, by its start."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in gold.relations:
        for start in sorted(_members(row)):
            found[start].append(row)
    return dict(found)


def _members(relation: Mapping[str, Any]) -> set[int]:
    values = [value for role, value in relation.items() if role != "rel" and value is not None]
    return {start for value in values for start in (value if isinstance(value, list) else [value])}


def _plantings(
    harvest: Harvest,
    stem: str,
    gold: Annotated,
    before: Analysis,
    analyse: Analyse,
    seed: int,
    related_only: bool,
) -> Iterator[Planting]:
    known = {_key(finding, None) for finding in before.findings if finding.verdict == "inconsistent"}
    relations = _relations_of(gold)
    for row in gold.mentions:
        related = relations.get(row["start"], [])
        if not related and (related_only or row["kind"] not in (*FIGURES, "date", "docref")):
            continue
        planted = 0
        for kind, edit in _edits(stem, row, seed):
            after = analyse(edit.apply(gold.text))
            watched = {row["start"]}.union(*map(_members, related))
            caught = any(
                finding.verdict == "inconsistent"
                and (key := _key(finding, edit)) not in known
                and key[1] & watched
                for finding in after.findings
            )
            planted += 1
            could = caught or catchable(gold, row, related, edit.new, after, edit.origin)
            names = tuple(sorted({relation["rel"] for relation in related}))
            yield Planting(stem, kind, edit, names, caught, could)
        if related and not planted:
            harvest.not_plantable[row["kind"]] += 1


def _edits(stem: str, row: Row, seed: int) -> Iterator[tuple[str, Edit]]:
    """The slips that a mention allows, each drawn by itself, whatever else is planted."""
    for kind, slip in SLIPS.items():
        new = slip(row, Random(f"{seed} {stem} {row['start']} {kind}"))
        if new is not None and new != row["text"]:
            yield kind, Edit(row["start"], row["text"], new)


def _key(finding: Finding, edit: Edit | None) -> Key:
    starts = (mention.start for mention in finding.evidence)
    return finding.check, frozenset(starts if edit is None else map(edit.origin, starts))
