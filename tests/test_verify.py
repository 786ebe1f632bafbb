"""Verification: a true dataset is proved row by row, and whatever is planted in one is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from in_process import here
from solieu.audit.conclusions import archive_complaints
from solieu.audit.days import shows_date
from solieu.audit.digits import shows_number_of_document, shows_numbers
from solieu.audit.values import date_complaints
from solieu.audit.verify import Difference, Proof, verify
from solieu.errors import CallError
from solieu.lexicon import Lexicon
from solieu.running.runner import run
from solieu.store.parquet import read_table, write_table
from solieu.tables import arrow_schema

FORMATS = Path(__file__).parents[1] / "corpus" / "formats"
TEXT = (
    "\ufeffQuyết định số 381-QĐ/TU ngày 9-2-2007 của Tỉnh ủy.\r\n"
    "Đã mở 3 lớp cho 218 học viên, trong đó nữ chiếm 27,98%, chi 25,5 tỷ đồng; "
    "giảm 2/3 số vụ trong 5 năm.\r\n"
)


_DAY, _NUMBER = "ngày 9-2-2007", "381-QĐ/TU"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, nlp: Language, lexicon: Lexicon) -> Path:
    """An archive with one document of each format, and the dataset of a run over it."""
    root = tmp_path_factory.mktemp("verify")
    shutil.copytree(FORMATS, root / "archive")
    (root / "archive" / "note.txt").write_text(TEXT, encoding="utf-8", newline="")
    (root / "archive" / "empty.txt").touch()
    with pytest.MonkeyPatch.context() as patch:
        here(patch, nlp, lexicon)
        run(root / "archive", root / "data", tokens=True)
    return root


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of both to spoil."""
    shutil.copytree(built, tmp_path / "copy")
    return tmp_path / "copy"


def _verified(root: Path) -> list[Difference]:
    return list(verify(root / "data", [root / "archive"]))


def _plant(
    root: Path, table: str, change: Callable[[dict[str, Any]], None], where: dict[str, Any]
) -> dict[str, Any]:
    """Change the first row of a table that has these contents; returns the row as it is then."""
    path = root / "data" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    row = next(row for row in rows if all(row[name] == content for name, content in where.items()))
    change(row)
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table)), path)
    return row


def _named(differences: list[Difference]) -> set[tuple[str, str, str]]:
    return {(one.source, one.table, one.column) for one in differences if one.column}


def test_a_day_of_the_moon_has_no_day_of_the_calendar() -> None:
    row = {
        "value": "1992-01-06",
        "rule": "date.lunar",
        "resolved": False,
        "valid": True,
        "granularity": "day",
    }
    unknown = row | {"date_start": None, "date_end": None}
    assert list(date_complaints(unknown, "mùng 6 Tết năm 1992", "")) == []
    day = date(1992, 1, 6)
    claimed = row | {"date_start": day, "date_end": day}
    told = [column for column, _ in date_complaints(claimed, "mùng 6 Tết năm 1992", "")]
    assert told == ["date_start", "date_end"]


def test_a_true_dataset_is_proved(built: Path) -> None:
    proof = Proof()
    assert [str(one) for one in verify(built / "data", proof=proof)] == []
    tables = [pd.read_parquet(path) for path in (built / "data").glob("*.parquet")]
    assert proof.documents == len(list((built / "archive").iterdir()))
    assert proof.rows == sum(map(len, tables))
    figures = pd.read_parquet(built / "data" / "figures.parquet")
    assert {"page", "source_start", "source_path"} <= set(figures.columns[figures.notna().any()])


@pytest.mark.parametrize(("column", "content"), [("witnesses", 9), ("value", "2031-01-01"), ("own", True)])
def test_the_ledger_follows_from_the_other_tables(
    copy: Path, column: str, content: object, lexicon: Lexicon
) -> None:
    ledger = read_table(copy / "data", "ledger")
    assert len(ledger) > 0
    ledger.loc[0, column] = content
    assert not list(archive_complaints(copy / "data", lexicon)[1])
    write_table(copy / "data" / "ledger.parquet", "ledger", ledger)
    told = list(archive_complaints(copy / "data", lexicon)[1])
    assert {table for table, *_ in told} == {"ledger"}


def test_a_true_dataset_is_proved_where_its_sources_are_now(copy: Path) -> None:
    assert _verified(copy) == []


