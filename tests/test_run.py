"""The archive runner: a row a document whatever happens, equal tables however it came about."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from spacy.language import Language

from in_process import here
from solieu.engines import EngineError
from solieu.errors import CallError
from solieu.ingest import Source
from solieu.lexicon import Lexicon, LexiconError
from solieu.lexicon.schema import TABLES
from solieu.running import jobs, runner
from solieu.running.annotator import annotate
from solieu.running.runner import Summary, run
from solieu.running.work import Analyser
from solieu.store import standoff
from solieu.store.dataset import DatasetError
from solieu.store.lock import OccupiedError, lock
from solieu.types import Analysis

TEXTS = {
    f"{n:02}.txt": f"Mở {n + 3} lớp cho {n * 7 + 218} học viên, trong đó nữ chiếm 27,98%.\n"
    for n in range(12)
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Twelve texts, one of them in a folder, one empty file, one of a kind that is not read."""
    folder = tmp_path / "archive"
    (folder / "b").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / ("b" if name == "07.txt" else "") / name).write_text(text, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon) -> None:
    here(monkeypatch, nlp, lexicon)


def _table(out: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(out / f"{table}.parquet")


def _hashes(out: Path) -> dict[str, str]:
    return {
        name: told["sha256"] for name, told in json.loads((out / "run.json").read_text())["tables"].items()
    }


def _statuses(out: Path) -> dict[str, str]:
    documents = _table(out, "documents")
    return dict(zip(documents["source"], documents["status"], strict=True))


# --- rows -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_every_document_is_a_row_and_every_table_is_written(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = run(archive, out)
    assert dict(summary.handled) == {"done": 12, "refused": 2}
    documents = _table(out, "documents")
    assert documents["source"].tolist() == sorted(
        [*(TEXTS.keys() - {"07.txt"}), "b/07.txt", "empty.txt", "picture.png"]
    )
    refused = documents[documents["status"] == "refused"]
    assert refused["reason"].str.len().min() > 10
    assert len(_table(out, "figures")) == 36
    assert len(_table(out, "tokens")) == 0
    assert not any(path.is_dir() for path in out.iterdir())


@pytest.mark.usefixtures("quick")
def test_words_are_a_table_only_when_asked_for(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out", tokens=True)
    tokens, documents = _table(tmp_path / "out", "tokens"), _table(tmp_path / "out", "documents")
    assert len(tokens) == documents["tokens"].sum() > 0


@pytest.mark.usefixtures("quick")
def test_no_table_tells_where_or_when_it_was_made(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out")
    for table in ("documents", "figures", "checks"):
        assert str(tmp_path) not in _table(tmp_path / "out", table).to_csv()


def test_a_document_that_fails_is_a_row_with_a_reason(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    def around(analyser: Analyser) -> Analyser:
        def fails(source: Source) -> Analysis:
            if source.name == "03.txt":
                raise RuntimeError("a library's trouble\nwith a second line")
            return analyser(source)

        return fails

    here(monkeypatch, nlp, lexicon, around=around)
    run(archive, tmp_path / "out")
    documents = _table(tmp_path / "out", "documents").set_index("source")
    assert documents.loc["03.txt", ["status", "reason"]].tolist() == [
        "failed", "failed: RuntimeError: a library's trouble",
    ]  # fmt: skip
    assert documents["status"].value_counts().to_dict() == {"done": 11, "refused": 2, "failed": 1}


def test_rows_that_break_a_table_fail_their_document_alone(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    def around(analyser: Analyser) -> Analyser:
        def doubles(source: Source) -> Analysis:
            found = analyser(source)
            if source.name != "03.txt":
                return found
            return Analysis(found.document, found.mentions * 2)

        return doubles

    here(monkeypatch, nlp, lexicon, around=around)
    run(archive, tmp_path / "out")
    documents = _table(tmp_path / "out", "documents").set_index("source")
    assert documents["status"].value_counts().to_dict() == {"done": 11, "refused": 2, "failed": 1}
    assert documents.loc["03.txt", "reason"].startswith("failed: SchemaError")


def test_a_document_that_its_worker_did_not_survive_is_a_row(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    here(monkeypatch, nlp, lexicon, deadly=["05.txt"])
    run(archive, tmp_path / "out")
    documents = _table(tmp_path / "out", "documents").set_index("source")
    assert documents.loc["05.txt", "reason"] == "failed: worker died (SIGKILL)"
    assert len(documents) == 14
    here(monkeypatch, nlp, lexicon)
    summary = run(archive, tmp_path / "out")
    assert dict(summary.handled) == {"done": 1, "refused": 2}, "what was not read before is tried again"
    assert _statuses(tmp_path / "out")["05.txt"] == "done"


@pytest.mark.usefixtures("quick")
def test_the_summary_lists_what_is_inconsistent(tmp_path: Path) -> None:
    text = (
        "Mở lớp cho 218 học viên (ngành Kinh tế 100 học viên, ngành Luật 65 học viên, Nông học 54 học viên)."
    )
    (tmp_path / "wrong.txt").write_text(text, encoding="utf-8")
    summary = run(tmp_path / "wrong.txt", tmp_path / "out")
    assert summary.counts["checks"]["inconsistent"] == 1
    ((source, message),) = summary.inconsistent(5)
    assert source == "wrong.txt"
    assert "218" in message
    assert summary.inconsistent(0) == []


# --- again and again ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("batch", [1, 5, 64])
def test_tables_do_not_depend_on_the_batches(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    run(archive, tmp_path / "out")
    monkeypatch.setattr(jobs, "_FIRST_BATCH", batch)
    run(archive, tmp_path / "other")
    assert _hashes(tmp_path / "out") == _hashes(tmp_path / "other")
    contents = [
        (tmp_path / out / f"{table}.parquet").read_bytes()
        for out in ("out", "other")
        for table in ("figures", "checks")
    ]
    assert contents[:2] == contents[2:]


@pytest.mark.usefixtures("quick")
def test_a_second_run_does_only_what_is_new_or_changed_and_drops_what_is_gone(
    archive: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(archive, out)
    (archive / "new.txt").write_text("Có 61 nữ.", encoding="utf-8")
    (archive / "02.txt").write_text("Có 62 nữ.", encoding="utf-8")
    (archive / "01.txt").unlink()
    summary = run(archive, out)
    assert summary.handled["done"] == 2
    assert (summary.kept, summary.taken_out) == (10, 1)
    run(archive, tmp_path / "at once")
    assert _hashes(out) == _hashes(tmp_path / "at once")


@pytest.mark.usefixtures("quick")
def test_a_run_over_another_input_adds_and_takes_nothing_out(archive: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("Có 61 nữ.", encoding="utf-8")
    summaries = [run(archive, tmp_path / "out"), run(more, tmp_path / "out")]
    assert [summary.counts["documents"]["rows"] for summary in summaries] == [14, 15]
    run([archive, more], tmp_path / "at once")
    assert _hashes(tmp_path / "out") == _hashes(tmp_path / "at once")


def test_an_interrupted_run_is_finished_by_the_next(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    here(monkeypatch, nlp, lexicon)
    run(archive, tmp_path / "at once")
    monkeypatch.setattr(jobs, "_FIRST_BATCH", 2)
    told = 0

    def interrupt(count: int) -> None:
        nonlocal told
        told += count
        if told >= 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(archive, tmp_path / "out", progress=interrupt)
    assert not (tmp_path / "out" / "run.json").exists()
    summary = run(archive, tmp_path / "out")
    assert summary.kept == 6
    assert _hashes(tmp_path / "out") == _hashes(tmp_path / "at once")


@pytest.mark.usefixtures("quick")
def test_starting_over_forgets_inputs_and_settings(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out", tokens=True)
    summary = run(archive / "b", tmp_path / "out", fresh=True)
    assert summary.counts["documents"]["rows"] == 1


@pytest.mark.usefixtures("quick")
def test_the_same_bytes_twice_are_two_rows_and_one_is_called_a_duplicate(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Có 61 nữ.", encoding="utf-8")
    run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out")
    documents = _table(tmp_path / "out", "documents")
    assert documents["duplicate_of"].fillna("").tolist() == ["", documents["doc_id"][0]]


@pytest.mark.usefixtures("quick")
def test_an_input_given_twice_is_one(archive: Path, tmp_path: Path) -> None:
    run([archive, archive / "..", archive / ".." / "archive"], tmp_path.parent / f"{tmp_path.name}-out")
    documents = _table(tmp_path.parent / f"{tmp_path.name}-out", "documents")
    assert documents["doc_id"].is_unique
    assert documents["input"].nunique() == 2


@pytest.mark.usefixtures("quick")
def test_an_input_that_was_moved_is_the_same_input(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    run("archive", tmp_path / "out")
    (tmp_path / "elsewhere").mkdir()
    archive.rename(tmp_path / "elsewhere" / "archive")
    monkeypatch.chdir(tmp_path / "elsewhere")
    summary = run("archive", tmp_path / "out")
    assert (summary.kept, summary.counts["documents"]["rows"]) == (12, 14)


@pytest.mark.usefixtures("quick")
def test_results_inside_an_input_are_no_documents(archive: Path, tmp_path: Path) -> None:
    for _ in range(2):
        summary = run(archive, archive / "out")
        assert summary.counts["documents"]["rows"] == 14


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("call", "error", "complaint"),
    [
        pytest.param({"paths": []}, CallError, "no paths", id="nothing to do"),
        pytest.param(
            {"paths": "nowhere"}, CallError, "nowhere: there is no such file", id="a path that is not there"
        ),
        pytest.param({"out": "."}, CallError, "is an input", id="results into the input itself"),
        pytest.param({"vocabulary": "nowhere"}, LexiconError, "not a folder", id="no such vocabulary"),
        pytest.param({"out": "01.txt/x"}, CallError, "cannot be made", id="a folder that cannot be"),
    ],
)
def test_calls_that_cannot_be_carried_out(
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: dict[str, Any],
    error: type[Exception],
    complaint: str,
) -> None:
    monkeypatch.chdir(archive)
    with pytest.raises(error, match=complaint):
        run(**({"paths": ".", "out": "out"} | call))


@pytest.mark.parametrize(
    ("name", "workers", "complaint"),
    [
        pytest.param(
            "dask", None, "not part of this version; use --engine local", id="an engine that is to come"
        ),
        pytest.param("local", 0, "0 workers cannot do anything", id="no workers"),
    ],
)
def test_engines_that_are_not_there(name: str, workers: int | None, complaint: str) -> None:
    with pytest.raises(CallError, match=complaint):
        jobs.engine_for(name, workers)


@pytest.mark.usefixtures("quick")
def test_a_folder_of_other_settings_or_of_a_live_run_is_left_alone(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out")
    before = _hashes(tmp_path / "out")
    with pytest.raises(DatasetError, match="tokens: False, now True"):
        run(archive, tmp_path / "out", tokens=True)
    with lock(tmp_path / "out"), pytest.raises(OccupiedError, match="another run"):
        run(archive, tmp_path / "out")
    assert _hashes(tmp_path / "out") == before


@pytest.mark.usefixtures("quick")
def test_another_vocabulary_is_another_setting(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out")
    words = tmp_path / "words"
    words.mkdir()
    (words / "document_types.tsv").write_text("\t".join(TABLES["document_types"]) + "\nGiấy khen\tGK\n")
    with pytest.raises(DatasetError, match="vocabulary"):
        run(archive, tmp_path / "out", vocabulary=words)


@pytest.mark.usefixtures("quick")
def test_a_run_whose_parts_were_taken_away_says_so(archive: Path, tmp_path: Path) -> None:
    def sabotage(_: int) -> None:
        for path in (tmp_path / "out" / ".parts" / "1").glob("*"):
            path.unlink()
        (tmp_path / "out" / ".parts" / "1").rmdir()

    jobs_done = []

    def once(count: int) -> None:
        if not jobs_done:
            sabotage(count)
        jobs_done.append(count)

    with pytest.raises(EngineError, match="leave the folder alone"):
        run(archive, tmp_path / "out", progress=once)


# --- standoff -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_annotations_stand_beside_the_text_they_are_of(archive: Path, tmp_path: Path) -> None:
    (archive / "crlf.txt").write_bytes("\ufeffCó 61 nữ,\r\nchiếm 27,98%.".encode())
    with ZipFile(archive / "more.zip", "w") as packed:
        packed.writestr("n/x.txt", "Có 5 xã.")
    (archive / "00.html").write_text("<p>Có 9 xã.</p>", encoding="utf-8")
    handled = annotate(archive, tmp_path / "out")
    out = tmp_path / "out"
    assert {one.source for one in handled if one.status == "refused"} == {"empty.txt", "picture.png"}
    texts = {str(path.relative_to(out)) for path in out.rglob("*.txt")}
    numbered = {f"{n:02}.txt" for n in range(1, 12)} - {"07.txt"}
    assert texts == {*numbered, "00.txt.txt", "00.html.txt", "b/07.txt", "crlf.txt", "more.zip!/n/x.txt"}
    assert (out / "01.txt").read_bytes() == (archive / "01.txt").read_bytes()
    assert (out / "crlf.txt").read_bytes() == "Có 61 nữ,\nchiếm 27,98%.".encode()
    annotated = standoff.read(out, "crlf")
    assert [row["value"] for row in annotated.mentions] == ["61", "27.98"]
    assert [row["rel"] for row in standoff.read(out, "00.txt").relations] == ["share"]


@pytest.mark.usefixtures("quick")
def test_annotations_never_overwrite_what_they_are_of(archive: Path) -> None:
    with pytest.raises(CallError, match="would be overwritten"):
        annotate(archive / "b", archive / "b")
    assert (archive / "b" / "07.txt").read_text(encoding="utf-8") == TEXTS["07.txt"]


# --- real processes -------------------------------------------------------------------------------------

# Stands in a file of its own, since the workers import it: no model to load, and one document kills.
DEADLY = """
import os, signal
from functools import partial
from solieu.running import work
from solieu.ingest import read_source
from solieu.types import Analysis

def into_parts(bench, folder):
    return partial(work._write_part, deadly, folder)

def deadly(source):
    if source.name == "05.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return Analysis(read_source(source))
"""


def test_a_killed_worker_costs_one_document(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deadly_work.py").write_text(DEADLY)
    monkeypatch.syspath_prepend(tmp_path)
    import deadly_work  # type: ignore[import-not-found]

    monkeypatch.setattr(runner, "into_parts", deadly_work.into_parts)
    summary: Summary = run(archive, tmp_path / "out", workers=1)
    assert dict(summary.handled) == {"done": 11, "refused": 2, "failed": 1}
    documents = _table(tmp_path / "out", "documents").set_index("source")
    assert documents.loc["05.txt", "reason"] == "failed: worker died (SIGKILL, as when memory runs out)"


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_from_outside_is_finished_by_the_next(
    tmp_path: Path, number: signal.Signals
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for n in range(240):
        (archive / f"{n:03}.txt").write_text(TEXTS["03.txt"] * 20 + str(n), encoding="utf-8")
    call = [sys.executable, "-m", "solieu", "run", str(archive), "--workers", "2", "--out"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # where the tests run in the background
    running = subprocess.Popen(
        [*call, str(tmp_path / "out")], stderr=subprocess.PIPE, text=True, preexec_fn=heard
    )
    parts = tmp_path / "out" / ".parts"
    while running.poll() is None and len(list(parts.glob("[0-9]*"))) < 3:
        time.sleep(0.05)
    os.kill(running.pid, number)
    complaint = running.communicate()[1]
    assert "Traceback" not in complaint
    assert running.returncode == (-9 if number == signal.SIGKILL else 1)
    again = subprocess.run([*call, str(tmp_path / "out")], capture_output=True, text=True, check=True)
    assert "0 unchanged" not in again.stdout
    subprocess.run([*call, str(tmp_path / "at once")], capture_output=True, check=True)
    assert _hashes(tmp_path / "out") == _hashes(tmp_path / "at once")
