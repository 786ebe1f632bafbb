"""Whether what a text says of the documents it cites agrees with itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from solieu.check.wording import quoted
from solieu.types import Citation, DateValue, Finding, Mention, Relation, Verdict

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The year inside a number: `19/2016/HC-PT`, `35/2018/QH14`
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
# Bodies of which there is one in every province, district or commune, so that numbers repeat
_LOCAL = re.compile(r"UBND|HĐND|TU\b|HU\b|ĐU\b|SỞ|TAND|BCH")


def check_number_years(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each document whose number holds a year and whose date is given: whether they agree."""
    findings = []
    for docref, number, day in dated(relations, text):
        year = _YEAR.search(number)
        if year is None:
            continue
        agrees = year[1] == day[:4]
        cited, date = quoted(docref[0]), quoted(docref[1])
        findings.append(
            Finding(
                check="citation",
                verdict="consistent" if agrees else "inconsistent",
                reason=None if agrees else "number_year",
                evidence=docref,
                message_vi=f"{cited}: năm trong số hiệu "
                + (f"khớp với {date}." if agrees else f"là {year[1]}, nhưng văn bản được ghi {date}."),
                message_en=f"{cited}: the year in its number "
                + (f"agrees with {date}." if agrees else f"is {year[1]}, but it is dated {date}."),
                stated=year[1],
                expected=day[:4],
                tolerance="0",
                power=1.0,
            )
        )
    return findings


def check_document_dates(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each document that a text gives two dates, or two numbers that differ in their year.

    Numbers begin anew every year, and every province has its own: a number without its year is the same
    document only within one year, and a local one is `ambiguous`, since two bodies may be meant. Of two dates
    the one that agrees with the year in the number is taken for the right one (`repair`).
    """
    by_number: dict[str, dict[str, tuple[Mention, Mention]]] = defaultdict(dict)
    by_day: dict[tuple[str, str], dict[str, tuple[Mention, Mention]]] = defaultdict(dict)
    for pair, number, day in dated(relations, text):
        cited = pair[0].value
        key = re.sub(r"[\W_]", "", number).casefold()
        if _YEAR.search(number):
            by_number[key].setdefault(day, pair)
            by_day[re.sub(r"[\W_]", "", _YEAR.sub("//", number)).casefold(), day].setdefault(key, pair)
        elif isinstance(cited, Citation) and cited.symbol:
            by_number[f"{key} {day[:4]}"].setdefault(day, pair)
    findings = [
        _two(first, second, "two_dates")
        for dates in by_number.values()
        for first, second in combinations(dates.values(), 2)
        if _may_be_one(first[0], second[0])
    ]
    findings += [
        _two(first, second, "two_numbers")
        for numbers in by_day.values()
        for first, second in combinations(numbers.values(), 2)
        if _may_be_one(first[0], second[0])
    ]
    return findings


def dated(relations: Sequence[Relation], text: str) -> list[tuple[tuple[Mention, Mention], str, str]]:
    """Each document with a number that a day is given for: the pair of mentions, the number, the day.

    A bare date on the next line (`Thông tư số 13/2024/TT-BTC`, then `01/02/2025`) may be another column's.
    """
    found = []
    for relation in relations:
        if relation.name != "dated":
            continue
        docref, date = relation.all("docref")[0], relation.all("date")[0]
        bare = "\n" in text[docref.end : date.start] and date.text[0].isdigit()
        number = docref.value.number if isinstance(docref.value, Citation) else None
        day = date.value.text if isinstance(date.value, DateValue) and date.value.valid else ""
        if number and _DAY.fullmatch(day) and not bare:
            found.append(((docref, date), number, day))
    return found


def _may_be_one(first: Mention, second: Mention) -> bool:
    """Whether two citations of like number can be one document: not of two types, nor of two local bodies."""
    values = [mention.value for mention in (first, second) if isinstance(mention.value, Citation)]
    types = {value.type for value in values if value.type}
    issuers = {value.issuer for value in values if value.issuer}
    local = any(_LOCAL.search(value.number or "") for value in values)
    return len(types) < 2 and not (local and len(issuers) > 1)


def _two(first: tuple[Mention, Mention], second: tuple[Mention, Mention], reason: str) -> Finding:
    number = first[0].value.number if isinstance(first[0].value, Citation) else ""
    verdict: Verdict = "ambiguous" if _LOCAL.search(number or "") else "inconsistent"
    what_vi, what_en = (
        ("hai ngày khác nhau", "two dates")
        if reason == "two_dates"
        else ("hai số hiệu khác năm", "two numbers")
    )
    pairs = [f"{quoted(docref)}, {quoted(date)}" for docref, date in (first, second)]
    return Finding(
        check="citation",
        verdict=verdict,
        reason=reason,
        evidence=(*first, *second),
        message_vi=f"Một văn bản được ghi {what_vi}: {pairs[0]}; {pairs[1]}.",
        message_en=f"One document is given {what_en}: {pairs[0]}; {pairs[1]}.",
        stated=first[1].value.text if isinstance(first[1].value, DateValue) else None,
        expected=second[1].value.text if isinstance(second[1].value, DateValue) else None,
        tolerance="0",
        power=1.0,
        repair=_repaired(first, second) if reason == "two_dates" else None,
    )


def _repaired(first: tuple[Mention, Mention], second: tuple[Mention, Mention]) -> str | None:
    """The other date for the one whose year the number does not have, if the number has a year."""
    year = _YEAR.search(first[0].value.number or "") if isinstance(first[0].value, Citation) else None
    dates = [first[1], second[1]]
    right = [date for date in dates if year is not None and date.value.text.startswith(year[1])]
    if len(right) != 1:
        return None
    wrong = dates[1 - dates.index(right[0])]
    return f"{quoted(wrong)} → {quoted(right[0])}"
