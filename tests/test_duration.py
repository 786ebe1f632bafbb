"""Lengths of time: numbers and units, ranges, what is put together; what is a time of day or an age."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, assert_found, read_cases
from solieu.extract.duration.find import find_durations
from solieu.lexicon import load
from spelling import spell

if TYPE_CHECKING:
    from solieu.lexicon import Lexicon

UNITS = {"năm": "P{}Y", "tháng": "P{}M", "tuần": "P{}W", "ngày": "P{}D", "phút": "PT{}M", "giây": "PT{}S"}
PIECES = st.sampled_from(
    ["5", "12", "1,5", "hai ", "ba ", "mươi ", "một ", " năm", " tháng", " ngày", " giờ", "h", " phút",
     " làm việc", " rưỡi", " đến ", "-", " và ", "từ ", "lúc ", "trong ",
     "thứ ", " tuổi", "(", ")", "hai", "\n", ".", "2019"]
)  # fmt: skip


@pytest.mark.parametrize("case", read_cases("duration"))
def test_durations(case: Case, lexicon: Lexicon) -> None:
    assert_found(case, find_durations(case.text, lexicon), ["duration"])


@pytest.mark.parametrize("unit", UNITS)
@given(number=st.integers(2, 999))
def test_digits_and_words_agree(unit: str, number: int) -> None:
    values = []
    for written in (f"{number} {unit}", f"{spell(number)} {unit}"):
        text = f"Công trình kéo dài {written}."
        (mention,) = find_durations(text, load())
        assert mention.text == written
        values.append(mention.value.text)
    assert values == [UNITS[unit].format(number)] * 2


@given(low=st.integers(1, 40), more=st.integers(1, 40), dash=st.sampled_from(["-", " - ", "–", " đến "]))
def test_ranges(low: int, more: int, dash: str) -> None:
    written = f"{low}{dash}{low + more} năm"
    (mention,) = find_durations(f"phạt tù từ {written};", load())
    assert (mention.text, mention.value.text) == (written, f"P{low}Y..P{low + more}Y")


@given(st.lists(PIECES, max_size=40).map("".join))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    mentions = find_durations(text, load())
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
