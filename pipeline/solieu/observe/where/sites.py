"""The names of a text that figures can be about, as they stand beside each other and in their clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solieu.observe.where.home import Home
from solieu.observe.where.named import SPEAKS, Named, is_firm, is_kind
from solieu.types import Mention

# How far before a name the words are read that keep it from being a figure's place, in characters.
_BEFORE = 40
# How long names that stand beside each other may grow together, in characters.
_TOGETHER = 200
# Levels that a document of a smaller place is seldom about: such a name must lead its clause.
WIDE = ("nation", "world", "region", "foreign")
_LEVELS = ("body", "spot", "village", "commune", "district", "province", "region", "nation", "world")
_AS_LARGE_AS = {"foreign": "nation", "abroad": "province"}

# `như: Lào Cai 99,2%; Cao Bằng 97%`: each of the names has its own figure.
_SUCH = re.compile(r"\bnhư[\s:]*$", re.IGNORECASE)
_OWN = re.compile(r"\s*[:(,]?\s*(?:đạt\s+|có\s+|với\s+|là\s+)?\d")
# What stands before a name that a figure is not about: `so với cả nước`, `trú tại`, `thứ 5 cả nước`.
_NOT = re.compile(
    r"""\b(?: hơn | cách(?:\s+(?:trung\s+tâm|khu\s+vực|cảng|ga)(?:\s+(?:hành\s+chính|nước\s+sâu))?)?
      | (?<!đối\ )với | cùng | thứ(?:\s+\d+)? | nhất | đầu | trung\s+bình | bình\s+quân
      | chung | như | giáp | cạnh | gần | ven | trú | trú\s+tại | ngụ | ngụ\s+tại | quê | quê\s+ở | gửi | sau
      | ông | bà | do | cho | từ | đến | tới | sang | qua | báo | bằng
      | (?<!đầu\ )người | khách | du\s+khách | công\s+dân | (?<!h[oó][aá]\ )thị\s+trường )
    (?:\s+(?:mức|của|tỷ\s+lệ|toàn|các|khu\s+vực)){0,3}[\s:]*$""",
    re.VERBOSE | re.IGNORECASE,
)
# `Theo báo South China Morning Post của Hong Kong`: who tells, no place.
_PRESS = re.compile(
    r"\btheo\s+(?:tờ|báo(?!\s+cáo)|hãng\s+tin|tạp\s+chí|trang|đài)\b[^,;.\n]{0,40}$", re.IGNORECASE
)
# `Bình quân cả nước là 86,98`: the mean itself.
_MEAN = re.compile(
    r"(?:^|[.;\n])\s*(?:mức\s+)?(?:bình\s+quân|trung\s+bình)(?:\s+chung)?(?:\s+của)?\s+$", re.IGNORECASE
)
_VERB = re.compile(r"\s+(?:là|đạt|ở\s+mức)\b", re.IGNORECASE)
# `đứng cuối là An Giang, đạt 72%` tells of it; `3 xã là A, B và C` only names them.
_IS = re.compile(r"\blà\s+(?:tỉnh\s+|vùng\s+)?$", re.IGNORECASE)
_REACHES = re.compile(
    r"\s*,?\s*(?:chỉ\s+)?(?:(?:đạt|có|được|tăng|giảm|với\s+(?:kết\s+quả|số|tỷ\s+lệ))\b|(?:với\s+|\((?:dài\s+|rộng\s+)?)?\d)",
    re.IGNORECASE,
)
# `thành phố A, thị xã B và 8 huyện`: one of those that are counted.
_LISTED = re.compile(r"\s*và\s+\d", re.IGNORECASE)
# What leads a clause besides its name: `Trên địa bàn tỉnh`, `trong đó`, `Tại`.
_LEADS = re.compile(
    r"""(?:^|[,;:.()\n"“–-])\s*
    (?:(?:trong\s+đó|riêng|còn|và|hiện|hiện\s+nay|toàn|cả|ví\s+dụ|chẳng\s+hạn|(?:hay\s+)?như)[,:\s]+){0,2}
    (?:(?:tại|ở|trên|trên\s+địa\s+bàn|trong|của)\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# `Số ca mắc của cả nước đến nay đã tăng`: what the sentence is about.
_WHOLE_OF = re.compile(r"(?:^|[.\n]\s*)[^.,;:\d\n]{0,38}\scủa\s+$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:đến\s+nay|đạt|là|đã|tăng|giảm|ước|trong|năm|tháng|hiện|còn|lên)\b", re.IGNORECASE
)
# What a country that a sentence tells of does: `vì sao Việt Nam có đến 2 số liệu`.
_HAS = re.compile(
    r"\s+(?:(?:hiện|đã|cũng|mới|đang|chỉ|sẽ)\s+){0,2}(?:có|đạt|đón|xuất\s+khẩu|nhập\s+khẩu|xảy\s+ra|ghi\s+nhận)\b",
    re.IGNORECASE,
)
# A body of the state is spoken of where it opens its clause.
_ACTS = re.compile(r"(?:^|[,;.\n]|\b(?:khi|rằng|mà|vì))\s*(?:(?:hiện|hiện\s+nay)[,\s]+)?$", re.IGNORECASE)
# What a firm does, wherever its name stands: `trong khi Habeco đã vay`, `khiến Habeco mất 2 tỷ đồng`.
_DOES = re.compile(
    r"\s+(?:(?:đã|mới|sẽ|cũng|chỉ|phải|đang|vẫn|còn)\s+){0,2}(?:mất|tăng|giảm|lãi|lỗ|nợ|vay|bán|mua|đạt|thu|trả|nhận|chi|lên"
    r"|bốc\s+hơi|báo\s+l[ãỗ]i?|đầu\s+tư|sử\s+dụng|huy\s+động|sản\s+xuất|xuất\s+khẩu|có)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:của|tại|ở|vào|trong|trên\s+địa\s+bàn|trên|đối\s+với)\s+$", re.IGNORECASE)
_ROAD = re.compile(r"(?:quốc\s+lộ|tỉnh\s+lộ|đường\s+tỉnh|(?:đường\s+)?cao\s+tốc)\b", re.IGNORECASE)
_ON = re.compile(r"(?<!nằm\s)\b(?:trên|tại|ở)\s+(?:(?:tuyến|đường|đoạn)\s+){0,2}$", re.IGNORECASE)
# `tại tỉnh X`; not `Tòa án nhân dân tỉnh X`, who acts where the text tells of another.
_PLACED = re.compile(r"\b(?:tại|ở|trên\s+địa\s+bàn)\s+(?:tỉnh\s+)?$", re.IGNORECASE)
# `Quyết định số 5/QĐ-UBND ngày 3/4/2020 của UBND tỉnh X`: who issued what is cited.
_ISSUER = re.compile(r"(?:,?\s*ngày\s+[\d/.-]{6,12})?,?\s*của\s+[^,.;()]{0,30}", re.IGNORECASE)
# `quân đội Mỹ cho biết`: whose people tell.
_TELLERS = re.compile(
    r"""\b(?:cảnh\s+sát|quân\s+đội|chính\s+phủ|chính\s+quyền|nhà\s+chức\s+trách|giới\s+chức|quan\s+chức|nguồn\s+tin
      |truyền\s+thông|đại\s+sứ(?:\s+quán)?|(?:bộ|ngoại)\s+trưởng|tổng\s+thống|thủ\s+tướng|phát\s+ngôn\s+viên|báo\s+chí)
    (?:\s+(?:của|quân\s+sự|cấp\s+cao))?\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# Two names for one figure: `Long An và Thừa Thiên Huế`.
_AND = re.compile(r"\s*(?:,|và)\s*", re.IGNORECASE)
# A name and the larger one it lies in: `phường Khai Quang, TP Vĩnh Yên`, `xã Bồ Lý (huyện Tam Đảo)`.
_WITHIN = re.compile(
    r"\s*[,(]\s*|\s+|\s+(?:(?:có\s+(?:trụ\s+sở|địa\s+chỉ)\s+)?(?:ở|tại)|thuộc|của)\s+(?:(?:miền|phía|vùng)\s+\w{2,5}\s+)?",
    re.IGNORECASE,
)
# `thôn 6`, `Tổ dân phố 12A`; not `bản Chu Va 12`, which has a name of its own.
_NUMBERED = re.compile(
    r"(?:thôn|xóm|ấp|bản|buôn|làng|khóm|khối|tổ|khu|khu\s+phố|tổ\s+dân\s+phố)\s\d{1,2}[A-Z]?", re.IGNORECASE
)
# `Siêu thị Phố Nối của Công ty X`
_BELONGS = re.compile(r"\s+(?:của|thuộc)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """A name with those that stand beside it; `alone`: figures behind it can be about it too."""

    start: int
    end: int
    name: str
    level: str
    alone: bool = True


def sites(text: str, names: Sequence[Named], mentions: Sequence[Mention], own: Home) -> list[Site]:
    """The names that figures can be about, in text order.

    Args:
        text: the document's text.
        names: all names in it, in text order.
        mentions: all mentions; names in citations are no places.
        own: what the document is about.
    """
    found: list[Site] = []
    passed: Site | None = None
    for site in _joined(text, list(_outside(text, names, mentions))):
        # one beside a site that cannot be is none either
        beside = passed is not None and _AND.fullmatch(text, passed.end, site.start) is not None
        counts = not beside and _counts(text, site, own)
        passed = passed if counts else site
        found.append(site if counts else replace(site, alone=False))
    return found


def _outside(text: str, names: Sequence[Named], mentions: Sequence[Mention]) -> Iterator[Named]:
    """The names that stand in no citation and name no issuer of one."""
    cited = [mention for mention in mentions if mention.kind == "docref"]
    ends = [mention.end for mention in cited]
    for name in names:
        index = bisect_left(ends, name.start + 1)
        inside = index < len(cited) and cited[index].start < name.end
        near = index > 0 and name.start - ends[index - 1] < _BEFORE
        if not inside and not (near and _ISSUER.fullmatch(text, ends[index - 1], name.start)):
            yield name


def _joined(text: str, names: Sequence[Named]) -> list[Site]:
    """The names with those beside them: equals as one, the larger ones around a small one left off."""
    joined: list[Site] = []
    for name in names:
        last = joined[-1] if joined else None
        if last is None or name.end - last.start > _TOGETHER:
            joined.append(Site(name.start, name.end, name.name, name.level))
        elif last.level == name.level != "whole" and _AND.fullmatch(text, last.end, name.start):
            both = last.name if last.name == name.name else text[last.end - len(last.name) : name.end]
            joined[-1] = Site(last.start, name.end, both, last.level)
        elif _NUMBERED.fullmatch(last.name) and last.level == "village" and _belongs(text, last, name):
            # `thôn 6, xã Kim Lư`: many have a thôn 6, so the commune names it
            joined[-1] = Site(last.start, name.end, name.name, name.level)
        elif _belongs(text, last, name):
            joined[-1] = Site(last.start, name.end, last.name, last.level)
        else:
            joined.append(Site(name.start, name.end, name.name, name.level))
    return joined


def _belongs(text: str, site: Site, name: Named) -> bool:
    """Whether a name tells where the site before it lies, or whose it is."""
    if site.level == name.level == "body":
        return _BELONGS.fullmatch(text, site.end, name.start) is not None
    return _rank(site.level) < _rank(name.level) and _WITHIN.fullmatch(text, site.end, name.start) is not None


def _rank(level: str) -> int:
    level = _AS_LARGE_AS.get(level, level)
    return _LEVELS.index(level) if level in _LEVELS else -1


def _counts(text: str, site: Site, own: Home) -> bool:
    """Whether a figure can be about a name where it stands."""
    before = text[max(0, site.start - _BEFORE) : site.start]
    if _SUCH.search(before) and _OWN.match(text, site.end):
        return True
    if _NOT.search(before):
        return _MEAN.search(before) is not None and _VERB.match(text, site.end) is not None
    if site.level == "whole":
        return True
    if _PRESS.search(before):
        return False
    if site.level == "organ":
        speaks = SPEAKS.match(text, site.end) or text[site.end : site.end + 2].lstrip()[:1] in (",", ")")
        return _ACTS.search(before) is not None and not speaks
    if _ROAD.match(site.name) and _ON.search(before) is None:
        # how long a road is, and what it costs, is told of the province; what happens on it, of the road
        return False
    estate = own.level == "body" and site.level == "spot"
    if own.level in ("body", "spot") and (estate or site.level not in ("body", "spot")):
        return _PLACED.search(before) is not None
    if _LISTED.match(text, site.end):
        return False
    if _IS.search(before) and not _REACHES.match(text, site.end):
        return False
    if site.level in ("foreign", "abroad") and _TELLERS.search(before) and SPEAKS.match(text, site.end):
        return False
    goes_on = _HAS.match(text, site.end) or _GOES_ON.match(text, site.end)
    if is_kind(text, site.start, site.name, site.level) and not goes_on:
        return False
    narrow = own.level not in ("", *WIDE)
    if site.level == "abroad" or (site.level == "foreign" and narrow):
        # whose firms invest in a province, who comes back from abroad: the province tells of its own
        return _PLACED.search(before) is not None
    if site.level == "nation" and _WHOLE_OF.search(before) and _GOES_ON.match(text, site.end):
        return True
    if (site.level in ("nation", "world") and own.level) or (site.level in WIDE and narrow):
        return _LEADS.search(before) is not None or (not narrow and _HAS.match(text, site.end) is not None)
    if site.level == "body":
        if SPEAKS.match(text, site.end):
            return False
        leads = _LEADS.search(before) is not None or _OF.search(before) is not None
        return leads or (is_firm(site.name) and _DOES.match(text, site.end) is not None)
    return True
