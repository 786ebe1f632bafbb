"""Where the name of a law ends, by the names that the lexicon knows, however they are typed.

Commas, `và`, `các` and the placement of tone marks differ from text to text (`Luật Phòng chống tham nhũng`,
`Luật phòng, chống tham nhũng`), so names are compared word by word, folded, without those words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from solieu.extract.docref_words import LOWER, UPPER
from solieu.lexicon import Lexicon, LexiconError
from solieu.lexicon.pattern import DASH, GAP, SPACE

_TYPES = ("Bộ luật", "Luật", "Pháp lệnh")
_LONGEST = 48
# A word with what may stand before it in a name: space, a comma, a quotation mark, a dash.
_STEP = re.compile(rf"(?:{GAP}|{SPACE}?[,\"“”]{GAP}?|{GAP}?{DASH}{GAP}?){{0,3}}([{LOWER}{UPPER}\d&]{{1,30}})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(slots=True)
class _Node:
    """A place in the tree of names: the words that go on, and whether a name may end here."""

    words: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """A word without case and without regard to which vowel bears the tone mark: `Hoà` and `hòa` are one.

    >>> fold_word("Hoà") == fold_word("HÒA")
    True
    """
    parts = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    plain = "".join(mark for mark in parts if mark not in _TONES)
    return plain + "".join(mark for mark in parts if mark in _TONES)


# Words that a name is cited with and without.
_LOOSE = frozenset(map(fold_word, ("và", "về", "các")))


def fold_name(name: str) -> str:
    """A name as names are compared: its words folded, without those that come and go.

    >>> fold_name("Luật Phòng, chống tham nhũng") == fold_name("luật phòng chống tham nhũng")
    True
    """
    folded = (fold_word(word) for word in _STEP.findall(name))
    return " ".join(word for word in folded if word not in _LOOSE)


def first_word(text: str, at: int) -> str:
    """The first word of the name that begins at a place, as written, or an empty string."""
    step = _STEP.match(text, at)
    return step[1] if step else ""


def known_name_end(text: str, at: int, kind: str, lexicon: Lexicon) -> int | None:
    """Where the longest name of a `kind` (Bộ luật, Luật, Pháp lệnh) that begins at a place ends, or None.

    >>> from solieu.lexicon import load
    >>> text = " phòng chống tham nhũng và các văn bản"
    >>> text[: known_name_end(text, 0, "Luật", load())]
    ' phòng chống tham nhũng'
    """
    node, end, best = _names(lexicon)[kind], at, None
    for _ in range(_LONGEST):
        step = _STEP.match(text, end)
        if step is None:
            break
        folded = fold_word(step[1])
        further = node.words.get(folded)
        if further is None and folded not in _LOOSE:
            break
        end = step.end()
        if further is not None:
            node = further
            best = end if node.ends else best
    return best


@cache
def _names(lexicon: Lexicon) -> dict[str, _Node]:
    """The names of the lexicon as a tree of words under each type."""
    trees = {kind: _Node() for kind in _TYPES}
    for name in lexicon.column("law_names", "name"):
        kind = next((kind for kind in _TYPES if name.startswith(f"{kind} ")), None)
        if kind is None:
            raise LexiconError(f"law_names: {name!r} begins with none of {', '.join(_TYPES)}")
        node = trees[kind]
        for word in fold_name(name[len(kind) :]).split():
            node = node.words.setdefault(word, _Node())
        node.ends = True
    return trees
