"""Which document each citation of a text means: its key, or that of the only one that the text names so.

A text cites a document in full once and comes back to it in short forms (`Nghị định 34`, `Luật Đất đai`): a
short form takes the key of the only document that fits it, an earlier one before a later one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from solieu.extract.docref.body import Place, places_of
from solieu.extract.docref.key import Home, candidates_of, dated_form, forms, key_of
from solieu.extract.docref.law_names import fold_name
from solieu.extract.docref.words import UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.places.register import Place as RegisteredPlace
from solieu.types import Citation, Mention

# Where the term of a Party document may be written behind it: `… ngày 25/10/2017 … khóa XII`.
_AFTER = 160
_STOP = re.compile(r"[;.]\s|\n\n")
# The year in a key, of the number or told beside it.
_YEAR_TOLD = re.compile(r"[/|]((?:19|20)\d\d)(?![^/|-])")
# Letters that the provinces' bodies alone write: committees of the Party and, before 1994, of the people.
_OF_PROVINCE = ("TU", "TƯ", "UBT")
# A province named with its kind: `tỉnh Quảng Nam`, `thành phố Huế`.
_PROVINCE = re.compile(
    rf"(?i:tỉnh|thành phố|tp\.?)\s{{1,3}}[{UPPER}]\w{{0,7}}(?:\s[{UPPER}]\w{{0,7}}){{0,3}}"
)


def with_keys(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with the key of each citation, or the keys that it may have where that stays in doubt."""
    cited = {at: one.value for at, one in enumerate(mentions) if isinstance(one.value, Citation)}
    home = home_of(list(cited.values()))
    starts = [mentions[at].start for at in cited]
    limits = dict(zip(cited, [*starts[1:], len(text)], strict=False))
    keys: dict[int, str | None] = {}
    for at, one in cited.items():
        after = _STOP.split(text[mentions[at].end : min(limits[at], mentions[at].end + _AFTER)])[0]
        keys[at] = key_of(one, lexicon, home=home, after=after)
    meant = _meanings(cited, keys)
    result = list(mentions)
    for at, one in cited.items():
        key = keys[at]
        possible: tuple[str, ...] = ()
        if key is None:
            key, possible = _resolved(one, at, meant)
            possible = possible or (candidates_of(one, lexicon, home) if key is None else ())
        elif keys[at] in meant.renamed:
            key = meant.renamed[key]
        if key is not None or possible:
            result[at] = replace(mentions[at], value=replace(one, key=key, candidates=possible))
    return result


def unplaced(mention: Mention) -> bool:
    """Whether a citation without a key tells the level of its issuer alone: `UBND tỉnh`, `/UBT`."""
    one = mention.value
    if not isinstance(one, Citation) or one.key is not None:
        return False
    places = _levels_of(one)
    return bool(places) and all(place.name is None for place in places)


def _levels_of(one: Citation) -> tuple[Place, ...]:
    """The places that an issuer names, or the level alone that the letters of the number tell."""
    if one.issuer is None and one.issuer_code in _OF_PROVINCE:
        return (Place("province", None),)
    return places_of(one.issuer)


def at_home(
    text: str, mentions: Sequence[Mention], lexicon: Lexicon, homes: Sequence[RegisteredPlace]
) -> list[Mention]:
    """The mentions with the keys that follow from what the document is about: in a report on Bình Định,
    `UBND tỉnh` is that of Bình Định, unless the paragraph has named another province before.

    Args:
        text: the text that the mentions are of.
        mentions: with the keys that the citations themselves give (`with_keys`).
        lexicon: the vocabulary, for the register of bodies.
        homes: the units that the document is about, the smallest first; with none, nothing changes.
    """
    places = tuple(Place(unit.level, fold_name(unit.name), unit.type.casefold()) for unit in homes)
    result = list(mentions)
    for at, mention in enumerate(mentions):
        one = mention.value
        if not isinstance(one, Citation) or not unplaced(mention):
            continue
        own = _own(one, places)
        if own is None or _names_another(text, mention, places):
            continue
        issued = replace(one, issuer=one.issuer or f"{own.kind} {own.name}")
        key = key_of(issued, lexicon, home=Home(places), after=text[mention.end : mention.end + _AFTER])
        if key is not None:
            result[at] = replace(mention, value=replace(one, key=key, candidates=()))
    return _with_short_forms(result) if result != list(mentions) else result


