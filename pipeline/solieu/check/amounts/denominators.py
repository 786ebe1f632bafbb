"""Whether things are counted out of as many wherever a text counts them: `32/63 địa phương`, then `34/64`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from solieu.arithmetic import wrong_digits
from solieu.check.wording import quoted, vietnamese
from solieu.types import Finding, Mention, Quantity, Ratio, Relation

# How often a text must count things out of as many before once out of another number is a slip.
OFTEN = 5
# Of fewer things there may be two lots.
LEAST = Decimal(20)

_NOUN = re.compile(r"\s+(?P<noun>[^\W\d_]+\s[^\W\d_]+)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")


def check_denominators(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each fraction whose denominator is one digit from that of all others of the same noun.

    Only where the text counts those things out of the same number five times or more, and out of the other
    once, without naming a year there that it names at none of the others.
    """
    alike: dict[str, list[tuple[Mention, Decimal]]] = defaultdict(list)
    for mention in mentions:
        noun = _NOUN.match(text, mention.end)
        if isinstance(mention.value, Ratio) and mention.value.denominator and noun:
            alike[noun["noun"].casefold()].append((mention, mention.value.denominator))
    found = (finding for group in alike.values() for finding in _odd(group, text))
    return sorted(found, key=lambda finding: finding.evidence[0].start)


def _odd(group: Sequence[tuple[Mention, Decimal]], text: str) -> Iterator[Finding]:
    """The one fraction of a group that stands apart from all the others."""
    counted = Counter(denominator for _, denominator in group)
    usual, often = counted.most_common(1)[0]
    others = [mention for mention, denominator in group if denominator == usual]
    years = {year for mention in others for year in _years(mention, text)}
    for odd, denominator in group:
        apart = often >= OFTEN and usual >= LEAST and counted[denominator] == 1 and denominator != usual
        if apart and denominator in _slips(usual) and _years(odd, text) <= years:
            yield _finding(odd, others, denominator, usual)


def _slips(number: Decimal) -> set[Decimal]:
    return set(wrong_digits(Quantity(number, Decimal(1))))


def _years(mention: Mention, text: str) -> set[str]:
    """The years that are named around a fraction, within its sentence."""
    before = _STOP.split(text[max(0, mention.start - 200) : mention.start])[-1]
    after = _STOP.split(text[mention.end : mention.end + 120])[0]
    return set(_YEAR.findall(f"{before} {after}"))


def _finding(odd: Mention, others: Sequence[Mention], denominator: Decimal, usual: Decimal) -> Finding:
    told, shown, times = vietnamese(denominator), vietnamese(usual), len(others)
    return Finding(
        check="repeat",
        verdict="inconsistent",
        reason="denominator",
        evidence=(odd, others[0]),
        message_vi=f"Văn bản nêu {quoted(odd)}, nhưng {times} chỗ khác tính trên {shown}, không phải {told}.",
        message_en=f"The text says {quoted(odd)}, but counts out of {shown}, not {told}, {times} times.",
        stated=str(denominator),
        expected=str(usual),
        tolerance="0",
        power=1.0,
        repair=f"{quoted(odd)} → {_corrected(odd, told, shown)}",
    )


def _corrected(odd: Mention, told: str, shown: str) -> str:
    return " ".join(odd.text.split()).removesuffix(told) + shown
