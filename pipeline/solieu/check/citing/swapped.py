"""Documents told by a bare number with two digits swapped: `văn bản số 4391`, then `văn bản số 4319`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from solieu.check.citing.citations import issuer_of
from solieu.check.wording import quoted
from solieu.types import Citation, Finding, Mention, Relation

# How many digits make it unlikely that two documents of one text have them by chance, and how many words
# before both, where that is the same of fewer digits.
DIGITS, FEWER, SHARED = 4, 3, 2
# How many numbers of one type are compared; more are a list.
CROWD = 20

_BARE = re.compile(r"\d{3,6}")
_WORD = re.compile(r"[^\W\d_]+")


def check_swapped(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each two documents of one type whose bare numbers differ in two digits swapped.

    Of numbers without letters and year, as reports cite them: four digits or more, or three behind the same
    two words. Two in one sentence are two documents, and so are two of two issuers or two days. It is
    `inconsistent` where a text that comes back to one number writes the other once; two numbers that are each
    told once, or each again, may be two documents: `ambiguous`.
    """
    told: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        cited = mention.value
        if isinstance(cited, Citation) and cited.type and _BARE.fullmatch(cited.number or ""):
            told[cited.type][cited.number or ""].append(mention)
    dates = {r.all("docref")[0].start: r.all("date")[0] for r in relations if r.name == "dated"}
    findings = [
        finding
        for numbers in told.values()
        if len(numbers) <= CROWD
        for pair in combinations(numbers, 2)
        if swapped(*pair)
        for finding in _compared(numbers[pair[0]], numbers[pair[1]], dates, text)
    ]
    return sorted(findings, key=lambda finding: finding.evidence[0].start)


def swapped(one: str, other: str) -> bool:
    """Whether two neighbouring digits of one number stand the other way round in the other.

    >>> swapped("4391", "4319"), swapped("4391", "4931"), swapped("4391", "4394")
    (True, True, False)
    """
    turned = (one[:i] + one[i + 1] + one[i] + one[i + 2 :] for i in range(len(one) - 1))
    return one != other and other in turned


def _compared(
    one: Sequence[Mention], other: Sequence[Mention], dates: dict[int, Mention], text: str
) -> Iterator[Finding]:
    both = [*one, *other]
    issuers = {issuer_of(mention) for mention in both} - {""}
    days = {dates[mention.start].value for mention in both if mention.start in dates}
    if len(issuers) > 1 or len(days) > 1 or any(_listed(*pair, text) for pair in _pairs(one, other)):
        return
    shared = max(_shared(left, right, text) for left, right in _pairs(one, other))
    if len(_number(one[0])) >= DIGITS or (len(_number(one[0])) >= FEWER and shared >= SHARED):
        # the number that is told less often is the one to doubt
        usual, odd = (one, other) if len(one) >= len(other) else (other, one)
        yield _finding(usual[0], odd[0], slip=len(odd) == 1 < len(usual))


def _pairs(one: Sequence[Mention], other: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for left in one:
        for right in other:
            yield (left, right) if left.start < right.start else (right, left)


def _number(mention: Mention) -> str:
    return mention.value.number or "" if isinstance(mention.value, Citation) else ""


def _listed(left: Mention, right: Mention, text: str) -> bool:
    """Whether one sentence names both, so that the writer meant two."""
    return not re.search(r"[.;\n]\s|\n", text[left.end : right.start])


def _shared(left: Mention, right: Mention, text: str) -> int:
    """How many words right before both citations are the same."""
    before = [_WORD.findall(text[max(0, m.start - 60) : m.start].casefold())[::-1] for m in (left, right)]
    count = 0
    for one, other in zip(*before, strict=False):
        if one != other:
            break
        count += 1
    return count


def _finding(usual: Mention, odd: Mention, *, slip: bool) -> Finding:
    first, second = sorted((usual, odd), key=lambda mention: mention.start)
    vi = f"{quoted(first)} và {quoted(second)}: cùng loại, hai số chỉ lệch nhau hai chữ số đảo chỗ"
    en = f"{quoted(first)} and {quoted(second)}: the same type, numbers with two digits swapped"
    return Finding(
        check="citation",
        verdict="inconsistent" if slip else "ambiguous",
        reason="near_miss",
        evidence=(first, second),
        message_vi=f"{vi}; {'hẳn' if slip else 'có thể'} là một văn bản.",
        message_en=f"{en}; one document {'must' if slip else 'may'} be meant.",
        stated=_number(odd),
        expected=_number(usual),
        tolerance="0",
        power=None,
    )
