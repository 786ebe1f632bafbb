"""Whether an amount that is told in two units, or in two currencies, is the same in both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from solieu.arithmetic import Span, amount, hedged, rounded, truncated, written
from solieu.check.amounts.rates import of_old
from solieu.check.slip import power, repair
from solieu.check.wording import doubted, like, quoted, valued
from solieu.lexicon import Lexicon
from solieu.types import Finding, Mention, Relation, Verdict

# How far within a year a rate of exchange may be from the mean of the year, and how many times more or less
# than any year's mean an amount must make for a figure to be wrong.
SWING, FAR = Decimal("1.08"), Decimal("1.2")

_NORTH, _SOUTH = re.compile(r"(?<!\w)Triều Tiên(?!\w)"), re.compile(r"(?<!\w)Hàn(?!\w)")


@dataclass(frozen=True, slots=True)
class _Worths:
    """What one of each amount's unit is worth, at least and at most, in what the two have in common."""

    first: Span
    again: Span

    def meet(self, first: Span, again: Span, room: Decimal = Decimal(1)) -> bool:
        """Whether amounts anywhere in two spans can be the same, a rate being so many times wider."""
        return Span(first.low * self.first.low / room, first.high * self.first.high * room).meets(
            Span(again.low * self.again.low, again.high * self.again.high)
        )


def check_equals(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str, lexicon: Lexicon
) -> list[Finding]:
    """One finding for each amount told in two units or currencies: whether both are the same amount.

    Units of measurement must agree within what was rounded. Rates of exchange change: between two
    currencies an amount is `inconsistent` for `rate` only where it is a fifth or more outside the rates of
    all years since 2000, and `ambiguous` where it is a little outside of them, or where words tell of another
    time. A word with two meanings (`dặm`) may have either.
    """
    return [finding for r in relations if r.name == "equal" for finding in _finding(r, text, lexicon)]


def _finding(relation: Relation, text: str, lexicon: Lexicon) -> Iterator[Finding]:
    first, again = relation.all("first")[0], relation.all("again")[0]
    worths = list(_worths(first, again, lexicon))
    if not worths:
        return
    currency = relation.rule == "equal.currency"
    swing = SWING if currency else Decimal(1)
    verdict, reason = _verdict(first, again, worths, currency=currency)
    if (
        currency
        and verdict == "inconsistent"
        and (of_old((first, again), text) or _two_won(first, again, text))
    ):
        verdict = "ambiguous"

    def holds(figures: Sequence[Decimal]) -> bool:
        spans = (_moved(first, figures[0]), _moved(again, figures[1]))
        return any(one.meet(*spans, swing) for one in worths)

    vi, en = _messages(first, again, worths[0], verdict, reason)
    plainly = verdict == "inconsistent" and amount(first).high is None and amount(again).high is None
    yield Finding(
        check="equal",
        verdict=verdict,
        reason=reason,
        evidence=(first, again),
        message_vi=vi,
        message_en=en,
        stated=amount(again).text,
        expected=_expected(first, again, worths[0]),
        tolerance=valued(amount(again).step / 2),
        power=power((first, again), holds) if amount(first).high is None else None,
        repair=repair((first, again), holds, text) if plainly else None,
        relation=relation,
    )


def _two_won(first: Mention, again: Mention, text: str) -> bool:
    """Whether the won of the North may be meant, of which no rate is known."""
    won = "KRW" in (amount(first).unit, amount(again).unit)
    return won and (_NORTH.search(text) is not None or _SOUTH.search(text) is None)


def _moved(mention: Mention, low: Decimal) -> Span:
    """What a figure promises as written if it had another value."""
    span = written(mention)
    by = low - amount(mention).low
    return Span(span.low + by, span.high + by)


