"""Which years of birth and which ages a text tells of one and the same person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from solieu.relate.scene import Scene
from solieu.types import DateValue, Mention, Quantity, Relation

_UPPER = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_SYLLABLE = rf"[{_UPPER}][^\W\d_]*"
# A full name before its age or year of birth: `Nguyễn Văn An (SN 1985`, `Trần Thị B., 34 tuổi`
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:Ông|Bà|Anh|Chị|Em|Cháu|Cô|Chú|Bác|Cụ|Bé|Bị cáo|Bị can)\s)?"
    rf"(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE}){{1,4}}\.?)\s?(?P<mark>[,(]?)\s?\(?\s?"
    r"(?P<born>(?:SN|sinh\snăm|sinh\sngày|năm\ssinh|sinh)\s?:?\s?)?$"
)
# Kin of someone who is named: `(vợ Hiệp, 43 tuổi)`
_KIN = re.compile(
    r"(?<!\w)(?:vợ|chồng|con|cháu|mẹ|bố|cha|anh|em|chị|bạn|nhà|tên|cũ|gái|trai)(?:\scủa)?\s$", re.IGNORECASE
)
# An age and a year of birth beside each other: `SN 1985, 34 tuổi`, `34 tuổi (sinh năm 1985`
_BESIDE = re.compile(r"\s?[,;(]\s?(?:(?:SN|sinh\snăm)\s)?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})(?:-\d\d-\d\d)?")
# Years in which one who is told of with a year in brackets may be born.
_BORN = range(1900, 2040)


class _Told(NamedTuple):
    """A year of birth or an age, and the name that it is told of."""

    name: str
    mention: Mention


def find_persons(scene: Scene) -> list[Relation]:
    """The years of birth and the ages that the text tells twice of one full name, and those told together.

    By `person.pair` an age and a year of birth stand beside each other; by `person.name` under one full name.
    Names cut to a letter (`Trần Thị B.`) are `person.initial`, since two persons may share them.
    """
    mentions = sorted(
        [*scene.dates, *(figure.mention for figure in scene.figures if figure.kind == "age")],
        key=lambda mention: mention.start,
    )
    told: dict[str, list[Mention]] = defaultdict(list)
    for one in _told(scene.text, mentions):
        told[one.name].append(one.mention)
    found = [_relation(scene, name, *pair) for name, group in told.items() for pair in pairwise(group)]
    return sorted(found, key=lambda relation: relation.members[0][1].start)


def _told(text: str, mentions: list[Mention]) -> Iterator[_Told]:
    last: _Told | None = None
    for mention in mentions:
        if not (_is_birth(mention) or _is_age(mention)):
            continue
        if (
            last
            and mention.kind != last.mention.kind
            and _BESIDE.fullmatch(text, last.mention.end, mention.start)
        ):
            yield _Told(last.name, mention)
            last = None
            continue
        before = _BEFORE.search(text, max(0, mention.start - 90), mention.start)
        last = None
        if before is None or _KIN.search(text, max(0, before.start() - 12), before.start()):
            continue
        born = before["born"] is not None
        if born if mention.kind == "date" else (before["mark"] and not born):
            last = _Told(before["name"], mention)
            yield last


def _is_birth(mention: Mention) -> bool:
    year = _YEAR.fullmatch(mention.value.text) if isinstance(mention.value, DateValue) else None
    return year is not None and int(year[1]) in _BORN


def _is_age(mention: Mention) -> bool:
    value = mention.value
    plain = mention.kind == "age" and isinstance(value, Quantity) and value.high is None
    return plain and mention.hedge is None and mention.change is None


def _relation(scene: Scene, name: str, first: Mention, again: Mention) -> Relation:
    rule = "initial" if len(name.rstrip(".").split()[-1]) < 2 or name.endswith(".") else "name"
    if _BESIDE.fullmatch(scene.text, first.end, again.start):
        rule = "pair"
    return Relation("person", (("first", first), ("again", again)), f"person.{rule}")
