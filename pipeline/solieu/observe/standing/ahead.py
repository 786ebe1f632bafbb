"""What a sentence says of years and days to come, and where a word like `sẽ` sets no goal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solieu.lexicon.pattern import UPPER
from solieu.observe.parts.cues import Cue
from solieu.observe.parts.outline import Outline, Span
from solieu.types import DateValue, Mention, Quantity

_GOAL = {"status": "plan", "reach": "on", "force": "future"}
_DUE = {"status": "plan", "reach": "around", "force": "future"}

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}(?:-\d\d)?")
# What stands before a year that is an aim or a bound: `đến năm 2030`, `từ năm 2026`, `vào năm 2030`.
_BOUNDED = re.compile(r"\b(?:đến|tới|vào|từ|hết|cuối|trước)\s+$", re.IGNORECASE)
# `đến năm 2030`, `tới hết năm 2030`
_UNTIL = re.compile(r"\b(?:đến|tới)\s+(?:(?:hết|cuối)\s+)?năm\s+(\d{4})\b", re.IGNORECASE)
# `hoàn thành 5 cầu vào năm 2030`, `(90% …) trong năm 2030`
_BY = re.compile(r"\b(?:vào|trong)\s+(?:(?:đầu|cuối)\s+)?năm\s+(\d{4})\b", re.IGNORECASE)
# `thời kỳ 2021 - 2030, tầm nhìn đến năm 2050` is the name of a scheme, `tính đến năm 2018` counts what was.
_NAMED = re.compile(r"\d{4},?\s+tầm\s+nhìn\s*$", re.IGNORECASE)
_NO_GOAL = re.compile(rf"(?:{_NAMED.pattern}|\btính\s+$)", re.IGNORECASE)
# `nếu sức gió đạt 60 km/h, cầu sẽ đóng`: what would be, which nobody has set out to do.
_IF = re.compile(r"\b(?:nếu|trong\s+trường\s+hợp|giả\s+định)\b", re.IGNORECASE)
# `cứ mỗi ván, chủ sẽ thu 50.000 đồng`: what is done again and again.
_HABIT = re.compile(r"\b(?:cứ\s+mỗi|mỗi\s+(?:khi|lần|lượt|ván|đêm)|thường)\b", re.IGNORECASE)
# How far before a word these are looked for, and the name of a scheme, in characters.
_REACH, _NAME = 160, 30
# `quan hệ giữa hai nước`, `của 2 tỉnh`, `hai dự án này`: those that are there already, whatever is planned.
_THERE = re.compile(r"\b(?:của|giữa|cả|quan\s+hệ|lãnh\s+đạo|nhân\s+dân)\s+$", re.IGNORECASE)
_THESE = re.compile(
    r"\s+(?:[^\W\d]+\s+){1,4}?(?:này|(?:nói|nêu|kể)\s+trên|trên(?!\s+[^\W\d]))\b", re.IGNORECASE
)
_FEW = 10
# `hai huyện Nam Giang và Tây Giang`: named, so there.
_NAMED_PLACES = re.compile(
    rf"\s+(?i:tỉnh|huyện|quận|xã|phường|thị\s+xã|thành\s+phố|nước|quốc\s+gia)\s+[{UPPER}]"
)
# `thành lập 5 phường Xuân Lập, …`: what is yet to be made of them, though they have names.
_MADE = re.compile(
    r"\b(?:thành\s+lập|giải\s+thể|sáp\s+nhập|sắp\s+xếp|chia\s+tách|địa\s+giới(?:\s+hành\s+chính)?)(?:\s+mới)?\s+$",
    re.IGNORECASE,
)
# `đốt 2.000 trong số 5.000 tấn rác`: the whole.
_OUT_OF = re.compile(r"\btrong\s+(?:tổng\s+)?số\s+(?:(?:khoảng|hơn|gần)\s+)?$", re.IGNORECASE)
# `tăng 5 triệu so với 225 triệu năm ngoái`, `cao hơn mức 8% của năm ngoái`: what is compared with, as it is.
_COMPARED = re.compile(
    r"\b(?:so\s+với\s+(?:(?:mức|con\s+số|khoảng|hơn|gần)\s+){0,2}|(?:cao|thấp|nhiều|ít|lớn|nhỏ)\s+hơn\s+(?:mức|con\s+số)\s+)$",
    re.IGNORECASE,
)
# `sẽ có một đợt lũ, biên độ 2 m`, `mực nước sẽ lên 4 m`: what nobody has set out to bring about.
_NATURE = re.compile(
    r"\b(?:nhiệt\s+độ|lượng\s+mưa|mưa\s+(?:to|lớn|vừa)|mực\s+nước|đỉnh\s+lũ|đợt\s+lũ|trận\s+lũ|áp\s+thấp|tâm\s+bão"
    r"|sức\s+gió|không\s+khí\s+lạnh|thủy\s+triều|triều\s+cường)\b",
    re.IGNORECASE,
)
_AROUND = 60
# `nếu xu hướng này tiếp tục, ước tính 700 triệu người phải rời bỏ nhà cửa`: what will come of itself.
_FORETOLD = re.compile(
    r"\b(?:dự\s+báo\s+(?:đến|tới|trong|vào|rằng)|nếu\s+(?:xu\s+hướng|tình\s+trạng|đà)\b[^.;\n]{0,40}\btiếp\s+tục)\b",
    re.IGNORECASE,
)
# `Theo dự báo, hồi 7 giờ ngày 3/9, tâm bão cách bờ 200 km`: where it was then; not `đến lúc 7 giờ`.
_THEN = re.compile(r"(?<!đến\s)\b(?:hồi|lúc)\s+\d{1,2}\s?(?:h|giờ)\b", re.IGNORECASE)
_SEEN = {"status": "actual", "reach": "on", "force": ""}
# Between an estimate and what it is of: no other amount.
_AMOUNT = re.compile(r"\d")
# Between the amount of a subject and its verb: `5 tỷ đồng còn lại sẽ được trao`, `(dài 90 km) sẽ được làm`.
_OF = re.compile(
    r"\)?(?:\s+(?!(?:và|thì|rằng|tin|cho|cũng|cùng|đe|có|cam|hứa|nói|nghĩ|muốn)\b)[^\W\d]+){0,8}\s+",
    re.IGNORECASE,
)
# The scale of a map: `quy hoạch chi tiết 1/2.000`.
_SCALE = re.compile(r"1/\d{1,3}(?:[.\d\s]{0,7})00")

# `tỉnh đề nghị Trung ương hỗ trợ 5 tỷ đồng`, `có đơn xin thuê 2 ha`: what is asked for is yet to be given;
# not `kiến nghị thu hồi 5 tỷ đồng`, `đề nghị truy tố 7 người`, which is about what was done.
_ASKED = re.compile(
    r"\b(?:(?:đề|kiến)\s+nghị|yêu\s+cầu|(?:đơn|văn\s+bản)\s+xin)(?:\s+(?!(?:nộp|thu|xử|truy)\b)[^\W\d]+){0,5}?"
    r"\s+(?:hỗ\s+trợ|cấp(?!\s+(?:dưới|trên))|bổ\s+sung|bố\s+trí|giao|trích|dành|giảm|tăng|cho\s+(?:thuê|vay|phép)"
    r"|thuê|vay|mua|xây|đầu\s+tư|mở)\b",
    re.IGNORECASE,
)
_WISH = {"status": "plan", "reach": "clause", "force": ""}

# `có mưa to, lượng mưa phổ biến 100 - 150 mm`, `sóng biển cao 5 m`: said in a text that forecasts.
_WEATHER = re.compile(
    r"\b(?:có\s+mưa|mưa\s+to|lượng\s+mưa|nước\s+dâng|sóng\s+(?:biển|vùng|cao))\b", re.IGNORECASE
)
_FORECAST = re.compile(r"\bdự\s+báo\b|\bcó\s+khả\s+năng\b", re.IGNORECASE)
# What is told of weather that was; `có mưa vừa` tells how much.
_HAPPENED = re.compile(
    r"\b(?:đã|đo\s+được|ghi\s+nhận|hôm\s+qua|(?:ngày|giờ|đêm)\s+qua|(?<!mưa\s)vừa|khiến|làm|gây)\b",
    re.IGNORECASE,
)
# How far before a sentence the word `dự báo` is looked for, in characters.
_TOLD = 5000
_COMING = {"status": "forecast", "reach": "on", "force": ""}


@dataclass(frozen=True, slots=True)
class Now:
    """The year in which a document speaks, and whether a day says so or only the years that it names."""

    year: int
    dated: bool = True


def speaks_in(outline: Outline, mentions: Sequence[Mention]) -> Now | None:
    """When the document speaks: in the year of its own date, of its latest day, of its latest year.

    A year that the text counts up to, or from, is none that it speaks in.
    """
    if outline.date:
        return Now(int(outline.date[:4]))
    dates = [mention for mention in mentions if isinstance(mention.value, DateValue)]
    days = [day[:4] for date in dates for day in date.value.text.split("/") if _DAY.fullmatch(day)]
    years = [date for date in dates if _YEAR.fullmatch(date.value.text)]
    told = [
        date.value.text[:4]
        for date in years
        if not _BOUNDED.search(outline.text, max(0, date.start - _NAME), date.start)
    ]
    latest = max(days or told, default="")
    if not latest:
        # only years that are aimed at or counted from: what is dated by nothing else aims at them
        return Now(0, dated=False) if years else None
    return Now(int(latest), bool(days)) if latest.isdigit() else None


def goals(text: str, span: Span, now: Now) -> Iterator[Cue]:
    """The years to come that a sentence sets a goal for, as words that say a plan.

    Where no day says when the document speaks, only a round year is taken for one that is aimed at.

    Args:
        text: the document's text.
        span: the sentence.
        now: when the document speaks.
    """
    for words, row in ((_UNTIL, _GOAL), (_BY, _DUE)):
        for match in words.finditer(text, *span):
            year, low = int(match[1]), max(span[0], match.start() - _NAME)
            aimed = now.dated or year % 5 == 0
            if year > now.year and aimed and not _NO_GOAL.search(text, low, match.start()):
                yield Cue(match.start(), match.end(), row)


def asked(text: str, span: Span) -> Iterator[Cue]:
    """What somebody asks for in a sentence, as words that say a plan."""
    return (Cue(match.start(), match.end(), _WISH) for match in _ASKED.finditer(text, *span))


def weather(text: str, span: Span) -> Iterator[Cue]:
    """What a sentence says of rain and waves where a forecast is being told, as words that say a forecast."""
    if _HAPPENED.search(text, *span) or not _FORECAST.search(text, max(0, span[0] - _TOLD), span[1]):
        return
    yield from (Cue(match.start(), match.end(), _COMING) for match in _WEATHER.finditer(text, *span))


def seen(text: str, span: Span) -> Iterator[Cue]:
    """The hours at which something was observed, as words that say how things stand."""
    return (Cue(match.start(), match.end(), _SEEN) for match in _THEN.finditer(text, *span))


def foretold(text: str, span: Span, cue: Cue) -> Cue:
    """A word that looks ahead, as a forecast where it is said of the weather or of waters.

    So is an estimate of what is foretold: `dự báo đến năm 2050, thiệt hại ước tính 30%`.
    """
    if cue.row["status"] == "estimate" and _FORETOLD.search(text, span[0], cue.start):
        return Cue(cue.start, cue.end, {**cue.row, "status": "forecast"})
    if cue.row["force"] != "future":
        return cue
    near = max(span[0], cue.start - _AROUND), min(span[1], cue.end + _AROUND)
    return Cue(cue.start, cue.end, {**cue.row, "status": "forecast"}) if _NATURE.search(text, *near) else cue


def is_idle(text: str, span: Span, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a word that only looks ahead sets no goal: behind a forecast or a condition, of a habit.

    Args:
        text: the document's text.
        span: the sentence.
        cue: the word.
        cues: all words of the sentence that say a standing.
    """
    if cue.row["force"] != "future":
        return False
    if any(_foresees(text, other, cue) for other in cues):
        return True
    low = max(span[0], cue.start - _REACH)
    if _IF.search(text, low, cue.start) or _HABIT.search(text, low, cue.start):
        return True
    return _NAMED.search(text, max(0, cue.start - _NAME), cue.end) is not None


