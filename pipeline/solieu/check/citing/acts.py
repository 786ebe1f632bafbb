"""Whether a law that is cited by its name and its number is the act of that number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from solieu.check.wording import quoted
from solieu.lexicon import Lexicon
from solieu.types import Citation, Finding, Mention, Relation

# The name before the number: `Luật Thống kê số 89/2015/QH13`, `Luật Đất đai (Luật số …` is another citation
_NAMED = re.compile(r"((?:bộ luật|luật)\s[^\d(]{3,160}?)\s+số\s", re.IGNORECASE)
_YEAR = re.compile(r"/((?:19|20)\d\d)/")


class _Acts(NamedTuple):
    """The numbers of acts by folded name and year, and the names of acts by number."""

    numbers: Mapping[tuple[str, str], str]
    names: Mapping[str, str]


def check_acts(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str, lexicon: Lexicon
) -> list[Finding]:
    """One finding for each law cited with name and number, where the list has an act of that name and year.

    Only there, since the list does not hold every act: a number that the list does not have may be right.
    `act_number` where the list gives that name and year another number.
    """
    acts = _acts(lexicon)
    findings = []
    for mention in mentions:
        cited = mention.value
        named = _NAMED.match(mention.text) if isinstance(cited, Citation) and cited.number else None
        year = _YEAR.search(cited.text) if isinstance(cited, Citation) and named else None
        if named is not None and year is not None and isinstance(cited, Citation):
            number = acts.numbers.get((_folded(named[1]), year[1]))
            if number is not None:
                findings.append(_finding(mention, cited.text, number, acts.names.get(cited.text)))
    return findings


@cache
def _acts(lexicon: Lexicon) -> _Acts:
    rows = lexicon.rows("acts")
    return _Acts(
        MappingProxyType({(_folded(row["name"]), row["year"]): row["number"] for row in rows}),
        MappingProxyType({row["number"]: row["name"] for row in rows}),
    )


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _finding(mention: Mention, stated: str, number: str, other: str | None) -> Finding:
    cited, agrees = quoted(mention), stated == number
    vi = f"{cited}: luật mang tên ấy là số {number}"
    en = f"{cited}: the law of that name is number {number}"
    if not agrees and other is not None:
        vi, en = f"{vi}; số {stated} là của {other}", f"{en}; {stated} is that of {other}"
    return Finding(
        check="citation",
        verdict="consistent" if agrees else "inconsistent",
        reason=None if agrees else "act_number",
        evidence=(mention,),
        message_vi=f"{cited}: số hiệu đúng là của luật mang tên ấy." if agrees else f"{vi}.",
        message_en=f"{cited}: the number is that of the law of that name." if agrees else f"{en}.",
        stated=stated,
        expected=number,
        tolerance="0",
        power=1.0,
        repair=None if agrees else f"{stated} → {number}",
    )