@pytest.mark.parametrize(
    ("text", "column", "content"),
    [
        pytest.param("27,98%", "value", "27.89", id="two digits changed places"),
        pytest.param("218", "value", "219", id="a digit"),
        pytest.param("25,5 tỷ đồng", "value", "2550000000", id="a power of ten"),
        pytest.param("25,5 tỷ đồng", "amount", Decimal("2550000000"), id="the decimal beside a true value"),
        pytest.param("2/3", "denominator", Decimal(4), id="a denominator"),
        pytest.param("2/3", "value", "3/2", id="a fraction upside down"),
        pytest.param("5 năm", "value", "P6Y", id="a duration"),
        pytest.param("218", "text", "2l8", id="the text"),
        pytest.param("218", "source_start", 3, id="a byte"),
        pytest.param("218", "source_end", None, id="a byte that is left out"),
        pytest.param("218", "mention_id", "x", id="an id"),
    ],
)
def test_a_planted_figure_is_named(copy: Path, text: str, column: str, content: object) -> None:
    row = _plant(copy, "figures", lambda row: row.update({column: content}), {"text": text})
    found = _verified(copy)
    assert ("note.txt", "figures", column) in _named(found)
    assert row["mention_id"] in {one.row for one in found}
    assert any(one.table == "figures" and "not what the run wrote" in one.told for one in found)


def test_a_planted_offset_is_named(copy: Path) -> None:
    def shift(row: dict[str, Any]) -> None:
        row["start"] += 1
        row["end"] += 1

    _plant(copy, "figures", shift, {"text": "27,98%"})
    assert {("note.txt", "figures", "text"), ("note.txt", "figures", "mention_id")} <= _named(_verified(copy))


def test_offsets_outside_the_text_are_named(copy: Path) -> None:
    _plant(copy, "figures", lambda row: row.update(start=10**6, end=10**6 + 6), {"text": "27,98%"})
    assert ("note.txt", "figures", "start") in _named(_verified(copy))


def test_a_planted_box_is_named_by_the_page_itself(copy: Path) -> None:
    """Also where the fresh reading is not asked: what is in the box on the page settles it."""

    def move(row: dict[str, Any]) -> None:
        row["x0"], row["x1"] = row["x0"] + 150, row["x1"] + 150

    _plant(copy, "figures", move, {"page": 1, "kind": "percent"})
    found = [one for one in _verified(copy) if one.source.endswith(".pdf")]
    assert {one.column for one in found} == {"x0", "x1"}
    assert any("in the box" in one.told for one in found)


@pytest.mark.parametrize(
    ("ending", "path"),
    [
        pytest.param(".html", "/html[1]/body[1]", id="an element that holds more"),
        pytest.param(".html", "/html[1]/head[1]/p[99]", id="a place where nothing is"),
        pytest.param(".html", "][", id="no XPath"),
        pytest.param(".docx", "word/document.xml#p1", id="another paragraph"),
        pytest.param(".docx", "word/document.xml#p9999", id="no paragraph"),
    ],
)
def test_a_planted_path_is_named(copy: Path, ending: str, path: str) -> None:
    documents = pq.read_table(copy / "data" / "documents.parquet").to_pylist()
    (doc_id, *_) = [row["doc_id"] for row in documents if row["source"].endswith(ending)]
    _plant(copy, "figures", lambda row: row.update(source_path=path), {"doc_id": doc_id})
    found = _verified(copy)
    assert {one.column for one in found if one.row} == {"source_path"}
    assert path in str(found[-1])


@pytest.mark.parametrize(
    ("table", "where", "column", "content"),
    [
        pytest.param("documents", {"source": "note.txt"}, "sha256", "0" * 64, id="a hash"),
        pytest.param("documents", {"source": "note.txt"}, "characters", 1, id="a length"),
        pytest.param("documents", {"source": "note.txt"}, "encoding", "utf-16", id="an encoding"),
        pytest.param("documents", {"source": "empty.txt"}, "status", "done", id="a status"),
        pytest.param("documents", {"source": "empty.txt"}, "reason", "x", id="a reason"),
        pytest.param("dates", {"text": _DAY}, "value", "2007-09-02", id="day and month changed places"),
        pytest.param("dates", {"text": _DAY}, "date_start", date(2007, 2, 8), id="a day"),
        pytest.param("dates", {"text": _DAY}, "granularity", "month", id="a granularity"),
        pytest.param("citations", {"number": _NUMBER}, "number", "318-QĐ/TU", id="a document's number"),
        pytest.param("citations", {"number": _NUMBER}, "date", date(2007, 2, 8), id="its date"),
        pytest.param("relations", {"role": "percent"}, "mention_id", "x", id="a mention that is none"),
        pytest.param("checks", {"check": "share_base"}, "evidence", ["x"], id="evidence that is none"),
        pytest.param("checks", {"check": "share_base"}, "relation_id", "x", id="a relation that is none"),
        pytest.param("cells", {"table": 0}, "value", "x", id="a cell"),
        pytest.param("tokens", {"text": "218"}, "text", "219", id="a word"),
        pytest.param("figures", {"text": "218"}, "doc_id", "x", id="a row of no document"),
    ],
)  # fmt: skip
def test_planted_changes_elsewhere_are_named(
    copy: Path, table: str, where: dict[str, Any], column: str, content: object
) -> None:
    _plant(copy, table, lambda row: row.update({column: content}), where)
    assert (table, column) in {(one.table, one.column) for one in _verified(copy)}


