"""Places named in a list or a ranking, where their kind is told once, before all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.lexicon.pattern import LOWER
from solieu.observe.where.named import CAP, Named

# How far before a name a word for many is looked for, in characters.
_REACH = 60
# A list of places of one kind, each with what is told of it: `các huyện Yên Mỹ (3 ca), Ân Thi 2 ca`.
_ALL = re.compile(r"\b(?:các|những|hai|ba|\d{1,2})\s$", re.IGNORECASE)
_OWN = re.compile(r"\s?\(\d[^()\n]{0,30}\)[,;]")
_ITEM = re.compile(
    rf"""(?:\s?\([^()\n]{{1,40}}\)|\s(?:có\s|với\s|đạt\s|là\s)?\d[\d.,]*(?:\s?%|(?:\s[{LOWER}]{{1,8}}){{0,3}}))?
    (?:[,;]\s|,?\svà\s)(?P<name>{CAP}(?:[ \u00a0]{CAP}){{1,3}})""",
    re.VERBOSE,
)
# `xã rộng nhất là Kim Lư`, and the levels of what is named so.
_KINDS = {
    "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_ONE = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))\s(?:[{LOWER}]{{1,8}}\s){{1,6}}nhất\s"
    rf"(?:(?:của|trong|toàn)\s[{LOWER}]{{1,8}}\s)?là\s(?P<name>{CAP}(?:\s{CAP}){{1,3}})"
)


def listed(text: str, end: int, found: Sequence[Named]) -> Iterator[Named]:
    """What a list of districts or communes goes on with: `các huyện Yên Mỹ (3 ca), Ân Thi (2 ca)`.

    Args:
        text: the document's text.
        end: where to stop.
        found: the names that are known, of which one begins the list.
    """
    for name in found:
        many = _ALL.search(text, max(0, name.start - _REACH), name.start) or _OWN.match(text, name.end)
        if many is None or name.level not in ("district", "commune", "village"):
            continue
        position = name.end
        while (item := _ITEM.match(text, position, end)) is not None:
            yield Named(item.start("name"), item.end("name"), item["name"], name.level)
            position = item.end()


def greatest(text: str, start: int, end: int) -> Iterator[Named]:
    """What is named as the one of its kind: `xã rộng nhất là Kim Lư`, `huyện nghèo nhất của tỉnh là Na Rì`.

    Args:
        text: the document's text.
        start: where to begin.
        end: where to stop.
    """
    for found in _ONE.finditer(text, start, end):
        kind = found["kind"].casefold()
        yield Named(found.start("name"), found.end("name"), found["name"], _KINDS[kind])
