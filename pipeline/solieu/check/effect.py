"""Whether a document took effect after it was issued."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from solieu.check.citations import Pair, dated
from solieu.check.order import day_power
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# For so many days before its own an act may be given effect: wages, prices, a law that came first.
BACK = 366

# How far behind a document's date the day it took effect may begin, in characters.
AWAY = 220

# From a document's date to the day it took effect: ` của Bộ Tài chính, có hiệu lực thi hành kể từ `
_INTO_EFFECT = re.compile(
    r"[\s,)]{0,3}(?:của\s[^.;()]{2,140}?)?[\s,]{0,3}\(?(?:có\s+)?hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check_effect(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each document told with its date and, right behind, the day from which it has effect.

    An act takes effect no earlier than it is issued (Law 80/2015/QH13, article 151); some reach back (article
    152), so up to a year earlier is `ambiguous`. A document that a text tells so many times is told of once.
    """
    found: dict[tuple[str, str, str], Finding] = {}
    days = sorted((mention for mention in mentions if _day(mention)), key=_start)
    for pair, number, day in dated(relations, text):
        for effect in _behind(pair, days, text):
            found.setdefault((number, day, _day(effect)), _finding(pair, day, effect))
    return list(found.values())


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


def _finding(pair: Pair, day: str, effect: Mention) -> Finding:
    early = (date.fromisoformat(day) - date.fromisoformat(_day(effect))).days
    verdict: Verdict = "consistent" if early <= 0 else "ambiguous" if early <= BACK else "inconsistent"
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
    )
