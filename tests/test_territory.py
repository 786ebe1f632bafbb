"""Which place of the register a figure is about, and whose territory, in the document's time and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.api import analyse
from solieu.lexicon import load
from solieu.lexicon.places import register, resolve
from solieu.observe.parts.outline import Outline, outline
from solieu.observe.where.document_place import homes
from solieu.observe.where.home import around
from solieu.observe.where.territory import Located, locate, territory_of
from solieu.types import Document, Mention, Quantity

HUNG_YEN = "UỶ BAN NHÂN DÂN\nTỈNH HƯNG YÊN\nHưng Yên, ngày {} tháng {} năm {}\nBÁO CÁO\nTình hình kinh tế\n\n"
NEW, OLD = date(2025, 7, 1), date(1997, 1, 1)


def read(text: str, on: str | None = None) -> Outline:
    document = Document("a.txt", "0" * 64, "text/plain", text)
    starts = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n" and i + 1 < len(text))]
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    return outline(document, spans, load(), date=on)


def figure(text: str, *, place: str | None, period: str | None = None) -> Mention:
    start = text.rindex("353")
    value = Quantity(Decimal(353), Decimal(1))
    return replace(Mention("count", start, start + 3, "353", value, "test"), place=place, period=period)


def located(text: str, place: str, period: str | None = None, on: str | None = None) -> Located | None:
    mention = figure(text, place=place, period=period)
    outline = read(text, on)
    return locate(outline, [mention], around(outline, load())).get(mention.start)


# day of the report, place and period of the figure, its sentence; code, first day, which territory; why
CASES = [
    ("2025-04-29", "Hưng Yên", "2025-04", "có 353 vụ", "33", OLD, None, "both before the merger"),
    ("2025-09-29", "Hưng Yên", "2025-09", "có 353 vụ", "33", NEW, None, "both after it"),
    ("2025-09-29", "Hưng Yên", "2025-01/2025-09", "có 353 vụ", "33", None, "unknown", "a span over it"),
    ("2025-09-29", "Hưng Yên", "2024", "có 353 vụ", "33", None, "unknown", "told again after it"),
    ("2025-09-29", "Hưng Yên", "2024", "sau sáp nhập có 353 vụ", "33", NEW, "after", "the sentence says"),
    ("2025-09-29", "Hưng Yên", "2024", "tỉnh Hưng Yên (cũ) có 353 vụ", "33", OLD, "before", "or the other"),
    ("2025-09-29", "Hưng Yên", "2024", "tỉnh Hưng Yên mới có 353 vụ", "33", None, "unknown", "has only"),
    ("2025-09-29", "Hưng Yên", "2024", "toàn tỉnh có vụ mới, 353 vụ", "33", None, "unknown", "new cases"),
    ("2025-09-29", "Hưng Yên", "2024", "theo địa giới mới, có 353 vụ", "33", NEW, "after", "borders"),
    ("2025-09-29", "Hưng Yên cũ", "2024", "có 353 vụ", "33", OLD, "before", "the place says it"),
    ("2025-04-29", "Hưng Yên", "2025", "phấn đấu 353 vụ", "33", OLD, "before", "a plan, written before"),
    ("2025-04-29", "Hưng Yên", None, "có 353 vụ", "33", OLD, None, "no period"),
    ("2025-09-29", "Thái Bình", "2024", "có 353 vụ", "34", None, None, "a province that has ended"),
    ("2025-04-29", "huyện Yên Mỹ", "2025-04", "có 353 vụ", "327", None, None, "a district of the province"),
    ("2025-04-29", "Yên Mỹ", "2025-04", "có 353 vụ", "327", None, None, "without its kind"),
    ("2025-04-29", "xã Tân Lập", "2025-04", "có 353 vụ", "12073", None, None, "a commune of the province"),
    ("2025-04-29", "cả nước", "2025-04", "có 353 vụ", "VN", None, None, "the country"),
    ("2025-04-29", "Hà Nội", "2007", "có 353 vụ", "01", None, "unknown", "before another city grew"),
    ("2025-09-29", "Hà Nội", "2025-01/2025-09", "có 353 vụ", "01", date(2008, 8, 1), None, "not merged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "place", "period", "sentence", "code", "since", "which", "why"),
    CASES,
    ids=[case[7] for case in CASES],
)
def test_a_place_has_its_code_and_territory(
    on: str, place: str, period: str | None, sentence: str, code: str, since: date | None, which: str | None,
    why: str,
) -> None:  # fmt: skip
    year, month, day = map(int, on.split("-"))
    text = HUNG_YEN.format(day, f"{month:02}", year) + f"Trong kỳ, {sentence} tai nạn."
    found = located(text, place, period)
    assert found is not None
    assert (found.code, found.since, found.territory) == (code, since, which)


def test_a_code_that_the_name_lost_is_not_guessed() -> None:
    """Bắc Ninh of 2024 in a report of 2025: code 27 then, 24 now."""
    found = located("Bắc Ninh có 353 vụ.", "Bắc Ninh", "2024", "2025-09-01")
    assert found == Located(None, ("27", "24"), None, "unknown")
    assert located("Năm 2024, Bắc Ninh có 353 vụ.", "Bắc Ninh", "2024") == Located("27", (), OLD)


def test_an_ambiguous_name_lists_what_it_may_be() -> None:
    found = located("Huyện Châu Thành có 353 vụ.", "huyện Châu Thành", "2024", "2024-05-01")
    assert found is not None
    assert found.code is None
    assert {"831", "808"} < set(found.candidates)


@pytest.mark.parametrize("place", ["Eximbank", "Bộ Tài chính", "Hà Nội, Hải Phòng và Đà Nẵng", "tỉnh"])
def test_what_is_no_unit_is_left_out(place: str) -> None:
    assert located(f"{place} có 353 vụ.", place, "2024", "2024-05-01") is None


# how a document begins, and the codes of what it is of, the smallest first; why
HEADS = [
    ("UBND TỈNH HƯNG YÊN\nHưng Yên, ngày 5 tháng 4 năm 2024\nBÁO CÁO\nTình hình", ["33"], "the letterhead"),
    (
        "TỈNH BẾN TRE\nHUYỆN CHÂU THÀNH\nBÁO CÁO\nTình hình\n\n",
        ["831", "83"],
        "a district below its province",
    ),
    (
        "HUYỆN CHÂU THÀNH\nTỈNH BẾN TRE\nBÁO CÁO\nTình hình\n\n",
        ["83"],
        "not told in that order: the province",
    ),
    ("SỞ Y TẾ\nNam Định, ngày 5 tháng 4 năm 2024\nBÁO CÁO\nTình hình\n\n", ["36"], "the date line"),
    ("BỘ Y TẾ\nHà Nội, ngày 5 tháng 4 năm 2024\nBÁO CÁO\nTình hình\n\n", [], "where a ministry writes"),
    (
        "UBND THÀNH PHỐ HÀ NỘI\nHà Nội, ngày 5 tháng 4 năm 2024\nBÁO CÁO\nTình hình",
        ["01"],
        "the capital's own",
    ),
    ("Tin trong ngày\nTại tỉnh Hưng Yên, mưa lớn.", ["33"], "the only province in the first lines"),
    ("Tin trong ngày\nTại xã Quang Vinh, huyện Ân Thi, mưa lớn.", ["33"], "of which its units are"),
    ("Tin trong ngày\nTại tỉnh Hưng Yên và tỉnh Hà Nam, mưa lớn.", [], "two of them"),
]


@pytest.mark.parametrize(("text", "codes", "why"), HEADS, ids=[case[2] for case in HEADS])
def test_a_document_is_of_the_place_that_its_head_names(text: str, codes: list[str], why: str) -> None:
    assert [place.code for place in homes(around(read(text), load()), date(2024, 5, 1))] == codes


def test_a_report_gives_its_figures_their_code() -> None:
    """From the text to the table: a province's report of our own writing, after the merger."""
    text = (
        HUNG_YEN.format(29, "09", 2025)
        + "Trong tháng 9 năm 2025, toàn tỉnh xảy ra 353 vụ tai nạn giao thông."
    )
    figures = analyse(text).figures
    row = figures[figures["text"] == "353"].iloc[0]
    assert (row["place_code"], row["place_since"], list(row["place_candidates"])) == ("33", NEW, [])


