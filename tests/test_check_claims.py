"""What the checks say of divisions, products, lengths of time, figures told twice and of documents cited."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, read_cases
from solieu.check import check
from solieu.check.amounts.denominators import check_denominators
from solieu.check.amounts.equals import check_equals
from solieu.check.amounts.products import check_products
from solieu.check.amounts.totals import check_share_totals
from solieu.check.citing.sequence import check_sequence
from solieu.check.telling.rolls import check_rolls
from solieu.check.telling.tallies import check_tallies
from solieu.check.times.almanac import check_year_names
from solieu.check.times.spans import check_spans
from solieu.extract import extract
from solieu.lexicon import load
from solieu.lexicon.schema import TABLES
from solieu.relate import relate
from solieu.tokenise import tokenise
from solieu.types import Citation, DateValue, Duration, Finding, Mention, Quantity, Ratio, Relation

if TYPE_CHECKING:
    from spacy import Language

    from solieu.lexicon import Lexicon

# The checks whose cases are in `cases/claims.txt`.
CLAIMS = frozenset(
    {
        "share_total",
        "product",
        "average",
        "calendar",
        "repeat",
        "citation",
        "equal",
        "person",
        "roll",
        "tally",
    }
)


def claims(text: str, nlp: Language, lexicon: Lexicon) -> list[Finding]:
    doc = tokenise(text, nlp)
    mentions = extract(doc, lexicon)
    found = check(mentions, relate(doc, mentions, lexicon), text)
    return sorted((one for one in found if one.check in CLAIMS), key=lambda one: one.evidence[0].start)


def plain_citation(finding: Finding) -> bool:
    """Whether a finding only says that a citation agrees with itself, as nearly every citation does."""
    return finding.check == "citation" and finding.verdict == "consistent"


@pytest.mark.parametrize("case", read_cases("claims"))
def test_verdicts(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    found = [one for one in claims(case.text, nlp, lexicon) if not plain_citation(one)]
    assert [(one.check, one.evidence[0].start) for one in found] == [(e.kind, e.start) for e in case.expected]
    for finding, wanted in zip(found, case.expected, strict=True):
        for name, value in wanted.fields.items():
            assert getattr(finding, name) == (None if value == "-" else value), finding.message_en


@pytest.mark.parametrize("case", read_cases("claims"))
def test_every_finding_can_be_read_without_the_code(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    for finding in claims(case.text, nlp, lexicon):
        assert finding.stated
        assert finding.expected
        assert finding.tolerance is not None
        assert finding.power is None or 0 < finding.power <= 1
        assert finding.verdict == "consistent" or finding.reason
        for message in (finding.message_vi, finding.message_en):
            assert re.fullmatch(r"[^{}_]+[.]", message)
            assert not re.search(r"\bNone\b|Decimal|E\+", message)


def test_a_fifth_digit_may_be_the_mark_of_a_footnote(nlp: Language, lexicon: Lexicon) -> None:
    text = "Dự án được duyệt vào tháng 10-20044, rồi bỏ.\n"
    assert [one.reason for one in claims(text, nlp, lexicon)] == ["impossible_year"]
    assert not claims(f"{text}4 Theo báo cáo của chủ đầu tư.", nlp, lexicon)


CIRCULAR = (
    "BỘ TÀI CHÍNH\nSố: 55/2025/TT-BTC\nHà Nội, ngày 26 tháng 12 năm 2025\nTHÔNG TƯ\nQuy định về kế toán\n"
)


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        # as it mostly is
        ("1. Thông tư này có hiệu lực thi hành từ ngày 09 tháng 02 năm 2026.", ("consistent", None)),
        # the year was left as it was
        (
            "1. Thông tư này có hiệu lực thi hành từ ngày 09 tháng 02 năm 2025.",
            ("inconsistent", "2025 → 2026"),
        ),
        # some reach back, and to the beginning of a year
        ("Thông tư này có hiệu lực từ ngày 15/11/2025.", ("ambiguous", None)),
        ("Thông tư này có hiệu lực từ ngày 01/01/2025.", ("ambiguous", None)),
        # words that are put into another document
        ("Sửa đổi Điều 9 như sau: “Thông tư này có hiệu lực từ ngày 09/02/2025.”", None),
    ],
)
def test_what_a_document_says_of_its_own_effect(
    clause: str, told: tuple[str, str | None] | None, nlp: Language, lexicon: Lexicon
) -> None:
    found = [one for one in claims(f"{CIRCULAR}{clause}\n", nlp, lexicon) if "hiệu lực" in one.message_vi]
    assert [(one.verdict, one.repair) for one in found] == ([] if told is None else [told])


def percent(value: Decimal, start: int) -> Mention:
    text = f"{value}%".replace(".", ",")
    return Mention(
        "percent", start, start + len(text), text, Quantity(value, Decimal("0.1"), unit="%"), "test"
    )


def division(tenths: list[int]) -> Relation:
    shares = tuple(("share", percent(Decimal(one) / 10, 10 * place)) for place, one in enumerate(tenths))
    return Relation("partition", shares, "test")


PARTS = st.lists(st.integers(1, 300), min_size=2, max_size=8)


@given(parts=PARTS)
def test_shares_that_total_100_are_consistent(parts: list[int]) -> None:
    rest = 1000 - sum(parts)
    for finding in check_share_totals([], [division([*parts, rest])] if rest > 0 else [], ""):
        assert (finding.verdict, finding.repair) == ("consistent", None)


@given(parts=PARTS, order=st.randoms(use_true_random=False))
def test_a_total_does_not_depend_on_the_order_of_its_shares(parts: list[int], order: object) -> None:
    shuffled = sorted(parts, key=lambda _: order.random())  # type: ignore[attr-defined]
    (first,), (second,) = (check_share_totals([], [division(some)], "") for some in (parts, shuffled))
    assert (first.verdict, first.stated, first.power) == (second.verdict, second.stated, second.power)


@given(rate=st.integers(1, 10**6), number=st.integers(1, 10**4), off=st.integers(0, 3))
def test_a_product_of_plain_counts_is_consistent_only_if_it_is_the_product(
    rate: int, number: int, off: int
) -> None:
    def count(value: int, start: int) -> Mention:
        return Mention("count", start, start + 1, str(value), Quantity(Decimal(value), Decimal(1)), "test")

    members = (
        ("rate", count(rate, 0)),
        ("count", count(number, 2)),
        ("total", count(rate * number + off, 4)),
    )
    (finding,) = check_products([], [Relation("product", members, "test")], "")
    assert (finding.verdict == "consistent") == (off == 0)


@given(first=st.integers(1900, 2000), years=st.integers(1, 99), off=st.integers(-3, 3))
def test_an_anniversary_has_the_years_between_its_days(first: int, years: int, off: int) -> None:
    period = Mention(
        "date",
        20,
        41,
        f"2/9/{first} - 2/9/{first + years}",
        DateValue(f"{first}-09-02/{first + years}-09-02"),
        "test",
    )
    length = Mention("duration", 0, 6, f"{years + off} năm", Duration(f"P{years + off}Y"), "test")
    relation = Relation("span", (("period", period), ("length", length)), "span.anniversary")
    found = check_spans([], [relation], "") if years + off > 0 else []
    assert all((finding.verdict == "consistent") == (off == 0) for finding in found)


LONE = (
    "Cơ cấu kinh tế: nông nghiệp 20,5%.",
    "Giá 12.000 đồng/cổ phiếu.",
    "Kỷ niệm 75 năm Quốc khánh.",
    "Giai đoạn 2016-2020.",
    "Tổng dư nợ của các ngân hàng đạt 117.520 tỷ đồng.",
    "Theo công văn số 381 của huyện.",
)


@pytest.mark.parametrize("text", LONE)
def test_nothing_is_said_of_a_single_mention(text: str, nlp: Language, lexicon: Lexicon) -> None:
    assert claims(text, nlp, lexicon) == []


def test_bodies_of_a_users_own_are_known_to_the_checks(nlp: Language, tmp_path: Path) -> None:
    """Letters that the project's register does not hold are held against their issuer once a user adds it."""
    columns = TABLES["bodies"]
    row = {"name": "Bộ Hàng không", "codes": "BHK", "level": "central", "system": "government"}
    cells = "\t".join(row.get(name, "") for name in columns)
    (tmp_path / "bodies.tsv").write_text("\t".join(columns) + f"\n{cells}\n", encoding="utf-8")
    own = load(tmp_path)
    text = "Theo Thông tư số 12/TT-BTC của Bộ Hàng không."
    mentions = extract(tokenise(text, nlp), own)
    assert not [one for one in check(mentions, [], text) if one.reason == "symbol_issuer"]
    (finding,) = [one for one in check(mentions, [], text, own) if one.reason == "symbol_issuer"]
    assert (finding.verdict, finding.expected) == ("inconsistent", "Bộ Tài chính")


