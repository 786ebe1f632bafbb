"""Constitutions, codes, laws and ordinances cited by their names: `Luật Đất đai năm 2013`, `BLHS 2015`.

A name of the lexicon ends where the lexicon says, however its commas, `và` and tone marks are typed
(`law_names`); another name has to be written with capitals behind words that introduce a law. A number
behind the name (`Luật Du lịch số 44/2005/QH11`) is the document's value and ends its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from solieu.extract.docref.issuer import goes_on
from solieu.extract.docref.law_names import first_word, known_name_end
from solieu.extract.docref.number import Number, candidate_at, codes, read_number
from solieu.extract.docref.words import LOWER, UPPER, plain_words
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, GAP, SPACE
from solieu.types import Citation, Mention

_ANCHOR = re.compile(
    rf"""(?<!\w)(?: (?P<code>[Bb]ộ{GAP}[Ll]uật|BỘ{GAP}LUẬT) | (?P<law>[Ll]uật|LUẬT)
    | (?P<ordinance>[Pp]háp{GAP}[Ll]ệnh|PHÁP{GAP}LỆNH) | (?P<constitution>Hiến{GAP}pháp|HIẾN{GAP}PHÁP)
    | (?P<short>BL[A-ZĐ]{{2,4}}) )(?!\w)""",
    re.VERBOSE,
)
_TYPES = {"code": "Bộ luật", "law": "Luật", "ordinance": "Pháp lệnh", "constitution": "Hiến pháp"}
# Before `luật` where it is no act: schools, firms and persons of the law, bills; in small letters also
# statutes in general, articles, discipline, martial law.
_NO_LAW = re.compile(
    rf"(?<!\w)(?:đại{GAP}học|đh|trường|khoa|ngành|công{GAP}ty|văn{GAP}phòng|phòng|ông|bà|anh|chị|viện|đoàn|hội|"
    rf"giáo{GAP}sư|tiến{GAP}sĩ|thạc{GAP}sĩ|cử{GAP}nhân|hãng|môn|báo|pháp|học|tạp{GAP}chí|trung{GAP}tâm|dự|đạo)"
    rf"{GAP}\Z",
    re.IGNORECASE,
)
_NO_LAW_SMALL = re.compile(
    rf"(?<!\w)(?:kỷ|kỉ|quy|qui|điều|quân|âm|vận|định|nhạc|giới|phạm|tòa|toà){GAP}\Z", re.IGNORECASE
)
# Words that introduce a law, so that a name in capitals behind them is one even if the lexicon has it not.
_INTRODUCES = re.compile(
    rf"(?<!\w)(?:của|theo|cứ|tại|trong|hành|hiện|dự{GAP}án|dự{GAP}thảo|đổi|sung|sửa|phạm|đề{GAP}án|với|về|các|"
    rf"và|nghị|từ|bởi|là|định|thế|điều|khoản|điểm)(?:{GAP}\d{{1,3}}[a-zđ]?)?,?{GAP}\Z"
    rf"|[,;(]{SPACE}?\Z|(?:\n|\A){SPACE}{{0,12}}\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"(?:{GAP}\(?sửa{GAP}đổi\)?)?{GAP}(?:năm{GAP})?((?:19|20)\d\d)(?!\w|{DASH}?\d|/\d|[.,]\d)"
)
_NUMBERED = re.compile(
    rf"(?:{GAP}?,)?{GAP}(?:số|so){SPACE}{{0,2}}:?{SPACE}{{0,3}}\n?{SPACE}{{0,3}}(?=\d)", re.IGNORECASE
)
_STATE = re.compile(
    rf"{GAP}nước{GAP}(?:cộng{GAP}h(?:òa|oà){GAP}xã{GAP}hội{GAP}chủ{GAP}nghĩa|CHXHCN){GAP}Việt{GAP}Nam",
    re.IGNORECASE,
)
# `sửa đổi, bổ sung một số điều của`, `sửa đổi Điều 60 của`; what is amended: laws by name, or so many laws.
_AMENDS = re.compile(
    rf"""{GAP}(?:sửa{GAP}đổi(?:{SPACE}?,?{GAP}?(?:và{GAP})?bổ{GAP}sung)?|bổ{GAP}sung)
    (?:{GAP}(?:một{GAP}số|các|\d{{1,3}}){GAP}(?:điều|điểm|khoản|nội{GAP}dung)
      |{GAP}[ĐđÐ]iều{GAP}\d{{1,3}}[a-z]?(?:{GAP}và{GAP}[ĐđÐ]iều{GAP}\d{{1,3}})?)?
    {GAP}(?:của{GAP})?""",
    re.VERBOSE | re.IGNORECASE,
)
_MANY = re.compile(
    rf"(?:các|\d{{1,3}}){GAP}(?:bộ{GAP})?luật(?:,{GAP}pháp{GAP}lệnh)?(?={GAP}(?:có{GAP})?(?:liên|trong|về))",
    re.IGNORECASE,
)
_INNER = re.compile(rf"(?:các{GAP})?(?P<type>bộ{GAP}luật|luật|pháp{GAP}lệnh)(?!\w)", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?:,{GAP}?|{GAP}và{GAP}|;{GAP})(?=(?:bộ{GAP})?luật{GAP}|pháp{GAP}lệnh{GAP})", re.IGNORECASE
)
_WORD = re.compile(rf"{GAP}([{LOWER}{UPPER}&]{{1,20}})")
_ACRONYM = re.compile(r"[A-ZĐ&]{3,8}\Z")
_NAME_ENDS = (
    "năm",
    "này",
    "mang",
    "các",
    "những",
    "luật",
    "Luật",
    "Pháp",
    "Bộ",
    "Nghị",
    "Thông",
    "Căn",
    "Nhà",
)


def find_named(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Constitutions, codes, laws and ordinances cited by name, in text order.

    >>> from solieu.lexicon import load
    >>> [m.text for m in find_named("theo Luật đất đai 2003, Bộ luật Hình sự và pháp luật", load())]
    ['Luật đất đai 2003', 'Bộ luật Hình sự']
    """
    floor = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < floor:
            continue
        mention = _named(text, anchor, lexicon)
        if mention is not None:
            yield mention
            floor = mention.end


