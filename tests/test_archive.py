"""The ledger of an archive, and one document held against the others."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from spacy.language import Language

from in_process import here
from solieu import ingest
from solieu.analysis.document import analyse_document
from solieu.archive import conclude
from solieu.archive.numbers import _slip
from solieu.cli import main
from solieu.lexicon import Lexicon
from solieu.running.runner import run
from solieu.store.parquet import write_table
from solieu.tables import all_tables

Archive = Callable[[dict[str, str]], Path]

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

# A decree as its own letterhead has it, and documents that cite it: three rightly, one with another day.
DECREE = """CHÍNH PHỦ
Số: 381/2019/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 12 tháng 3 năm 2019

NGHỊ ĐỊNH
Quy định về quỹ học bổng của tỉnh
"""
RIGHT = "theo Nghị định số 381/2019/NĐ-CP ngày 12/3/2019 của Chính phủ quy định về quỹ học bổng của tỉnh; "
WRONG = "theo Nghị định số 381/2019/NĐ-CP ngày 21/3/2019 của Chính phủ quy định về quỹ học bổng của tỉnh; "


def around(number: int, cited: str) -> str:
    """A citation among others that no second document has."""
    others = [f"Thông tư số {number + place}/2018/TT-BTC" for place in range(4)]
    return f"Đơn vị số {number} căn cứ {others[0]}, {others[1]}, {cited}và {others[2]}, {others[3]}.\n"


@pytest.fixture
def archive_of(tmp_path: Path, nlp: Language, lexicon: Lexicon) -> Archive:
    """A function from texts by name to a folder with the tables that the archive makes and reads."""

    def made(texts: dict[str, str]) -> Path:
        analyses = []
        for name, text in sorted(texts.items()):
            (tmp_path / name).write_text(text, encoding="utf-8")
            analyses.append(analyse_document(ingest.read(tmp_path / name), nlp, lexicon))
        for table, content in all_tables(analyses).items():
            if table in ("documents", "citations", "dates", "figures", "relations"):
                write_table(tmp_path / f"{table}.parquet", table, content)
        for table, content in conclude(tmp_path, lexicon).items():
            write_table(tmp_path / f"{table}.parquet", table, content)
        return tmp_path

    return made


def found(out: Path, reason: str | None = None) -> list[dict[str, object]]:
    checks = pd.read_parquet(out / "checks.parquet")
    told = checks[checks["scope"] == "corpus"].astype(object)
    rows = told.where(told.notna(), None).to_dict("records")
    return [row for row in rows if reason is None or row["reason"] == reason]


def entry(out: Path, key: str) -> dict[tuple[str, str], dict[str, object]]:
    ledger = pd.read_parquet(out / "ledger.parquet")
    return {(row["field"], row["value"]): row for row in ledger[ledger["key"] == key].to_dict("records")}


def test_the_ledger_has_every_value_with_its_witnesses(archive_of: Archive) -> None:
    out = archive_of({"a.txt": around(10, RIGHT), "b.txt": around(20, RIGHT), "c.txt": around(30, WRONG)})
    told = entry(out, "381/2019/nd-cp")
    assert told["date", "2019-03-12"]["witnesses"] == 2
    assert told["date", "2019-03-21"]["documents"] == 1
    assert told["issuer", "Chính phủ"]["citations"] == 3
    assert told["subject", "quy định về quỹ học bổng của tỉnh"]["documents"] == 3
    mentions = set(pd.read_parquet(out / "citations.parquet")["mention_id"])
    assert {row["first"] for row in told.values()} <= mentions
    assert {row["own"] for row in told.values()} == {False}


def test_one_day_against_three_is_a_slip_that_names_the_majority(archive_of: Archive) -> None:
    texts = {f"{number}.txt": around(number, RIGHT) for number in (10, 20, 30)}
    out = archive_of(texts | {"40.txt": around(40, WRONG)})
    (slip,) = found(out)
    assert (slip["verdict"], slip["reason"]) == ("inconsistent", "slip")
    assert (slip["stated"], slip["expected"]) == ("2019-03-21", "2019-03-12")
    assert slip["repair"] == "2019-03-21 → 2019-03-12"
    assert "3 văn bản khác" in str(slip["message_vi"])
    assert "3 documents" in str(slip["message_en"])


def test_one_against_one_names_no_culprit(archive_of: Archive) -> None:
    out = archive_of({"10.txt": around(10, RIGHT), "20.txt": around(20, WRONG)})
    (both,) = found(out)
    assert (both["verdict"], both["reason"], both["expected"]) == ("inconsistent", "two_dates", None)


def test_the_letterhead_decides_against_any_number_of_citations(archive_of: Archive) -> None:
    texts = {f"{number}.txt": around(number, WRONG) for number in (10, 20, 30)}
    out = archive_of(texts | {"40.txt": around(40, RIGHT), "decree.txt": DECREE})
    by_verdict = {row["verdict"]: row for row in found(out)}
    assert len(by_verdict) == len(found(out)) == 2
    assert by_verdict["inconsistent"]["reason"] == "letterhead_date"
    assert by_verdict["inconsistent"]["repair"] == "2019-03-21 → 2019-03-12"
    assert by_verdict["consistent"]["stated"] == "2019-03-12"
    held = pd.read_parquet(out / "documents.parquet").set_index("source")["doc_id"]["decree.txt"]
    assert {row["doc_id"] for row in entry(out, "381/2019/nd-cp").values()} == {held}


def test_copies_are_no_further_witnesses(archive_of: Archive) -> None:
    copied = around(10, WRONG)
    out = archive_of(
        {"a.txt": copied, "same.txt": copied, "excerpt.txt": f"Trích:\n{copied}", "b.txt": around(20, RIGHT)}
    )
    told = entry(out, "381/2019/nd-cp")
    assert told["date", "2019-03-21"]["citations"] == 3
    assert told["date", "2019-03-21"]["documents"] == 2, "equal bytes count once"
    assert told["date", "2019-03-21"]["witnesses"] == 1, "and so does the same passage"
    (both,) = found(out)
    assert both["expected"] is None, "one witness stands against one"


def test_one_day_and_subject_under_two_numbers(archive_of: Archive) -> None:
    swapped = RIGHT.replace("381", "318")
    texts = {f"{number}.txt": around(number, RIGHT) for number in (10, 20)}
    out = archive_of(texts | {"30.txt": around(30, swapped)})
    (near,) = found(out)
    assert (near["verdict"], near["reason"]) == ("inconsistent", "near_number")
    assert near["repair"] == "Nghị định số 318/2019/NĐ-CP → Nghị định số 381/2019/NĐ-CP"


def test_a_series_of_documents_of_one_day_is_no_slip(archive_of: Archive) -> None:
    next_one = RIGHT.replace("381", "382")
    texts = {f"{number}.txt": around(number, RIGHT) for number in (10, 20)}
    out = archive_of(texts | {"30.txt": around(30, next_one)})
    assert [row["verdict"] for row in found(out)] == ["ambiguous"]


def test_two_documents_of_one_number_in_two_provinces_do_not_disagree(archive_of: Archive) -> None:
    cited = "theo Quyết định số 36/QĐ-UBND ngày {} của UBND tỉnh {}; "
    out = archive_of(
        {
            "10.txt": around(10, cited.format("4/12/2020", "Bình Dương")),
            "20.txt": around(20, cited.format("1/11/2020", "Bình Định")),
        }
    )
    assert found(out) == []


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        ("của Bộ Tài chính", "inconsistent"),  # the letters say whose it is
        ("của Bộ trưởng Bộ Y tế", None),  # the head of a body issues for it
        ("của Sở Y tế tỉnh An Giang", None),  # no body of the register: nothing to hold against it
    ],
)
def test_two_issuers(archive_of: Archive, second: str, verdict: str | None) -> None:
    cited = "theo Thông tư số 5/2019/TT-BYT ngày 1/2/2019 {}; "
    texts = {f"{number}.txt": around(number, cited.format("của Bộ Y tế")) for number in (10, 20)}
    out = archive_of(texts | {"30.txt": around(30, cited.format(second))})
    assert [row["verdict"] for row in found(out)] == ([verdict] if verdict else [])


def test_nobody_implements_what_is_not_there_yet(archive_of: Archive) -> None:
    letter = """BỘ TÀI CHÍNH