def test_a_source_that_changed_or_went_is_named(copy: Path) -> None:
    (copy / "archive" / "note.txt").write_text(TEXT.replace("218", "219"), encoding="utf-8")
    (copy / "archive" / "empty.txt").unlink()
    named = _named(_verified(copy))
    assert {
        ("note.txt", "documents", "sha256"),
        ("note.txt", "figures", "text"),
        ("empty.txt", "documents", "source"),
    } <= named


def test_tables_that_pandas_wrote_again_are_read(copy: Path) -> None:
    for path in (copy / "data").glob("*.parquet"):
        pd.read_parquet(path).to_parquet(path)
    assert [one for one in _verified(copy) if one.row] == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        pytest.param(
            lambda root: (root / "data" / "run.json").unlink(), "no run.json there", id="no dataset"
        ),
        pytest.param(
            lambda root: (root / "data" / "figures.parquet").unlink(), "figures", id="a table is missing"
        ),
        pytest.param(
            lambda root: (root / "data" / "figures.parquet").write_bytes(b"x"),
            "figures cannot be read",
            id="a broken table",
        ),
        pytest.param(
            lambda root: (
                pd.read_parquet(root / "data" / "figures.parquet")
                .drop(columns=["basis"])
                .to_parquet(root / "data" / "figures.parquet")
            ),
            "figures has other columns",
            id="the columns of another version",
        ),
        pytest.param(lambda root: shutil.rmtree(root / "archive"), "say with --source", id="no sources"),
    ],
)
def test_a_dataset_that_cannot_be_verified_is_said_to_be(
    copy: Path, spoil: Callable[[Path], None], complaint: str
) -> None:
    spoil(copy)
    with pytest.raises(CallError, match=complaint):
        _verified(copy)


def test_as_many_places_as_inputs(copy: Path) -> None:
    with pytest.raises(CallError, match="2 places for 1 inputs"):
        list(verify(copy / "data", [copy / "archive", copy]))


