"""Whether what a text says of the documents it cites agrees with itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from solieu.check.wording import quoted
from solieu.types import Citation, DateValue, Finding, Mention, Relation, Verdict

# A citation and the date beside it
Pair = tuple[Mention, Mention]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The year inside a number: `19/2016/HC-PT`, `35/2018/QH14`
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_FIRST = re.compile(r"\d+")
# Four digits where the year stands: `04/2107/TT-BYT`
# Behind a number of four digits another one is no year: 1778/1784/BXD-VP are two numbers
_FOUR = re.compile(r"\d{1,3}[^\W\d_]?/(\d{4})/\D")
# The years that numbers of documents can bear
YEARS = range(1945, 2036)
# From here on a number is one of many in its year, so that the same on the same day of two years is chance
HIGH = 10
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


def check_possible_years(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each document whose number holds a year that no document can be of: 04/2107/TT-BYT."""
    findings = []
    for mention in mentions:
        cited = mention.value
        stated = _FOUR.match(cited.number) if isinstance(cited, Citation) and cited.number else None
        if stated is None or int(stated[1]) in YEARS:
            continue
        findings.append(
            Finding(
                check="citation",
                verdict="inconsistent",
                reason="impossible_year",
                evidence=(mention,),
                message_vi=f"{quoted(mention)}: không có văn bản nào của năm {stated[1]}.",
                message_en=f"{quoted(mention)}: no document is of the year {stated[1]}.",
                stated=stated[1],
                expected=f"{YEARS[0]}..{YEARS[-1]}",
                tolerance="0",
                power=1.0,
                repair=_year_meant(stated[1]),
            )
        )
    return findings


def _year_meant(stated: str) -> str | None:
    """The year that two neighbouring digits swapped explain, where there is exactly one: 2107 is 2017."""
    swapped = {stated[:i] + stated[i + 1] + stated[i] + stated[i + 2 :] for i in range(len(stated) - 1)}
    meant = [year for year in swapped if int(year) in YEARS]
    return f"{stated} → {meant[0]}" if len(meant) == 1 else None


def check_document_dates(
    mentions: Sequence[Mention], relations: Sequence[Relation], text: str
) -> list[Finding]:
    """One finding for each document that a text gives two dates, or two numbers that differ in their year.

    Numbers begin anew every year, and every province has its own: a number without its year is the same
    document only within one year, or on the same day of two, and a local one is `ambiguous`, since two bodies
    may be meant, unless the text names one issuer for both. Of two dates
    the one that agrees with the year in the number is taken for the right one (`repair`), or the one that is
    told again where the other is not.
    """
    by_number: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    by_day: dict[tuple[str, str], dict[str, Pair]] = defaultdict(dict)
    for pair, number, day in dated(relations, text):
        cited = pair[0].value
        key = re.sub(r"[\W_]", "", number).casefold()
        if _YEAR.search(number):
            by_number[key][day].append(pair)
            by_day[re.sub(r"[\W_]", "", _YEAR.sub("//", number)).casefold(), day].setdefault(key, pair)
        elif isinstance(cited, Citation) and cited.symbol:
            by_number[f"{key} {day[:4]}"][day].append(pair)
            if _is_high(number):
                by_number[f"{key} {day[4:]}"][day].append(pair)
    findings = [
        _two(first[0], second[0], "two_dates", _repaired(first, second))
        for dates in by_number.values()
        for first, second in combinations(dates.values(), 2)
        if _may_be_one(first[0][0], second[0][0])
    ]
    findings += [
        _two(first, second, "two_numbers")
        for numbers in by_day.values()
        for first, second in combinations(numbers.values(), 2)
        if _may_be_one(first[0], second[0])
    ]
    return findings


def dated(relations: Sequence[Relation], text: str) -> list[tuple[Pair, str, str]]:
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


def _is_high(number: str) -> bool:
    """Whether a number is so high that its year's first days are past, when numbers recur every year."""
    first = _FIRST.match(number)
    return first is not None and int(first[0]) >= HIGH


def _may_be_one(first: Mention, second: Mention) -> bool:
    """Whether two citations of like number can be one document: not of two types, nor of two local bodies."""
    values = [mention.value for mention in (first, second) if isinstance(mention.value, Citation)]
    types = {value.type for value in values if value.type}
    issuers = {value.issuer for value in values if value.issuer}
    local = any(_LOCAL.search(value.number or "") for value in values)
    return len(types) < 2 and not (local and len(issuers) > 1)


def issuer_of(mention: Mention) -> str:
    """A cited document's issuer as told, in lower case with single spaces; empty if it is not told."""
    told = mention.value.issuer if isinstance(mention.value, Citation) else None
    return " ".join((told or "").casefold().split())


def same_body(first: Mention, second: Mention) -> bool:
    """Whether numbers with the same letters are of one body: no local one, or one issuer told for both."""
    local = _LOCAL.search(first.value.text) is not None
    return not local or issuer_of(first) == issuer_of(second) != ""


def _two(first: Pair, second: Pair, reason: str, repair: str | None = None) -> Finding:
    verdict: Verdict = "inconsistent" if same_body(first[0], second[0]) else "ambiguous"
    differing = 1 if reason == "two_dates" else 0
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
        stated=first[differing].value.text,
        expected=second[differing].value.text,
        tolerance="0",
        power=1.0,
        repair=repair,
    )


def _repaired(first: Sequence[Pair], second: Sequence[Pair]) -> str | None:
    """The date to put right, if told once: the one of another year than the number's, or the rarer."""
    year = _YEAR.search(first[0][0].value.text)
    fitting = [told[0][1].value.text.startswith(year[1]) if year else True for told in (first, second)]
    if fitting[0] == fitting[1]:
        fitting = [len(first) > 1, len(second) > 1]
    if fitting[0] == fitting[1]:
        return None
    right, wrong = (first, second) if fitting[0] else (second, first)
    return f"{quoted(wrong[0][1])} → {quoted(right[0][1])}" if len(wrong) == 1 else None
