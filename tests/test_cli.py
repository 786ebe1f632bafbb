"""The commands: each explains itself, says what was wrong with a bad call, and ends as it should."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from in_process import here
from solieu.cli import commands, main
from solieu.lexicon import Lexicon

TEXT = "Đã mở 3 lớp cho 218 học viên, trong đó nữ chiếm 27,98%.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon) -> Path:
    """The working folder of a call: two documents, one of which cannot be read."""
    here(monkeypatch, nlp, lexicon)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs" / "empty.txt").touch()
    return tmp_path


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"Example:\n    solieu {name}" in told


def test_the_program_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert set(commands.commands) == {
        "run", "annotate", "score", "verify", "plant", "place", "ledger", "panel", "doctor"
    }  # fmt: skip
    assert "solieu run archive/ --out data/" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("solieu ")


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        pytest.param("walk", "No such command 'walk'", id="no such command"),
        pytest.param("run", "Missing argument 'PATHS", id="no paths"),
        pytest.param("run docs", "Missing option '--out'", id="no folder for the results"),
        pytest.param("run nowhere --out out", "nowhere: there is no such file or folder", id="no such path"),
        pytest.param("run docs --out docs", "docs is an input", id="results into the input"),
        pytest.param("run docs --out docs/a.txt/x", "cannot be made", id="a folder that cannot be"),
        pytest.param("run docs --out out --workers 0", "give --workers 1 or more", id="no workers"),
        pytest.param("run docs --out out --workers two", "'two' is not a valid integer", id="no number"),
        pytest.param(
            "run docs --out out --engine spark", "is not one of 'local', 'dask'", id="no such engine"
        ),
        pytest.param(
            "run docs --out out --engine dask", "use --engine local", id="an engine that is to come"
        ),
        pytest.param(
            "run docs --out out --fresh --resume", "give one of them", id="two that exclude each other"
        ),
        pytest.param("run docs --out out --lexicon nowhere", "not a folder", id="no such vocabulary"),
        pytest.param("run docs --out out --colour", "No such option", id="no such option"),
        pytest.param(
            "annotate nowhere --out out", "nowhere: there is no such file or folder", id="nothing to annotate"
        ),
        pytest.param("annotate docs --out docs", "would be overwritten", id="annotations over texts"),
        pytest.param("verify docs", "no run.json there", id="no dataset"),
        pytest.param("score docs nowhere", "nowhere: no such folder", id="no prediction"),
        pytest.param("score docs docs", "no gold documents", id="no gold"),
        pytest.param("score docs docs --raise-floors", "--floors FILE", id="floors of no file"),
        pytest.param("plant docs --out nowhere/a.json", "no folder nowhere", id="a file in no folder"),
        pytest.param("ledger docs", "no ledger.parquet there", id="no ledger"),
    ],
)
def test_a_bad_call_is_told_in_three_lines_at_most(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    complaint: str,
) -> None:
    monkeypatch.undo()  # the real engine, which refuses what it cannot do
    monkeypatch.chdir(folder)
    assert main(call.split()) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert complaint in told.err
    assert 1 <= len(told.err.strip().splitlines()) <= 3


def test_run_ends_with_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "docs", "--out", "out"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "documents  2: 1 done, 0 partial, 1 refused, 0 failed (2 worked on now, 0 unchanged, 0 taken out)",
        "figures    3",
        "checks     1: 1 consistent, 0 inconsistent, 0 ambiguous, 0 not_testable",
        "tables     out/*.parquet (documents.parquet gives the reason of what was not read)",
    ]
    assert "2 documents" in told.err
    assert main(["run", "docs", "--out", "out", "--resume"]) == 0
    assert "1 worked on now, 1 unchanged" in capsys.readouterr().out
    assert main(["run", "docs", "--out", "out", "--tokens"]) == 2
    assert "--fresh" in capsys.readouterr().err
    assert main(["run", "docs", "--out", "out", "--tokens", "--fresh"]) == 0


def test_run_names_what_is_inconsistent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "Có 218 học viên (ngành Kinh tế 100 học viên, ngành Luật 65 học viên, Nông học 54 học viên).\n"
    for n in range(12):
        (folder / "docs" / f"b{n:02}.txt").write_text(wrong, encoding="utf-8")
    assert main(["run", "docs", "--out", "out"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("inconsistent")]
    assert len(lines) == 11
    assert lines[0].startswith("inconsistent: b00.txt: ")
    assert lines[-1] == "inconsistent: … and 2 more"


def test_run_that_cannot_finish_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("solieu.running.work.write_part", full)
    assert main(["run", "docs", "--out", "out"]) == 1
    assert "No space left on device" in capsys.readouterr().err

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("solieu.running.work.write_part", interrupted)
    assert main(["run", "docs", "--out", "out"]) == 1
    assert "interrupted; the same command goes on" in capsys.readouterr().err


def test_annotate_names_what_it_could_not_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "docs", "--out", "out"]) == 0
    told = capsys.readouterr()
    assert told.out == "1 of 2 documents annotated in out\n"
    assert "refused: empty.txt: empty" in told.err
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.jsonl", "a.rel.jsonl", "a.txt"]


def test_verify_proves_and_complains(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "docs", "--out", "out"]) == 0
    assert main(["verify", "out"]) == 0
    assert "of 2 documents held against their sources: 0 differ" in capsys.readouterr().out
    (folder / "docs" / "a.txt").write_text(TEXT.replace("218", "219"), encoding="utf-8")
    assert main(["verify", "out", "--source", "docs"]) == 1
    told = capsys.readouterr().out
    assert "a.txt: documents: sha256: says" in told
    assert "says '218', at 16:19 stands '219'" in told


def test_score_with_floors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", "docs", "--out", "gold"]) == 0
    (folder / "worse").mkdir()
    rows = (folder / "gold" / "a.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "worse" / "a.jsonl").write_text("\n".join(rows[1:]), encoding="utf-8")
    capsys.readouterr()
    assert main(["score", "gold", "gold", "--floors", "floors.json", "--raise-floors"]) == 0
    assert main(["score", "gold", "gold", "--floors", "floors.json"]) == 0
    assert capsys.readouterr().err.startswith("floors in floors.json stand")
    assert main(["score", "gold", "worse", "--floors", "floors.json", "--errors", "1"]) == 1
    told = capsys.readouterr()
    assert "below the floor: count.value: floor 1.000, now 0.6667" in told.err
    assert "count: a:6 missed '3' = 3" in told.out
    assert main(["score", "gold", "worse", "--floors", "floors.json", "--raise-floors"]) == 2
    assert "only ever raised" in capsys.readouterr().err
    assert main(["score", "gold", "gold", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["value"]["f"] == 1.0


def test_doctor_says_what_is_there_and_what_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("found    spacy 3.8") for line in lines)
    assert any(line.startswith("missing  Tesseract: reads scanned pages") for line in lines)
    assert any("to install: " in line and "tesseract" in line for line in lines)


def _run_cli(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "solieu", *arguments]
    return subprocess.run(call, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_installed_command_works_from_a_folder_to_tables(tmp_path: Path) -> None:
    """The one test of the whole way in processes of its own, with a name and a text beyond ASCII."""
    (tmp_path / "tài liệu").mkdir()
    (tmp_path / "tài liệu" / "báo cáo.txt").write_text(TEXT, encoding="utf-8")
    done = _run_cli("run", "tài liệu", "--out", "kết quả", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("documents  1: 1 done")
    assert "Traceback" not in done.stderr
    proved = _run_cli("verify", "kết quả", cwd=tmp_path)
    assert (proved.returncode, proved.stderr) == (0, "")


def test_output_that_nobody_reads_is_no_trouble(tmp_path: Path) -> None:
    code = "import sys; from solieu.cli import main; sys.exit(main(['doctor']))"
    shell = ["bash", "-c", f'{sys.executable} -c "{code}" | head -n 0']
    assert subprocess.run(shell, capture_output=True, text=True, check=False).stderr == ""
