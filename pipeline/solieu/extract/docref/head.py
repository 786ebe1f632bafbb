"""What stands before a document's number: the type words, what says of which sort or by whom, and `số`.

`Quyết định số`, `Bản án hình sự phúc thẩm số`, `Nghị định của Chính phủ số`, `Văn bản chỉ đạo của tổng cục
Thi hành án - bộ Tư pháp số`, `Công văn`, `QĐ số`, or only `Số:`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from solieu.extract.docref.issuer import issuer_end
from solieu.extract.docref.words import LOWER, UPPER, whole_phrases, words
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, SPACE, alternation

_REACH, _SO_REACH = 170, 48
# `số`, `Số:`, `số ký hiệu`; the colon may stand apart. English renderings of the law have `No.`.
_SO = re.compile(
    rf"(?<!\w)(?:số|so|Số|SỐ|No|NO)(?:{SPACE}(?:ký{SPACE})?hiệu)?{SPACE}{{0,2}}[:.]?"
    rf"{SPACE}{{0,12}}\n?{SPACE}{{0,8}}\Z"
)
# Abbreviated type words in running text: `QĐ số 42`, `NĐ 34/2016`, `TT 26/2018/TT-BGDĐT`; some are also
# units and other words (CV, TT), so that a bare number follows only those that are never anything else.
_SHORT = (
    "NĐ",
    "NQ",
    "QĐ",
    "TTLT",
    "TT",
    "CV",
    "CT",
    "SL",
    "PL",
    "KL",
    "TB",
    "KH",
    "VB",
    "VBHN",
    "HD",
    "CĐ",
    "QC",
)
_SHORT_BARE = ("NĐ", "NQ", "QĐ", "TTLT", "SL")
# Words that make the type words behind them part of a body's name: `Bộ Kế hoạch và Đầu tư`.
_OF_BODY = re.compile(
    rf"(?<!\w)(?:[Bb]ộ|BỘ|[Ss]ở|SỞ|[Bb]an|[Pp]hòng|[Vv]ụ|[Vv]iện|[Kk]hoa|[Cc]ục|[Đđ]ại học){GAP}\Z"
)
_PLAIN = re.compile(rf"(?:{GAP}[{UPPER}{LOWER}]{{1,12}}){{1,10}}{GAP}?")
_BROKEN = re.compile(r"[;\n]|\.\s")
_BLANK_LINE = re.compile(r"\n\s*\n")
_PLURAL = re.compile(r"(?i)(?<!\w)(?:các|những|hai|ba|bốn|0?\d)\s\Z")
_OF = re.compile(
    rf"{GAP}(?:(?:chỉ đạo|trả lời|hướng dẫn|liên tịch|kết luận){GAP})?(?:của{GAP})?", re.IGNORECASE
)
_JOINT = re.compile(rf"{GAP}?[,–-]{GAP}?|{GAP}và{GAP}")
# A permit or a certificate, of what it is: `Giấy phép khai thác khoáng sản`; a form of a kind of document.
_PERMIT = re.compile(
    rf"(?<!\w)giấy{GAP}(?:phép|chứng{GAP}nhận)(?:{GAP}[{UPPER}{LOWER}]{{1,12}}){{0,12}}{GAP}?\Z",
    re.IGNORECASE,
)
_FORM = re.compile(rf"(?<!\w)(?:mẫu|biểu){GAP}\Z", re.IGNORECASE)
# Types that take a second type word after them for what they do: `Công văn hướng dẫn số`.
_TAKES_ANOTHER = ("Thông tư", "Công văn", "Văn bản", "Thông báo", "Quyết định", "Tờ trình")
# Types whose sorts a table does not tell apart: `Thông báo kết luận` is a `Thông báo`.
_WITH_SORTS = ("Thông báo", "Kết luận", "Chương trình", "Quy chế")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number: `start` of the type words, the canonical `type`, whether `số` is written.

    `direct` says that nothing but words of the lexicon stands between type words and number, so that a bare
    number may follow; `bare` is the type's own rule for that; `capital` whether the type words begin with
    one; `plural` that a list may follow; `other` that the number is that of a form or a flight, not of a
    document.
    """

    start: int
    type: str | None
    numbered: bool
    direct: bool = True
    bare: str = "no"
    capital: bool = False
    plural: bool = False
    issuer: tuple[int, int] | None = None
    other: bool = False


@dataclass(frozen=True, slots=True)
class Types:
    """The type words of a lexicon: a pattern, what may stand behind them, type and rule by folded form."""

    pattern: re.Pattern[str]
    kinds: re.Pattern[str]
    rows: dict[str, tuple[str, str]]


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
    names = whole_phrases(lexicon.column("document_types", "name"))
    shorts = "|".join(sorted(_SHORT, key=len, reverse=True))
    kinds = alternation(lexicon.column("document_kinds", "name"))
    return Types(
        re.compile(rf"{names}|(?<!\w)(?:{shorts})(?!\w)"),
        re.compile(rf"(?:{GAP}(?i:{kinds}))(?:(?:{GAP}|{SPACE}?[,-]{GAP})(?i:{kinds})){{0,3}}(?!\w)"),
        rows,
    )


