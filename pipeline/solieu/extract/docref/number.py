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

from solieu.extract.docref.words import LOWER, UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import DASH, SPACE

CAPITAL = "A-ZĐÐĂÂÊÔƠƯ"
_LETTER_NEXT = rf"{SPACE}?[/-]{SPACE}?[{CAPITAL}]"

# Digits with a year perhaps: `34/2016`, `12/98`, `966A`, `30a`, `66.13/2026`, `1.234`. Nothing may touch
# them on the left but `số` (English: `No.`), so that the years of blank numbers (`/2019/TT-BTC`) and of
# fractions are not read as numbers.
_DIGITS = re.compile(
    rf"""(?P<digits> [0-9]
    (?: (?<![\w/.,].) (?<![{LOWER}{UPPER}\d]{DASH}.) | (?<=số.) | (?<=Số.) | (?<=No\..) )
    [0-9]{{0,5}} (?: \.[0-9]{{1,3}} (?={SPACE}?[/-]) )? ) (?![0-9])
    (?P<suffix> [A-Ha-hĐđÐ](?!\w) | \.[a-e](?=/) | {SPACE}[A-H](?={SPACE}?/{SPACE}?[{CAPITAL}]) )?
    (?: {SPACE}{{0,2}}/{SPACE}{{0,2}} (?P<year> (?:19|20)\d\d (?!\d) | \d{{2,4}} (?={_LETTER_NEXT}) ) )?
    """,
    re.VERBOSE,
)
# Digits torn apart by character recognition, only read behind type words or `số`: `1 30/2 016`, `4 521/QĐ`.
_TORN = re.compile(
    rf"""(?P<digits> \d (?:{SPACE}?\d){{0,4}} ) (?P<suffix>(?!))?
    {SPACE}?/{SPACE}? (?P<year> (?:1{SPACE}?9|2{SPACE}?0){SPACE}?\d{SPACE}?\d ) (?!\d)""",
    re.VERBOSE,
)
_TORN_DIGITS = re.compile(
    rf"(?P<digits>\d{{1,2}}{SPACE}\d{{3}})(?P<suffix>(?!))?(?P<year>(?!))?(?={_LETTER_NEXT})"
)
# One part of the letters: `QĐ`, `TTg`, `CTrHĐ`, `QH14`, `GD&ĐT`. A word glued to it (`BGTVTcủa`) ends it;
# before Đ, which many a PDF sets in another font, the line may be broken (`BL⏎ĐTBXH`).
_PART = re.compile(
    rf"""[{CAPITAL}]
    (?: [{CAPITAL}] | {SPACE}?\n(?=[ĐÐ][{CAPITAL}-]) | {SPACE}?&{SPACE}?(?=[{CAPITAL}])
      | [a-z]{{1,2}}(?![{LOWER}]) ){{0,14}}
    \d{{0,3}} (?: (?![{LOWER}{UPPER}\d]) | (?=(?:của|ngày|về|và|do)(?!\w)) )""",
    re.VERBOSE,
)
_SMALL_PART = re.compile(rf"[a-zđăâêôơư]{{1,12}}\d{{0,2}}(?![{LOWER}{UPPER}\d])")
# Between digits and letters, and between letters: a slash or a dash, with spaces, and a line break after it.
# (U+FFFE and U+0002 are what PDF readers make of a hyphen at the end of a line.)
_SEPARATOR = re.compile(rf"{SPACE}{{0,2}}(/|_|\ufffe|\x02|{DASH})(?:{SPACE}{{0,2}}\n)?{SPACE}{{0,2}}")
# The number of a term or of a desk, set apart from its letters: `54/2017/QH 14`, `8771/UBND - CN 1`; `free`
# says that no word follows which it could count.
_APART = re.compile(
    rf"{SPACE}(\d{{1,2}})(?!\w|[.,/:%]\d|%)(?P<free>(?!{SPACE}(?!ngày|của|về|và|do)[{LOWER}]))?"
)
# What has to follow the digits for letters to be read at all.
LETTERS_FOLLOW = re.compile(rf"(?:{_SEPARATOR.pattern})?[{CAPITAL}]")
_ASSEMBLY = {"QH", "UBTVQH", "HĐNN"}
# Letters that follow the digits after a mere space: `150 CP`, `12 TTg`.
_ALONE = {"CP", "TTg", "HĐBT", "SL", "CTN", "TW", "TU"}
_JOINT = {"TTLT", "TTLB", "NQLT", "LB", "LT"}
# A number left blank before its year: `Số:     /2019/TT-BTC`, `Số …./2019/TT-BTC`.
_BLANK = re.compile(r"[/.…_]\s{0,8}\Z")
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
        """Whether a part is an abbreviation of the lexicon, with or without a term's number (`QH14`)."""
        folded = fold_code(part)
        return folded in self.official or (len(folded) > 1 and folded.rstrip("0123456789") in self.official)

    def write(self, part: str) -> str:
        """A part with the official casing: `ttg` is `TTg`, `qđ` is `QĐ`."""
        plain = re.sub(r"\s", "", part).replace("Ð", "Đ").replace("ð", "đ")
        if plain.isupper():
            return plain
        return self.official.get(plain.casefold(), plain if plain != plain.lower() else plain.upper())


