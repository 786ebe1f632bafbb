"""Times of day, which are no figures: `8 giờ sáng`, `lúc 15h`; lengths of hours: `sau 24 giờ`, `8h/ngày`."""

from __future__ import annotations

import re

from solieu.lexicon.pattern import SPACE

_LOOK_BACK = 40
_S0 = rf"{SPACE}{{0,4}}(?:\n{SPACE}{{0,8}})?"

# What only a time of day has behind it: `8 giờ sáng`, `15h ngày 24-11`, `6 giờ 30 phút cùng ngày`.
_CLOCK_BEHIND = rf"""
    {_S0}(?: ,?{_S0}(?: (?:sáng|trưa|chiều|tối|đêm|khuya|rạng|xế)(?!\w) | cùng{_S0}ngày
    | (?:các{_S0})?ngày{_S0}(?:\d|hôm|mai|kia|thứ|mồng|mùng|tiếp) | hôm(?!\w) | nay(?!\w)
    | thứ{_S0}\w | chủ{_S0}nhật | (?:hàng|hằng|mỗi){_S0}ngày | \d{{1,2}}[/-]\d )
    | kém(?!\w) | [(]?{_S0}(?:giờ|GMT) )"""
# What a time of day has before it: `lúc`, `vào khoảng`, `từ`, `đến`, `Khoảng` at the head of a sentence.
_CLOCK_BEFORE = r"""
    (?<!\w)(?: (?:lúc|hồi|vào|đến|tới|từ)(?:\skhoảng)? | đúng | mốc | trước\sđó | (?-i:Khoảng|Đến|Sau\sđó) )
    [\s,]{1,3}\Z"""
# What a length of time has before it: `trong vòng`, `kéo dài hơn`, `gần`.
_LENGTH_BEFORE = r"""
    (?<!\w)(?: trong | vòng | suốt | hơn | gần | dài | mất | chỉ | thêm | liền | liên\stục | tối\sđa
    | tối\sthiểu | ít\snhất | nhiều\snhất | không\squá | chưa\s(?:đầy|đến|tới) | ngót | chừng
    | cách\snhau | làm\sviệc | ngủ | bay | chạy | hết | tổng | quá | trên | dưới | bằng | muộn | chậm
    | trễ | sớm | mỗi | là | có | đủ | (?:trong|sau|mất|dài|hơn|chỉ|cách|vòng|được)\skhoảng )
    \s{1,3}\Z"""
# What only a length has behind it: `8h/ngày`, `24h qua`, `72 giờ kể từ`, `3 giờ đồng hồ`, `2 giờ sau`.
_LENGTH_BEHIND = rf"""
    (?: / | {_S0}(?: qua | tới(?!{_S0}\d) | liên{_S0}tục | liền | mỗi | một | kể | sau | trước | nữa | đồng
    | trở{_S0}(?:lên|xuống) | làm | bay | học | lao{_S0}động | tiếp{_S0}theo )(?!\w) )"""


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_clock_behind, _clock_before = _compile(_CLOCK_BEHIND), _compile(_CLOCK_BEFORE)
_length_behind, _length_before = _compile(_LENGTH_BEHIND), _compile(_LENGTH_BEFORE)
# `sau 2 giờ`, `trước 24 giờ`: either.
_either_before = _compile(r"(?<!\w)(?:sau|trước|cách)\s{1,3}\Z")
_of_hour = _compile(r"(?:\d\s?(?:h|g|giờ)|kém)\s{0,3}\Z")


def is_clock(text: str, start: int, unit_start: int, end: int) -> bool:
    """Whether `text[start:end]`, a number of hours (and minutes), tells the time of day and no length.

    Args:
        text: the whole text.
        start: where the number begins.
        unit_start: where its first unit begins.
        end: where the last unit ends.

    >>> is_clock("lúc 8 giờ 30 phút", 4, 6, 17), is_clock("kéo dài 8 giờ 30 phút", 8, 10, 21)
    (True, False)
    """
    window = max(0, start - _LOOK_BACK)
    unit = text[unit_start : unit_start + 3].casefold()
    if unit != "giờ" and not unit.startswith("h"):
        # minutes and seconds are a length, but in `9 giờ kém 15 phút`, `8h30 phút`
        return _of_hour.search(text, window, start) is not None
    digits = text[start:unit_start].strip()
    hours = int(digits) if digits.isdecimal() else 0
    if digits.strip("0") == "" and digits:
        return True
    if hours > 24 or _length_behind.match(text, end):
        return False
    if _clock_behind.match(text, end) or _clock_before.search(text, window, start):
        return True
    late = unit.startswith("h") and 13 <= hours < 24
    if _length_before.search(text, window, start) and not late:
        return False
    with_minutes = end - unit_start > len("giờ") + 1
    return (unit.startswith("h") or with_minutes) and not _either_before.search(text, window, start)
