"""The words by which a text goes on to speak of what it has named: `huyện này`, `Công ty đã`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from solieu.observe.where.named import Named

# How far before such a word the name stands that it means, in characters, and how many names are looked at.
_REACH, _LOOK = 2_000, 40

# What each word can mean: levels of names, and for bodies and sites what the name must begin with besides.
_MEANS: dict[str, tuple[str, ...]] = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị xã": ("district",),
    "bang": ("district",),
    "tiểu bang": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "thôn": ("village",),
    "bản": ("village",),
    "ấp": ("village",),
    "làng": ("village",),
    "nước": ("foreign", "nation"),
    "quốc gia": ("foreign", "nation"),
    "công ty": ("body",),
    "tổng công ty": ("body",),
    "tập đoàn": ("body",),
    "doanh nghiệp": ("body",),
    "hãng": ("body",),
    "hợp tác xã": ("body",),
    "htx": ("body",),
    "ngân hàng": ("body",),
    "quỹ": ("body",),
    "nhà máy": ("body",),
    "bệnh viện": ("body",),
    "trường": ("body",),
    "siêu thị": ("body",),
    "trạm": ("spot",),
    "cảng": ("spot",),
    "sân bay": ("spot",),
    "khu công nghiệp": ("spot",),
    "khu đô thị": ("spot",),
    "khu dân cư": ("spot",),
}
# What only `này` behind them makes mean a name.
_WITH_THIS = frozenset(("nước", "quốc gia", "doanh nghiệp", "hãng", "trường"))
# Words for any firm; the others mean only what is called so: a `nhà máy này` is no company.
_ANY = frozenset(("công ty", "tổng công ty", "tập đoàn", "doanh nghiệp", "hãng"))
_NOUN = "|".join(sorted(_MEANS, key=len, reverse=True)).replace(" ", r"\s")
_OWN = "|".join(sorted(_MEANS.keys() - _WITH_THIS, key=len, reverse=True)).replace(" ", r"\s")
# Words for firms that may stand in a sentence behind what begins it, and what firms do.
_FIRM = r"(?:tổng\s)?công\sty|tập\sđoàn|doanh\snghiệp|hãng|ngân\shàng|nhà\smáy"
_DOES = r"nợ|lãi|lỗ|báo\slãi|báo\slỗ|bán|mua|vay|trả|đầu\stư|sản\sxuất|sử\sdụng|bị|vẫn|mới|chỉ|lại|không"
_THEN = (
    r"hiện|hiện\snay|hiện\stại|ngoài\sra|tuy\snhiên|trong\skhi\sđó|đến\snay|sau\sđó|trước\sđó|bên\scạnh\sđó|cụ\sthể|theo\sđó"
    r"|như\svậy|cùng\skỳ|(?:trong\s)?(?:\d{1,2}\stháng\s(?:đầu\s|cuối\s)?)?năm\s(?:nay|ngoái|\d{4})|quý\s[IV\d]{1,3}(?:/\d{4})?"
)
# `huyện này`, `công ty nói trên`; before a verb at the front of a sentence: `Công ty đã`; `của Quỹ`.
_BACK = re.compile(
    rf"""(?<!\w)(?P<this>{_NOUN})\s+(?:này|nói\s+trên|kể\s+trên|đó)\b
    | (?:(?<=[.!?"”]\s)|^)(?P<acts>{_OWN})
        (?=\s+(?:hiện|đã|có|đạt|đang|cũng|còn|được|sẽ|phải|thu|chi|ghi\s+nhận|{_DOES})\b)
    | (?:^|[.,!?"”]\s)(?:{_THEN}),?\s(?P<then>{_FIRM})
        (?=\s+(?:mẹ\s+)?(?:hiện|đã|có|đạt|đang|cũng|còn|được|sẽ|phải|thu|chi|ghi\s+nhận|{_DOES})\b)
    | (?<=của\s)(?P<whose>{_OWN})
        (?=\s*[,.;)]|\s+(?:là|đạt|được|đã|có|tăng|giảm|lên|còn|chỉ|trong|năm|mới|vượt|ước)\b)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def with_references(text: str, names: Sequence[Named]) -> list[Named]:
    """The names of a text with those words that mean one of them, as that name, in text order.

    Args:
        text: the document's text.
        names: the names in it, in text order.
    """
    return sorted([*names, *_references(text, names)], key=lambda name: name.start)


def _references(text: str, names: Sequence[Named]) -> Iterator[Named]:
    starts = [name.start for name in names]
    for found in _BACK.finditer(text):
        begin = next(found.start(group) for group in ("this", "acts", "then", "whose") if found[group])
        index = bisect_left(starts, begin)
        within = index < len(names) and names[index].start < found.end()
        if within or (index and names[index - 1].end > begin):
            continue
        word = " ".join(
            (found["this"] or found["acts"] or found["then"] or found["whose"]).casefold().split()
        )
        near = reversed(names[max(0, index - _LOOK) : index])
        meant = next((name for name in near if _is_meant(word, name)), None)
        if meant is not None and begin - meant.end < _REACH:
            yield Named(begin, found.end(), meant.name, meant.level)


def _is_meant(word: str, name: Named) -> bool:
    if name.level not in _MEANS[word]:
        return False
    return word in _ANY or name.level not in ("body", "spot") or name.name.casefold().startswith(word)
