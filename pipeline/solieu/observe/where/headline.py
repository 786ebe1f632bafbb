"""What the headline of a text names: firms and places that are in no register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.lexicon import Lexicon
from solieu.observe.where.named import RUN, Named, is_brand

# What stands before the name of a firm, a site or an undertaking at least once: `hãng taxi Vinasun`.
_CALLED = (
    r"\b(?:công\s+ty|ctcp|tập\s+đoàn|hãng|ngân\s+hàng|thương\s+hiệu|doanh\s+nghiệp|ứng\s+dụng|nền\s+tảng|sàn|quỹ"
    r"|trường|bệnh\s+viện|viện|dự\s+án|khu|nhà\s+máy|trạm|cảng|chợ|siêu\s+thị|câu\s+lạc\s+bộ)"
    r"(?:(?:\s\w{1,8}){0,4}\s|\b[^.;\n]{0,60}\()"
)
# Whom a run of capitals names that begins so: a person, or a body of the state, whose name goes on.
_SOMEBODY = re.compile(
    r"(?:ông|bà|anh|chị|cô|đại\s+gia|tổng\s+thống|thủ\s+tướng|chủ\s+tịch|bộ|sở|cục|tổng\s+cục|ban|viện|hội"
    r"|[uủ][yỷ]\s+ban|thanh\s+tra|công\s+an|t[oò][aà]|chính\s+phủ|quốc\s+hội)\s",
    re.IGNORECASE,
)
# What stands before the name of a place: `ở tiểu bang California`.
_LIES = r"\b(?:tại|ở|thuộc|vùng|bang|hạt|bán\s+đảo|đảo)\s"
# Whom and what else names of one word are those of: `tổng thống Trump`, `dịch Covid`.
_NOBODY = (
    r"\b(?:dịch|bệnh|vi\s?rút|virus|vắc\s?[- ]?xin|bão|ông|bà|anh|chị|cô|em|cháu"
    r"|đồng\s+chí|đại\s+gia|bị\s+cáo|luật\s+sư|bác\s+sĩ|nghệ\s+sĩ|ca\s+sĩ|diễn\s+viên"
    r"|cầu\s+thủ|tỷ\s+phú|tổng\s+thống|thủ\s+tướng|bộ\s+trưởng|chủ\s+tịch|giám\s+đốc|hlv)(?:\s\w{1,8}){0,2}\s"
)


def called_names(text: str, begin: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Names of the headline that the text calls a firm or place somewhere: `Habeco`, no person, no index."""
    indices = {name.casefold() for name in lexicon.column("index_names", "name")}
    for run in RUN.finditer(text, begin, end):
        if run[0].casefold() in indices or not (" " in run[0] or is_brand(run[0])) or _SOMEBODY.match(run[0]):
            continue
        word = rf"{re.escape(run[0])}\b"
        if re.search(f"{_NOBODY}{word}", text, re.IGNORECASE):
            continue
        if re.search(f"{_CALLED}{word}", text, re.IGNORECASE):
            yield Named(run.start(), run.end(), run[0], "spot")
        elif re.search(f"{_LIES}{word}", text, re.IGNORECASE):
            yield Named(run.start(), run.end(), run[0], "district")
