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
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")

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
    reached = start
    for match in _TOKEN.finditer(text, start, end):
        candidates = known.get(match[0].casefold())
        if candidates is None or match.start() < reached:
            continue
        for tokens, row in candidates:
            last = _end_of(text, match.end(), end, tokens[1:])
            if last is not None:
                reached = last
                if not _unless(text[max(0, match.start() - _BEFORE) : match.start()], row):
                    yield Cue(match.start(), last, row)
                break


def _end_of(text: str, start: int, end: int, tokens: Phrase) -> int | None:
    """Where the tokens end that stand one after another from a place on; None where they do not."""
    for token in tokens:
        match = _NEXT.match(text, start, end)
        if match is None or match[1].casefold() != token:
            return None
        start = match.end()
    return start


def _unless(before: str, row: Row) -> bool:
    """Whether the text before a phrase ends in a word that makes it mean something else."""
    if not row.get("unless"):
        return False
    padded = " " + " ".join(_TOKEN.findall(before.casefold()))
    return padded.endswith(tuple(f" {word.strip()}" for word in row["unless"].split(",")))
