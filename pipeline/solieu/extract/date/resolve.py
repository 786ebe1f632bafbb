"""Years that a text leaves out, from the date of the document itself: `ngày 28/12` in a report of January."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from solieu.extract.date.patterns import S1
from solieu.types import DateValue, Mention

# `ngày 10/4 hàng năm`: a day of every year has no one year.
_EVERY_YEAR = re.compile(rf"{S1}(?:hàng|hằng|mỗi|từng){S1}(?:năm|tháng)\b", re.IGNORECASE)
# `tháng 3 năm ngoái`, `ngày 5/2 năm sau`: the year is told from the document's.
_TOLD = re.compile(
    rf",?{S1}(?:của{S1})?năm{S1}(?:(?P<same>nay|này)|(?P<before>ngoái|trước|qua)|(?P<after>sau|tới))\b",
    re.IGNORECASE,
)
# `trước ngày 30/11`, `đến ngày 31/12`, `28/12 tới`: looking ahead.
_AHEAD_BEFORE = re.compile(
    r"(?<!\w)(?:trước|đến|tới|hết|chậm nhất|muộn nhất|hạn|dự kiến|sẽ)\s+(?:(?:là|vào)\s+)?\Z", re.IGNORECASE
)
_AHEAD_BEHIND = re.compile(rf"{S1}(?:sắp{S1})?tới\b", re.IGNORECASE)
_MONTH = re.compile(r"XXXX-(\d\d)")
_TURN_OF_YEAR = 2


def resolve(mentions: Sequence[Mention], text: str, own_date: str | None) -> list[Mention]:
    """The mentions with `DateValue.resolved` filled where the document's date tells the year left out.

    What is written (`DateValue.text`) stays as it is. The year is the document's own; the one before for the
    last two months of a year in a document of the first two, unless the text looks ahead; the one that
    `năm ngoái`, `năm sau` tell. A day of every year (`hàng năm`) and a day without a month stay open.

    Args:
        mentions: mentions of any kind.
        text: the text that their offsets are in.
        own_date: the document's date in ISO 8601, `2019-01-05` or only `2019`; None if it is not known.

    >>> from solieu.extract.date.find import find_dates
    >>> from solieu.lexicon import load
    >>> text = "Ngày 28/12, cơ quan đã họp; gửi báo cáo trước ngày 30/11."
    >>> [m.value.resolved for m in resolve(find_dates(text, load()), text, "2019-01-05")]
    ['2018-12-28', '2019-11-30']
    """
    if own_date is None or not own_date[:4].isdecimal():
        return list(mentions)
    return [_resolved(mention, text, own_date) for mention in mentions]


def _resolved(mention: Mention, text: str, own_date: str) -> Mention:
    value = mention.value
    if not isinstance(value, DateValue) or "XXXX" not in value.text or "-XX-" in value.text:
        return mention
    if _EVERY_YEAR.match(text, mention.end):
        return mention
    year = int(own_date[:4]) + _shift(mention, value.text, text, own_date)
    low, slash, high = value.text.replace("XXXX", f"{year:04d}").partition("/")
    if slash and high < low and value.text.count("XXXX") == 2:
        high = f"{year + 1:04d}{high[4:]}"
    return replace(mention, value=replace(value, resolved=low + slash + high))


def _shift(mention: Mention, written: str, text: str, own_date: str) -> int:
    """How many years after the document's own the date lies: -1, 0 or 1."""
    told = _TOLD.match(text, mention.end)
    if told:
        return {"same": 0, "before": -1, "after": 1}[told.lastgroup or "same"]
    month, own_month = _MONTH.match(written), own_date[5:7]
    if not month or not own_month.isdecimal():
        return 0
    ahead = _AHEAD_BEHIND.match(text, mention.end) is not None
    if int(own_month) <= _TURN_OF_YEAR and int(month[1]) > 12 - _TURN_OF_YEAR:
        planned = ahead or _AHEAD_BEFORE.search(text, max(0, mention.start - 32), mention.start)
        return 0 if planned else -1
    return 1 if ahead and int(own_month) > 12 - _TURN_OF_YEAR and int(month[1]) <= _TURN_OF_YEAR else 0
