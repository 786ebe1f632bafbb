"""How large the things are that a scheme sets out to build, and what it will cost in all."""

from __future__ import annotations

import re

from solieu.observe.parts.cues import Cue
from solieu.observe.parts.outline import Span
from solieu.types import Mention

# How far before an amount its scheme is named, in characters.
_REACH = 160
# `sẽ xây sân vận động, sức chứa 50.000 chỗ`: how large what is planned will be, behind a comma or a bracket.
_SIZE = re.compile(
    r"[,(]\s*(?:có\s+|với\s+)?(?:tổng\s+)?(?:(?:dài|rộng|cao)(?!\s+hơn)|chiều\s+dài|diện\s+tích|quy\s+mô"
    r"|sức\s+chứa|công\s+suất|trị\s+giá|kinh\s+phí|vốn\s+đầu\s+tư|chi\s+phí)\b[^.;:,()\n]{0,40}$",
    re.IGNORECASE,
)
# `dự án có tổng vốn khoảng 900 tỷ đồng`, `đề án với 15 tỷ đồng`: the total of one scheme; not of the projects
# of a place, which are counted, nor of capital that is registered or paid in.
_TOTAL = re.compile(
    r"\btổng\s+(?:nguồn\s+)?(?:kinh\s+phí|chi\s+phí|vốn|số\s+vốn)(?!\s+(?:đăng|thực|giải|vay|huy|FDI))[^.;:,()\d\n]{0,40}$",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\b(?:dự|đề)\s+án\b[^.;:,()\n]{0,60}\s(?:trị\s+giá|với(?:\s+(?:số\s+)?vốn|\s+kinh\s+phí)?)"
    r"(?:\s+(?:khoảng|gần|hơn|trên))?\s+$",
    re.IGNORECASE,
)
# `dự án này có chiều dài 1.545 km`: how large one scheme is; not the land of the projects of a place.
_SIZED = re.compile(
    r"(?<!\d\s)\bdự\s+án\b(?:[^.;:,()\d\n]|\b\d{4}\b){0,80}\s(?:có|với)\s+(?:tổng\s+)?(?:chiều\s+dài|diện\s+tích|quy\s+mô"
    r"|công\s+suất)(?:\s[^.;:,()\d\n]{1,20})?\s+$",
    re.IGNORECASE,
)
# `quy mô 250 ha và tổng vốn đầu tư 4 tỷ đồng`, `80% tổng mức đầu tư`: a scheme, by what stands behind.
_BESIDE = {
    "measure": re.compile(r",?\s+(?:và|với)?\s*tổng\s+(?:mức|vốn)\s+đầu\s+tư\b", re.IGNORECASE),
    "percent": re.compile(
        r"\s+(?:của\s+)?tổng\s+(?:mức|vốn)\s+đầu\s+tư\b(?!\s+(?:toàn|phát|đăng))", re.IGNORECASE
    ),
}
_SCHEME = re.compile(r"\b(?:dự\s+án|đề\s+án|công\s+trình|tuyến|cầu|hầm|cảng|nhà\s+máy)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\d\s+(?:dự\s+án|đề\s+án|công\s+trình)|\b(?:đã|đăng\s+ký|lũy\s+kế|giải\s+ngân|các\s+dự\s+án)\b",
    re.IGNORECASE,
)


def is_size(text: str, cue: Cue, figure: Mention) -> bool:
    """Whether a figure tells how large something will be that a word before it sets out to build."""
    low = max(cue.end, figure.start - _REACH)
    return cue.row["force"] == "future" and _SIZE.search(text, low, figure.start) is not None


def is_total(text: str, span: Span, figure: Mention) -> bool:
    """Whether an amount is the total of a scheme, or its size.

    Args:
        text: the document's text.
        span: the figure's sentence.
        figure: the figure.
    """
    low = max(span[0], figure.start - _REACH)
    low = max(low, text.rfind("\n", low, figure.start))
    beside = _BESIDE.get(figure.kind)
    if beside is not None and not figure.change and beside.match(text, figure.end, span[1]):
        return True
    if figure.kind == "measure":
        return _SIZED.search(text, low, figure.start) is not None
    if figure.kind != "money" or _MANY.search(text, low, figure.start):
        return False
    if _WORTH.search(text, low, figure.start):
        return True
    total = _TOTAL.search(text, low, figure.start)
    return total is not None and _SCHEME.search(text, low, figure.start) is not None