@cache
def _shorts(lexicon: Lexicon) -> dict[str, str]:
    return {row["abbreviation"]: row["name"] for row in lexicon.rows("law_names") if row["abbreviation"]}


def _named(text: str, anchor: re.Match[str], lexicon: Lexicon) -> Mention | None:
    kind, start = anchor.lastgroup or "", anchor.start()
    if kind == "short":
        known = anchor[0] in _shorts(lexicon)
        return _finish(text, start, anchor.end(), "Bộ luật", lexicon) if known else None
    if kind == "constitution":
        return _constitution(text, anchor, lexicon)
    before = text[max(start - 16, 0) : start]
    small = anchor[0][0].islower()
    if kind == "law" and (_NO_LAW.search(before) or (small and _NO_LAW_SMALL.search(before))):
        return None
    end = _amending_end(text, anchor.end(), lexicon)
    if end is not None:
        return _finish(text, start, end, _TYPES[kind], lexicon)
    end = known_name_end(text, anchor.end(), _TYPES[kind], lexicon)
    if end is None:
        end = None if small else _capital_name_end(text, anchor, before, lexicon)
        return _finish(text, start, end, _TYPES[kind], lexicon) if end else None
    mention = _finish(text, start, end, _TYPES[kind], lexicon)
    # `luật đầu tư` in small letters is a field of law, unless a year or a number tells which act it is.
    small_law = kind == "law" and small
    vague = small_law and first_word(text, anchor.end())[:1].islower() and mention.end == end
    return None if vague or (small_law and "\n" in text[anchor.end() : anchor.end() + 3]) else mention


