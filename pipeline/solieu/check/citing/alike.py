"""Documents of one day whose numbers or dates are so alike that one of them may be a slip of the pen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from solieu.check.citing.citations import dated, issuer_of, same_body
from solieu.check.wording import quoted
from solieu.types import Citation, Finding, Mention, Relation, Verdict

# How many words a document's subject has at least, and how many tell it where one telling is the shorter.
SUBJECT, PREFIX = 5, 15
# The same where two digits of the numbers are swapped, so that chance is less likely.
SWAPPED_PREFIX = 10
# Numbers of one office on one day lie near each other: two of them this far apart are hardly two documents.
APART = 20
# The same of two digits: 02 and 20, since an office with few documents has not so many in a day.
FEW, APART_OF_FEW = 100, 18
# How far behind a citation its subject may begin, in characters.
AWAY = 160

_NUMBER = re.compile(r"(\d{1,6})([^\d].*)", re.DOTALL)
# `về việc ban hành Quy chế …`, behind the date and the issuer
_ABOUT = re.compile(
    r"[\s,)]{0,3}(?:\(?\s?(?:ban hành\s+)?(?:ngày\s+)?\d[\d/.\s-]{5,12}\)?)?"
    r"[\s,]{0,3}(?:của\s[^.;()\n]{2,100}?)?[\s,]{0,3}"
    r"(?:về việc|về|v/v|quy định|sửa đổi|hướng dẫn|phê duyệt)\s+([^.;()\n]{10,240})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Document:
    """A citation with its whole day: the digits of its number, what follows them, and its subject's words."""

    mention: Mention
    date: Mention
    day: str
    digits: str
    rest: str
    subject: tuple[str, ...]

    @property
    def kind(self) -> str | None:
        """The type words of the citation."""
        return self.mention.value.type if isinstance(self.mention.value, Citation) else None

    @property
    def told(self) -> str:
        return f"{quoted(self.mention)}, {quoted(self.date)}"


