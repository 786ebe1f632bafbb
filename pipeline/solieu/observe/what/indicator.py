"""Which indicator of the list a figure is: told only where a whole phrase names it, in a unit of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.lexicon import Lexicon
from solieu.lexicon.indicators import Indicator, fold, indicators
from solieu.lexicon.pattern import UPPER
from solieu.observe.parts.outline import Outline, Span
from solieu.types import Mention, Quantity

# What stands before a name in its clause and is no part of it.
_LEADING = re.compile(
    rf"""\W*(?:trong\s+đó|cụ\s+thể|riêng|ước\s+tính|tính\s+chung|theo\s+đó|toàn\s+(?:tỉnh|quốc|thành\s+phố)|
    cả\s+(?:nước|tỉnh|năm)|nhóm(?:\s+hàng(?:\s+hóa)?)?|ngành|các|đã|có|xảy\s+ra|phát\s+hiện|ghi\s+nhận|làm|tổng\s+số|tổng|số\s+lượng|số|
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
_MOST_STRIPPED, _WINDOW = 8, 160
# The year in a name: `Chỉ số tổng hợp (PAR INDEX 2023)`.
_YEAR = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d(?!\d)")


def find_indicator(
    outline: Outline,
    span: Span,
    before: Mention | None,
    figure: Mention,
    lexicon: Lexicon,
    *,
    item: str | None = None,
) -> str | None:
    """The code of the one indicator that has a phrase of the figure for its name, and its unit.

    Args:
        outline: the text with its parts.
        span: the sentence of the figure.
        before: the figure before it in that sentence.
        figure: with its concept, noun, change and basis.
        lexicon: the vocabulary.
        item: what it measures without the words of quantity and place.
    """
    known = indicators(lexicon)
    for phrase in _phrases(outline.text, span, before, figure, item):
        fitting = [
            one
            for one in known.named(phrase)
            if one.measures(_unit(figure), moved=_moved(figure)) and _is_near(outline, figure, one)
        ]
        if fitting:
            return _closest(fitting, _unit(figure) or "")
    return None


def _closest(fitting: Sequence[Indicator], unit: str) -> str | None:
    """Of indicators of one name, the one whose unit is nearest the figure's (`lượt người luân chuyển`)."""
    lengths = [one.fit(unit) for one in fitting]
    best = [one for one, length in zip(fitting, lengths, strict=True) if length == max(lengths)]
    return best[0].code if len(best) == 1 else None


def carried_indicator(before: Mention, figure: Mention, code: str | None, lexicon: Lexicon) -> str | None:
    """The indicator of the figure before, if this one tells how that moved: `đạt 5 tỷ đồng, tăng 2%`."""
    if code is None or not _moved(figure) or figure.concept is None or figure.concept != before.concept:
        return None
    return code if indicators(lexicon).by_code[code].measures(_unit(figure), moved=True) else None


def _phrases(
    text: str, span: Span, before: Mention | None, figure: Mention, item: str | None
) -> Iterator[str]:
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
    said = fold(text[first : figure.start])
    if item is not None and (fold(item) in said or not _says_more(phrases, clause)):
        yield from _shorter(_YEAR.sub("", item))
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


def _moved(figure: Mention) -> bool:
    """Whether a figure is a change, or a rate against another time or a plan."""
    return figure.change is not None or figure.basis is not None


def _unit(figure: Mention) -> str | None:
    if figure.kind == "count":
        return figure.noun
    if figure.kind == "index":
        return "điểm"
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
