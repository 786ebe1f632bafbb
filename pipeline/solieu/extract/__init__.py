"""Text to mentions: one module a phenomenon, and the one rule that settles overlaps.

Finders work on the characters alone; what needs words and sentences (the counted noun, the concept) is added
from the tokens afterwards. To add a kind: a value type, a module with `find_<kind>`, a name in `EXTRACTORS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from solieu.extract.concept import add_concepts
from solieu.extract.modifier import add_modifiers
from solieu.extract.noun import add_nouns
from solieu.extract.overlap import resolve_overlaps
from solieu.extract.quantity import find_quantities
from solieu.extract.ratio import find_ratios
from solieu.lexicon import Lexicon
from solieu.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["EXTRACTORS", "extract"]

EXTRACTORS: tuple[Callable[[str, Lexicon], list[Mention]], ...] = (find_ratios, find_quantities)


def extract(doc: Doc, lexicon: Lexicon) -> list[Mention]:
    """Every mention of a tokenised text, in text order, without overlaps.

    Args:
        doc: the words and sentences of a text (`solieu.tokenise`); any spaCy Doc does.
        lexicon: the vocabulary, with the user's additions if there are any.

    >>> from solieu.lexicon import load
    >>> from solieu.tokenise import load as load_model
    >>> doc = load_model()("Có 61 nữ, chiếm 27,98%.")
    >>> [(m.kind, m.text) for m in extract(doc, load())]
    [('count', '61'), ('percent', '27,98%')]
    """
    text = doc.text
    mentions = resolve_overlaps(mention for find in EXTRACTORS for mention in find(text, lexicon))
    mentions = add_modifiers(text, mentions, lexicon)
    mentions = add_nouns(text, mentions, lexicon)
    mentions = add_concepts(text, mentions, lexicon)
    return number_sentences(doc, mentions)


def number_sentences(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the number of the sentence that each begins in, if the Doc has sentences."""
    if not doc.has_annotation("SENT_START"):
        return list(mentions)
    starts = [sentence.start_char for sentence in doc.sents]
    return [
        replace(mention, sentence=max(bisect_right(starts, mention.start) - 1, 0)) for mention in mentions
    ]