def _with_short_forms(mentions: list[Mention]) -> list[Mention]:
    """The mentions with the keys of short forms, now that more of what they stand for have one."""
    cited = {at: one.value for at, one in enumerate(mentions) if isinstance(one.value, Citation)}
    meant = _meanings(cited, {at: one.key for at, one in cited.items()})
    for at, one in cited.items():
        key, possible = _resolved(one, at, meant) if one.key is None else (None, ())
        if key is not None or possible:
            mentions[at] = replace(mentions[at], value=replace(one, key=key, candidates=possible))
    return mentions


def _own(one: Citation, places: Sequence[Place]) -> Place | None:
    """The place of the level that a citation tells; `Thành ủy` is none of a `tỉnh`."""
    said = _levels_of(one)[0]
    own = next((place for place in places if place.level == said.level), None)
    fits = own is not None and (said.level != "province" or said.kind in ("", own.kind))
    return own if fits else None


def _names_another(text: str, mention: Mention, places: Sequence[Place]) -> bool:
    """Whether the paragraph names a province before a citation that is none of the places.

    A name may run on into another: `tỉnh Hưng Yên Nguyễn Văn A`.
    """
    own = tuple(place.name for place in places if place.name)
    begin = text.rfind("\n", 0, mention.start) + 1
    found = _PROVINCE.finditer(text, begin, mention.start)
    named = (place.name for one in found for place in places_of(one[0]) if place.name)
    return any(not name.startswith(own) for name in named)


def home_of(cited: Sequence[Citation]) -> Home:
    """What a document's own number says of it: place, office and day."""
    named = frozenset(place for one in cited for place in places_of(one.issuer) if place.name)
    own = next((one for one in cited if one.role == "self"), None)
    if own is None:
        return Home(named=named)
    places = tuple(place for place in places_of(own.issuer) if place.name)
    return Home(places, own.issuer_code, own.date, named)


class _Meanings:
    """Which keys each form stands for in a text and where; which names turned out to have a number."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[str, int]] = defaultdict(dict)
        self.renamed: dict[str, str] = {}


def _meanings(cited: dict[int, Citation], keys: dict[int, str | None]) -> _Meanings:
    meant = _Meanings()
    for at, one in cited.items():
        key = keys[at]
        if key is not None and one.number is not None and one.name is not None:
            meant.renamed.update({form: key for form in forms(one)[1:] if re.search(r"\|\d{4}\Z", form)})
    for at, one in cited.items():
        key = keys[at]
        if key is not None:
            for form in filter(None, (*forms(one), dated_form(one))):
                meant.forms[form].setdefault(meant.renamed.get(key, key), at)
    return meant


def _resolved(one: Citation, at: int, meant: _Meanings) -> tuple[str | None, tuple[str, ...]]:
    """The key of the only document that a short form fits, before it or in all of the text; else all keys."""
    own, dated = forms(one)[0], dated_form(one)
    told = meant.forms.get(own) or (meant.forms.get(dated, {}) if dated else {})
    fitting = {key: first for key, first in told.items() if _agrees(one, key)}
    earlier = [key for key, first in fitting.items() if first < at]
    for found in (earlier, list(fitting)):
        if len(found) == 1:
            return found[0], ()
    return None, tuple(sorted(fitting))


def _agrees(one: Citation, key: str) -> bool:
    """Whether nothing that a short form says of its document speaks against a key: another year or place."""
    year, place = (one.date or "")[:4], next((place.name for place in places_of(one.issuer)), None)
    told = _YEAR_TOLD.search(key)
    return not (told and year.isdigit() and told[1] != year) and (place is None or place in key)
