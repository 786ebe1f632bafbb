"""What is stored comes back, equal content has one hash, and a folder survives whatever ends a run."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu import tables
from solieu.store import standoff
from solieu.store.dataset import Dataset, DatasetError, write_part
from solieu.store.lock import OccupiedError, lock
from solieu.store.parquet import TableError, TableWriter, iter_frames, read_table, write_table
from solieu.types import Analysis, Citation, DateValue, Document, Finding, Mention, Quantity, Ratio, Relation

SETTINGS = {"version": "1", "tokens": False}


def _analysis(source: str, text: str = "218 học viên", status: str = "done") -> Analysis:
    sha256 = f"{len(text):064d}"
    document = Document(source, sha256, "text/plain", text, status=status)  # type: ignore[arg-type]
    count = Mention("count", 0, 3, text[:3], Quantity(Decimal(218), Decimal(1)), "count.test")
    found = Finding("sum", "consistent", None, (count,), "", "")
    return Analysis(document, (count,), (), (found,)) if text else Analysis(document)


# --- tables in files ------------------------------------------------------------------------------------


def test_a_table_comes_back_as_it_was_and_plain_pandas_reads_it(tmp_path: Path) -> None:
    for table, frame in tables.all_tables([_analysis("a.txt")]).items():
        write_table(tmp_path / f"{table}.parquet", table, frame)
        back = read_table(tmp_path, table)
        pd.testing.assert_frame_equal(back, frame)
        assert list(pd.read_parquet(tmp_path / f"{table}.parquet").columns) == list(frame.columns)
    assert [len(piece) for piece in iter_frames(tmp_path, "figures")] == [1]


def test_a_table_may_be_a_folder_of_parts(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    for name in ("1.parquet", "2.parquet", "_half.parquet", ".tmp.parquet"):
        write_table(tmp_path / "figures" / name, "figures", tables.figures([_analysis(name)]))
    assert len(read_table(tmp_path, "figures")) == 2
    with pytest.raises(TableError, match=r"no dates\.parquet"):
        read_table(tmp_path, "dates")


def test_nothing_stands_under_the_name_of_a_table_that_was_not_finished(tmp_path: Path) -> None:
    writer = TableWriter(tmp_path / "figures.parquet", "figures")
    with suppress(KeyboardInterrupt), writer:
        writer.append(_arrow("figures", tables.figures([_analysis("a.txt")])))
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@given(cuts=st.lists(st.integers(0, 7), max_size=4))
@settings(max_examples=25, deadline=None)
def test_the_hash_is_of_the_rows_and_not_of_the_pieces(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("hash")
    whole = _arrow("checks", tables.checks([_analysis(f"{n}.txt") for n in range(7)]))
    bounds = [0, *sorted(cuts), 7]
    hashes, contents = set(), set()
    for name, pieces in (
        ("a", [whole]),
        ("b", [whole.slice(i, j - i) for i, j in pairwise(bounds)]),
    ):
        with TableWriter(folder / name, "checks", count="verdict") as writer:
            for piece in pieces:
                writer.append(piece)
        hashes.add(writer.sha256)
        contents.add((folder / name).read_bytes())
        assert (writer.rows, dict(writer.tally)) == (7, {"consistent": 7})
    assert len(hashes) == len(contents) == 1


def test_a_null_and_an_empty_text_have_different_hashes(tmp_path: Path) -> None:
    hashes = set()
    for reason in (None, ""):
        row = tables.documents([_analysis("a.txt")]).to_dict("records")[0] | {"reason": reason}
        with TableWriter(tmp_path / "t.parquet", "documents") as writer:
            writer.append(_arrow("documents", tables.frame("documents", [_without_na(row)])))
        hashes.add(writer.sha256)
    assert len(hashes) == 2


# --- the folder -----------------------------------------------------------------------------------------


def test_parts_become_tables_in_the_order_of_inputs_and_names(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("c.txt"), _analysis("d.txt", "")], 0)
    _part(dataset, 2, [_analysis("a.txt", "99 xã có điện")], 1)
    _part(dataset, 3, [_analysis("b.txt")], 0)
    told = dataset.finish(dataset.entries(), {"settings": SETTINGS})
    assert read_table(tmp_path, "documents")["source"].tolist() == ["b.txt", "c.txt", "d.txt", "a.txt"]
    assert len(read_table(tmp_path, "figures")) == 3
    assert told["counts"]["documents"] == {"rows": 4, "done": 4}
    assert not dataset.parts.exists()
    assert {path.name for path in tmp_path.iterdir()} == {
        "run.json",
        *(f"{name}.parquet" for name in tables.TABLES),
    }


def test_however_documents_came_in_the_tables_are_the_same(tmp_path: Path) -> None:
    analyses = [_analysis(f"{n}.txt", "1" * (n + 3)) for n in range(6)]
    orders = {
        "at once": [[0, 1, 2, 3, 4, 5]],
        "piecemeal": [[1, 5], [0], [4], [2, 3]],
        "in turn": [[3], [0, 1, 2], [4, 5]],
    }
    hashes = []
    for name, order in orders.items():
        dataset = _dataset(tmp_path / name)
        for number, positions in enumerate(order, 1):
            _part(dataset, number, [analyses[n] for n in positions], 0)
            if name == "in turn":  # finished tables in between, as by one run after another
                dataset.finish(dataset.entries(), {"settings": SETTINGS})
                dataset.prepare(SETTINGS, fresh=False)
        description = dataset.finish(dataset.entries(), {"settings": SETTINGS})
        hashes.append(description["tables"])
    assert hashes[0] == hashes[1] == hashes[2]


def test_a_later_part_replaces_what_a_document_had_before(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt", "218 xã", "failed")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    dataset.prepare(SETTINGS, fresh=False)
    _part(dataset, 1, [_analysis("a.txt", "218 xã", "done")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    assert read_table(tmp_path, "documents")["status"].tolist() == ["done"]
    assert len(read_table(tmp_path, "figures")) == 1


def test_documents_that_are_left_out_are_gone_with_their_rows(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt"), _analysis("b.txt")], 0)
    kept = [entry for entry in dataset.entries() if entry.source == "b.txt"]
    dataset.finish(kept, {"settings": SETTINGS})
    assert read_table(tmp_path, "documents")["source"].tolist() == ["b.txt"]
    assert read_table(tmp_path, "figures")["doc_id"].nunique() == 1


def test_the_same_bytes_again_are_named_a_duplicate_of_the_first(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt"), _analysis("b.txt"), _analysis("c.txt", "5 xã khác hẳn")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    documents = read_table(tmp_path, "documents")
    assert documents["duplicate_of"].fillna("").tolist() == ["", documents["doc_id"][0], ""]


def test_a_merge_that_was_cut_off_can_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    dataset.prepare(SETTINGS, fresh=False)
    _part(dataset, 1, [_analysis("b.txt")], 0)
    whole = Dataset._merge

    def cut_off(self: Dataset, table: str, ordered: Any) -> TableWriter:
        if table == "figures":
            raise KeyboardInterrupt
        return whole(self, table, ordered)

    monkeypatch.setattr(Dataset, "_merge", cut_off)
    with pytest.raises(KeyboardInterrupt):
        dataset.finish(dataset.entries(), {"settings": SETTINGS})
    monkeypatch.undo()
    dataset.prepare(SETTINGS, fresh=False)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    assert [len(read_table(tmp_path, table)) for table in ("documents", "figures", "checks")] == [2, 2, 2]


def test_other_settings_are_refused_with_what_to_do(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt")], 0)
    with pytest.raises(DatasetError, match=r"tokens: False, now True(.|\n)*--fresh"):
        dataset.prepare(SETTINGS | {"tokens": True}, fresh=False)
    dataset.finish([], {"settings": SETTINGS})
    with pytest.raises(DatasetError, match="tokens: False, now True"):
        dataset.prepare(SETTINGS | {"tokens": True}, fresh=False)
    dataset.prepare(SETTINGS | {"tokens": True}, fresh=True)
    assert dataset.settings() is None
    dataset.prepare(SETTINGS, fresh=False)  # nothing was done yet, so nothing is lost


def test_starting_over_takes_away_only_what_is_ours(tmp_path: Path) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    (tmp_path / "notes.txt").write_text("mine")
    dataset.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_tables_that_no_run_left_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "figures.parquet").write_bytes(b"somebody's")
    with pytest.raises(DatasetError, match="tables without a run"):
        Dataset(tmp_path).prepare(SETTINGS, fresh=False)


def test_a_broken_run_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(DatasetError, match=r"run\.json: not readable"):
        Dataset(tmp_path).prepare(SETTINGS, fresh=False)
    for other in ("[]", '{"schema": 1}', '{"settings": [], "inputs": [], "tables": {}}'):
        (tmp_path / "run.json").write_text(other)
        with pytest.raises(DatasetError, match=r"run\.json: not what a run writes"):
            Dataset(tmp_path).prepare(SETTINGS, fresh=False)


@pytest.mark.parametrize("left", [0, 300], ids=["emptied", "cut off"])
def test_a_broken_table_is_named(tmp_path: Path, left: int) -> None:
    dataset = _dataset(tmp_path)
    _part(dataset, 1, [_analysis("a.txt")], 0)
    dataset.finish(dataset.entries(), {"settings": SETTINGS})
    for table in ("documents", "figures"):
        path = tmp_path / f"{table}.parquet"
        path.write_bytes(path.read_bytes()[:left])
        with pytest.raises(TableError, match="cannot be read"):
            read_table(tmp_path, table)
    with pytest.raises(TableError, match="solieu run --fresh"):
        dataset.entries()


def test_a_table_of_another_version_is_named(tmp_path: Path) -> None:
    pq.write_table(pa.table({"doc_id": ["a"]}), tmp_path / "figures.parquet")
    with pytest.raises(TableError, match="other columns than this version"):
        read_table(tmp_path, "figures")


_LOCK = """
import os, sys
from pathlib import Path
from solieu.store.lock import lock
with lock(Path(sys.argv[1])):"""


def test_one_run_at_a_time_in_a_folder(tmp_path: Path) -> None:
    call = [sys.executable, "-c", f"{_LOCK} pass", tmp_path]
    with lock(tmp_path):
        refused = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "OccupiedError" in refused.stderr
    assert "another run (process" in refused.stderr
    subprocess.run(call, check=True)


def test_a_lock_does_not_outlive_its_process(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", f"{_LOCK} os._exit(9)", tmp_path], check=False)
    with lock(tmp_path):
        assert (tmp_path / ".lock").read_text().strip().isdigit()
    with lock(tmp_path), pytest.raises(OccupiedError), lock(tmp_path):
        pass


# --- standoff -------------------------------------------------------------------------------------------

_LETTERS = st.text(alphabet="aàấđ Đ1.,%\u00a0", min_size=1, max_size=8)


def _said(kind: str, value: Any, **fields: Any) -> Mention:
    return Mention(kind, 0, 3, "abc", value, "test", **fields)  # type: ignore[arg-type]


_ONE = Decimal(1)


@pytest.mark.parametrize(
    ("mention", "row"),
    [
        pytest.param(
            _said("docref", Citation("1/QĐ", type="Quyết định", issuer="Bộ X", date="2007-02")),
            {"value": "1/QĐ", "type": "Quyết định", "date": "2007-02", "issuer": "Bộ X"},
            id="a citation with what stands beside it",
        ),
        pytest.param(
            _said("docref", Citation(name="Luật Đất đai")),
            {"value": "Luật Đất đai"},
            id="a citation by name alone",
        ),
        pytest.param(
            _said("date", DateValue("2010-02-31", valid=False)),
            {"value": "2010-02-31", "invalid": True},
            id="a date that does not exist",
        ),
        pytest.param(
            _said("date", DateValue("XXXX-09", resolved="2010-09"), spelled=True),
            {"value": "XXXX-09", "spelled": True},
            id="a date as written, not as resolved",
        ),
        pytest.param(
            _said("count", Quantity(Decimal(2), _ONE, Decimal(3)), noun="xã", spelled=True),
            {"value": "2..3", "noun": "xã", "spelled": True},
            id="a range of counted things",
        ),
        pytest.param(
            _said("measure", Quantity(Decimal("1E+4"), _ONE, unit="ha"), change="up", hedge="~"),
            {"value": "10000", "unit": "ha", "hedge": "~", "change": "up"},
            id="an amount of a change",
        ),
        pytest.param(
            _said("ratio", Ratio(Decimal(13), Decimal(15)), period="2010", status="plan"),
            {"value": "13/15", "period": "2010", "status": "plan"},
            id="observations",
        ),
    ],
)
def test_mention_row(mention: Mention, row: dict[str, Any]) -> None:
    assert standoff.mention_row(mention) == {"kind": mention.kind, "start": 0, "end": 3, "text": "abc"} | row


def test_relation_rows_leave_out_what_is_not_there() -> None:
    one, two, three = (
        Mention("count", n, n + 1, "1", Quantity(Decimal(1), Decimal(1)), "r") for n in (0, 4, 8)
    )
    members = (("whole", one), ("part", two), ("part", three))
    assert standoff.relation_row(Relation("sum", members, "r")) == {"rel": "sum", "whole": 0, "parts": [4, 8]}
    share = Relation("share", (("part", one), ("percent", two)), "r")
    assert standoff.relation_row(share) == {"rel": "share", "percent": 4, "part": 0}
    assert standoff.relation_row(Relation("repeat", members, "r")) is None


@given(words=st.lists(_LETTERS, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_what_is_written_comes_back(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    folder, text, mentions = tmp_path_factory.mktemp("standoff"), "", []
    for word in words:
        start, text = len(text), f"{text}{word}\r|\u2028"
        mentions.append(
            Mention("count", start, start + len(word), word, Quantity(Decimal(1), Decimal(1)), "r")
        )
    relation = Relation("sum", (("whole", mentions[0]), *(("part", each) for each in mentions)), "r")
    analysis = Analysis(Document("x", "0" * 64, "text/plain", text), tuple(mentions), (relation,))
    standoff.write(folder, PurePosixPath("a.zip!/x"), analysis)
    back = standoff.read(folder / "a.zip!", "x")
    assert back.text == text
    assert back.mentions == [standoff.mention_row(mention) for mention in mentions]
    assert back.relations == [standoff.relation_row(relation)]


def test_a_document_without_mentions_has_all_three_files(tmp_path: Path) -> None:
    standoff.write(tmp_path, PurePosixPath("x"), Analysis(Document("x", "0" * 64, "text/plain", "chữ")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.jsonl", "x.rel.jsonl", "x.txt"]


@pytest.mark.parametrize(
    ("names", "places"),
    [
        pytest.param(["a.txt", "b.txt"], ["a", "b"], id="stems of their own"),
        pytest.param(["a.txt", "a.pdf", "b.txt"], ["a.txt", "a.pdf", "b"], id="a shared stem: all in full"),
        pytest.param(["x/a.txt", "y/a.pdf"], ["x/a", "y/a"], id="the same name in two folders"),
        pytest.param(["a.zip!/n/a.txt"], ["a.zip!/n/a"], id="a member keeps its path"),
        pytest.param(
            ["a.txt.pdf", "a.txt", "a.doc"], ["a.txt.pdf", "a.txt", "a.doc"],
            id="a stem that is another's name",
        ),
        pytest.param([".txt", "b."], [".txt", "b."], id="names that are no name and ending"),
    ],
)  # fmt: skip
def test_stems(names: list[str], places: list[str]) -> None:
    assert [str(place) for place in standoff.stems(names).values()] == places


_NAMES = st.text(alphabet="ab./!", min_size=1, max_size=6).filter(lambda name: PurePosixPath(name).name)


@given(st.lists(_NAMES, unique=True))
@settings(deadline=None)
def test_no_two_sources_share_a_place(names: list[str]) -> None:
    assert len(set(standoff.stems(names).values())) == len(names)


def test_a_name_cannot_lead_out_of_the_folder() -> None:
    (place,) = standoff.stems(["a.zip!/../../etc/passwd.txt"]).values()
    assert ".." not in place.parts


_GOOD = {"kind": "count", "start": 0, "end": 3, "text": "218", "value": "218"}


@pytest.mark.parametrize(
    ("mention", "relation", "complaint"),
    [
        pytest.param({"kind": "number"}, {}, "kind 'number', expected one of docref", id="an unknown kind"),
        pytest.param({"start": "0"}, {}, "`start` is '0', expected int", id="an offset that is no number"),
        pytest.param({"end": 99}, {}, "span 0:99 in a text of 7 characters", id="a span that is too long"),
        pytest.param({"end": 0}, {}, "span 0:0", id="an empty span"),
        pytest.param({"text": "219"}, {}, "text is '219', at 0:3 stands '218'", id="a text not there"),
        pytest.param({}, {"rel": "part"}, "relation 'part', expected one of sum", id="an unknown relation"),
        pytest.param({}, {"rel": "sum", "whole": 0}, "roles", id="a role that is missing"),
        pytest.param({}, {"rel": "dated", "docref": 0, "day": 0}, "roles", id="a role that is none"),
        pytest.param({}, {"rel": "sum", "whole": 0, "parts": [1]}, "no mention", id="a start of nothing"),
        pytest.param({}, {"rel": "sum", "whole": 0, "parts": []}, "no mention", id="a sum of nothing"),
        pytest.param({}, {"rel": "sum", "whole": 0, "parts": [[0]]}, "no mention", id="a list for a start"),
    ],
)  # fmt: skip
def test_gold_that_is_not_in_the_form_is_named(
    tmp_path: Path, mention: dict[str, Any], relation: dict[str, Any], complaint: str
) -> None:
    (tmp_path / "x.txt").write_text("218 nữ\n", encoding="utf-8")
    (tmp_path / "x.jsonl").write_text(json.dumps(_GOOD | mention))
    (tmp_path / "x.rel.jsonl").write_text(json.dumps(relation) if relation else "")
    with pytest.raises(standoff.StandoffError, match=complaint) as caught:
        standoff.read(tmp_path, "x")
    assert "jsonl:1" in str(caught.value)


def test_the_shared_gold_is_in_the_form(shared: Path) -> None:
    folders = [shared / "gold" / "dev", shared / "gold" / "relations"]
    read = [standoff.read(folder, path.stem) for folder in folders for path in folder.glob("*.txt")]
    assert sum(len(annotated.mentions) for annotated in read) > 1000


def _dataset(folder: Path) -> Dataset:
    folder.mkdir(exist_ok=True)
    dataset = Dataset(folder)
    dataset.prepare(SETTINGS, fresh=False)
    return dataset


def _part(dataset: Dataset, number: int, analyses: list[Analysis], place: int) -> None:
    write_part(dataset.parts / str(number), tables.all_tables(analyses, places=[place] * len(analyses)))


def _arrow(table: str, frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, schema=tables.arrow_schema(table), preserve_index=False)


def _without_na(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if content is pd.NA else content for name, content in row.items()}
