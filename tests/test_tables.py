"""The tables: dates to days, values to decimals, ids, and what every frame promises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pandera.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu import tables
from solieu.tables.columns import ARCHIVE_TABLES, TABLES, arrow_schema
from solieu.types import (
    Analysis,
    Cell,
    Citation,
    DateValue,
    Document,
    Duration,
    Finding,
    Imprint,
    Mention,
    Origin,
    Quantity,
    Ratio,
    Relation,
    Segment,
    Word,
)

TEXT = "Quyết định số 381-QĐ/TU, ngày 9-2-2007: 218 học viên, nữ chiếm 27,98%; 13/15 xã; 5 năm"


def _mention(kind: str, words: str, value: object, **fields: object) -> Mention:
    start = TEXT.index(words)
    return Mention(kind, start, start + len(words), words, value, f"{kind}.test", **fields)  # type: ignore[arg-type]


_NUMBER = Citation(
    "381-QĐ/TU", type="Quyết định", role="self", year="2007", date="2007-02-09", issuer="Tỉnh ủy"
)
OWN = _mention("docref", "Quyết định số 381-QĐ/TU", _NUMBER)
DAY = _mention("date", "ngày 9-2-2007", DateValue("2007-02-09"), sentence=0)
BASE = _mention("count", "218", Quantity(Decimal(218), Decimal(1)), noun="học viên", hedge=">")
SHARE = _mention("percent", "27,98%", Quantity(Decimal("27.98"), Decimal("0.01"), unit="%"), context=(0, 5))
PART = _mention("ratio", "13/15", Ratio(Decimal(13), Decimal(15)))
TERM = _mention("duration", "5 năm", Duration("P5Y"))
RELATED = Relation("share", (("percent", SHARE), ("base", BASE)), "share.test")
TESTED = Finding(
    "share_base", "consistent", None, (SHARE, BASE), "vi", "en", "27.98", "61", power=0.4, relation=RELATED
)
DOCUMENT = Document(
    "a/b.txt", "0" * 64, "text/plain", TEXT,
    (Segment(0, len(TEXT), source_start=0, source_end=len(TEXT.encode()), encoding="utf-8"),),
    cells=(Cell(0, 5, 0, 1, 2, header=True),), encoding="utf-8",
)  # fmt: skip
ANALYSIS = Analysis(
    DOCUMENT, (OWN, DAY, BASE, SHARE, PART, TERM), (RELATED,), (TESTED,), 20, (Word(0, 5, 0),),
    imprint=Imprint("381-QĐ/TU", "Quyết định", issuer="Tỉnh ủy", date="2007-02-09", signer_post="KT. BÍ THƯ"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        pytest.param("99999999999999999999999999999", True, id="29 digits before the point"),
        pytest.param("1e29", False, id="30 digits"),
        pytest.param("0.123456789", True, id="9 decimals"),
        pytest.param("0.1234567891", False, id="10 decimals"),
        pytest.param("0.12345678900", True, id="zeros beyond the ninth say nothing that is lost"),
        pytest.param("-2.5", True, id="a negative number"),
        pytest.param("NaN", False, id="no number"),
    ],
)
def test_fitting(number: str, kept: bool) -> None:
    assert tables.fitting(Decimal(number)) == (Decimal(number) if kept else None)


@given(st.decimals(allow_nan=True, allow_infinity=True))
@settings(deadline=None)
def test_no_number_breaks_the_figures(number: Decimal) -> None:
    mention = Mention("count", 0, 3, TEXT[:3], Quantity(number, Decimal(1)), "count.test")
    (row,) = tables.figures([Analysis(DOCUMENT, (mention,))]).to_dict("records")
    assert row["value"] == format(number, "f")
    assert pd.isna(row["amount"]) or row["amount"] == number


def test_a_row_holds_what_was_found() -> None:
    figures = tables.figures([ANALYSIS]).set_index("text")
    assert figures.loc["27,98%", ["value", "unit", "kind"]].tolist() == ["27.98", "%", "percent"]
    assert figures.loc["27,98%", ["amount", "step"]].tolist() == [Decimal("27.98"), Decimal("0.01")]
    assert figures.loc["27,98%", ["context_start", "context_end"]].tolist() == [0, 5]
    assert figures.loc["218", ["noun", "hedge"]].tolist() == ["học viên", ">"]
    assert figures.loc["13/15", ["numerator", "denominator"]].tolist() == [13, 15]
    assert figures.loc[["13/15", "5 năm"], "amount"].isna().all()
    start = TEXT.index("27,98%")
    assert figures.loc["27,98%", "source_start"] == len(TEXT[:start].encode())


def test_what_a_document_is_becomes_its_row() -> None:
    (row,) = tables.documents([ANALYSIS]).to_dict("records")
    assert [row[name] for name in ("number", "type", "issuer", "date", "signer_post", "tokens")] == [
        "381-QĐ/TU", "Quyết định", "Tỉnh ủy", date(2007, 2, 9), "KT. BÍ THƯ", 20,
    ]  # fmt: skip


def test_relations_and_checks_name_mentions_that_are_there() -> None:
    mentions = {
        name for table in ("citations", "dates", "figures") for name in _frames()[table]["mention_id"]
    }
    assert set(_frames()["relations"]["mention_id"]) <= mentions
    (check,) = _frames()["checks"].to_dict("records")
    assert set(check["evidence"]) == {
        tables.mention_id(DOCUMENT.doc_id, mention) for mention in (SHARE, BASE)
    }
    assert check["relation_id"] in set(_frames()["relations"]["relation_id"])


def test_ids_are_the_same_each_time_and_never_twice() -> None:
    twice = Analysis(DOCUMENT, (BASE, SHARE), (RELATED, RELATED), (TESTED, TESTED))
    checks = tables.checks([twice])["check_id"]
    assert checks.is_unique
    assert checks[0] == tables.checks([ANALYSIS])["check_id"][0]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ARCHIVE_TABLES])
def test_an_empty_table_has_its_whole_schema(table: str) -> None:
    empty, full = tables.all_tables([])[table], _frames()[table]
    assert len(empty) == 0
    assert len(full) > 0
    assert empty.dtypes.equals(full.dtypes)
    assert list(empty.columns) == arrow_schema(table).names


@pytest.mark.parametrize(
    ("table", "column", "content"),
    [
        pytest.param("figures", "text", "27,98 %", id="a text that is not as long as its span"),
        pytest.param("figures", "kind", "date", id="a kind of another table"),
        pytest.param("figures", "start", -1, id="an offset before the text"),
        pytest.param("figures", "mention_id", "same", id="an id twice"),
        pytest.param("checks", "verdict", "passed", id="a verdict that is none"),
        pytest.param("documents", "status", None, id="a document without a status"),
        pytest.param("dates", "date_start", date(2099, 1, 1), id="an interval that ends before it begins"),
    ],
)
def test_a_frame_that_breaks_a_promise_is_refused(table: str, column: str, content: object) -> None:
    frame = _frames()[table].copy()
    frame[column] = pd.array([content] * len(frame), dtype=frame[column].dtype)
    with pytest.raises(pandera.errors.SchemaError):
        tables.frame_schema(table).validate(frame)


def test_a_mention_over_two_pages_begins_on_the_first() -> None:
    origins = [
        Origin(1, 10, 700, 50, 710, confidence=90),
        Origin(1, 5, 712, 20, 720),
        Origin(2, 1, 20, 600, 30),
    ]
    row = tables.origin_columns(origins)
    assert [row[name] for name in ("page", "x0", "top", "x1", "bottom", "confidence")] == [
        1,
        5,
        700,
        50,
        720,
        90,
    ]


def _frames() -> dict[str, pd.DataFrame]:
    return tables.all_tables([ANALYSIS])


def test_a_day_of_the_lunar_year_is_no_day_of_arrows_calendar() -> None:
    feast = Mention("date", 0, 5, TEXT[:5], DateValue("2018-01-01"), "date.lunar")
    day = Mention("date", 0, 5, TEXT[:5], DateValue("2018-01-01"), "date.day_month")
    starts = [tables.dates([Analysis(DOCUMENT, (mention,))])["date_start"].isna() for mention in (feast, day)]
    assert [missing.tolist() for missing in starts] == [[True], [False]]
