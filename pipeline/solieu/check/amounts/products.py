"""Whether a rate and a count make their total, and two figures their mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from solieu.arithmetic import Span, amount, counted, hedged, rounded, truncated, worth, written
from solieu.check.slip import power, repair, values
from solieu.check.wording import doubted, like, quoted, valued
from solieu.types import Finding, Mention, Relation, Verdict


@dataclass(frozen=True, slots=True)
class _Product:
    """A rate, what it is counted over, and the total the two make; `scale` turns the rate's unit into its."""

    rate: Mention
    count: Mention
    total: Mention
    scale: Decimal

    @property
    def made(self) -> Decimal:
        """The product of the figures as written."""
        return amount(self.rate).low * amount(self.count).low * self.scale

    def meets(self, span: Callable[[Mention], Span]) -> bool:
        """Whether rate and count can make the total, each figure anywhere in its span."""
        left, right, whole = (span(mention) for mention in (self.rate, self.count, self.total))
        return Span(left.low * right.low * self.scale, left.high * right.high * self.scale).meets(whole)

    def holds(self, figures: Sequence[Decimal]) -> bool:
        """Whether figures in the place of the stated ones agree, given what was rounded."""
        rate, count, total = figures
        room = [Decimal(0) if counted(m) else amount(m).step / 2 for m in (self.rate, self.count, self.total)]
        low = (rate - room[0]) * (count - room[1]) * self.scale
        high = (rate + room[0]) * (count + room[1]) * self.scale
        return low <= total + room[2] and total - room[2] <= high


def check_products(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each product and each mean: whether the figures agree as written.

    What only dropped digits or a round figure would explain is `ambiguous` for `rounding`; what a hedge
    leaves open, for `hedge`.
    """
    return [_finding(relation, text) for relation in relations if relation.name in ("product", "average")]


def _finding(relation: Relation, text: str) -> Finding:
    mean = relation.name == "average"
    rate = relation.all("mean" if mean else "rate")[0]
    count, total = relation.all("count")[0], relation.all("total")[0]
    test = _Product(rate, count, total, _scale(rate, total))
    evidence = (rate, count, total)
    verdict, reason = _verdict(test, relation.name)
    expected, against = (_mean(test), rate) if mean else (test.made, total)
    vi, en = _messages(test, expected, against, verdict, reason)
    return Finding(
        check=relation.name,
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        message_vi=vi,
        message_en=en,
        stated=valued(amount(against).low),
        expected=None if expected is None else valued(expected),
        tolerance=valued(_tolerance(test, against)),
        power=power(evidence, test.holds),
        repair=repair(evidence, test.holds, text) if verdict == "inconsistent" else None,
        relation=relation,
    )


def _scale(rate: Mention, total: Mention) -> Decimal:
    above, below = amount(rate).unit, amount(total).unit
    return (worth(above, below) if above and below else None) or Decimal(1)


def _mean(test: _Product) -> Decimal | None:
    """The mean of the figures as written, to as many digits as the text gives of it."""
    count = amount(test.count).low * test.scale
    if not count:
        return None
    step = amount(test.rate).step
    return (amount(test.total).low / count / step).to_integral_value() * step


def _tolerance(test: _Product, against: Mention) -> Decimal:
    """How far rounding can put the stated figure from what the others make."""
    if against is test.rate:
        return amount(against).step / 2
    left, right = written(test.rate), written(test.count)
    own = Decimal(0) if counted(against) else amount(against).step / 2
    return (left.high * right.high - left.low * right.low) * test.scale / 2 + own


def _verdict(test: _Product, name: str) -> tuple[Verdict, str | None]:
    if test.holds(values((test.rate, test.count, test.total))):
        return "consistent", None
    if test.meets(truncated) or test.meets(rounded):
        return "ambiguous", "rounding"
    if test.meets(hedged):
        return "ambiguous", "hedge"
    return "inconsistent", name


def _messages(
    test: _Product, expected: Decimal | None, against: Mention, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    if against is test.rate:
        vi = f"{quoted(test.total)} chia cho {quoted(test.count)}"
        en = f"{quoted(test.total)} over {quoted(test.count)}"
    else:
        vi = f"{quoted(test.rate)} nhân với {quoted(test.count)}"
        en = f"{quoted(test.rate)} times {quoted(test.count)}"
    stated = quoted(against)
    if verdict == "consistent":
        return f"{vi} khớp với {stated}.", f"{en} makes {stated}."
    made_vi, made_en = ("?", "?") if expected is None else like(expected, against)
    vi = f"Văn bản nêu {stated}, nhưng {vi} là {made_vi}"
    en = f"The text says {stated}, but {en} makes {made_en}"
    return doubted(vi, en, reason)
