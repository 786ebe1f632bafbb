"""Syllables as names are compared: where the tone mark stands, in which spellings differ, made the same."""

from __future__ import annotations

import unicodedata

# Marks that give a syllable its tone; where in the syllable one stands is a matter of spelling.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def tone_last(syllable: str) -> str:
    """A syllable taken apart into letters and marks, its tone behind all of them.

    >>> tone_last("hoà") == tone_last("hòa"), tone_last("hoa") == tone_last("hòa")
    (True, False)
    """
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    return "".join(mark for mark in decomposed if mark not in _TONES) + tone
