"""The score: what pairs, what counts as the same, that the published tool agrees, that floors only rise."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.audit import floors as fl
from solieu.audit.compare import same_field, same_value
from solieu.audit.score import Measure, ScoreError, Scores, gold_ids, pair, score
from solieu.store.standoff import StandoffError

Row = dict[str, Any]


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        pytest.param(
            "docref", "381-QĐ/TU", "381 -qđ/tu", True, id="case and spaces of a number do not matter"
        ),
        pytest.param("docref", "381-QĐ/TU", "38-QĐ/TU", False, id="a digit does"),
        pytest.param("docref", "1.234/QĐ", "1234/QĐ", True, id="points inside a number do not matter"),
        pytest.param("docref", "12-Ð/TU", "12–Đ/TU", True, id="the look-alike of Đ and a long dash"),
        pytest.param("count", "14340", "14340.0", True, id="equal as numbers"),
        pytest.param("percent", "5..7", "5.0..7", True, id="a range bound by bound"),
        pytest.param("percent", "5..7", "5", False, id="a range is not its lower end"),
        pytest.param("money", "abc", "ABC", True, id="what is no number is compared as text"),
        pytest.param("ratio", "13/15", "13/15", True, id="a fraction as written"),
        pytest.param("ratio", "2.5", "2.50", True, id="a multiple as a number"),
        pytest.param("date", "2025-Q1", "2025-01/2025-03", True, id="a quarter is its months"),
        pytest.param("date", "XXXX-H2", "XXXX-07/XXXX-12", True, id="also without a year"),
        pytest.param("date", "2025", "2025-01/2025-12", False, id="a year is written as a year"),
        pytest.param("duration", "P12M", "P1Y", False, id="a duration is what is written"),
    ],
)
def test_same_value(kind: str, one: str, other: str, same: bool) -> None:
    assert same_value(kind, one, other) is same
    assert same_value(kind, other, one) is same


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        pytest.param("noun", "lượt cán bộ, công chức", "lượt cán bộ", True, id="half of the words in common"),
        pytest.param("noun", "học viên", "trường hợp", False, id="no word in common"),
        pytest.param("unit", "%", "điểm %", False, id="closed fields agree exactly"),
        pytest.param("hedge", ">", None, False, id="a field that only one side has"),
        pytest.param("basis", "2024-Q4", "2024-10/2024-12", True, id="a basis in time is a date"),
        pytest.param("spelled", None, None, True, id="nothing on both sides"),
    ],
)
def test_same_field(name: str, one: str | None, other: str | None, same: bool) -> None:
    assert same_field(name, one, other) is same


def test_pairs_go_to_the_largest_overlap_and_the_same_kind() -> None:
    gold = [_mention("count", 0, 10), _mention("count", 10, 12), _mention("date", 20, 24)]
    predicted = [_mention("count", 8, 12), _mention("count", 0, 9), _mention("percent", 20, 24)]
    assert sorted(pair(gold, predicted)) == [(0, 1), (1, 0)]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8),
)
@settings(deadline=None)
def test_pairs_are_one_to_one(gold: list[tuple[int, int]], predicted: list[tuple[int, int]]) -> None:
    true, claimed = ([_mention("count", s, s + n) for s, n in spans] for spans in (gold, predicted))
    pairs = pair(true, claimed)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(
        min(true[i]["end"], claimed[j]["end"]) > max(true[i]["start"], claimed[j]["start"]) for i, j in pairs
    )


@pytest.mark.parametrize(
    ("correct", "predicted", "gold", "parts"),
    [
        pytest.param(0, 0, 0, (1.0, 1.0, 1.0), id="nothing there and nothing claimed is right"),
        pytest.param(0, 0, 4, (0.0, 0.0, 0.0), id="nothing claimed of what is there"),
        pytest.param(0, 4, 0, (0.0, 1.0, 0.0), id="claims where nothing is"),
        pytest.param(2, 4, 8, (0.5, 0.25, 1 / 3), id="the harmonic mean"),
    ],
)
def test_measure(correct: int, predicted: int, gold: int, parts: tuple[float, float, float]) -> None:
    measure = Measure(correct, predicted, gold)
    assert (measure.precision, measure.recall, measure.f1) == pytest.approx(parts)


def test_a_document_without_prediction_has_found_nothing(tmp_path: Path) -> None:
    gold, predicted = (
        _folder(tmp_path / "gold", {"a": [_mention("count", 0, 1)], "b": []}),
        tmp_path / "predicted",
    )
    predicted.mkdir()
    assert score(gold, predicted).kind("all", "value") == Measure(0, 0, 1)


@pytest.mark.parametrize(
    ("true", "claimed", "correct"),
    [
        pytest.param(
            {"rel": "share", "percent": 4, "base": 0, "part": 8},
            {"rel": "share", "percent": 4, "base": 0},
            1,
            id="a share agrees in percent and base, also where the base starts at 0",
        ),
        pytest.param(
            {"rel": "share", "percent": 4, "part": 8}, {"rel": "share", "percent": 4, "base": 8}, 1,
            id="without a base, the part stands for it",
        ),
        pytest.param(
            {"rel": "change", "now": 0, "before": 4, "by": 8}, {"rel": "change", "now": 0, "before": 4}, 1,
            id="a change agrees in its two levels",
        ),
        pytest.param(
            {"rel": "sum", "whole": 0, "parts": [4, 8]}, {"rel": "sum", "whole": 0, "parts": [8, 4]}, 1,
            id="the order of parts does not matter",
        ),
        pytest.param(
            {"rel": "sum", "whole": 0, "parts": [4, 8]}, {"rel": "sum", "whole": 0, "parts": [4, 12]}, 0,
            id="a part that pairs with no gold mention equals nothing",
        ),
    ],
)  # fmt: skip
def test_relations(tmp_path: Path, true: Row, claimed: Row, correct: int) -> None:
    mentions = [_mention("count", 0, 2), _mention("count", 4, 6), _mention("count", 8, 10)]
    gold = _folder(tmp_path / "gold", {"a": mentions}, {"a": [true]})
    predicted = _folder(
        tmp_path / "predicted", {"a": [*mentions, _mention("count", 12, 13)]}, {"a": [claimed]}
    )
    assert score(gold, predicted).relation(true["rel"]) == Measure(correct, 1, 1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "a.jsonl:1: not JSON", id="a broken line"),
        pytest.param("[]", "a.jsonl:1: not an object", id="not an object"),
        pytest.param('{"kind": "count"}', "a.jsonl:1: no mention", id="a mention without a span"),
    ],
)
def test_a_file_that_is_not_in_the_form_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    gold = _folder(tmp_path / "gold", {"a": []})
    predicted = _folder(tmp_path / "predicted", {"a": []})
    (predicted / "a.jsonl").write_text(line)
    with pytest.raises((StandoffError, ScoreError), match=complaint):
        score(gold, predicted)


@pytest.mark.parametrize("line", ['{"whole": 0}', '{"rel": ["sum"]}', '{"rel": "sum", "parts": [[0]]}'])
def test_relations_that_are_not_in_the_form_are_named(tmp_path: Path, line: str) -> None:
    gold = _folder(tmp_path / "gold", {"a": [_mention("count", 0, 2)]})
    predicted = _folder(tmp_path / "predicted", {"a": [_mention("count", 0, 2)]})
    (predicted / "a.rel.jsonl").write_text(line)
    with pytest.raises(ScoreError, match=r"a\.rel\.jsonl:1: no relation"):
        score(gold, predicted)


def test_annotations_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    gold = _folder(tmp_path / "gold", {"a": []})
    predicted = _folder(tmp_path / "predicted", {"a": []})
    (predicted / "a.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(StandoffError, match=r"a\.jsonl: not UTF-8"):
        score(gold, predicted)


def test_calls_that_cannot_be_answered(tmp_path: Path) -> None:
    gold = _folder(tmp_path / "gold", {"a": []})
    with pytest.raises(ScoreError, match="no such folder"):
        score(gold, tmp_path / "nowhere")
    with pytest.raises(ScoreError, match="no gold documents"):
        gold_ids(gold, "b")
    with pytest.raises(ScoreError, match="not a regular expression"):
        gold_ids(gold, "(")


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("only", [None, "article|seed"])
def test_agrees_with_the_published_tool_number_by_number(
    shared: Path, tmp_path: Path, seed: int, only: str | None
) -> None:
    gold = shared / "gold" / "dev"
    _perturb(gold, tmp_path, random.Random(seed))
    call = [sys.executable, str(shared / "tools" / "score.py"), str(gold), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.check_output(call + (["--only", only] if only else []), text=True))
    assert score(gold, tmp_path, only=only).as_dict() == theirs


def test_floors_hold_and_rise_and_never_fall(tmp_path: Path) -> None:
    gold = _folder(tmp_path / "gold", {"a": [_mention("count", 0, 1), _mention("count", 2, 3)]})
    half = _folder(tmp_path / "half", {"a": [_mention("count", 0, 1)]})
    full = _folder(tmp_path / "full", {"a": [_mention("count", 0, 1), _mention("count", 2, 3)]})
    corpus = fl.corpus_hash(gold, ["a"])
    first = fl.raised(None, score(gold, half), corpus)
    assert first.floors["count.value"] == 0.666
    assert fl.gate(first, score(gold, half), corpus) == []
    higher = fl.raised(first, score(gold, full), corpus)
    assert higher.floors["count.value"] == 1.0
    assert fl.gate(higher, score(gold, half), corpus) == [
        "all.value: floor 1.000, now 0.6667",
        "count.value: floor 1.000, now 0.6667",
    ]
    with pytest.raises(fl.FloorsError, match="only ever raised"):
        fl.raised(higher, score(gold, half), corpus)


def test_floors_are_pinned_to_their_corpus(tmp_path: Path) -> None:
    gold = _folder(tmp_path / "gold", {"a": [_mention("count", 0, 1)]})
    floors = fl.raised(None, score(gold, gold), fl.corpus_hash(gold, ["a"]))
    (gold / "a.txt").write_text("another text")
    assert "not the one" in fl.gate(floors, score(gold, gold), fl.corpus_hash(gold, ["a"]))[0]


def test_a_measure_that_is_no_longer_measured_fails() -> None:
    assert fl.below(fl.Floors("", {"rel.sum": 0.5}), Scores()) == ["rel.sum: floor 0.500, not measured"]


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    floors = fl.Floors("0" * 64, {"all.value": 0.853})
    fl.save(tmp_path / "floors.json", floors)
    assert fl.load(tmp_path / "floors.json") == floors


@pytest.mark.parametrize(
    "content", ["", "[]", '{"corpus": "x"}', '{"corpus": "x", "floors": {"all.value": "high"}}']
)
def test_a_file_that_holds_no_floors_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "floors.json").write_text(content)
    with pytest.raises(fl.FloorsError, match="expected"):
        fl.load(tmp_path / "floors.json")


def _mention(kind: str, start: int, end: int, value: str = "1") -> Row:
    return {"kind": kind, "start": start, "end": end, "text": "x" * (end - start), "value": value}


def _folder(
    path: Path, mentions: dict[str, list[Row]], relations: dict[str, list[Row]] | None = None
) -> Path:
    path.mkdir()
    for name, rows in mentions.items():
        (path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        lines = (json.dumps(row) + "\n" for row in (relations or {}).get(name, []))
        (path / f"{name}.rel.jsonl").write_text("".join(lines))
    return path


def _perturb(gold: Path, out: Path, chance: random.Random) -> None:
    """A prediction with every kind of error: missed, false, shifted, another kind, value, field, relation."""
    for path in sorted(gold.glob("*.jsonl")):
        if chance.random() < 0.1:
            continue  # a document without a prediction
        lines = []
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            fate = chance.random()
            if fate < 0.1:
                continue
            if "rel" in row:
                roles = [role for role in row if role != "rel"]
                if fate < 0.3:
                    row.pop(chance.choice(roles))
                elif fate < 0.4:
                    row[roles[0]] = 3
            elif fate < 0.2:
                row["end"] += 3
            elif fate < 0.3:
                row["kind"] = chance.choice(["count", "percent", "date"])
            elif fate < 0.4:
                row["value"] = f"{row['value']}0"
            elif fate < 0.5:
                row[chance.choice(["unit", "noun", "hedge", "issuer", "place", "period"])] = "khác"
            elif fate < 0.6:
                lines.append(json.dumps(row | {"start": row["start"] + 1, "end": row["end"] + 1}))
            lines.append(json.dumps(row))
        (out / path.name).write_text("\n".join(lines), encoding="utf-8")
