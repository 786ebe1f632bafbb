"""Whether documents come in an order that can be: none cites, implements or amends one that came later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solieu.check.wording import quoted
from solieu.types import Citation, DateValue, Finding, Mention, Relation

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What joins a document to the one that it carries out or changes, with its date and issuer in between:
# `Thông tư … ngày … của Bộ Tài chính hướng dẫn thi hành Nghị định …`; not `được sửa đổi bởi`
_CARRIES_OUT = re.compile(
    r"(?:\s*,?\s*\(?(?:ban hành\s+)?(?:ngày\s+)?\d[\d/.-]{4,8}\d\)?)?(?:\s*,?\s*(?:của|do)\s[^,;.()]{2,80}?)?"
    r"\s*,?\s*(?:(?:ban hành|về việc|về|để|nhằm)\s+){0,2}"
    r"(?<!được )(?:quy định chi tiết|quy định|hướng dẫn|sửa đổi|bổ sung|thi hành|thực hiện|triển khai)(?!\w)"
    r"[^;.()\n]{0,90}",
    re.IGNORECASE,
)
_ROLES = frozenset({"implements", "amends"})
# Texts that speak of what came after them: a later hand has entered the changes
_ENTERED = re.compile(r"hợp nhất|được (?:sửa đổi|bổ sung|thay thế|bãi bỏ)|hết hiệu lực", re.IGNORECASE)
# How far before and behind a citation the words of a later hand are looked for
_BESIDE = 120


@dataclass(frozen=True, slots=True)
class _Told:
    """A citation and when its document was issued: a day or only a year; `date` where it is written."""

    mention: Mention
    when: str
    date: Mention | None

    @property
    def evidence(self) -> tuple[Mention, ...]:
        return (self.mention,) if self.date is None else (self.mention, self.date)


def check_order(mentions: Sequence[Mention], relations: Sequence[Relation], text: str) -> list[Finding]:
    """One finding for each dated document that stands beside a date which it cannot be later than.

    A document cites none that was issued after it (`later_than_document`, `basis_later` where it is one of
    its grounds); one that carries out or amends another is not older than that other (`implements_later`).
    Dates from which something takes effect are no document's own and are never looked at.
    """
    days = {r.all("docref")[0].start: r.all("date")[0] for r in relations if r.name == "dated"}
    told = [_told(m, days.get(m.start)) for m in mentions if isinstance(m.value, Citation)]
    findings = [*_own(told, text), *_pairs(told, text)]
    return sorted(findings, key=lambda finding: finding.evidence[0].start)


def _told(mention: Mention, date: Mention | None) -> _Told:
    cited = mention.value
    assert isinstance(cited, Citation)
    # a year that came from elsewhere (`ngày 18 tháng 12`, cut off by a table) says nothing of this document
    valid = date is not None and isinstance(date.value, DateValue) and date.value.valid
    # a bare day behind a name (`Luật Giáo dục nghề nghiệp`, then `20/3/2019`) may be another column's
    valid = valid and date is not None and not (cited.number is None and date.text[0].isdigit())
    if date is not None and valid and _DAY.fullmatch(date.value.text):
        return _Told(mention, date.value.text, date)
    year = cited.year if cited.number and cited.year and _YEAR.fullmatch(cited.year) else ""
    return _Told(mention, year, None)


def _own(told: Sequence[_Told], text: str) -> Iterator[Finding]:
    """The citations of a text that is one document with one day of its own."""
    selves = [one for one in told if _role(one) == "self" and one.date is not None]
    if len({one.when for one in selves}) != 1:
        return
    own = selves[0]
    for one in told:
        if _role(one) == "self" or not one.when or _same(one, own):
            continue
        around = text[max(0, one.mention.start - _BESIDE) : one.mention.end + _BESIDE]
        later = _later(one.when, own.when)
        if later and (_ENTERED.search(around) or _role(one) == "repeals"):
            continue
        if later or one.date is not None:
            yield _beside_own(one, own, later=later)


def _role(one: _Told) -> str:
    return one.mention.value.role if isinstance(one.mention.value, Citation) else ""


def _same(one: _Told, own: _Told) -> bool:
    return one.mention.value.text == own.mention.value.text


def _later(left: str, right: str) -> bool:
    """Whether one day or year is later than another, to the precision that both have."""
    length = min(len(left), len(right))
    return left[:length] > right[:length]


def _beside_own(one: _Told, own: _Told, *, later: bool) -> Finding:
    cited, day = _named(one), quoted(own.date) if own.date else own.when
    reason = "basis_later" if _role(one) == "basis" else "later_than_document"
    vi = f"{cited}: văn bản này đề {day} nên không thể "
    vi += (
        "căn cứ vào văn bản ra đời sau nó." if reason == "basis_later" else "dẫn chiếu văn bản ra đời sau nó."
    )
    en = f"{cited}: this document is dated {day} and cannot "
    en += "rest on one issued after it." if reason == "basis_later" else "cite one issued after it."
    return Finding(
        check="citation",
        verdict="inconsistent" if later else "consistent",
        reason=reason if later else None,
        evidence=(*one.evidence, *own.evidence),
        message_vi=vi if later else f"{cited} ra đời trước văn bản này ({day}).",
        message_en=en if later else f"{cited} was issued before this document ({day}).",
        stated=one.when,
        expected=f"..{own.when}",
        tolerance="0",
        power=day_power(one.when, own.when, after=True),
    )


def _named(one: _Told) -> str:
    cited = quoted(one.mention)
    return cited if one.date is None else f"{cited}, {quoted(one.date)}"


def day_power(when: str, bound: str, *, after: bool) -> float | None:
    """The part of all single wrong digits in a day or year that the bound would have shown to be wrong."""
    length = min(len(when), len(bound))
    caught = tried = 0
    for place, digit in enumerate(when[:length]):
        for other in "0123456789" if digit.isdigit() else "":
            changed = when[:place] + other + when[place + 1 : length]
            if other != digit and _POSSIBLE.fullmatch(changed):
                tried += 1
                caught += changed > bound[:length] if after else changed < bound[:length]
    return round(caught / tried, 3) if caught else None


# A year, month or day that a reader would not stumble over
_POSSIBLE = re.compile(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def _pairs(told: Sequence[_Told], text: str) -> Iterator[Finding]:
    """A document with the one that it says it carries out or amends, both told right behind each other."""
    for left, right in pairwise(told):
        if not left.when or not right.when or _role(right) not in _ROLES or _same(left, right):
            continue
        if _CARRIES_OUT.fullmatch(text, left.mention.end, right.mention.start):
            yield _carried_out(left, right)


def _carried_out(left: _Told, right: _Told) -> Finding:
    early = _later(right.when, left.when)
    first, second = _named(left), _named(right)
    amends = _role(right) == "amends"
    what_vi, what_en = ("sửa đổi", "amends") if amends else ("hướng dẫn, thi hành", "carries out")
    return Finding(
        check="citation",
        verdict="inconsistent" if early else "consistent",
        reason="implements_later" if early else None,
        evidence=(*left.evidence, *right.evidence),
        message_vi=f"{first} {what_vi} {second}, nhưng lại ra đời trước văn bản đó."
        if early
        else f"{first} ra đời sau văn bản mà nó {what_vi} ({second}).",
        message_en=f"{first} {what_en} {second}, but was issued before it."
        if early
        else f"{first} was issued after the document that it {what_en} ({second}).",
        stated=left.when,
        expected=f"{right.when}..",
        tolerance="0",
        power=day_power(left.when, right.when, after=False),
    )
