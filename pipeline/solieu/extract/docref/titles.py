"""Documents without a number that a session, a term or a year tells apart.

Resolutions of plenums and congresses (`Nghị quyết Trung ương 4 khóa XI`, `Nghị quyết Đại hội XIII của
Đảng`), treaties (`Công ước Liên hợp quốc về Luật Biển 1982`), plans, schemes, reports and yearbooks that a
capital marks as a title and a year as one of its kind (`Kế hoạch hành động năm 2022`, `Niên giám thống kê
2022`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.extract.docref.words import LOWER, UPPER, words
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE
from solieu.types import Citation, Mention

_ROMAN = r"[IVX]{1,6}(?!\w)"
_SPELLED = rf"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:{GAP}(?:một|hai|ba|bốn|lăm))?)(?!\w)"
_ORDINAL = rf"(?:{_ROMAN}|\d{{1,2}}(?!\w|[.,/]\d|/)|{_SPELLED})"
_TERM = rf"(?:{SPACE}?,)?{GAP}\(?{SPACE}?[Kk]h(?:óa|oá){GAP}{_ORDINAL}(?:{SPACE}?\))?"
_YEARS = rf"(?:19|20)\d\d(?:{SPACE}?[-–/]{SPACE}?(?:19|20)\d\d)?(?![\d/])"
_PLACE = rf"(?:tỉnh|thành{GAP}phố|TP|huyện|quận|xã|phường|thị{GAP}xã)(?!\w)"

# A plenum's resolution: `Nghị quyết Trung ương 4 (khóa XII)`, `Nghị quyết Hội nghị lần thứ tư Ban Chấp hành
# Trung ương Đảng khóa XI`, `NQTW 4`. It needs the plenum's number or the term.
_PLENUM = re.compile(
    rf"""(?<!\w)(?:[Nn]ghị{GAP}quyết|NQ){GAP}?
    (?:(?i:của{GAP})?(?i:hội{GAP}nghị){GAP}(?:lần{GAP}thứ{GAP}(?P<first>(?i:{_ORDINAL})){GAP})?)?
    (?:(?i:ban{GAP}chấp{GAP}hành|bch){GAP})? (?:[Tt]rung{GAP}ương|TW|TƯ)(?!\w) (?:{GAP}Đảng(?!\w))?
    (?:{GAP}(?:lần{GAP}thứ{GAP})?(?P<number>(?i:{_ORDINAL})))? (?P<term>{_TERM})?""",
    re.VERBOSE,
)
# A congress's resolution: `Nghị quyết Đại hội XIII của Đảng`, `nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX`,
# `Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020-2025`.
_CONGRESS = re.compile(
    rf"""(?<!\w)[Nn]ghị{GAP}quyết{GAP}(?:của{GAP})?(?:[Đđ]ại{GAP}hội(?!{GAP}đồng)|Đảng{GAP}bộ)
    (?:{GAP}(?!lần{GAP}thứ|nhiệm{GAP}kỳ|{_ROMAN})[{UPPER}{LOWER}]{{1,10}}){{0,9}}
    (?:{SPACE}?,)?{GAP}(?: lần{GAP}thứ{GAP}(?i:{_ORDINAL}) | {_ROMAN} | nhiệm{GAP}kỳ{GAP}{_YEARS} )
    (?: {GAP}của{GAP}Đảng(?!\w)
      | {GAP}(?:của{GAP})?Đảng{GAP}bộ{GAP}{_PLACE}(?:\.?{GAP}[{UPPER}][{UPPER}{LOWER}]{{0,10}}){{0,4}} )?""",
    re.VERBOSE,
)
# A title: type words with a capital, up to eighteen words, and the year or years that it ends with.
_WORD = (
    rf"(?:{GAP}|{SPACE}?,{GAP}|{GAP}?{DASH}{GAP}?)"
    rf"(?:[{UPPER}{LOWER}&][{UPPER}{LOWER}\d&]{{0,15}}|\([{UPPER}{LOWER}]{{2,10}}\))"
)
_WHEN = rf"(?:{GAP}(?:đến|tới|giai{GAP}đoạn|thời{GAP}kỳ|nhiệm{GAP}kỳ))?(?:{GAP}năm)?{GAP}{_YEARS}"
_AHEAD = rf"(?:,{GAP}(?:(?:định{GAP}hướng|tầm{GAP}nhìn)(?:{GAP}(?:đến|tới))?(?:{GAP}năm)?{GAP}{_YEARS}))?"
_PROGRAMME = (
    rf"(?i:mục{GAP}tiêu{GAP}quốc{GAP}gia|hành{GAP}động|tổng{GAP}thể|quốc{GAP}gia|công{GAP}tác|nghị{GAP}sự)"
)
_PLAN = re.compile(
    rf"""(?<!\w)(?P<type> Đề{GAP}án | Kế{GAP}hoạch | Chiến{GAP}lược | Quy{GAP}hoạch | Niên{GAP}giám
      | Báo{GAP}cáo | Sách{GAP}trắng | Chương{GAP}trình(?={GAP}{_PROGRAMME}) )
    (?P<name>(?:{_WORD}){{1,18}}?){_WHEN}{_AHEAD}""",
    re.VERBOSE,
)
# A treaty with its year: `Hiệp định Paris năm 1973`, `Công ước Liên Hiệp Quốc về Luật biển (UNCLOS) năm
# 1982`.
_TREATY = re.compile(
    rf"(?<!\w)(?P<type>Công{GAP}ước|Hiệp{GAP}định|Hiệp{GAP}ước|Nghị{GAP}định{GAP}thư|Cương{GAP}lĩnh)"
    rf"(?P<name>(?:{_WORD}){{1,14}}?)(?:{GAP}năm)?{GAP}(?:19|20)\d\d(?![\d/-])"
)
# Before the type words: what makes them the subject of another document, or part of another name.
_SUBJECT = re.compile(
    rf"(?<!\w)(?:ban{GAP}hành|duyệt|về|bộ|sở|ban|phòng|vụ|viện|cục|đối{GAP}tác|nghiên{GAP}cứu|đánh{GAP}giá|"
    rf"tổ{GAP}chức|cấp){GAP}[“\"]?\Z",
    re.IGNORECASE,
)
# A report has a title of its own only when it is written with a capital; the yearly ones of offices have
# none.
_PLAIN_REPORT = re.compile(
    rf"{GAP}(?:[{LOWER}]|[Tt]ài{GAP}chính|[Kk]ết{GAP}quả|[Tt]ình{GAP}hình|[Tt]ổng{GAP}kết|KTNN)"
)


def find_titled(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Documents told by session, term or year; each kind in text order.

    >>> from solieu.lexicon import load
    >>> text = "theo Nghị quyết Trung ương 4 khóa XI và Kế hoạch hành động năm 2022"
    >>> [m.text for m in find_titled(text, load())]
    ['Nghị quyết Trung ương 4 khóa XI', 'Kế hoạch hành động năm 2022']
    """
    for found in _PLENUM.finditer(text):
        if found["first"] or found["number"] or found["term"]:
            yield _named(text, found.start(), _closed(found), "Nghị quyết", "docref.plenum")
    for found in _CONGRESS.finditer(text):
        yield _named(text, found.start(), found.end(), "Nghị quyết", "docref.congress")
    breaks = words(lexicon, "title_breaks")
    for found in _TREATY.finditer(text):
        if not breaks.search(found["name"]) and not found["name"].endswith(" trong"):
            yield _named(text, found.start(), found.end(), _joined(found["type"]), "docref.treaty")
    for found in _PLAN.finditer(text):
        if not breaks.search(found["name"]) and _is_title(text, found):
            yield _named(text, found.start(), found.end(), _joined(found["type"]), "docref.titled")


def _is_title(text: str, found: re.Match[str]) -> bool:
    """Whether a plan's type words and name are a title, not a headline or the subject of another document."""
    if _SUBJECT.search(text[max(found.start() - 16, 0) : found.start()]):
        return False
    opens = found.start() == 0 or text[found.start() - 1] == "\n"
    if opens and text[found.end() : found.end() + 1] in ("\n", ""):
        return False
    if _joined(found["type"]) == "Báo cáo" and _PLAIN_REPORT.match(found["name"]):
        return False
    return len(found["name"].split()) > 1 or found["name"].strip().isupper()


def _named(text: str, start: int, end: int, kind: str, rule: str) -> Mention:
    year = re.search(r"(?:19|20)\d\d", text[start:end])
    cited = Citation(name=_joined(text[start:end]), type=kind, year=year[0] if year else None)
    return Mention("docref", start, end, text[start:end], cited, rule)


def _closed(found: re.Match[str]) -> int:
    """The end without a bracket that was not opened in it."""
    return found.end() - 1 if found[0].endswith(")") and "(" not in found[0] else found.end()


def _joined(written: str) -> str:
    return " ".join(written.split())
