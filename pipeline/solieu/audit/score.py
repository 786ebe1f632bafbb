"""How well extracted mentions and relations agree with gold: precision, recall and F1 a kind.

A predicted mention pairs with a gold mention of the same kind whose span it overlaps, one to one, the
largest overlap first. `found` asks for that pair alone, `strict` for the same span, `value` for the same
normalised value; `value` is the headline. Field accuracy is over pairs whose gold has the field or whose
prediction claims it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from solieu.audit.compare import same_field, same_value
from solieu.errors import CallError
from solieu.store.standoff import RELATIONS, rows
from solieu.types import KINDS

LEVELS = ("found", "strict", "value")
FIELDS = ("unit", "noun", "concept", "hedge", "change", "type", "date", "issuer")
OBSERVATIONS = ("period", "place", "status", "basis")
# Gold is not exhaustive for phrases: a prediction that claims one where gold has none is not held against it.
_PHRASES = ("noun", "concept")
# Observations are annotated on figures that can be compared, and not in every document.
_OBSERVED = ("count", "percent", "money", "measure", "ratio")

Row = Mapping[str, Any]


class ScoreError(CallError):
    """A comparison that cannot be made; the message says why and what to do."""


class Measure(NamedTuple):
    """Precision, recall and F1 of `correct` among `predicted` and `gold`."""

    correct: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        if not self.predicted:
            return 0.0 if self.gold else 1.0
        return self.correct / self.predicted

    @property
    def recall(self) -> float:
        return self.correct / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 when both are.

        >>> Measure(correct=3, predicted=4, gold=6).f1
        0.6
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def parts(self) -> dict[str, float]:
        return {"p": self.precision, "r": self.recall, "f": self.f1}


@dataclass(slots=True)
class Scores:
    """The counts of a comparison, and what they come to."""

    documents: int = 0
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    correct: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    agreed: Counter[tuple[str, str]] = field(default_factory=Counter)
    relations_gold: Counter[str] = field(default_factory=Counter)
    relations_predicted: Counter[str] = field(default_factory=Counter)
    relations_correct: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def kind(self, kind: str, level: str) -> Measure:
        """One kind (or `all`) at one level."""
        kinds = KINDS if kind == "all" else (kind,)
        return Measure(
            sum(self.correct[k, level] for k in kinds),
            sum(self.predicted[k] for k in kinds),
            sum(self.gold[k] for k in kinds),
        )

    def relation(self, name: str) -> Measure:
        """One relation."""
        return Measure(
            self.relations_correct[name], self.relations_predicted[name], self.relations_gold[name]
        )

    def kinds(self) -> list[str]:
        """The kinds that gold or prediction holds, in their fixed order."""
        return [kind for kind in KINDS if self.gold[kind] or self.predicted[kind]]

    def relations(self) -> list[str]:
        """The relations that gold or prediction holds, sorted."""
        return sorted(set(self.relations_gold) | set(self.relations_predicted))

    def fields(self) -> dict[str, tuple[int, float]]:
        """How often each field was asked for and how often right: `kind.field`, and `any.field` pooled."""
        asked, agreed = Counter(self.asked), Counter(self.agreed)
        for (kind, name), count in self.asked.items():
            if kind != "figure":
                asked["any", name] += count
                agreed["any", name] += self.agreed[kind, name]
        return {f"{kind}.{name}": (n, agreed[kind, name] / n) for (kind, name), n in sorted(asked.items())}

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""

        def levels(kind: str) -> dict[str, Any]:
            measure = self.kind(kind, "value")
            told: dict[str, Any] = {"gold": measure.gold, "predicted": measure.predicted}
            return told | {level: self.kind(kind, level).parts() for level in LEVELS}

        return {
            "documents": self.documents,
            "kinds": {kind: levels(kind) for kind in self.kinds()},
            "fields": {name: {"n": n, "accuracy": accuracy} for name, (n, accuracy) in self.fields().items()},
            "relations": {
                name: {"gold": self.relations_gold[name], "predicted": self.relations_predicted[name]}
                | self.relation(name).parts()
                for name in self.relations()
            },
            "all": levels("all"),
        }


def gold_ids(gold: Path, only: str | None = None) -> list[str]:
    """The ids of the gold documents, sorted; `only` is a regular expression that their beginning matches.

    Raises:
        ScoreError: no document is there, or `only` is no regular expression.
    """
    try:
        pattern = re.compile(only or "")
    except re.error as error:
        raise ScoreError(f"--only {only!r} is not a regular expression: {error}") from None
    names = (path.name.removesuffix(".jsonl") for path in gold.glob("*.jsonl"))
    ids = sorted(name for name in names if not name.endswith(".rel") and pattern.match(name))
    if not ids:
        raise ScoreError(
            f"{gold}: no gold documents (<id>.jsonl) there" + (f" that begin with {only!r}" * bool(only))
        )
    return ids


def score(gold: Path, predicted: Path, *, only: str | None = None) -> Scores:
    """Compare two folders of `<id>.jsonl` and `<id>.rel.jsonl`.

    Every gold document counts: one without a prediction has found nothing.

    Raises:
        ScoreError: `predicted` is no folder, or there is no gold.
        solieu.store.standoff.StandoffError: a line that is no mention or relation.
    """
    if not predicted.is_dir():
        raise ScoreError(
            f"{predicted}: no such folder; expected one of <id>.jsonl, as `solieu annotate` writes"
        )
    scores = Scores()
    for name in gold_ids(gold, only):
        scores.documents += 1
        true, claimed = _mentions(gold, name), _mentions(predicted, name)
        pairs = pair(true, claimed)
        _score_mentions(scores, name, true, claimed, pairs)
        to_gold = {claimed[j]["start"]: true[i]["start"] for i, j in pairs}
        _score_relations(scores, name, _relations(gold, name), _relations(predicted, name), to_gold)
    return scores


def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    """Positions of gold and predicted mentions that belong together, the best overlap first.

    >>> gold = [{"kind": "count", "start": 0, "end": 4}, {"kind": "count", "start": 6, "end": 8}]
    >>> pair(gold, [{"kind": "count", "start": 3, "end": 8}])
    [(1, 0)]
    """
    options = []
    for i, true in enumerate(gold):
        for j, claimed in enumerate(predicted):
            overlap = min(true["end"], claimed["end"]) - max(true["start"], claimed["start"])
            if overlap > 0 and true["kind"] == claimed["kind"]:
                unlike = abs((true["end"] - true["start"]) - (claimed["end"] - claimed["start"]))
                options.append((-overlap, unlike, i, j))
    pairs: list[tuple[int, int]] = []
    left_gold, left_predicted = set(range(len(gold))), set(range(len(predicted)))
    for _, _, i, j in sorted(options):
        if i in left_gold and j in left_predicted:
            left_gold.remove(i)
            left_predicted.remove(j)
            pairs.append((i, j))
    return pairs


def _score_mentions(
    scores: Scores, name: str, gold: Sequence[Row], predicted: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> None:
    scores.gold.update(mention["kind"] for mention in gold)
    scores.predicted.update(mention["kind"] for mention in predicted)
    observed = any(observation in mention for mention in gold for observation in OBSERVATIONS)
    for i, j in pairs:
        true, claimed, kind = gold[i], predicted[j], gold[i]["kind"]
        right = same_value(kind, true.get("value"), claimed.get("value"))
        scores.correct[kind, "found"] += 1
        scores.correct[kind, "strict"] += (true["start"], true["end"]) == (claimed["start"], claimed["end"])
        scores.correct[kind, "value"] += right
        if not right:
            values = f"gold {true.get('value')}, predicted {claimed.get('value')}"
            scores.errors[kind].append(f"{name}:{true['start']} value of {true.get('text')!r}: {values}")
        _score_fields(scores, true, claimed, observed=observed)
    for verb, mentions, seen in (
        ("missed", gold, {i for i, _ in pairs}),
        ("false", predicted, {j for _, j in pairs}),
    ):
        for position, mention in enumerate(mentions):
            if position not in seen:
                told = f"{name}:{mention['start']} {verb} {mention.get('text')!r} = {mention.get('value')}"
                scores.errors[mention["kind"]].append(told)


def _score_fields(scores: Scores, gold: Row, predicted: Row, *, observed: bool) -> None:
    kind = gold["kind"]
    asked = [name for name in FIELDS if not (name in _PHRASES and gold.get(name) is None)]
    if observed and kind in _OBSERVED:
        asked += OBSERVATIONS
    for name in asked:
        true, claimed = gold.get(name), predicted.get(name)
        if true is None and claimed is None:
            continue
        key = ("figure" if name in OBSERVATIONS else kind, name)
        scores.asked[key] += 1
        scores.agreed[key] += same_field(name, true, claimed)


_Key = tuple[Any, ...]


def _score_relations(
    scores: Scores, name: str, gold: Iterable[Row], predicted: Iterable[Row], to_gold: Mapping[int, int]
) -> None:
    """Relations are compared through the paired mentions; a mention without a pair equals nothing."""
    true = Counter(_core(relation, {}) for relation in gold)
    claimed = Counter(_core(relation, to_gold, strange=True) for relation in predicted)
    for key, count in true.items():
        scores.relations_gold[key[0]] += count
        scores.relations_correct[key[0]] += min(count, claimed[key])
    for key, count in claimed.items():
        scores.relations_predicted[key[0]] += count
    for verb, ours, theirs in (("missed", true, claimed), ("false", claimed, true)):
        for key in ours:
            if not theirs[key]:
                scores.errors[f"rel:{key[0]}"].append(f"{name} {verb} {key}")


def _core(relation: Row, to_gold: Mapping[int, int], *, strange: bool = False) -> _Key:
    """What of a relation must agree: of a share percent and base (or part), of a change its two levels."""

    def place(start: Any) -> Any:
        return to_gold.get(start, ("unpaired", start)) if strange else start

    def member(role: str) -> Any:
        return None if relation.get(role) is None else place(relation[role])

    kind = relation["rel"]
    if kind == "share":
        base = member("base")
        return kind, member("percent"), member("part") if base is None else base
    if kind == "change":
        return kind, member("now"), member("before")
    roles = sorted(role for role in relation if role != "rel" and relation[role] is not None)
    return kind, *(
        (role, tuple(sorted(map(place, relation[role]), key=str)))
        if isinstance(relation[role], list)
        else (role, place(relation[role]))
        for role in roles
    )


def _mentions(folder: Path, name: str) -> list[Row]:
    found = []
    for place, row in _rows(folder / f"{name}.jsonl"):
        if not (isinstance(row.get("start"), int) and isinstance(row.get("end"), int) and "kind" in row):
            raise ScoreError(f"{place}: no mention; expected at least `kind`, `start` and `end`")
        if row["kind"] in KINDS:
            found.append(row)
    return found


def _relations(folder: Path, name: str) -> list[Row]:
    found = []
    for place, row in _rows(folder / f"{name}.rel.jsonl"):
        members = [row[role] for role in row if role != "rel" and row[role] is not None]
        starts = [start for named in members for start in (named if isinstance(named, list) else [named])]
        if not (isinstance(row.get("rel"), str) and all(isinstance(start, int) for start in starts)):
            raise ScoreError(f"{place}: no relation; expected `rel` and, for each role, where mentions start")
        if row["rel"] in RELATIONS:
            found.append(row)
    return found


def _rows(path: Path) -> Iterable[tuple[str, Row]]:
    return rows(path) if path.exists() else ()
