"""What a figure tells of: where its name stands, what is no part of it, and when it is carried on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, field, read_cases
from solieu.extract import EXTRACTORS, extract
from solieu.extract.concept.add import add_concepts
from solieu.extract.docref.context import attach_context
from solieu.extract.modifier import add_modifiers
from solieu.extract.noun import add_nouns
from solieu.extract.overlap import resolve_overlaps
from solieu.lexicon import load
from solieu.tokenise import tokenise

if TYPE_CHECKING:
    from spacy.language import Language

    from solieu.lexicon import Lexicon
    from solieu.types import Mention

PIECES = st.sampled_from(
    ["tỷ lệ", " hộ nghèo", " đạt ", "12%", "giảm ", "5 tỷ đồng", "7 vụ", " (", ")", ", ", ". Có ", "; ", "\n",
     "trong đó ", "năm 2024 ", "từ ", " xuống còn ", "30 ha", " đất", " và ", " này ", "so với ", " bị ",
     "chứng chỉ "]
)  # fmt: skip


def bare(text: str, lexicon: Lexicon) -> list[Mention]:
    found = resolve_overlaps(mention for find in EXTRACTORS for mention in find(text, lexicon))
    return add_nouns(text, add_modifiers(text, attach_context(text, found, lexicon), lexicon), lexicon)


@pytest.mark.parametrize("case", read_cases("concept"))
def test_concept(case: Case, lexicon: Lexicon) -> None:
    found = {m.start: m for m in add_concepts(case.text, bare(case.text, lexicon), lexicon)}
    for expected in case.expected:
        mention = found[expected.start]
        assert (mention.kind, mention.end) == (expected.kind, expected.end)
        for name, value in expected.fields.items():
            assert field(mention, name) == (None if value == "-" else value), f"{mention.text}: {name}"


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_concept_is_written_in_the_text_and_nothing_else_changes(text: str) -> None:
    before = bare(text, load())
    after = add_concepts(text, before, load())
    assert [replace(mention, concept=None) for mention in after] == before
    concepts = [mention.concept for mention in after if mention.concept is not None]
    assert all(word in text for concept in concepts for word in re.findall(r"\w+", concept))


def test_a_concept_is_short(lexicon: Lexicon) -> None:
    text = "Tỷ lệ " + "rất dài " * 200 + "đạt 5%"
    (mention,) = add_concepts(text, bare(text, lexicon), lexicon)
    assert mention.concept is not None
    assert len(mention.concept.split()) <= 16


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        # four syllables back is in the middle of a word
        ("Trong đó: giáo dục và đào tạo 88 doanh nghiệp.", "giáo dục và đào tạo"),
        # the first syllable of a clause in capitals is not a name
        ("Hỗ trợ 70% mức đóng bảo hiểm y tế.", "Hỗ trợ mức đóng bảo hiểm y tế"),
        # who does it is no part of what is done
        ("Sở Nội vụ đề nghị Ủy ban Nhân dân tỉnh điều động 5 công chức.", "điều động"),
        # a title in quotation marks is not broken off at its comma
        (
            'Chỉ số "Chính quyền điện tử, chính quyền số" đạt 81,2%.',
            'Chỉ số "Chính quyền điện tử, chính quyền số"',
        ),
        # of an act before the number and a thing behind it, the whole act
        ("Tổng giám đốc trình phương án góp 30% vốn.", "phương án góp vốn"),
        # `qua` is the first word of `qua đào tạo`
        ("Tỷ lệ lao động qua đào tạo đạt 52%.", "Tỷ lệ lao động qua đào tạo"),
        # a word that only links to the number does not belong to the concept, whatever the segmenter says
        (
            "Mức độ hài lòng đối với dịch vụ hành chính công đạt 84%.",
            "Mức độ hài lòng đối với dịch vụ hành chính công",
        ),
    ],
)
def test_a_concept_has_whole_words(text: str, concept: str, nlp: Language, lexicon: Lexicon) -> None:
    found = [mention for mention in extract(tokenise(text, nlp), lexicon) if mention.concept]
    assert [mention.concept for mention in found] == [concept]
