"""The subject of a figure: the noun phrase before it, cut to what names the amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solieu.extract.concept.context import LONGEST, LONGEST_HEADED, Edges, Left, strip_trailing, trim

_JOINED = 4  # clauses that one subject may run through
# Within a clause the figure's name stands behind its last link (`bán với giá`, `bình quân là`); behind `có`,
# `bị` and `được` only if an amount does (`HTX có doanh thu`, but `giấy tờ có giá`, `lĩnh vực được ưu tiên`).
_AMOUNT = r"(?:doanh|thu(?! (?:gom|hồi|hút|hoạch|mua|giữ))|lợi|tổng|mức|vốn|phạt|hỗ|diện|quy|số|tỷ|tỉ)"
_LINK = re.compile(
    r"(?<!\w)(?:(?:(?<!đối )với|sẽ|đã|là|ở mức|đạt|nhưng|song|khiến|giúp|cho (?:biết|hay|thấy|rằng)|"
    rf"thừa nhận|khẳng định|rằng)\s|(?:có|bị|được)\s(?={_AMOUNT}\s))",
    re.IGNORECASE,
)
# Whom an amount is for ends a long name: `mức chi bồi dưỡng cho thành viên …`.
_FOR = re.compile(r"(?<=\w) cho (?!vay(?!\w))", re.IGNORECASE)
# What says that something happened: such a clause is no part of an item, though its verbs may be one's name
# (`cung cấp nước, hoạt động quản lý và xử lý rác thải, nước thải`).
_TOLD = re.compile(
    r"(?<!\w)(?:có|còn|đã|được|bị|đang|sẽ|chưa|không|xảy ra|phát hiện|ghi nhận|tính|toàn|theo|từ|vì|"
    r"do|vượt|dự kiến|ước|cũng|dù|thì|mà)"
    r"(?!\w)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\s*(?:kết quả|mức|mức tăng|mức giảm|con số|giá trị|giá trị trung bình|tỷ lệ|số lượng|tổng số|khoản|"
    r"mức tăng cao nhất|có nơi|có thời điểm|nơi|thời điểm|phần)\s*",
    re.IGNORECASE,
)


def subject_of(left: Left, words: Edges, longest: int = LONGEST) -> str | None:
    """The nearest clause before the number that says more than when, without the links at its edges."""
    whole = joint(left.item, words)
    if whole is not None:
        return whole
    parts = list(left.parts)
    while parts:
        part = strip_trailing(parts.pop(), words)
        if not part.strip() or _GENERIC.fullmatch(part):
            continue
        near = parts[left.first :] if len(parts) >= left.first else parts
        part = shorten(inner(_coordinated(near, part, words)), words)
        headed = begins_with_head(part, words)
        length = LONGEST_HEADED if headed and longest == LONGEST else longest
        phrase = trim(part, words, longest=length, keep_end=not headed)
        if headed and phrase is not None and len(phrase.split()) > LONGEST:
            phrase = _FOR.split(phrase)[0]
        if phrase is not None and not is_generic(phrase):
            return phrase
    return None


def joint(item: str, words: Edges) -> str | None:
    """The whole of an item of a list that commas cut: `công nghiệp chế biến, chế tạo tăng 9,08%`.

    Pieces that say what happened, when or how much stand before the item and are no part of it.
    """
    pieces = strip_trailing(item, words).split(",")
    if not 1 < len(pieces) <= _JOINED or not all(piece.strip() for piece in pieces):
        return None
    if any(_LINK.search(piece) or _TOLD.search(piece) for piece in pieces[:-1]):
        return None
    phrase = trim(",".join(pieces), words, longest=LONGEST_HEADED + 1, keep_end=True)
    short = phrase is not None and len(phrase.split()) <= LONGEST_HEADED
    whole = short and phrase is not None and phrase.count(",") == len(pieces) - 1
    return phrase if whole else None


def is_generic(phrase: str) -> bool:
    """Whether a phrase names no amount of its own: `mức tăng`, `số lượng`."""
    return _GENERIC.fullmatch(phrase) is not None


def inner(clause: str) -> str:
    """The clause from its last link on: of `HTX có doanh thu` the `doanh thu`."""
    links = [match for match in _LINK.finditer(clause) if clause[match.end() :].strip()]
    if not links:
        return clause
    if _GENERIC.fullmatch(clause, links[-1].end()):  # `vùng đồng bằng với kết quả`
        return inner(clause[: links[-1].start()])
    return clause[links[-1].end() :]


def begins_with_head(part: str, words: Edges) -> bool:
    """Whether a clause opens with a noun that an amount is said of: `tỷ lệ`, `chi phí`, `thu`."""
    match = words.leading.match(part)
    return words.head.match(part[match.end() :] if match else part.lstrip()) is not None


def _coordinated(parts: Sequence[str], last: str, words: Edges) -> str:
    """The whole of a subject that commas cut: `tỷ lệ lao động có bằng cấp, chứng chỉ`."""
    if begins_with_head(last, words):
        return last
    for count in range(1, min(_JOINED, len(parts) + 1)):
        part = parts[-count]
        if not part.strip():
            break
        if begins_with_head(inner(part), words):
            return ", ".join(piece.strip() for piece in [inner(part), *parts[len(parts) - count + 1 :], last])
    return last


def shorten(clause: str, words: Edges) -> str:
    """The clause from the amount it names on, without where that was: `Đỉnh lũ tại trạm`."""
    head = None if begins_with_head(clause, words) else words.dimension.search(clause)
    clause = clause[head.start() :] if head else clause
    tail = words.tail.search(clause.rstrip())
    return clause[: tail.start()] if tail and clause[: tail.start()].strip() else clause
