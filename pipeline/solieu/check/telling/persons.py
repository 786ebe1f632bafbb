"""Whether a text tells one age and one year of birth of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solieu.arithmetic import amount, wrong_digits
from solieu.check.wording import quoted
from solieu.types import DateValue, Finding, Mention, Relation, Verdict

# From so many years on ages differ: birthdays lie between, and some count the year before birth.
SLACK = 2


class _Year(NamedTuple):
    """The year in which a person born then has that age."""

    year: int
    relation: Relation


def check_persons(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each person of whom a text tells a year of birth or an age twice, or both.

    Two years of birth must be the same; two ages may be one year apart (`ambiguous`). An age and a year of
    birth give the year of the text, which is tested where another person of the text gives it too. The two
    may be a year apart, and are `ambiguous` two years apart, since ages are counted from conception or from
    birth. What differs more is `inconsistent`; so it is `ambiguous` for names cut to a letter, which two
    persons may share.
    """
    people = [relation for relation in relations if relation.name == "person"]
    years = [_Year(_year(relation), relation) for relation in people if _mixed(relation)]
    twice = [found for relation in people if not _mixed(relation) for found in _twice(relation)]
    return sorted([*twice, *_together(years)], key=lambda finding: finding.evidence[0].start)


def _mixed(relation: Relation) -> bool:
    return len({mention.kind for _, mention in relation.members}) > 1


def _number(mention: Mention) -> int:
    """A year of birth, or an age in whole years."""
    if isinstance(mention.value, DateValue):
        return int(mention.value.text[:4])
    return int(amount(mention).low)


def _year(relation: Relation) -> int:
    return sum(_number(mention) for _, mention in relation.members)


def _twice(relation: Relation) -> Iterator[Finding]:
    first, again = relation.all("first")[0], relation.all("again")[0]
    apart = abs(_number(first) - _number(again))
    age = first.kind == "age"
    close = (age and apart == 1) or relation.rule == "person.initial"
    verdict: Verdict = "consistent" if not apart else "ambiguous" if close else "inconsistent"
    vi, en = (f"{quoted(first)}, rồi {quoted(again)}", f"{quoted(first)} and then {quoted(again)}")
    told_vi, told_en = ("tuổi", "age") if age else ("năm sinh", "year of birth")
    yield Finding(
        check="person",
        verdict=verdict,
        reason=None if not apart else "age" if age else "birth_year",
        evidence=(first, again),
        message_vi=f"Cùng một người, {told_vi} được ghi là {vi}{_tail(verdict)[0]}.",
        message_en=f"The {told_en} of one person is given as {en}{_tail(verdict)[1]}.",
        stated=str(_number(again)),
        expected=str(_number(first)),
        tolerance=str(int(age)),
        power=1.0,
        relation=relation,
    )


def _power(first: Mention, again: Mention) -> float:
    """The part of all single wrong digits in an age that would have been told."""
    age = first if first.kind == "age" else again
    wrong = list(wrong_digits(amount(age)))
    return round(sum(abs(other - amount(age).low) > SLACK for other in wrong) / len(wrong), 3)


def _tail(verdict: Verdict) -> tuple[str, str]:
    if verdict != "ambiguous":
        return "", ""
    return "; có thể do cách tính tuổi, hoặc là hai người", "; ages may be counted otherwise, or two be meant"


def _together(years: Sequence[_Year]) -> Iterator[Finding]:
    """The findings on ages with years of birth, each held against the nearest that another gives."""
    told = Counter(one.year for one in years)
    for one in years:
        others = [(abs(year - one.year), year) for year in told if year != one.year or told[year] > 1]
        if others:
            yield _beside(one, min(others)[1])


def _beside(one: _Year, expected: int) -> Finding:
    apart = abs(expected - one.year)
    verdict: Verdict = "consistent" if apart < SLACK else "ambiguous" if apart == SLACK else "inconsistent"
    if verdict == "inconsistent" and one.relation.rule == "person.initial":
        verdict = "ambiguous"
    first, again = one.relation.all("first")[0], one.relation.all("again")[0]
    vi = f"{quoted(first)}, {quoted(again)} là tính theo năm {one.year}"
    en = f"{quoted(first)}, {quoted(again)} is counted in {one.year}"
    if verdict == "consistent":
        vi, en = f"{vi}, khớp với những người khác", f"{en}, as it is of others"
    else:
        vi = f"{vi}, nhưng của người khác là theo năm {expected}"
        en = f"{en}, but that of another in {expected}"
    return Finding(
        check="person",
        verdict=verdict,
        reason=None if verdict == "consistent" else "age_and_birth",
        evidence=(first, again),
        message_vi=f"{vi}{_tail(verdict)[0]}.",
        message_en=f"{en}{_tail(verdict)[1]}.",
        stated=str(one.year),
        expected=str(expected),
        tolerance="1",
        power=_power(first, again),
        relation=one.relation,
    )
