"""What a figure measures: its item, the kind of thing it is among, what that is part of, and its indicator.

The concept of a figure says how much and of what in one phrase: `tỷ lệ hộ nghèo`, `tổng số người tham gia`.
The item is what is left without the words of quantity and without the place, which has a field of its own;
the population the noun that it begins with. A place is no item: what is measured there was said before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.indicators import fold
from solieu.lexicon.pattern import UPPER
from solieu.observe.parts.figures import by_sentence
from solieu.observe.parts.outline import Outline
from solieu.observe.what.indicator import carried_indicator, find_indicator
from solieu.observe.what.listed import find_wholes
from solieu.types import Mention

# Words of quantity before what is measured: `tổng số`, `tỷ lệ`; `tổng mức`, `tổng sản phẩm` are names.
_QUANTITY = re.compile(
    r"(?:tổng\s+(?:số|cộng)|số\s+lượng|t[ỷỉ]\s+lệ|(?<!\w)số(?!\s+(?:thu|chi|dư|hóa|hoá|tiền|vốn))|"
    r"tổng(?!\s+(?:mức|sản|đàn|thu|chi|cục|công|kết|hợp|quan|số\s+(?:thu|chi|tiền))))\s+(?=\S)",
    re.IGNORECASE,
)
# Where, by what and for what, but not what: `trên địa bàn tỉnh`, `bằng CCCD`, `để hiện thực hóa`.
_ADVERBIAL = re.compile(
    r"(?:trên\s+(?:địa\s+bàn|toàn|cơ\s+sở)|tại|bằng|để|nhằm|thông\s+qua|theo|nhờ|của|cho(?!\s+(?:vay|thuê)))(?!\w)",
    re.IGNORECASE,
)
# Words that alone say nothing of what is measured.
_EMPTY = re.compile(
    r"(?:được|có|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|kết\s+quả|mức|con\s+số|số|tổng|tỷ\s+lệ|nhất|đạt(?:\s+mức)?|"
    r"thực\s+hiện|hơn\s+nữa|phần|khoảng|còn\s+lại|trong\s+đó|từ|qua|lần\s+lượt|ít|nhiều|đồng\s+thời|"
    r"trung\s+bình|bình\s+quân|mới|lũy\s+kế|luỹ\s+kế|vùng|tỉnh|huyện|xã|địa\s+phương|thành\s+phố|khu\s+vực|nước|"
    r"(?:phải\s+)?(?:bảo\s+đảm|đảm\s+bảo|phấn\s+đấu))",
    re.IGNORECASE,
)
# A place behind what is measured there; a bracket with an abbreviation of it.
_AT = (
    r"(?:\s*,)?(?:\s+(?:của|tại|ở|trên\s+địa\s+bàn))?(?:\s+(?:tỉnh|thành\s+phố|TP\.?|huyện|xã|thị\s+xã))?\s+"
)
_THIS_PLACE = re.compile(
    r"(?<!cấp)(?<!hành\schính)\s+(?:của\s+)?(?:(?:địa\s+phương|tỉnh|thành\s+phố|huyện|xã)(?:\s+(?:này|ta))?|toàn\s+(?:tỉnh|quốc))\Z",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:[{UPPER}][\w-]*)(?:[ –-]{{1,3}}[{UPPER}][\w-]*){{0,4}}")
_NOUN_WORDS = 4
# Kinds of things whose short nouns are no halves of other words.
_WHOLE = frozenset(("person", "administrative unit", "case", "household", "vehicle"))
# The first words behind a ratio, and what is said of those counted: `13/15 xã có chợ`.
_PHRASE = re.compile(r"\s[^\W\d_]{1,8}(?:,?[ \t][^\W\d_]{1,8}){0,3}")
_PREDICATE = re.compile(
    r"[ \t]+(?:đều\s+|cũng\s+|vẫn\s+)?"
    r"(?P<said>(?:đã|có|đạt|hoàn\s+thành|được|chưa|đang|còn)(?!\w)[^,;:.()\n]{0,120}?)"
    r"(?=\s+(?:so\s+với|trong\s+khi|và|do|theo|trên\s+địa\s+bàn)(?!\w)|[,;:.()\n]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure measures, as far as it can be told."""

    item: str | None = None
    population: str | None = None
    indicator: str | None = None
    within: str | None = None


def find_items(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, Parts]:
    """The parts of what each figure tells of, by its start.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order, with concepts, nouns, places and bases.
        lexicon: the vocabulary.
    """
    items: dict[int, str | None] = {}
    told: dict[int, Parts] = {}
    for _, figures in by_sentence(outline, mentions):
        said: dict[str, str] = {}
        last: str | None = None
        for figure in figures:
            item = _item(figure, said) or _counted_behind(outline.text, figure, lexicon)
            item = last if item is None and figure.change is not None else item
            last = item
            items[figure.start] = item
            if item is not None and figure.concept is not None:
                said[figure.kind] = item
    wholes = find_wholes(outline, mentions, items)
    for span, figures in by_sentence(outline, mentions):
        before: Mention | None = None
        for figure in figures:
            item = items[figure.start]
            code = find_indicator(outline, span, before, figure, lexicon, item=item)
            if code is None and before is not None:
                code = carried_indicator(before, figure, told[before.start].indicator, lexicon)
            told[figure.start] = Parts(
                item, _population(outline.text, figure, item, lexicon), code, wholes.get(figure.start)
            )
            before = figure
    return told


