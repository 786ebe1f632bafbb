"""The territory or body that a document as a whole is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import LOWER, UPPER
from solieu.observe.parts.outline import Origin, Outline
from solieu.observe.standing.document import Standings
from solieu.observe.where.named import Named
from solieu.observe.where.one_name import as_written
from solieu.observe.where.place_names import names_in
from solieu.observe.where.place_vocabulary import vocabulary
from solieu.observe.where.references import with_references
from solieu.observe.where.subject import subject
from solieu.observe.where.within import own_districts

# `Hà Nội, ngày 5 tháng 4 năm 2025`: where a document was signed.
_DATED = re.compile(rf"[{UPPER}][^\n,|]{{1,40}},\s{{0,3}}ngày\s[^\n|]{{4,30}}", re.IGNORECASE)
# `Kết luận thanh tra tại Công ty …`
_AT = re.compile(r"\btại\s+$", re.IGNORECASE)
_ADDRESSED = re.compile(r"kính\s+gửi\s*:?[^\n]{0,200}", re.IGNORECASE)
# `36/63 địa phương`: out of all provinces; there were 64 from 2004, 63 from 2008, and are 34 since 2025.
_OF_ALL = re.compile(r"\d\s?/\s?(?:63|64|34)\s+(?:tỉnh|địa phương|thành)", re.IGNORECASE)
# `Hải Phòng dẫn đầu cả nước`; and how many other provinces a text names that ranks them.
_RANKED = re.compile(r"\b(?:dẫn|đứng)\s+(?:đầu|cuối)\b|\b(?:nhất|bảng\s+xếp\s+hạng)\b", re.IGNORECASE)
_MANY = 6
# `lò mổ lớn nhất TP. Cần Thơ`: what is ranked lies in the province.
_GREATEST_OF = re.compile(r"\bnhất\s+(?:(?:của|tại|ở)\s+)?$", re.IGNORECASE)
# `BHXH tỉnh đang niêm yết`: who acts in a text of a province that it does not name, and how early, at most.
_OFFICE = re.compile(
    rf"""(?:^|[.,;:]\s+)(?P<name>(?:BHXH|Bảo\s+hiểm\s+xã\s+hội|UBND|HĐND|Công\s+an|Cục\s+Thuế|Sở(?:\s[\w-]{{1,8}}){{1,4}})
    \s(?:tỉnh|huyện|thành\s+phố|xã))(?=\s+[{LOWER}])(?!\s+(?:ta|cho|các|và|đã\s+ký)\b)""",
    re.VERBOSE | re.MULTILINE,
)
_EARLY = 600
# `(Ban hành kèm theo Quyết định số 5/2020/QĐ-UBND ngày 6/7/2020 của UBND tỉnh X)`
_ISSUED = re.compile(
    r"""\bban\s+hành\s+(?:kèm\s+)?theo\s[^()]{1,120}?\scủa\s+
    (?P<by>(?:UBND|HĐND|[uủ][yỷ]\s+ban\s+nhân\s+dân|hội\s+đồng\s+nhân\s+dân)\s[^()\n]{3,40})""",
    re.VERBOSE | re.IGNORECASE,
)
# The levels of what lies in a province or is one.
_UNITS = ("province", "district", "commune")
_ABROAD = ("foreign", "abroad")
# Bodies whose letterhead says nothing of a territory.
_MINISTRY = re.compile(r"^\W*(BỘ\s[^\n|]{3,80})", re.MULTILINE)
_CENTRAL = re.compile(
    r"^\W*(?:BỘ\s|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|(?:BAN CHẤP HÀNH )?TRUNG ƯƠNG|KIỂM TOÁN|ĐẢNG ỦY KHỐI)"
    # `Số: 12/QĐ-TTg`, `Số 5/2020/TT-BTC`: who signs is told by the number alone
    r"|^\W*Số\s?:?\s?\d{1,5}(?:/\d{4})?/(?:(?:QĐ|CT|CĐ)-TTg|N[QĐ]-CP|[A-ZĐ]{2,6}-B[A-ZĐ]{1,6}(?!\w))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Home:
    """What a document is about: `name` as written, its `level`, which part says so, and the province.

    `province` is what `toàn tỉnh` means in it. `rules`: it lays down rules, which are about no place.
    `central`: a body of the whole country wrote it.
    """

    name: str | None = None
    level: str = ""
    source: Origin = "head"
    province: str | None = None
    rules: bool = False
    central: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the figures of a document: all names in its text, and what it is about.

    `nowhere` matches behind a figure what is counted and lies nowhere: `2 cấp`, `3 yếu tố`.
    """

    names: tuple[Named, ...]
    home: Home
    nowhere: re.Pattern[str]


