"""In which standing a document is: of which level, original or copy or draft, in force from and until when.

What the document says of itself and no more: `Thông tư này có hiệu lực kể từ ngày …` (Law 80/2015/QH13,
article 151), `BẢN SAO`, `SAO Y` (Decree 30/2020/NĐ-CP, article 25 and annex III), `DỰ THẢO`, and a letterhead
whose number or day is still blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from solieu.extract.docref.body import bodies, places_of
from solieu.extract.docref.number import fold_code
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import GAP, SPACE
from solieu.types import Citation, DateValue, Mention, Standing

_HEAD, _TAIL = 2_000, 1_500
_DOTS = rf"[{SPACE[1:-1]}.…_]"
# The marks that a copy bears, a line of their own at the head or the foot: `SAO Y`, `BẢN SAO`, `Sao lục`.
_COPY = re.compile(
    rf"^{SPACE}*(?:SAO{SPACE}(?:Y|LỤC)|TRÍCH{SPACE}SAO|BẢN{SPACE}(?:SAO|TRÍCH{SPACE}SAO)|"
    rf"Sao{SPACE}(?:y|lục)|Bản{SPACE}sao)(?:{SPACE}(?:bản{SPACE}chính|BẢN{SPACE}CHÍNH|y|lục|Y|LỤC))?"
    rf"(?:{SPACE}*[;:,].{{0,60}})?{SPACE}*$",
    re.MULTILINE,
)
# The mark of a draft, a line of its own or in brackets: `DỰ THẢO`, `(Dự thảo lần 2)`, `Dự thảo 15/3/2024`.
_DRAFT = re.compile(
    rf"^{SPACE}*[(\[]?D(?:Ự{SPACE}THẢO|ự{SPACE}thảo)(?:{SPACE}(?:lần|LẦN|ngày|NGÀY))?[\d/.,{SPACE[1:-1]}]{{0,16}}[)\]]?"
    rf"{SPACE}*$",
    re.MULTILINE,
)
# A number or a day left blank: `Số:      /2019/TT-BTC`, `Số …./QĐ-UBND`, `ngày     tháng 5 năm 2020`.
_BLANK_NUMBER = re.compile(
    rf"(?<!\w)Số{SPACE}?:?{_DOTS}{{0,40}}/{SPACE}?(?:(?:19|20)\d\d{SPACE}?/)?[A-ZĐ]{{2}}"
)
_BLANK_DAY = re.compile(rf",{SPACE}{{0,4}}ngày{_DOTS}{{1,30}}tháng[\d{_DOTS[1:]}{{1,30}}năm")
_TYPE = r"(?P<type>[A-ZĐ][^\W\d_]{1,8}(?:\s[^\W\d_]{1,8}){0,3})"
# `Luật này có hiệu lực từ ngày`, but not `Điều 5 của Luật này`, which is a part of it.
_FORCE = re.compile(
    rf"(?<!\w)(?<!của\s){_TYPE}{GAP}này{GAP}(?:được{GAP}[^.;]{{1,120}}?{GAP}(?:và|,){GAP})?"
    rf"(?P<ends>hết{GAP}hiệu{GAP}lực|có{GAP}hiệu{GAP}lực)(?:{GAP}(?:thi{GAP}hành|áp{GAP}dụng|pháp{GAP}luật))?{GAP}?"
    rf"(?:kể{GAP})?(?:từ{GAP}|vào{GAP}|sau{GAP})?(?P<signed>ngày{GAP}(?:được{GAP})?(?:ký|ban{GAP}hành)(?!\w))?"
)
_UNTIL = re.compile(
    rf"(?:{GAP}ban{GAP}hành)?,?{GAP}(?:và{GAP})?(?:có{GAP}hiệu{GAP}lực{GAP})?đến{GAP}(?:hết{GAP})?"
)
_RUNS_OUT = re.compile(
    rf"(?:{GAP}ban{GAP}hành)?,?{GAP}(?:và{GAP})?hết{GAP}hiệu{GAP}lực{GAP}(?:kể{GAP}từ|vào|từ){GAP}"
)
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?\Z")


def read_standing(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Standing:
    """What a document says of its own standing; what it does not say is None.

    Args:
        text: the whole document.
        mentions: its citations and dates; its own number has the role `self`.
        lexicon: the vocabulary, for the register of bodies.

    >>> from solieu.lexicon import load
    >>> read_standing("DỰ THẢO\\nNGHỊ ĐỊNH", [], load()).form
    'draft'
    """
    own = next((m.value for m in mentions if isinstance(m.value, Citation) and m.value.role == "self"), None)
    effective, expires = _force(text, mentions, own)
    return Standing(_level(own, lexicon), _form(text, own), effective, expires)


def _level(own: Citation | None, lexicon: Lexicon) -> str | None:
    if own is None:
        return None
    known = bodies(lexicon)
    body = known.named(own.issuer)
    if body is not None and body.level not in ("local", "abroad"):
        return body.level
    places = places_of(own.issuer)
    if places:
        return places[0].level
    return "central" if known.level(own.issuer_code or "") == "central" else None


def _form(text: str, own: Citation | None) -> str | None:
    head, tail = text[:_HEAD], text[-_TAIL:]
    if _DRAFT.search(head):
        return "draft"
    if _COPY.search(head) or _COPY.search(tail):
        return "copy"
    if _BLANK_NUMBER.search(head) or (_BLANK_DAY.search(head) and own is not None):
        return "blank"
    return "original" if own is not None else None


def _force(text: str, mentions: Sequence[Mention], own: Citation | None) -> tuple[date | None, date | None]:
    """From when and until when a document is in force, by the first clause on itself that says so.

    A consolidated text quotes the clauses of what it consolidates, and has none of its own.
    """
    if own is not None and "VBHN" in (own.symbol or ""):
        return None, None
    dates = {one.start: one for one in mentions if isinstance(one.value, DateValue) and one.value.valid}
    signed = _days(own.date if own else None)[0]
    effective = expires = None
    for clause in _FORCE.finditer(text):
        if not _is_own(clause["type"], own):
            continue
        first, last, end = _stated(clause, dates, signed)
        if fold_code(clause["ends"][:3]) == "hết":
            expires = expires or first
            continue
        if first is None:
            continue
        if effective is None:
            effective = first
            expires = expires or last or _end_after(text, end, dates)
    return effective, expires


def _stated(
    clause: re.Match[str], dates: dict[int, Mention], signed: date | None
) -> tuple[date | None, date | None, int]:
    """The day, or the first and last, that a clause names, and where that ends."""
    if clause["signed"]:
        return signed, None, clause.end()
    found = dates.get(clause.end()) or next(
        (dates[at] for at in range(clause.end() - 5, clause.end() + 6) if at in dates), None
    )
    if found is None:
        return None, None, clause.end()
    first, last = _days(found.value.text)
    return first, last, found.end


def _end_after(text: str, at: int, dates: dict[int, Mention]) -> date | None:
    for link in (_UNTIL.match(text, at), _RUNS_OUT.match(text, at)):
        found = dates.get(link.end()) if link else None
        if found is not None:
            return _days(found.value.text)[0]
    return None


def _is_own(type_words: str, own: Citation | None) -> bool:
    """Whether `Thông tư này` can be the document itself: its number has the initials of the type words."""
    if own is None or not own.symbol:
        return True
    kind = fold_code(re.split(r"[-/]", own.symbol)[0])
    initials = fold_code("".join(word[0] for word in type_words.split()))
    return kind.startswith((initials[:2], "qh")) or initials.startswith(kind[:2])


def _days(value: str | None) -> tuple[date | None, date | None]:
    found = _SPAN.match(value or "")
    if found is None:
        return None, None
    return _day(found[1]), _day(found[2])


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
