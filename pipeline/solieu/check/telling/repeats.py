"""Whether a figure that a text tells twice is the same both times."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from solieu.arithmetic import amount, rounded, truncated
from solieu.check.slip import power, values
from solieu.check.wording import doubted, quoted, valued
from solieu.types import Finding, Mention, Relation, Verdict

# The rules by which two figures are surely meant to be one.
_SURE = frozenset({"repeat.sentence", "repeat.behind", "repeat.clause"})


def check_repeats(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each figure told again: whether both are the same as written, or one rounds the other.

    What a hedge leaves open holds too: `hơn 14.300` and 14.340. Figures one slip of the pen apart are
    `inconsistent` only where the whole sentence up to them is told again, or so many words behind them; where
    only the words before them are, two things may be meant, and they are `ambiguous`. Figures of a clause
    that is told again with its other figure are `inconsistent` however far apart. The same digits with
    another scale word, told of the same, are `inconsistent` for `scale`.
    """
    return [_finding(relation) for relation in relations if relation.name == "repeat"]


def _finding(relation: Relation) -> Finding:
    first, again = relation.all("first")[0], relation.all("again")[0]
    steps = sorted((amount(first).step, amount(again).step))
    slack = steps[1] / 2 if steps[0] < steps[1] else Decimal(0)  # the coarser may be the finer one rounded

    def holds(figures: Sequence[Decimal]) -> bool:
        return abs(figures[0] - figures[1]) <= slack

    verdict, reason = _verdict(relation, holds(values((first, again))))
    loose = first.hedge is not None or again.hedge is not None
    vi, en = _messages(first, again, verdict, reason)
    return Finding(
        check="repeat",
        verdict=verdict,
        reason=reason,
        evidence=(first, again),
        message_vi=vi,
        message_en=en,
        stated=valued(amount(again).low),
        expected=valued(amount(first).low),
        tolerance=valued(slack),
        power=None if loose else power((first, again), holds),
        relation=relation,
    )


def _verdict(relation: Relation, holds: bool) -> tuple[Verdict, str | None]:
    first, again = relation.all("first")[0], relation.all("again")[0]
    if holds or ((first.hedge or again.hedge) and rounded(first).meets(rounded(again))):
        return "consistent", None
    for widened in (truncated, rounded):
        if widened(first).meets(widened(again)):
            return "ambiguous", "rounding"
    if relation.rule == "repeat.scale":
        return "inconsistent", "scale"
    return ("inconsistent" if relation.rule in _SURE else "ambiguous"), "repeat"


def _messages(first: Mention, again: Mention, verdict: Verdict, reason: str | None) -> tuple[str, str]:
    one, other = quoted(first), quoted(again)
    if verdict == "consistent":
        return f"{one} được nhắc lại đúng là {other}.", f"{one} is told again as {other}."
    vi = f"Cùng một số liệu được ghi là {one}, rồi lại ghi là {other}"
    en = f"The same figure is given as {one} and then as {other}"
    if verdict == "ambiguous" and reason != "rounding":
        return f"{vi}; cũng có thể là hai việc khác nhau.", f"{en}; two things may be meant."
    return doubted(vi, en, reason)