# --- what can be read off words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words", "shown"),
    [
        pytest.param("14340", "14.340", True, id="grouped by points"),
        pytest.param("14340", "14 340", True, id="grouped by blanks"),
        pytest.param("1234.5", "1.234,5", True, id="grouped, with decimals"),
        pytest.param("1.28", "1.28%", True, id="an English point"),
        pytest.param("4974", "4,974", True, id="an English comma"),
        pytest.param("0.5", "0,5", True, id="a decimal below one"),
        pytest.param("5", "0,5", False, id="a nought before the comma groups nothing"),
        pytest.param("2798", "27,98%", False, id="two digits are no group"),
        pytest.param("62.90", "62,9%", True, id="a nought at the end is no other number"),
        pytest.param("5000", "5. 000", True, id="a stray blank"),
        pytest.param("2.5", "2, 5%", True, id="a stray blank before a decimal"),
        pytest.param("25500000000", "25,5 tỷ đồng", True, id="a scale"),
        pytest.param("25500000", "25,5 tỷ đồng", False, id="another scale"),
        pytest.param("2000000000000", "2 nghìn tỷ", True, id="a scale of two words"),
        pytest.param("5320785000000", "5.320 tỷ 785 triệu đồng", True, id="two scales"),
        pytest.param("2500000", "2 triệu rưỡi", True, id="a half of a scale"),
        pytest.param("5000000..7000000", "5 đến 7 triệu đồng", True, id="a range with one scale"),
        pytest.param("5..7", "7-5%", False, id="a range the other way round"),
        pytest.param("7..7", "5-7%", False, id="a bound twice"),
        pytest.param("13/15", "13/15 vụ", True, id="a fraction"),
        pytest.param("5.83", "5,83 vụ/10.000 dân", True, id="the number in a unit is no value"),
        pytest.param("700", "700m2", True, id="nor the power in a unit"),
        pytest.param("702", "700m2", False, id="which lends no digit"),
        pytest.param("500", "500 (năm trăm) đồng", True, id="a number said again in words"),
        pytest.param("-2.5", "âm 2,5%", True, id="a sign in words"),
        pytest.param("-2.5", "-2,5%", True, id="a sign"),
        pytest.param("2.5", "-2,5%", False, id="a sign that was lost"),
        pytest.param("3", "ba", True, id="a word"),
        pytest.param("25000", "hai mươi lăm nghìn", True, id="words"),
        pytest.param("26000", "hai mươi lăm nghìn", False, id="other words"),
        pytest.param("2..3", "hai, ba", True, id="a range in words"),
        pytest.param("P4Y", "bốn năm", True, id="years counted in words"),
        pytest.param("P10D", "mười ngày làm việc", True, id="ten"),
        pytest.param("P8.5Y", "8,5 năm", True, id="a duration with a decimal"),
        pytest.param("1.5", "gấp rưỡi", True, id="half as much again"),
        pytest.param("2.5", "2 triệu rưỡi", False, id="a half without its scale"),
        pytest.param("7", "2 và 5", False, id="two numbers of one scale are no sum"),
        pytest.param("3..5", "ba đến 5", True, id="a range half in words"),
        pytest.param(
            "100000..2000000", "100.000 tới hai triệu", True, id="a range half in words, with a scale"
        ),
        pytest.param("PT1M30S", "một phút 30 giây", True, id="a duration half in words"),
        pytest.param("P10Y2M", "10 năm hai tháng", True, id="where năm is no five"),
        pytest.param("P7Y", "2 năm", False, id="which lends no five either"),
        pytest.param("P1.5Y", "một năm rưỡi", True, id="a year and a half"),
        pytest.param("P20Y", "2 thập niên", True, id="decades"),
        pytest.param("P150Y", "1,5 thế kỷ", True, id="centuries"),
        pytest.param("P6M", "hai quý", True, id="quarters"),
        pytest.param("360000", "360k", True, id="a scale of one letter"),
        pytest.param("13", "13 điểm phần trăm", True, id="a sign that is spelt with a scale word"),
        pytest.param("1300", "13 điểm phần trăm", False, id="and is none"),
        pytest.param("218", "", False, id="nothing"),
        pytest.param("218", "học viên", False, id="no number at all"),
    ],
)
def test_shows_numbers(value: str, words: str, shown: bool) -> None:
    assert shows_numbers(value, words) is shown


_SPOKEN_DAY = "ngày mồng hai tháng chín năm một nghìn chín trăm bốn mươi lăm"


