"""Whether documents that one body numbered in one year come in the order of their numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from solieu.check.citing.citations import Pair, dated, issuer_of, same_body
from solieu.check.citing.order import day_power
from solieu.check.wording import quoted
from solieu.types import Citation, Finding, Mention, Relation, Verdict

# For so many days a number may be kept back, or a document dated after it was numbered.
KEPT_BACK = 30

_NUMBER = re.compile(r"(\d{1,6})(?:/((?:19|20)\d\d))?[-/](\D.*)", re.DOTALL)
# Decisions that lay down law are numbered apart from those on single cases, directives too. The former bear
# their year; lists write it into the latter too, so that only low numbers are surely of one series.
_TWO_SERIES = frozenset({"Quyết định", "Chỉ thị"})
_LAW_UP_TO, _NEAR = 100, (2, 50)  # the higher of two numbers in one series: so many times the lower, and more
# Letters are numbered by offices of a body as well as by the body.
_LETTERS = frozenset({None, "Công văn", "Văn bản"})
# Letters that bodies of many names share: a company's board, an investigator, a court, a fine
_SHARED = re.compile(
    r"(?<![^\W_])(?:HĐQT|HĐTV|CT|GĐ|TGĐ|CA|CSĐT|CQĐT|XPVPHC|XPHC|XP|KT|KTXM|BCĐ|BQL|VKS\w*|THA\w*|CCT|CTHADS|TB|HS\w*"
    r"|DS\w*|HC|KDTM\w*|HNGĐ\w*|LĐ\w*|CV|HĐ|GP\w*|GCN)(?![^\W_])"
)


def check_sequence(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each two neighbours in a body's numbers of one year: whether their days go up too.

    Offices number as they go (Decree 30/2020/NĐ-CP, article 15), so number 10 is not of June where number 16
    is of April. A gap of a month at most is `ambiguous`, since numbers are kept back; so is every gap among
    documents of bodies of which there are many, unless the text names one issuer for both, among letters, and
    where decisions may be of two series.
    """
    series: dict[tuple[str, str, bool], dict[int, tuple[Pair, str]]] = defaultdict(dict)
    for pair, number, day in dated(relations, text):
        parts = _NUMBER.fullmatch(number)
        if parts is not None and (parts[2] or day[:4]) == day[:4]:
            letters = re.sub(r"[\W_]", "", parts[3]).casefold()
            series[letters, day[:4], parts[2] is not None].setdefault(int(parts[1]), (pair, day))
    findings = [
        finding
        for (_, _, with_year), documents in series.items()
        for (low, left), (high, right) in pairwise(sorted(documents.items()))
        for finding in _compared(*left, *right, _one_series(left[0], low, high, with_year=with_year))
    ]
    return sorted(findings, key=lambda finding: finding.evidence[0].start)


def _one_series(pair: Pair, low: int, high: int, *, with_year: bool) -> bool | None:
    """Whether two numbers with a document's letters are of one series; None where they are surely not."""
    kind = _type(pair[0])
    if kind not in _TWO_SERIES or not with_year or high <= _LAW_UP_TO:
        return kind not in _LETTERS
    times, more = _NEAR
    return None if high > times * low + more else False


def _compared(first: Pair, early: str, second: Pair, late: str, one_series: bool | None) -> Iterator[Finding]:
    """The finding on the documents with the lower and with the higher number, where they can be compared."""
    types = {_type(first[0]), _type(second[0])} - {None}
    told = issuer_of(first[0]), issuer_of(second[0])
    alike = told[0].startswith(told[1]) or told[1].startswith(told[0])
    if len(types) > 1 or not alike or one_series is None:
        return
    behind = (date.fromisoformat(early) - date.fromisoformat(late)).days
    named = all(told) or not _SHARED.search(_letters(first[0]))
    one = same_body(first[0], second[0]) and named
    if behind <= 0 and one:
        yield _finding(first, early, second, late, "consistent")
    elif behind > 0:
        sure = one and one_series and behind > KEPT_BACK
        yield _finding(first, early, second, late, "inconsistent" if sure else "ambiguous")


def _type(mention: Mention) -> str | None:
    return mention.value.type if isinstance(mention.value, Citation) else None


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
