"""Levels told one after the other: what stood, and then what it went to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from solieu.relate.changes.amount import REACH, fits, joined, own_subject, same_unit, tells
from solieu.relate.scene import Figure, Scene, likeness

# How far behind a bracket with the earlier level the amount may stand, in characters.
NEAR = 60
# How many words may stand between a level and a bracket with the earlier one.
CLOSE = 8

# What leads from one level to the next, read up to `xuống`, `lên`, `còn`: `, sau đó được điều chỉnh`, ` thì`
_THEN = re.compile(
    r"(?:[,;]|\s(?:thì|rồi|nhưng|và|đến|tới|này|ấy))\s*"
    r"(?P<led>(?:(?:sau đó|sau này|trong khi đó|đến nay|hiện nay|bây giờ|nhưng|thì|rồi|và|đến|tới|vào|"
    r"(?:tỷ lệ|tỉ lệ|con số|mức|số) (?:này|đó)|nay|hiện|giờ|sẽ|đã|được|bị|lại|chỉ|mới|cũng|dần|tiếp tục)"
    r"(?:\s+|\s*,\s*|$)){0,8})"
    r"(?P<verb>(?:tăng|giảm|nâng|hạ|điều chỉnh|rút|đẩy|kéo|đội|thu hẹp|mở rộng|cắt|tụt|vọt)"
    r"(?:\s+(?:mạnh|nhẹ|dần|vọt|nhanh|thêm|tăng|giảm)){0,2}\s*)?$",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?<!\w)(?:nay|hiện|giờ|thì)(?!\w)", re.IGNORECASE)
_DOWN = re.compile(r"(?<!\w)(?:giảm|hạ|rút|thu hẹp|cắt|tụt|xuống|còn)(?!\w)", re.IGNORECASE)
# `số này còn 75 người` may be a part of it: only these tell a change
_CLEARLY = re.compile(r"(?<!\w)(?:chỉ|giảm|hạ|rút|xuống|tăng|nâng|vọt|lên)(?!\w)", re.IGNORECASE)
_UP = re.compile(r"(?<!\w)(?:tăng|nâng|đẩy|đội|mở rộng|vọt|lên)(?!\w)", re.IGNORECASE)
# Whom another level holds for, so that nothing changed: `con số này lên 30 kg đối với hạng thương gia`
_OF_OTHERS = re.compile(r"(?<!\w)(?:đối với|với|nếu|khi)(?!\w)", re.IGNORECASE)
# What takes up the level told last, up to `xuống`, `lên`, `chỉ còn`: `nên số này chỉ còn`, `con số này sẽ`
_TAKEN_UP = re.compile(
    r"(?<!trong )(?<!tổng )(?<!\w)(?:con số|số|lượng)(?: [^\W\d_]+){0,2} (?:này|đó|ấy)"
    r"(?:\s(?:hiện|hiện nay|nay|giờ|sẽ|đã|được|bị|lại|chỉ|mới|cũng|dần|tiếp tục|tăng|giảm|nâng|hạ|rút|vọt|"
    r"mạnh|dự kiến|nhanh|có thể)){0,5}$",
    re.IGNORECASE,
)
# A level that things usually have, or had: `so với giá thường là`, `so với mức cũ`
_USUAL = re.compile(
    r"^\s*(?:mức |giá |con số )?(?:[^\W\d_]+ ){0,3}"
    r"(?:thường|thông thường|bình thường|thường lệ|cũ|gốc|lúc đầu)"
    r"(?:\s+(?:là|khoảng|hơn|gần|trên|tới|đến)){0,3}\s*$",
    re.IGNORECASE,
)
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
# A multiple that leads to it: `, gần gấp đôi so với số chi năm 2010 là …`
_TIMES = re.compile(
    r"^[^,;(]*,\s*(?:gần|hơn|cao|tăng|giảm)?\s*(?:gấp|tăng|giảm|cao|thấp)[^,;(]*$", re.IGNORECASE
)
_NOWADAYS = re.compile(r"(?<!\w)(?:hiện tại|hiện nay|năm nay|hiện giờ|bây giờ)(?!\w)", re.IGNORECASE)
_INTO = re.compile(r"(?<!\w)(?:thành|còn)\s+$", re.IGNORECASE)
_TIME = re.compile(r"\d{4}|(?<!\w)(?:tháng|quý|năm|hồi|thời điểm)\s", re.IGNORECASE)


def past(scene: Scene, words: str) -> bool:
    """Whether words name another time: a date, `cùng kỳ`, `năm trước`."""
    return scene.cues.in_("past", words) or _TIME.search(words) is not None


def names_time(scene: Scene, now: Figure, before: Figure, against: re.Match[str]) -> bool:
    """Whether times tell two levels apart.

    `1.500 lỗi so với đỉnh điểm năm 2009 là 8.000 lỗi`, `88% hiện tại so với 85% hồi tháng 12-2018`
    """
    if not same_unit(now, before) or likeness(now, before) != 2 or now.mention.value == before.mention.value:
        return False
    lead, named = against.string[: against.start()], against.string[against.end() :]
    if re.search("[,;(]", named) or _MEANT.search(named):
        return False
    if _WAS.search(named) and past(scene, named):
        return not re.search("[,;(]", lead) or _TIMES.search(lead) is not None
    behind = scene.text[before.end : before.end + 30]
    dated = past(scene, lead) or _NOWADAYS.search(lead) is not None
    return dated and not named.strip() and past(scene, behind) and not re.search("[,;(]", lead)


def made_into(scene: Scene) -> Iterator[tuple[Figure, Figure, list[Figure]]]:
    """`sắp xếp 70 ban quản lý thành 41 ban (giảm 41,4%)`: one thing made of more, with what that makes."""
    for before, now in pairwise(scene.figures):
        plain = before.level and now.level and before.sentence == now.sentence
        if not plain or before.bracket != now.bracket or likeness(before, now) != 2:
            continue
        if not _INTO.search(now.label) or not joined(scene, before.end, now.start):
            continue
        by = next(scene.after(now.end), None)
        if by is not None and by.start - now.end <= NEAR and tells(by, now) and fits(by, now, before):
            yield now, before, [by]


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


def taken_up(scene: Scene) -> Iterator[tuple[Figure, Figure, list[Figure]]]:
    """`còn khoảng 150 biên chế, nhưng … nên số này chỉ còn 75 biên chế`: the level told last, taken up."""
    for before, now in pairwise(scene.figures):
        plain = before.level and now.level and 0 <= now.sentence - before.sentence <= 1
        if not plain or now.bracket != before.bracket or not same_unit(now, before) or now.kind == "duration":
            continue
        to = scene.cues.at_end["to"].search(now.label)
        taken = None if to is None else _TAKEN_UP.search(now.label[: to.start()].rstrip())
        if to is None or taken is None or not taken[0] or len(scene.between(before, now)) > REACH:
            continue
        if now.sentence > before.sentence and len(now.label[: taken.start()].split()) > CLOSE:
            continue
        told = f"{taken[0]} {to[0]}".casefold()
        down = _DOWN.search(told) and now.quantity.low < before.quantity.low
        up = _UP.search(told) and now.quantity.low > before.quantity.low
        if (down or up) and _CLEARLY.search(told) and not _OF_OTHERS.search(now.tail):
            yield now, before, []


def names_usual(named: str) -> bool:
    """Whether words name a level that things usually have, or had before."""
    return _USUAL.search(named) is not None


def _in_turn(then: re.Match[str]) -> bool:
    """Whether a clause goes on in time: not `vé 35.000 đồng và tăng lên 100.000 đồng với khách đoàn`."""
    told = {*then["led"].casefold().split(), then[0].split()[0].casefold()}
    return then[0][0] in ",;" or bool(told & {"sau", "này", "ấy", "đó", "được"})


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
