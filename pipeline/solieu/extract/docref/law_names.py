"""Where the name of a law ends, by the names that the lexicon knows, however they are typed.

Commas, `và`, `các` and the placement of tone marks differ from text to text (`Luật Phòng chống tham nhũng`,
`Luật phòng, chống tham nhũng`), so names are compared word by word, folded, without those words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon, LexiconError
from solieu.lexicon.pattern import DASH, GAP, SPACE

_TYPES = ("Bộ luật", "Luật", "Pháp lệnh")
_LONGEST = 48
# A word with what may stand before it in a name: space, a comma, a quotation mark, a dash.
_STEP = re.compile(rf"(?:{GAP}|{SPACE}?[,\"“”]{GAP}?|{GAP}?{DASH}{GAP}?){{0,3}}([{LOWER}{UPPER}\d&]{{1,30}})")
# In an open syllable the tone mark stands on either of two vowels; both spellings are in use everywhere.
_OLDER = {
    newer: older
    for newer_vowels, older_vowels in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for newer, older in zip(newer_vowels.split(), older_vowels.split(), strict=True)
}
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_OLDER)})(?!\w)")


@dataclass(slots=True)
class _Node:
    """A place in the tree of names: the words that go on, and whether a name may end here."""

    words: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """A word in small letters, with the tone mark where the older spelling has it: `Hoà` and `hòa` are one.

    >>> fold_word("HOÀ"), fold_word("Uỷ"), fold_word("Hoàng")
    ('hòa', 'ủy', 'hoàng')
    """
    small = word.lower().replace("ð", "đ")
    return _OPEN_SYLLABLE.sub(lambda vowels: _OLDER[vowels[0]], small)


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
