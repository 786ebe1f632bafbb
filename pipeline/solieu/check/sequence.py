"""Whether documents that one body numbered in one year come in the order of their numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from solieu.check.citations import Pair, dated, issuer_of, same_body
from solieu.check.order import day_power
from solieu.check.wording import quoted
from solieu.types import Citation, Finding, Mention, Relation, Verdict

# For so many days a number may be kept back, or a document dated after it was numbered.
KEPT_BACK = 30

_NUMBER = re.compile(r"(\d{1,6})(?:/((?:19|20)\d\d))?[-/](\D.*)", re.DOTALL)
# Letters that bodies of many names share: a company's board, an investigator, a court, a fine
_SHARED = re.compile(
    r"(?<![^\W_])(?:HĐQT|HĐTV|CT|GĐ|TGĐ|CA|CSĐT|CQĐT|XPVPHC|XPHC|XP|KT|KTXM|BCĐ|BQL|VKS\w*|THA\w*|CCT|CTHADS|TB|HS\w*"
    r"|DS\w*|HC|KDTM\w*|HNGĐ\w*|LĐ\w*|CV|HĐ|GP\w*|GCN)(?![^\W_])"
)


def check_sequence(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each two neighbours in a body's numbers of one year: whether their days go up too.

    Offices number as they go (Decree 30/2020/NĐ-CP, article 15), so number 10 is not of June where number 16
    is of April. A gap of a month at most is `ambiguous`, since numbers are kept back; so is every gap among
    documents of bodies of which there are many, unless the text names one issuer for both.
    """
    series: dict[tuple[str, str], dict[int, tuple[Pair, str]]] = defaultdict(dict)
    for pair, number, day in dated(relations, text):
        parts = _NUMBER.fullmatch(number)
        if parts is not None and (parts[2] or day[:4]) == day[:4]:
            letters = re.sub(r"[\W_]", "", parts[3]).casefold()
            series[letters, day[:4]].setdefault(int(parts[1]), (pair, day))
    findings = [
        finding
        for documents in series.values()
        for left, right in pairwise(sorted(documents.items()))
        for finding in _compared(*left[1], *right[1])
    ]
    return sorted(findings, key=lambda finding: finding.evidence[0].start)


def _compared(first: Pair, early: str, second: Pair, late: str) -> Iterator[Finding]:
    """The finding on the documents with the lower and with the higher number, where they can be compared."""
    types = {m.value.type for m in (first[0], second[0]) if isinstance(m.value, Citation)} - {None}
    told = issuer_of(first[0]), issuer_of(second[0])
    alike = told[0].startswith(told[1]) or told[1].startswith(told[0])
    if len(types) > 1 or not alike:
        return
    behind = (date.fromisoformat(early) - date.fromisoformat(late)).days
    named = all(told) or not _SHARED.search(_letters(first[0]))
    one = same_body(first[0], second[0]) and named
    if behind <= 0 and one:
        yield _finding(first, early, second, late, "consistent")
    elif behind > 0:
        sure = one and behind > KEPT_BACK
        yield _finding(first, early, second, late, "inconsistent" if sure else "ambiguous")


def _letters(mention: Mention) -> str:
    return mention.value.symbol or "" if isinstance(mention.value, Citation) else ""


def _finding(first: Pair, early: str, second: Pair, late: str, verdict: Verdict) -> Finding:
    told = [f"{quoted(docref)}, {quoted(day)}" for docref, day in (first, second)]
    vi, en = f"{told[0]} và {told[1]}: ", f"{told[0]} and {told[1]}: "
    if verdict == "consistent":
        vi += "số và ngày cùng tăng."
        en += "their days go up with their numbers."
    else:
        vi += "số nhỏ hơn nhưng ngày lại sau"
        en += "the lower number has the later day"
        vi += "." if verdict == "inconsistent" else "; số có thể được giữ lại, hoặc của hai cơ quan."
        en += (
            "." if verdict == "inconsistent" else "; a number may have been kept back, or be another body's."
        )
    return Finding(
        check="citation",
        verdict=verdict,
        reason=None if verdict == "consistent" else "number_order",
        evidence=(*first, *second),
        message_vi=vi,
        message_en=en,
        stated=early,
        expected=f"..{late}",
        tolerance=str(KEPT_BACK),
        power=day_power(early, late, after=True),
    )
