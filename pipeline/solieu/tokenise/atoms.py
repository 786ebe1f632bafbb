"""Text cut into atoms: syllables, numbers and marks, each with its place; what lies between them is spacing.

Words are made of whole atoms, so a word's offsets are known without looking anything up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A letter, and what may stand inside a syllable beside letters: combining marks of decomposed text, the soft
# hyphen, the zero-width joiners.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200c\u200d])"

# Letters only, with hyphens between: cán, I-ta-li-a.
SYLLABLE = re.compile(rf"{_LETTER}++(?:-{_LETTER}++)*+")

_ATOM = re.compile(
    rf"""
    # an address: https://…, www.…, name@host
      (?:(?:https?|ftp)://|www\.) [^\s<>"“”]{{1,500}}
    | [A-Za-z0-9_.+-]{{1,64}} @ [A-Za-z0-9-]{{1,63}} (?:\.[A-Za-z0-9-]{{1,63}}){{1,8}}
    # a dotted abbreviation without spaces: TP.HCM, T.Ư, U.S.A
    | [A-ZĐƯ]{{1,5}} (?:\.[A-ZĐƯ]{{1,5}}){{1,20}} (?![^\W\d_])
    # "and so on": v.v., v.v...
    | \b v\.v (?:\.{{1,3}} | …)?
    # figures with their separators, dates and spans among them: 1.238, 27,98, 9/2/2007, 2021-2025
    | \d+ (?:[.,/:-]\d+)*
    # letters, with digits and hyphens inside: cán, H5N1, COVID-19, QĐ-TTg
    | {_LETTER} (?:{_LETTER}|\d)* (?:-(?:{_LETTER}|\d)++ (?![.,]\d))*
    # a run of one mark (...., ----), or any other character that is not spacing
    | ([^\w\s\u200b\u2060\ufeff]|_) \1{{0,99}}
    | \w
    """,
    re.VERBOSE,
)


class Atom(NamedTuple):
    """One piece of text at `start:end`; whatever lies between two atoms is spacing."""

    start: int
    end: int
    text: str


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a text, in order; characters between them are white space or have no width.

    >>> [atom.text for atom in atoms("Có 1.238 lượt (27,98%), theo 381-QĐ/TU.")]
    ['Có', '1.238', 'lượt', '(', '27,98', '%', ')', ',', 'theo', '381', '-', 'QĐ', '/', 'TU', '.']
    """
    for match in _ATOM.finditer(text):
        yield Atom(match.start(), match.end(), match[0])
