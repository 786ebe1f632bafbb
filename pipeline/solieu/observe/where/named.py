"""A name that a text gives a territory or body, and how such names look."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solieu.lexicon.pattern import LOWER, UPPER

CAP = rf"[{UPPER}][{UPPER}{LOWER}]*"
# A run of words in capitals: `Bà Rịa – Vũng Tàu`, `BR - VT`, or all of a title.
RUN = re.compile(
    rf"(?<!\w){CAP}(?:(?:[ \u00a0]{{1,2}}|\s?[-–]\s?(?!(?:Ảnh|Nguồn|Theo|Video)\b)){CAP}){{0,23}}"
)
# The kind of a territory before its name.
KIND = re.compile(
    r"(?:thành\s+phố|thị\s+xã|thị\s+trấn|đặc\s+khu|huyện|quận|xã|phường|(?:tiểu\s+)?bang|hạt|t[px]\.?)\s+",
    re.IGNORECASE,
)
# `Habeco`: a name of one word, neither an abbreviation nor a Vietnamese syllable as `Trung` of `Trung ương`.
_BRAND = re.compile(r"(?=[A-Z])[A-Za-z]{4,21}")
_SYLLABLE = re.compile(
    r"""(?:ngh?|nh|ch|g[hi]|kh|ph|qu|t[hr]|[bcdghklmnprstvx])?
    (?:o(?:a[ioy]?|eo?|i|o)?|u(?:a[iy]?|e|i|o[iu]?|u|y[aeu]?)?|i(?:a|eu?|u)?|y(?:eu?)?|a[iouy]?|e[ou]?)
    (?:n[gh]|ch|[cmnpt])?""",
    re.IGNORECASE | re.VERBOSE,
)
# Who deals: `Công ty Tân Long`, `Habeco`; no hospital or school.
_FIRM = re.compile(
    r"(?:(?:tổng\s)?công\sty|ctcp|tập\sđoàn|hãng|ngân\shàng|doanh\snghiệp)\b|(?-i:[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?$)",
    re.IGNORECASE,
)
# What tells the kind of a firm between `công ty` and its name.
_FORMS = re.compile(r"(?:CTCP|TNHH|CP|TMCP|MTV|TM|DV|SX|XD|ĐT)[ \u00a0]+(?=\w)")
# A body that says or orders something, seldom of itself: `Bộ Y tế cho biết`, `Chính phủ quy định`.
SPEAKS = re.compile(
    r"""\s*(?:\([^()\n]{1,20}\)\s*)?(?:(?:đã|vừa|cũng|sẽ|mới|đang|vẫn|có)\s+){0,3}
    (?: cho\s+(?:biết|hay|rằng) | thông\s+(?:tin|báo|qua) | công\s+bố | nói | khẳng\s+định | đánh\s+giá
      | nhận\s+định | dự\s+báo | báo\s+cáo | đề\s+nghị | đề\s+xuất | yêu\s+cầu | giao | quy\s+định
      | phổ\s+biến | trình\s+bày | giới\s+thiệu
      | ban\s+hành(?!\s+(?:được|thêm|\d)) | quyết\s+định | phê\s+duyệt | kiến\s+nghị | chỉ\s+đạo
      | dẫn\s+(?:lời|thông|nguồn) | đưa\s+tin | tiết\s+lộ | xác\s+nhận | tuyên\s+bố
      | ước\s+tính | kết\s+luận | khởi\s+tố | ký | xác\s+định | chỉ\s+thị | nêu | cáo\s+buộc )\b""",
    re.VERBOSE | re.IGNORECASE,
)

# `dân số của Việt Nam`, `Việt Nam có`; in `phim Việt Nam` the name only tells of what kind something is.
_STATED = re.compile(
    r"(?:\A|[,;:.!?(\n“”\"–-]\s*|\b(?:của|ở|tại|trong|trên|khắp|cả|đến|tới|vào|cho|và|với|đưa|nước|kinh\s+tế|dân\s+số)\s+)\Z",
    re.IGNORECASE,
)
_STATED_REACH = 16
# `mật độ cao nhất cả nước`, `chiếm 6,1% dân số cả nước`: what a part of the country is measured by.
_MEASURED_BY = re.compile(
    r"(?:\b(?:nhất|đầu|cuối|thứ\s+\d{1,2})|%[^,.;\n\d]{0,30})(?:\s+(?:của|trong|toàn))?\s+\Z", re.IGNORECASE
)
_MEASURED_REACH = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A territory or body where a text names it: `name` is its shortest form, `level` how large it is.

    The level `whole` stands for the document's own territory (`toàn tỉnh`), whose name is empty; `organ` for
    a body of the state, which a figure is about only where it leads the clause.
    """

    start: int
    end: int
    name: str
    level: str

    @property
    def proper(self) -> str:
        """The words in capitals that end a name: `Quốc Cường Gia Lai` of a company's name."""
        run = next((run[0] for run in reversed(list(RUN.finditer(self.name)))), self.name)
        while (form := _FORMS.match(run) or KIND.match(run)) is not None:
            run = run[form.end() :]
        return run


def is_brand(word: str) -> bool:
    """Whether one word names a firm or product by its looks: `Habeco`, neither `Trung` nor `VPCP`."""
    plain = not word.isupper() and _BRAND.fullmatch(word) is not None
    return plain and _SYLLABLE.fullmatch(word) is None


def is_firm(name: str) -> bool:
    """Whether a body's name is that of a firm: `Công ty Tân Long`, `Habeco`; no hospital or school."""
    return _FIRM.match(name) is not None


def is_kind(text: str, start: int, name: str, level: str) -> bool:
    """Whether the name of the country only tells of what kind something is: `phim Việt Nam`."""
    if level != "nation" or not name[0].isupper():
        return False
    return _STATED.search(text[max(0, start - _STATED_REACH) : start]) is None


def is_measure(text: str, start: int) -> bool:
    """Whether what stands there is only what a part is measured by: `nhất cả nước`, `6,1% dân số cả nước`."""
    return _MEASURED_BY.search(text[max(0, start - _MEASURED_REACH) : start]) is not None
