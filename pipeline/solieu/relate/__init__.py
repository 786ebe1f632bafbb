"""How the mentions of a document belong together: dates of documents, sums, shares, changes, products, spans,
what is told twice.

Each finder reads the text first and does arithmetic second; arithmetic alone never makes a relation. Adding a
kind of relation is one module with a finder over a `Scene`, and its name below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from solieu.lexicon import Lexicon
from solieu.relate.again.echo import find_echoes
from solieu.relate.again.equal import find_equals
from solieu.relate.again.repeat import find_repeats
from solieu.relate.again.rescaled import find_rescaled
from solieu.relate.changes.change import find_changes
from solieu.relate.dated import find_dated
from solieu.relate.person import find_persons
from solieu.relate.product import find_products
from solieu.relate.scene import Sentence, scene
from solieu.relate.shares.share import find_shares
from solieu.relate.span import find_spans
from solieu.relate.sums.partition import find_partitions
from solieu.relate.sums.sum import find_sums
from solieu.types import Mention, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc


def relate(doc: Doc, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Relation]:
    """The relations among a document's mentions, kind by kind and in text order within each.

    Args:
        doc: the tokenised text, with sentences.
        mentions: what was found in it.
        lexicon: the vocabulary.
    """
    marks = doc.to_array(["IDX", "SENT_START"]).tolist()
    starts = [int(index) for index, mark in marks if mark == 1] or [0]
    sentences = list(pairwise([*starts, len(doc.text)]))
    return relate_text(doc.text, mentions, sentences, lexicon)


def relate_text(
    text: str, mentions: Sequence[Mention], sentences: Sequence[Sentence], lexicon: Lexicon
) -> list[Relation]:
    """The same on plain characters, with the sentences as half-open intervals of the text."""
    around = scene(text, mentions, sentences, lexicon)
    sums = find_sums(around)
    shares = find_shares(around, sums)
    return [
        *find_dated(text, mentions),
        *sums,
        *shares,
        *find_changes(around),
        *find_partitions(around, sums, shares),
        *find_products(around),
        *find_spans(around),
        *find_repeats(around),
        *find_rescaled(around),
        *find_echoes(around),
        *find_equals(around),
        *find_persons(around),
    ]