def around(outline: Outline, lexicon: Lexicon) -> Around:
    """The names in a document and what it is about, which all that asks for places looks at.

    Args:
        outline: the document's text with its parts.
        lexicon: the vocabulary.
    """
    found = names_in(outline.text, 0, len(outline.text), lexicon)
    names = with_references(outline.text, found)
    own = home(outline, names, lexicon)
    if own.province is not None and own.level in _UNITS:
        more = list(own_districts(outline.text, found, own.province))
        if more:
            found = sorted([*found, *more], key=lambda name: name.start)
            names = with_references(outline.text, found)
    return Around(tuple(names), own, vocabulary(lexicon).nowhere)


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
    province = next((as_written(name.name, outline.text) for name in local if name.level == "province"), None)
    issuer = _issuer(outline.head, lexicon) if rules and not local and not central else None
    if issuer is not None:
        # what a province lays down holds for it
        return Home(
            issuer.name, issuer.level, "head", issuer.name if issuer.level == "province" else province
        )
    if rules and (central or not local):
        return Home(rules=True, central=central)
    named = (as_written(name.name, outline.text) for name in names if name.level == "province")
    province = province or next(named, None)
    titled = _title(opening.title, lexicon)
    if titled is not None and titled.level in _ABROAD and (central or opening.formal):
        # `người di cư từ Lào về nước`: acts of the state are not about the countries that they name
        titled = None
    if titled is not None and _ranked(opening.title, titled, names):
        return Home("cả nước", "nation", "head", rules=rules)
    if titled is not None and (local or central or opening.formal):
        name = as_written(titled.name, outline.text)
        return Home(name, titled.level, "head", name if titled.level == "province" else province, rules)
    if local and not central:
        found = local[-1]
        return Home(as_written(found.name, outline.text), found.level, "head", province, rules)
    sent = _ADDRESSED.search(outline.head)
    addressed = _all(sent[0], lexicon) if sent else []
    if addressed:
        return Home(addressed[0].name, addressed[0].level, "head", addressed[0].name)
    if central:
        ministry = _MINISTRY.search(opening.letterhead)
        return Home(as_written(ministry[1].strip(), outline.text) if ministry else None, "body", central=True)
    if opening.place and opening.letterhead:
        return Home(opening.place, "province", "head", opening.place, rules)
    about, province = subject(outline, names, lexicon)
    if (about is None or about.level == "province") and _counts_provinces(outline.text):
        return Home("cả nước", "nation", "paragraph")
    if about is None:
        office = None if province else _OFFICE.search(outline.text, 0, _EARLY)
        return Home() if office is None else Home(office["name"], "body", "paragraph")
    return Home(about.name, about.level, "head" if about.titled else "paragraph", province)


def _issuer(head: str, lexicon: Lexicon) -> Named | None:
    """The place whose council or committee a regulation was issued by, None where it is not told."""
    issued = _ISSUED.search(head)
    names = [] if issued is None else _all(issued["by"], lexicon)
    return next((name for name in names if name.level in _UNITS), None)


def _ranked(title: str, titled: Named, names: Sequence[Named]) -> bool:
    """Whether a text ranks the country's provinces, of which its title names one: `X dẫn đầu cả nước`."""
    if titled.level != "province" or not _RANKED.search(title) or _GREATEST_OF.search(title, 0, titled.start):
        return False
    others = {name.name for name in names if name.level == "province" and name.name != titled.name}
    return len(others) >= _MANY


def _counts_provinces(text: str) -> bool:
    """Whether a text tells, more than once, how many of all provinces: `36/63 địa phương đạt trên 90%`."""
    return len(_OF_ALL.findall(text)) > 1


def _all(text: str, lexicon: Lexicon) -> list[Named]:
    return [name for name in names_in(text, 0, len(text), lexicon) if name.level not in ("whole", "organ")]


def _title(title: str, lexicon: Lexicon) -> Named | None:
    names = _all(title, lexicon)
    if body := next(
        (name for name in names if name.level == "body" and _AT.search(title, 0, name.start)), None
    ):
        return body
    return names[0] if names else None