def _item(figure: Mention, said: dict[str, str]) -> str | None:
    """What is measured, without words of quantity or place; what is counted where the text says no more.

    Args:
        figure: a figure with its concept and place.
        said: what the figures before it in its sentence measure, by their kinds.
    """
    item = _placeless(_stripped(figure.concept), figure.place)
    if item is not None and _is_place(item, figure):
        return said.get(figure.kind) if figure.kind != "count" else item
    if item is None or _EMPTY.fullmatch(item) or _ADVERBIAL.match(item):
        return figure.noun
    return item


def _placeless(item: str | None, place: str | None) -> str | None:
    """An item without the figure's own place at its end: `GRDP bình quân đầu người, Thái Nguyên`."""
    if item is None:
        return None
    if place is not None and len(item) > len(place):
        item = re.sub(rf"{_AT}{re.escape(place)}\Z", "", item, flags=re.IGNORECASE) or item
    return _THIS_PLACE.sub("", item) or item


def _is_place(item: str, figure: Mention) -> bool:
    """Whether an item only says where: the figure's own place, or a bare name before a percentage."""
    if figure.place is not None and fold(item) == fold(figure.place):
        return True
    return figure.kind in ("percent", "index") and figure.change is None and _is_province(item)


@cache
def _is_province(name: str) -> bool:
    from solieu.lexicon.places import resolve

    return _NAME.fullmatch(name) is not None and resolve(name).code is not None


def _counted_behind(text: str, figure: Mention, lexicon: Lexicon) -> str | None:
    """What `x of y` counts, and what is said of those: `13/15 vụ án`, `13/15 xã có chợ`."""
    behind = _PHRASE.match(text, figure.end) if figure.kind == "ratio" else None
    noun = behind and _noun(behind[0], lexicon)
    if behind is None or noun is None:
        return None
    end = figure.end + len(behind[0]) - len(behind[0].lstrip()) + len(noun)
    while further := _AND_NOUN.match(text, end):
        noun = _noun(further["noun"], lexicon) or ("thành" if further["noun"].startswith("thành") else None)
        if noun is None:
            break
        end = further.start("noun") + len(noun)
    said = _PREDICATE.match(text, end)
    return said["said"] if said else behind[0].split(",")[0].strip()


_AND_NOUN = re.compile(r",[ \t](?P<noun>[^\W\d_]{1,8}(?:[ \t][^\W\d_]{1,8})?)")


def _stripped(phrase: str | None) -> str | None:
    if phrase is None:
        return None
    quantity = _QUANTITY.match(phrase)
    return phrase[quantity.end() :] if quantity else phrase


def _population(text: str, figure: Mention, item: str | None, lexicon: Lexicon) -> str | None:
    """The noun that an item begins with, if it is one of things that can be counted: `hộ` of `hộ nghèo`."""
    if figure.kind == "count":
        return _noun(figure.noun or "", lexicon) or figure.noun
    if figure.kind == "ratio":
        behind = _PHRASE.match(text, figure.end)
        return _noun(behind[0], lexicon) if behind else None
    return _noun(item, lexicon, among=_classed) if item and figure.kind == "percent" else None


def _noun(
    phrase: str, lexicon: Lexicon, *, among: Callable[[Lexicon], frozenset[str]] | None = None
) -> str | None:
    """The fewest words at the front of a phrase that name things which can be counted.

    A syllable alone names them only if it is no half of a word: `hộ` of `hộ nghèo`, not `sở` of `sở hữu`.
    """
    words = phrase.split(",")[0].split()
    named = len(words) > 1 and words[1][0].isupper() and not words[1].isupper()  # `tỉnh Sơn La`
    if words and words[0].casefold() in _alone(lexicon) and not named:
        return words[0]
    known = (among or _counted)(lexicon)
    fronts = (" ".join(words[:count]) for count in range(2, min(len(words), _NOUN_WORDS) + 1))
    return next((front for front in fronts if front.casefold() in known), None)


@cache
def _counted(lexicon: Lexicon) -> frozenset[str]:
    nouns = [*lexicon.column("noun_classes", "noun"), *lexicon.column("classifiers", "name")]
    return frozenset(map(str.casefold, nouns))


@cache
def _classed(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of a known kind of things; others that are counted may be anything: `chỉ số`, `mức độ`."""
    return frozenset(map(str.casefold, lexicon.column("noun_classes", "noun")))


@cache
def _alone(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of one syllable that take others behind them and stay what they are."""
    rows = lexicon.rows("noun_classes")
    return frozenset(
        row["noun"].casefold() for row in rows if row["class"] in _WHOLE and " " not in row["noun"]
    )
