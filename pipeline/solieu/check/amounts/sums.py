"""Whether the parts that a text gives of a whole add up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from solieu.arithmetic import (
    HALF,
    amount,
    counted,
    loosely,
    round_step,
    rounded,
    total,
    truncated,
    written,
)
from solieu.check.slip import misread, power, repair, values
from solieu.check.wording import doubted, hedge_word, like, listed, quoted, valued
from solieu.types import Finding, Mention, Relation, Verdict

# Two hedges before a figure, of which the mention keeps the nearer
_TWICE = re.compile(r"(?<!\w)(?:khoảng|chừng|xấp xỉ)\s+(?:hơn|trên|gần|dưới)\s+\Z", re.IGNORECASE)
# How near a round whole its parts have to come to be it, rounded: as a part of it.
NEARLY = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class _Sum:
    whole: Mention
    parts: tuple[Mention, ...]

    @property
    def slack(self) -> Decimal:
        """How far rounding each figure to its last digit can move the total: half a step for each."""
        return sum((amount(m).step for m in (self.whole, *self.parts) if not counted(m)), Decimal(0)) * HALF

    def holds(self, figures: Sequence[Decimal]) -> bool:
        """Whether figures in the place of the stated ones add up."""
        return abs(figures[0] - sum(figures[1:], Decimal(0))) <= self.slack


def check_sums(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each sum: whether its parts make up the whole as written.

    Counts must agree to the last one; rounded figures may be off by half a step each. Beyond that, a total
    of dropped digits or a round whole is `ambiguous` for `rounding`, a hedge with room for `hedge`. A hedged
    whole that its parts total exactly is consistent, with `exact_total`.
    """
    return [_finding(relation, text) for relation in relations if relation.name == "sum"]


def _finding(relation: Relation, text: str) -> Finding:
    whole, parts = relation.all("whole")[0], relation.all("part")
    evidence = (whole, *parts)
    test = _Sum(_doubly(whole, text), tuple(_doubly(part, text) for part in parts))
    sum_of_parts = sum(values(test.parts), Decimal(0))
    verdict, reason = _verdict(test, sum_of_parts)
    if verdict == "inconsistent" and misread(evidence, test.holds):
        verdict, reason = "ambiguous", "separator"
    vi, en = _messages(test, sum_of_parts, verdict, reason, text)
    failed = verdict == "inconsistent"
    return Finding(
        check="sum",
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        message_vi=vi,
        message_en=en,
        stated=valued(amount(test.whole).low),
        expected=valued(sum_of_parts),
        tolerance=valued(test.slack),
        power=power(evidence, test.holds),
        repair=repair(evidence, test.holds, text) if failed else None,
        relation=relation,
    )


def _verdict(test: _Sum, sum_of_parts: Decimal) -> tuple[Verdict, str | None]:
    if test.holds([amount(test.whole).low, *values(test.parts)]):
        exact = sum_of_parts == amount(test.whole).low
        bounded = test.whole.hedge not in (None, "~")
        noted = exact and bounded and not any(part.hedge for part in test.parts)
        return "consistent", "exact_total" if noted else None
    dropped = total([truncated(part) for part in test.parts])
    halved = total([written(part) for part in test.parts])
    # zeros behind a comma are no rounding: who writes `84,0` means it
    whole = amount(test.whole)
    loose = rounded(test.whole) if whole.step >= whole.scale else written(test.whole)
    if truncated(test.whole).meets(dropped) or loose.meets(halved) or _roundly(test, sum_of_parts):
        return "ambiguous", "rounding"
    if loosely(test.whole).meets(total([loosely(part) for part in test.parts])):
        return "ambiguous", "hedge"
    return "inconsistent", "total"


def _roundly(test: _Sum, sum_of_parts: Decimal) -> bool:
    """Whether an amount told in one round figure is its parts' total rounded: 300 tỉ for 165 and 131."""
    whole = amount(test.whole)
    step = round_step(whole)
    off = abs(sum_of_parts - whole.low)
    return step > whole.step and not counted(test.whole) and off <= min(step * HALF, whole.low * NEARLY)


def _doubly(mention: Mention, text: str) -> Mention:
    """A figure as its two hedges leave it, where it has two: `khoảng hơn 5.000` may be less as well."""
    twice = mention.hedge and _TWICE.search(text, max(0, mention.start - 30), mention.start)
    return replace(mention, hedge="~") if twice else mention


def _messages(
    test: _Sum, sum_of_parts: Decimal, verdict: Verdict, reason: str | None, text: str
) -> tuple[str, str]:
    whole, parts = quoted(test.whole), listed(test.parts)
    found_vi, found_en = like(sum_of_parts, test.whole)
    off_vi, off_en = like(abs(sum_of_parts - amount(test.whole).low), test.whole)
    if verdict == "consistent":
        vi, en = f"{parts} cộng lại khớp với {whole}.", f"{parts} add up to {whole}."
        if reason == "exact_total":
            word = hedge_word(test.whole, text)
            vi += f" Các phần cộng lại đúng bằng tổng nên từ “{word}” đứng trước {whole} là thừa."
            en += f" The parts make the total exactly, so the “{word}” before {whole} is not needed."
        return vi, en
    vi = f"Văn bản nêu {whole}, nhưng {parts} cộng lại là {found_vi} (lệch {off_vi})"
    en = f"The text says {whole}, but {parts} add up to {found_en} (off by {off_en})"
    return doubted(vi, en, reason)
