"""The grammar of a document's number: digits, a year perhaps, and the letters that say type and issuer.

State documents are numbered `34/2016/NĐ-CP`, `110/QĐ-TTg`, `5265/LĐTBXH-BTXH` (Decree 30/2020/NĐ-CP, annex I;
Decree 34/2016/NĐ-CP), joint ones `01/2013/TTLT-BTP-BCA`, Party ones `381-QĐ/TU` (Guidance 36-HD/VPTW), laws
`45/2019/QH14`; older ones `43-CP`, `12/CP`, `64-SL`, `1357TC/QĐ-TCT`, `195 KL/TTCP`. Texts add stray spaces,
dashes of every kind, line breaks after a separator and letters of a look-alike alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, SPACE

LOWER = "aàảãáạăằẳẵắặâầẩẫấậbcdđðeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
UPPER = LOWER.upper()
_CAPITAL = "A-ZĐÐĂÂÊÔƠƯ"

# Digits with a year perhaps: `34/2016`, `12/98`, `966A`, `30a`, `66.13/2026`, `1.234`. Nothing may touch them
# on the left, so that the years of blank numbers (`/2019/TT-BTC`) and of fractions are not read as numbers.
_DIGITS = re.compile(
    rf"""(?<![\w/.,]) (?<![{LOWER}{UPPER}\d]{DASH})
    (?P<digits> \d{{1,6}} (?: \.\d{{1,3}} (?={SPACE}?[/-]) )? ) (?!\d)
    (?P<suffix> [A-Ha-hĐđÐ](?!\w) | {SPACE}[A-H](?={SPACE}?/{SPACE}?[{_CAPITAL}]) )?
    (?: {SPACE}{{0,2}}/{SPACE}{{0,2}} (?P<year> (?:19|20)\d\d (?!\d) | \d\d (?={SPACE}?[/-]{SPACE}?[{_CAPITAL}]) ) )?
    """,
    re.VERBOSE,
)
# Digits torn apart by character recognition, only read behind type words or `số`: `1 30/2 016`.
_TORN = re.compile(
    rf"""(?P<digits> \d (?:{SPACE}?\d){{0,4}} ) (?P<suffix>(?!))?
    {SPACE}?/{SPACE}? (?P<year> (?:1{SPACE}?9|2{SPACE}?0){SPACE}?\d{SPACE}?\d ) (?!\d)""",
    re.VERBOSE,
)
# One part of the letters: `QĐ`, `TTg`, `CTrHĐ`, `QH14`, `GD&ĐT`. A word glued to it (`BGTVTcủa`) ends it.
_SEGMENT = re.compile(
    rf"""[{_CAPITAL}] (?: [{_CAPITAL}] | & | [a-z]{{1,2}}(?![{LOWER}]) ){{0,14}} \d{{0,3}}
    (?: (?![{LOWER}{UPPER}\d]) | (?=(?:của|ngày|về|và|do)(?!\w)) )""",
    re.VERBOSE,
)
_SMALL_SEGMENT = re.compile(rf"[a-zđăâêôơư]{{1,12}}\d{{0,2}}(?![{LOWER}{UPPER}\d])")
# Between digits and letters, and between letters: a slash or a dash, with spaces, and a line break after it.
_SEPARATOR = re.compile(rf"{SPACE}{{0,2}}(/|_|{DASH})(?:{SPACE}{{0,2}}\n)?{SPACE}{{0,2}}")
# The number of a term or of a desk, set apart from its letters: `54/2017/QH 14`, `8771/UBND - CN 1`.
_APART = re.compile(rf"{SPACE}(\d{{1,2}})(?![\w.,/:%])(?!{SPACE}(?!ngày|của|về|và|do)[{LOWER}])")
_ASSEMBLY = {"QH", "UBTVQH", "HĐNN"}
# Letters that follow the digits after a mere space: `150 CP`, `12 TTg`.
_ALONE = {"CP", "TTg", "HĐBT", "SL", "CTN", "TW", "TU"}
_JOINT = {"TTLT", "TTLB", "NQLT", "LB", "LT"}
# A number left blank before its year: `Số:     /2019/TT-BTC`, `Số …./2019/TT-BTC`.
_BLANK = re.compile(r"(?:[/.…_]\s{0,8})\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number: `text` is its normal form, `parts` the letters between the separators.

    `known` says that a part is an abbreviation of a type or an issuer, so that the whole can be nothing else.
    """

    start: int
    end: int
    text: str
    year: str | None = None
    symbol: str | None = None
    issuer_code: str | None = None
    parts: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """The letters that numbers carry: `official` from folded to as officially written, and those of types."""

    official: dict[str, str]
    types: frozenset[str]

    def known(self, part: str) -> bool:
        """Whether a part, with or without the number of a term (`QH14`), is an abbreviation in the lexicon."""
        folded = fold_code(part)
        return folded in self.official or (len(folded) > 1 and folded.rstrip("0123456789") in self.official)

    def write(self, part: str) -> str:
        """A part with the official casing: `ttg` is `TTg`, `qđ` is `QĐ`."""
        plain = part.replace("Ð", "Đ").replace("ð", "đ")
        return self.official.get(plain.casefold(), plain if plain != plain.lower() else plain.upper())


def fold_code(part: str) -> str:
    """A part of a number without the differences of spelling: case, look-alike Ð, Đ typed as D."""
    return part.casefold().replace("ð", "d").replace("đ", "d")


