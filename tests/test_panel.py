"""Observations as tables: what is shown, what is refused, and the way from reports to a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language

from in_process import here
from solieu.cli import main
from solieu.lexicon import Lexicon
from solieu.running.runner import run

REPORTS = Path(__file__).resolve().parents[1] / "notebooks" / "data"
MONTHS = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]


@pytest.fixture(scope="module")
def monthly(tmp_path_factory: pytest.TempPathFactory, nlp: Language, lexicon: Lexicon) -> Path:
    """The dataset of the monthly reports."""
    out = tmp_path_factory.mktemp("monthly") / "out"
    with pytest.MonkeyPatch.context() as patch:
        here(patch, nlp, lexicon)
        run([REPORTS], out)
    return out


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon) -> None:
    here(monkeypatch, nlp, lexicon)


def call(*arguments: str | Path) -> int:
    return main(["panel", *map(str, arguments)])


def test_months_of_twenty_indicators(
    monthly: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "panel.csv"
    code = call(
        monthly, "--rows", "name,unit", "--columns", "month", "--where", "extent=month|day", "--out", out
    )
    assert code == 0, capsys.readouterr().err
    table = pd.read_csv(out, index_col=["name", "unit"])
    assert list(table.columns) == MONTHS
    assert len(table) >= 15
    assert table.loc[("Thu nội địa", "đồng")].tolist() == [1290e9, 842e9, 931e9, 1040e9, 880e9]
    assert table.loc[("Số lượng lợn", "con"), "2024-03"] == 355_400


def test_numbers_go_to_parquet(monthly: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    arguments = ["--rows", "month", "--columns", "indicator", "--where", "indicator=06.revenue|06.spending"]
    assert call(monthly, *arguments, "--where", "extent=month", "--values", "number", "--out", out) == 0
    table = pd.read_parquet(out)
    assert table["06.revenue"].tolist() == [1482e9, 968e9, 1105e9, 1214e9, 1042e9]


# arguments | what the complaint says
REFUSED = [
    (["--rows", "name", "--columns", "month", "--where", "indicator=06.revenue"], "would mix extent"),
    (["--rows", "place", "--columns", "month", "--where", "extent=month"], "would mix unit"),
    (["--rows", "indicator", "--columns", "month", "--where", "change=up"], "would mix basis"),
    (["--rows", "colour", "--columns", "month"], "no such dimension"),
    (["--rows", "name", "--columns", "name"], "is on both"),
    (["--rows", "name", "--columns", "month", "--where", "place=Huế"], "no observation has that"),
    (["--rows", "name", "--columns", "month", "--where", "place"], "give NAME=VALUE"),
    (["--rows", "name", "--columns", "month", "--values", "colour"], "no such thing"),
    (["--rows", "name", "--columns", "month", "--out", "panel.xlsx"], "ends in .csv or .parquet"),
]


@pytest.mark.parametrize(("arguments", "complaint"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_is_refused_says_how_to_go_on(
    monthly: Path, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monthly, *arguments) == 2
    told = capsys.readouterr().err
    assert complaint in told
    assert len(told.strip().splitlines()) <= 3


@pytest.mark.usefixtures("in_process")
def test_standings_are_not_mixed_silently(
    monthly: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mixed"
    shutil.copytree(REPORTS, folder)
    text = (folder / "ha-nam-2024-05.txt").read_text(encoding="utf-8")
    told = "Thu nội địa tháng Năm ước đạt"
    assert told in text
    (folder / "ha-nam-2024-05.txt").write_text(
        text.replace(told, "Thu nội địa tháng Năm đạt"), encoding="utf-8"
    )
    run([folder], tmp_path / "out")
    narrowed = ["--rows", "name", "--columns", "month", "--where", "extent=month"]
    narrowed += ["--where", "indicator=06.revenue.domestic"]
    assert call(tmp_path / "out", *narrowed) == 2
    assert "would mix status; Thu nội địa: estimate, none" in capsys.readouterr().err
    assert call(tmp_path / "out", *narrowed, "--where", "status=estimate") == 0
    assert call(tmp_path / "out", "--rows", "name,status", *narrowed[2:]) == 0


def test_what_was_planted_in_the_reports_is_found(monthly: Path) -> None:
    checks = pd.read_parquet(monthly / "checks.parquet")
    found = checks[(checks["scope"] == "corpus") & (checks["verdict"] != "consistent")]
    assert sorted(zip(found["check"], found["reason"], strict=True)) == [
        ("cumulative", "falls"),
        ("level", "revised"),
        ("months", "months"),
    ]


@pytest.mark.usefixtures("in_process")
def test_an_archive_that_grows_gives_the_observations_of_one_run(monthly: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    reports = sorted(REPORTS.glob("*.txt"))
    for some in (reports[3:], reports[:3]):
        for path in some:
            shutil.copy(path, folder)
        run([folder], tmp_path / "out")
    hashes = [
        json.loads((out / "run.json").read_text("utf-8"))["tables"]["observations"]["sha256"]
        for out in (monthly, tmp_path / "out")
    ]
    assert hashes[0] == hashes[1]
