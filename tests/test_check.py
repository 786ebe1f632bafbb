"""What the checks say of stated figures: consistent, inconsistent, ambiguous, or not testable and why."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, read_cases
from solieu.arithmetic import whole_numbers
from solieu.check import CHECKS, check
from solieu.check.amounts.sums import check_sums
from solieu.check.wording import english, vietnamese
from solieu.extract import extract
from solieu.relate import relate
from solieu.tokenise import tokenise
from solieu.types import VERDICTS, Finding, Mention, Quantity, Relation

if TYPE_CHECKING:
    from spacy import Language

    from solieu.lexicon import Lexicon


def findings(text: str, nlp: Language, lexicon: Lexicon) -> list[Finding]:
    doc = tokenise(text, nlp)
    mentions = extract(doc, lexicon)
    return check(mentions, relate(doc, mentions, lexicon), text)


def said(found: list[Finding], name: str) -> list[tuple[str, str | None]]:
    return [(finding.verdict, finding.reason) for finding in found if finding.check == name]


@pytest.mark.parametrize("case", read_cases("check"))
def test_verdicts(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    found = sorted(findings(case.text, nlp, lexicon), key=lambda finding: finding.evidence[0].start)
    assert [(f.check, f.evidence[0].start) for f in found] == [(e.kind, e.start) for e in case.expected]
    for finding, wanted in zip(found, case.expected, strict=True):
        for name, value in wanted.fields.items():
            assert getattr(finding, name) == (None if value == "-" else value), (
                f"{finding.message_en}: {name}"
            )


@given(base=st.integers(1, 400), digits=st.integers(0, 2), thousandths=st.integers(0, 100_000))
def test_whole_numbers_are_those_that_round_to_the_percentage(
    base: int, digits: int, thousandths: int
) -> None:
    step = Decimal(1).scaleb(-digits)
    stated = (Decimal(thousandths) / 1000).quantize(step, ROUND_HALF_UP)
    slow = [n for n in range(base + 1) if (Decimal(n * 100) / base).quantize(step, ROUND_HALF_UP) == stated]
    assert list(whole_numbers(Quantity(stated, step, unit="%"), base)) == slow


@pytest.mark.parametrize(
    ("text", "said_of_citation"),
    [
        # its year agrees with its date, its letters with its type and its issuer
        ("Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ.", [("consistent", None)] * 2),
        ("Nghị định số 34/2016/NĐ-CP ngày 14/5/2015 của Chính phủ.",
         [("inconsistent", "number_year"), ("consistent", None)]),
        # the same number with its year, on two days
        ("Nghị định số 34/2016/NĐ-CP ngày 14/5/2016. Thực hiện Nghị định số 34/2016/NĐ-CP ngày 15/4/2016.",
         [("consistent", None)] * 2 + [("inconsistent", "two_dates")] + [("consistent", None)] * 2),
        # a number without its year begins anew each year
        ("Quyết định số 12/QĐ-TTg ngày 4/1/2016 và Quyết định số 12/QĐ-TTg ngày 6/1/2017.",
         [("consistent", None)] * 2),
        # every province has such a number
        ("Quyết định số 12/2016/QĐ-UBND ngày 4/1/2016. Quyết định số 12/2016/QĐ-UBND ngày 9/2/2016.",
         [("consistent", None)] * 2 + [("ambiguous", "two_dates")] + [("consistent", None)] * 2),
    ],
)  # fmt: skip
def test_citations(
    text: str, said_of_citation: list[tuple[str, str | None]], nlp: Language, lexicon: Lexicon
) -> None:
    assert said(findings(text, nlp, lexicon), "citation") == said_of_citation


# --- what holds of every finding ------------------------------------------------------------------------


SAMPLE = (
    "Mở lớp cho 218 học viên (ngành Luật 120 học viên, ngành Sử 98 học viên; trong đó, nữ chiếm 27,98%). "
    "Có 72 buổi (15 buổi lưu động, 54 buổi tại rạp). Trên 53% là đồng bào dân tộc. Họp ngày 31/4/2024. "
    "Chi phí giảm từ 300 tỷ đồng xuống còn 250 tỷ đồng (giảm 15%). Nghị định số 34/2016/NĐ-CP ngày 14/5/2015."
)


def test_every_finding_can_be_read_without_the_code(nlp: Language, lexicon: Lexicon) -> None:
    found = findings(SAMPLE, nlp, lexicon)
    assert {finding.verdict for finding in found} >= {"consistent", "inconsistent", "not_testable"}
    for finding in found:
        assert finding.verdict in VERDICTS
        assert finding.evidence
        assert (finding.reason is not None) or finding.verdict == "consistent"
        assert finding.power is None or 0 < finding.power <= 1
        for message in (finding.message_vi, finding.message_en):
            assert re.fullmatch(r"[^{}_]+[.]", message)
            assert not re.search(r"\bNone\b|Decimal|E\+", message)


def test_checks_are_pure(nlp: Language, lexicon: Lexicon) -> None:
    assert findings(SAMPLE, nlp, lexicon) == findings(SAMPLE, nlp, lexicon)
    assert check([], [], "") == []
    assert len(set(CHECKS)) == len(CHECKS)


# --- what holds of every sum ----------------------------------------------------------------------------


def count(number: int, start: int) -> Mention:
    text = str(number)
    return Mention("count", start, start + len(text), text, Quantity(Decimal(number), Decimal(1)), "test")


def sum_of(whole: int, parts: list[int]) -> Relation:
    members = [("whole", count(whole, 0)), *(("part", count(p, 20 * i)) for i, p in enumerate(parts, 1))]
    return Relation("sum", tuple(members), "test")


COUNTS = st.lists(st.integers(1, 99_999), min_size=2, max_size=8)


@given(parts=COUNTS)
def test_a_true_sum_is_consistent(parts: list[int]) -> None:
    (finding,) = check_sums([], [sum_of(sum(parts), parts)], "")
    assert (finding.verdict, finding.repair) == ("consistent", None)


@given(parts=COUNTS, off=st.integers(1, 9), order=st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order_of_its_parts(parts: list[int], off: int, order: object) -> None:
    shuffled = sorted(parts, key=lambda _: order.random())  # type: ignore[attr-defined]
    whole = sum(parts) + off
    (first,), (second,) = (check_sums([], [sum_of(whole, some)], "") for some in (parts, shuffled))
    assert (first.verdict, first.expected, first.power) == (second.verdict, second.expected, second.power)


@given(parts=COUNTS, off=st.integers(1, 9))
def test_a_sum_of_counts_off_by_any_number_is_not_consistent(parts: list[int], off: int) -> None:
    (finding,) = check_sums([], [sum_of(sum(parts) + off, parts)], "")
    assert finding.verdict != "consistent"


@given(number=st.decimals(min_value=0, max_value=10**12, places=3))
def test_numbers_are_written_the_way_of_each_language(number: Decimal) -> None:
    assert Decimal(english(number).replace(",", "")) == number
    assert Decimal(vietnamese(number).replace(".", "").replace(",", ".")) == number