@dataclass(frozen=True, slots=True)
class _Letters:
    """One part of a number's letters: what stands before it, the part, where it ends; `loose` with spaces."""

    separator: str
    part: str
    end: int
    loose: bool = False


def fold_code(part: str) -> str:
    """A part of a number without the differences of spelling: case, look-alike Ð, Đ typed as D."""
    return part.casefold().replace("ð", "d").replace("đ", "d")


@cache
def codes(lexicon: Lexicon) -> Codes:
    """The codes of a lexicon's types and issuers."""
    types = [code for code in lexicon.column("document_types", "abbreviation") if code]
    bodies = [code for row in lexicon.rows("bodies") for code in row["codes"].split("|") if code]
    issuers = [*bodies, *(code for code in lexicon.column("issuers", "code") if code)]
    written = [*types, *issuers, *lexicon.column("issuer_codes", "code")]
    official = {code.casefold(): code for code in written}
    official |= {fold_code(code): code for code in written if fold_code(code) not in official}
    return Codes(official, frozenset(fold_code(code) for code in types))


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Every run of digits that a document's number could begin with, in text order."""
    return _DIGITS.finditer(text)


def candidate_at(text: str, at: int) -> re.Match[str] | None:
    """The run of digits that begins at a place."""
    return _DIGITS.match(text, at)


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
    letters = list(_letters(text, found.end(), known, headed=headed, year=found["year"] is not None))
    if not letters and headed and (torn := _torn(text, found.start())):
        found = torn
        letters = list(_letters(text, torn.end(), known, headed=True, year=True))
    return _number(found, letters, known) if letters else None


def _torn(text: str, at: int) -> re.Match[str] | None:
    return _TORN.match(text, at) or _TORN_DIGITS.match(text, at)


def bare_number(found: re.Match[str]) -> Number:
    """The number without letters at a candidate: `01`, `86/2015`, `966A`."""
    return Number(found.start(), found.end(), _digits(found), _century(_squeeze(found["year"])))


def _number(found: re.Match[str], letters: list[_Letters], known: Codes) -> Number:
    parts = tuple(one.part for one in letters)
    symbol = parts[0] + "".join(one.separator + one.part for one in letters[1:])
    return Number(
        found.start(),
        letters[-1].end,
        _digits(found) + letters[0].separator + symbol,
        _century(_squeeze(found["year"])),
        symbol,
        _issuer_code(parts, known),
        parts,
        any(known.known(part) for part in parts) and any(len(part) > 1 for part in parts),
    )


