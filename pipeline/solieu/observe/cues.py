"""Set phrases of a table found in a stretch of text, whatever their spacing and case, at linear cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon, Row

# How far before a phrase the words are read that make it mean something else, in characters.
_BEFORE = 24
_TOKEN = re.compile(r"\w+|[^\w\s]")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the vocabulary where it stands in a text, with its row."""

    start: int
    end: int
    row: Row


@cache
def phrases(lexicon: Lexicon, table: str) -> Mapping[str, Sequence[tuple[Phrase, Row]]]:
    """The rows of a table by the first token of their key, those of most tokens first."""
    first: dict[str, list[tuple[Phrase, Row]]] = {}
    key = next(iter(lexicon.rows(table)[0]))
    for row in lexicon.rows(table):
        tokens = tuple(_TOKEN.findall(row[key].casefold()))
        first.setdefault(tokens[0], []).append((tokens, row))
    return {token: sorted(rows, key=lambda pair: -len(pair[0])) for token, rows in first.items()}


def cues_in(text: str, start: int, end: int, lexicon: Lexicon, table: str) -> Iterator[Cue]:
    """The phrases of a table between two positions, in text order, without overlap, the longest first.

    A phrase behind one of the words that its row names in `unless` is passed over.
    """
    known = phrases(lexicon, table)
    found = [(match[0].casefold(), match) for match in _TOKEN.finditer(text, start, end)]
    index = 0
    while index < len(found):
        for tokens, row in known.get(found[index][0], ()):
            if tuple(token for token, _ in found[index : index + len(tokens)]) == tokens:
                first, last = found[index][1], found[index + len(tokens) - 1][1]
                if not _unless(text[max(0, first.start() - _BEFORE) : first.start()], row):
                    yield Cue(first.start(), last.end(), row)
                index += len(tokens) - 1
                break
        index += 1


def _unless(before: str, row: Row) -> bool:
    """Whether the text before a phrase ends in a word that makes it mean something else."""
    if not row.get("unless"):
        return False
    padded = " " + " ".join(_TOKEN.findall(before.casefold()))
    return padded.endswith(tuple(f" {word.strip()}" for word in row["unless"].split(",")))
