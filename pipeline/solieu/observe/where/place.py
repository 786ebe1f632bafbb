"""The territory or body that a figure is about.

The name right behind a figure counts (`20 ha đất tại Chí Linh`), then the heads of its row and column in a
table, the nearest name before it in its sentence, what the sentences before in its paragraph told of, the
heading, and last the place of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from solieu.lexicon.pattern import LOWER, UPPER
from solieu.observe.parts.figures import by_sentence
from solieu.observe.parts.outline import Outline, Span, Told
from solieu.observe.standing.laid_down import is_rate
from solieu.observe.where.home import Around, Home
from solieu.observe.where.nearest import Sites
from solieu.observe.where.sites import Site, sites
from solieu.types import Mention, Quantity, Ratio

# How far before a figure the words are read that keep it from being about a place, in characters.
_BEFORE = 60
# How far before a norm the rule that lays it down is named, and how far behind, in characters.
_RULE, _RULE_BEHIND = 600, 200

# `bản đồ tỷ lệ 1/2.000`: a scale is about no place.
_SCALE = re.compile(r"t[ỷỉ]\s+lệ\s+(?:1\s?/\s?[\d.]{3,9}(?:,|\s+(?:và|hoặc))?\s+){0,4}$", re.IGNORECASE)
# What a rule for the whole country is told by.
_CENTRAL = re.compile(
    r"""\b(?: thông\s+tư | nghị\s+định | luật | chính\s+phủ | thủ\s+tướng | quốc\s+hội | chủ\s+tịch\s+nước
      | lương\s+cơ\s+sở | lương\s+tối\s+thiểu | bảo\s+hiểm\s+y\s+tế | BHYT | quy\s+định\s+của )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# `tỉnh còn hỗ trợ 100% mức đóng BHYT`: what a province gives on top is its own.