@cache
def codes(lexicon: Lexicon) -> Codes:
    """The codes of a lexicon's types and issuers."""
    types = [code for code in lexicon.column("document_types", "abbreviation") if code]
    issuers = [code for code in lexicon.column("issuers", "code") if code]
    written = [*types, *issuers, *lexicon.column("issuer_codes", "code")]
    official = {code.casefold(): code for code in written}
    official |= {fold_code(code): code for code in written if fold_code(code) not in official}
    return Codes(official, frozenset(fold_code(code) for code in types))


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Every run of digits that a document's number could begin with, in text order."""
    return _DIGITS.finditer(text)


def read_number(text: str, found: re.Match[str], known: Codes, *, headed: bool) -> Number | None:
    """The number with letters that begins at a candidate, or None where no letters follow.

    `headed` says that type words or `số` stand before it: then small letters, a mere space before the letters
    and digits torn apart are read too.

    >>> from solieu.lexicon import load
    >>> text = "Nghị định số 34/2016/NĐ - CP ngày"
    >>> read_number(text, next(candidates(text)), codes(load()), headed=True).text
    '34/2016/NĐ-CP'
    """
    if _YEAR.match(found["digits"]) and _BLANK.search(text[max(found.start() - 9, 0) : found.start()]):
        return None
    parts = _letters(text, found.end(), known, headed=headed, year=found["year"] is not None)
    if not parts and headed:
        torn = _TORN.match(text, found.start())
        if torn:
            parts = _letters(text, torn.end(), known, headed=True, year=True)
            found = torn
    if not parts:
        return None
    return _number(found, parts, known)


def bare_number(found: re.Match[str]) -> Number:
    """The number without letters at a candidate: `01`, `86/2015`, `966A`."""
    year = _squeeze(found["year"])
    return Number(found.start(), found.end(), _digits(found) + (f"/{year}" if year else ""), _century(year))


def _number(found: re.Match[str], parts: list[tuple[str, str, int]], known: Codes) -> Number:
    year = _squeeze(found["year"])
    names = tuple(part for _, part, _ in parts)
    symbol = "".join(("" if index == 0 else separator) + part for index, (separator, part, _) in enumerate(parts))
    head = _digits(found) + (f"/{year}" if year else "") + parts[0][0]
    recognised = any(known.known(name) for name in names) and any(len(name) > 1 for name in names)
    return Number(
        found.start(), parts[-1][2], head + symbol, _century(year), symbol, _issuer_code(names, known), names, recognised
    )  # fmt: skip


def _letters(text: str, at: int, known: Codes, *, headed: bool, year: bool) -> list[tuple[str, str, int]]:
    """The letters from a place on: separator, part as officially written, and where it ends, each."""
    parts: list[tuple[str, str, int]] = []
    tight = False
    while len(parts) < 8:
        separator = _SEPARATOR.match(text, at)
        if separator:
            loose = separator[0][0].isspace() or (len(separator[0]) > 1 and "\n" not in separator[0])
            if loose and tight:
                break
            tight = tight or (not loose and separator[1] not in "/")
            mark, begin = ("/" if separator[1] == "/" else "-"), separator.end()
        elif not parts and (headed or year):
            begin = at + (1 if headed and text[at : at + 1] in (" ", "\u00a0") else 0)
            mark = ""
        else:
            break
        part = _part(text, begin, known, headed=headed)
        if part is None or (mark == "" and not _may_follow_bare(text, part[1], part[0], known, spaced=begin > at)):
            break
        name, end = part
        apart = _APART.match(text, end)
        if apart and (name in _ASSEMBLY or (separator and loose and len(name) <= 3)):
            name, end = name + apart[1], apart.end()
        parts.append((mark, name, end))
        at = end
    return parts


def _part(text: str, at: int, known: Codes, *, headed: bool) -> tuple[str, int] | None:
    found = _SEGMENT.match(text, at)
    if found is None and headed:
        found = _SMALL_SEGMENT.match(text, at)
        if found is None or not known.known(found[0]):
            return None
    return (known.write(found[0]), found.end()) if found else None


def _may_follow_bare(text: str, end: int, name: str, known: Codes, *, spaced: bool) -> bool:
    """Whether letters may follow digits with no separator: `1357TC/QĐ`, `195 KL/TTCP`, `2013NĐ-CP`, `150 CP`."""
    if not known.known(name):
        return False
    followed = _SEPARATOR.match(text, end)
    if followed and not followed[0][0].isspace() and _SEGMENT.match(text, followed.end()):
        return not spaced or fold_code(name) in known.types or len(name) <= 3
    return name in _ALONE


def _digits(found: re.Match[str]) -> str:
    digits = _squeeze(found["digits"]) or ""
    whole, dot, rest = digits.partition(".")
    if dot and len(rest) == 3 and found["year"] is None:
        digits = whole + rest
    return digits + (_squeeze(found["suffix"]) or "").replace("Ð", "Đ")


def _squeeze(written: str | None) -> str | None:
    return re.sub(r"\s", "", written) if written is not None else None


def _century(year: str | None) -> str | None:
    if year is None or len(year) == 4:
        return year
    return ("19" if int(year) >= 45 else "20") + year


def _issuer_code(names: tuple[str, ...], known: Codes) -> str | None:
    """Who issued it, by the letters: `CP` of NĐ-CP, `BTP-BCA` of TTLT-BTP-BCA, `LĐTBXH` of LĐTBXH-BTXH."""
    first, rest = names[0], names[1:]
    if first in _JOINT:
        return "-".join(rest) or None
    typed = [fold_code(name) in known.types for name in names]
    code = (rest[0] if rest else None) if typed[0] and not any(typed[1:2]) else first
    return re.sub(r"(?<=QH)\d+\Z", "", code) if code else None
