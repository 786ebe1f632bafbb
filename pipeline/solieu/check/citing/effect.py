"""Whether a document took effect after it was issued."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from solieu.check.citing.citations import Pair, dated
from solieu.check.citing.order import day_power
from solieu.check.wording import quoted
from solieu.types import Citation, DateValue, Finding, Mention, Relation, Verdict

# For so many days before its own an act may be given effect: wages, prices, a law that came first.
BACK = 366

# How far behind a document's date the day it took effect may begin, in characters.
AWAY = 220

# From a document's date to the day it took effect: ` của Bộ Tài chính, có hiệu lực thi hành kể từ `
_INTO_EFFECT = re.compile(
    r"[\s,)]{0,3}(?:của\s[^.;()]{2,140}?)?[\s,]{0,3}\(?(?:có\s+)?hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+",
    re.IGNORECASE,
)
# What a document says of itself where a sentence begins: `1. Thông tư này có hiệu lực thi hành từ `
_OWN = re.compile(
    r"(?:\A|\n|[.;:]\s|[.;:]\n)\s{0,3}(?:\d{1,2}[.)]\s?)?(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định"
    r"|Quyết định|Chỉ thị|Quy định|Quy chế|Thông tư(?:\sliên tịch)?)\snày\s"
    r"(?:có\s)?hiệu\slực(?:\sthi\shành)?\s(?:kể\s)?từ\s$"
)
# So many days an act may take effect after it is issued, to tell a year that was left as it was: `2025` in
# an act of December that takes effect in February.
_SOON = 200
# Back to the beginning of a quarter or month acts may reach, so that their year tells nothing.
_FIRST = "-01"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check_effect(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each document told with its date and, right behind, the day from which it has effect.

    An act takes effect no earlier than it is issued (Law 80/2015/QH13, article 151); some reach back (article
    152), so up to a year earlier is `ambiguous`. A document that a text tells so many times is told of once.
    What a document says of its own effect is held against its own day; there a day of the year before, months
    before its own, that would follow soon in the next year, has the wrong year and is `inconsistent`.
    """
    found: dict[tuple[str, str, str], Finding] = {}
    days = sorted((mention for mention in mentions if _day(mention)), key=_start)
    told = dated(relations, text)
    for pair, number, day in told:
        for effect in _behind(pair, days, text):
            found.setdefault((number, day, _day(effect)), _finding(pair, day, effect))
    own = [one for one in told if _is_own(one[0])]
    if len({day for _, _, day in own}) == 1:
        pair, number, day = own[0]
        for effect in _of_itself(days, text):
            found.setdefault((number, day, _day(effect)), _finding(pair, day, effect, own=True))
    return list(found.values())


def _is_own(pair: Pair) -> bool:
    """Whether a document is the text itself, and no text into which others have been consolidated."""
    cited = pair[0].value
    return isinstance(cited, Citation) and cited.role == "self" and "VBHN" not in cited.text


def _of_itself(days: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The days from which the text says that it has effect; not in words that it puts into another."""
    for day in days:
        said = _OWN.search(text, max(0, day.start - 90), day.start)
        before = text[max(0, day.start - 3000) : day.start]
        if said and before.count("“") <= before.count("”"):
            yield day


def _day(mention: Mention) -> str:
    """The day of a date that is one and exists; empty for any other mention."""
    value = mention.value
    whole = isinstance(value, DateValue) and value.valid and _DAY.fullmatch(value.text)
    return value.text if whole else ""


def _start(mention: Mention) -> int:
    return mention.start


def _behind(pair: Pair, days: Sequence[Mention], text: str) -> Iterator[Mention]:
    end = max(pair[0].end, pair[1].end)
    following = bisect_right(days, end, key=_start)
    if following == len(days) or days[following].start - end > AWAY:
        return
    if _INTO_EFFECT.fullmatch(text, end, days[following].start):
        yield days[following]


def _finding(pair: Pair, day: str, effect: Mention, *, own: bool = False) -> Finding:
    early = (date.fromisoformat(day) - date.fromisoformat(_day(effect))).days
    verdict: Verdict = "consistent" if early <= 0 else "ambiguous" if early <= BACK else "inconsistent"
    repair = None
    if own and early > 0:
        slip = BACK - 1 - _SOON <= early < BACK and not _day(effect).endswith(_FIRST)
        verdict = "inconsistent" if slip else "ambiguous"
        year = int(_day(effect)[:4])
        repair = f"{year} → {year + 1}" if slip else None
    cited = f"{quoted(pair[0])}, {quoted(pair[1])}"
    vi, en = f"{cited}, có hiệu lực từ {quoted(effect)}", f"{cited}, has effect from {quoted(effect)}"
    if verdict == "consistent":
        vi, en = f"{vi}, tức là không trước ngày ban hành", f"{en}, which is not before it was issued"
    else:
        vi, en = f"{vi}, trước cả ngày ban hành", f"{en}, before it was issued"
    if verdict == "ambiguous":
        vi, en = f"{vi}; có thể được áp dụng từ trước", f"{en}; it may reach back"
    return Finding(
        check="citation",
        verdict=verdict,
        reason=None if verdict == "consistent" else "effect_before",
        evidence=(*pair, effect),
        message_vi=f"{vi}.",
        message_en=f"{en}.",
        stated=_day(effect),
        expected=f"{day}..",
        tolerance="0",
        power=day_power(_day(effect), day, after=False),
        repair=repair,
    )
