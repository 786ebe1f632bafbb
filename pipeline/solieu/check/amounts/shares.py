"""Whether a percentage is a share that whole things, or the stated part, can make of its base."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from solieu.arithmetic import (
    HALF,
    HUNDRED,
    Span,
    amount,
    counted,
    hedged,
    is_share,
    loosely,
    truncated,
    whole_numbers,
    whole_numbers_cut,
    written,
    wrong_digits,
)
from solieu.check.slip import power, repair
from solieu.check.wording import quoted, valued, vietnamese
from solieu.types import Finding, Mention, Quantity, Ratio, Relation, Verdict

# Words that make a percentage a share of something: `chiếm 53%`, `tỷ lệ nữ đạt 27%`, `53% là`, `40% số hộ`
_TELLS_BEFORE = re.compile(
    r"(?<!\w)(?:chiếm|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)(?!\w)[^.;:,\n]{0,60}$", re.IGNORECASE
)
_TELLS_AFTER = re.compile(r"\s+(?:là|số|tổng số|tổng|trong số|trong tổng|dân số)(?!\w)", re.IGNORECASE)
_PRECISION = 60
# How far, in points, a share may lie from a fraction that a hedge makes loose: `gần 2/3 người (65%)`.
LOOSE = Decimal(5)


def check_shares(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each share.

    With part and base: whether their quotient rounds half up to the percentage (`share`). With a counted base
    alone: whether any whole number of things does (`share_base`, GRIM). Without a base nothing can be tested.
    """
    findings = []
    for relation in relations:
        if relation.name in ("share", "ratio"):
            percent, base, part = relation.all("percent")[0], relation.one("base"), relation.one("part")
            if part is not None and isinstance(part.value, Ratio):
                findings.append(_of_ratio(relation, percent, part, part.value, text))
            elif base is not None and part is not None:
                findings.append(_of_part(relation, percent, base, part, text))
            elif base is not None:
                findings.append(_of_base(relation, percent, base))
            else:
                findings.append(_untestable(percent, "no_base", relation))
    return findings


