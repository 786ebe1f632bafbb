"""What stands before a document's number: the type words, what says of which sort or by whom, and `số`.

`Quyết định số`, `Bản án hình sự phúc thẩm số`, `Nghị định của Chính phủ số`, `Văn bản chỉ đạo của tổng cục Thi
hành án - bộ Tư pháp số`, `Công văn`, `QĐ số`, or only `Số:`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.extract.docref_issuer import issuer_end
from solieu.extract.docref_number import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, SPACE, alternation

_REACH = 170
# `số`, `Số:`, `số hiệu`, `ký hiệu số`; the colon may stand apart.
_SO = re.compile(
    rf"(?<!\w)(?:(?:số|so|Số|SỐ|No)(?:{SPACE}(?:ký{SPACE})?hiệu)?{SPACE}{{0,2}}[:.]?)(?:{SPACE}{{0,12}}\n?{SPACE}{{0,8}})\Z"
)
# Abbreviated type words in running text: `QĐ số 42`, `NĐ 34/2016`, `TT 26/2018/TT-BGDĐT`.
_SHORT = ("NĐ", "NQ", "QĐ", "TTLT", "TT", "CV", "CT", "SL", "PL", "KL", "TB", "KH", "VB", "VBHN", "HD", "CĐ", "QC")
_SHORT_BARE = ("NĐ", "NQ", "QĐ", "TTLT", "SL", "CV")
# Words that make the type word before or after them part of a body's name: `Bộ Kế hoạch và Đầu tư`.
_OF_BODY = re.compile(rf"(?<!\w)(?:[Bb]ộ|BỘ|[Ss]ở|SỞ|[Bb]an|[Pp]hòng|[Vv]ụ|[Vv]iện|[Kk]hoa|[Cc]ục|[Đđ]ại học){GAP}\Z")
# Things that bear numbers of their own; a number behind them is theirs.
_OTHER_NUMBERED = re.compile(
    r"(?i)(?<!\w)(?:giấy|hợp đồng|hóa đơn|hoá đơn|phụ lục|nhà|đường|phố|lô|thửa|tờ khai|tài khoản|điện thoại|chuyến|"
    r"quốc lộ|biển|chứng chỉ|chứng nhận|hộ chiếu|mẫu|bảng|biểu|điều|khoản|mục|chương|trang|tổ|ngõ|ngách|hẻm|phòng|"
    r"toa|tàu|xe|máy bay|này|đó|tiền|bản vẽ|đơn|sổ|lệnh chi|phiếu|hồ sơ|vụ án thụ lý|thụ lý|gói thầu|dự án)(?!\w)"
)
# Words that begin another clause, so that the type words before them are not those of the number behind.
_CLAUSE = re.compile(
    r"(?i)(?<!\w)(?:theo|tại|từ|là|đã|được|bị|khi|nếu|mà|thì|trong|với|có|ra|gửi|ký|và|hoặc|do|vì|để|cho|nhưng|cũng|"
    r"sẽ|vẫn|đang|nêu|trên|ngày|năm|tháng|sau|trước|cùng|còn|như|vào|tới|đến|kèm|căn cứ)(?!\w)"
)
_PLAIN = re.compile(rf"(?:{GAP}[{UPPER}{LOWER}]{{1,12}}){{1,10}}{GAP}?")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number: `start` of the type words, the canonical `type`, whether `số` is written.

    `direct` says that nothing but words of the lexicon stands between type words and number, so that a bare
    number may follow; `bare` is the type's own rule for that; `capital` whether the type words begin with one.
    """

    start: int
    type: str | None
    numbered: bool
    direct: bool = True
    bare: str = "no"
    capital: bool = False
    plural: bool = False
    issuer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Types:
    """The type words of a lexicon: one pattern, and the rows by folded form."""

    pattern: re.Pattern[str]
    kinds: re.Pattern[str]
    rows: dict[str, tuple[str, str]]
    last: frozenset[str]


@cache
def types(lexicon: Lexicon) -> Types:
    """The type words of a lexicon, with the abbreviations that running text uses for them."""
    rows: dict[str, tuple[str, str]] = {}
    by_code: dict[str, str] = {}
    for row in lexicon.rows("document_types"):
        rows[_fold(row["name"])] = (_canonical(row["name"]), row["bare"])
        by_code.setdefault(row["abbreviation"], row["name"])
    for short in _SHORT:
        rows[short] = (_canonical(by_code.get(short, short)), "any" if short in _SHORT_BARE else "số")
    names = alternation(lexicon.column("document_types", "name"))
    pattern = re.compile(rf"(?<!\w)(?:(?i:{names})|{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?!\w)")
    kinds = alternation(lexicon.column("document_kinds", "name"))
    sorts = re.compile(rf"(?:{GAP}(?i:{kinds}))(?:(?:{GAP}|{SPACE}?[,-]{GAP})(?i:{kinds})){{0,3}}(?!\w)")
    last = frozenset(_fold(name.split()[-1]) for name in [*lexicon.column("document_types", "name"), *_SHORT])
    return Types(pattern, sorts, rows, last)


