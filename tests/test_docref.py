"""Cited documents: which words are one, where it begins and ends, its number or its name."""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, assert_found, read_cases
from solieu.extract.docref.find import find_docrefs
from solieu.extract.docref.number import candidates, codes, read_number
from solieu.lexicon import LexiconError, load
from solieu.types import Citation

if TYPE_CHECKING:
    from pathlib import Path

    from solieu.lexicon import Lexicon

PIECES = st.sampled_from(
    ["12", "34/2016", "/NĐ-CP", "-QĐ/TU", "1", " ", "  ", "\n", "/", "-", " – ", ".", ",", ";", "(", ")",
     "“", "số ", "Số: ", "Quyết định ", "nghị quyết ", "Luật ", "Luật Đất đai", "sửa đổi, bổ sung ",
     "một số điều của ", "BLHS ", "Kế hoạch ", "hành động ", "năm 2022", "Hiến pháp ", "của Chính phủ",
     "UBND tỉnh ", "TCVN ", ":2018", "Ð", "mẫu ", "Trung ương 4", " khóa XI", "Đại hội ", "\u0301",
     "\u200b", "\u2003", "\r\n" * 12, "\f", "\x1c" * 13, "x"]
)  # fmt: skip
YEARS = st.one_of(st.none(), st.integers(1946, 2035))
SEPARATORS = st.sampled_from(["-", "–", " - ", "- ", "\u2011", " –", "-\n"])


@pytest.mark.parametrize("case", [*read_cases("docref"), *read_cases("docref_named")])
def test_documents_are_found_with_their_values(case: Case, lexicon: Lexicon) -> None:
    assert_found(case, find_docrefs(case.text, lexicon), ("docref",))


@given(
    st.integers(1, 99999),
    YEARS,
    st.sampled_from(
        [row["abbreviation"] for row in load().rows("document_types") if len(row["abbreviation"]) > 1]
    ),
    st.sampled_from(
        sorted({code for row in load().rows("bodies") for code in row["codes"].split("|") if len(code) > 1})
    ),
    SEPARATORS,
)
def test_a_number_is_read_however_it_is_typed(
    digits: int, year: int | None, kind: str, issuer: str, dash: str
) -> None:
    number = f"{digits}{f'/{year}' if year else ''}/{kind}{dash}{issuer}"
    plain = f"{digits}{f'/{year}' if year else ''}/{kind}-{issuer}"
    text = f"Thực hiện Quyết định số {number} ngày ký, các đơn vị báo cáo."
    (found,) = find_docrefs(text, load())
    assert (found.value.text, found.text) == (plain, f"Quyết định số {number}")
    assert isinstance(found.value, Citation)
    assert found.value.year == (str(year) if year else None)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_documents_lie_in_the_text_apart_and_in_order(text: str) -> None:
    found = find_docrefs(text, load())
    assert all(text[one.start : one.end] == one.text and one.text == one.text.strip() for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(one.value.text and one.rule.startswith("docref.") for one in found)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_what_stands_before_only_moves_the_offsets(text: str) -> None:
    before = "Hội nghị diễn ra trong không khí phấn khởi. Các đại biểu thảo luận sôi nổi.\n\n"
    plain = [(one.start, one.end, one.value) for one in find_docrefs(text, load())]
    moved = find_docrefs(before + text, load())
    assert [(one.start - len(before), one.end - len(before), one.value) for one in moved] == plain


@given(st.lists(PIECES, max_size=16).map("".join))
def test_every_digit_of_a_number_stands_in_its_mention(text: str) -> None:
    for one in find_docrefs(text, load()):
        assert re.sub(r"\D", "", one.value.text) in re.sub(r"\D", "", one.text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Luật Hòa giải ở cơ sở", "Luật Hoà giải ở cơ sở"), ("theo Luật Thủy sản", "theo Luật Thuỷ sản"),
     ("Quyết định của Ủy ban nhân dân tỉnh số 1/QĐ-UB", "Quyết định của Uỷ ban nhân dân tỉnh số 1/QĐ-UB")],
)  # fmt: skip
def test_the_place_of_a_tone_mark_changes_nothing(one: str, other: str, lexicon: Lexicon) -> None:
    spans = [[(m.start, m.end, m.rule) for m in find_docrefs(text, lexicon)] for text in (one, other)]
    assert spans[0] == spans[1]
    assert spans[0]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("TTLT-BTP-BCA", "BTP-BCA"),
        ("QĐ-BNN-HTQT", "BNN"),
        ("BTC-NSNN", "BTC"),
        ("QH14", "QH"),
        ("TC/QĐ-TCT", "TC"),
    ],
)
def test_letters_say_who_issued(number: str, expected: str, lexicon: Lexicon) -> None:
    text = f"7/{number}"
    read = read_number(text, next(candidates(text)), codes(lexicon), headed=True)
    assert read is not None
    assert read.issuer_code == expected


def test_a_users_law_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "law_names.tsv").write_text("name\tabbreviation\nLuật trồng tre\t\n", encoding="utf-8")
    text = "quy định của Luật trồng tre và các nghị định"
    assert not find_docrefs(text, load())
    assert [m.text for m in find_docrefs(text, load(tmp_path))] == ["Luật trồng tre"]


def test_a_users_law_without_its_type_is_refused(tmp_path: Path) -> None:
    (tmp_path / "law_names.tsv").write_text("name\tabbreviation\nTrồng tre\t\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="Trồng tre"):
        find_docrefs("theo Luật Đất đai", load(tmp_path))


def test_provincial_numbers_are_read_whole(shared: Path, lexicon: Lexicon) -> None:
    """Thousands of numbers as clerks typed them: each in a sentence, read to its end."""
    with (shared / "real" / "metadata" / "binhduong.csv").open(encoding="utf-8", newline="") as table:
        numbers = {row["so_ky_hieu"] for row in csv.DictReader(table) if row["so_ky_hieu"]}
    read = 0
    for number in numbers:
        found = find_docrefs(f"Theo văn bản số {number} của tỉnh", lexicon)
        read += len(found) == 1 and found[0].end == len("Theo văn bản số ") + len(number.rstrip())
    assert read / len(numbers) > 0.995