def check_lone_shares(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One `not_testable` finding for each percentage that is a share of something left uncounted."""
    explained = {mention for relation in relations for _, mention in relation.members}
    return [
        _untestable(mention, "no_base", None)
        for mention in mentions
        if mention.kind == "percent" and mention not in explained and _tells_share(mention, text)
    ]


def _tells_share(mention: Mention, text: str) -> bool:
    value = mention.value
    if mention.change is not None or not isinstance(value, Quantity) or value.unit != "%":
        return False
    before = text[max(0, mention.start - 100) : mention.start]
    return bool(_TELLS_BEFORE.search(before) or _TELLS_AFTER.match(text, mention.end))


def _of_part(relation: Relation, percent: Mention, base: Mention, part: Mention, text: str) -> Finding:
    def holds(figures: Sequence[Decimal]) -> bool:
        stated, whole, piece = figures
        moved = _around(percent, stated), _around(part, piece), _around(base, whole)
        return 0 <= piece <= whole and is_share(*moved)

    evidence = (percent, base, part)
    figures = [amount(mention).low for mention in evidence]
    verdict, reason = _verdict_of_part(percent, base, part, holds=holds(figures))
    expected = _quotient(amount(part).low, amount(base).low, amount(percent).step)
    vi, en = _messages(percent, f"{quoted(part)} / {quoted(base)}", expected, verdict, reason)
    return Finding(
        check="share",
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        message_vi=vi,
        message_en=en,
        power=power(evidence, holds),
        repair=repair(evidence, holds, text) if verdict == "inconsistent" else None,
        relation=relation,
        **_told(percent, expected),
    )


def _told(percent: Mention, expected: Decimal | None) -> dict[str, str | None]:
    """What a percentage says, what it should be, and how far the two may lie apart as written."""
    return {
        "stated": valued(amount(percent).low),
        "expected": None if expected is None else valued(expected),
        "tolerance": valued(amount(percent).step / 2),
    }


def _around(mention: Mention, value: Decimal) -> Span:
    """What a figure could stand for as written, had it this value."""
    shift = value - amount(mention).low
    return written(mention) + Span(shift, shift)


def _verdict_of_part(
    percent: Mention, base: Mention, part: Mention, *, holds: bool
) -> tuple[Verdict, str | None]:
    if holds:
        return "consistent", None
    if _cut(percent, truncated(part), truncated(base)):
        return "ambiguous", "rounding"
    loose = any(mention.hedge for mention in (percent, base, part))
    if loose and is_share(hedged(percent), loosely(part), loosely(base)):
        return "ambiguous", "hedge"
    return "inconsistent", "quotient"


def _cut(percent: Mention, part: Span, base: Span) -> bool:
    """Whether dropping digits behind the last one written, or letting a tie go down, explains a share."""
    stated = amount(percent)
    dropped = Span(stated.low, stated.low + stated.step)
    tie = stated.low + stated.step * HALF
    return is_share(dropped, part, base) or part.low * HUNDRED == tie * base.low


def _quotient(part: Decimal, base: Decimal, step: Decimal) -> Decimal | None:
    """A part of a base in per cent, rounded half up to a step."""
    if base <= 0:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        return (part * HUNDRED / base / step).to_integral_value(ROUND_HALF_UP) * step


def _of_ratio(relation: Relation, percent: Mention, part: Mention, ratio: Ratio, text: str) -> Finding:
    evidence = tuple(mention for _, mention in relation.members)
    if not ratio.denominator:
        return _untestable(percent, "no_base", relation)
    over = ratio.denominator
    expected = _quotient(ratio.numerator, over, amount(percent).step)
    top, bottom = Span(ratio.numerator, ratio.numerator), Span(over, over)

    def holds(figures: Sequence[Decimal]) -> bool:
        return is_share(_around(percent, figures[0]), top, bottom)

    verdict: Verdict = "inconsistent"
    reason: str | None = "quotient"
    if holds([amount(percent).low]):
        verdict, reason = "consistent", None
    elif _cut(percent, top, bottom):
        verdict, reason = "ambiguous", "rounding"
    elif _is_loose(percent, part, top, bottom):
        verdict, reason = "ambiguous", "hedge"
    vi, en = _messages(percent, quoted(part), expected, verdict, reason)
    return Finding(
        check="share",
        verdict=verdict,
        reason=reason,
        evidence=evidence,
        message_vi=vi,
        message_en=en,
        power=power((percent,), holds),
        repair=repair((percent,), holds, text) if verdict == "inconsistent" else None,
        relation=relation,
        **_told(percent, expected),
    )


def _is_loose(percent: Mention, part: Mention, top: Span, bottom: Span) -> bool:
    """Whether a hedge before the percentage, or before the fraction, leaves room for the other."""
    if percent.hedge and is_share(hedged(percent), top, bottom):
        return True
    room = Span(amount(percent).low - LOOSE, amount(percent).low + LOOSE)
    return bool(part.hedge) and is_share(room, top, bottom)


def _messages(
    percent: Mention, quotient: str, expected: Decimal | None, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    stated = quoted(percent)
    found = "?" if expected is None else f"{vietnamese(expected)}%"
    found_en = "?" if expected is None else f"{valued(expected)}%"
    if verdict == "consistent":
        return f"{quotient} đúng là {stated}.", f"{quotient} is indeed {stated}."
    vi = f"Văn bản nêu {stated}, nhưng {quotient} là {found}"
    en = f"The text says {stated}, but {quotient} is {found_en}"
    if reason == "rounding":
        return (
            f"{vi} khi làm tròn; chỉ khớp nếu bỏ bớt chữ số.",
            f"{en} when rounded; it fits only if digits are dropped.",
        )
    if reason == "hedge":
        return (
            f"{vi}; các con số chỉ nêu ước chừng nên chưa thể kết luận.",
            f"{en}; the figures are only approximate.",
        )
    return f"{vi}.", f"{en}."


def _of_base(relation: Relation, percent: Mention, base: Mention) -> Finding:
    if not counted(base) or base.kind != "count" or amount(base).low <= 0:
        return _untestable(percent, "uncounted_base", relation)
    if base.hedge or percent.hedge:
        return _untestable(percent, "hedge", relation)
    stated, whole = amount(percent), int(amount(base).low)
    digits = [value for value in wrong_digits(stated) if value <= HUNDRED]
    missed = sum(bool(whole_numbers(Quantity(value, stated.step), whole)) for value in digits)
    sharpness = round(1 - missed / len(digits), 3) if digits else 0.0
    if sharpness == 0:
        return _untestable(percent, "any_fits", relation)
    verdict, reason, fitting = _verdict_of_base(stated, whole)
    vi, en = _messages_of_base(percent, base, verdict, fitting)
    return Finding(
        check="share_base",
        verdict=verdict,
        reason=reason,
        evidence=(percent, base),
        message_vi=vi,
        message_en=en,
        stated=valued(stated.low),
        expected=_numbers(fitting) or None,
        tolerance=valued(stated.step / 2),
        power=sharpness,
        relation=relation,
    )


def _verdict_of_base(percent: Quantity, base: int) -> tuple[Verdict, str | None, range]:
    fitting = whole_numbers(percent, base)
    if fitting:
        return "consistent", None, fitting
    cut = whole_numbers_cut(percent, base)
    return ("ambiguous", "rounding", cut) if cut else ("inconsistent", "no_whole_number", fitting)


def _numbers(fitting: range) -> str:
    if not fitting:
        return ""
    return str(fitting[0]) if len(fitting) == 1 else f"{fitting[0]}..{fitting[-1]}"


def _messages_of_base(percent: Mention, base: Mention, verdict: Verdict, fitting: range) -> tuple[str, str]:
    stated, whole = quoted(percent), quoted(base)
    numbers = f"{_numbers(fitting).replace('..', '–')} {base.noun or ''}".strip()
    if verdict == "consistent":
        return f"{stated} của {whole} ứng với {numbers}.", f"{stated} of {whole} comes to {numbers}."
    if verdict == "ambiguous":
        return (
            f"{stated} của {whole} chỉ khớp ({numbers}) nếu bỏ bớt chữ số thay vì làm tròn.",
            f"{stated} of {whole} fits ({numbers}) only if digits are dropped instead of rounded.",
        )
    return (
        f"Không có số nguyên nào trên {whole} làm tròn thành {stated}.",
        f"No whole number out of {whole} rounds to {stated}.",
    )


_WHY = {
    "no_base": (
        "{} không kiểm tra được vì văn bản không cho biết tỷ lệ này tính trên tổng số nào.",
        "{} cannot be tested: the text does not count what it is a share of.",
    ),
    "uncounted_base": (
        "{} không kiểm tra được vì tổng số đi kèm không phải là số đếm từng đơn vị.",
        "{} cannot be tested: what it is a share of is not counted one by one.",
    ),
    "any_fits": (
        "{} không kiểm tra được vì tổng số quá lớn, tỷ lệ nào cũng khớp.",
        "{} cannot be tested: its base is so large that any percentage would fit.",
    ),
    "hedge": (
        "{} không kiểm tra được vì con số chỉ nêu ước chừng.",
        "{} cannot be tested: the figures are only approximate.",
    ),
}


def _untestable(percent: Mention, reason: str, relation: Relation | None) -> Finding:
    vi, en = _WHY[reason]
    evidence = (percent,) if relation is None else tuple(mention for _, mention in relation.members)
    based = relation is not None and relation.one("base") is not None and relation.one("part") is None
    return Finding(
        check="share_base" if based else "share",
        verdict="not_testable",
        reason=reason,
        evidence=evidence,
        message_vi=vi.format(quoted(percent)),
        message_en=en.format(quoted(percent)),
        stated=valued(amount(percent).low),
        relation=relation,
    )
