"""Whether two levels and the change between them agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

from solieu.arithmetic import HUNDRED, Span, amount, hedged, truncated, written
from solieu.check.amounts.growth import check_growth
from solieu.check.slip import misread, power, repair
from solieu.check.wording import doubted, like, quoted, valued, vietnamese
from solieu.types import Duration, Finding, Mention, Quantity, Relation, Verdict

_PRECISION = 60
_LENGTH = re.compile(r"PT?(\d+(?:\.\d+)?)[YMWDHS]")
# `tăng từ … lên …`, `giảm từ … xuống còn …`
_UP = re.compile(r"(?<!\w)(?:tăng|nâng|lên)(?!\w)", re.IGNORECASE)
_DOWN = re.compile(r"(?<!\w)(?:giảm|hạ|xuống)(?!\w)", re.IGNORECASE)

Reading = Callable[[Mention], Span]


@dataclass(frozen=True, slots=True)
class _Change:
    """Two levels and an amount. `sign` is the direction the text gives the amount, 0 where it gives none."""

    now: Mention
    before: Mention
    by: Mention
    sign: int

    @property
    def members(self) -> tuple[Mention, Mention, Mention]:
        return self.now, self.before, self.by

    @property
    def in_points(self) -> bool:
        """Whether the amount is the difference of the levels: of their unit, or percentage points."""
        return self.by.kind != "percent" or amount(self.by).unit != "%"

    @property
    def of_percentages(self) -> bool:
        """Whether levels and amount are all in per cent, so that points may be meant."""
        return self.now.kind == "percent" and not self.in_points

    def agrees(self, now: Span, before: Span, by: Span, *, points: bool) -> bool:
        """Whether levels anywhere in their spans differ by the amount, in the direction of the text."""
        ways = [now - before] if self.sign > 0 else [before - now]
        if self.sign == 0:
            ways.append(now - before)
        if points:
            return any(way.meets(by) for way in ways)
        share = Span(by.low * before.low, by.high * before.high)
        return any(Span(way.low * HUNDRED, way.high * HUNDRED).meets(share) for way in ways)

    def fits(self, read: Reading) -> bool:
        """Whether the change agrees, its figures read in one way: as written, truncated, hedged."""
        spans = read(self.now), read(self.before), read(self.by)
        return self.agrees(*spans, points=self.in_points or self.of_percentages) or (
            self.of_percentages and self.agrees(*spans, points=False)
        )

    def holds(self, figures: Sequence[Decimal]) -> bool:
        """Whether figures in the place of the stated ones agree as written."""
        moved = [_moved(mention, value) for mention, value in zip(self.members, figures, strict=True)]
        return _Change(moved[0], moved[1], moved[2], self.sign).fits(written)


def _moved(mention: Mention, value: Decimal) -> Mention:
    return replace(mention, value=replace(amount(mention), low=value))


def check_changes(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each change: whether its two levels differ by the amount that the text gives.

    An amount in the levels' unit is their difference; one in per cent is relative to the level before.
    Between percentages written with `%` either may be meant: where only points fit, the verdict is
    `ambiguous` with reason `points`. A change without amount can only have the wrong direction.
    A growth told twice, without the level before, is tested by its rate.
    """
    findings = []
    for relation in relations:
        if relation.name == "change":
            now, before = relation.all("now")[0], relation.all("before")[0]
            findings.append(_finding(relation, now, before, relation.one("by"), text))
        elif relation.name == "growth":
            findings.append(check_growth(relation, text))
    return findings


def _finding(relation: Relation, now: Mention, before: Mention, by: Mention | None, text: str) -> Finding:
    levels = _levelled(now), _levelled(before)
    if by is None or None in levels or not isinstance(by.value, Quantity) or not _comparable(now, before):
        return _direction(relation, now, before, text)
    sign = {"up": 1, "down": -1, None: 0}[by.change]
    change = _Change(levels[0] or now, levels[1] or before, by, sign)
    verdict, reason = _verdict(change)
    if verdict == "inconsistent" and misread(change.members, change.holds):
        verdict, reason = "ambiguous", "separator"
    expected = _expected(change)
    vi, en = _messages(change, expected, verdict, reason)
    return Finding(
        check="change",
        verdict=verdict,
        reason=reason,
        evidence=(now, before, by),
        message_vi=vi,
        message_en=en,
        stated=valued(amount(by).low),
        expected=None if expected is None else valued(expected),
        tolerance=valued(_tolerance(change)),
        power=power(change.members, change.holds),
        repair=repair(change.members, change.holds, text) if verdict == "inconsistent" else None,
        relation=relation,
    )


def _comparable(now: Mention, before: Mention) -> bool:
    """Whether two levels are in one unit; of `từ 175 xuống 140 ngàn đồng` the first leaves its own unsaid."""
    bare = not any(character.isalpha() or character == "%" for character in before.text)
    return now.kind == before.kind and (now.kind == "count" or not bare)


