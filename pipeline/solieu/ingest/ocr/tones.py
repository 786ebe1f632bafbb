"""Tone marks over a circumflex, which recognition loses, put back where the words leave no doubt.

Tesseract reads `tổ chức` as `tô chức` or `tỗ chức`: the mark above the circumflex is a few pixels high. A
syllable is mended only when it makes no word with its neighbours as read, when it makes one with a circumflex
and a tone on the same letters, and when the text has that syllable elsewhere or that word outright. Nothing
but the marks of a word changes; a figure never does.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

Pair = tuple[str, str]

_CIRCUMFLEX = "\u0302"
_LOST = "\u0300\u0301\u0303\u0309"  # grave, acute, tilde, hook: those above; the dot below is read well
_TONES = _LOST + "\u0323"
# A syllable is taken for a misread one on its own only when the other form is so many times as frequent.
_FREQUENT, _OFTEN = 8, 5


def mended(words: Sequence[str], compounds: Collection[Pair]) -> list[str]:
    """The words of a text in order, with the marks put back that were lost.

    Args:
        words: as read; what is no word of letters alone stays as it is.
        compounds: pairs of syllables in lower case that make a word.

    >>> mended(["Tổ", "chức", "5", "Ban", "Tô", "chức"], {("tổ", "chức"), ("tô", "màu")})
    ['Tổ', 'chức', '5', 'Ban', 'Tổ', 'chức']
    """
    low = [unicodedata.normalize("NFC", word).lower() for word in words]
    alone, together = Counter(low), Counter(pairwise(low))
    result = list(words)
    for index, word in enumerate(low):
        if len(word) < 2 or not word.isalpha():
            continue
        before = low[index - 1] if index else ""
        after = low[index + 1] if index + 1 < len(low) else ""
        if (before, word) in compounds or (word, after) in compounds:
            continue
        ranked = [
            rank
            for other in _marked(word)
            if (rank := _rank(other, word, before, after, compounds, alone, together)) is not None
        ]
        if ranked:
            result[index] = _cased(max(ranked)[-1], words[index])
    return result


def _rank(
    other: str,
    word: str,
    before: str,
    after: str,
    compounds: Collection[Pair],
    alone: Counter[str],
    together: Counter[Pair],
) -> tuple[int, int, int, str] | None:
    """How well a marked form fits where a word was read, None where the text does not ask for it."""
    fits = ((before, other) in compounds) + ((other, after) in compounds)
    seen = together[before, other] + together[other, after]
    if fits:
        asked = seen > 0 or alone[other] > alone[word]
    else:
        asked = seen > 0 and alone[other] >= max(_OFTEN, _FREQUENT * alone[word])
    return (fits, seen, alone[other], other) if asked else None


@lru_cache(2**14)
def _marked(word: str) -> tuple[str, ...]:
    """The forms of a syllable with a circumflex and a tone above it on one of its vowels.

    >>> _marked("tô")
    ('tồ', 'tố', 'tỗ', 'tổ')
    """
    letters = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    forms = []
    for index, letter in enumerate(letters):
        mark = letters[index + 1 : index + 2]
        if letter not in "aeo" or (mark and unicodedata.combining(mark) and mark != _CIRCUMFLEX):
            continue
        rest = letters[index + 1 :].removeprefix(_CIRCUMFLEX)
        if _CIRCUMFLEX in letters[:index] or _CIRCUMFLEX in rest:
            continue
        for tone in _LOST:
            forms.append(unicodedata.normalize("NFC", letters[: index + 1] + _CIRCUMFLEX + tone + rest))
    return tuple(form for form in forms if form != word)


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if like[0].isupper() else form
