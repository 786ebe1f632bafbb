"""The words that stand before the names of places, and the names that are known, for looking them up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import alternation
from solieu.lexicon.places import fold, register
from solieu.observe.parts.cues import Phrase

TABLE, ABROAD = "place_words", "places_abroad"
# How many words a province's name has at most.
_PROVINCE_WORDS = 5

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name, folded."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words before names, folded, with role, level and whether they need a capital; the provinces.

    `forms` are words between the kind of a body and its name, `function_words` and verbs those that none has;
    `nowhere` are things that are counted and lie nowhere; `surnames` begin the names of persons.
    """

    heads: Mapping[Phrase, tuple[str, str, bool]]
    forms: frozenset[str]
    provinces: Mapping[Phrase, str]
    countries: frozenset[Phrase]
    function_words: frozenset[str]
    nowhere: re.Pattern[str]
    surnames: frozenset[str]

    def head(self, words: Sequence[Word], text: str) -> tuple[str, str] | None:
        """The role and level of words that stand before a name."""
        found = self.heads.get(tuple(word.text for word in words))
        if found is None or (found[2] and not text[words[0].start].isupper()):
            return None
        return found[:2]

    def folded(self, name: str) -> Phrase:
        """A name as it is looked up."""
        return tuple(map(_key, WORD.findall(name)))

    def main(self, name: str) -> str | None:
        """The full name of a province that is named so."""
        return self.provinces.get(self.folded(name))

    def province(self, words: Sequence[Word]) -> int:
        """How many of the first words are a province's name; 0 for none."""
        for length in range(min(_PROVINCE_WORDS, len(words)), 0, -1):
            if tuple(_key(word.text) for word in words[:length]) in self.provinces:
                return length
        return 0


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The table of place words, made ready for looking up."""
    heads = {
        tuple(WORD.findall(row["word"].casefold())): (row["role"], row["level"], row["word"][0].isupper())
        for row in lexicon.rows(TABLE)
        if row["role"] in ("head", "title", "body", "none")
    }
    for row in lexicon.rows(ABROAD):
        # `Nhật Bản Toyota` is no `bản`
        if " " in row["name"]:
            heads.setdefault(tuple(WORD.findall(row["name"].casefold())), ("none", "", False))
    forms = (word for row in lexicon.rows(TABLE) if row["role"] == "form" for word in row["word"].split())
    units = (place for place in register().provinces if place.level == "province")
    provinces = {
        tuple(map(_key, WORD.findall(name))): place.name
        for place in units
        for name in (place.name, *place.variants)
    }
    abroad = (row["name"] for row in lexicon.rows(ABROAD) if row["level"] == "foreign")
    cased = (
        row["word"] for row in lexicon.rows(TABLE) if row["role"] == "cased" and row["level"] == "nation"
    )
    countries = (tuple(map(_key, WORD.findall(name))) for name in (*abroad, *cased))
    acts = (row["word"] for row in lexicon.rows(TABLE) if row["role"] == "act")
    function_words = frozenset((*lexicon.column("function_words", "name"), *acts))
    nothings = alternation(row["word"] for row in lexicon.rows(TABLE) if row["role"] == "nowhere")
    # `2 cấp`, but no committees: `2 cấp ủy`
    nowhere = re.compile(rf"\s+{nothings}(?!\w|\s(?:ủy|uỷ|phép))", re.IGNORECASE)
    surnames = frozenset(row["word"].casefold() for row in lexicon.rows(TABLE) if row["role"] == "surname")
    return Vocabulary(
        heads, frozenset(forms), provinces, frozenset(countries), function_words, nowhere, surnames
    )


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return fold(word)
