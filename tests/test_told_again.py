"""What a text tells twice in other figures, numbers or days, and what only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases import Case, read_cases
from solieu.check.citing.swapped import check_swapped, swapped
from solieu.check.telling.in_words import check_in_words, read
from solieu.check.telling.repeats import check_repeats
from solieu.check.telling.rolls import check_rolls
from solieu.check.times.tidings import check_tidings
from solieu.extract import extract
from solieu.relate import relate
from solieu.tokenise import tokenise

if TYPE_CHECKING:
    from spacy import Language

    from solieu.lexicon import Lexicon


@pytest.mark.parametrize("case", read_cases("told_again"))
def test_verdicts(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    doc = tokenise(case.text, nlp)
    mentions = extract(doc, lexicon)
    relations = relate(doc, mentions, lexicon)
    found = [
        finding
        for test in (check_repeats, check_in_words, check_swapped, check_tidings, check_rolls)
        for finding in test(mentions, relations, case.text)
    ]
    found.sort(key=lambda finding: finding.evidence[0].start)
    told = [(finding.check, finding.evidence[0].start, finding.evidence[0].end) for finding in found]
    assert told == [(wanted.kind, wanted.start, wanted.end) for wanted in case.expected]
    for finding, wanted in zip(found, case.expected, strict=True):
        for name, value in wanted.fields.items():
            assert getattr(finding, name) == (None if value == "-" else value), finding.message_en
        assert finding.message_vi.endswith(".")
        assert finding.message_en.endswith(".")


@pytest.mark.parametrize(
    ("one", "other", "meant"),
    [
        pytest.param("2736", "2763", True, id="the last two"),
        pytest.param("2736", "7236", True, id="the first two"),
        pytest.param("2736", "6732", False, id="two that are no neighbours"),
        pytest.param("2736", "2735", False, id="another digit"),
        pytest.param("2736", "2736", False, id="the same"),
        pytest.param("2773", "2773", False, id="equal digits swapped are the same"),
    ],
)
def test_two_digits_swapped(one: str, other: str, meant: bool) -> None:
    assert swapped(one, other) is meant
    assert swapped(other, one) is meant


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("năm", 5, id="a digit that is also a year"),
        pytest.param("mười", 10, id="ten alone"),
        pytest.param("mười lăm", 15, id="five behind ten"),
        pytest.param("hai mươi mốt", 21, id="one behind tens"),
        pytest.param("bảy mươi tư", 74, id="four behind tens"),
        pytest.param("Chín mươi  bẩy", 97, id="another seven, and spaces"),
        pytest.param("năm 2015", None, id="a year"),
        pytest.param("một trăm", None, id="beyond what is read"),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert read(words) == number
