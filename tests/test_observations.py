"""Figures of many documents side by side, and the checks that this makes possible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from observed_archive import analysed, concluded, report
from solieu.lexicon import Lexicon
from solieu.types import Analysis

Archive = Callable[..., dict[str, pd.DataFrame]]

REVENUE = "Thu ngân sách nhà nước tháng 1 năm 2024 đạt {} tỷ đồng."
SOFAR = "Tính chung {} tháng đầu năm 2024, thu ngân sách nhà nước đạt {} tỷ đồng."
CREDIT = "Đến ngày {}, dư nợ tín dụng đạt {} tỷ đồng{}."


@pytest.fixture
def archive(tmp_path: Path, nlp: Language, lexicon: Lexicon) -> Archive:
    """A function from texts by name to the tables that the archive makes of them."""
    return lambda **texts: concluded(analysed(texts, nlp, lexicon), tmp_path, lexicon)


def told(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str, str | None]]:
    """The checks of observed figures: which, verdict, reason."""
    checks = tables["checks"]
    checks = checks[checks["check"] != "citation"].astype(object)
    checks = checks.where(checks.notna(), None)
    return sorted(
        zip(checks["check"], checks["verdict"], checks["reason"], strict=True), key=lambda row: str(row)
    )


def revenue(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    found = tables["observations"]
    return found[(found["indicator"] == "06.revenue") & found["change"].isna()]


def test_what_a_document_says_twice_counts_once(archive: Archive) -> None:
    tables = archive(a=report("2024-02-05", REVENUE.format("1.482"), "Tóm lại: " + REVENUE.format("1.482")))
    row = revenue(tables).iloc[0]
    assert (row["value"], row["documents"], row["agreeing"], len(row["mentions"])) == (
        "1482000000000",
        1,
        1,
        2,
    )


def test_a_copy_is_no_further_source(archive: Archive) -> None:
    text = report("2024-02-05", REVENUE.format("1.482"))
    row = revenue(archive(a=text, b=text, c=text + "\nHết.\n")).iloc[0]
    assert (row["documents"], row["sources"], row["agreeing"]) == (3, 2, 2)


def test_a_rounder_value_agrees_and_the_exact_one_stands(archive: Archive) -> None:
    tables = archive(
        a=report("2024-02-05", REVENUE.format("1.482")), b=report("2024-02-05", REVENUE.format("1.482,4"))
    )
    row = revenue(tables).iloc[0]
    assert (row["value"], row["agreeing"], list(row["conflicting"])) == ("1482400000000", 2, [])
    assert row["number"] == pytest.approx(1482.4e9)
    assert row["step"] == 10**8


def test_of_two_values_with_equal_support_none_stands(archive: Archive) -> None:
    tables = archive(
        a=report("2024-02-05", REVENUE.format("1.482")), b=report("2024-02-05", REVENUE.format("1.428"))
    )
    row = revenue(tables).iloc[0]
    assert pd.isna(row["value"])
    assert list(row["conflicting"]) == ["1428000000000", "1482000000000"]
    assert len(row["conflicting_mentions"]) == 2
    assert told(tables) == [("level", "inconsistent", "conflict")]


def test_the_value_of_more_sources_stands(archive: Archive) -> None:
    one, other = REVENUE.format("1.482"), REVENUE.format("1.428")
    row = revenue(
        archive(
            a=report("2024-02-05", one), b=report("2024-02-05", one, "Hết."), c=report("2024-02-05", other)
        )
    ).iloc[0]
    assert (row["value"], list(row["conflicting"])) == ("1482000000000", ["1428000000000"])


def test_each_day_has_its_own_row_and_sources_of_all_days_agree(archive: Archive) -> None:
    tables = archive(
        a=report("2024-02-05", REVENUE.format("1.482")), b=report("2024-03-05", REVENUE.format("1.482"))
    )
    rows = revenue(tables).sort_values("vintage")
    assert [str(day) for day in rows["vintage"]] == ["2024-02-05", "2024-03-05"]
    assert rows["agreeing"].tolist() == [2, 2]
    assert told(tables) == [("level", "consistent", None)]


def test_x_of_y_keeps_both_numbers(archive: Archive) -> None:
    tables = archive(a=report("2024-02-05", "Trong tháng 1 năm 2024, đã xét xử 13/15 vụ án."))
    rows = tables["observations"]
    row = rows[rows["kind"] == "ratio"].iloc[0]
    assert (row["value"], row["numerator"], row["denominator"]) == ("13/15", 13, 15)
    assert row["number"] == pytest.approx(13 / 15)


# what the documents say | the checks that come of it | why
SERIES: list[tuple[dict[str, str], list[tuple[str, str, str | None]], str]] = [
    (
        {
            "a": report("2024-04-01", SOFAR.format("ba", "3.555")),
            "b": report("2024-05-01", SOFAR.format("bốn", "3.550")),
        },
        [("cumulative", "inconsistent", "falls")],
        "less in four months than in three",
    ),
    (
        {
            "a": report("2024-04-01", SOFAR.format("ba", "3.555")),
            "b": report("2024-05-01", SOFAR.format("bốn", "4.769")),
        },
        [("cumulative", "consistent", None)],
        "more in four months than in three",
    ),
    (
        {
            "a": report("2024-04-01", SOFAR.format("ba", "3.555")),
            "b": report("2024-05-01", SOFAR.format("bốn", "3.550").replace("thu ", "chi ")),
        },
        [],
        "two indicators",
    ),
    (
        {
            "a": report("2024-04-01", SOFAR.format("ba", "3.555")),
            "b": report("2024-05-01", SOFAR.format("bốn", "3.550")).replace("Hà Nam", "Nam Định"),
        },
        [],
        "two provinces",
    ),
    (
        {
            "a": report("2024-04-01", SOFAR.format("ba", "3.555")),
            "b": report("2024-05-01", SOFAR.format("bốn", "3.550").replace("đạt", "ước đạt")),
        },
        [],
        "a figure and an estimate",
    ),
    (
        {
            "a": report("2024-02-05", REVENUE.format("900")),
            "b": report("2024-03-05", REVENUE.format("800").replace("tháng 1", "tháng 2")),
            "c": report("2024-04-05", REVENUE.format("1.650").replace("tháng 1", "quý I")),
        },
        [("cumulative", "consistent", None), ("months", "inconsistent", "months")],
        "two months are more than their quarter",
    ),
    (
        {
            "a": report("2024-02-05", CREDIT.format("31/01/2024", "48.000", "")),
            "b": report("2024-03-05", CREDIT.format("29/02/2024", "48.400", ", tăng 2% so với 31/01/2024")),
        },
        [("level", "ambiguous", "revised")],
        "48.400 after a rise of 2 % comes from 47.450",
    ),
    (
        {
            "a": report("2024-02-05", CREDIT.format("31/01/2024", "48.000", "")),
            "b": report("2024-03-05", CREDIT.format("29/02/2024", "48.960", ", tăng 2% so với 31/01/2024")),
        },
        [("level", "consistent", None)],
        "48.960 after a rise of 2 % comes from 48.000",
    ),
    (
        {
            "a": report("2024-02-05", CREDIT.format("31/01/2024", "48.000", ", giảm 1% so với 31/12/2023")),
            "b": report("2024-03-05", CREDIT.format("29/02/2024", "48.400", ", tăng 1% so với 31/12/2023")),
        },
        [("level", "ambiguous", "revised")],
        "two levels implied for the end of 2023: 48.485 and 47.921",
    ),
    (
        {
            "a": report("2024-01-05", "Tỷ lệ nợ xấu đến ngày 31/12/2023 là 2,00%."),
            "b": report(
                "2024-02-05", "Tỷ lệ nợ xấu đến ngày 31/01/2024 là 3,00%, tăng 1,00% so với 31/12/2023."
            ),
        },
        [("level", "ambiguous", "points")],
        "from 2 % to 3 % is a point, and a rise of 50 %",
    ),
    (
        {
            "a": report("2024-01-05", "Tỷ lệ nợ xấu đến ngày 31/12/2023 là 2,00%."),
            "b": report(
                "2024-02-05",
                "Tỷ lệ nợ xấu đến ngày 31/01/2024 là 3,00%, tăng 1,00 điểm phần trăm so với 31/12/2023.",
            ),
        },
        [("level", "consistent", None)],
        "points that are called so",
    ),
    (
        {"a": report("2024-02-05", REVENUE.format("1.482"), REVENUE.format("1.428"))},
        [("observation", "ambiguous", "two_values")],
        "one document gives two values",
    ),
    (
        {"a": report("2024-02-05", REVENUE.format("1.482"), REVENUE.format("82"))},
        [],
        "a value many times smaller is that of a part",
    ),
    (
        {"a": report("2024-02-05", REVENUE.format("1.482"), REVENUE.format("hơn 1.428"))},
        [],
        "a word leaves one of them open",
    ),
]


@pytest.mark.parametrize(("texts", "checks", "why"), SERIES, ids=[case[2] for case in SERIES])
def test_figures_of_different_documents_are_held_against_each_other(
    archive: Archive, texts: dict[str, str], checks: list[tuple[str, str, str | None]], why: str
) -> None:
    assert told(archive(**texts)) == checks, why


def test_a_finding_names_both_documents_and_its_figures(archive: Archive) -> None:
    tables = archive(
        first=report("2024-04-01", SOFAR.format("ba", "3.555")),
        second=report("2024-05-01", SOFAR.format("bốn", "3.550")),
    )
    row = tables["checks"].iloc[0]
    for message in (row["message_vi"], row["message_en"]):
        assert all(part in message for part in ("first", "second", "3.555 tỷ đồng", "3.550 tỷ đồng"))
    assert (row["scope"], row["stated"], row["expected"]) == ("corpus", "3550000000000", ">= 3555000000000")
    assert len(row["evidence"]) == 2


@pytest.fixture(scope="module")
def several(nlp: Language, lexicon: Lexicon) -> list[Analysis]:
    """The documents of a few cases, as one archive."""
    texts = {
        name + key: text for name, case in zip("efgh", SERIES, strict=False) for key, text in case[0].items()
    }
    return analysed(texts, nlp, lexicon)


@pytest.fixture(scope="module")
def in_order(several: list[Analysis], lexicon: Lexicon) -> dict[str, pd.DataFrame]:
    with TemporaryDirectory() as folder:
        return concluded(several, Path(folder), lexicon)


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_the_order_of_documents_does_not_matter(
    several: list[Analysis], in_order: dict[str, pd.DataFrame], lexicon: Lexicon, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        shuffled = concluded(data.draw(st.permutations(several)), Path(folder), lexicon)
    for table, content in in_order.items():
        pd.testing.assert_frame_equal(content, shuffled[table])


@pytest.mark.parametrize(
    ("texts", "disagreement"),
    [
        (["1.482", "1.482"], None),  # two that agree
        (["1.482", "1.483"], "sources"),  # two that contradict each other
        (["1.482|1.483"], "document"),  # one with two values: two things under one name
        (
            ["1.482|1.483", "1.482"],
            "document",
        ),  # a source against one that is of two minds is no contradiction
        (["1.482|1.483", "1.482", "1.484"], "sources"),
    ],
)
def test_who_disagrees_is_told(archive: Archive, texts: list[str], disagreement: str | None) -> None:
    written = {
        f"t{number}": report("2024-02-05", *(REVENUE.format(value) for value in text.split("|")), str(number))
        for number, text in enumerate(texts)
    }
    row = revenue(archive(**written)).astype(object).iloc[0]
    assert (None if pd.isna(row["disagreement"]) else row["disagreement"]) == disagreement
