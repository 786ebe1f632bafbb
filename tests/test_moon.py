"""The Vietnamese lunar calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.check.times.moon import MoonDay, moon_day

DAYS = st.dates(date(1976, 1, 1), date(2100, 1, 1))

# New Year's days as the calendar of the state gives them.
NEW_YEARS = (
    "1985-01-21", "2000-02-05", "2003-02-01", "2007-02-17", "2010-02-14", "2014-01-31", "2015-02-19",
    "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2023-01-22", "2024-02-10", "2025-01-29",
)  # fmt: skip


@pytest.mark.parametrize("day", NEW_YEARS)
def test_new_years_days(day: str) -> None:
    """1985 and 2007, where the new moon falls on another day in Beijing, tell the zone of Hà Nội."""
    assert moon_day(date.fromisoformat(day)) == MoonDay(1, 1)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2016-07-04", (6, 1)),
        ("2018-08-25", (7, 15)),
        # the month put in bears the number of the one before it
        ("2020-05-23", (4, 1)),
        ("2023-03-22", (2, 1)),
        ("2025-07-25", (6, 1)),
        # and those behind it go on
        ("2025-08-23", (7, 1)),
    ],
)
def test_days_and_months_put_in(day: str, told: tuple[int, int]) -> None:
    assert moon_day(date.fromisoformat(day)) == MoonDay(*told)


@given(DAYS)
def test_days_of_the_moon_follow_each_other(day: date) -> None:
    today, tomorrow = moon_day(day), moon_day(day + timedelta(days=1))
    if tomorrow.day == 1:
        assert today.day in (29, 30)
        assert tomorrow.month in (today.month, today.month % 12 + 1)
    else:
        assert tomorrow == MoonDay(today.month, today.day + 1)