def check_alike(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each two citations of a text that may be of one document under two numbers.

    Of numbers with the same letters, issuer and day, two with the same subject behind them are one document
    (`two_numbers`). Without a subject for both, numbers one slip apart are taken for one (`near_miss`) if
    they are far from each other: offices number as they go, so two documents of one day have numbers next to
    each other (381 and 318 have not). Two digits swapped, of one body, are `inconsistent`; another slip, or
    bodies that may be two, `ambiguous`. Two subjects, or a list that holds both, are two documents.
    """
    alike: dict[tuple[str, str], dict[str, _Document]] = defaultdict(dict)
    for one in _documents(relations, text):
        kept = alike[one.rest, one.day].setdefault(str(int(one.digits)), one)
        if len(one.subject) > len(kept.subject):
            alike[one.rest, one.day][str(int(one.digits))] = one
    findings = [
        found
        for documents in alike.values()
        if len(documents) < 12
        for left, right in combinations(documents.values(), 2)
        for found in _compared(left, right, text)
    ]
    return sorted(findings, key=lambda finding: finding.evidence[0].start)


def _documents(relations: Sequence[Relation], text: str) -> Iterator[_Document]:
    for (mention, date), cited, day in dated(relations, text):
        number = _NUMBER.fullmatch(cited)
        if number is None or not isinstance(mention.value, Citation) or not mention.value.symbol:
            continue
        rest = re.sub(r"[\W_]", "", number[2]).casefold()
        yield _Document(mention, date, day, number[1], rest, _subject(mention, date, text))


def _subject(mention: Mention, date: Mention, text: str) -> tuple[str, ...]:
    """The first words of what a document is about, as told behind its number and date; none if not told."""
    end = max(mention.end, date.end) if abs(date.start - mention.end) < AWAY else mention.end
    about = _ABOUT.match(text, end, end + 3 * AWAY)
    return tuple(_WORD.findall(about[1].casefold())) if about else ()


def _compared(left: _Document, right: _Document, text: str) -> Iterator[Finding]:
    types = {one.mention.value.type for one in (left, right) if isinstance(one.mention.value, Citation)} - {
        None
    }
    if len(types) > 1 or _differ(left, right):
        return
    both = len(left.subject) >= SUBJECT and len(right.subject) >= SUBJECT
    if both:
        if _same_subject(left, right):
            slipped = _near(left, right) or _swapped(left, right)
            yield _finding(left, right, "two_numbers", "inconsistent" if slipped else "ambiguous")
    elif _near(left, right) and not _listed(left, right, text):
        sure = _swapped(left, right) and same_body(left.mention, right.mention)
        yield _finding(left, right, "near_miss", "inconsistent" if sure else "ambiguous")


def _same_subject(left: _Document, right: _Document) -> bool:
    """Whether two subjects are the same to the last word, or the shorter begins the longer."""
    shorter = min(len(left.subject), len(right.subject))
    least = SWAPPED_PREFIX if _swapped(left, right) else PREFIX
    same = left.subject[:shorter] == right.subject[:shorter]
    return same and (len(left.subject) == len(right.subject) or shorter >= least)


def _differ(left: _Document, right: _Document) -> bool:
    """Whether two issuers are told and are not the same; a body and its head (`Bộ trưởng Bộ …`) are."""
    first, second = issuer_of(left.mention), issuer_of(right.mention)
    return bool(first and second) and not (first.endswith(second) or second.endswith(first))


def _near(left: _Document, right: _Document) -> bool:
    """Whether two numbers are one slip apart, and too far from each other for two numbers of one day."""
    numbers = int(left.digits), int(right.digits)
    if abs(numbers[0] - numbers[1]) < (APART if max(numbers) >= FEW else APART_OF_FEW):
        return False
    if _swapped(left, right):
        return True
    first, second = left.digits.lstrip("0"), right.digits.lstrip("0")
    if len(first) != len(second):
        longer, shorter = sorted((first, second), key=len, reverse=True)
        dropped = {longer[:place] + longer[place + 1 :] for place in range(len(longer))}
        return len(shorter) > 1 and shorter in dropped
    return sum(one != other for one, other in zip(first, second, strict=True)) == 1


def _swapped(left: _Document, right: _Document) -> bool:
    """Whether two neighbouring digits of one number stand the other way round in the other: 381, 318."""
    first, second = left.digits, right.digits
    if len(first) != len(second):
        return False
    unlike = [place for place in range(len(first)) if first[place] != second[place]]
    if len(unlike) != 2 or unlike[1] != unlike[0] + 1:
        return False
    return first[unlike[0]] == second[unlike[1]] and first[unlike[1]] == second[unlike[0]]


def _listed(left: _Document, right: _Document, text: str) -> bool:
    """Whether one sentence names both, so that the writer meant two."""
    first, second = sorted((left.mention, right.mention), key=lambda mention: mention.start)
    return not re.search(r"[.;\n]\s", text[first.end : second.start])


def _finding(left: _Document, right: _Document, reason: str, verdict: Verdict) -> Finding:
    first, second = sorted((left, right), key=lambda one: one.mention.start)
    vi = f"{first.told} và {second.told}: "
    en = f"{first.told} and {second.told}: "
    if reason == "two_numbers":
        vi += "cùng loại, cùng ngày, cùng nội dung nhưng hai số khác nhau."
        en += "the same type, day and subject under two numbers."
    else:
        sure = verdict == "inconsistent"
        vi += "cùng ký hiệu, cùng ngày, hai số chỉ lệch nhau một lỗi gõ; "
        vi += "hẳn là một văn bản." if sure else "có thể là một văn bản."
        en += "the same letters and day, and numbers one slip of the pen apart; "
        en += "they are hardly two documents." if sure else "they may be one document."
    return Finding(
        check="citation",
        verdict=verdict,
        reason=reason,
        evidence=(first.mention, first.date, second.mention, second.date),
        message_vi=vi,
        message_en=en,
        stated=first.digits,
        expected=second.digits,
        tolerance="0",
        power=1.0,
    )
