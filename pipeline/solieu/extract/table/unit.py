"""What a head of a table, a cell of units, or the line over a table says that its numbers are in.

The words of a unit are read as they would be behind a number in a sentence (`triệu đồng` as in `2 triệu
đồng`), so that a figure in a table has the kind, the unit and the scale that it would have in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from solieu.extract.duration.find import find_durations
from solieu.extract.quantity.find import find_quantities
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH
from solieu.types import Duration, Kind, Quantity

# `ĐVT: triệu đồng`, `(Đơn vị tính: 1.000 người)`, `Đơn vị: Tỷ đồng`: the line over a table, or in a head.
_UNIT_LINE = re.compile(
    r"(?<!\w)(?:đvt|đv\s?tính|đơn\s+vị\s+tính|đơn\s+vị)\s{0,2}:\s{0,2}(?P<phrase>[^\n():;]{1,60})",
    re.IGNORECASE,
)
# What stands in brackets: `Diện tích (ha)`.
_BRACKETS = re.compile(r"[(\[](?P<phrase>[^()\[\]]{1,40})[)\]]")
# `Giá trị, triệu đồng`: the words behind the last comma.
_BEHIND_COMMA = re.compile(r",\s*(?P<phrase>[^,()]{1,30})\s*\Z")
# `Sản lượng nghìn tấn`: a scale at the end of a head leads its unit.
_SCALED = re.compile(
    r"\s(?P<phrase>(?:nghìn|ngàn|triệu|tỷ|tỉ|1[.\s]?000(?:[.\s]?000)?)\s+[^\W\d_][\w/]*(?:\s[\w/]+)?)\s*\Z",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\A\s*(?P<first>%)|(?P<last>%)\s*\Z")
# `1.000 người`, `10 tấn`: a power of ten before a unit is its scale.
_POWER = re.compile(r"\A1[.\s]?0{3}(?P<million>[.\s]?0{3})?(?P<milliard>[.\s]?0{3})?\s?(?=[^\W\d_])")
# What a figure may follow that brackets hold besides the unit: `(ĐVT: ha)`, `(tính bằng ha)`.
_LEAD = re.compile(
    r"\A\s*(?:đvt|đv\s?tính|đơn\s+vị(?:\s+tính)?|tính\s+bằng|tính\s+theo)\s*:?\s*", re.IGNORECASE
)
# `Số học viên`, `Tổng số hộ nghèo`, `Số lượng lao động (người)`: a count of what is named.
_NUMBER_OF = re.compile(
    r"\A\W*(?:tổng\s+)?số(?:\s+lượng)?(?:\s+(?:các|những))?\s+(?P<noun>[^\W\d_].*)", re.IGNORECASE
)
# `Công chức, viên chức`: words behind a comma are another noun, not a unit, unless they are short.
_WORD_ALONE = re.compile(r"\s*[^\W\d_]{4,}(?:\s+[^\W\d_]+)*\s*")
# `% thể tích`, `% GDP`: a share with what it is of.
_PERCENT = re.compile(r"%(?:\s+[^\W\d_]+){0,3}")
_PROBE = 2
# Words of a unit; longer phrases are none.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Meaning:
    """What numbers are in: a kind and a unit with its scale, or a noun; `code` is that of a length of time.

    `start` and `end` are the span of the words that say so.
    """

    kind: Kind
    unit: str | None
    scale: Decimal
    noun: str | None
    start: int
    end: int
    code: str | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: Kind
    unit: str | None
    scale: Decimal
    noun: str | None = None
    code: str | None = None


def unit_line(text: str, start: int, end: int, lexicon: Lexicon) -> Meaning | None:
    """What a stretch of text names as the unit of all that stands below it, the last such line.

    >>> from solieu.lexicon import load
    >>> unit_line("Bảng 1 (Đơn vị tính: 1.000 người)", 0, 33, load())
    Meaning(kind='count', unit=None, scale=Decimal('1000'), noun='người', start=21, end=32, code=None)
    """
    lines = list(_UNIT_LINE.finditer(text, start, end))
    return _meaning(text, *lines[-1].span("phrase"), lexicon) if lines else None


def unit_cell(text: str, start: int, end: int, lexicon: Lexicon) -> Meaning | None:
    """What a cell or a head says that holds nothing but a unit: `Tấn`, `%`, `Triệu đồng`, `Người`."""
    return _meaning(text, start, end, lexicon)


def unit_in_head(text: str, start: int, end: int, lexicon: Lexicon) -> Meaning | None:
    """What a head, or the label of a row, says of its numbers: by a unit set apart in it, or by its sign.

    >>> from solieu.lexicon import load
    >>> words = load()
    >>> unit_in_head("Diện tích (ha)", 0, 14, words).unit, unit_in_head("So với cùng kỳ %", 0, 16, words).unit
    ('ha', '%')
    >>> unit_in_head("Kế hoạch 2024", 0, 13, words) is None
    True
    """
    found = (_meaning(text, low, high, lexicon) for low, high in _phrases(text, start, end))
    return next((one for one in found if one is not None), None)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a head where a unit may stand, the surest first."""
    head = text[start:end]
    for match in _UNIT_LINE.finditer(text, start, end):
        yield match.span("phrase")
    for match in reversed(list(_BRACKETS.finditer(head))):
        yield start + match.start("phrase"), start + match.end("phrase")
    comma = _BEHIND_COMMA.search(head)
    if comma is not None and not _WORD_ALONE.fullmatch(comma["phrase"]):
        yield start + comma.start("phrase"), start + comma.end("phrase")
    if scaled := _SCALED.search(head):
        yield start + scaled.start("phrase"), start + scaled.end("phrase")
    if sign := _SIGN.search(head):
        name = sign.lastgroup or "last"
        yield start + sign.start(name), start + sign.end(name)


