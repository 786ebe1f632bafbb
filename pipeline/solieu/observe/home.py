"""The territory or body that a document as a whole is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER, UPPER, literal
from solieu.observe.outline import Origin, Outline
from solieu.observe.place_names import RUN, Named, is_brand, names_in
from solieu.observe.standing import Standings

# How far a text without a head is its beginning, which names early what it is about, in characters.
_EARLY = 600
# A word in capitals of fewer letters is an abbreviation: `BR - VT`.
_SHORT = 4

# What speaks for a name as that which a text is about, and how much. A name in the headline tells more the
# earlier it stands there, and most where something happens at it; being named again tells up to a limit.
_WEIGHTS = {"headline": 16, "opens": 6, "at": 8, "early": 3, "named": 2}
_MOST_NAMED = 12
# How near to the beginning of a headline a name opens it, in characters.
_OPENING = 4
# How often a province must be named where others are too.
_OFTEN = 3
# What it takes for a text to be about a name, by its level: texts name the country, bodies and sites besides.
_NEEDED = {"province": 4, "district": 6, "commune": 6, "foreign": 7, "nation": 3, "body": 9, "spot": 9}
# What texts of any place name as well.
_BACKGROUND = ("nation", "foreign")
# How far before a name the words are read that it is named by the way, in characters.
_BEFORE = 40

# `Yên Mỹ: Phản ứng nhanh …`: a headline that opens with its place.
_HEADLINE = re.compile(rf"((?:[{UPPER}][{LOWER}]{{1,7}}[ \u00a0]?){{2,4}}):")
# `Hà Nội, ngày 5 tháng 4 năm 2025`: where a document was signed.
_DATED = re.compile(rf"[{UPPER}][^\n,|]{{1,40}},\s{{0,3}}ngày\s[^\n|]{{4,30}}", re.IGNORECASE)
# `Tuyên án vụ sai phạm tại Công ty …`
_AT = re.compile(r"\b(?:tại|ở|đến|trên\s+địa\s+bàn)\s+$", re.IGNORECASE)
# `so với cả nước`, `trú tại huyện Na Rì`: what is named by the way.
_BESIDES = re.compile(
    r"\b(?:so\s+với|như|hơn|trú|trú\s+tại|ngụ|ngụ\s+tại|quê|quê\s+ở|ông|bà)\s+(?:cả\s+)?$", re.IGNORECASE
)
# `của Bảo hiểm xã hội Việt Nam`: the country ends the name of a body.
_ENDS = re.compile(rf"(?:[{LOWER},]|[“\"(])\s?[{UPPER}][{LOWER}]+(?:\s[{UPPER}{LOWER}]{{2,8}}){{1,5}}\s$")
_ADDRESSED = re.compile(r"kính\s+gửi\s*:?[^\n]{0,200}", re.IGNORECASE)
# What stands before the name of a firm, a site or an undertaking at least once: `hãng taxi Vinasun`.
_CALLED = (
    r"\b(?:công\s+ty|ctcp|tập\s+đoàn|hãng|ngân\s+hàng|thương\s+hiệu|doanh\s+nghiệp|ứng\s+dụng|nền\s+tảng|sàn|quỹ"
    r"|trường|bệnh\s+viện|viện|dự\s+án|khu|nhà\s+máy|trạm|cảng|chợ|siêu\s+thị|câu\s+lạc\s+bộ)"
    r"(?:(?:\s\w{1,8}){0,4}\s|\b[^.;\n]{0,60}\()"
)
# What stands before the name of a place: `ở tiểu bang California`.
_LIES = r"\b(?:tại|ở|thuộc|vùng|bang|hạt|bán\s+đảo|đảo)\s"
# Whom and what else names of one word are those of: `tổng thống Trump`, `dịch Covid`.
_NOBODY = (
    r"\b(?:dịch|bệnh|vi\s?rút|virus|vắc\s?[- ]?xin|bão|ông|bà|anh|chị|cô|em|cháu"
    r"|đồng\s+chí|đại\s+gia|bị\s+cáo|luật\s+sư|bác\s+sĩ|nghệ\s+sĩ|ca\s+sĩ|diễn\s+viên"
    r"|cầu\s+thủ|tỷ\s+phú|tổng\s+thống|thủ\s+tướng|bộ\s+trưởng|chủ\s+tịch|giám\s+đốc|hlv)(?:\s\w{1,8}){0,2}\s"
)
# `Hải Phòng dẫn đầu cả nước`; and how many other provinces a text names that ranks them.
_RANKED = re.compile(r"\b(?:dẫn|đứng)\s+(?:đầu|cuối)\b|\b(?:nhất|bảng\s+xếp\s+hạng)\b", re.IGNORECASE)
_MANY = 6
# Bodies whose letterhead says nothing of a territory.
_MINISTRY = re.compile(r"^\W*(BỘ\s[^\n|]{3,80})", re.MULTILINE)
_CENTRAL = re.compile(
    r"^\W*(?:BỘ\s|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|(?:BAN CHẤP HÀNH )?TRUNG ƯƠNG|KIỂM TOÁN|ĐẢNG ỦY KHỐI)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Home:
    """What a document is about: `name` as written, its `level`, which part says so, and the province.

    `province` is what `toàn tỉnh` means in it. `rules`: it lays down rules, which are about no place.
    """

    name: str | None = None
    level: str = ""
    source: Origin = "head"
    province: str | None = None
    rules: bool = False


def home(outline: Outline, names: Sequence[Named], lexicon: Lexicon) -> Home:
    """What a document is about: its letterhead says it, whom it is sent to, its title, or what it names most.

    Args:
        outline: the document's text with its parts.
        names: the names in its text.
        lexicon: the vocabulary.
    """
    opening = outline.opening
    rules = Standings(outline, lexicon).lays_down(0)
    letterhead = _DATED.sub("", opening.letterhead)
    local = [name for name in _all(letterhead, lexicon) if name.level != "nation"]
    central = _CENTRAL.search(opening.letterhead) is not None
    province = next((_written(name.name, outline.text) for name in local if name.level == "province"), None)
    if rules and (central or not local):
        return Home(rules=True)
    named = (_written(name.name, outline.text) for name in names if name.level == "province")
    province = province or next(named, None)
    titled = _title(opening.title, lexicon)
    if titled is not None and _ranked(opening.title, titled, names):
        return Home("cả nước", "nation", "head", rules=rules)
    if titled is not None and (local or central or opening.formal):
        name = _written(titled.name, outline.text)
        return Home(name, titled.level, "head", name if titled.level == "province" else province, rules)
    if local and not central:
        found = local[-1]
        return Home(_written(found.name, outline.text), found.level, "head", province, rules)
    sent = _ADDRESSED.search(outline.head)
    addressed = _all(sent[0], lexicon) if sent else []
    if addressed:
        return Home(addressed[0].name, addressed[0].level, "head", addressed[0].name)
    if central:
        ministry = _MINISTRY.search(opening.letterhead)
        return Home(_written(ministry[1].strip(), outline.text) if ministry else None, "body")
    if opening.place and opening.letterhead:
        return Home(opening.place, "province", "head", opening.place, rules)
    return _subject(outline, names, lexicon)


@dataclass(slots=True)
class _Subject:
    """A name that a text may be about, with how much its headline says for it, and where it names it."""

    name: str
    level: str
    titled: int = 0
    count: int = 0
    early: bool = False

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        named = _WEIGHTS["named"] * min(self.count, _MOST_NAMED)
        if self.level in _BACKGROUND and not self.titled:
            named = min(self.count, _OFTEN)
        return self.titled + named + _WEIGHTS["early"] * self.early


def _subject(outline: Outline, names: Sequence[Named], lexicon: Lexicon) -> Home:
    """The one name that a text without a letterhead is about: what most speaks for (`_WEIGHTS`)."""
    opening, text = outline.opening, outline.text
    found: dict[str, _Subject] = {}
    begin, end = opening.span
    titled = [name for name in names if begin <= name.start < end and name.level in _NEEDED]
    headline = None if titled else _HEADLINE.match(text, begin, end)
    if headline is not None:
        titled = [Named(begin, headline.end(1), headline[1].strip(), "district")]
    for name in (*titled, *_brands(text, begin, end, lexicon)):
        subject = found.setdefault(_key(name), _Subject(_written(name.name, text), name.level))
        subject.titled = max(subject.titled, _titled(text, begin, name))
    for name in names:
        if name.start >= end and name.level in _NEEDED and not _besides(text, name):
            subject = found.setdefault(_key(name), _Subject(name.name, name.level))
            subject.count += 1
            subject.early = subject.early or name.start < end + _EARLY
    for one in found.values():
        if one.titled and not one.count:
            one.count = text.count(one.name) - 1
    provinces = [one for one in found.values() if one.level == "province"]
    main = max(provinces, key=lambda one: one.weight, default=None)
    country = max((one.count for one in found.values() if one.level == "nation"), default=0)
    whole = any(name.level == "whole" for name in names)
    fitting = [one for one in found.values() if _fits(one, provinces, 0 if whole else country)]
    best = max(fitting, key=lambda one: one.weight, default=None)
    if best is None:
        return Home()
    return Home(best.name, best.level, "head" if best.titled else "paragraph", main.name if main else None)


def _fits(subject: _Subject, provinces: Sequence[_Subject], country: int) -> bool:
    """Whether enough speaks for a name: a province must be named more than all others, unless in the title.

    Args:
        subject: the name.
        provinces: all provinces that the text names.
        country: how often it names the country.
    """
    if subject.level != "province" or subject.titled:
        return subject.weight >= _NEEDED[subject.level]
    # those that a text names late it names by the way
    others = sum(one.count for one in provinces if one is not subject and one.early >= subject.early)
    return subject.count > others and (subject.count >= _OFTEN or subject.count >= country)


def _besides(text: str, name: Named) -> bool:
    before = text[max(0, name.start - _BEFORE) : name.start]
    return _BESIDES.search(before) is not None or (
        name.level == "nation" and _ENDS.search(before) is not None
    )


def _key(name: Named) -> str:
    """What the names of one thing have in common."""
    if name.level == "nation":
        return name.level
    return (name.proper if name.level in ("body", "spot", "district", "commune") else name.name).casefold()


def _titled(text: str, begin: int, name: Named) -> int:
    """How much it tells that the headline that begins there has a name where it has it."""
    if _BESIDES.search(text, begin, name.start):
        return 0
    opens = _WEIGHTS["opens"] if name.start < begin + _OPENING else 0
    return _WEIGHTS["headline"] + opens + (_WEIGHTS["at"] if _AT.search(text, begin, name.start) else 0)


def _brands(text: str, begin: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Names of the headline that the text calls a firm or place somewhere: `Habeco`, no person, no index."""
    indices = {name.casefold() for name in lexicon.column("index_names", "name")}
    for run in RUN.finditer(text, begin, end):
        if run[0].casefold() in indices or not (" " in run[0] or is_brand(run[0])):
            continue
        word = rf"{re.escape(run[0])}\b"
        if re.search(f"{_NOBODY}{word}", text, re.IGNORECASE):
            continue
        if re.search(f"{_CALLED}{word}", text, re.IGNORECASE):
            yield Named(run.start(), run.end(), run[0], "spot")
        elif re.search(f"{_LIES}{word}", text, re.IGNORECASE):
            yield Named(run.start(), run.end(), run[0], "district")


def _ranked(title: str, titled: Named, names: Sequence[Named]) -> bool:
    """Whether a text ranks the country's provinces, of which its title names one: `X dẫn đầu cả nước`."""
    if titled.level != "province" or not _RANKED.search(title):
        return False
    others = {name.name for name in names if name.level == "province" and name.name != titled.name}
    return len(others) >= _MANY


def _all(text: str, lexicon: Lexicon) -> list[Named]:
    return [name for name in names_in(text, 0, len(text), lexicon) if name.level not in ("whole", "organ")]


def _title(title: str, lexicon: Lexicon) -> Named | None:
    names = _all(title, lexicon)
    if body := next(
        (name for name in names if name.level == "body" and _AT.search(title, 0, name.start)), None
    ):
        return body
    return names[0] if names else None


def _written(name: str, text: str) -> str:
    """A name that stands in capitals as the text writes it elsewhere: `BỘ NỘI VỤ` is `Bộ Nội vụ`."""
    if not name.isupper():
        return name
    pattern = re.compile(literal(name), re.IGNORECASE)
    written = next((found[0] for found in pattern.finditer(text) if not found[0].isupper()), None)
    return written or (name if max(map(len, name.split())) < _SHORT else name.title())
