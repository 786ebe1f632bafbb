"""The scene of a text: the one small place at which all that it tells of happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from solieu.observe.parts.outline import Outline
from solieu.observe.where.home import Around, Home
from solieu.observe.where.named import Named

# Levels of names, each within the one before it.
_LEVELS = ("province", "district", "commune", "village")
# How many sentences behind the headline tell where something happened.
_LEAD = 2
# How far before a name the words are read that tell what is there, in characters.
_BEFORE = 60
# `thôn Tống, xã Túc (huyện Trạm)`, `xã A thuộc huyện B`: a name and the larger one that it lies in.
_LIES_IN = re.compile(r"\s*[-,(]\s*|\s+|\s+(?:thuộc|của)\s+(?:địa\s+bàn\s+)?", re.IGNORECASE)
# `một mỏ đá ở xã X`, `đoạn qua bản X`: what happens there; not `tập trung ở huyện Y`.
_AT = re.compile(
    r"\b(?:tại|(?<!trung\s)ở|qua|thuộc|trên|địa\s+(?:bàn|phận)|khu\s+vực|đến|tới|của)\s+$", re.IGNORECASE
)
# `(30 tuổi, trú tại huyện X`, `người dân ở xã Y`: where somebody lives.
_LIVES = re.compile(
    r"\b(?:trú|ngụ|quê|sinh|SN|tuổi|người\s+dân|hộ|ông|bà|anh|chị)\b[^.;()\n]{0,30}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Told:
    """How often a text tells of each name of a level, and of which of them its lead does."""

    often: Counter[str] = field(default_factory=Counter)
    lead: dict[str, Named] = field(default_factory=dict)

    def main(self) -> Named | None:
        """The name of the lead that the text tells of more than of all others together."""
        key, often = self.often.most_common(1)[0]
        return self.lead.get(key) if 2 * often > self.often.total() else None


def scene(outline: Outline, near: Around) -> Home | None:
    """The scene of a text about something larger, None where it tells of several places or of the larger one.

    Args:
        outline: the document's text with its parts.
        near: what the document names and is about.
    """
    own = near.home
    if outline.opening.formal or own.level not in _LEVELS or _is_of_all(outline.text, near):
        return None
    found: Named | None = None
    told = _told(outline, near.names)
    for level in _LEVELS[_LEVELS.index(own.level) + 1 :]:
        if level in told:
            main = told[level].main()
            if main is None:
                break
            found = main
    return None if found is None else replace(own, name=found.name, level=found.level, source="paragraph")


def _is_of_all(text: str, near: Around) -> bool:
    """Whether a text tells of all of its own territory: `toàn tỉnh`, `của tỉnh`."""
    wholes = (text[name.start : name.end] for name in near.names if name.level == "whole")
    return any(" " in words.strip() for words in wholes)


def _told(outline: Outline, names: Sequence[Named]) -> dict[str, _Told]:
    """What a text tells of behind its headline, by level."""
    text, end = outline.text, outline.opening.span[1]
    begun = [sentence for sentence in outline.sentences if sentence[0] >= end][:_LEAD]
    lead = begun[-1][1] if begun else end
    told: dict[str, _Told] = {}
    for chain in _chains(text, names):
        before = text[max(0, chain[0].start - _BEFORE) : chain[0].start]
        if chain[0].start < end or _LIVES.search(before):
            continue
        leads = chain[0].start < lead and _AT.search(before) is not None
        for name in chain:
            one, key = told.setdefault(name.level, _Told()), name.proper.casefold()
            one.often[key] += 1
            if leads:
                one.lead.setdefault(key, name)
    return told


def _chains(text: str, names: Sequence[Named]) -> Iterator[list[Named]]:
    """The names of places, each with the larger ones behind it that it lies in."""
    chain: list[Named] = []
    for name in names:
        if name.level not in _LEVELS:
            continue
        last = chain[-1] if chain else None
        larger = last is not None and _LEVELS.index(name.level) < _LEVELS.index(last.level)
        if last is not None and not (larger and _LIES_IN.fullmatch(text, last.end, name.start)):
            yield chain
            chain = []
        chain.append(name)
    if chain:
        yield chain
