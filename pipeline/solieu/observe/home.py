"""The territory or body that a document as a whole is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER, UPPER, literal
from solieu.observe.outline import Origin, Outline
from solieu.observe.place_names import RUN, Named, names_in
from solieu.observe.standing import Standings

# How often a text without a head must name the country to be about it.
_OFTEN = 3
# How far from the beginning the body or site that a text is about is named, in characters.
_EARLY = 600
# A word in capitals of fewer letters is an abbreviation: `BR - VT`.
_SHORT = 4

# `Yên Mỹ: Phản ứng nhanh …`: a headline that opens with its place.
_HEADLINE = re.compile(rf"((?:[{UPPER}][{LOWER}]{{1,7}}[ \u00a0]?){{2,4}}):")
# `Hà Nội, ngày 5 tháng 4 năm 2025`: where a document was signed.
_DATED = re.compile(rf"[{UPPER}][^\n,|]{{1,40}},\s{{0,3}}ngày\s[^\n|]{{4,30}}", re.IGNORECASE)
# `Tuyên án vụ sai phạm tại Công ty …`
_AT = re.compile(r"\btại\s+$", re.IGNORECASE)
_ADDRESSED = re.compile(r"kính\s+gửi\s*:?[^\n]{0,200}", re.IGNORECASE)
# `Habeco`: a name of one word, no Vietnamese syllable as `Trung` of `Trung ương` is.
_BRAND = re.compile(r"(?=[A-Z])[A-Za-z]{5,21}")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|g[hi]|kh|ph|qu|t[hr]|[bcdhklmnprstvx])?[aeiouy]{1,3}(?:n[gh]|ch|[cmnpt])?", re.IGNORECASE
)
_PERSON = (
    r"\b(?:ông|bà|anh|chị|cô|em|cháu|đồng\s+chí|đại\s+gia|bị\s+cáo|luật\s+sư|bác\s+sĩ|nghệ\s+sĩ|ca\s+sĩ)"
)
# A full name of a person begins with a family name: `Nguyễn Xuân Vinh`.
_FAMILY = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Đoàn|Trịnh|Lương)"
    r"(?: \w+){2,3}"
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
    """What a document is about: its title says it, its letterhead, whom it is sent to, or what it names most.

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
    if titled is not None:
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
    return _protagonist(opening.title, outline.text, lexicon) or _most_named(names)


def _protagonist(title: str, text: str, lexicon: Lexicon) -> Home | None:
    """A name of the headline that the text goes on to speak of, no person and no index: `Habeco`."""
    indices = {name.casefold() for name in lexicon.column("index_names", "name")}
    runs = [run[0] for run in RUN.finditer(title) if " " in run[0] or _branded(run[0])]
    runs = [run for run in runs if run.casefold() not in indices]
    often = max(runs, key=text.count, default="")
    if (
        not often
        or text.count(often) <= _OFTEN
        or _FAMILY.fullmatch(often)
        or re.search(rf"{_PERSON}\s+{re.escape(often)}", text, re.IGNORECASE)
    ):
        return None
    return Home(often, "spot", "head")


def _ranked(title: str, titled: Named, names: Sequence[Named]) -> bool:
    """Whether a text ranks the country's provinces, of which its title names one: `X dẫn đầu cả nước`."""
    if titled.level != "province" or not _RANKED.search(title):
        return False
    others = {name.name for name in names if name.level == "province" and name.name != titled.name}
    return len(others) >= _MANY


def _branded(word: str) -> bool:
    return _BRAND.fullmatch(word) is not None and _SYLLABLE.fullmatch(word) is None


def _all(text: str, lexicon: Lexicon) -> list[Named]:
    return [name for name in names_in(text, 0, len(text), lexicon) if name.level not in ("whole", "organ")]


def _title(title: str, lexicon: Lexicon) -> Named | None:
    names = _all(title, lexicon)
    if body := next(
        (name for name in names if name.level == "body" and _AT.search(title, 0, name.start)), None
    ):
        return body
    if names and names[0].start < 4:
        return names[0]
    if headline := _HEADLINE.match(title):
        return Named(0, headline.end(1), headline[1].strip(), "district")
    return names[0] if names else None


def _written(name: str, text: str) -> str:
    """A name that stands in capitals as the text writes it elsewhere: `BỘ NỘI VỤ` is `Bộ Nội vụ`."""
    if not name.isupper():
        return name
    pattern = re.compile(literal(name), re.IGNORECASE)
    written = next((found[0] for found in pattern.finditer(text) if not found[0].isupper()), None)
    return written or (name if max(map(len, name.split())) < _SHORT else name.title())


def _most_named(names: Sequence[Named]) -> Home:
    """The one place that a text speaks of: a province named more than all others, or the country."""
    named: dict[str, list[Named]] = {}
    for name in names:
        if name.level in ("province", "nation", "district", "commune", "body", "spot"):
            key = name.proper if name.level == "body" else name.name
            named.setdefault(key.casefold(), []).append(name)
    if not named:
        return Home()
    provinces = {key: found for key, found in named.items() if found[0].level == "province"}
    most = max(provinces.values(), key=len, default=[])
    country = [name for found in named.values() if found[0].level == "nation" for name in found]
    others = sum(map(len, provinces.values())) - len(most)
    # what a text is about it names early on
    spots = [
        found for found in named.values() if found[0].level in ("body", "spot") and found[0].start < _EARLY
    ]
    often = max(map(len, spots), default=0)
    # of those named about as often the one that comes first
    spot = next((found for found in spots if 3 * len(found) >= 2 * often), [])
    if often >= _OFTEN and len(spot) > len(most):
        return Home(spot[0].name, spot[0].level, "paragraph", most[0].name if most else None)
    smaller = max(
        (found for found in named.values() if found[0].level in ("district", "commune")), key=len, default=[]
    )
    if len(smaller) >= _OFTEN and len(smaller) > len(most):
        return Home(
            smaller[0].name, smaller[0].level, "paragraph", most[0].name if most and not others else None
        )
    whole = any(name.level == "whole" for name in names)
    if most and len(most) > others and (whole or len(most) >= _OFTEN or len(most) >= len(country)):
        return Home(most[0].name, "province", "paragraph", most[0].name)
    if len(country) >= _OFTEN:
        return Home(country[0].name, "nation", "paragraph")
    return Home()
