"""The counted noun of a count: the noun phrase behind the number, as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, OPTIONAL_GAP, alternation
from solieu.types import Mention

_LONGEST = 6  # syllables of a noun phrase; what comes after only qualifies it
_SYLLABLE = re.compile(rf"{GAP}(?P<open>[“\"(]?)(?P<word>[^\W\d_][\w-]*)")
_GLUED = re.compile(r"(?P<open>)(?P<word>[^\W\d_][\w-]*)")  # `37hộ`
# `xã, phường, thị trấn`, `cán bộ và nhân dân`: nouns that are counted together
_AND = re.compile(rf",{GAP}|{GAP}và(?={GAP})", re.IGNORECASE)
# Rules of counts whose noun stands before the number.
_HEADED = frozenset({"count.headed", "count.shared"})
_LOOK_BACK = 90
_AMONG = re.compile(rf"{GAP}trong{GAP}số(?:{GAP}(?:những|các))?", re.IGNORECASE)


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    """A noun of the lexicon with its gap before it, the longest first."""
    nouns = alternation(lexicon.column("classifiers", "name"))
    return re.compile(rf"{OPTIONAL_GAP}{nouns}(?!\w)", re.IGNORECASE)


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """The noun that heads the clause before a number: `Tổng số đại biểu được triệu tập là 350`."""
    nouns = alternation(lexicon.column("classifiers", "name"))
    return re.compile(
        rf"(?:(?<!\w)số(?:{GAP}lượng)?{GAP}|[,;:.(\n]{OPTIONAL_GAP})(?P<noun>{nouns})(?!\w)[^,;:.(\n]*\Z",
        re.IGNORECASE,
    )


def _head_noun(text: str, start: int, lexicon: Lexicon) -> str | None:
    head = _heads(lexicon).search(text[max(0, start - _LOOK_BACK) : start])
    return head["noun"] if head else None


@cache
def _vocabulary(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    stops = frozenset(name.casefold() for name in lexicon.column("function_words", "name"))
    counted = frozenset(name.casefold() for name in lexicon.column("classifiers", "name"))
    verbs = frozenset(name.casefold() for name in lexicon.column("verbs", "name"))
    return stops, counted, verbs


def add_nouns(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with the counted noun of each count.

    >>> from solieu.extract.quantity.find import find_quantities
    >>> from solieu.lexicon import load
    >>> text = "gồm 155 xã, phường, thị trấn trên địa bàn"
    >>> [m.noun for m in add_nouns(text, find_quantities(text, load()), load())]
    ['xã, phường, thị trấn']
    """
    nexts = [*(mention.start for mention in mentions[1:]), len(text)][: len(mentions)]
    out: list[Mention] = []
    for mention, limit in zip(mentions, nexts, strict=True):
        noun = counted_noun(text, mention.end, limit, lexicon) if mention.kind == "count" else None
        if mention.rule in _HEADED:
            noun = _head_noun(text, mention.start, lexicon)
        out.append(replace(mention, noun=noun) if noun else mention)
    # `từ 12.654 xuống còn 9.605 xe`: the first of two levels counts what the second does
    for index in range(len(out) - 2, -1, -1):
        if out[index].rule == "count.borrowed" and out[index + 1].kind == "count":
            out[index] = replace(out[index], noun=out[index + 1].noun)
    return out


def counted_noun(text: str, position: int, limit: int, lexicon: Lexicon) -> str | None:
    """The noun phrase that begins at `position`, or None."""
    among = _AMONG.match(text, position)
    start = among.end() if among else position
    end = _phrase(text, start, limit, lexicon)
    if end is None:
        return None
    while True:
        joint = _AND.match(text, end)
        if joint is None:
            break
        begin = joint.end() if joint[0].strip() != "," else joint.end() - len(joint[0]) + 1
        further = _coordinated(text, begin, limit, lexicon)
        if further is None:
            break
        end = further
    return re.sub(r"\s+", " ", text[start:end]).strip(' “"(')


def _coordinated(text: str, position: int, limit: int, lexicon: Lexicon) -> int | None:
    """The end of a noun that goes on with the one before: known to be counted, and short."""
    stops, counted, _ = _vocabulary(lexicon)
    first = _SYLLABLE.match(text, position)
    if first is None or first.end() > limit:
        return None
    second = _SYLLABLE.match(text, first.end())
    two = f"{first['word']} {second['word']}".casefold() if second else ""
    if second and two in counted:
        return second.end()
    # one syllable is a noun of its own only where the phrase ends: `phường, thị trấn`, not `tập trung`
    alone = second is None or second["word"].casefold() in stops
    return first.end() if alone and first["word"] in counted else None


def _phrase(text: str, position: int, limit: int, lexicon: Lexicon) -> int | None:
    """The end of the words from `position` that make a noun phrase, up to a function word or a verb."""
    stops, counted, verbs = _vocabulary(lexicon)
    known = _known(lexicon).match(text, position, limit)
    end, syllables = (known.end(), len(known[0].split())) if known else (None, 0)
    while syllables < _LONGEST:
        match = _SYLLABLE.match(text, end if end is not None else position)
        match = match or (_GLUED.match(text, position) if end is None else None)
        if match is None or match.end() > limit or (match["open"] and end is not None):
            break
        follow = _SYLLABLE.match(text, match.end())
        word = match["word"].casefold()
        two = f"{word} {follow['word'].casefold()}" if follow and not follow["open"] else ""
        known_pair = two in counted
        if not known_pair and (
            two in stops or two in verbs or (end is not None and (word in stops or word in verbs))
        ):
            break
        if match["word"][0].isupper() and end is not None and not match["word"].isupper():
            break
        taken = follow if known_pair and follow else match
        end = taken.end()
        syllables += 2 if known_pair else 1
    return end
