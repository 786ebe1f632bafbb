"""Years that cannot be meant: of five digits, or far ahead where the text tells what has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# The years that reports and news tell of, for a slip of the pen to lead back to.
_LIKELY = range(1900, 2041)
# From this year on a day or month told as past cannot be meant.
_FAR = 2060
# How far the words around a date are read, in characters.
AROUND = 160

# A year with a digit too many behind a day or month: `tháng 10-20004`
_LONG = re.compile(r"\s?[-/.]\s?(?P<year>(?:19|20)\d{3})(?![\d%‰])(?![.,]\d)")
_MONTH = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_DATED = re.compile(r"(?P<year>2\d{3})-\d\d(?:-\d\d)?")
_LED = re.compile(r"(?:ngày|tháng)\s", re.IGNORECASE)
# What has happened: `vào tháng 8-2107, chị đã …`
_PAST = re.compile(r"(?<!\w)(?:đã|từng|vừa|trước khi|hồi|xảy ra|bị)(?!\w)", re.IGNORECASE)
# What is to come, and what runs on until then
_AHEAD = re.compile(
    r"(?<!\w)(?:sẽ|sắp|đến|tới|hết|hạn|dự (?:kiến|báo|đoán|tính)|kế hoạch|quy hoạch|mục tiêu|tương lai"
    r"|kéo dài|thuê|nhật thực|nguyệt thực|sao chổi|thiên thạch|tầm nhìn)(?!\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?]\s|\n")


def check_years(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each day or month of a year that no one can mean.

    A year of five digits is `impossible_year`, unless the last of them may be the mark of a footnote that
    the text has. A day or month told as past that lies decades ahead is `far_year`: `inconsistent` where two
    digits swapped give a likely year, else `ambiguous`. Years that hold are not told of.
    """
    dates = (mention for mention in mentions if isinstance(mention.value, DateValue) and mention.value.valid)
    return [finding for mention in dates for finding in (*_long(mention, text), *_far(mention, text))]


def _long(mention: Mention, text: str) -> Iterator[Finding]:
    behind = _LONG.match(text, mention.end) if _MONTH.fullmatch(mention.value.text) else None
    if behind is None or _has_note(text, behind["year"][4]):
        return
    written = f"{quoted(mention)}{behind[0]}".rstrip()
    year = behind["year"]
    likely = {int(year[:place] + year[place + 1 :]) for place in range(5)} & set(_LIKELY)
    yield _finding(
        mention,
        "inconsistent",
        "impossible_year",
        year,
        f"{written}: năm có năm chữ số, thừa một chữ số.",
        f"{written}: the year has five digits, one too many.",
        likely,
    )


def _has_note(text: str, number: str) -> bool:
    """Whether a line of the text begins as a footnote of that number does."""
    return re.search(rf"^\s{{0,4}}[(\[]?{number}[)\].]?\s?[^\W\d]", text, re.MULTILINE) is not None


def _far(mention: Mention, text: str) -> Iterator[Finding]:
    dated = _DATED.fullmatch(mention.value.text)
    if dated is None or int(dated["year"]) < _FAR or not _LED.match(mention.text):
        return
    words = _sentence(mention, text)
    if not _PAST.search(words) or _AHEAD.search(words):
        return
    year = dated["year"]
    swapped = {int(year[:place] + year[place + 1] + year[place] + year[place + 2 :]) for place in range(3)}
    likely = swapped & set(_LIKELY)
    verdict: Verdict = "inconsistent" if likely else "ambiguous"
    told = quoted(mention)
    vi = f"Văn bản kể chuyện {told} như đã xảy ra, nhưng năm {year} còn xa"
    en = f"The text tells of {told} as past, but {year} lies far ahead"
    vi, en = (
        (f"{vi}.", f"{en}.")
        if likely
        else (f"{vi}; có thể là chuyện tương lai.", f"{en}; it may be a forecast.")
    )
    yield _finding(mention, verdict, "far_year", year, vi, en, likely)


def _sentence(mention: Mention, text: str) -> str:
    """The sentence around a date, or what of it stands near."""
    before = _STOP.split(text[max(0, mention.start - AROUND) : mention.start])[-1]
    return before + _STOP.split(text[mention.end : mention.end + AROUND])[0]


def _finding(
    mention: Mention, verdict: Verdict, reason: str, year: str, vi: str, en: str, likely: set[int]
) -> Finding:
    only = next(iter(likely)) if len(likely) == 1 else None
    return Finding(
        check="calendar",
        verdict=verdict,
        reason=reason,
        evidence=(mention,),
        message_vi=vi,
        message_en=en,
        stated=year,
        expected="|".join(map(str, sorted(likely))) or f"..{_FAR - 1}",
        tolerance="0",
        power=1.0,
        repair=f"{year} → {only}" if only else None,
    )
