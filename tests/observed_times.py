"""Reads a text as far as its periods and bases, for the tests that are about them alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from solieu import tokenise
from solieu.extract import extract, own_date
from solieu.observe.against.basis import find_bases
from solieu.observe.parts.outline import outline
from solieu.observe.when.find_times import times
from solieu.observe.when.nature import find_natures
from solieu.observe.when.period import find_periods
from solieu.observe.when.today import of_today
from solieu.types import Document, Mention

if TYPE_CHECKING:
    from spacy import Language

    from solieu.lexicon import Lexicon


def observed(
    text: str, nlp: Language, lexicon: Lexicon, *, status: str | None = None, document: Document | None = None
) -> list[Mention]:
    """The mentions of a text with their periods, bases and natures; every figure in the same standing."""
    document = document or Document("text", "0" * 64, "text/plain", text)
    doc = tokenise.tokenise(document, nlp)
    found = [replace(mention, status=status) for mention in extract(doc, lexicon)]
    around = outline(document, tokenise.sentence_spans(doc), lexicon, date=own_date(found))
    named = times(around, found, lexicon)
    periods = find_periods(around, found, named, lexicon)
    told = [_with(mention, "period", periods.get(mention.start)) for mention in found]
    today = of_today(around, told, named)
    told = [_with(mention, "period", today.get(mention.start)) for mention in told]
    bases = find_bases(around, told, named, lexicon)
    told = [_with(mention, "basis", bases.get(mention.start)) for mention in told]
    natures = find_natures(around, told, lexicon)
    return [replace(mention, measure_type=natures.get(mention.start)) for mention in told]


def _with(mention: Mention, name: str, told: object) -> Mention:
    if told is None:
        return mention
    return replace(mention, **{name: told.value, f"{name}_source": told.source})  # type: ignore[attr-defined]


def figure(mentions: list[Mention], text: str) -> Mention:
    """The last figure that is written so; a case asks for the figure that its line is about."""
    return [mention for mention in mentions if mention.text == text and mention.kind != "date"][-1]
