"""Text to mentions: one module a phenomenon, and the one rule that settles overlaps.

Finders work on the characters alone; what needs words and sentences (the counted noun, the concept) is added
from the tokens afterwards. To add a kind: a value type, a module with `find_<kind>`, a name in `EXTRACTORS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from solieu.extract.concept.add import add_concepts
from solieu.extract.concept.whole import whole_words
from solieu.extract.date.find import find_dates
from solieu.extract.date.resolve import resolve
from solieu.extract.docref.context import attach_context
from solieu.extract.docref.find import find_docrefs
from solieu.extract.duration.find import find_durations
from solieu.extract.modifier import add_modifiers
from solieu.extract.noun import add_nouns
from solieu.extract.overlap import resolve_overlaps
from solieu.extract.quantity.find import find_quantities
from solieu.extract.rank import add_ranks
from solieu.extract.ratio import find_ratios
from solieu.extract.table.find import find_cells, outside_cells
from solieu.lexicon import Lexicon
from solieu.types import Cell, Citation, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["EXTRACTORS", "add_cells", "extract", "own_date"]

EXTRACTORS: tuple[Callable[[str, Lexicon], list[Mention]], ...] = (
    find_docrefs,
    find_dates,
    find_ratios,
    find_quantities,
    find_durations,
)


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
    mentions = attach_context(text, mentions, lexicon)
    mentions = resolve(mentions, text, own_date(mentions))
    mentions = add_modifiers(text, mentions, lexicon)
    mentions = add_nouns(text, mentions, lexicon)
    mentions = whole_words(doc, add_concepts(text, mentions, lexicon), lexicon)
    mentions = add_ranks(text, mentions, lexicon)
    return number_sentences(doc, mentions)


def add_cells(
    doc: Doc, mentions: Sequence[Mention], cells: Sequence[Cell], lexicon: Lexicon
) -> list[Mention]:
    """The mentions with the figures that bare numbers in table cells are, in text order.

    Args:
        doc: the words and sentences of the text.
        mentions: what `extract` found in it.
        cells: the tables of the text.
        lexicon: the vocabulary.
    """
    kept = outside_cells(doc.text, cells, mentions)
    found = find_cells(doc.text, cells, kept, lexicon)
    lent = {figure.context for figure in found}
    kept = [mention for mention in kept if not any(_within(mention, context) for context in lent)]
    return sorted([*kept, *number_sentences(doc, found)], key=lambda mention: mention.start)


def _within(mention: Mention, context: tuple[int, int] | None) -> bool:
    """Whether a mention is only the unit of figures in a table: `Đơn vị tính: 1.000 người`."""
    return context is not None and context[0] <= mention.start < context[1] and mention.kind == "count"


def own_date(mentions: Sequence[Mention]) -> str | None:
    """The date that a document gives itself beside its own number, in ISO 8601, or None."""
    own = (m.value for m in mentions if isinstance(m.value, Citation) and m.value.role == "self")
    return next((citation.date for citation in own if citation.date), None)


def number_sentences(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the number of the sentence that each begins in, if the Doc has sentences."""
    if not doc.has_annotation("SENT_START"):
        return list(mentions)
    marks = doc.to_array(["IDX", "SENT_START"]).tolist()
    starts = [index for index, mark in marks if mark == 1] or [0]
    return [
        replace(mention, sentence=max(bisect_right(starts, mention.start) - 1, 0)) for mention in mentions
    ]
