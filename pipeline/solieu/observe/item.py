"""What a figure measures: its item, the kind of thing it is among, and its code in the list of indicators.

The concept of a figure says how much and of what in one phrase: `tỷ lệ hộ nghèo`, `tổng số người tham gia`.
The item is what is left without the words of quantity, the population the noun that it begins with. An
indicator is told only where the whole phrase is one of its names and the unit is one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.indicators import Indicator, fold, indicators
from solieu.lexicon.pattern import UPPER
from solieu.observe.figures import by_sentence
from solieu.observe.outline import Outline, Span
from solieu.types import Mention, Quantity

# Words of quantity before what is measured: `tổng số`, `tỷ lệ`; `tổng mức`, `tổng sản phẩm` are names.
_QUANTITY = re.compile(
    r"(?:tổng\s+(?:số|cộng)|số\s+lượng|t[ỷỉ]\s+lệ|(?<!\w)số(?!\s+(?:thu|chi|dư|hóa|hoá))|"
    r"tổng(?!\s+(?:mức|sản|đàn|thu|chi|cục|công|kết|hợp|quan)))\s+(?=\S)",
    re.IGNORECASE,
)
# What stands before a name in its clause and is no part of it.
_LEADING = re.compile(
    rf"""\W*(?:trong\s+đó|cụ\s+thể|riêng|ước\s+tính|tính\s+chung|theo\s+đó|toàn\s+(?:tỉnh|quốc|thành\s+phố)|
    cả\s+(?:nước|tỉnh|năm)|các|đã|có|xảy\s+ra|phát\s+hiện|ghi\s+nhận|làm|tổng\s+số|tổng|số\s+lượng|số|
    (?:trên\s+địa\s+bàn\s+)?(?:tỉnh|thành\s+phố)(?:\s+(?-i:[{UPPER}])\w{{1,7}}){{0,3}})(?!\w)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands between a name and its figure: a time, a place in general, verbs and hedges.
