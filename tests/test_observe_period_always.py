"""What always holds of periods, whatever a text says, and of reckoning with times."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from observed_times import observed
from solieu.intervals import interval
from solieu.observe.when import timex

_WORDS = st.sampled_from(
    ["Năm 2023", "năm 2020", "tháng 4", "quý I/2024", "đến nay", "cùng kỳ", "so với", "tăng", "giảm",
     "từ", "lên", "xuống còn", "5%", "12 vụ", "3 tỷ đồng", "(", ")", ",", ";", ".", "\n", "\n\n", "-", ":",
     "I. KẾT QUẢ", "kế hoạch", "đạt", "trong tháng", "giai đoạn 2016-2020"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(words=st.lists(_WORDS, max_size=40))
def test_every_period_is_a_time_and_has_a_source(words, nlp, lexicon) -> None:
    for mention in observed(" ".join(words), nlp, lexicon):
        assert (mention.period is None) == (mention.period_source is None)
        if mention.period is not None:
            assert re.fullmatch(r"[\dXQH/-]+", mention.period)
            assert interval(mention.period).granularity != "other"


@given(
    value=st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.integers(1900, 2100).map(str),
    years=st.integers(-50, 50),
)
def test_a_time_moved_and_moved_back_is_itself(value: str, years: int) -> None:
    moved = timex.moved(value, years)

    if moved is not None and not value.endswith("02-29"):
        assert timex.moved(moved, -years) == value
        assert timex.unit(moved) == timex.unit(value)
