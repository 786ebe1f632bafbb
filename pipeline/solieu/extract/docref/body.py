"""Which body of the register an issuer or a code names, of what level it is, and of which place.

The register tells bodies that are one in the country (`Bộ Y tế`, `BYT`) from those that every province,
district or commune has (`UBND`): the second number their documents alike, so the place tells them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from solieu.extract.docref.law_names import fold_name
from solieu.extract.docref.number import fold_code
from solieu.lexicon import Lexicon

_LONGEST = 16
# Codes of offices that every province has though no register lists them all: departments (`SYT`), branches of
# courts' enforcement (`CCTHADS`, `THAHC`), people's committees with a desk's name glued on.
_LOCAL_CODE = re.compile(r"s[a-z&]{2,8}|c?cth?[a-z]*|tha[a-z]*|ubnd[a-z]*|hdnd[a-z]*")
# The levels of places by the word before their name; a city is a province's equal by its name only.
_LEVELS = {
    "tỉnh": "province", "quận": "district", "huyện": "district", "thị xã": "district", "thành phố": "city",
    "tp": "city", "phường": "commune", "xã": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
_WORDS = "|".join(sorted(_LEVELS, key=len, reverse=True))
_PLACED = re.compile(rf"(?<!\w)(?P<word>{_WORDS})(?!\w)(?: (?P<name>(?:(?!(?:{_WORDS})(?!\w)).)+))?")
_LEADERSHIP = re.compile(r"(?<!\w)(?P<word>tỉnh|thành|huyện|quận|thị) ủy(?!\w)(?: (?P<name>.+))?")
_LED_KINDS = {"thành": "thành phố", "thị": "thị xã"}
_LED = {"tỉnh": "province", "thành": "city", "huyện": "district", "quận": "district", "thị": "district"}
# Cities under the central government, and how else the largest is written.
_CENTRAL_CITIES = frozenset(
    fold_name(name)
    for name in ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Đồng Nai")
)
_SHORT_NAMES = {
    fold_name(short): fold_name(name)
    for short, name in (
        ("HCM", "Hồ Chí Minh"), ("Tp HCM", "Hồ Chí Minh"), ("BR VT", "Bà Rịa Vũng Tàu"), ("HN", "Hà Nội"),
        ("TT Huế", "Thừa Thiên Huế"),
    )
}  # fmt: skip
_ABBREVIATED_CITY = re.compile(r"(?i)(?<!\w)tp\.?\s?(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the register: `level` central, province, district, commune, local or abroad."""

    name: str
    codes: tuple[str, ...]
    level: str
    system: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an issuer names it: the level, and its folded name, None where only the level is said.

    `kind` is its kind as written (`huyện`, `thị xã`), which tells apart units of one name and level.
    """

    level: str
    name: str | None
    kind: str = field(default="", compare=False, repr=False)

    @property
    def is_city(self) -> bool:
        """Whether it is a city that is a province's equal: `tỉnh` cannot mean it."""
        return self.level == "province" and self.name in _CENTRAL_CITIES and self.kind != "tỉnh"


@dataclass(frozen=True, slots=True)
class Bodies:
    """The register, by folded name and by folded code."""

    by_name: dict[str, Body]
    by_code: dict[str, tuple[Body, ...]]
    parts: dict[str, str]

    def level(self, code: str) -> str | None:
        """Whether a code is that of `central` bodies only or `local`, a mere `part` of numbers, or unknown.

        >>> from solieu.lexicon import load
        >>> known = bodies(load())
        >>> [known.level(code) for code in ("BYT", "UBND", "SYT", "ST", "ĐHKT")]
        ['central', 'local', 'local', 'part', None]
        """
        folded = fold_code(code).replace("&", "")
        listed = self.parts.get(folded)
        if listed == "local" or (folded not in self.by_code and _LOCAL_CODE.fullmatch(folded)):
            return "local"
        found = self.by_code.get(folded) or self.by_code.get(folded.rstrip("0123456789"))
        if found is None:
            return listed
        return "central" if all(body.level in ("central", "abroad") for body in found) else "local"

    def party(self, code: str) -> bool:
        """Whether a code is that of the Party's bodies alone."""
        found = self.by_code.get(fold_code(code).replace("&", ""), ())
        return bool(found) and all(body.system == "party" for body in found)

    def named(self, issuer: str | None) -> Body | None:
        """The body of the register that an issuer names, by the longest name that stands first in it.

        >>> from solieu.lexicon import load
        >>> [bodies(load()).named(one).name for one in ("BỘ TRƯỞNG BỘ Y TẾ", "Chủ tịch UBND tỉnh Vĩnh Phúc")]
        ['Bộ Y tế', 'Ủy ban nhân dân']
        """
        words = fold_name(issuer).split() if issuer else []
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST), start, -1):
                if found := self.by_name.get(" ".join(words[start:end])):
                    return found
        return None


@cache
def bodies(lexicon: Lexicon) -> Bodies:
    """The register of a lexicon."""
    by_name: dict[str, Body] = {}
    by_code: dict[str, tuple[Body, ...]] = {}
    for row in lexicon.rows("bodies"):
        body = Body(
            row["name"], _split(row["codes"]), row["level"], row["system"], row["valid_from"],
            row["valid_to"], _split(row["successors"]),
        )  # fmt: skip
        for name in (body.name, *_split(row["variants"])):
            by_name[fold_name(name)] = body
        for code in body.codes:
            folded = fold_code(code).replace("&", "")
            by_code[folded] = (*by_code.get(folded, ()), body)
    parts = {fold_code(row["code"]).replace("&", ""): row["level"] for row in lexicon.rows("issuer_codes")}
    return Bodies(by_name, by_code, parts)


def names(lexicon: Lexicon) -> dict[str, str]:
    """Every name of the register and what it is to the grammar of issuers: a whole `body`, or its `head`."""
    return {
        name: "body" if row["level"] in ("central", "abroad") else "head"
        for row in lexicon.rows("bodies")
        for name in (row["name"], *_split(row["variants"]))
    }


def places_of(issuer: str | None) -> tuple[Place, ...]:
    """The places that an issuer names, the smallest first, each with its level.

    >>> places_of("UBND huyện Kỳ Anh, tỉnh Hà Tĩnh")
    (Place(level='district', name='kỳ anh'), Place(level='province', name='hà tĩnh'))
    >>> places_of("Chủ tịch UBND tỉnh"), places_of("Thành ủy Hà Nội")
    ((Place(level='province', name=None),), (Place(level='province', name='hà nội'),))
    """
    folded = fold_name(_ABBREVIATED_CITY.sub("thành phố ", issuer)) if issuer else ""
    led = _LEADERSHIP.search(folded)
    found = [led] if led else list(_PLACED.finditer(folded))
    levels = _LED if led else _LEVELS
    return tuple(_place(one["word"], levels[one["word"]], one["name"]) for one in found)


def _place(word: str, level: str, name: str | None) -> Place:
    name = name.strip() if name else None
    name = _SHORT_NAMES.get(name or "", name)
    if level == "city":
        level = "province" if name is None or name in _CENTRAL_CITIES else "district"
    return Place(level, name, "thành phố" if word == "tp" else _LED_KINDS.get(word, word))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
