"""The harness of planted errors: what each slip does, what counts as caught, and that it can fail."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.api import analyse_text
from solieu.audit.known import is_known, known_errors
from solieu.audit.plant_kinds import SLIPS
from solieu.audit.planted import Edit, Harvest, PlantError, plant
from solieu.cli import main
from solieu.errors import CallError
from solieu.store import standoff
from solieu.types import Analysis

HOLDS = "Lớp có 218 học viên (gồm 100 học viên khóa I, 65 học viên khóa II, 53 học viên khóa III)."
BROKEN = HOLDS.replace("53", "43")
CITED = (
    "Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ. Nghị định số 34/2016/NĐ-CP "
    "ngày 14/5/2016 có hiệu lực từ lâu."
)


def annotate(folder: Path, name: str, text: str) -> None:
    """Gold as the program itself reads the text: what is tested is the harness, not the extraction."""
    standoff.write(folder, PurePosixPath(name), analyse_text(text))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    annotate(tmp_path, "holds", HOLDS)
    annotate(tmp_path, "cited", CITED)
    return tmp_path


def blind(text: str) -> Analysis:
    """An analysis that finds everything and complains of nothing."""
    return replace(analyse_text(text), findings=())


def shrill(text: str) -> Analysis:
    """An analysis that calls every test inconsistent."""
    found = analyse_text(text)
    return replace(
        found, relations=(), findings=tuple(replace(one, verdict="inconsistent") for one in found.findings)
    )


def recall(harvest: Harvest) -> dict[str, tuple[int, int]]:
    return {name: (caught, planted) for _, name, caught, planted, _, _ in harvest.table()}


@pytest.mark.parametrize(
    ("kind", "row", "results"),
    [
        pytest.param(
            "digits swapped",
            {"kind": "count", "text": "14.340"},
            {"41.340", "13.440", "14.430", "14.304"},
            id="neighbours across the mark of thousands too",
        ),
        pytest.param(
            "digits swapped", {"kind": "count", "text": "100"}, {None}, id="a leading zero is no slip"
        ),
        pytest.param("digits swapped", {"kind": "count", "text": "55"}, {None}, id="equal digits"),
        pytest.param(
            "zero dropped or added", {"kind": "count", "text": "14.340"}, {"1.434"}, id="grouped anew"
        ),
        pytest.param(
            "zero dropped or added", {"kind": "percent", "text": "27,05%"}, {"27,5%"}, id="in decimals"
        ),
        pytest.param(
            "zero dropped or added",
            {"kind": "percent", "text": "50,0%"},
            {"5,0%"},
            id="the last decimal zero says nothing",
        ),
        pytest.param(
            "zero dropped or added", {"kind": "count", "text": "61"}, {"601", "610"}, id="added where none is"
        ),
        pytest.param("zero dropped or added", {"kind": "count", "text": "05"}, {"050"}, id="05 is 5"),
        pytest.param(
            "digit changed",
            {"kind": "measure", "text": "5 vụ/10.000 dân"},
            {f"{digit} vụ/10.000 dân" for digit in "012346789"},
            id="the unit stays",
        ),
        pytest.param("digit changed", {"kind": "count", "text": "ba"}, {None}, id="a number in words"),
        pytest.param(
            "month shifted",
            {"kind": "date", "text": "ngày 31/12/2020", "value": "2020-12-31"},
            {"ngày 31/10/2020"},
            id="only to a day that is",
        ),
        pytest.param(
            "year shifted",
            {"kind": "date", "text": "năm 2020", "value": "2020"},
            {None},
            id="only a full date",
        ),
        pytest.param(
            "number transposed",
            {"kind": "docref", "text": "số 34/2016/NĐ-CP", "value": "34/2016/NĐ-CP"},
            {"số 43/2016/NĐ-CP", "số 34/2106/NĐ-CP", "số 34/2061/NĐ-CP"},
            id="the number or its year",
        ),
        pytest.param(
            "number transposed",
            {"kind": "docref", "text": "Luật Đất đai 2013", "value": "Luật Đất đai 2013"},
            {None},
            id="a name has no number",
        ),
    ],
)
def test_slips(kind: str, row: dict[str, Any], results: set[str | None]) -> None:
    drawn = {SLIPS[kind](row, Random(seed)) for seed in range(60)}
    assert drawn == results


@given(st.integers(1, 10**9), st.integers(0, 3), st.sampled_from(["count", "percent"]), st.integers(0, 99))
def test_a_slip_changes_the_number(number: int, decimals: int, kind: str, seed: int) -> None:
    text = f"{number:,}".replace(",", ".") + (f",{number % 10**decimals:0{decimals}}" if decimals else "")
    for name in ("digit changed", "digits swapped", "zero dropped or added"):
        new = SLIPS[name]({"kind": kind, "text": text}, Random(seed))
        if new is not None:
            one, other = (float(t.replace(".", "").replace(",", ".")) for t in (text, new))
            assert one != other


@given(st.text(max_size=9), st.text(max_size=9), st.text(max_size=9), st.text(max_size=9))
def test_positions_lead_back(before: str, old: str, new: str, behind: str) -> None:
    edit = Edit(len(before), old, new)
    copy = edit.apply(before + old + behind)
    assert copy == before + new + behind
    for position in range(len(copy)):
        if not len(before) <= position < len(before) + len(new):
            assert (before + old + behind)[edit.origin(position)] == copy[position]


def test_what_holds_is_quiet_and_what_is_planted_is_caught(gold: Path) -> None:
    harvest = plant([gold], analyse_text, seed=3)
    assert harvest.false_alarms == harvest.known == harvest.set_aside == []
    assert (harvest.documents, harvest.related, harvest.related_tested) == (2, 8, 8)
    counts = recall(harvest)
    assert counts["year shifted"] == (2, 2)
    assert counts["digit changed"][1] == 4
    assert counts["digit changed"][0] >= 3
    assert counts["every planting"] == counts["in a gold relation or pair"]


def test_seed_decides(gold: Path) -> None:
    first, again, other = (plant([gold], blind, seed=seed) for seed in (3, 3, 4))
    assert first.as_dict() == again.as_dict()
    assert [p.edit.new for p in first.plantings] != [p.edit.new for p in other.plantings]


def test_it_can_fail(gold: Path) -> None:
    """Checks that say nothing catch nothing, and the plantings still count."""
    harvest = plant([gold], blind, seed=3)
    caught, planted = recall(harvest)["every planting"]
    assert (caught, planted > 10) == (0, True)
    assert any(planting.catchable for planting in harvest.plantings)


def test_it_can_cry_wolf(tmp_path: Path) -> None:
    """What gold does not state to be wrong is a false alarm where it is complained of."""
    annotate(tmp_path, "holds", HOLDS)
    (tmp_path / "holds.rel.jsonl").write_text("", encoding="utf-8")
    harvest = plant([tmp_path], shrill)
    assert (len(harvest.false_alarms), harvest.known, harvest.set_aside) == (1, [], ["holds"])


def test_known_inconsistency_is_listed_and_nothing_planted_there(tmp_path: Path) -> None:
    annotate(tmp_path, "broken", BROKEN)
    harvest = plant([tmp_path], analyse_text)
    assert (len(harvest.known), harvest.false_alarms, harvest.plantings) == (1, [], [])


def test_a_finding_elsewhere_catches_nothing(tmp_path: Path) -> None:
    """A finding that rests on other mentions than the planted one and its relations is no catch."""
    annotate(tmp_path, "two", f"{HOLDS}\n\n{BROKEN}")
    (tmp_path / "two.rel.jsonl").write_text('{"rel": "sum", "whole": 7, "parts": [25, 46, 67]}\n')

    def elsewhere(text: str) -> Analysis:
        found = analyse_text(text)
        if text == f"{HOLDS}\n\n{BROKEN}":
            return replace(found, findings=())
        return replace(found, findings=tuple(f for f in found.findings if f.evidence[0].start > 80))

    assert not any(planting.caught for planting in plant([tmp_path], elsewhere, related_only=True).plantings)


def test_mentions_outside_relations_count_unless_left_out(tmp_path: Path) -> None:
    annotate(tmp_path, "both", HOLDS + " Năm học này có 412 giáo viên.")
    whole = plant([tmp_path], blind)
    related = plant([tmp_path], blind, related_only=True)
    assert len(whole.plantings) > len(related.plantings)
    assert all(planting.relations for planting in related.plantings)


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(PlantError, match="no annotated text"):
        plant([tmp_path], blind)


def test_command(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "planted.json"
    assert main(["plant", str(gold), "--related", "--seed", "3", "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "untouched  2 documents" in told
    assert "kind: number transposed" in told
    rows = json.loads(out.read_text("utf-8"))["plantings"]
    assert {row["kind"] for row in rows} == set(SLIPS)


def test_command_on_false_alarms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(tmp_path, "broken", BROKEN)
    (tmp_path / "broken.rel.jsonl").write_text("", encoding="utf-8")
    assert main(["plant", str(tmp_path)]) == 1
    assert "false alarm: broken" in capsys.readouterr().out


# --- errors that stand in a text on purpose --------------------------------------------------------------

CORPUS = Path(__file__).parent.parent / "corpus"


def test_every_known_error_of_the_corpus_is_found_and_nothing_else() -> None:
    known = known_errors(CORPUS)
    told = set()
    for path in sorted(CORPUS.glob("*.txt")):
        for finding in analyse_text(path.read_text("utf-8")).findings:
            if finding.verdict == "inconsistent":
                assert is_known(path.stem, finding, known), f"{path.stem}: {finding.message_en}"
                told |= {error for error in known if error.is_told_by(path.stem, finding)}
    assert told == set(known)


def test_a_listed_error_is_no_false_alarm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(tmp_path, "broken", BROKEN)
    (tmp_path / "broken.rel.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "known_errors.tsv").write_text("document\tcheck\ttext\twhy\nbroken\tsum\t218\t208\n")
    assert main(["plant", str(tmp_path)]) == 0
    assert "known: broken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        pytest.param("document\tcheck\n", "first line", id="columns missing"),
        pytest.param("document\tcheck\ttext\twhy\nbroken\tsum\n", "line 2", id="a short row"),
    ],
)
def test_a_list_of_errors_in_another_form(tmp_path: Path, lines: str, complaint: str) -> None:
    (tmp_path / "known_errors.tsv").write_text(lines)
    with pytest.raises(CallError, match=complaint):
        known_errors(tmp_path)


def test_another_error_than_the_listed_one_is_a_false_alarm(tmp_path: Path) -> None:
    annotate(tmp_path, "broken", BROKEN)
    (tmp_path / "broken.rel.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "known_errors.tsv").write_text("document\tcheck\ttext\twhy\nbroken\tsum\t217\t208\n")
    assert len(plant([tmp_path], analyse_text).false_alarms) == 1
