"""Who issues a document, as written: `Chính phủ`, `Bộ trưởng Bộ Y tế`, `Chủ tịch UBND tỉnh Vĩnh Phúc`.

A name begins with a title or a body of the lexicon. A body that the lexicon knows whole ends there; another
goes on with its words (`Sở Giáo dục và Đào tạo tỉnh Hưng Yên`) until punctuation or a word that no name of a body
holds (`về`, `quy định`, `ban hành` …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.extract.docref_number import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE, alternation, literal

# Words that follow the name of a body and are no part of it.
_ENDS = """
    ban hành|bãi bỏ|bổ sung|buộc|cấp|chấp thuận|chỉ đạo|chính thức|cho|chưa|chuyển|có|công bố|công nhận|cũng|cùng|
    của|dẫn|đã|đang|để|đề nghị|đến|điều chỉnh|đồng ý|được|gồm|giao|giải quyết|gửi|hết|hiện|hoặc|hướng dẫn|kèm|
    kê biên|kết luận|khai mạc|khẳng định|khi|không|kiến nghị|ký|là|làm|lập|liên quan|mà|mới|nay|nên|nếu|ngày|nhằm|
    như|nhưng|nói|nêu|phải|phê chuẩn|phê duyệt|phối hợp|qui định|quy định|quyết định|ra|sau|sẽ|số|sửa đổi|tại|tạm|
    thay|theo|thì|thông báo|thông qua|thông tin|thu hồi|thực hiện|thống nhất|tiếp tục|tổ chức|triển khai|trình|
    trong|trước|tuyên|từ|vẫn|vào|về|vì|việc|với|vừa|xét|xử|yêu cầu|ủy quyền|do|bị|cáo buộc|bác|và các|nhận|đối với|
    chủ trì|góp ý|đặt|chỉ|tổng hợp|sử dụng|áp dụng|kể|trên|qua|tặng|khen thưởng|công khai|truyền đạt|ấn định
""".replace("\n", "").replace(" |", "|").replace("| ", "|")
_ENDING = re.compile(
    "(?:" + "|".join(literal(word.strip()) for word in _ENDS.split("|") if word.strip()) + r")(?!\w)"
)  # fmt: skip
_WORD = re.compile(rf"[{UPPER}{LOWER}\d&]{{1,24}}")
# Between two words of a name: a space, the full stop of `TP. HCM`, a dash before a capital or another body
# (`BR - VT`, `tổng cục Thi hành án - bộ Tư pháp`).
_BETWEEN = re.compile(
    rf"(?<=TP)\.{SPACE}?(?=[{UPPER}])|{GAP}?{DASH}{GAP}?(?=[{UPPER}]|(?:bộ|sở|cục|ban|ủy|uỷ){SPACE})|{GAP}"
)


@dataclass(frozen=True, slots=True)
class Issuers:
    """The patterns of a lexicon's issuers, compiled: titles, names that are whole, heads of names, any of them."""

    title: re.Pattern[str]
    body: re.Pattern[str]
    head: re.Pattern[str]
    any: re.Pattern[str]


@cache
def issuers(lexicon: Lexicon) -> Issuers:
    """The issuers of a lexicon, as patterns."""
    names: dict[str, list[str]] = {"body": [], "head": [], "title": []}
    for row in lexicon.rows("issuers"):
        names[row["kind"]].append(row["name"])
    everything = [name for kind in names.values() for name in kind]

    def pattern(phrases: list[str]) -> re.Pattern[str]:
        # The dash and the comma inside a name are typed with and without spaces.
        joined = alternation(phrases).replace(rf"{GAP}\-{GAP}", rf"{GAP}?{DASH}{GAP}?")
        return re.compile(rf"(?<!\w){joined.replace(',' + GAP, f'{GAP}?,{GAP}?')}(?!\w)", re.IGNORECASE)

    return Issuers(pattern(names["title"]), pattern(names["body"]), pattern(names["head"]), pattern(everything))


def issuer_end(text: str, start: int, lexicon: Lexicon, limit: int | None = None) -> int | None:
    """Where the name of an issuer that begins at `start` ends, or None where none begins there.

    `limit` bounds the reading (the start of the next mention).

    >>> from solieu.lexicon import load
    >>> text = "Chủ tịch UBND tỉnh BR - VT buộc"
    >>> text[: issuer_end(text, 0, load())]
    'Chủ tịch UBND tỉnh BR - VT'
    """
    known = issuers(lexicon)
    stop = min(len(text), start + 160) if limit is None else min(limit, start + 160)
    at, titled = start, False
    for _ in range(3):
        found = known.title.match(text, at, stop)
        if found is None:
            break
        titled = True
        joined = re.compile(rf"(?:{GAP}của)?{GAP}").match(text, found.end(), stop)
        if joined is None or not known.any.match(text, joined.end(), stop):
            return _name_end(text, found.end(), stop)
        at = joined.end()
    body, head = known.body.match(text, at, stop), known.head.match(text, at, stop)
    if body and (head is None or body.end() >= head.end()):
        return _after_whole(text, body.end(), stop)
    if head:
        return _name_end(text, head.end(), stop)
    return at if titled and at > start else None


def _after_whole(text: str, end: int, stop: int) -> int:
    """A body known whole takes a place or a term behind it, when it has a capital: `Quốc hội khóa XV`."""
    found = re.compile(rf"{GAP}(?:[Kk]h(?:óa|oá){GAP}[IVX]{{1,6}}\b)").match(text, end, stop)
    return found.end() if found else end


def _name_end(text: str, at: int, stop: int) -> int:
    """The end of a name whose head ends at `at`: its words up to one that no name holds, sixteen at most."""
    for _ in range(16):
        between = _BETWEEN.match(text, at, stop)
        if between is None or "\n" in between[0] and text[between.end() : between.end() + 1].isupper():
            return at
        word = _WORD.match(text, between.end(), stop)
        if word is None or word[0].isdigit() or _ENDING.match(text, between.end()):
            return at
        if word[0] in ("và", "hoặc") and not _names_go_on(text, word.end()):
            return at
        at = word.end()
    return at


def _names_go_on(text: str, at: int) -> bool:
    """Whether `và` joins two words of one name (`Giáo dục và Đào tạo`, `Môi trường và đô thị`)."""
    following = re.compile(rf"{GAP}(\w+)(?:{GAP}(\w+))?").match(text, at)
    if following is None:
        return False
    return (following[1] + " " + (following[2] or "")).casefold() not in _OTHERS and not _ENDING.match(
        text, following.start(1)
    )


# What `và` joins a new phrase with.
_OTHERS = {
    "nghị định", "nghị quyết", "thông tư", "quyết định", "chỉ thị", "công văn", "luật đất", "kế hoạch", "kết luận",
    "hướng dẫn", "thông báo", "ý kiến", "các văn", "các quy", "các nghị", "quy định", "các thông", "các quyết",
    "chủ tịch", "văn bản", "tình hình", "bộ luật", "pháp lệnh",
}  # fmt: skip
