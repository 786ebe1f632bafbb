"""Dates: every form, what neighbours lend each other, what is none; years told by the document's date."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, assert_found, read_cases
from solieu.extract.date.find import find_dates, is_date_at
from solieu.extract.date.resolve import resolve
from solieu.lexicon import load
from solieu.types import DateValue
from spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.lexicon import Lexicon

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda d: f"ngày {d.day}/{d.month}/{d.year}",
    lambda d: f"ngày {d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"ngày {d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    lambda d: f"ngày {d.day:02}\ntháng {d.month:02} năm {d.year}",
    lambda d: f"ngày {d.day} / {d.month}/ {d.year}",
    lambda d: f"ngày {d.day} tháng {d.month}/{d.year}",
    lambda d: f"ngày {d.day}/{d.month} năm {d.year}",
    lambda d: f"ngày {spell(d.day)} tháng {spell(d.month)} năm {spell(d.year)}",
    lambda d: f"ngày {spell(d.day)} tháng {spell(d.month)} năm {spell(d.year, southern=True)}",
    lambda d: d.isoformat(),
)
PIECES = st.sampled_from(
    ["ngày ", "tháng ", "năm ", "quý ", "từ ", " đến ", "12", "5", "2019", "31", "/", "-", " - ", ", ",
     " và ", ".", "III", "giai đoạn ", "những ", "Tết", "mùng ", "sáng ", "người", "\n", "(", ")",
     "hai ", "mươi ",
     "nghìn ", "6 tháng đầu ", "\u00a0", "…", "tức ", "1/3", "20"]
)  # fmt: skip


@pytest.mark.parametrize("case", read_cases("date"))
def test_dates(case: Case, lexicon: Lexicon) -> None:
    assert_found(case, find_dates(case.text, lexicon), ["date"])


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_every_form_keeps_its_day(form: Callable[[dt.date], str], day: dt.date) -> None:
    written = form(day)
    text = f"Hội nghị họp {written}, sau đó bế mạc."
    (mention,) = find_dates(text, load())
    assert (mention.text, mention.value.text) == (written, day.isoformat())


@given(first=DAYS, days=st.integers(1, 400))
def test_a_range_keeps_both_its_ends(first: dt.date, days: int) -> None:
    last = min(first + dt.timedelta(days), dt.date.max)
    text = f"từ ngày {first.day}/{first.month}/{first.year} đến ngày {last.day}/{last.month}/{last.year}"
    (mention,) = find_dates(text, load())
    assert (mention.text, mention.value.text) == (text, f"{first}/{last}")


@given(year=st.integers(1900, 2098), month=st.integers(1, 12), quarter=st.integers(1, 4))
def test_parts_of_a_year(year: int, month: int, quarter: int) -> None:
    roman = ("I", "II", "III", "IV")[quarter - 1]
    text = f"tháng {month}/{year}; quý {roman} năm {year}; giai đoạn {year}-{year + 1}; năm {year}"
    values = [mention.value.text for mention in find_dates(text, load())]
    assert values == [f"{year}-{month:02}", f"{year}-Q{quarter}", f"{year}/{year + 1}", str(year)]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    mentions = find_dates(text, load())
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    for mention in mentions:
        if mention.context:
            start, end = mention.context
            assert 0 <= start < end <= len(text)
            assert end <= mention.start or start >= mention.end, "what lends is outside"


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    find_dates(unicodedata.normalize("NFC", text), load())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quý I/2019", "quí I/2019"),  # i and y
        ("qúy I/2019", "quý I/2019"),  # old and new place of the tone mark
        ("năm tài khóa 2018", "năm tài khoá 2018"),  # the same
        ("NGÀY 5/6/2019", "ngày 5/6/2019"),  # capitals
        ("giai đoạn 2016 – 2020", "giai đoạn 2016 - 2020"),  # an en dash and a hyphen
        ("ngày\u00a05/6/2019", "ngày 5/6/2019"),  # a space that does not break
    ],
)
def test_writing_makes_no_difference(one: str, other: str, lexicon: Lexicon) -> None:
    first, second = find_dates(one, lexicon), find_dates(other, lexicon)
    assert [m.value for m in first] == [m.value for m in second] != []


@pytest.mark.parametrize(
    ("text", "lent"),
    [
        ("quý III và cả năm 2025", "2025"),  # the year alone
        ("ngày 12 và 13/5/2020", "13/5/2020"),  # month and year
        ("ngày 5/3, 7/3 và 9/3/2019", "2019"),  # through another date that lends nothing itself
        ("ngày 17-18-19/11/2017", "18-19/11/2017"),  # through the end of the range, which lends no year
    ],
)
def test_the_span_that_lends_is_named(text: str, lent: str, lexicon: Lexicon) -> None:
    first = find_dates(text, lexicon)[0]
    assert first.context is not None
    assert text[slice(*first.context)] == lent


@pytest.mark.parametrize(
    ("text", "own_date", "expected"),
    [
        ("ngày 3/10", "2019-11-05", "2019-10-03"),  # the document's own year
        ("quý II", "2019", "2019-Q2"),  # only the year of the document is known
        ("ngày 28/12", "2019-01-05", "2018-12-28"),  # December told in January was last year's
        ("trước ngày 30/11", "2019-01-05", "2019-11-30"),  # a term that lies ahead
        ("tháng 12 năm ngoái", "2019-06-01", "2018-12"),  # last year
        ("tháng 3 năm sau", "2019-06-01", "2020-03"),  # next year
        ("ngày 15/1 tới", "2018-12-20", "2019-01-15"),  # coming up, over the turn of the year
        ("từ ngày 25/12 đến ngày 5/1", "2018-12-01", "2018-12-25/2019-01-05"),  # a range over the turn
        ("4 tháng đầu năm", "2025-05-06", "2025-01/2025-04"),  # a stretch of months
        ("ngày 10/4 hàng năm", "2019-05-01", None),  # of every year
        ("ngày 25 hằng tháng", "2019-05-01", None),  # of every month
        ("ngày 3/10/2018", "2019-05-01", None),  # nothing is left out
        ("ngày 3/10", None, None),  # a document without a date
    ],
)
def test_missing_years(text: str, own_date: str | None, expected: str | None, lexicon: Lexicon) -> None:
    found = find_dates(text, lexicon)
    (mention,) = resolve(found, text, own_date)
    assert isinstance(mention.value, DateValue)
    assert mention.value.resolved == expected
    assert replace(mention.value, resolved=None) == found[0].value, "what is written stays"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("9 tháng 2015", 0, True),  # the number begins a date
        ("9 tháng tù", 0, False),  # a length of time
        ("119 năm 2017", 4, True),  # the unit begins a date
        ("5 năm 2021-2025", 2, False),  # the unit belongs to the five
        ("27 tháng Chạp", 0, True),  # a lunar day
    ],
)
def test_date_at(text: str, at: int, expected: bool, lexicon: Lexicon) -> None:
    assert is_date_at(text, at, lexicon) is expected
