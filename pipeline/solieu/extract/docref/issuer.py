"""Who issues a document, as written: `Chính phủ`, `Bộ trưởng Bộ Y tế`, `Chủ tịch UBND tỉnh Vĩnh Phúc`.

A name begins with a title or a body of the lexicon. A body that the lexicon knows whole ends there; another
goes on with its words (`Sở Giáo dục và Đào tạo tỉnh Hưng Yên`) until punctuation or a word that no name of
a body holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.extract.docref.body import names
from solieu.extract.docref.law_names import fold_name
from solieu.extract.docref.number import CAPITAL, codes
from solieu.extract.docref.words import LOWER, UPPER, plain_words, whole_phrases
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE

_REACH = 160
_GAP = re.compile(GAP)
# A word; the mark of a footnote behind it (`Quân đội6`) is none of it.
_WORD = re.compile(rf"[{UPPER}{LOWER}]{{2,24}}(?<=[{LOWER}])(?=\d)|[{UPPER}{LOWER}\d&]{{1,24}}")
_CODE = re.compile(rf"(?<!\w)[{CAPITAL}]{{2,12}}(?!\w)")
# Between two words of a name: a space, the full stop of `TP. HCM`, a dash before a capital or another body
# (`BR - VT`, `tổng cục Thi hành án - bộ Tư pháp`).
_BETWEEN = re.compile(
    rf"(?<=TP)\.{SPACE}?(?=[{UPPER}])|{GAP}?{DASH}{GAP}?(?=[{UPPER}]|(?:bộ|sở|cục|ban|ủy|uỷ){SPACE})|{GAP}"
)
_OF = re.compile(rf"(?:{GAP}của)?{GAP}")
# Where a name may hold a number: `Hội nghị lần thứ 7`, `Hội nghị Trung ương 6`, `khu vực 7`.
_ORDINAL_BEFORE = re.compile(r"(?i)(?:thứ|trung ương|tw|khóa|khoá|khu vực|quân khu)\Z")
_TERM = re.compile(rf"{GAP}[Kk]h(?:óa|oá){GAP}[IVX]{{1,6}}(?!\w)")
# Behind one of these a name goes on with a proper name or not at all: `UBND tỉnh Bình Dương`, `Tỉnh ủy cụ thể
# hóa`. The words for places may follow one another (`Công an huyện Kỳ Anh tỉnh Hà Tĩnh`).
_OF_PLACE = re.compile(
    rf"(?i:tỉnh|huyện|quận|xã|phường|thành{GAP}phố|(?:tỉnh|thành|huyện|quận|thị){GAP}(?:ủy|uỷ))\Z"
)
_PLACE_GOES_ON = re.compile(r"(?i:tỉnh|huyện|quận|xã|phường|thành|thị|ủy|uỷ|khóa|khoá|đặc)(?!\w)")
# Words that begin like a body and are none: `vụ án`, `vụ việc`.
_NO_BODY = re.compile(rf"vụ{GAP}(?:án|việc)(?!\w)", re.IGNORECASE)
# `và` joins two words of one name (`Giáo dục và Đào tạo`) unless one of these follows it.
_ANOTHER = re.compile(
    rf"{GAP}(?:(?:các|những|bộ{GAP}luật|luật{GAP}(?:sửa|đất)|pháp{GAP}l|nghị{GAP}(?:định|quyết)|thông{GAP}(?:tư|báo)|"
    rf"quyết{GAP}định|chỉ{GAP}thị|công{GAP}(?:văn|điện)|kết{GAP}luận|văn{GAP}bản|bản{GAP}án|cáo{GAP}trạng|báo{GAP}cáo|"
    rf"tờ{GAP}trình|biên{GAP}bản|sắc{GAP}lệnh|chủ{GAP}tịch|ý{GAP}kiến|tình{GAP}hình)|"
    rf"(?:kế{GAP}hoạch|hướng{GAP}dẫn|quy{GAP}định)(?!{GAP}và))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuers of a lexicon: one pattern for the longest that begins at a place, and what each is."""

    pattern: re.Pattern[str]
    kinds: dict[str, str]

    def match(self, text: str, at: int, stop: int) -> tuple[str, int] | None:
        """What begins at a place (a `title`, a whole `body`, the `head` of a name) and where it ends."""
        found = self.pattern.match(text, at, stop)
        return (self.kinds.get(fold_name(found[0]), "head"), found.end()) if found else None


