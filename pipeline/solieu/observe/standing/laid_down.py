"""What a sentence lays down without a word of the tables: bounds, shares that are paid, taxes, fines, tolls.

Each way of laying down is a row: the kinds of figures that it governs, and the words right before and behind
them. What holds for each one, or by a rule that is named, is laid down; what somebody did is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solieu.observe.parts.outline import Span
from solieu.types import Mention, Quantity

# How far before a figure the words are read that bound it, and how far on either side what governs its
# sentence, in characters.
NEAR, FAR = 80, 400


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of laying down: the words before a figure, those behind it, and what kinds of figures it governs.

    `rate` is whether only an amount for each one of something is meant, `ranged` whether only a range is.
    """

    before: re.Pattern[str]
    behind: re.Pattern[str] | None = None
    kinds: tuple[str, ...] = ("count", "percent", "money", "measure", "ratio")
    rate: bool = False
    ranged: bool = False
    reach: int = NEAR

    def governs(self, text: str, span: Span, figure: Mention) -> bool:
        if figure.kind not in self.kinds or (self.rate and not is_rate(figure)):
            return False
        if self.ranged and not _is_range(figure):
            return False
        if self.behind is not None and not self.behind.match(text, figure.end, span[1]):
            return False
        return self.before.search(text, max(span[0], figure.start - self.reach), figure.start) is not None


