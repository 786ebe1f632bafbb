"""Whether the shares of one whole that exclude each other total 100."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from solieu.arithmetic import HUNDRED, hedged, room, total, truncated
from solieu.check.slip import power, repair, values
from solieu.check.wording import english, listed, valued, vietnamese
from solieu.types import Finding, Mention, Relation, Verdict


def check_share_totals(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each division of a whole into shares: whether they total 100.

    Each rounded share may be off by half a step, so five of one decimal may total 99,8 to 100,2. Beyond
    that, shares whose digits were dropped are `ambiguous` for `rounding`, hedged ones with room for `hedge`.
    """
    return [_finding(relation, text) for relation in relations if relation.name == "partition"]


def _finding(relation: Relation, text: str) -> Finding:
    shares = relation.all("share")
    allowed = room(shares)

    def holds(figures: Sequence[Decimal]) -> bool:
        return abs(sum(figures, Decimal(0)) - HUNDRED) <= allowed

    found = sum(values(shares), Decimal(0))
    verdict, reason = _verdict(shares, holds(values(shares)))
    vi, en = _messages(shares, found, verdict, reason)
    return Finding(
        check="share_total",
        verdict=verdict,
        reason=reason,
        evidence=shares,
        message_vi=vi,
        message_en=en,
        stated=valued(found),
        expected="100",
        tolerance=valued(allowed),
        power=power(shares, holds),
        repair=repair(shares, holds, text) if verdict == "inconsistent" else None,
        relation=relation,
    )


def _verdict(shares: Sequence[Mention], holds: bool) -> tuple[Verdict, str | None]:
    if holds:
        return "consistent", None
    for widened, reason in ((truncated, "rounding"), (hedged, "hedge")):
        span = total([widened(share) for share in shares])
        if span.low <= HUNDRED <= span.high:
            return "ambiguous", reason
    return "inconsistent", "share_total"


def _messages(
    shares: Sequence[Mention], found: Decimal, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    parts = listed(shares)
    if verdict == "consistent":
        exactly = found == HUNDRED
        return (
            f"{parts} cộng lại đúng bằng 100%."
            if exactly
            else f"{parts} cộng lại khớp với 100% khi làm tròn.",
            f"{parts} total 100%." if exactly else f"{parts} total 100% as rounded.",
        )
    vi = f"{parts} là các phần của một tổng thể nhưng cộng lại là {vietnamese(found)}%, không phải 100%"
    en = f"{parts} are the shares of one whole but total {english(found)}%, not 100%"
    if reason == "rounding":
        return (
            f"{vi}; chỉ khớp nếu bỏ bớt chữ số thay vì làm tròn.",
            f"{en}; it fits only if digits were dropped.",
        )
    if reason == "hedge":
        return (
            f"{vi}; các con số chỉ nêu ước chừng nên chưa thể kết luận.",
            f"{en}; the figures are only approximate.",
        )
    return f"{vi}.", f"{en}."
