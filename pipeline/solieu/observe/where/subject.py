"""What a text without a letterhead is about: the one name that most speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from solieu.lexicon import Lexicon
from solieu.observe.parts.outline import Outline
from solieu.observe.where.headline import called_names
from solieu.observe.where.named import SPEAKS, Named, is_kind, is_measure
from solieu.observe.where.one_name import as_written

# How far a text without a head is its beginning, which names early what it is about, in characters.
_EARLY = 600
# What speaks for a name as that which a text is about, and how much. A name in the headline tells more the
# earlier it stands there, and most where something happens at it; being named again tells up to a limit.
_WEIGHTS = {"headline": 16, "opens": 6, "at": 8, "early": 3, "named": 2}
_MOST_NAMED = 12
# What a text calls the country that its headline does not name, if it can; and what it may say by the way.
_COUNTRY, _OURS = "cả nước", "nước ta"
# How many words for units a text about a province has that it names late and seldom.
_UNIT = re.compile(r"\b(?:tỉnh|huyện|xã|phường|quận|địa\s+phương|địa\s+bàn)\b", re.IGNORECASE)
_UNITS = 3
# What a text without a headline can open with as its subject.
_OPENS = ("commune", "district", "village")
# How near to the beginning of a headline a name opens it, in characters.
_OPENING = 4
# How many central bodies that act or tell speak for the country.
_CENTRALLY = 2
# How often a province must be named where others are too, and a city of the country that a headline names.
_OFTEN = 3
# What it takes for a text to be about a name, by its level: texts name the country, bodies and sites besides.
_NEEDED = {
    "province": 4, "district": 6, "commune": 6, "foreign": 7, "abroad": 7, "nation": 3, "world": 5,
    "body": 9, "spot": 9,
}  # fmt: skip
# What texts of any place name as well.
_BACKGROUND = ("nation", "foreign", "world")
# What speaks for the province that a text calls its own (`của tỉnh`) beside its names.
_OWN = 6
# How many bodies of the state a text names that tells of the whole country even if it names it once.
_STATE = 3
_BRACKET = re.compile(r"[^,;:.()\n]{0,40}\((?:tại\s+|ở\s+)?")
# How far before a name the words are read that it is named by the way, in characters.
_BEFORE = 40

# `Tuyên án vụ sai phạm tại Công ty …`
_AT = re.compile(r"\b(?:tại|ở|đến|trên\s+địa\s+bàn|thủ\s+đô)\s+$", re.IGNORECASE)
# `so với cả nước`, `trú tại huyện Na Rì`: what is named by the way.
_BESIDES = re.compile(
    r"\b(?:so\s+với|như|hơn|sang|gần|trú|trú\s+tại|ngụ|ngụ\s+tại|quê|quê\s+ở|ông|bà)\s+(?:cả\s+)?$",
    re.IGNORECASE,
)
# `nơi tiêu thụ là Lào`, `hàng từ Mỹ`: what comes from or goes to a country.
_TOWARDS = re.compile(r"\b(?:là|từ|sang)\s+$", re.IGNORECASE)
# `tàu Singapore`, `lính Mỹ`, `ngư lôi hạt nhân Nga`: what goes abroad, of which only the owner is told.
_ABROAD = re.compile(
    r"\b(?:tàu|sà\s+lan|máy\s+bay|tiêm\s+kích|chiến\s+hạm|ngư\s+lôi|tên\s+lửa|thiết\s+giáp|xe\s+tăng|lính|binh\s+sĩ)"
    r"(?:\s(?!(?:ở|tại|của|vào|trên|từ|tới|đến|sang|khỏi|với|về|cho)\s)\w{1,7}){0,2}\s\Z",
    re.IGNORECASE,
)
# `lớn nhất thế giới`
_GREATEST = re.compile(r"\b(?:nhất|hàng\s+đầu|đầu\s+tiên|nhì)\s+$", re.IGNORECASE)
# A central body that acts or tells: `Chính phủ đã cấp`, `theo Bộ Y tế`, `ông Ba, Bộ trưởng Bộ Y tế`.
_ACTS = re.compile(r"(?:\A|[\n.;“]\s*|\b(?:theo|trưởng|với)\s+)\Z", re.IGNORECASE)


@dataclass(slots=True)
class Subject:
    """A name that a text may be about: how much its headline says for it, how often the text names it.

    `early`: the text names it near its beginning. `own`: it is the province that the text speaks of as its
    own. `whose`: its headline only tells whose people or things it is of, as in `lính Mỹ`.
    """

    name: str
    level: str
    titled: int = 0
    count: int = 0
    early: bool = False
    own: bool = False
    whose: bool = False

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        named = _WEIGHTS["named"] * min(self.count, _MOST_NAMED)
        if self.level in _BACKGROUND and not self.titled:
            named = min(self.count, _OFTEN)
        return self.titled + named + _WEIGHTS["early"] * self.early + _OWN * self.own


def subject(outline: Outline, names: Sequence[Named], lexicon: Lexicon) -> tuple[Subject | None, str | None]:
    """What most speaks for as that which a text is about, None where too little does; and its main province.

    Args:
        outline: the document's text with its parts.
        names: the names in its text.
        lexicon: the vocabulary.
    """
    found = _subjects(outline, names, lexicon)
    provinces = [one for one in found if one.level == "province"]
    main = max(provinces, key=_weight, default=None)
    wholes = [outline.text[name.start : name.end].casefold() for name in names if name.level == "whole"]
    if (
        main is not None
        and not main.titled
        and any("tỉnh" in words and words.strip() != "tỉnh" for words in wholes)
    ):
        main.own = True
    country = 0 if wholes else max((one.count for one in found if one.level == "nation"), default=0)
    state = sum(name.level == "organ" and not _whose(outline.text, name) for name in names)
    units = len(_UNIT.findall(outline.text))
    fitting = [one for one in found if _fits(one, provinces, country, state, units)]
    # the world is what a text is about that is about nothing smaller
    about = max([one for one in fitting if one.level != "world"] or fitting, key=_weight, default=None)
    if about is not None and about.whose and about.count <= _OFTEN:
        return None, main.name if main else None
    return about, main.name if main else None


def _subjects(outline: Outline, names: Sequence[Named], lexicon: Lexicon) -> list[Subject]:
    """All that a text names, each once, with what speaks for it."""
    text, (begin, end) = outline.text, outline.opening.span
    found: dict[str, Subject] = {}
    if not text.startswith(outline.head[:end]):
        # a later window of a long text
        begin = end = 0
    titled = [name for name in names if begin <= name.start < end and name.level in _NEEDED]
    titled += [
        replace(name, level="body") for name in names if begin == name.start < end and _does(text, name)
    ]
    if begin == end and names and names[0].start <= _OPENING and names[0].level in _OPENS:
        # `Xã Kim Lư thuộc huyện Na Rì, có 731 hộ`: a text without a headline
        titled = [names[0]]
    for name in (*titled, *called_names(text, begin, end, lexicon)):
        one = found.setdefault(_key(name), Subject(as_written(name.name, text), name.level))
        one.titled = max(one.titled, _titled(text, begin, name))
        one.whose = name.level == "foreign" and _ABROAD.search(text[begin : name.start]) is not None
    seats = {seat.start for seat in _seats(text, names)}
    for name in names:
        counts = name.start not in seats and not _besides(text, name)
        if name.start >= end and (name.level in _NEEDED or _key(name) in found) and counts:
            one = found.setdefault(_key(name), Subject(name.name, name.level))
            one.count += 1
            one.early = one.early or name.start < end + _EARLY
    central = sum(name.level == "organ" and _ACTS.search(_before(text, name)) is not None for name in names)
    stated = any(
        name.level == "nation" and not is_kind(text, name.start, name.name, name.level) for name in names
    )
    if not stated and (country := found.get("nation")) is not None and not country.titled:
        del found["nation"]
    for one in found.values():
        if one.titled and not one.count:
            one.count = text.count(one.name) - 1
        if one.level == "nation" and not one.titled:
            one.name = _country(text, names, one.name)
        # bodies of the whole country speak for it too
        one.count += min(central, _CENTRALLY) if one.level == "nation" else 0
    return list(found.values())


def _weight(one: Subject) -> int:
    return one.weight


def _fits(one: Subject, provinces: Sequence[Subject], country: int, state: int, units: int) -> bool:
    """Whether enough speaks for a name: a province must be named more than all others, unless in the title.

    A text about a province speaks more of it than of the state, and of its units if it names it seldom.

    Args:
        one: the name.
        provinces: all provinces that the text names.
        country: how often it names the country.
        state: how often it names bodies of the state.
        units: how often it speaks of units such as huyện and xã.
    """
    if one.level == "nation" and state >= _STATE:
        return one.name != _OURS or one.count > 1
    if one.level != "province" or one.titled:
        return one.weight >= _NEEDED[one.level]
    needed = _UNITS if not one.early and one.count <= _OFTEN else int(one.count == 1)
    if not one.own and (one.count < state or units < needed):
        return False
    # those that a text names late it names by the way
    others = sum(other.count for other in provinces if other is not one and other.early >= one.early)
    return one.count > others and (one.count >= _OFTEN or one.count >= country)


def _country(text: str, names: Sequence[Named], called: str) -> str:
    """What a text calls the country: `cả nước`, unless it only measures parts by it: `nhất cả nước`."""
    ours = [name for name in names if name.name == _COUNTRY]
    told = any(not is_measure(text, name.start) for name in ours)
    other = next((name.name for name in names if name.level == "nation" and name.name[0].isupper()), None)
    return _COUNTRY if told or (ours and other is None) else other or called


def _seats(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """Where bodies have their seats, in brackets behind their names: `Công ty Tân Long (tỉnh Cao Bằng)`."""
    for body, name in pairwise(names):
        if body.level == "body" and _BRACKET.fullmatch(text, body.end, name.start):
            yield name


def _does(text: str, name: Named) -> bool:
    """Whether a ministry of the headline does something itself: `Bộ Y tế bổ nhiệm …`, not `Bộ Y tế: …`."""
    if name.level != "organ" or not name.name.startswith("Bộ ") or text.startswith(":", name.end):
        return False
    return SPEAKS.match(text, name.end) is None


def _whose(text: str, name: Named) -> bool:
    """Whether a name only tells whose something is, as in citations: `của Ban Chấp hành Trung ương`."""
    return _before(text, name).endswith("của ")


def _before(text: str, name: Named) -> str:
    return text[max(0, name.start - _BEFORE) : name.start]


def _besides(text: str, name: Named) -> bool:
    """Whether a text names something by the way only."""
    before = _before(text, name)
    greatest = name.level == "world" and _GREATEST.search(before) is not None
    return greatest or _BESIDES.search(before) is not None


def _key(name: Named) -> str:
    """What the names of one thing have in common."""
    if name.level == "nation":
        return name.level
    return (name.proper if name.level in ("body", "spot", "district", "commune") else name.name).casefold()


def _titled(text: str, begin: int, name: Named) -> int:
    """How much it tells that the headline that begins there has a name where it has it."""
    if _BESIDES.search(text, begin, name.start):
        return 0
    if name.level == "world":
        return 0
    if name.level == "foreign" and _TOWARDS.search(text, begin, name.start):
        return 0
    opens = _WEIGHTS["opens"] if name.start < begin + _OPENING else 0
    return _WEIGHTS["headline"] + opens + (_WEIGHTS["at"] if _AT.search(text, begin, name.start) else 0)