def _verdict(
    first: Mention, again: Mention, worths: Sequence[_Worths], *, currency: bool
) -> tuple[Verdict, str | None]:
    swing = SWING if currency else Decimal(1)

    def meet(span: Callable[[Mention], Span], room: Decimal = swing) -> bool:
        return any(one.meet(span(first), span(again), room) for one in worths)

    if meet(written):
        return "consistent", None
    if meet(rounded) or meet(truncated):
        return "ambiguous", "rounding"
    if meet(hedged):
        return "ambiguous", "hedge"
    if currency:
        return ("ambiguous" if meet(hedged, FAR) else "inconsistent"), "rate"
    return "inconsistent", "unit"


def _worths(first: Mention, again: Mention, lexicon: Lexicon) -> Iterator[_Worths]:
    """The pairs of worths that two units may have; none where they measure different things."""
    units = [(amount(mention).unit or "").partition("/") for mention in (first, again)]
    if first.kind == "money":
        rates = _rates(lexicon)
        left, right = (rates.get(unit[0]) for unit in units)
        if left and right and (units[0][2] == units[1][2] or not (units[0][2] and units[1][2])):
            crossed = [there / here for here, there in zip(left, right, strict=False)]
            yield _Worths(Span(min(crossed), max(crossed)), Span(Decimal(1), Decimal(1)))
        return
    known = _units(lexicon)
    left_ones, right_ones = (known.get("".join(unit).casefold(), ()) for unit in units)
    for dimension, one in left_ones:
        for other, two in right_ones:
            if dimension == other:
                yield _Worths(Span(one, one), Span(two, two))


@cache
def _units(lexicon: Lexicon) -> dict[str, tuple[tuple[str, Decimal], ...]]:
    """The dimension and the worths of each unit, by every way of writing it."""
    found = {}
    for row in lexicon.rows("unit_worths"):
        worths = [Decimal(row[name]) for name in ("worth", "other") if row[name]]
        found[row["unit"].casefold()] = tuple((row["dimension"], worth) for worth in worths)
    for row in lexicon.rows("unit_aliases"):
        if row["unit"].casefold() in found:
            found.setdefault(row["name"].casefold(), found[row["unit"].casefold()])
    return found


@cache
def _rates(lexicon: Lexicon) -> dict[str, tuple[Decimal, ...]]:
    """What a US dollar was in each currency, year by year from 2000 on."""
    rows = lexicon.rows("exchange_rates")
    return {row["currency"]: tuple(map(Decimal, row["per_dollar"].split())) for row in rows}


def _expected(first: Mention, again: Mention, worths: _Worths) -> str:
    low, high = _made(first, again, worths)
    return valued(low) if low == high else f"{valued(low)}..{valued(high)}"


def _made(first: Mention, again: Mention, worths: _Worths) -> tuple[Decimal, Decimal]:
    """What the first amount comes to in the unit of the second, to as many digits as that is told with."""
    value, step = amount(first), amount(again).step
    ends = (
        value.low * worths.first.low / worths.again.high,
        value.low * worths.first.high / worths.again.low,
    )
    low, high = ((end / step).to_integral_value() * step for end in ends)
    return low, high


def _messages(
    first: Mention, again: Mention, worths: _Worths, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    one, two = quoted(first), quoted(again)
    if verdict == "consistent":
        return f"{one} đúng là {two}.", f"{one} is indeed {two}."
    ends = dict.fromkeys(like(end, again) for end in _made(first, again, worths))
    vi_made, en_made = ("–".join(form) for form in zip(*ends, strict=True))
    vi = f"Văn bản nêu {one} là {two}, nhưng {one} là {vi_made}"
    en = f"The text says {one} is {two}, but {one} is {en_made}"
    if reason == "rate":
        vi = f"Văn bản nêu {one} là {two}, nhưng theo tỷ giá các năm từ 2000 thì là {vi_made}"
        en = f"The text says {one} is {two}, but at any rate since 2000 it is {en_made}"
        if verdict == "ambiguous":
            return f"{vi}; cách quy đổi có thể khác.", f"{en}; another way of converting may be meant."
    return doubted(vi, en, reason)
