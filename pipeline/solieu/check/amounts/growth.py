"""Whether the rate of a growth is that of its amount, the level before taken from the level after."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from solieu.arithmetic import HUNDRED, Span, amount, hedged, truncated, written
from solieu.check.slip import misread, power, repair
from solieu.check.wording import doubted, quoted, valued, vietnamese
from solieu.types import Finding, Mention, Relation, Verdict

_PRECISION = 60
# An estimate is told as exactly as what it is estimated from: `ước đạt 5.167 tấn`
_ESTIMATED = re.compile(r"(?<!\w)(?:ước|ước tính|sơ bộ)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)


def check_growth(relation: Relation, text: str) -> Finding:
    """Whether amount over the level before, which is the level after without the amount, is the rate.

    `29.785 ha, giảm 3,03% (giảm 932 ha)`: 932 of 30,717 ha is 3.03 %.
    """
    now, by, rate = (relation.all(role)[0] for role in ("now", "by", "rate"))
    evidence = (now, by, rate)
    sign = -1 if "down" in (by.change, rate.change) else 1

    def holds(figures: Sequence[Decimal]) -> bool:
        spans = [_around(mention, value) for mention, value in zip(evidence, figures, strict=True)]
        return _agrees(spans, sign)

    verdict, reason = _verdict(evidence, sign, text)
    if verdict == "inconsistent" and misread(evidence, holds):
        verdict, reason = "ambiguous", "separator"
    expected = _rate(amount(now).low, amount(by).low * sign, amount(rate).step)
    vi, en = _messages(evidence, sign, expected, verdict, reason)
    return Finding(
        check="change",
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        message_vi=vi,
        message_en=en,
        stated=valued(amount(rate).low),
        expected=None if expected is None else valued(expected),
        tolerance=valued(amount(rate).step / 2),
        power=power(evidence, holds),
        repair=repair(evidence, holds, text) if verdict == "inconsistent" else None,
        relation=relation,
    )


def _around(mention: Mention, value: Decimal) -> Span:
    shift = value - amount(mention).low
    return written(mention) + Span(shift, shift)


def _of_rounded_levels(mention: Mention) -> Span:
    """What a figure could stand for as the difference of two rounded ones: a whole step either way."""
    value = amount(mention)
    if mention.kind in ("count", "percent"):
        return written(mention)
    return Span(value.low - value.step, value.low + value.step)


def _agrees(spans: Sequence[Span], sign: int) -> bool:
    """Whether amount and rate anywhere in their spans agree: by * 100 = rate * before."""
    now, by, rate = spans
    before = now - by if sign > 0 else now + by
    if before.high <= 0:
        return False
    share = Span(rate.low * max(before.low, Decimal(0)), rate.high * before.high)
    return share.meets(Span(by.low * HUNDRED, by.high * HUNDRED))


def _verdict(evidence: Sequence[Mention], sign: int, text: str) -> tuple[Verdict, str | None]:
    def fits(read: Callable[[Mention], Span]) -> bool:
        return _agrees([read(mention) for mention in evidence], sign)

    if fits(written):
        return "consistent", None
    if fits(truncated) or fits(_of_rounded_levels):
        return "ambiguous", "rounding"
    loose = [m for m in evidence if m.hedge and not _ESTIMATED.search(text[max(0, m.start - 30) : m.start])]
    if loose and fits(lambda mention: hedged(mention) if mention in loose else written(mention)):
        return "ambiguous", "hedge"
    return "inconsistent", "rate"


def _rate(now: Decimal, moved: Decimal, step: Decimal) -> Decimal | None:
    """A change in per cent of the level before it, rounded half up to a step."""
    if now - moved <= 0:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        return (abs(moved) * HUNDRED / (now - moved) / step).to_integral_value(ROUND_HALF_UP) * step


def _messages(
    evidence: Sequence[Mention], sign: int, expected: Decimal | None, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    now, by, rate = map(quoted, evidence)
    vi_word, en_word = ("tăng", "a rise") if sign > 0 else ("giảm", "a fall")
    if verdict == "consistent":
        led = "lên" if sign > 0 else "còn"
        return (
            f"{vi_word.capitalize()} {by} {led} {now} đúng là {vi_word} {rate}.",
            f"{en_word.capitalize()} of {by} to {now} is indeed {rate}.",
        )
    found = "?" if expected is None else f"{vietnamese(expected)}%"
    found_en = "?" if expected is None else f"{valued(expected)}%"
    vi = f"Văn bản nêu {vi_word} {rate}, nhưng {vi_word} {by} để có {now} là {vi_word} {found}"
    en = f"The text says {en_word} of {rate}, but {en_word} of {by} to {now} is {found_en}"
    return doubted(vi, en, reason)
