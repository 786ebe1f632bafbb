"""From a date as the guideline writes it to the days that it spans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.intervals import interval


@pytest.mark.parametrize(
    ("value", "start", "end", "granularity"),
    [
        pytest.param("2007-02-09", "2007-02-09", "2007-02-09", "day", id="a day"),
        pytest.param("2004-02", "2004-02-01", "2004-02-29", "month", id="a month of a leap year"),
        pytest.param("2010", "2010-01-01", "2010-12-31", "year", id="a year"),
        pytest.param("2019-Q4", "2019-10-01", "2019-12-31", "quarter", id="a quarter"),
        pytest.param("2025-H1", "2025-01-01", "2025-06-30", "half", id="a half"),
        pytest.param("2005/2010", "2005-01-01", "2010-12-31", "interval", id="a term"),
        pytest.param("2012/2015-09", "2012-01-01", "2015-09-30", "interval", id="ends of different fineness"),
        pytest.param("2025-01/2025-09", "2025-01-01", "2025-09-30", "interval", id="nine months"),
        pytest.param("2021/XXXX", "2021-01-01", None, "interval", id="an open end"),
        pytest.param("2010/2005", None, None, "interval", id="an interval that ends before it begins"),
        pytest.param("XXXX-10-03", None, None, "day", id="no year"),
        pytest.param("XXXX-Q2", None, None, "quarter", id="a quarter of no year"),
        pytest.param("2010-XX-05", None, None, "day", id="no month"),
        pytest.param("2010-02-31", None, None, "day", id="no such day"),
        pytest.param("2010-13", None, None, "month", id="no such month"),
        pytest.param("0000", None, None, "year", id="no such year"),
        pytest.param("19XX", None, None, "year", id="a century"),
        pytest.param("2020-W05", None, None, "other", id="a form of no table"),
        pytest.param("", None, None, "other", id="nothing"),
    ],
)
def test_interval(value: str, start: str | None, end: str | None, granularity: str) -> None:
    days = tuple(day and date.fromisoformat(day) for day in (start, end))
    assert interval(value) == (*days, granularity)


@given(st.text(alphabet="0123456789XQH-/W", max_size=24))
@settings(deadline=None)
def test_interval_takes_anything(value: str) -> None:
    start, end, _ = interval(value)
    assert start is None or end is None or start <= end