@given(hectares=st.integers(1, 10**6), off=st.integers(-3, 3))
def test_an_area_in_two_units_holds_only_if_it_is_the_same(hectares: int, off: int) -> None:
    metres = hectares * 10_000 + off * 10_000
    figures = [
        Mention(
            "measure", 0, 4, f"{hectares} ha", Quantity(Decimal(hectares), Decimal(1), unit="ha"), "test"
        ),
        Mention("measure", 6, 9, f"{metres} m2", Quantity(Decimal(metres), Decimal(1), unit="m2"), "test"),
    ]
    relation = Relation("equal", (("first", figures[0]), ("again", figures[1])), "equal.unit")
    (finding,) = check_equals(figures, [relation], "", load())
    assert (finding.verdict == "consistent") == (off == 0)
    assert finding.verdict != "inconsistent" or finding.expected == str(hectares * 10_000)


@given(year=st.integers(1900, 2099), off=st.integers(-70, 70))
def test_a_year_bears_its_name_every_sixty_years_and_no_other(year: int, off: int) -> None:
    stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"]
    branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"]
    name = f"{stems[(year + off - 4) % 10]} {branches[(year + off - 4) % 12]}"
    text = f"Tết {name} {year}"
    mention = Mention("date", len(text) - 4, len(text), str(year), DateValue(str(year)), "test")
    (finding,) = check_year_names([mention], [], text)
    assert (finding.verdict == "consistent") == (off % 60 == 0)