_LOCAL = re.compile(r"\b(?:tỉnh|thành\s+phố|TP|HĐND|địa\s+phương)\b", re.IGNORECASE)
_SHARED = ("bảo hiểm y tế", "bhyt")
# `ông ta được trả 2.000 tệ`, `chị H. chuyển 17 triệu đồng`: what persons have or pay is about no place.
_PERSON = re.compile(
    rf"""\b(?i:ông|bà|anh|chị|cô|bị\s+cáo|đối\s+tượng|nghi\s+phạm|nạn\s+nhân|ca\s+s[ĩỹ]|bác\s+sĩ|tỷ\s+phú)
    \s+(?:(?:ta|ấy|này|trên)\b|(?:[{UPPER}][{LOWER}]*\.?\s+){{1,5}}|(?=(?i:sớm|phải|đã|chuyển|nộp|gửi|trả|đưa|vay)\s))
    (?P<verb>[^,;:.()\n]{{0,50}})$""",
    re.VERBOSE,
)
# `người sáng lập tập đoàn Ba Na có tài sản 32 tỷ USD`: what persons own.
_WEALTH = re.compile(
    r"""\b(?:ông|bà|tỷ\s+phú|đại\s+gia|chủ\s+tịch|giám\s+đốc|người\s+(?:sáng\s+lập|giàu))\b[^;\n]{0,90}
    \b(?:có|sở\s+hữu)\s+(?:khối\s+)?tài\s+sản(?:\s+(?:trị\s+giá|ròng|khoảng|hơn))*\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:cho\s+(?:biết|hay|rằng)|nói|là|khẳng\s+định|đề\s+nghị|yêu\s+cầu|ký|trình)\b", re.IGNORECASE
)
# How a paragraph begins that goes on with what the one before told of.
_GOES_ON = re.compile(
    r"""[\s“"-]*(?:trong\s+(?:đó|số\s+(?:này|đó))|theo\s+đó|cụ\s+thể|số\s+này
      |hay\s+như|sau\s+đó|so\s+với|như\s+vậy|phần)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HERE = re.compile(r"[\s“\"-]*(?:tại|ở|nơi)\s+đây\b", re.IGNORECASE)
# `có 16 địa phương đạt dưới 80%`, and how far before the bound its class stands, in characters.
_BOUND = re.compile(
    r"\d\s+(?:địa\s+phương|tỉnh|huyện|xã|vùng|bộ|đơn\s+vị|cơ\s+quan)\b[^.,;\n]{0,70}\b(?:dưới|trên|hơn|từ)\s+$",
    re.IGNORECASE,
)
_CLASS = 100
# `hai nước`, `hai bên`: the two that the text tells of.
_TWO = Decimal(2)
_SIDES = re.compile(
    r"\s+(?:nước|bên|quốc\s+gia|chính\s+phủ|nền\s+kinh\s+tế|nhà\s+lãnh\s+đạo|miền)\b", re.IGNORECASE
)
# `trường A`, `đơn vị X`: whom an example tells of; and votes, which tell of no place.
_SOMEONE = re.compile(
    r"\b(?:trường|đơn\s+vị|công\s+ty|xã|huyện|tỉnh|doanh\s+nghiệp|cơ\s+quan)\s+[A-Z]\b", re.IGNORECASE
)
_VOTE = re.compile(r"[^.;\n]{0,60}\b(?:tán\s+thành|biểu\s+quyết)\b", re.IGNORECASE)


def find_places(outline: Outline, mentions: Sequence[Mention], near: Around) -> dict[int, Told]:
    """What is told of each figure, by the figure's start; figures of which nothing is told are left out.

    Args:
        outline: the document's text with its parts.
        mentions: all mentions of the text, in text order, with their standings.
        near: what the document names and is about (`solieu.observe.home.around`).
    """
    text, own = outline.text, near.home
    # what a council lays down holds for its place
    local = any(mention.kind == "docref" and "HĐND" in mention.text for mention in mentions)
    places = Sites(outline, sites(text, near.names, mentions, own), own, mentions)
    told: dict[int, Told] = {}
    topic: Site | None = None
    before: int | None = None
    for span, figures in by_sentence(outline, mentions):
        block = outline.block(span[0])
        goes_on = block == before or (before is not None and _GOES_ON.match(text, *span) is not None)
        topic = topic if goes_on else None
        if _HERE.match(text, *span):
            topic = places.here(span[0]) or topic
        before = block
        tariff = any(is_rate(figure) for figure in figures)
        for figure in figures:
            if figure.kind == "count" and (near.nowhere.match(text, figure.end) or _is_pair(text, figure)):
                continue
            if not _placeless(outline, figure, tariff=tariff, ruled=not local, own=own):
                found = places.of(figure, span, topic)
                if figure.status == "example":
                    named = found if found is not None and found.source in ("phrase", "sentence") else None
                    found = _someone(text, span) or named
                if found is not None and not (
                    found.source in ("head", "paragraph") and _is_bound(text, figure)
                ):
                    told[figure.start] = found
        topic = places.topic(span, figures, topic)
    return told


def _is_pair(text: str, figure: Mention) -> bool:
    """Whether two are counted whom the text has named: `hai nước`, `hai bên`."""
    return (
        isinstance(figure.value, Quantity)
        and figure.value.low == _TWO
        and _SIDES.match(text, figure.end) is not None
    )


def _is_bound(text: str, figure: Mention) -> bool:
    """Whether a percentage only bounds a class of places: `có 16 địa phương đạt dưới 80%`."""
    return (
        figure.kind == "percent"
        and _BOUND.search(text, max(0, figure.start - _CLASS), figure.start) is not None
    )


def _someone(text: str, span: Span) -> Told | None:
    """Whom an example tells of."""
    someone = _SOMEONE.search(text, *span)
    return Told(someone[0], "sentence") if someone else None


def _placeless(outline: Outline, figure: Mention, *, tariff: bool, ruled: bool, own: Home) -> bool:
    """Whether a figure is about no place: what rules lay down, the scale of a map, a vote.

    Args:
        outline: the document's text with its parts.
        figure: the figure.
        tariff: its sentence has amounts for each one, whose conditions are about no place.
        ruled: norms of the text may be those of the whole country.
        own: what the document is about.
    """
    text = outline.text
    if figure.status == "norm" and figure.kind in ("count", "measure") and tariff:
        return True
    if figure.status == "norm" and ruled:
        block = outline.block(figure.start)
        start = 0 if block is None else outline.blocks[block].start
        begin = max(start, figure.start - _RULE)
        if own.rules or _central(text, begin, figure):
            return True
    near = max(0, figure.start - _BEFORE)
    if figure.kind == "money" and figure.status is None:
        person = _PERSON.search(text, near, figure.start)
        if person is not None and not _SAYING.search(person["verb"]):
            return True
        if _WEALTH.search(text, max(0, figure.start - 2 * _BEFORE), figure.start):
            return True
    scale = isinstance(figure.value, Ratio) and _SCALE.search(text, near, figure.start) is not None
    return scale or _VOTE.match(text, figure.end) is not None


def _central(text: str, start: int, figure: Mention) -> bool:
    """Whether the text around a norm tells of rules for the whole country, not of what a province adds."""
    end = figure.end + _RULE_BEHIND
    found = {match[0].casefold() for match in _CENTRAL.finditer(text, start, end)}
    return bool(found) and not (found <= {*_SHARED} and _LOCAL.search(text, start, figure.start))
