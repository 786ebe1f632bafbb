"""The letters and the vocabulary around citations, as patterns: one table of the lexicon, one pattern."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, alternation, literal
from solieu.lexicon.pattern import LOWER as LOWER
from solieu.lexicon.pattern import UPPER as UPPER

# A phrase that begins with one of these is also typed with its tone mark on the other vowel.
_FIRST_VOWELS = {"Ủy": "Uỷ", "ủy": "uỷ"}


def whole_phrases(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, in any case, as whole words, that a scan can skip through.

    It begins with a class of all first letters and looks behind it afterwards, so that the matcher jumps from
    one possible beginning to the next.

    >>> re.search(whole_phrases(["nghị định", "nghị quyết"]), "theo Nghị  quyết số")[0]
    'Nghị  quyết'
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        others = [other + phrase[2:] for one, other in _FIRST_VOWELS.items() if phrase[:2] == one]
        for spelling in [phrase, *others]:
            rests[spelling[0].lower()].append(literal(spelling[1:]))
    letters = {letter: letter + letter.upper() + ("ðÐ" if letter == "đ" else "") for letter in rests}
    branches = (rf"(?<=[{letters[letter]}])(?:{'|'.join(rests[letter])})" for letter in sorted(rests))
    return rf"[{''.join(letters.values())}](?<!\w.)(?i:{'|'.join(branches)})(?!\w)"


@cache
def words(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    """A pattern for any word or phrase of a table, in any case, as a whole word and the longest first.

    A row with `unless` does not match before the words that it names there.

    >>> from solieu.lexicon import load
    >>> counted = words(load(), "citation_counted")
    >>> [counted.match(text) is not None for text in ("điều khoản", "điều chỉnh")]
    [True, False]
    """
    return re.compile(f"(?i:{_any(lexicon, table)})")


@cache
def plain_words(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    """The same in small letters or capitals throughout: a word with one capital may be part of a name."""
    small, large = _any(lexicon, table), _any(lexicon, table, upper=True)
    return re.compile(f"{small}|{large}")


def _any(lexicon: Lexicon, table: str, *, upper: bool = False) -> str:
    rows = sorted(lexicon.rows(table), key=lambda row: (-len(row["name"]), row["name"]))
    parts = []
    for row in rows:
        name, others = row["name"], [word for word in row.get("unless", "").split("|") if word]
        if upper:
            name, others = name.upper(), [word.upper() for word in others]
        parts.append(literal(name) + (rf"(?!{GAP}{alternation(others)}(?!\w))" if others else ""))
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"