def head_before(text: str, at: int, lexicon: Lexicon, *, strong: bool, floor: int = 0) -> Head | None:
    """What stands before the number at `at`, or None where there are neither type words nor `số`.

    `strong` says that the number has letters. Nothing before `floor` (the end of the mention before) is read.
    """
    low = max(floor, at - _REACH)
    window = text[low:at]
    so = _SO.search(window)
    reach = so.start() if so else len(window)
    if so is None and not window[-1:].isspace():
        return None
    known = types(lexicon)
    nearest: Head | None = None
    for found in reversed(list(known.pattern.finditer(window, 0, reach))):
        between = window[found.end() : reach]
        if nearest is not None:
            if between.strip() == "" or window[found.end() : nearest.start - low].strip() == "":
                nearest = _further(nearest, found, window, low, known)
            break
        if _OF_BODY.search(window[: found.start()]):
            continue
        nearest = _fit(text, low, window, found, between, so is not None, strong, known, lexicon)
        if nearest is None and re.search(r"[;\n]|\.\s", between):
            break
    if nearest is None and so is not None:
        return Head(at, None, numbered=True)
    return nearest


def _fit(
    text: str, low: int, window: str, found: re.Match[str], between: str, numbered: bool, strong: bool, known: Types,
    lexicon: Lexicon,
) -> Head | None:  # fmt: skip
    """The head that begins with these type words, if what is between them and the number allows it."""
    name, bare = known.rows[_fold(found[0])]
    capital = found[0][0].isupper()
    issuer: tuple[int, int] | None = None
    direct = between.strip() == ""
    if not direct:
        sort = known.kinds.match(between)
        rest = between[sort.end() :] if sort else between
        if rest.strip():
            issuer = _issuer_between(text, low + found.end() + (sort.end() if sort else 0), rest, lexicon)
            plain = strong and numbered and _PLAIN.fullmatch(rest) and not _OTHER_NUMBERED.search(rest)
            if issuer is None and not (plain and not _CLAUSE.search(rest)):
                return None
            if issuer is not None and not (numbered or strong):
                return None
        direct = not rest.strip() or issuer is not None
    elif "\n" in between and re.search(r"\n\s*\n", between):
        return None
    plural = re.search(r"(?i)(?<!\w)(?:các|những|hai|ba|bốn|0?\d)\s\Z", window[: found.start()]) is not None
    return Head(low + found.start(), name, numbered, direct, bare, capital, plural, issuer)


def _issuer_between(text: str, at: int, between: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """The issuer that fills all that is between, `của` or not: `của UBND tỉnh`, `Bộ Y tế - Bộ Công Thương`."""
    end = at + len(between)
    begin = re.compile(rf"{GAP}(?:(?:chỉ đạo|trả lời|hướng dẫn|liên tịch|kết luận){GAP})?(?:của{GAP})?", re.I).match(text, at)
    if begin is None:
        return None
    stop = begin.end()
    for _ in range(6):
        named = issuer_end(text, stop, lexicon, end)
        if named is None:
            return None
        rest = text[named:end]
        if not rest.strip(" ,\n\u00a0\t"):
            return begin.end(), named
        joint = re.compile(rf"{GAP}?[,–-]{GAP}?|{GAP}và{GAP}").match(text, named, end)
        if joint is None:
            return None
        stop = joint.end()
    return None


def _further(nearest: Head, found: re.Match[str], window: str, low: int, known: Types) -> Head:
    """Type words that say what sort those before them are: `Công văn hướng dẫn số`, `Thông báo kết luận số`.

    A verb in small letters before capitals is none (`theo quy định Nghị định số`).
    """
    word = window[nearest.start - low : nearest.start - low + 1]
    if not word.islower() or _OF_BODY.search(window[: found.start()]):
        return nearest
    name, bare = known.rows[_fold(found[0])]
    if name not in ("Thông tư", "Công văn", "Văn bản", "Thông báo", "Quyết định", "Tờ trình"):
        return nearest
    capital = found[0][0].isupper()
    return Head(low + found.start(), name, nearest.numbered, nearest.direct, bare, capital, nearest.plural, nearest.issuer)


def _canonical(name: str) -> str:
    """The type that a table shows: `Thông báo kết luận` is a `Thông báo`, `Kết luận thanh tra` a `Kết luận`."""
    for whole in ("Thông báo", "Kết luận", "Chương trình", "Quy chế"):
        if name.startswith(whole + " "):
            return whole
    return name


def _fold(words: str) -> str:
    if words in _SHORT:
        return words
    return " ".join(words.replace("Ð", "Đ").casefold().replace("ð", "đ").replace("oà", "òa").replace("oả", "ỏa").split())
