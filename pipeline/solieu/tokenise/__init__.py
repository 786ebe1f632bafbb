"""A document's text as a spaCy Doc of Vietnamese words and sentences, without losing a character."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from solieu.types import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from solieu.lexicon import Lexicon

__all__ = ["load", "sentence_spans", "tokenise"]

# spaCy's own limit is meant for parsers that need memory per character; this tokenizer feeds pieces.
_MAX_LENGTH = 1_000_000_000


def load(*, lexicon: Lexicon | None = None) -> Language:
    """A blank Vietnamese pipeline with the project's tokenizer; nothing is fetched from a network.

    Args:
        lexicon: the vocabulary whose abbreviations do not end sentences; None for the project's own.

    >>> [token.text for token in load()("Có 1.238 lượt cán bộ.")]
    ['Có', '1.238', 'lượt', 'cán bộ', '.']
    """
    import spacy

    from solieu.tokenise.tokenizer import Tokenizer

    config = {"nlp": {"tokenizer": {"@tokenizers": "solieu.Tokenizer.v1"}}}
    nlp = spacy.blank("vi", config=config)
    nlp.max_length = _MAX_LENGTH
    if lexicon is not None:
        nlp.tokenizer = Tokenizer(nlp.vocab, frozenset(lexicon.column("abbreviations", "name")))
    return nlp


def tokenise(document: Document | str, nlp: Language) -> Doc:
    """The document's text as tokens and sentences: `tokenise(document, nlp).text == document.text`, always.

    Args:
        document: a document, or bare text.
        nlp: what `load` returns, or any other spaCy pipeline; only its tokenizer is used.

    >>> doc = tokenise("Mở ba lớp.\\nCó 61 nữ.", load())
    >>> [sentence.text.strip() for sentence in doc.sents]
    ['Mở ba lớp.', 'Có 61 nữ.']
    """
    return nlp.tokenizer(document if isinstance(document, str) else document.text)


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """The sentences of a Doc as half-open intervals that cover its text; one where it has none.

    >>> sentence_spans(tokenise("Mở ba lớp.\\nCó 61 nữ.", load()))
    [(0, 11), (11, 20)]
    """
    marks = doc.to_array(["IDX", "SENT_START"]).tolist()
    starts = [int(index) for index, mark in marks if mark == 1] or [0]
    return list(pairwise([*starts, len(doc.text)]))
