"""How vocabulary becomes regular expressions: longest first, any spacing, any placement of the tone mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A gap between two words of one expression: spaces of any kind, and at most one line break among them.
SPACE = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]"
GAP = rf"(?:{SPACE}{{1,4}}(?:\n{SPACE}{{0,8}})?|\n{SPACE}{{0,8}})"
OPTIONAL_GAP = rf"{GAP}?"

DASH = r"[-\u2010-\u2015\u2212\u00ad]"

# Letters for character classes; the range À-ỹ mixes both cases, so they are named one by one.
LOWER = "aàảãáạăằẳẵắặâầẩẫấậbcdđðeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
UPPER = LOWER.upper()

# Old and new placement of the tone mark (hoà/hòa, thuý/thúy, khoẻ/khỏe); both are in use everywhere.
_PAIRS = [("oa", "àáảãạ", "òóỏõọ"), ("oe", "èéẻẽẹ", "òóỏõọ"), ("uy", "ỳýỷỹỵ", "ùúủũụ")]
_VARIANTS = {
    variant: (old, new)
    for vowels, seconds, firsts in _PAIRS
    for second, first in zip(seconds, firsts, strict=True)
    for old, new in [(vowels[0] + second, first + vowels[1])]
    for variant in (old, new)
}
# The letter đ has a look-alike of another alphabet that much text uses: Ð (U+00D0), ð (U+00F0).
_LOOKALIKES = {"Đ": "[ĐÐ]", "đ": "[đð]"}
_TOKEN = re.compile("|".join([*_VARIANTS, *_LOOKALIKES, r"\s+", "."]), re.IGNORECASE | re.DOTALL)


def literal(phrase: str) -> str:
    """A pattern for a phrase of the lexicon, however its spaces and tone marks are typed.

    >>> re.fullmatch(literal("Ủy ban"), "Uỷ  ban") is not None
    True
    """

    def part(match: re.Match[str]) -> str:
        found = match[0]
        if found.isspace():
            return GAP
        if found in _LOOKALIKES:
            return _LOOKALIKES[found]
        if variants := _VARIANTS.get(found.lower()):
            cases = {case(one) for one in variants for case in (str.lower, str.upper, str.capitalize)}
            return "(?:" + "|".join(sorted(cases)) + ")"
        return re.escape(found)

    return _TOKEN.sub(part, phrase)


def alternation(phrases: Iterable[str]) -> str:
    """A group that matches any of the phrases, the longest first.

    >>> re.match(alternation(["tỷ", "tỷ đồng"]), "tỷ đồng")[0]
    'tỷ đồng'
    """
    ordered = sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(literal, ordered)) + ")"