_ON = r"[^.;:,()\n]"
# The share of a cost that somebody bears: `chi trả 80% chi phí khám`, `miễn 50% học phí`.
_BORNE = _Way(
    _words(r"\b(?:hỗ trợ|chi trả|thanh toán|miễn|được hưởng) (?:(?:thêm|tối đa|bằng) )?$"),
    _words(
        r" (?:mức đóng|mức hưởng|chi phí|kinh phí|học phí|viện phí|lệ phí|phí|tiền|lương|thuốc|việc mua"
        r"|giá vé|số thu|khoản thu|nguồn thu)\b"
    ),
    kinds=("percent",),
)
# `hỗ trợ tối đa 20 triệu đồng/hộ`: what each one is given.
_GIVEN = _Way(
    _words(r"\b(?:hỗ trợ|trợ cấp|phụ cấp|thưởng|bồi dưỡng|bồi thường)\b(?:[^.;:,()\n]|[.,](?=\d)){0,70}$"),
    kinds=("money",),
    rate=True,
)
# `cho 599 hộ với mức 3 triệu đồng/hộ`
_AT_RATE = _Way(_words(r"\bvới mức (?:(?:hỗ trợ|chi|trợ cấp) )?$"), kinds=("money",), rate=True)
_WAYS = (
    _BORNE,
    _GIVEN,
    _AT_RATE,
    # `mỗi lớp không quá 60 học viên`, `phải có ít nhất 3 cửa`, `chỉ nhận không quá 50% số hồ sơ`: a bound;
    # not `mỗi năm ít nhất 2 lớp`, a task.
    _Way(
        _words(
            rf"\b(?:mỗi\b(?! (?:năm|quý|tháng))|phải\b|(?<!chứng\s)(?<!địa\s)chỉ\b){_ON}{{1,60}}?"
            r"\b(?:không quá|không được quá|không dưới|tối đa|tối thiểu|ít nhất) $"
        )
    ),
    # `được vay với mức dư nợ không vượt quá 90% số thu`: the most that is allowed
    _Way(
        _words(rf"\b(?:được|mức|tỷ lệ|tỉ lệ)\b{_ON}{{1,60}}?\bkhông (?:được )?vượt quá $"),
        kinds=("percent", "money", "ratio"),
    ),
    # `được miễn phí 100%`
    _Way(_words(r"\bđược miễn (?:phí|vé|học phí|viện phí) $"), kinds=("percent",)),
    # `bảo đảm không quá 50% chỗ ngồi`: a bound for all; `bảo đảm ít nhất 30% là nữ` is a goal.
    _Way(
        _words(rf"\b(?:bảo đảm|đảm bảo|yêu cầu|phải)\b{_ON}{{0,60}}?\b(?:không quá|tối đa) $"),
    ),
    # `phòng phải có diện tích từ 20m2 trở lên`: from what on.
    _Way(_words(r"\bphải\b[^.;:()\n]{1,140}\btừ $"), _words(r"(?: [^\W\d]+){0,4} trở lên\b"), reach=160),
    # `mỗi đoàn phải nộp 4.000 USD`: what each one owes.
    _Way(
        _words(
            rf"\bmỗi\b(?! (?:năm|quý|tháng)){_ON}{{1,40}}\b(?:phải|được) (?:nộp|đóng|trả|nhận){_ON}{{0,30}}$"
        ),
        kinds=("money",),
    ),
    # `hộ có doanh thu dưới 100 triệu đồng/năm không phải nộp thuế`: from what on a rule holds.
    _Way(
        _words(r"\b(?:dưới|trên|từ) $"),
        _words(r"(?: [^\W\d]+){0,4}?,? (?:thì )?(?:(?:không|chỉ|cũng|mới|vẫn) )?(?:phải|được|áp dụng)\b"),
        kinds=("percent", "money", "measure"),
    ),
    # `yêu cầu 100% lao động đeo khẩu trang`, `bắt buộc 100% …`
    _Way(_words(r"\b(?:yêu cầu|bắt buộc) $"), kinds=("percent",)),
    # `có trách nhiệm … khử khuẩn ít nhất 1 lần/tuần`: how often a thing has to be done.
    _Way(
        _words(r"\b(?:yêu cầu|phải|có trách nhiệm|bắt buộc|định kỳ)\b"),
        re.compile(r"\s*lần\s*(?:/|mỗi\s+|một\s+|trong\s+)\s*(?:ngày|tuần|tháng|quý|năm)\b", re.IGNORECASE),
        reach=FAR,
    ),
    # `học sinh được hỗ trợ thêm 30%`, `hỗ trợ 30% đối với hộ nghèo`: the share that is paid for each,
    _Way(
        _words(r"\bđược (?:hỗ trợ|miễn|miễn,? giảm)(?: (?:thêm|tối đa|bằng|tổng cộng))? $"),
        kinds=("percent",),
    ),
    _Way(
        _words(r"\b(?:hỗ trợ|miễn|giảm|miễn,? giảm)(?: (?:thêm|tối đa|bằng))? $"),
        _words(r" (?:đối với|cho)\b"),
        kinds=("percent",),
    ),
    # and the range of it: `hỗ trợ đầu tư hạ tầng từ 50 - 90%`.
    _Way(_words(r"\bhỗ trợ(?: [^\W\d]+){1,6} từ $"), kinds=("percent",)),
    # `mức thuế 25%`, `áp thuế bổ sung 10%`, `thuế suất là 5%`, `nâng thuế từ 10% lên 25%`
    _Way(
        _words(
            r"\b(?:mức thuế|(?:áp|đánh|chịu) (?:mức )?thuế|thuế suất|(?:nâng|tăng|giảm|hạ) thuế)\b"
            r"[^.;:,()\d\n]{0,40}(?:\d[\d.,]{0,5}% (?:lên|xuống)(?: còn)? )?$"
        ),
        kinds=("percent",),
    ),
    # `phạt người vượt đèn đỏ từ 4 đến 6 triệu đồng`: a fine that has a range is one of the law.
    _Way(
        _words(rf"\bphạt\b(?:(?! thì\b)(?:{_ON}|[.,](?=\d))){{0,130}}$"),
        kinds=("money",),
        ranged=True,
        reach=160,
    ),
    # `thu phí từ ngày 3/5, mức thấp nhất 35.000 đồng/lượt`
    _Way(re.compile(r"\bthu\s+phí\b[^;\n]{0,120}$", re.IGNORECASE), kinds=("money",), rate=True, reach=160),
    # `tỷ lệ là 19%, so với quy định của ngân hàng trung ương là 10%`, `chuẩn của tỉnh là dưới 12 triệu đồng`
    _Way(_words(r"\bso với (?:mức )?(?:quy định|tiêu chuẩn|định mức)\b[^.;:,()\d\n]{0,40}?(?: là)? $")),
    _Way(
        _words(rf"\bchuẩn (?:(?:cận )?nghèo\b|hộ (?:cận )?nghèo\b|của\b|quốc gia\b){_ON}{{0,60}}?$"),
        kinds=("money",),
    ),
)
# `chiếm đoạt từ 20 triệu đồng đến dưới 200 triệu đồng thì bị phạt tù`: what a punishment is laid down for.
_PUNISHED = _words(r"\bthì bị (?:phạt|xử phạt|truy cứu|tước)\b")
# `được nhận trợ cấp nếu thu nhập dưới 800 euro`: whom something is given to.
_IF = _words(rf"\bnếu\b{_ON}{{1,70}}\b(?:dưới|trên|quá|từ|ít nhất|tối thiểu|tối đa) $")
_ENTITLED = _words(r"\b(?:được|có thể) (?:nhận|hưởng|hỗ trợ|miễn|giảm|vay|mua|trợ cấp|tham gia)\b")
# `Theo Quy định 24-QĐ/TW, đơn phải có hai người ký`: what a rule that is named asks for.
_BY_RULE = _words(
    r"\W*(?:cũng )?theo (?:điều|khoản|luật|bộ luật|pháp lệnh|nghị định|thông tư|quy định|quy chế"
    r"|nghị quyết|quyết định)\b"
)
_ASKS = _words(r"\b(?:phải|không được|chỉ được|được phép)\b")


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
    return any(way.governs(text, span, figure) for way in (_GIVEN, _BORNE, _AT_RATE))


def laid_down(text: str, span: Span, figure: Mention) -> bool:
    """Whether the words around a figure lay it down; the arguments are those of `given_to_each`."""
    if any(way.governs(text, span, figure) for way in _WAYS):
        return True
    if _PUNISHED.search(text, figure.end, min(span[1], figure.end + FAR)):
        return True
    low = max(span[0], figure.start - FAR)
    if _IF.search(text, low, figure.start) and _ENTITLED.search(text, low, min(span[1], figure.end + NEAR)):
        return True
    return _BY_RULE.match(text, *span) is not None and _ASKS.search(text, low, figure.start) is not None


def _is_range(figure: Mention) -> bool:
    return isinstance(figure.value, Quantity) and figure.value.high is not None