def _finish(text: str, start: int, end: int, kind: str, lexicon: Lexicon) -> Mention:
    """The mention whose name ends at `end`, with the year or the number that follows."""
    number, year = _number_behind(text, end, lexicon), None
    if number is None and (dated := _YEAR.match(text, end)):
        year, end = dated[1], dated.end()
        number = _number_behind(text, end, lexicon)
    name = " ".join(text[start:end].split())
    if number is None:
        return Mention(
            "docref",
            start,
            end,
            text[start:end],
            Citation(name=name, type=kind, year=year),
            "docref.named_law",
        )
    cited = Citation(
        number=number.text,
        name=name,
        type=kind,
        year=number.year or year,
        symbol=number.symbol,
        issuer_code=number.issuer_code,
    )
    return Mention("docref", start, number.end, text[start : number.end], cited, "docref.named_law_numbered")


def _number_behind(text: str, at: int, lexicon: Lexicon) -> Number | None:
    numbered = _NUMBERED.match(text, at)
    digits = candidate_at(text, numbered.end()) if numbered else None
    return read_number(text, digits, codes(lexicon), headed=True) if digits else None


def _constitution(text: str, anchor: re.Match[str], lexicon: Lexicon) -> Mention | None:
    """A constitution, told by its year or its state: the word alone is any of them."""
    state = _STATE.match(text, anchor.end())
    end = state.end() if state else anchor.end()
    mention = _finish(text, anchor.start(), end, "Hiến pháp", lexicon)
    return mention if mention.end > anchor.end() else None


def _capital_name_end(text: str, anchor: re.Match[str], before: str, lexicon: Lexicon) -> int | None:
    """Where a name that the lexicon has not ends: from a capital to a word that no name of a law holds."""
    first = _WORD.match(text, anchor.end())
    if first is None or not first[1][0].isupper() or not _INTRODUCES.search(before):
        return None
    if anchor[0].isupper():
        return None
    if first[1].isupper() and len(first[1]) > 1:
        return first.end() if _ACRONYM.match(first[1]) else None
    ends = plain_words(lexicon, "issuer_ends")
    if ends.match(text, first.start(1)):
        return None
    end = first.end()
    for _ in range(14):
        word = _WORD.match(text, end)
        if word is None or ("\n" in word[0] and word[1][0].isupper()):
            break
        if word[1] in _NAME_ENDS or ends.match(text, word.start(1)):
            break
        if word[1] == "và" and not goes_on(text, word.end(), lexicon):
            break
        end = word.end()
    # Capitals throughout are a country's name, not a law's: `Luật Hàn Quốc quy định`.
    parts = [part for part in text[anchor.end() : end].split() if part != "và"]
    return end if len(parts) > 1 and not all(part[0].isupper() for part in parts) else None


def _amending_end(text: str, at: int, lexicon: Lexicon) -> int | None:
    """Where the name of an amending act ends: `sửa đổi, bổ sung một số điều của Luật A và Luật B`."""
    found = _AMENDS.match(text, at)
    if found is None:
        return None
    many = _MANY.match(text, found.end())
    if many:
        return _tail_end(text, many.end(), lexicon)
    end, best = found.end(), None
    for _ in range(12):
        inner = _INNER.match(text, end)
        if inner is None:
            break
        kind = " ".join(inner["type"].casefold().split()).capitalize()
        named = known_name_end(text, inner.end(), kind, lexicon)
        if named is None:
            capital = _WORD.match(text, inner.end())
            named = _tail_end(text, inner.end(), lexicon) if capital and capital[1][0].isupper() else None
        if named is None:
            break
        best = named
        joined = _JOINED.match(text, named)
        if joined is None:
            break
        end = joined.end()
    return best


def _tail_end(text: str, at: int, lexicon: Lexicon) -> int:
    """The end of words that go on to punctuation or a verb: `liên quan đến đầu tư xây dựng cơ bản`."""
    ends, end = plain_words(lexicon, "issuer_ends"), at
    for index in range(16):
        word = _WORD.match(text, end)
        if word is None or word[1].casefold() in ("số", "năm", "ngày"):
            break
        if index > 4 and ends.match(text, word.start(1)):
            break
        end = word.end()
    return end
