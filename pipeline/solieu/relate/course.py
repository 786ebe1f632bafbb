"""Levels told one after the other: what stood, and then what it went to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from solieu.relate.amount import joined, own_subject, same_unit, tells
from solieu.relate.scene import Figure, Scene, likeness

# How far behind a bracket with the earlier level the amount may stand, in characters.
NEAR = 60
# How many words may stand between a level and a bracket with the earlier one.
CLOSE = 8

# What leads from one level to the next, read up to `xuống`, `lên`, `còn`: `, sau đó được điều chỉnh`, ` thì`
_THEN = re.compile(
    r"(?:[,;]|\s(?:thì|rồi|nhưng|và|đến|tới))\s*"
    r"(?P<led>(?:(?:sau đó|sau này|trong khi đó|đến nay|hiện nay|bây giờ|nhưng|thì|rồi|và|đến|tới|vào|"
    r"nay|hiện|giờ|đã|được|bị|lại|chỉ|mới|cũng|dần|tiếp tục)(?:\s+|\s*,\s*|$)){0,8})"
    r"(?P<verb>(?:tăng|giảm|nâng|hạ|điều chỉnh|rút|đẩy|kéo|đội|thu hẹp|mở rộng|cắt|tụt|vọt)"
    r"(?:\s+(?:mạnh|nhẹ|dần|vọt|nhanh|thêm)){0,2}\s*)?$",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?<!\w)(?:nay|hiện|giờ|thì)(?!\w)", re.IGNORECASE)
_DOWN = re.compile(r"(?<!\w)(?:giảm|hạ|rút|thu hẹp|cắt|tụt|xuống|còn)(?!\w)", re.IGNORECASE)
_UP = re.compile(r"(?<!\w)(?:tăng|nâng|đẩy|đội|mở rộng|vọt|lên)(?!\w)", re.IGNORECASE)
# What a bracket with the earlier level begins with: `(cùng kỳ năm trước là 6,7 triệu)`
_EARLIER = re.compile(
    r"\s*(?:so với\s+)?"
    r"(?:cùng kỳ|cùng kì|năm trước|năm ngoái|tháng trước|quý trước|trước đó|trước đây|năm \d{4})"
    r"(?:\s+[^\W\d]+,?){0,8}?(?:\s+(?:là|đạt|chỉ|có|chỉ có|chỉ đạt))?(?:\s+(?:hơn|gần|khoảng|trên))?\s*",
    re.IGNORECASE,
)
# A verb that leads right on behind a bracket: `(…), tăng 8,8%`
_VERB = re.compile(r"\s*,?\s*(?:đã\s+)?(?:tăng|giảm)\s*$", re.IGNORECASE)
# What names an earlier level by its time: `so với đỉnh điểm năm 2009 là hơn 8.000 lỗi`
_WAS = re.compile(r"(?<!\w)(?:là|có|đạt|chỉ|chỉ có)(?:\s+(?:hơn|gần|khoảng|trên))?\s*$", re.IGNORECASE)
_MEANT = re.compile(r"(?<!\w)(?:dự kiến|dự tính|kế hoạch|mục tiêu|chỉ tiêu|phương án)(?!\w)", re.IGNORECASE)
_TIME = re.compile(r"\d{4}|(?:tháng|quý|năm)\s", re.IGNORECASE)


def past(scene: Scene, words: str) -> bool:
    """Whether words name another time: a date, `cùng kỳ`, `năm trước`."""
    return scene.cues.in_("past", words) or _TIME.search(words) is not None


def names_time(scene: Scene, now: Figure, before: Figure, between: str, at: int) -> bool:
    """Whether an earlier level is named by its time: `1.500 lỗi so với đỉnh điểm năm 2009 là 8.000 lỗi`."""
    named = between[at:]
    alike = same_unit(now, before) and likeness(now, before) == 2
    told = _WAS.search(named) is not None and past(scene, named) and not _MEANT.search(named)
    return alike and told and not re.search("[,;(]", between)


def went_on(scene: Scene) -> Iterator[tuple[Figure, Figure, list[Figure]]]:
    """`đạt 1,8% năm 2018, sau đó giảm xuống 1,5%`, `năm 2013 là 60% thì năm 2017 còn 30%`."""
    for before, now in pairwise(scene.figures):
        plain = before.level and now.level and before.sentence == now.sentence
        if not plain or before.bracket != now.bracket or not same_unit(now, before):
            continue
        to = scene.cues.at_end["to"].search(now.label)
        if to is None or now.kind == "duration" or not joined(scene, before.end, now.start):
            continue
        dates = scene.dates_in(before.end, now.start)
        lead = now.label[: to.start()]
        for date in dates:
            lead = lead.replace(date.text, "")
        then = _THEN.search(lead.rstrip())
        if then is None or not (dates or _NOW.search(then["led"]) or (then["verb"] and _in_turn(then))):
            continue
        told = f"{then['verb'] or ''} {to.group()}"
        if (_DOWN.search(told) and now.quantity.low < before.quantity.low) or (
            _UP.search(told) and now.quantity.low > before.quantity.low
        ):
            yield now, before, []


def _in_turn(then: re.Match[str]) -> bool:
    """Whether a clause goes on in time: not `vé 35.000 đồng và tăng lên 100.000 đồng với khách đoàn`."""
    return then[0][0] in ",;" or "sau" in then["led"].casefold().split()


def in_brackets(scene: Scene) -> Iterator[tuple[Figure, Figure, list[Figure]]]:
    """`đạt 7,3 triệu lượt (cùng kỳ năm trước là 6,7 triệu lượt), tăng 8,8%`."""
    for left, before in pairwise(scene.figures):
        if before.bracket is None or before.bracket < left.end or not before.level:
            continue
        label = scene.text[before.bracket + 1 : before.start]
        closes = scene.close_of(before.bracket)
        alone = next(scene.after(before.end), None)
        if not _EARLIER.fullmatch(label) or (alone is not None and alone.start < closes):
            continue
        now = next((f for f in scene.before(left.end) if f.level), None) if left.changed else left
        if now is None or not now.level or now.sentence != before.sentence or not same_unit(now, before):
            continue
        passed = scene.text[left.end : before.bracket]
        apart = len(passed.split()) > CLOSE or re.search("[,;:.]", passed)
        if apart or now.mention.value == before.mention.value:
            continue
        if left.changed:
            yield now, before, [left] if tells(left, now) else []
        else:
            yield now, before, _amount_behind(scene, now, closes)


def _amount_behind(scene: Scene, now: Figure, closes: int) -> list[Figure]:
    """The amount that a clause right behind a bracket tells."""
    by = next(scene.after(closes), None)
    if by is None or by.start - closes > NEAR or by.sentence != now.sentence or not tells(by, now):
        return []
    led = _VERB.match(scene.text[closes + 1 : by.start]) is not None
    return [by] if led and not own_subject(scene, now, by) else []
