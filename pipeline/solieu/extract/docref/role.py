"""What of a document is cited (points, clauses, articles), and what for (basis, amendment, repeal …).

Decree 34/2016/NĐ-CP and Decree 30/2020/NĐ-CP, annexes: the grounds of a document begin with `Căn cứ`, one a
paragraph; provisions stand before the document, the smallest first.
"""

from __future__ import annotations

import re

from solieu.lexicon.pattern import GAP, SPACE

_REACH = 260
# One part of `điểm a khoản 2 Điều 5`, `các khoản 1, 3 và 4 Điều 8`, `Phụ lục II`, and what joins two.
_MARK = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?|[a-zđ]{1,2}|[IVXLC]{1,6})(?!\w)"
_PART = re.compile(
    rf"(?<!\w)(?:[Cc]ác{GAP})?(?:[Đđ]iểm|[Kk]hoản|[ĐđÐ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ{GAP}lục|[Tt]iết){GAP}{_MARK}"
    rf"(?:{SPACE}?(?:,|{SPACE}và|{SPACE}hoặc|{SPACE}đến|-){SPACE}?{_MARK}){{0,12}}"
)
_JOINT = re.compile(rf"{SPACE}?[,;]?{GAP}?(?:và|của|thuộc|tại|trong)?{GAP}?")

_PROVISION = rf"(?:điều|điểm|khoản|mục|nội{GAP}dung|quy{GAP}định)"
_SOME = rf"(?:{GAP}(?:một{GAP}số|các)(?:{GAP}{_PROVISION}(?:,{GAP}{_PROVISION}){{0,3}})?)?"
_REPEALS = re.compile(
    rf"(?:bãi{GAP}bỏ|thay{GAP}thế(?:{GAP}cho)?|hủy{GAP}bỏ|huỷ{GAP}bỏ|đình{GAP}chỉ{GAP}thi{GAP}hành)"
    rf"(?:{GAP}toàn{GAP}bộ)?(?:{GAP}các)?{GAP}\Z",
    re.IGNORECASE,
)
# `sửa đổi, bổ sung một số điều của`, but not `được sửa đổi, bổ sung`, which tells of the other document.
_AMENDS = re.compile(
    rf"(?<!được{SPACE})(?:sửa{GAP}đổi|bổ{GAP}sung)(?:,?{GAP}(?:bổ{GAP}sung|thay{GAP}thế))?{_SOME}"
    rf"(?:{GAP}(?:của|trong))?{GAP}\Z",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(
    rf"(?:quy{GAP}định{GAP}chi{GAP}tiết|hướng{GAP}dẫn|thi{GAP}hành|thực{GAP}hiện|triển{GAP}khai)"
    rf"(?:{GAP}(?:và{GAP})?(?:hướng{GAP}dẫn{GAP})?(?:thi{GAP}hành|thực{GAP}hiện))?{_SOME}(?:{GAP}(?:của|tại))?{GAP}\Z",
    re.IGNORECASE,
)
_BASIS = re.compile(rf"(?:\A|[\n.;|])\W{{0,12}}[Cc]ăn{GAP}cứ(?:{GAP}vào)?(?!\w)")
_PARAGRAPH_END = re.compile(r"[;.]\s|\n\s{0,20}\n")
_EXPIRED = re.compile(rf"[^.;\n]{{0,120}}?hết{GAP}hiệu{GAP}lực")


def provisions_before(text: str, at: int) -> tuple[int, int] | None:
    """The span of the points, clauses and articles that end right before a citation, or None.

    >>> text = "theo điểm a khoản 2 Điều 5 của "
    >>> text[slice(*provisions_before(text, len(text)))]
    'điểm a khoản 2 Điều 5'
    """
    begin = end = None
    follows = at
    for part in reversed(list(_PART.finditer(text, max(at - _REACH, 0), at))):
        if not _JOINT.fullmatch(text, part.end(), follows):
            break
        begin, end, follows = part.start(), end or part.end(), part.start()
    return (begin, end) if begin is not None and end is not None else None


def role_of(text: str, begin: int, end: int) -> str:
    """What the citing text does with a document: by the words before it, or before its provisions (`begin`).

    >>> text = "Bãi bỏ Quyết định số 12/QĐ-UBND."
    >>> role_of(text, 7, 31)
    'repeals'
    """
    before = text[max(begin - _REACH, 0) : begin]
    if _REPEALS.search(before) or _EXPIRED.match(text, end):
        return "repeals"
    if _AMENDS.search(before):
        return "amends"
    if _IMPLEMENTS.search(before):
        return "implements"
    grounds = list(_BASIS.finditer(before))
    return "basis" if grounds and not _PARAGRAPH_END.search(before, grounds[-1].end()) else "cites"