@cache
def last_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that a bare number may follow: the last of the type words, and `số`; folded."""
    names = [name.split()[-1] for name in lexicon.column("document_types", "name")]
    return frozenset(word.casefold() for word in [*names, *_SHORT, "số", "so", "no", "hiệu"])


def head_before(text: str, at: int, lexicon: Lexicon, *, strong: bool, floor: int = 0) -> Head | None:
    """What stands before the number at `at`, or None where there are neither type words nor `số`.

    `strong` says that the number has letters. Nothing before `floor` (the end of the mention before) is read.

    >>> from solieu.lexicon import load
    >>> text = "theo Bản án hình sự phúc thẩm số 27"
    >>> head = head_before(text, 33, load(), strong=False)
    >>> text[head.start :], head.type
    ('Bản án hình sự phúc thẩm số 27', 'Bản án')
    """
    low = max(floor, at - _REACH)
    window = text[low:at]
    so = _SO.search(window, max(len(window) - _SO_REACH, 0))
    if so is None and not window[-1:].isspace():
        return None
    reach = so.start() if so else len(window)
    nearest: Head | None = None
    for found in reversed(list(types(lexicon).pattern.finditer(window, 0, reach))[-4:]):
        if nearest is not None:
            if not window[found.end() : nearest.start - low].strip():
                nearest = _with_another(nearest, found, window, low, lexicon)
            break
        if _OF_BODY.search(window[: found.start()]):
            continue
        nearest = _fit(text, low, found, low + reach, lexicon, numbered=so is not None, strong=strong)
        if nearest is not None and not nearest.capital and _FORM.search(window[: found.start()]):
            return Head(at, None, numbered=True, other=True)
        if nearest is None and _BROKEN.search(window[found.end() : reach]):
            break
    if nearest is None and so is not None:
        return Head(at, None, numbered=True, other=_ends_in_thing(window[:reach], lexicon))
    return nearest


def _ends_in_thing(before: str, lexicon: Lexicon) -> bool:
    """Whether words end in a thing other than a document that bears numbers, on the same line."""
    if _PERMIT.search(before):
        return True
    things = list(words(lexicon, "numbered_things").finditer(before))
    return bool(things) and before[things[-1].end() :].strip(" \t\u00a0") == ""


def _fit(
    text: str, low: int, found: re.Match[str], reach: int, lexicon: Lexicon, *, numbered: bool, strong: bool
) -> Head | None:
    """The head that begins with these type words, if what is between them and the number allows it."""
    name, bare = types(lexicon).rows[_fold(found[0])]
    head = Head(
        low + found.start(), name, numbered, bare=bare, capital=found[0][0].isupper(),
        plural=_PLURAL.search(found.string[: found.start()]) is not None,
    )  # fmt: skip
    begin = low + found.end()
    between = text[begin:reach]
    if not between.strip():
        return None if _BLANK_LINE.search(between) else head
    sort = types(lexicon).kinds.match(between)
    begin += sort.end() if sort else 0
    rest = text[begin:reach]
    if not rest.strip():
        return head
    issuer = _issuer_between(text, begin, reach, lexicon)
    if issuer is not None:
        return replace(head, issuer=issuer) if numbered or strong else None
    few = numbered or (head.capital and len(rest.split()) <= 3)
    if strong and few and _PLAIN.fullmatch(rest) and not _broken(rest, lexicon):
        return replace(head, direct=False)
    return None


def _broken(rest: str, lexicon: Lexicon) -> bool:
    """Whether words between type words and number make the number another's."""
    return any(words(lexicon, table).search(rest) for table in ("citation_breaks", "numbered_things"))


def _issuer_between(text: str, at: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The issuers that fill all that is between: `của UBND tỉnh`, `Bộ Y tế - Bộ Công Thương`."""
    begin = _OF.match(text, at)
    if begin is None:
        return None
    stop = begin.end()
    for _ in range(6):
        named = issuer_end(text, stop, lexicon, end)
        if named is None:
            return None
        if not text[named:end].strip(" ,\n\u00a0\t"):
            return begin.end(), named
        joint = _JOINT.match(text, named, end)
        if joint is None:
            return None
        stop = joint.end()
    return None


def _with_another(nearest: Head, found: re.Match[str], window: str, low: int, lexicon: Lexicon) -> Head:
    """Type words that say what those before them do: `Công văn hướng dẫn số`, `Thông báo kết luận số`.

    A verb in small letters before capitals is none (`theo quy định Nghị định số`).
    """
    name, bare = types(lexicon).rows[_fold(found[0])]
    small = window[nearest.start - low].islower()
    if not small or name not in _TAKES_ANOTHER or _OF_BODY.search(window[: found.start()]):
        return nearest
    return replace(nearest, start=low + found.start(), type=name, bare=bare, capital=found[0][0].isupper())


def _canonical(name: str) -> str:
    """The type that a table shows: `Thông báo kết luận` is a `Thông báo`."""
    return next((whole for whole in _WITH_SORTS if name.startswith(f"{whole} ")), name)


def _fold(written: str) -> str:
    if written in _SHORT:
        return written
    folded = written.replace("Ð", "Đ").casefold().replace("ð", "đ")
    return " ".join(folded.replace("oà", "òa").replace("oả", "ỏa").split())