def _levelled(mention: Mention) -> Mention | None:
    """A level as a quantity: a length of time becomes the number of its units."""
    if isinstance(mention.value, Quantity):
        return mention
    length = _LENGTH.fullmatch(mention.value.text) if isinstance(mention.value, Duration) else None
    if length is None:
        return None
    number = Decimal(length[1])
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return replace(mention, value=Quantity(number, step))


def _verdict(change: _Change) -> tuple[Verdict, str | None]:
    if change.fits(written):
        spans = written(change.now), written(change.before), written(change.by)
        points = change.of_percentages and not change.agrees(*spans, points=False)
        return ("ambiguous", "points") if points else ("consistent", None)
    if change.fits(truncated):
        return "ambiguous", "rounding"
    if any(mention.hedge for mention in change.members) and change.fits(hedged):
        return "ambiguous", "hedge"
    return "inconsistent", "difference"


def _expected(change: _Change) -> Decimal | None:
    """The amount that the levels make, in the amount's unit and to its last digit."""
    now, before, by = (amount(mention) for mention in change.members)
    difference = now.low - before.low
    signed = difference if change.sign >= 0 else -difference
    if change.in_points or change.of_percentages:
        return signed
    if before.low == 0:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        return (signed * HUNDRED / before.low / by.step).to_integral_value(ROUND_HALF_UP) * by.step


def _tolerance(change: _Change) -> Decimal:
    return sum(((span.high - span.low) / 2 for span in map(written, change.members)), Decimal(0))


def _messages(
    change: _Change, expected: Decimal | None, verdict: Verdict, reason: str | None
) -> tuple[str, str]:
    before, now, by = quoted(change.before), quoted(change.now), quoted(change.by)
    word_vi, word_en = {1: ("tăng", "a rise"), -1: ("giảm", "a fall"), 0: ("chênh", "a difference")}[
        change.sign
    ]
    if verdict == "consistent":
        vi, en = (
            f"Từ {before} đến {now} đúng là {word_vi} {by}.",
            f"From {before} to {now} is indeed {word_en} of {by}.",
        )
        return vi, en
    if reason == "points":
        return (
            f"Từ {before} đến {now} là {word_vi} {by} nếu hiểu là điểm phần trăm; văn bản không nói rõ.",
            f"From {before} to {now} is {word_en} of {by} if points are meant; the text does not say so.",
        )
    found_vi, found_en = _expressed(change, expected)
    vi = f"Văn bản nêu {word_vi} {by}, nhưng từ {before} đến {now} là {found_vi}"
    en = f"The text says {word_en} of {by}, but from {before} to {now} it is {found_en}"
    return doubted(vi, en, reason)


def _expressed(change: _Change, expected: Decimal | None) -> tuple[str, str]:
    """The amount that the levels make in words, with its direction where it is not the stated one."""
    if expected is None:
        return "?", "?"
    vi, en = like(abs(expected), change.by)
    if change.by.kind == "percent":
        vi, en = f"{vietnamese(abs(expected))}%", f"{valued(abs(expected))}%"
    if expected >= 0:
        return vi, en
    return (f"giảm {vi}", f"a fall of {en}") if change.sign >= 0 else (f"tăng {vi}", f"a rise of {en}")


def _direction(relation: Relation, now: Mention, before: Mention, text: str) -> Finding:
    """A change told without its amount: only its direction can be wrong."""
    high, low = _levelled(now), _levelled(before)
    told = _told(now, before, text)
    wrong = False
    ranged = any(isinstance(m.value, Quantity) and m.value.high is not None for m in (now, before))
    if high is not None and low is not None and told and not ranged and _comparable(now, before):
        difference = amount(high).low - amount(low).low
        wrong = difference * told < 0 and not (now.hedge or before.hedge)
    levels = f"từ {quoted(before)} đến {quoted(now)}", f"from {quoted(before)} to {quoted(now)}"
    word = ("tăng", "a rise") if told > 0 else ("giảm", "a fall")
    if wrong:
        vi, en = (
            f"Văn bản nêu là {word[0]}, nhưng {levels[0]} thì ngược lại.",
            f"The text says {word[1]}, but {levels[1]} is the opposite.",
        )
    else:
        vi = f"Không kiểm tra được mức thay đổi {levels[0]} vì văn bản không nêu mức chênh."
        en = f"The change {levels[1]} cannot be tested: the text does not say by how much."
    return Finding(
        check="change",
        verdict="inconsistent" if wrong else "not_testable",
        reason="direction" if wrong else "no_amount",
        evidence=(now, before),
        message_vi=vi,
        message_en=en,
        relation=relation,
    )


def _told(now: Mention, before: Mention, text: str) -> int:
    """The direction that the words between and before two levels give: 1 up, -1 down, 0 unsaid or both."""
    first, last = sorted((now, before), key=lambda mention: mention.start)
    words = text[max(0, first.start - 25) : first.start] + " " + text[first.end : last.start]
    return bool(_UP.search(words)) - bool(_DOWN.search(words))