@cache
def issuers(lexicon: Lexicon) -> Issuers:
    """The issuers of a lexicon, compiled."""
    kinds = names(lexicon) | {row["name"]: row["kind"] for row in lexicon.rows("issuers")}
    phrases = whole_phrases(kinds)
    # The dash and the comma inside a name are typed with and without spaces.
    phrases = phrases.replace(rf"{GAP}\-{GAP}", rf"{GAP}?{DASH}{GAP}?").replace(f",{GAP}", f"{GAP}?,{GAP}?")
    return Issuers(re.compile(phrases), {fold_name(name): kind for name, kind in kinds.items()})


def issuer_end(text: str, start: int, lexicon: Lexicon, limit: int | None = None) -> int | None:
    """Where the name of an issuer that begins at `start` ends, or None where none begins there.

    `limit` bounds the reading (the start of the next mention).

    >>> from solieu.lexicon import load
    >>> text = "Chủ tịch UBND tỉnh BR - VT buộc"
    >>> text[: issuer_end(text, 0, load())]
    'Chủ tịch UBND tỉnh BR - VT'
    """
    known = issuers(lexicon)
    stop = min(len(text), start + _REACH) if limit is None else min(limit, start + _REACH)
    found = known.match(text, start, stop)
    for _ in range(3):
        if found is None or found[0] != "title":
            break
        joined = _OF.match(text, found[1], stop)
        further = known.match(text, joined.end(), stop) if joined else None
        if further is None:
            return _name_end(text, found[1], stop, lexicon)
        found = further
    if found is None or _NO_BODY.match(text, start):
        code = _CODE.match(text, start, stop)
        return _name_end(text, code.end(), stop, lexicon) if code and codes(lexicon).known(code[0]) else None
    kind, end = found
    if kind == "body":
        term = _TERM.match(text, end, stop)
        return term.end() if term else end
    return _name_end(text, end, stop, lexicon)


def goes_on(text: str, at: int, lexicon: Lexicon, stop: int | None = None) -> bool:
    """Whether a `và` that ends at `at` joins two words of one name, not two things that are said."""
    gap = _GAP.match(text, at)
    if gap is None or (stop is not None and gap.end() >= stop) or _ANOTHER.match(text, at):
        return False
    return plain_words(lexicon, "issuer_ends").match(text, gap.end()) is None


def _name_end(text: str, at: int, stop: int, lexicon: Lexicon) -> int:
    """The end of a name whose head ends at `at`: its words up to one that no name holds, sixteen at most."""
    ends, place = plain_words(lexicon, "issuer_ends"), False
    for _ in range(16):
        between = _BETWEEN.match(text, at, stop)
        if between is None or ("\n" in between[0] and text[between.end() : between.end() + 1].isupper()):
            return at
        word = _WORD.match(text, between.end(), stop)
        if word is None or ends.match(text, between.end()):
            return at
        if word[0].isdigit() and not _ORDINAL_BEFORE.search(text, max(at - 12, 0), at):
            return at
        if word[0] in ("và", "hoặc") and not goes_on(text, word.end(), lexicon, stop):
            return at
        if word[0].casefold() != "hội":
            place = place or _OF_PLACE.search(text, max(at - 12, 0), at) is not None
        if place and word[0][0].islower() and not _PLACE_GOES_ON.match(text, between.end()):
            return at
        at = word.end()
    return at
