"""What the heads of a table's columns and rows are for: numbering, units, ranks, sums, circumstances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import literal

# Heads without a letter of their own: marks, numbers, `(61.50)`.
_LETTER = re.compile(r"[^\W\d_]")
# What numbers or marks a row before its name: `I.`, `1.1`, `a)`, `-`, `+`.
_MARK = re.compile(r"\A\s*(?:(?:[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-zđ])\s?[.)/]|[-–+*•])\s*")
_INDEX = re.compile(r"\bindex\b", re.IGNORECASE)
_AMONG = re.compile(r"\A(?:trong\s+đó|chia\s+ra|bao\s+gồm|gồm)\s*:\s*", re.IGNORECASE)
# `Bảng 3.`, `Biểu số 2:`, `Phụ lục II`: what numbers a table, and how long its name may be.
_NUMBERED = re.compile(
    r"(?:bảng|biểu|phụ\s+lục)(?:\s+số)?\s+(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5})\s?[.:–-]?\s*",
    re.IGNORECASE,
)
_TITLE = 160
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_UNIT_LINE = re.compile(r"\b(?:đvt|đơn\s+vị(?:\s+tính)?)\s*:.*", re.IGNORECASE)
_COMMA_UNIT = re.compile(r",?\s*%\s*\Z|\A\s*%\s*")
# What is left of a head that tells only when: years, numbers, `năm`, `tháng`, signs.
_TIME = re.compile(
    r"\b(?:năm|tháng|quý|ngày|kỳ|tuần|đầu|cuối|cùng|trước|nay|này|đến|từ|và|của|với|so|th|kh|[ivx]{1,4}|n)\b"
    r"|[\W\d_]+",
    re.IGNORECASE,
)
# The same as in the cell above.
_DITTO = re.compile(
    r"""\s*(?:["”“″〃]|''|-\s?"\s?-|-\s?(?:nt|//)\s?-|nt|như\s+trên)\s*\.?\s*""", re.IGNORECASE
)


@cache
def _roles(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A pattern for each word of the table with its role, the longest first."""
    rows = sorted(lexicon.rows("table_heads"), key=lambda row: -len(row["name"]))
    end = {"whole": r"\W*\Z", "": r"(?!\w)"}
    return tuple(
        (re.compile(rf"\W*{literal(row['name'])}{end[row['extent']]}", re.IGNORECASE), row["role"])
        for row in rows
    )


@cache
def role_of(head: str, lexicon: Lexicon) -> str | None:
    """What a head is for, by the longest words of `table_heads` that it begins with; None if unknown.

    >>> from solieu.lexicon import load
    >>> [role_of(head, load()) for head in ("STT", "Mã số thuế", "Tỷ lệ (%)", "Tên hàng", "Tháng 4/2025")]
    ['numbering', 'code', 'compared', None, None]
    """
    named = _plain(head)
    return next((role for pattern, role in _roles(lexicon) if pattern.match(named)), None)


def is_ditto(text: str, start: int, end: int) -> bool:
    """Whether a cell says that it holds what the cell above it holds: `"`, `-nt-`, `như trên`."""
    return _DITTO.fullmatch(text, start, end) is not None


def name_of(head: str) -> str:
    """The words of a head or of a row's label: without its number, its brackets and its unit.

    >>> name_of("1.2. Sản lượng lúa (tấn)"), name_of("- Trong đó: Nữ"), name_of("(61.50)")
    ('Sản lượng lúa', 'Nữ', '')
    """
    bare = _COMMA_UNIT.sub("", _plain(head))
    bare = _AMONG.sub("", _MARK.sub("", bare))
    return bare.strip(" .,:;*") if _LETTER.search(bare) else ""


def tells(head: str, lexicon: Lexicon) -> bool:
    """Whether a head names what is measured, and not only when, in which standing or against what.

    >>> from solieu.lexicon import load
    >>> [tells(head, load()) for head in ("Kế hoạch năm 2024", "So với cùng kỳ (%)", "Số hộ", "Tổng số")]
    [False, False, True, False]
    """
    left = name_of(head)
    for _ in range(4):
        left = left.lstrip(" ,:;/-–()")
        found = next(
            (
                match
                for pattern, role in _roles(lexicon)
                if role in ("circumstance", "total", "among", "split") and (match := pattern.match(left))
            ),
            None,
        )
        if found is None:
            break
        left = left[found.end() :]
    if re.match(r"so\s+(?:với|sánh)\b|so\b|tỷ\s+lệ\s+so\b", left, re.IGNORECASE):
        return False
    return _LETTER.search(_TIME.sub(" ", left)) is not None


def concept(columns: Sequence[str], row: str, *, places: bool, lexicon: Lexicon) -> str | None:
    """What a figure in a cell tells of: what its column and its row name, where they do.

    Args:
        columns: the heads over it, outermost first.
        row: the label of its row, as written.
        places: whether the labels of rows name places or bodies.
        lexicon: what is a circumstance.

    >>> from solieu.lexicon import load
    >>> concept(["Diện tích (ha)", "Năm 2023"], "1. Lúa", places=False, lexicon=load())
    'Diện tích Lúa'
    """
    named = [name_of(head) for head in columns if tells(head, lexicon)]
    label = "" if places else name_of(row)
    told: list[str] = []
    for part in (label, *reversed(named)):
        # `Định mức` over `Định mức giờ dạy` says nothing more
        if part and not any(part.casefold() in other.casefold() for other in told):
            told.insert(0, part)
    return " ".join(told) or None


def title_of(caption: str) -> str:
    r"""The name of a table in the lines right over it, without its number; empty where it has none.

    >>> title_of("Đoạn văn trước.\nBảng 3. Diện tích lúa phân theo huyện\n(ĐVT: ha)\n")
    'Diện tích lúa phân theo huyện'
    """
    lines = [line.strip() for line in caption.split("\n") if line.strip()]
    while lines and not name_of(lines[-1]):
        lines.pop()
    last = lines[-1] if lines else ""
    numbered = _NUMBERED.match(last)
    if not last or len(last) > _TITLE or (last[-1] in ".:;" and not numbered):
        return ""
    return name_of(last[numbered.end() :] if numbered else last)


def _plain(head: str) -> str:
    return " ".join(_UNIT_LINE.sub("", _BRACKETS.sub(_unless_index, head)).split())


def _unless_index(brackets: re.Match[str]) -> str:
    """Brackets are left out of a name, but for the short name of an index: `(Par Index 2023)`."""
    return brackets[0] if _INDEX.search(brackets[0]) else ""