@given(names=st.integers(2, 9), told=st.integers(2, 9))
def test_a_count_is_that_of_the_names_behind_it(names: int, told: int) -> None:
    listed = ", ".join(f"Lê Văn {letter}" for letter in "ABCDEFGHI"[:names])
    text = f"Bắt {told} người gồm: {listed}."
    mention = Mention("count", 4, 5, str(told), Quantity(Decimal(told), Decimal(1)), "test", noun="người")
    (finding,) = check_rolls([mention], [], text)
    assert (finding.verdict == "consistent") == (names == told)


@given(numbers=st.lists(st.integers(1, 9), min_size=2, max_size=8), off=st.integers(-1, 1))
def test_a_count_is_the_total_of_the_numbers_behind_it(numbers: list[int], off: int) -> None:
    listed = ", ".join(f"Lê Văn {letter} ({n})" for letter, n in zip("ABCDEFGH", numbers, strict=False))
    told = sum(numbers) + off
    text = f"Có {told} hộ, tại {listed}."
    value = Quantity(Decimal(told), Decimal(1))
    found = check_tallies([Mention("count", 3, 3 + len(str(told)), str(told), value, "test")], [], text)
    ranked = len(numbers) > 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    assert [one.verdict for one in found] == (
        [] if told < 2 or (off and ranked) else ["inconsistent" if off else "consistent"]
    )


def fractions(denominators: list[int]) -> tuple[list[Mention], str]:
    """A text that counts things out of so many, one sentence each, and its mentions."""
    mentions, text = [], ""
    for place, denominator in enumerate(denominators, 3):
        told = f"{place}/{denominator}"
        start = len(text) + 3
        text += f"Có {told} địa phương đạt. "
        value = Ratio(Decimal(place), Decimal(denominator))
        mentions.append(Mention("ratio", start, start + len(told), told, value, "test"))
    return mentions, text


@pytest.mark.parametrize(
    ("denominators", "odd"),
    [
        pytest.param([63, 63, 63, 64, 63, 63], "64", id="one digit off, once"),
        pytest.param([63, 63, 64, 63, 63], None, id="too few that agree"),
        pytest.param([63, 63, 63, 64, 64, 63, 63], None, id="told twice, so meant"),
        pytest.param([63, 63, 63, 10, 63, 63], None, id="no slip of the pen: others of that name"),
        pytest.param([8, 8, 8, 9, 8, 8], None, id="a handful"),
    ],
)
def test_denominators(denominators: list[int], odd: str | None) -> None:
    found = check_denominators(*_placed(fractions(denominators)))
    assert [one.stated for one in found] == ([] if odd is None else [odd])
    assert all(one.repair == "6/64 → 6/63" for one in found)


def test_a_denominator_of_another_year_is_no_slip() -> None:
    mentions, text = fractions([63, 63, 63, 64, 63, 63])
    assert check_denominators(mentions, [], text.replace("6/64 địa phương", "6/64 địa phương năm 2005")) == []


def _placed(told: tuple[list[Mention], str]) -> tuple[list[Mention], list[Relation], str]:
    return told[0], [], told[1]


@given(numbers=st.lists(st.integers(1, 400), min_size=2, max_size=6, unique=True))
def test_numbers_that_go_up_with_their_days_are_in_order(numbers: list[int]) -> None:
    def pair(place: int, number: int, day: date) -> Relation:
        text = f"{number}/2020/TT-BTC"
        cited = Citation(text, type="Thông tư", symbol="TT-BTC")
        docref = Mention("docref", place, place + 5, text, cited, "test")
        dated = Mention("date", place + 6, place + 9, f"ngày {day}", DateValue(day.isoformat()), "test")
        return Relation("dated", (("docref", docref), ("date", dated)), "test")

    first = date(2020, 1, 1)
    rising = [
        pair(20 * place, one, first + timedelta(one % 366)) for place, one in enumerate(numbers) if one < 366
    ]
    assert {finding.verdict for finding in check_sequence([], rising, " " * 200)} <= {"consistent"}
    falling = [
        pair(20 * place, one, first + timedelta(365 - one)) for place, one in enumerate(numbers) if one < 366
    ]
    assert "consistent" not in {finding.verdict for finding in check_sequence([], falling, " " * 200)}