def _foresees(text: str, other: Cue, cue: Cue) -> bool:
    """Whether a word before one that looks ahead makes it a forecast, or an estimate of what is to come."""
    if other.start >= cue.start:
        return False
    if other.row["status"] == "estimate":
        return _AMOUNT.search(text, other.end, cue.start) is None
    return other.row["status"] == "forecast"


def is_subject(text: str, figure: Mention, cue: Cue) -> bool:
    """Whether a figure is of what a word behind it says will be done: `5 tỷ đồng này sẽ được trao`."""
    if cue.row["force"] != "future" or figure.kind == "ratio" or figure.change:
        return False
    few = isinstance(figure.value, Quantity) and figure.value.low <= _FEW
    return not (few and figure.kind == "count") and _OF.fullmatch(text, figure.end, cue.start) is not None


def is_there(text: str, figure: Mention) -> bool:
    """Whether no plan is about a figure: a scale, what is compared with, a count of those there already."""
    low = max(0, figure.start - _NAME)
    if figure.kind == "ratio" and _SCALE.fullmatch(text, figure.start, figure.end):
        return True
    if _COMPARED.search(text, low, figure.start) or _OUT_OF.search(text, low, figure.start):
        return True
    if figure.kind != "count" or not isinstance(figure.value, Quantity):
        return False
    if _THESE.match(text, figure.end):
        return True
    if figure.value.low > _FEW:
        return False
    if _THERE.search(text, low, figure.start):
        return True
    return _NAMED_PLACES.match(text, figure.end) is not None and not _MADE.search(text, low, figure.start)