@pytest.mark.parametrize(
    ("value", "words", "shown"),
    [
        pytest.param("2007-02-09", "ngày 9-2-2007", True, id="figures"),
        pytest.param("2007-09-02", "ngày 9-2-2007", False, id="day and month changed places"),
        pytest.param("2007-02-09", "2007-02-09", True, id="the year first"),
        pytest.param("1999-02-09", "ngày 9/2/99", True, id="a year of two digits"),
        pytest.param("2005-11-29", "ngày 29 tháng 11 năm 2006", False, id="another year"),
        pytest.param("XXXX-10-03", "ngày 3/10", True, id="no year"),
        pytest.param("XXXX-03-10", "ngày 3/10", False, id="no year, changed places"),
        pytest.param("2019-Q1", "quý I/2019", True, id="a quarter"),
        pytest.param("2019-Q2", "quý I/2019", False, id="another quarter"),
        pytest.param("XXXX-Q3", "quý ba", True, id="a quarter in words"),
        pytest.param("2025-H1", "6 tháng đầu năm 2025", True, id="a half"),
        pytest.param("2025-H2", "6 tháng đầu năm 2025", False, id="the other half"),
        pytest.param("2025-H1", "nửa đầu năm 2025", True, id="a half in words"),
        pytest.param("2025-01/2025-09", "9 tháng năm 2025", True, id="nine months"),
        pytest.param("2025-10/2025-12", "3 tháng cuối năm 2025", True, id="the last three"),
        pytest.param("2025-01/2025-08", "9 tháng năm 2025", False, id="eight months"),
        pytest.param("2005/2010", "nhiệm kỳ 2005-2010", True, id="a term"),
        pytest.param("2010/2010", "nhiệm kỳ 2005-2010", False, id="an end twice"),
        pytest.param("2010/2015", "nhiệm kỳ 2010-15", True, id="a term with a short end"),
        pytest.param("2020-03-01/2020-03-15", "từ ngày 1/3 đến 15/3/2020", True, id="a year for both ends"),
        pytest.param("2020-03-25/2020-03-28", "ngày 25-28/3/2020", True, id="a month for both ends"),
        pytest.param(
            "2012/2015-09", "giai đoạn 2012 đến 9 tháng 2015", True, id="ends of different fineness"
        ),
        pytest.param("2021/XXXX", "từ năm 2021 đến nay", True, id="an open end"),
        pytest.param("1960/1969", "thập niên 1960", True, id="a decade"),
        pytest.param("XXXX-01", "tháng Một", True, id="a month in words"),
        pytest.param("XXXX-12", "tháng Chạp", True, id="an old name of a month"),
        pytest.param("XXXX-11", "tháng mười một", True, id="a month in two words"),
        pytest.param("2010-02-31", "31/2/2010", True, id="a day that does not exist"),
        pytest.param("XXXX-H1", "nửa đầu năm", True, id="a half of no year"),
        pytest.param("2019-H2", "nửa sau của năm 2019", True, id="another word for the other half"),
        pytest.param("XXXX-01/XXXX-05", "năm tháng đầu năm", True, id="months counted in words"),
        pytest.param("2019/2019-07", "từ đầu năm 2019 đến tháng 7", True, id="a year lent to the later end"),
        pytest.param("1975-03-18/1975-11-19", "từ 18/3/1975 đến 19/11", True, id="to a whole day"),
        pytest.param(
            "2018-12-29/2019-01-03", "từ ngày 29-12 đến ngày 3-1-2019", True, id="over the new year"
        ),
        pytest.param("2017-12-29/2019-01-03", "từ ngày 29-12 đến ngày 3-1-2019", False, id="two years off"),
        pytest.param(
            "2018-04-25/2019-05-25", "từ ngày 25/4 đến ngày 25/5/2019", False, id="no turn of a year"
        ),
        pytest.param(
            "XXXX-09-29/XXXX-10-02", "từ ngày 29 đến ngày 2/10", True, id="over the turn of a month"
        ),
        pytest.param("1945-09-02", _SPOKEN_DAY, True, id="a day in words alone"),
        pytest.param("1954-09-02", _SPOKEN_DAY, False, id="in other words"),
        pytest.param("2010", "năm hai nghìn không trăm mười", True, id="a year in words"),
        pytest.param("XXXX-12-30", "30 Tết", True, id="a day before the lunar New Year"),
        pytest.param("XXXX-01-02", "mùng 2 Tết", True, id="and after it"),
        pytest.param("XXXX-07-15", "rằm tháng 7", True, id="a full moon"),
        pytest.param("2010-W05", "tuần 5 năm 2010", False, id="a form that is none"),
        pytest.param("XXXX", "năm", False, id="nothing known"),
    ],
)
def test_shows_date(value: str, words: str, shown: bool) -> None:
    assert shows_date(value, words) is shown


@pytest.mark.parametrize(
    ("number", "words", "shown"),
    [
        pytest.param("381-QĐ/TU", "Quyết định số 381 – QĐ/TU", True, id="a long dash and blanks"),
        pytest.param("34/2016/NĐ-CP", "Nghị định 34/2016/NÐ-CP", True, id="the look-alike of Đ"),
        pytest.param("381-QĐ/TW", "Quyết định số 381-QĐ/TU", False, id="another issuer"),
    ],
)
def test_shows_number_of_document(number: str, words: str, shown: bool) -> None:
    assert shows_number_of_document(number, words) is shown


def test_the_shared_gold_can_be_read_off_its_own_words(shared: Path) -> None:
    """Values read by people: the rule must grant them, and grant no other digit in their place."""
    granted = denied = 0
    for path in sorted((shared / "gold").glob("*/*.jsonl")):
        for mention in (
            [] if path.name.endswith(".rel.jsonl") else map(json.loads, path.read_text("utf-8").splitlines())
        ):
            rule = {"date": shows_date, "docref": shows_number_of_document}.get(
                mention["kind"], shows_numbers
            )
            granted += rule(mention["value"], mention["text"])
            place = next((n for n, letter in enumerate(mention["value"]) if letter.isdecimal()), None)
            if place is not None:
                changed = str((int(mention["value"][place]) + 3) % 10)
                denied += rule(
                    mention["value"][:place] + changed + mention["value"][place + 1 :], mention["text"]
                )
    assert granted >= 1490
    assert denied <= 3


@pytest.mark.long
@pytest.mark.parametrize("folder", ["articles", "pdf"])
def test_the_shared_documents_are_proved(
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    nlp: Language,
    lexicon: Lexicon,
    folder: str,
) -> None:
    here(monkeypatch, nlp, lexicon)
    run(shared / "real" / folder, tmp_path / "data")
    assert [str(one) for one in verify(tmp_path / "data")] == []
