"""How the tests of observed fields run their cases: a text through the program, one field compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.api import analyse

if TYPE_CHECKING:
    from spacy.language import Language

    from cases import Case
    from solieu.lexicon import Lexicon


def assert_observed(case: Case, name: str, nlp: Language, lexicon: Lexicon) -> None:
    """Every figure that a case marks is found where it is marked, with the field as marked."""
    found = {mention.start: mention for mention in analyse(case.text, nlp=nlp, lexicon=lexicon).mentions}
    for expected in case.expected:
        mention = found[expected.start]
        assert (mention.kind, mention.end) == (expected.kind, expected.end)
        value = expected.fields[name]
        assert getattr(mention, name) == (None if value == "-" else value), mention.text
        source = getattr(mention, f"{name}_source")
        assert (source is None) == (value == "-"), f"{mention.text}: source {source}"
