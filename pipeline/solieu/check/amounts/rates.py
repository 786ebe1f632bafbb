"""Whether a text converts two currencies at one rate: `40.000 baht (1.271 USD)`, `20.000 baht (454 USD)`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from solieu.arithmetic import Span, amount, hedged
from solieu.check.wording import quoted
from solieu.types import Finding, Mention, Relation

# How many times apart two rates must be, beyond what rounding and hedges leave open, to be no change of a
# year; what is farther apart than the second lost digits, and is tested against the rates of all years.
APART, FAR = Decimal("1.1"), Decimal(2)
# How many times apart two rates of different sentences may be that are those of two days of one time.
MOVED = Decimal("1.25")
# How many conversions before one it is held against; more are a table of rates.
CROWD = 20
# From which year on rates of exchange are known.
KNOWN = 2000

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
# What a sum was worth at another time: `theo thời giá lúc đó`, `tính theo giá trị ngày nay`
_THEN = re.compile(
    r"(?<!\w)(?:thời giá|trượt giá|lạm phát|giá trị (?:hiện|ngày) nay|lúc đó|khi đó|thời đó)(?!\w)"
)
_STOP = re.compile(r"[.!?;]\s|\n")

Pair = tuple[Mention, Mention]


def check_rates(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each conversion whose rate is not that of the one before it in the text.

    Of two currencies the text converts twice or more. The rates must differ by more than a tenth beyond what
    rounding and hedges leave open, and no year or time of old may be named that would explain it. Rates of
    different sentences less than a quarter apart are `ambiguous`: both may have been so within a year.
    """
    pairs: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for relation in relations:
        if relation.rule == "equal.currency":
            pair = relation.all("first")[0], relation.all("again")[0]
            units = tuple(sorted(amount(mention).unit or "" for mention in pair))
            if all(amount(mention).high is None and amount(mention).low > 0 for mention in pair):
                pairs[units].append(pair)
    return [finding for told in pairs.values() for finding in _apart(told, text)]


def _apart(told: Sequence[Pair], text: str) -> Iterator[Finding]:
    """The conversions at another rate than one before them; each is told once."""
    for place, pair in enumerate(told):
        near = told[max(0, place - CROWD) : place]
        earlier = (one for one in near if _differ(one, pair) and not _other_times(one, pair, text))
        first = next(earlier, None)
        if first is not None:
            yield _finding(first, pair, moved=_moved(first, pair, text))


def _rate(pair: Pair) -> Span:
    """What one of the currency that comes first by name is in the other, at least and at most."""
    one, other = sorted(pair, key=lambda mention: amount(mention).unit or "")
    low, high = hedged(one), hedged(other)
    least = max(low.low, amount(one).step / 2)
    return Span(high.low / low.high, high.high / least)


def _plainly(pair: Pair) -> Decimal:
    """The rate of a conversion as the figures stand, the same way round for all."""
    one, other = sorted(pair, key=lambda mention: amount(mention).unit or "")
    return amount(other).low / amount(one).low


def _differ(one: Pair, other: Pair) -> bool:
    low, high = sorted((_rate(one), _rate(other)), key=lambda span: span.low)
    return low.high > 0 and APART < high.low / low.high < FAR


def _moved(one: Pair, other: Pair, text: str) -> bool:
    """Whether two rates may be those of two days that a text tells of."""
    rates = _plainly(one), _plainly(other)
    return max(rates) < MOVED * min(rates) and _STOP.search(text, one[1].end, other[0].start) is not None


def _other_times(one: Pair, other: Pair, text: str) -> bool:
    """Whether words around either conversion name another time than around the other."""
    first, second = _around(one, text), _around(other, text)
    old = _THEN.search(first) or _THEN.search(second)
    return bool(old) or set(_YEAR.findall(first)) != set(_YEAR.findall(second))


def _around(pair: Pair, text: str) -> str:
    start, end = pair[0].start, pair[1].end
    before = _STOP.split(text[max(0, start - 160) : start])[-1]
    return f"{before} {_STOP.split(text[end : end + 80])[0]}"


def of_old(pair: Pair, text: str) -> bool:
    """Whether words around a conversion say that its rate may be none of those known."""
    around = _around(pair, text)
    return _THEN.search(around) is not None or any(int(year) < KNOWN for year in _YEAR.findall(around))


def _finding(one: Pair, other: Pair, *, moved: bool) -> Finding:
    rates = [_plainly(pair) for pair in (one, other)]
    off = round((max(rates) / min(rates) - 1) * 100)
    told = [" = ".join(map(quoted, pair)) for pair in (one, other)]
    vi = f"Văn bản quy đổi {told[0]} nhưng lại {told[1]}: hai tỷ giá chênh nhau {off}%"
    en = f"The text converts {told[0]}, but {told[1]}: the rates differ by {off} %"
    return Finding(
        check="equal",
        verdict="ambiguous" if moved else "inconsistent",
        reason="own_rate",
        evidence=(*other, *one),
        message_vi=f"{vi}; có thể là tỷ giá của hai lúc." if moved else f"{vi}.",
        message_en=f"{en}; they may be those of two days." if moved else f"{en}.",
        stated=f"{rates[1]:.4g}",
        expected=f"{rates[0]:.4g}",
        tolerance="0.1",
        power=None,
    )
