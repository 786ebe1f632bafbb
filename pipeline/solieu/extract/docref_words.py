"""The letters and the vocabulary around citations, as patterns: one table of the lexicon, one pattern."""

from __future__ import annotations

import re
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, alternation, literal

# The letters of Vietnamese, small and large, with the look-alike ð of other alphabets: sets for patterns.
LOWER = "aàảãáạăằẳẵắặâầẩẫấậbcdđðeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
UPPER = LOWER.upper()


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