_TRAILING = re.compile(
    r"""(?<!\w)(?:ước(?:\s+tính)?|đạt|là|còn|có|được|khoảng|trên|hơn|gần|tới|lên|xuống|mức|ở|trong|đến|hết|tại|của|
    tăng|giảm|thực\s+hiện|tính\s+chung|toàn\s+(?:tỉnh|quốc|thành\s+phố)|cả\s+(?:nước|tỉnh|năm)|
    trên\s+địa\s+bàn(?:\s+(?:tỉnh|thành\s+phố|huyện|xã))?|tỉnh|
    (?:đầu\s+)?năm(?:\s+(?:nay|\d{4}))?|\d{1,2}\s+tháng\s+đầu|tháng\s+\w{1,8}(?:/\d{4})?|quý\s+\w{1,4}(?:/\d{4})?|
    thời\s+điểm|ngày\s+[\d/.-]{3,10})\W*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# What parts clauses; `.` and `,` only before a blank, for they stand in numbers too.
_MARK = re.compile(r"[;:()\n]|[.,](?=\s)")
_MOST_STRIPPED, _WINDOW, _NOUN_WORDS = 8, 160, 3
# The first words behind a ratio.
_PHRASE = re.compile(r"[ \t]\w{1,8}(?:[ \t]\w{1,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure measures, as far as it can be told."""

    item: str | None = None
    population: str | None = None
    indicator: str | None = None


def find_items(outline: Outline, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, Parts]:
    """The parts of what each figure tells of, by its start.

    Args:
        outline: the text with its parts.
        mentions: all its mentions, in text order, with concepts, nouns and bases.
        lexicon: the vocabulary.
    """
    told: dict[int, Parts] = {}
    for span, figures in by_sentence(outline, mentions):
        before: Mention | None = None
        for figure in figures:
            item = _item(figure) or _counted_behind(outline.text, figure, lexicon)
            found = _indicator(outline, span, before, figure, lexicon) or _carried(
                before, figure, told, lexicon
            )
            told[figure.start] = Parts(
                item, _population(figure, item, lexicon), found.code if found else None
            )
            before = figure
    return told


def _item(figure: Mention) -> str | None:
    """What is measured without the words of quantity; what is counted where the text says no more."""
    return _stripped(figure.concept) or figure.noun


def _counted_behind(text: str, figure: Mention, lexicon: Lexicon) -> str | None:
    """What `x of y` counts: `13/15 vụ án`."""
    behind = _PHRASE.match(text, figure.end) if figure.kind == "ratio" else None
    return behind[0].strip() if behind and _noun(behind[0].strip(), lexicon) else None


def _stripped(phrase: str | None) -> str | None:
    if phrase is None:
        return None
    quantity = _QUANTITY.match(phrase)
    return phrase[quantity.end() :] if quantity else phrase


def _population(figure: Mention, item: str | None, lexicon: Lexicon) -> str | None:
    """The noun that an item begins with, if it is one of things that can be counted: `hộ` of `hộ nghèo`."""
    if figure.kind == "count":
        return _noun(figure.noun or "", lexicon) or figure.noun
    return _noun(item, lexicon) if item and figure.kind in ("percent", "ratio") else None


def _noun(phrase: str, lexicon: Lexicon) -> str | None:
    """The fewest words at the front of a phrase that name things which can be counted."""
    words = phrase.split()
    fronts = (" ".join(words[:count]) for count in range(1, min(len(words), _NOUN_WORDS) + 1))
    return next((front for front in fronts if front.casefold() in _counted(lexicon)), None)


@cache
def _counted(lexicon: Lexicon) -> frozenset[str]:
    nouns = [*lexicon.column("noun_classes", "noun"), *lexicon.column("classifiers", "name")]
    return frozenset(map(str.casefold, nouns))


# --- the indicator --------------------------------------------------------------------------------------


def _indicator(
    outline: Outline, span: Span, before: Mention | None, figure: Mention, lexicon: Lexicon
) -> Indicator | None:
    """The one indicator that has a phrase of the figure for its name, and its unit."""
    known = indicators(lexicon)
    for phrase in _phrases(outline.text, span, before, figure):
        fitting = [
            one
            for one in known.named(phrase)
            if one.measures(_unit(figure), moved=_moved(figure)) and _is_near(outline, figure, one)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


def _phrases(text: str, span: Span, before: Mention | None, figure: Mention) -> Iterator[str]:
    """What may name a figure, the most that is said first: its clause, its concept, its noun.

    What stands behind a figure names it only if nothing before it does.
    """
    first = low = max(span[0], figure.start - _WINDOW, before.end if before else 0)
    for mark in _MARK.finditer(text, low, figure.start):
        low = mark.end()
    clause = text[low : figure.start]
    for _ in range(_MOST_STRIPPED):
        shorter = _TRAILING.sub("", clause.rstrip(" ,"))
        if shorter == clause:
            break
        clause = shorter
    phrases = list(_shorter(clause))
    yield from phrases
    concept = figure.concept
    if concept and (fold(concept) in fold(text[first : figure.start]) or not _says_more(phrases, clause)):
        yield from _shorter(_TRAILING.sub("", concept) or concept)
    if figure.noun and not concept and not _says_more(phrases, clause):
        yield figure.noun


def _says_more(phrases: Sequence[str], clause: str) -> bool:
    """Whether a clause names a part of what its figure counts: `ngành xây dựng có 2 doanh nghiệp`."""
    return bool(fold(_LEADING.sub("", phrases[-1]) if phrases else clause))


def _shorter(phrase: str) -> Iterator[str]:
    """A phrase, and it without the words at its front that are no part of a name."""
    for _ in range(_MOST_STRIPPED):
        if phrase.strip():
            yield phrase
        leading = _LEADING.match(phrase)
        if leading is None:
            return
        phrase = phrase[leading.end() :]


def _carried(
    before: Mention | None, figure: Mention, told: dict[int, Parts], lexicon: Lexicon
) -> Indicator | None:
    """The indicator of the figure before, if this one tells how that moved: `đạt 5 tỷ đồng, tăng 2%`."""
    if before is None or not _moved(figure) or figure.concept is None or figure.concept != before.concept:
        return None
    code = told[before.start].indicator
    found = None if code is None else indicators(lexicon).by_code[code]
    return found if found is not None and found.measures(_unit(figure), moved=True) else None


def _moved(figure: Mention) -> bool:
    """Whether a figure is a change, or a rate against another time or a plan."""
    return figure.change is not None or figure.basis is not None


def _unit(figure: Mention) -> str | None:
    if figure.kind == "count":
        return figure.noun
    return figure.value.unit if isinstance(figure.value, Quantity) else None


def _is_near(outline: Outline, figure: Mention, one: Indicator) -> bool:
    """Whether a word that an indicator needs stands before the figure in its paragraph, or over it."""
    if not one.near:
        return True
    line = outline.text.rfind("\n", 0, figure.start) + 1
    said = [outline.text[line : outline.sentence(figure.start)[1]]]
    said += [outline.text[block.start : block.end] for block in outline.headings(figure.start)]
    folded = f" {fold(' '.join(said))} "
    return any(f" {fold(word)} " in folded for word in one.near if word.strip("/")) or any(
        word in said[0].casefold() for word in one.near if "/" in word
    )
