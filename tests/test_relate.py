"""Which figures belong together, and which only look as if they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import Case, Expected, read_cases
from solieu.check import check
from solieu.extract import extract
from solieu.relate import relate
from solieu.tokenise import tokenise

if TYPE_CHECKING:
    from spacy import Language

    from solieu.lexicon import Lexicon
    from solieu.types import Relation

Group = frozenset[tuple[str, int]]


def found(text: str, name: str, nlp: Language, lexicon: Lexicon) -> list[Relation]:
    doc = tokenise(text, nlp)
    return [r for r in relate(doc, extract(doc, lexicon), lexicon) if r.name == name]


def expected(marks: tuple[Expected, ...]) -> set[Group]:
    """The marks by the relation they stand in; `r="1 2"` names several, no `r` the only one."""
    groups: dict[str, set[tuple[str, int]]] = {}
    for mark in marks:
        for group in mark.fields.get("r", "1").split():
            groups.setdefault(group, set()).add((mark.kind, mark.start))
    return {frozenset(group) for group in groups.values()}


def shown(groups: set[Group], text: str) -> set[tuple[str, ...]]:
    return {tuple(f"{role}:{text[at : at + 12]}" for role, at in sorted(group)) for group in groups}


TOLD = ("sum", "share", "change")


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, *param.values, id=param.id)
        for name in (*TOLD, "partition", "product", "average", "span", "repeat", "equal", "person")
        for param in read_cases(name)
    ],
)
def test_relations(name: str, case: Case, nlp: Language, lexicon: Lexicon) -> None:
    relations = found(case.text, name, nlp, lexicon)
    groups = {frozenset((role, mention.start) for role, mention in r.members) for r in relations}
    assert shown(groups, case.text) == shown(expected(case.expected), case.text)


WORDS = (
    "218|100|65,5%|2/3| học viên| tỷ đồng| tuổi|tổng số |trong đó |gồm |chiếm |(|)|, |; |: |. |\n|\n- | và "
    "|tăng |giảm từ | xuống còn |1.238|0%| so với năm 2022 |Trong số |hơn |một |còn lại |năm |từ "
)
PIECES = st.sampled_from(WORDS.split("|"))
ROLES = {
    "dated": {"docref", "date"},
    "sum": {"whole", "part"},
    "share": {"percent", "base", "part"},
    "change": {"now", "before", "by"},
    "ratio": {"percent", "part"},
    "growth": {"now", "by", "rate"},
    "partition": {"share"},
    "product": {"rate", "count", "total"},
    "average": {"total", "count", "mean"},
    "span": {"period", "length"},
    "repeat": {"first", "again"},
    "equal": {"first", "again"},
    "person": {"first", "again"},
}


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_text_is_read(pieces: list[str], nlp: Language, lexicon: Lexicon) -> None:
    doc = tokenise("".join(pieces), nlp)
    mentions = extract(doc, lexicon)
    relations = relate(doc, mentions, lexicon)
    for relation in relations:
        assert {role for role, _ in relation.members} <= ROLES[relation.name]
        assert all(mention in mentions for _, mention in relation.members)
        assert len({mention.start for _, mention in relation.members}) == len(relation.members)
        assert relation.probability is None or 0 <= relation.probability <= 1
    assert relate(doc, mentions[::-1], lexicon) == relations
    for finding in check(mentions, relations, doc.text):
        assert finding.message_vi
        assert finding.message_en
