"""What a sentence lays down without a word of the tables: bounds, shares that are paid, taxes, tolls."""

from __future__ import annotations

import re

from solieu.observe.parts.outline import Span
from solieu.types import Mention, Quantity

# How far before a figure the words are read that bound it, and how far on either side what governs its
# sentence, in characters.
NEAR, FAR = 80, 400

# `mỗi lớp không quá 60 học viên`: a bound for each one is laid down; not `mỗi năm ít nhất 2 lớp`, a task.
_BOUND = re.compile(
    r"\bmỗi\b(?!\s+(?:năm|quý|tháng))[^.;:,()\n]{1,60}?\b(?:không\s+quá|tối\s+đa|tối\s+thiểu|ít\s+nhất)\s+$",
    re.IGNORECASE,
)
# `bảo đảm không quá 50% chỗ ngồi`: a bound for all; `bảo đảm ít nhất 30% là nữ` is a goal.
_KEPT = re.compile(
    r"\b(?:bảo\s+đảm|đảm\s+bảo|yêu\s+cầu|phải)\b[^.;:,()\n]{0,60}?\b(?:không\s+quá|tối\s+đa)\s+$",
    re.IGNORECASE,
)
# `yêu cầu 100% lao động đeo khẩu trang`, `bắt buộc 100% …`
_REQUIRED = re.compile(r"\b(?:yêu\s+cầu|bắt\s+buộc)\s+$", re.IGNORECASE)
# `phun khử khuẩn ít nhất 1 lần/tuần`, `khai báo 2 lần mỗi ngày`: how often a thing has to be done,
_OFTEN = re.compile(r"\s*lần\s*(?:/|mỗi\s+|một\s+|trong\s+)\s*(?:ngày|tuần|tháng|quý|năm)\b", re.IGNORECASE)
# where the sentence says that it has to.
_HAS_TO = re.compile(r"\b(?:yêu\s+cầu|phải|có\s+trách\s+nhiệm|bắt\s+buộc|định\s+kỳ)\b", re.IGNORECASE)
# `hỗ trợ tối đa 20 triệu đồng/hộ`: what each one is given is laid down.
_GIVEN = re.compile(
    r"\b(?:hỗ\s+trợ|trợ\s+cấp|phụ\s+cấp|thưởng|bồi\s+dưỡng|bồi\s+thường)\b(?:[^.;:,()\n]|[.,](?=\d)){0,70}$",
    re.IGNORECASE,
)
# `học sinh được hỗ trợ thêm 30%`: the share that is paid for each.
_SHARE_GIVEN = re.compile(
    r"\bđược\s+(?:hỗ\s+trợ|miễn|miễn,?\s+giảm)(?:\s+(?:thêm|tối\s+đa|bằng|tổng\s+cộng))?\s+$",
    re.IGNORECASE,
)
# `hỗ trợ đầu tư hạ tầng từ 50 - 90%`: the range of a share.
_RANGE_GIVEN = re.compile(r"\bhỗ\s+trợ(?:\s+[^\W\d]+){1,6}\s+từ\s+$", re.IGNORECASE)
# `hỗ trợ 100% mức đóng`, `chi trả 80% chi phí khám`, `đồng chi trả 20% thuốc`, `miễn 50% học phí`:
# the share of a cost that somebody bears.
_BEARS = re.compile(
    r"\b(?:hỗ\s+trợ|chi\s+trả|thanh\s+toán|miễn|được\s+hưởng)\s+(?:(?:thêm|tối\s+đa|bằng)\s+)?$",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\s+(?:mức\s+đóng|mức\s+hưởng|chi\s+phí|kinh\s+phí|học\s+phí|viện\s+phí|lệ\s+phí|phí|tiền|lương|thuốc"
    r"|việc\s+mua|giá\s+vé)\b",
    re.IGNORECASE,
)
# `mức thuế 25%`, `áp thuế bổ sung 10%`, `thuế suất là 5%`, `nâng thuế từ 10% lên 25%`
_TAX = re.compile(
    r"\b(?:mức\s+thuế|(?:áp|đánh|chịu)\s+(?:mức\s+)?thuế|thuế\s+suất|(?:nâng|tăng|giảm|hạ)\s+thuế)\b"
    r"[^.;:,()\d\n]{0,40}(?:\d[\d.,]{0,5}%\s+(?:lên|xuống)(?:\s+còn)?\s+)?$",
    re.IGNORECASE,
)
# `thu phí từ ngày 3/5, mức thấp nhất 35.000 đồng/lượt`
_TOLL = re.compile(r"\bthu\s+phí\b[^;\n]{0,120}$", re.IGNORECASE)
# `tỷ lệ là 19%, so với quy định của ngân hàng trung ương là 10%`
_STANDARD = re.compile(
    r"\bso\s+với\s+(?:mức\s+)?(?:quy\s+định|tiêu\s+chuẩn|định\s+mức)\b[^.;:,()\d\n]{0,40}?(?:\slà)?\s+$",
    re.IGNORECASE,
)
# `chiếm đoạt từ 20 triệu đồng đến dưới 200 triệu đồng thì bị phạt tù`: what a punishment is laid down for.
_PUNISHED = re.compile(r"\bthì\s+bị\s+(?:phạt|xử\s+phạt|xử\s+lý|truy\s+cứu|tước)\b", re.IGNORECASE)


def is_rate(figure: Mention) -> bool:
    """Whether a figure is an amount for each one of something: `30.000 đồng/lượt`."""
    return figure.kind == "money" and isinstance(figure.value, Quantity) and "/" in (figure.value.unit or "")


def given_to_each(text: str, span: Span, figure: Mention) -> bool:
    """Whether a figure is what each one is given, or the share of a cost that somebody bears.

    Args:
        text: the document's text.
        span: the figure's sentence.
        figure: the figure.
    """
    near = max(span[0], figure.start - NEAR)
    if is_rate(figure):
        return _GIVEN.search(text, near, figure.start) is not None
    if figure.kind != "percent":
        return False
    return bool(_BEARS.search(text, near, figure.start) and _COST.match(text, figure.end))


def laid_down(text: str, span: Span, figure: Mention) -> bool:
    """Whether the words right around a figure lay it down; the arguments are those of `given_to_each`."""
    near = max(span[0], figure.start - NEAR)
    if given_to_each(text, span, figure):
        return True
    if figure.kind == "percent" and any(
        words.search(text, near, figure.start) for words in (_SHARE_GIVEN, _RANGE_GIVEN, _TAX, _REQUIRED)
    ):
        return True
    if is_rate(figure) and _TOLL.search(text, max(span[0], figure.start - 2 * NEAR), figure.start):
        return True
    if _PUNISHED.search(text, figure.end, min(span[1], figure.end + FAR)):
        return True
    if _OFTEN.match(text, figure.end) and _HAS_TO.search(
        text, max(span[0], figure.start - FAR), figure.start
    ):
        return True
    return any(words.search(text, near, figure.start) for words in (_BOUND, _KEPT, _STANDARD))
