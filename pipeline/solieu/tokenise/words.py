"""Which atoms make one word, as underthesea's word segmenter sees it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

_MODEL = "ws_crf_vlsp2013_20230727"


@cache
def _model() -> Any:
    package = import_module("underthesea.pipeline.word_tokenize")
    tagger = import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
    tagger.load(str(Path(str(package.__file__)).parent / "models" / _MODEL))
    return tagger


@lru_cache(maxsize=65_536)
def _normalised(atom: str) -> str:
    text: str = import_module("underthesea.pipeline.text_normalize").token_normalize(
        unicodedata.normalize("NFC", atom)
    )
    return text


def continues(atoms: Sequence[str]) -> list[bool]:
    """For each atom of a sentence, whether it belongs to the same word as the atom before it."""
    if not atoms:
        return []
    return [tag == "I-W" for tag in _model().predict([[_normalised(atom)] for atom in atoms])]
