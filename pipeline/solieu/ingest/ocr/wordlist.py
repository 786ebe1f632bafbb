"""Pairs of syllables that stand together in Vietnamese words, from the dictionary that underthesea brings."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

# Viet74K, of the Free Vietnamese Dictionary Project; read where it lies, as the package takes long to import.
_DICTIONARY = Path("corpus", "data", "Viet74K.txt")


@cache
def compounds() -> frozenset[tuple[str, str]]:
    """Syllables that follow each other in a word of the dictionary, in lower case; none without it.

    >>> ("tổ", "chức") in compounds(), ("tô", "chức") in compounds()
    (True, False)
    """
    spec = find_spec("underthesea")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / _DICTIONARY
        if path.is_file():
            words = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower().splitlines()
            return frozenset(pair for word in words for pair in pairwise(word.split()))
    return frozenset()