Số: 5/2019/TT-BTC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày {} năm 2019

Thông tư này hướng dẫn thi hành Nghị định số 381/2019/NĐ-CP.
"""
    out = archive_of(
        {
            "decree.txt": DECREE,
            "early.txt": letter.format("10 tháng 3"),
            "late.txt": letter.format("10 tháng 4").replace("5/2019", "6/2019"),
        }
    )
    verdicts = {str(row["message_vi"]).split(",")[0]: row["verdict"] for row in found(out)}
    assert verdicts == {"early.txt": "inconsistent", "late.txt": "consistent"}
    (early,) = found(out, "not_yet_issued")
    assert len(early["evidence"]) == 3


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("381/qd-tu|2007|x", "318/qd-tu|2007|x", "swapped"),
        ("381/qd-tu|2007|x", "318/qd-tu|2008|x", None),  # another year
        ("381/qd-tu|2007|x", "813/qd-tu|2007|x", None),  # three places moved
        ("1238/qd-ttg|2007", "138/qd-ttg|2007", "digit"),  # one fell out
        ("381/qd-tu|2007|x", "391/qd-tu|2007|x", "digit"),
        ("luật đất đai|2013", "luật đất đai|2024", None),  # no number at all
    ],
)
def test_what_a_slip_makes_of_a_number(first: str, second: str, slip: str | None) -> None:
    assert _slip(first, second) == _slip(second, first) == slip


def test_the_order_of_documents_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    here(monkeypatch, nlp, lexicon)
    texts = {f"{number}.txt": around(number, RIGHT) for number in (10, 20, 30)}
    texts |= {"40.txt": around(40, WRONG), "decree.txt": DECREE, "same.txt": DECREE}
    paths = []
    for name, text in texts.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    paths += sorted(CORPUS.glob("circular-*.txt"))
    run(paths, tmp_path / "sorted")
    Random(4).shuffle(paths)
    run(paths, tmp_path / "shuffled")
    for table in ("citations", "dates", "figures", "relations", "checks", "ledger"):
        one, other = (
            pd.read_parquet(tmp_path / made / f"{table}.parquet").astype(str).sort_values(list(columns))
            for made in ("sorted", "shuffled")
            for columns in [pd.read_parquet(tmp_path / made / f"{table}.parquet").columns]
        )
        pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
        if table == "ledger":
            assert len(one) > 40


def test_an_archive_that_grows_gives_the_ledger_of_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    here(monkeypatch, nlp, lexicon)
    folder = tmp_path / "in"
    folder.mkdir()
    for number, cited in ((10, RIGHT), (20, WRONG)):
        (folder / f"{number}.txt").write_text(around(number, cited), encoding="utf-8")
    run(folder, tmp_path / "grown")
    (folder / "30.txt").write_text(around(30, RIGHT), encoding="utf-8")
    (folder / "decree.txt").write_text(DECREE, encoding="utf-8")
    run(folder, tmp_path / "grown")
    run(folder, tmp_path / "once")
    for table in ("checks", "ledger"):
        one, other = (pd.read_parquet(tmp_path / made / f"{table}.parquet") for made in ("grown", "once"))
        pd.testing.assert_frame_equal(one, other)
    assert [row["reason"] for row in found(tmp_path / "once", "letterhead_date")] == ["letterhead_date"]


def test_an_archive_that_cites_nothing_has_an_empty_ledger(archive_of: Archive, lexicon: Lexicon) -> None:
    out = archive_of({"a.txt": "Có 61 nữ.\n"})
    assert len(pd.read_parquet(out / "ledger.parquet")) == 0
    assert len(conclude(out, lexicon)["checks"]) == 0


def test_the_ledger_is_printed_and_exported(
    archive_of: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {f"{number}.txt": around(number, RIGHT) for number in (10, 20, 30)}
    out = archive_of(texts | {"40.txt": around(40, WRONG), "decree.txt": DECREE})
    assert main(["ledger", str(out)]) == 0
    assert "381/2019/nd-cp\t2019-03-12 (4*); 2019-03-21 (1)\tChính phủ (5*)" in capsys.readouterr().out
    assert main(["ledger", str(out), "--conflicts", "--out", str(tmp_path / "c.csv")]) == 0
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line["reason"] == "letterhead_date"
    assert main(["ledger", str(tmp_path / "no")]) == 2
    assert "solieu run" in capsys.readouterr().err


def test_what_the_corpus_cites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, lexicon: Lexicon
) -> None:
    here(monkeypatch, nlp, lexicon)
    run([CORPUS / "letter-ministry.txt", CORPUS / "decree-fines.txt"], tmp_path / "out")
    told = entry(tmp_path / "out", "29/2023/nd-cp")
    assert {("date", "2023-06-03"), ("date", "2023-03-06")} <= told.keys()
    assert found(tmp_path / "out", "two_dates") == [], "one document against itself is its own matter"
