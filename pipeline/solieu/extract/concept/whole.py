"""Concepts that were cut inside a word, with the rest of that word.

Concepts are cut by syllables, for they are found in the characters; the words of the text then say where a
cut went through one: `giáo dục và đào tạo`, of which the last four syllables begin with `dục`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from solieu.extract.concept.context import LONGEST
from solieu.lexicon import Lexicon
from solieu.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How far from its figure a concept is looked for, in characters.
_BEFORE, _BEHIND = 320, 300
_LINKS = ("leading", "trailing", "predicate", "end")
# A word of more characters is a whole phrase or a name that the segmenter has glued together.
_LONGEST = 24
# How far before its figure an act is looked for.
_ACT = 24
_OPEN = re.compile(r"[“\"][^”\"\n]*\Z")
_CLOSED = re.compile(r"[“\"][^”\"\n]{1,120}[”\"]")
_LEVEL = re.compile(r"\s{1,3}(?:(?:tỉnh|thành phố|huyện|quận|xã|phường)\s{1,3})?")


def whole_words(doc: Doc, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions, each concept with the whole of the words at its ends.

    A concept that is carried over from the figure before gets what that one got.

    Args:
        doc: the words of the text.
        mentions: all its mentions, in text order, with their concepts.
        lexicon: the vocabulary; what only links a concept to its number is no part of it.
    """
    words = _Words(doc, _links(lexicon))
    out, cut, whole = [], None, None
    for mention in mentions:
        if mention.concept is not None:
            if mention.concept != cut:
                cut, whole = mention.concept, words.around(mention.concept, mention)
            mention = replace(mention, concept=whole)
        out.append(mention)
    return out


class _Words:
    """The words of a text by where they stand."""

    def __init__(self, doc: Doc, links: frozenset[str]) -> None:
        self.text: str = doc.text
        self.links = links
        self.starts: list[int] = doc.to_array("IDX").tolist()
        self.lengths: list[int] = doc.to_array("LENGTH").tolist()

    def around(self, concept: str, mention: Mention) -> str:
        """The concept where it stands nearest to its figure, widened to whole words."""
        before = self.text.rfind(concept, max(0, mention.start - _BEFORE), mention.start)
        at = before if before >= 0 else self.text.find(concept, mention.end, mention.end + _BEHIND)
        if at < 0:
            return self._with_act(concept, mention)
        low, high = at, at + len(concept)
        first, last = self._word(low), self._word(high - 1)
        if first is not None and first[0] < low:
            drop = first[1] < high and (self._is_name(*first) or len(concept.split()) >= LONGEST)
            low = self._behind(first[1]) if drop else first[0]
        if last is not None and last[1] > high and not self._linked(high, last[1]):
            high = last[1]
        high = self._unquoted(low, high)
        if low < mention.end and mention.start < high:
            return concept
        return " ".join(self.text[low:high].split())

    def _with_act(self, concept: str, mention: Mention) -> str:
        """A concept of an act before its figure and a thing behind it, with the whole word of the act.

        Where that word is a name, the thing alone: `phương án góp` and `vốn` of `phương án góp 30% vốn`.
        """
        syllables = concept.split()
        for count in (2, 1):
            act, thing = " ".join(syllables[:count]), " ".join(syllables[count:])
            at = self.text.rfind(act, max(0, mention.start - _ACT), mention.start)
            word = self._word(at) if at >= 0 and thing else None
            if word is not None and word[0] < at:
                return thing if self._is_name(*word) else f"{self.text[word[0] : at]}{concept}"
        return concept

    def _word(self, position: int) -> tuple[int, int] | None:
        """The word of several syllables around a position."""
        index = bisect_right(self.starts, position) - 1
        start, length = self.starts[index], self.lengths[index]
        word = self.text[start : start + length]
        several = " " in word and len(word) <= _LONGEST and not any(map(str.isdigit, word))
        return (start, start + length) if several else None

    def _unquoted(self, low: int, high: int) -> int:
        """The end of a span, behind the title in quotation marks that it would break off."""
        found = _OPEN.search(self.text, low, high)
        if found is None or (found[0][0] == '"' and self.text.count('"', low, high) % 2 == 0):
            return high
        closed = _CLOSED.match(self.text, found.start())
        return max(high, closed.end()) if closed else high

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a word is a name: it begins with a capital, and so does another of its syllables."""
        return sum(syllable[0].isupper() for syllable in self.text[start:end].split()) > 1

    def _behind(self, end: int) -> int:
        """Where what a name does begins: behind `Ủy ban Nhân dân tỉnh`."""
        level = _LEVEL.match(self.text, end)
        return level.end() if level else end

    def _linked(self, start: int, end: int) -> bool:
        return self.text[start:end].strip().casefold() in self.links


@cache
def _links(lexicon: Lexicon) -> frozenset[str]:
    rows = lexicon.rows("concept_edges")
    return frozenset(
        row["name"].casefold() for row in rows if not set(_LINKS).isdisjoint(row["role"].split())
    )