ROWS = st.sampled_from([place for place in register().provinces if place.level == "province"])
DAYS = st.dates(date(1970, 1, 1), date(2035, 1, 1))


@given(ROWS, DAYS, DAYS, st.sampled_from([None, "before", "after"]))
def test_a_code_comes_with_the_row_it_stands_in(place, one: date, other: date, said) -> None:  # type: ignore[no-untyped-def]
    """A known code and first day name a row of that name; an unknown territory has no first day."""
    found = territory_of(place, min(one, other), max(one, other), said)
    if found.territory == "unknown":
        assert found.since is None
    else:
        rows = {(row.code, row.valid_from): row.name for row in register().provinces}
        assert rows[found.code, found.since] == place.name
    assert (found.code is None) == bool(found.candidates)


def test_a_firm_is_no_ward_of_its_name() -> None:
    text = "Tại TP. Hồ Chí Minh, {} có 353 công nhân. Người của {} rất lo."
    assert located(text.format("Công ty Tân Thuận", "Tân Thuận"), "Tân Thuận", on="2025-09-01") is None
    assert located(text.format("phường Tân Thuận", "phường"), "phường Tân Thuận", on="2025-09-01") is not None


def test_within_is_the_province_of_the_day() -> None:
    """A report of the new Bắc Ninh means the districts of both provinces that it was made of."""
    new = resolve("Bắc Ninh", on=date(2025, 9, 1)).place
    names = ("huyện Lục Ngạn", "huyện Tiên Du")
    assert [resolve(name, on=date(2025, 9, 1), within=new).code for name in names] == ["219", "260"]
