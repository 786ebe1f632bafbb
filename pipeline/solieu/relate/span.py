"""Which stated length of time belongs to which two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from solieu.relate.scene import Figure, Scene
from solieu.types import Duration, Mention, Relation

# How far dates may stand from the length of time between them, in characters.
AWAY = 160

# One length of one unit, as the values of durations have it: `P5Y`, `P30D`; not of working days or ranges
_LENGTH = re.compile(r"P\d{1,4}[YMWD]")
# Two ends that the text writes out: not a decade (`những năm 1980`), not `2021/XXXX`
_PERIOD = re.compile(r"(?:\d{4}|XXXX-\d\d)[-\d]*/(?:\d{4}|XXXX-\d\d)[-\d]*")
# What may stand between a length and its dates: `50 ngày, kể từ 9/8 …`, `5 năm giai đoạn 2021-2025`, `6 ngày
# diễn ra từ 5/6 …`
_DIRECT = re.compile(
    r"\s{0,3}(?:liên tiếp|liên tục|liền kề|liền|ròng|qua|quốc gia)?(?:\s(?:diễn ra|kéo dài)(?=\s))?"
    r"[\s,:(“\"]{0,4}(?:(?:kể từ|tính từ|từ|kể|tính|giai đoạn|nhiệm kỳ|thời kỳ|năm)\s+){0,2}",
    re.IGNORECASE,
)
# What the length is of, up to the bracket with its dates: `3 năm chiến tranh Iraq (2003-2006)`
_OF = re.compile(r"\s[^.;:()\n\d]{2,110}\(\s?(?:từ\s)?", re.IGNORECASE)
# `kỷ niệm 75 năm …`, `sự kiện 50 năm …`
_ANNIVERSARY = re.compile(r"(?<!\w)(?:kỷ niệm|kỉ niệm)\s+(?:lần thứ\s+)?$", re.IGNORECASE)
# A part of the time that the dates span: `2 năm đầu nhiệm kỳ 2016-2021`, `3 năm còn lại (…`
_SOME_OF = re.compile(
    r"(?<!\w)(?:đầu|cuối|còn lại|giữa|tiếp theo|nữa|tới|trước|sau|qua|mỗi|tuổi)(?!\w)", re.IGNORECASE
)
# A length that recurs: `tăng một triệu người mỗi 5 năm giai đoạn 2020 - 2030`
_RECURS = re.compile(r"(?<!\w)(?:mỗi|từng|cứ|hằng|hàng|cách)\s+$", re.IGNORECASE)
# `từ … đến …, sau 3 tháng`
_AFTER = re.compile(r"(?<!\w)(?:chỉ|mới)?\s?sau\s+(?:hơn|gần|chưa đầy|khoảng)?\s?$", re.IGNORECASE)
_FROM = re.compile(r"từ\s", re.IGNORECASE)
# `từ 9/8 đến 27/9/2019 (50 ngày)`, `từ … đến … là 50 ngày`, `từ … đến …, trong vòng 50 ngày`
_BEHIND = re.compile(
    r"\s?(?:\(|là|,?\s?tức(?:\slà)?|,?\s?trong(?:\s(?:vòng|thời gian))?|kéo dài)\s?", re.IGNORECASE
)


def find_spans(scene: Scene) -> list[Relation]:
    """The lengths of time that the text gives of the time between two dates, in text order.

    The length stands right before the dates (`50 ngày, kể từ 9/8 đến 27/9/2019`), before what lasted so long
    (`3 năm chiến tranh Iraq (2003-2006)`), in an anniversary (`kỷ niệm 75 năm … (2/9/1945 - 2/9/2020)`), or
    behind them with `sau` (`từ 7/1/2015 đến 6/3/2015 …, sau 3 tháng`).
    """
    lengths = [figure for figure in scene.figures if _is_length(figure)]
    found = [relation for figure in lengths for relation in _spans_of(scene, figure)]
    return sorted(found, key=lambda relation: relation.members[0][1].start)


def _is_length(figure: Figure) -> bool:
    value, text = figure.mention.value, figure.mention.text
    whole = isinstance(value, Duration) and bool(_LENGTH.fullmatch(value.text))
    return whole and not text.endswith("làm việc") and not _RECURS.search(figure.label)


def _spans_of(scene: Scene, figure: Figure) -> Iterator[Relation]:
    following = scene.dates_in(figure.start, figure.end + AWAY)
    if following and (rule := _rule(scene, figure, following[0])) is not None:
        yield _relation(following[0], figure, rule)
        return
    before = scene.dates_in(max(0, figure.start - AWAY), figure.start)
    if before and _has_ends(before[-1]) and _FROM.match(before[-1].text):
        if _BEHIND.fullmatch(scene.text, before[-1].end, figure.start):
            yield _relation(before[-1], figure, "direct")
        elif _told_after(scene, figure, before[-1]):
            yield _relation(before[-1], figure, "after")


def _relation(period: Mention, figure: Figure, rule: str) -> Relation:
    return Relation("span", (("period", period), ("length", figure.mention)), f"span.{rule}")


def _rule(scene: Scene, figure: Figure, period: Mention) -> str | None:
    """How a period behind a length belongs to it, or None."""
    if not _has_ends(period):
        return None
    between = scene.text[figure.end : max(figure.end, period.start)]
    label = scene.text[max(0, figure.start - 40) : figure.start]
    clear = not any(figure.end <= other.start < period.start for other in _figures(scene, figure, period))
    if _ANNIVERSARY.search(label):
        return "anniversary" if clear and _OF.fullmatch(between) and _enclosed(scene, period) else None
    if _DIRECT.fullmatch(between):
        return "direct"
    of = _OF.fullmatch(between)
    if of and clear and "," not in between and not _SOME_OF.search(between) and _enclosed(scene, period):
        return "of"
    return None


def _figures(scene: Scene, figure: Figure, period: Mention) -> Iterator[Figure]:
    for left, right in pairwise(scene.figures[figure.index : figure.index + 4]):
        if right.start < period.start and left.index >= figure.index:
            yield right


def _has_ends(period: Mention) -> bool:
    """Whether a date is a period whose two ends are written out."""
    text = period.value.text
    written = re.findall(r"\d+", period.text)
    return _PERIOD.fullmatch(text) is not None and len(written) > 1 and period.context is None


def _enclosed(scene: Scene, period: Mention) -> bool:
    return scene.text[period.end : period.end + 2].lstrip()[:1] == ")"


def _told_after(scene: Scene, figure: Figure, period: Mention) -> bool:
    """Whether a length is told of a period before it: `từ … đến …`, then `sau`, there or a sentence on."""
    label = scene.text[max(period.end, figure.start - 30) : figure.start]
    apart = figure.sentence - scene.sentence_at(period.start)
    clear = all(other.start < period.start for other in list(scene.before(figure.start))[:1])
    return apart <= 1 and clear and _AFTER.search(label) is not None
