"""Texts that are about one thing yet to be built, so that what they tell of its size and cost is planned."""

from __future__ import annotations

import re

from solieu.lexicon import Lexicon
from solieu.observe.parts.outline import Outline, Span
from solieu.observe.standing.ahead import Now
from solieu.observe.standing.saying import sayings
from solieu.types import Mention

# The headline and the first sentences, which say what a text is about.
_OPENING = 4
# What is built: `dự án đường sắt`, and what its parts are called: `toàn tuyến`.
_WORKS = r"(?:dự\s+án|đồ\s+án)"
_PARTS = (
    r"(?:công\s+trình|(?:toàn\s+)?tuyến(?!\s+(?:trên|dưới|huyện|tỉnh|trung\s+ương))|cây\s+cầu"
    r"|(?:nhà\s+)?ga|depot)"
)
_NAMED = re.compile(rf"\b{_WORKS}\b", re.IGNORECASE)
# What is still talked over: `lấy ý kiến người dân`, `trình Quốc hội`, `quy hoạch tổng mặt bằng`.
_TALKED_OVER = re.compile(
    r"\b(?:lấy\s+ý\s+kiến|chủ\s+trương\s+đầu\s+tư|quy\s+hoạch|nghiên\s+cứu\s+tiền?\s+khả\s+thi"
    r"|trình\s+(?:quốc\s+hội|chính\s+phủ|thủ\s+tướng|bộ|ubnd|hđnd|ủy\s+ban|hội\s+đồng))\b",
    re.IGNORECASE,
)
# One of many: `đầu tư 30 dự án`, `các dự án`.
_MANY = re.compile(
    rf"\b(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|nhiều|một\s+số)\s+{_WORKS}\b", re.IGNORECASE
)
# What has been begun is there, at least in part; so is what is looked into.
_BEGUN = re.compile(
    r"\b(?:đã|đang)\s+(?:được\s+)?(?:khởi\s+công|thi\s+công|xây\s+dựng|hoàn\s+thành|triển\s+khai|giải\s+ngân|đưa\s+vào"
    r"|thu\s+phí|vận\s+hành|lắp\s+đặt)|\b(?:khánh\s+thành|thông\s+xe|chậm\s+tiến\s+độ|đội\s+vốn|nghiệm\s+thu|vi\s+phạm"
    r"|sai\s+phạm|thanh\s+tra|khởi\s+tố)\b",
    re.IGNORECASE,
)
# A sentence about the works, or about what belongs to them: `Toàn tuyến có 24 ga`, `Vốn tư nhân khoảng 20%`.
_ABOUT = re.compile(
    rf"\W*(?:(?:theo\s+đó|ngoài\s+ra|trong\s+đó|cụ\s+thể),?\s+)?(?:[^\W\d]+\s+){{0,4}}?(?:{_WORKS}|{_PARTS}"
    r"|(?:tổng\s+)?(?:chiều\s+dài|diện\s+tích|quy\s+mô|công\s+suất|(?:mức\s+|vốn\s+)?đầu\s+tư|kinh\s+phí)"
    r"|vốn\s+(?:nhà\s+nước|tư\s+nhân|vay|ngân\s+sách)|(?:nhu\s+cầu|huy\s+động)\s+vốn|đoạn\s+(?:tuyến|còn\s+lại))\b",
    re.IGNORECASE,
)

# Those whom the works reach are there already.
_PEOPLE = (
    "người",
    "hộ",
    "dân",
    "nhân",
    "gia đình",
    "địa phương",
    "tỉnh",
    "huyện",
    "xã",
    "nhà đầu tư",
    "đơn vị",
)


class Works:
    """The one thing that a text is about where that is yet to be built."""

    __slots__ = ("_planned", "_text")

    def __init__(self, outline: Outline, lexicon: Lexicon, now: Now | None) -> None:
        self._text = outline.text
        self._planned = not outline.opening.formal and any(
            self._sets_out(span, lexicon, now) for span in outline.sentences[:_OPENING]
        )
        self._planned = self._planned and _BEGUN.search(outline.text) is None

    def told_by(self, span: Span, figure: Mention) -> bool:
        """Whether a figure of a sentence tells of what is to be built."""
        if not self._planned or (figure.noun or "").casefold().startswith(_PEOPLE):
            return False
        return _ABOUT.match(self._text, *span) is not None

    def _sets_out(self, span: Span, lexicon: Lexicon, now: Now | None) -> bool:
        named = _NAMED.search(self._text, *span) and not _MANY.search(self._text, *span)
        if not named:
            return False
        if _TALKED_OVER.search(self._text, *span):
            return True
        return any(cue.row["status"] == "plan" for cue in sayings(self._text, span, lexicon, now))
