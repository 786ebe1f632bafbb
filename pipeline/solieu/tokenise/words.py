"""Which atoms make one word, by the word segmenter of underthesea."""

from __future__ import annotations

import pickle
import runpy
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from solieu.tokenise.crf import ModelError, Segmenter, parse

# Files of underthesea's wheel, read where they lie: importing the package would configure the root logger and
# load pipelines that are not used here.
MODEL = Path("pipeline", "word_tokenize", "models", "ws_crf_vlsp2013_20230727")
_SPELLINGS = Path("pipeline", "text_normalize", "text_normalizer.py")
_LONGEST_SPELLING = 6

# What may stand inside an atom and is not for the model: the soft hyphen and the zero-width joiners.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
# Look-alikes of the letter đ.
_LOOKALIKES = str.maketrans("ðÐ", "đĐ")


def continues(atoms: Sequence[str]) -> list[bool]:
    """For each atom of a sentence, whether it belongs to the same word as the atom before it.

    Raises:
        ModelError: underthesea is not installed, or its model is not where version 9 has it.

    >>> continues(["cán", "bộ", ",", "công", "chức"])
    [False, True, False, False, True]
    """
    return segmenter()(list(map(normalised, atoms)))


@cache
def segmenter() -> Segmenter:
    """The segmenter, read from underthesea's files when it is first asked for."""
    folder = _installed(MODEL)
    weights, steps = parse((folder / "models.bin").read_bytes())
    return Segmenter(weights, steps, pickle.loads((folder / "dictionary.bin").read_bytes()))


@lru_cache(2**16)
def normalised(atom: str) -> str:
    """An atom as the model was trained on it: composed, common misplacements of the tone mark put right.

    >>> normalised("hòang"), normalised("hoà")
    ('hoàng', 'hòa')
    """
    text = unicodedata.normalize("NFC", atom).translate(_INVISIBLE).translate(_LOOKALIKES)
    return (_spellings().get(text, text) if len(text) <= _LONGEST_SPELLING else text) or atom


@cache
def _spellings() -> dict[str, str]:
    spellings: dict[str, str] = runpy.run_path(str(_installed(_SPELLINGS)))["token_map"]
    return spellings


def _installed(path: Path) -> Path:
    """A file or folder of the installed underthesea, found without importing it."""
    spec = find_spec("underthesea")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (Path(folder) / path).exists():
            return Path(folder) / path
    raise ModelError(
        f"underthesea 9 with its {path.as_posix()} is needed: pip install 'underthesea>=9.2,<10'"
    )
