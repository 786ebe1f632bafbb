"""Whether a count is the total of numbers listed behind it by name: `4 vụ tại Lào Cai (1), Sơn La (3)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from solieu.check.telling.rolls import PROPER, plain_count
from solieu.check.wording import quoted
from solieu.types import Finding, Mention, Relation, Verdict

# The most names that are read, and the largest count; what is longer or larger is a table.
MOST, LARGEST = 70, 100_000
# How many times more or less than a count its list may come to: what is further off numbers something else.
NEAR = 2

# From a count to its list: ` cơ sở, tại `, ` người chết (`, ` ca mắc: `, ` vụ, trong đó có `
_OPENS = re.compile(
    r"(?P<noun>\s[^\W\d_][^.,;:()\n\d]{1,60}?)"
    r"(?:\s?\(|\s?:\s|\s?,?\s(?:tại|ở|thuộc|gồm|(?P<loose>bao gồm|trong đó))"
    r"(?:\s(?:có|các tỉnh|các huyện|các xã))?\s?:?\s)"
)
# What a name in the list may begin with: `tỉnh Lào Cai`, `TP. HCM`
_KIND = r"(?:(?:tỉnh|TP\.?|thành phố|huyện|thị xã|thị trấn|TX\.?|xã|phường|quận|H\.|Q\.|P\.|các)\s){0,2}"
_NAME = rf"{_KIND}(?P<name>{PROPER})"
_WHOLE = r"(?:\d{1,3}(?:\.\d{3}){1,2}|\d{1,4})"
# The number behind it: `(2)`, `(2 vụ)`, `: 2`, ` 02`, ` 03 ca`
_NUMBER = (
    rf"(?:\s?\((?:có\s)?(?P<inside>{_WHOLE})(?P<of>\s[^\W\d_]+(?:\s[^\W\d_]+)?)?\)"
    rf"|\s?:?\s(?:có\s)?(?P<bare>{_WHOLE})(?P<unit>\s[^\W\d_]+)?(?![\w/%]|[.,]\d))"
)
_ITEM = re.compile(_NAME + _NUMBER)
_NEXT = re.compile(r"\s?[,;]?\s(?:và|cùng)\s|\s?[,;]\s?")
# Where a list is over: the sentence or the bracket ends, or a clause begins that goes on with a verb
_OVER = re.compile(r"\s?(?:[.;)](?:[\s.,;]|$)|\n|$)|,\s(?:nâng|để|đưa|không|làm|khiến)\s|\s(?:để|nâng)\s")
# So many each, or of several kinds at once: `mỗi tỉnh có 2 xã gồm`
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng|như)\s[^.;,\n]{0,30}$", re.IGNORECASE)


class _Tally(NamedTuple):
    """The numbers behind a count, each with its name, and whether the text may list only some of them.

    `twice` is a name that is listed a second time, of the same kind of place.
    """

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    some: bool
    twice: str | None


def check_tallies(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each count with a closed list of names and their numbers right behind it.

    The numbers have no unit of their own (`Long An (2)`) or the noun of the count (`Long An (2 cơ sở)`).
    Whether they add up to the count: more is `inconsistent`; less is `ambiguous` behind `trong đó` or `bao
    gồm`, which may lead only some. Numbers that come to more than twice the count, or less than half of it,
    or that go up by one, number something else and are not tested. A list that adds up but has one name
    `twice` is `ambiguous`: one of the two may be meant for another.
    """
    return [finding for mention in mentions for finding in _finding(mention, text)]


def _finding(mention: Mention, text: str) -> Iterator[Finding]:
    count = plain_count(mention, LARGEST)
    tally = _tally(mention, text) if count else None
    if count is None or tally is None or not _numbers_it(tally.numbers, count):
        return
    total = sum(tally.numbers)
    verdict: Verdict = "consistent" if total == count and not tally.twice else "inconsistent"
    if (total < count and tally.some) or (total == count and tally.twice):
        verdict = "ambiguous"
    vi, en = _messages(mention, tally, count, verdict)
    yield Finding(
        check="tally",
        verdict=verdict,
        reason=None if verdict == "consistent" else "twice" if total == count else "total",
        evidence=(mention,),
        message_vi=vi,
        message_en=en,
        stated=str(count),
        expected=str(total),
        tolerance="0",
        power=1.0,
    )


def _tally(mention: Mention, text: str) -> _Tally | None:
    """The closed list of at least two numbered names behind a count, or None."""
    if _EACH.search(text, max(0, mention.start - 60), mention.start):
        return None
    opens = _OPENS.match(text, mention.end)
    if opens is None:
        return None
    names: list[str] = []
    places: list[str] = []
    numbers: list[int] = []
    position = opens.end()
    while len(names) < MOST and (item := _ITEM.match(text, position)):
        unit = (item["of"] or item["unit"] or "").split()
        if unit and unit[0] not in opens["noun"].split():
            return None
        names.append(item["name"])
        places.append(" ".join(text[item.start() : item.end("name")].split()))
        numbers.append(int((item["inside"] or item["bare"]).replace(".", "")))
        position = item.end()
        following = _NEXT.match(text, position)
        if following is None or not _ITEM.match(text, following.end()):
            break
        position = following.end()
    closed = len(names) > 1 and _OVER.match(text, position) is not None
    twice = next((place for at, place in enumerate(places) if place in places[:at]), None)
    return _Tally(tuple(names), tuple(numbers), bool(opens["loose"]), twice) if closed else None


def _numbers_it(numbers: Sequence[int], count: int) -> bool:
    """Whether numbers can be those of the things counted, not ranks, ages or what else stands in brackets."""
    total = sum(numbers)
    ranked = len(numbers) > 2 and all(b - a == 1 for a, b in pairwise(numbers))
    return total == count or (not ranked and count <= NEAR * total and total <= NEAR * count)


def _messages(mention: Mention, tally: _Tally, stated: int, verdict: Verdict) -> tuple[str, str]:
    told, total = quoted(mention), sum(tally.numbers)
    if verdict == "consistent":
        return (
            f"{told}: các con số kèm theo cộng lại đúng như vậy.",
            f"{told}: the numbers listed add up to it.",
        )
    shown = ", ".join(
        f"{name} {number}" for name, number in zip(tally.names[:8], tally.numbers, strict=False)
    )
    shown += ", …" if len(tally.names) > 8 else ""
    if tally.twice and total == stated:
        vi = f"{told}: danh sách kèm theo kể {tally.twice} hai lần ({shown})"
        return f"{vi}.", f"{told}: {tally.twice} is listed twice ({shown})."
    vi = f"Văn bản nêu {told}, nhưng các con số kèm theo cộng lại là {total} ({shown})"
    en = f"The text says {told}, but the numbers listed add up to {total} ({shown})"
    if verdict == "ambiguous":
        return f"{vi}; có thể chỉ kể một số.", f"{en}; only some may be listed."
    return f"{vi}.", f"{en}."