def _meaning(text: str, start: int, end: int, lexicon: Lexicon) -> Meaning | None:
    while start < end and text[start].isspace():
        start += 1
    if lead := _LEAD.match(text[start:end]):
        start += lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    if not 0 < end - start <= _LONGEST:
        return None
    unit = _unit(" ".join(text[start:end].split()), lexicon)
    if unit is None:
        return None
    return Meaning(unit.kind, unit.unit, unit.scale, unit.noun, start, end, unit.code)


@cache
def _unit(phrase: str, lexicon: Lexicon) -> _Unit | None:
    """What a phrase is as a unit: read behind a number, as written and in small letters."""
    short = lexicon.mapping("table_units", "name", "phrase")
    if _PERCENT.fullmatch(phrase):
        return _Unit("percent", "%", Decimal(1))
    scale = Decimal(1)
    if power := _POWER.match(phrase):
        scale = Decimal(10) ** (3 + 3 * bool(power["million"]) + 3 * bool(power["milliard"]))
        phrase = phrase[power.end() :]
    phrase = short.get(phrase.casefold(), phrase)
    for form in dict.fromkeys([phrase, phrase.casefold()]):
        found = _read(form, lexicon)
        if found is not None:
            return _Unit(found.kind, found.unit, found.scale * scale, found.noun, found.code)
    return None


def _read(phrase: str, lexicon: Lexicon) -> _Unit | None:
    sentence = f"{_PROBE} {phrase}"
    for mention in find_quantities(sentence, lexicon):
        value = mention.value
        if mention.start or not isinstance(value, Quantity) or value.high is not None:
            continue
        if mention.kind == "count":
            noun = sentence[mention.end :].strip()
            return _Unit("count", None, value.low / _PROBE, noun) if _counted(noun, lexicon) else None
        if mention.end == len(sentence):
            return _Unit(mention.kind, value.unit, value.low / _PROBE)
    for length in find_durations(sentence, lexicon):
        value = length.value
        if (length.start, length.end) == (0, len(sentence)) and isinstance(value, Duration):
            return _Unit("duration", None, Decimal(1), None, value.text)
    return None


def number_of(text: str, start: int, end: int, lexicon: Lexicon) -> Meaning | None:
    """What `số` before a noun that is known to be counted says: `Số học viên`; the longest noun.

    >>> from solieu.lexicon import load
    >>> number_of("Tổng số hộ nghèo", 0, 16, load()).noun
    'hộ nghèo'
    """
    match = _NUMBER_OF.match(text[start:end])
    if match is None:
        return None
    counted, _ = _nouns(lexicon)
    begin = start + match.start("noun")
    words = list(re.finditer(rf"[^\W\d_]+(?:{DASH}[^\W\d_]+)?", match["noun"][:_LONGEST]))
    for last in reversed(words[:4]):
        noun = " ".join(match["noun"][: last.end()].split())
        if noun.casefold() in counted:
            return Meaning("count", None, Decimal(1), _small(noun), begin, begin + last.end())
    return None


def _small(noun: str) -> str:
    """A noun as it stands within a sentence."""
    return noun if noun[0].islower() or noun.isupper() else noun[0].lower() + noun[1:]


@cache
def _nouns(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that are counted, and the words that make a number behind them a name (`lớp 5`)."""
    counted = frozenset(name.casefold() for name in lexicon.column("classifiers", "name"))
    return counted, frozenset(name.casefold() for name in lexicon.column("labels", "name"))


def _counted(noun: str, lexicon: Lexicon) -> bool:
    counted, labels = _nouns(lexicon)
    folded = noun.casefold()
    return folded in counted and folded not in labels
