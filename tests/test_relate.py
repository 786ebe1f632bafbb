"""Which figures belong together, and which only look as if they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases import Case, Expected, read_cases
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


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, *param.values, id=param.id)
        for name in ("sum", "share", "change")
        for param in read_cases(name)
    ],
)
def test_relations(name: str, case: Case, nlp: Language, lexicon: Lexicon) -> None:
    relations = found(case.text, name, nlp, lexicon)
    groups = {frozenset((role, mention.start) for role, mention in r.members) for r in relations}
    assert shown(groups, case.text) == shown(expected(case.expected), case.text)
