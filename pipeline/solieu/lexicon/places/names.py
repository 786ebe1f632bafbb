"""How names of places are written: kinds before them, spellings of one name, the units above behind them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from solieu.lexicon.spelling import tone_last

Territory = Literal["before", "after"]

# Kinds of units with their abbreviations, the longer before what it begins with.
_KINDS: dict[str, str] = {
    "thành phố": r"thành\s+phố|t\.?p\b\.?|thủ\s+đô",
    "thị trấn": r"thị\s+trấn|tt\.",
    "thị xã": r"thị\s+xã|t\.?x\b\.?",
    "đặc khu": r"đặc\s+khu",
    "phường": r"phường|p\.",
    "huyện": r"huyện|h\.",
    "quận": r"quận|q\.",
    "tỉnh": r"tỉnh",
    "xã": r"xã|x\.",
}
# A kind before a name: `huyện Yên Mỹ`, `TP. Huế`, `Q.1`; the kinds are told apart by the group that matched.
_KIND = re.compile(
    "|".join(f"(?P<k{index}>{pattern})" for index, pattern in enumerate(_KINDS.values())), re.IGNORECASE
)
# What leads a name without belonging to it: `trên địa bàn tỉnh`, `toàn huyện`, `tại`.
_LEAD = re.compile(r"(?:trên\s+)?(?:địa\s+bàn|phạm\s+vi)\s+|(?:toàn|tại|ở|của)\s+(?=\S)", re.IGNORECASE)
# Between a unit and the one above it: a comma, a bracket, `thuộc`, or nothing but the kind of the one above.
_ABOVE = re.compile(
    r"\s*[,;()]\s*|\s+(?:thuộc|của)\s+|\s+(?=(?:tỉnh|huyện|quận|thị\s+xã|thành\s+phố)\s+\S)", re.IGNORECASE
)
# What a name says of the territory it means: `Hưng Yên cũ`, `tỉnh Hưng Yên (mới)`, `Hưng Yên trước sáp nhập`;
# with a capital it is a part of the name (`Chợ Mới`).
_TERRITORY = re.compile(
    r"""[\s,(]{1,3}
    (?: (?P<before>(?-i:cũ)|trước(?:\s+khi)?\s+(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp))
      | (?P<after>(?-i:mới)|sau(?:\s+khi)?\s+(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp)) )
    \)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_LIMIT = 200
# Syllables of the languages of the highlands that are written in several ways.
_SPELLINGS = dict.fromkeys(("đăk", "đak"), "đắk")


@dataclass(frozen=True, slots=True)
class Written:
    """A name as read: its key, the kind written before it, and the units written behind it, nearest first.

    `whole` is the key of the name with its kind, for names that hold one (`TP.HCM`); `territory` is what the
    writer says of the territory.
    """

    key: str
    kind: str | None
    whole: str
    above: tuple[Written, ...] = ()
    territory: Territory | None = None


def fold(name: str) -> str:
    """The key of a name: its letters without case, blanks and dashes, each tone mark at its syllable's end.

    >>> fold("Hoà Bình") == fold("HÒA  BÌNH"), fold("Bà Rịa – Vũng Tàu") == fold("Bà Rịa-Vũng Tàu")
    (True, True)
    >>> fold("Hà Nam") == fold("Hạ Nam")
    False
    """
    syllables = re.split(r"[\W_]+", unicodedata.normalize("NFC", name[:_LIMIT]).casefold().replace("ð", "đ"))
    return "".join(tone_last(_SPELLINGS.get(syllable, syllable)) for syllable in syllables)


def plain(name: str) -> str:
    """The key of a name without any marks, for names that are written without: `Dak Lak`, `Daklak`.

    >>> plain("Đắk Lắk")
    'daklak'
    """
    decomposed = unicodedata.normalize("NFD", name[:_LIMIT].casefold().replace("đ", "d").replace("ð", "d"))
    return "".join(letter for letter in decomposed if letter.isalnum())


def written(name: str) -> Written:
    """A name as it is written, taken apart.

    >>> found = written("xã Tân Lập, huyện Yên Mỹ, tỉnh Hưng Yên")
    >>> found.kind, found.key == fold("Tân Lập"), [one.kind for one in found.above]
    ('xã', True, ['huyện', 'tỉnh'])
    >>> written("tỉnh Hưng Yên (mới)").territory
    'after'
    """
    name = unicodedata.normalize("NFC", name[:_LIMIT]).strip()
    found = _TERRITORY.search(name)
    territory: Territory | None = None
    if found:
        territory = "before" if found["before"] else "after"
        name = name[: found.start()]
    while lead := _LEAD.match(name):
        name = name[lead.end() :]
    first, *rest = [part for part in _ABOVE.split(name) if part and part.strip()] or [""]
    above = tuple(_single(part) for part in rest)
    one = _single(first)
    return Written(one.key, one.kind, one.whole, above, territory)


def _single(name: str) -> Written:
    name = name.strip()
    found = _KIND.match(name)
    rest = name[found.end() :].strip(" .") if found else name
    bare = found is None or not rest or (rest[0].isalpha() and name[found.end()].isalpha())
    if found is None or bare:
        return Written(fold(name), None, fold(name))
    kind = tuple(_KINDS)[int((found.lastgroup or "k0")[1:])]
    return Written(fold(_number(rest)), kind, fold(name))


def _number(name: str) -> str:
    """A number as the register has it: `Quận 01` is `Quận 1`."""
    return str(int(name)) if name.isascii() and name.isdigit() else name
