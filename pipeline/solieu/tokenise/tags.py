"""Parts of speech by underthesea's tagger, for who asks for them; nothing else imports underthesea."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Protocol

from spacy.tokens import Doc

_LOCK = Lock()


class _Tagger(Protocol):
    def predict(self, sentence: Sequence[str]) -> list[tuple[str, str]]: ...


def tag(doc: Doc) -> Doc:
    """The same Doc with `token.tag_` set, in the tags of the VLSP treebank (`N`, `Np`, `V`, `M`, `CH` …).

    Args:
        doc: a Doc of Vietnamese words; sentences are tagged one by one where they are set. White space gets
            no tag.
    """
    sentences = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    for sentence in sentences:
        words = [token for token in sentence if not token.is_space]
        with _LOCK:
            tags = _tagger().predict([word.text for word in words]) if words else []
        for word, (_, name) in zip(words, tags, strict=True):
            word.tag_ = name
    return doc


@cache
def _tagger() -> _Tagger:
    """underthesea's tagger; the handler that its import adds to the root logger is taken off again."""
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        tagger: _Tagger = import_module(
            "underthesea.pipeline.pos_tag.model_crf"
        ).CRFPOSTagPredictor.Instance()
    finally:
        root.handlers[:] = before
    return tagger