def _letters(text: str, at: int, known: Codes, *, headed: bool, year: bool) -> Iterator[_Letters]:
    """The letters from a place on, eight parts at most.

    A dash with spaces does not go on a number whose dashes have none: `05-CT/TW - Ảnh`, `24-CT/TW - TTXVN`.
    """
    last: _Letters | None = None
    tight = False
    for _ in range(8):
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            one = _unseparated(text, at, last, known, headed=headed, year=year)
        else:
            loose = "\n" not in separator[0] and len(separator[0]) > 1
            if loose and tight:
                return
            tight = tight or (not loose and separator[1] != "/")
            one = _part(text, separator.end(), "/" if separator[1] == "/" else "-", known, headed=headed)
            one = _with_desk(text, one, loose=loose) if one else None
        if one is None:
            return
        yield one
        last, at = one, one.end


def _unseparated(
    text: str, at: int, last: _Letters | None, known: Codes, *, headed: bool, year: bool
) -> _Letters | None:
    """Letters with no separator before them.

    Behind the digits: `1357TC/QĐ`, `195 KL/TTCP`, `2013NĐ-CP`, `150 CP`. Behind a type, with a mere space:
    `30/2008/QĐ BTC`.
    """
    spaced = text[at : at + 1] in (" ", "\u00a0")
    begin = at + (1 if headed and spaced else 0)
    if last is not None:
        after_type = headed and spaced and fold_code(last.part) in known.types
        one = _part(text, begin, "-", known, headed=False) if after_type else None
        return one if one and known.known(one.part) and len(one.part) > 2 else None
    one = _part(text, begin, "", known, headed=headed) if headed or year else None
    if one is None or not known.known(one.part):
        return None
    follows = _SEPARATOR.match(text, one.end)
    if follows and not follows[0][0].isspace() and _PART.match(text, follows.end()):
        sure = begin == at or fold_code(one.part) in known.types or len(one.part) <= 3
        return one if sure else None
    return one if one.part in _ALONE else None


def _part(text: str, at: int, separator: str, known: Codes, *, headed: bool) -> _Letters | None:
    found = _PART.match(text, at)
    if found is None and headed:
        found = _SMALL_PART.match(text, at)
        if found is not None and not known.known(found[0]):
            return None
    return _Letters(separator, known.write(found[0]), found.end()) if found else None


def _with_desk(text: str, one: _Letters, *, loose: bool) -> _Letters:
    """A part with the number of a term or a desk that stands apart from it."""
    apart = _APART.match(text, one.end)
    if apart is None:
        return one
    counted = apart["free"] is None
    if len(one.part) == 1 or (not counted and (one.part in _ASSEMBLY or (loose and len(one.part) <= 3))):
        return _Letters(one.separator, one.part + apart[1], apart.end(), loose)
    return one


def _digits(found: re.Match[str]) -> str:
    """The digits with suffix and year as officially written: no spaces, no dot for thousands."""
    digits = _squeeze(found["digits"]) or ""
    whole, dot, rest = digits.partition(".")
    if dot and len(rest) == 3 and found["year"] is None:
        digits = whole + rest
    suffix = (_squeeze(found["suffix"]) or "").replace("Ð", "Đ")
    year = _squeeze(found["year"])
    return digits + suffix + (f"/{year}" if year else "")


def _squeeze(written: str | None) -> str | None:
    return re.sub(r"\s", "", written) if written is not None else None


def _century(year: str | None) -> str | None:
    """The year in four digits; numbers were given years from 1945 on. None for one that is mistyped."""
    if year is None or len(year) == 4:
        return year
    return ("19" if int(year) >= 45 else "20") + year if len(year) == 2 else None


def _issuer_code(parts: tuple[str, ...], known: Codes) -> str | None:
    """Who issued it, by the letters: `CP` of NĐ-CP, `BTP-BCA` of TTLT-BTP-BCA, `LĐTBXH` of LĐTBXH-BTXH."""
    first, rest = parts[0], parts[1:]
    if first in _JOINT:
        return "-".join(rest) or None
    typed = [fold_code(part) in known.types for part in parts]
    code = (rest[0] if rest else None) if typed[0] and not any(typed[1:2]) else first
    return re.sub(r"(?<=QH)\d+\Z", "", code) if code else None
