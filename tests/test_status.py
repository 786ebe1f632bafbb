"""The standing of figures: what words, headings and kinds of documents say, and how far each reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import Case, read_cases
from observed import assert_observed
from solieu.extract import EXTRACTORS
from solieu.extract.overlap import resolve_overlaps
from solieu.lexicon import load
from solieu.observe.parts.cues import cues_in
from solieu.observe.parts.outline import outline
from solieu.observe.standing.status import find_statuses
from solieu.types import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from solieu.lexicon import Lexicon

STATUSES = {"plan", "estimate", "norm", "forecast", "example"}
PIECES = st.sampled_from(
    ["ước đạt ", "kế hoạch ", "5 tỷ đồng", "12%", ", ", ". ", "; ", "\n", "đã ", "sẽ ", "Ví dụ: ",
     "mức phạt ", "THÔNG TƯ\n", "KẾ HOẠCH\n", "Điều 1. ", "I. NHIỆM VỤ\n", "đến năm 2030 ", "năm 2024 ",
     "từ ", " xuống còn ", "3.000 đồng/lượt", "mỗi ", "không quá ", "(", ")", "trong đó "]
)  # fmt: skip


@pytest.mark.parametrize("case", read_cases("status"))
def test_status(case: Case, nlp: Language, lexicon: Lexicon) -> None:
    assert_observed(case, "status", nlp, lexicon)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_only_figures_have_a_standing_and_only_a_known_one(text: str) -> None:
    lexicon = load()
    mentions = resolve_overlaps(mention for find in EXTRACTORS for mention in find(text, lexicon))
    sentences, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            sentences.append((start, start + len(line)))
        start += len(line)
    around = outline(Document("a.txt", "0" * 64, "text/plain", text), sentences, lexicon)
    told = find_statuses(around, mentions, lexicon)
    kinds = {mention.start: mention.kind for mention in mentions}
    assert all(kinds[at] not in ("date", "docref", "duration", "age") for at in told)
    assert {found.value for found in told.values()} <= STATUSES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "thu ước tính đến ngày 5", ["ước tính đến ngày"], id="the longest of two that begin alike"
        ),
        pytest.param("đạt 70% kế hoạch", [], id="what stands before it makes it a result"),
        pytest.param("ƯỚC  TÍNH 5", ["ước tính"], id="any case and spacing"),
        pytest.param("nước 5", [], id="no end of another word"),
        pytest.param("mong ước 5", [], id="a wish is no estimate"),
    ],
)
def test_cues(text: str, expected: list[str], lexicon: Lexicon) -> None:
    assert [cue.row["cue"] for cue in cues_in(text, 0, len(text), lexicon, "standing_cues")] == expected


def test_the_words_of_the_tables_are_of_known_kinds(lexicon: Lexicon) -> None:
    cues = lexicon.rows("standing_cues")
    assert {row["status"] for row in cues} == STATUSES | {"actual"}
    assert {row["reach"] for row in cues} == {
        "on",
        "clause",
        "paragraph",
        "section",
        "behind",
        "around",
        "none",
    }
    assert {row["force"] for row in cues} == {"", "strong", "draft", "future", "level"}
    headings = lexicon.rows("standing_headings")
    assert {row["status"] for row in headings} <= STATUSES | {"actual", "open"}
    assert {row["where"] for row in headings} == {"type", "title", "heading", "both"}
