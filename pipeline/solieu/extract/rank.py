"""Ranks and bare values of an index in running text: `xếp thứ 4/63`, `hạng 7/11`, `HDI 0,703`.

They are figures of the dataset, outside the kinds that the guideline annotates, so they are looked for last,
in what no other figure has taken. Points (`65,3 điểm`) of an index are measures, its percentages percentages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from solieu.extract.number import read_digits
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import SPACE, alternation
from solieu.types import Mention, Quantity, Ratio

# `xếp thứ 4/63`, `đứng thứ 3`, `xếp hạng 12`, `xếp vị trí thứ 2/63`: a verb or `vị trí` leads a bare rank.
# `thứ 4/63`, `hạng 7/11`: out of how many says it too, of more than a month has days where the words may be
# a weekday's (`thứ 4/10`). Not `lần thứ 3`, `hạng 2` of a road.
_PLACE = r"(?:thứ|hạng|vị\s+trí(?:\s+thứ)?|thứ\s+hạng|vị\s+thứ)"
_RANK = re.compile(
    rf"""(?<!\w)
    (?: (?:xếp|đứng|ở|lên|xuống|vươn\s+lên|giữ|tụt\s+xuống)\s+(?:thứ\s+)?{_PLACE}\s+
      | (?P<noun>vị\s+trí\s+thứ|thứ\s+hạng|xếp\s+hạng)\s+
      | (?<!lần\s)(?<!kỳ\shọp\s)(?<!khóa\s)(?:thứ\s+(?=\d{{1,3}}\s?/\s?(?:3[2-9]|[4-9]\d|\d{{3}})(?![\d/]))
                                        |hạng\s+(?=\d{{1,3}}\s?/\s?\d{{1,3}}(?![\d/]))) )
    (?P<rank>\d{{1,3}})(?![\d.,–-]\d|\s?%)
    (?:\s?/\s?(?P<below>\d{{1,3}})(?![\d/.,]\d))?
    (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# What follows the number of a class, a floor or a prize, not of a place in an order: `giữ hạng 2 sao`.
_NO_RANK = re.compile(rf"{SPACE}+(?:sao|tháng|lớp|nhà|giường)(?!\w)", re.IGNORECASE)
# From the name of an index to its value: `chỉ số PAR INDEX năm 2023 của tỉnh đạt 92,18`. Only what names a
# time or whose it is may stand between, and without it the value follows at once.
_LINK = r"(?:đạt(?:\s+mức)?|là|ở\s+mức|bằng|có\s+giá\s+trị|tăng\s+lên|giảm\s+còn|từ|[:=])"
_TIME = r"(?:(?:\s+(?:trong|vào))?\s+(?:năm\s+)?20\d\d)?"
_TO_VALUE = re.compile(
    rf"""\)? (?:\s*\([^()\d]{{1,40}}\))? {_TIME} (?P<whose>\s+của\s+[^\d,.;:()\n]{{1,40}}?)? {_TIME} ,?
    (?:\s+(?:rất\s+)?(?:cao|thấp|ấn\s+tượng))? (?:\s*{_LINK}|\s+[-–])? \s* \(?
    (?P<value>\d{{1,4}}(?:[.,]\d{{1,4}}){{0,2}})(?![\d.,/-]\d|\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# `thứ hạng HDI của Việt Nam tăng từ vị trí 118`: a place, not a value.
_RANKED = re.compile(r"(?<!\w)(?:hạng|vị\s+trí|thứ|tăng|giảm|bậc)(?!\w)", re.IGNORECASE)
# Behind the value of an index nothing may stand that makes it another figure: a unit, a noun, a sign.
_ENDS = re.compile(
    rf"{SPACE}*(?:[,;.)(\n]|\Z|(?:và|lên|xuống|năm|tăng|giảm|so|trong|xếp|đứng|cao|thấp|thuộc|vào|tương|là|–|-)(?!\w))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def add_ranks(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with the ranks and values of an index that stand between them, in text order.

    >>> from solieu.lexicon import load
    >>> found = add_ranks("HDI đạt 0,703, xếp thứ 4/63 tỉnh", [], load())
    >>> [(mention.kind, mention.text, mention.value.text, mention.concept) for mention in found]
    [('index', '0,703', '0.703', 'HDI'), ('rank', '4/63', '4/63', None)]
    """
    found = [*_ranks(text), *_values(text, lexicon)]
    if not found:
        return list(mentions)
    starts = [mention.start for mention in mentions]

    def free(figure: Mention) -> bool:
        index = bisect_left(starts, figure.end)
        return index == 0 or mentions[index - 1].end <= figure.start

    added = {figure.start: figure for figure in found if free(figure)}
    return sorted([*mentions, *added.values()], key=lambda mention: mention.start)


def _ranks(text: str) -> Iterator[Mention]:
    for match in _RANK.finditer(text):
        place, below = Decimal(match["rank"]), match["below"]
        end = match.end("below") if below else match.end("rank")
        if not place or (below and Decimal(below) < place) or _NO_RANK.match(text, end):
            continue
        start = match.start("rank")
        written = text[start:end]
        value: Quantity | Ratio = Quantity(place, Decimal(1))
        if below:
            value = Ratio(place, Decimal(below), written="".join(written.split()))
        yield Mention("rank", start, end, written, value, "rank.of" if below else "rank.place")


@cache
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{alternation(lexicon.column('index_names', 'name'))})(?!\w)")


def _values(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    for name in _names(lexicon).finditer(text):
        match = _TO_VALUE.match(text, name.end())
        if match is None or _RANKED.search(match["whose"] or ""):
            continue
        if not _ENDS.match(text, match.end()) or _YEAR.fullmatch(match["value"]):
            continue
        readings = read_digits(match["value"])
        if readings is None or "\n" in match[0]:
            continue
        value, other = readings
        if other is not None:  # `1.250` of a stock exchange or 1,250 of a ratio: left in doubt
            continue
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        start, end = match.span("value")
        concept = " ".join(name["name"].split())
        yield Mention(
            "index", start, end, text[start:end], Quantity(value, step), "index.value", concept=concept
        )
