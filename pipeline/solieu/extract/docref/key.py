"""A key that is the same for the same document wherever it is cited, and None when that cannot be told.

State numbers begin again each year, in every office (Decree 30/2020/NĐ-CP, article 15); provinces and
districts number alike, so their documents need the place; Party numbers begin again with each committee's
term (Guidance 36-HD/VPTW); an act is told by its number, or by its name and year.

A key is the number in one spelling (`34/2016/nd-cp`), and behind bars what else it takes: the year where
the number has none, the term (`18/nq-tw|XII`), the place (`922/qd-ubnd|2025|hưng yên`). A district is named
with its kind and its province (`15/qd-ubnd|2020|huyện yên mỹ, hưng yên`): there are many of one name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from solieu.extract.docref.acts import acts
from solieu.extract.docref.body import Place, bodies, places_of
from solieu.extract.docref.law_names import fold_name
from solieu.extract.docref.number import fold_code
from solieu.extract.docref.words import UPPER
from solieu.lexicon import Lexicon
from solieu.lexicon.places import resolve as find_place
from solieu.lexicon.places.register import Place as RegisteredPlace
from solieu.lexicon.places.register import register
from solieu.types import Citation

# The days on which the congresses of the Party opened a new term, IV to XIV.
_CONGRESSES = {
    "1976-12-14": "IV", "1982-03-27": "V", "1986-12-15": "VI", "1991-06-24": "VII", "1996-06-28": "VIII",
    "2001-04-19": "IX", "2006-04-18": "X", "2011-01-12": "XI", "2016-01-20": "XII", "2021-01-25": "XIII",
    "2026-01-19": "XIV",
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_TERM = re.compile(r"(?i)\bkh(?:óa|oá)\s{1,3}([ivx]{1,6})(?!\w)")
_SESSION = re.compile(r"(?i)\b(?:khóa|khoá|lần thứ|đại hội [ivx]+)\b")
_TRAILING_YEAR = re.compile(r"(?:,? năm)? (?:19|20)\d\d\Z")
# The digits of a number with suffix and year: `05`, `966a`, `66.4/2025`, `1547`.
_DIGITS = re.compile(r"(?P<digits>\d+(?:\.\d+)*)(?P<suffix>[a-zđ]?(?![a-zđ]))(?P<year>/\d+)?", re.IGNORECASE)
# The units that lie above the one that an issuer names: `, huyện Yên Mỹ, tỉnh Hưng Yên`.
_ABOVE = re.compile(
    rf"(?:\s?[,–-]?\s(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã)\s(?:[{UPPER}]\w{{0,7}})"
    rf"(?:(?:\s|\s?[–-]\s?)[{UPPER}]\w{{0,7}}){{0,4}}){{1,2}}"
)
# Standards have one series in the country, with the year behind a colon.
_STANDARD = re.compile(r"[QT]CVN")
# A type glued to its ministry: `TTBLĐTBXH`.
_GLUED = re.compile(r"(tt|qd|ct|kh|cv|tb|nq)(b[a-z]{2,})")
_JOINT = {"ttlt", "ttlb", "nqlt", "lb", "lt"}
# Types that one body alone has issued since its numbers hold the year.
_SOLE_ISSUER = {"Nghị định": "CP"}
# The letters of these types name a term of the assembly instead of what follows from type and body.
_WITH_TERM = ("QH", "UBTVQH")


@dataclass(frozen=True, slots=True)
class Home:
    """What a document says of its own issuer: its places, the smallest first, and its code.

    `named` are the places that its citations name; where that is one of a level, a bare `TAND tỉnh` is its.
    """

    places: tuple[Place, ...] = ()
    code: str | None = None
    date: str | None = None
    named: frozenset[Place] = frozenset()

    def at(self, level: str) -> Place | None:
        """The document's place of a level, as its letterhead or the only issuer of that level names it."""
        own = next((one for one in self.places if one.level == level and one.name), None)
        others = [one for one in self.named if one.level == level and one.name]
        return own or (others[0] if len(others) == 1 and not others[0].is_city else None)


def key_of(cited: Citation, lexicon: Lexicon, *, home: Home | None = None, after: str = "") -> str | None:
    """The key of a citation from what it says itself, or None where that leaves a doubt.

    Args:
        cited: the citation with its date and issuer.
        lexicon: the vocabulary, for the register of bodies.
        home: the issuer of the citing document; gives the place to `UBND tỉnh`, and to its own numbers.
        after: the text behind the citation, which may name the term (`khóa XII`).

    >>> from solieu.lexicon import load
    >>> key_of(Citation(number="34/2016/NĐ-CP", year="2016", symbol="NĐ-CP", issuer_code="CP"), load())
    '34/2016/nd-cp'
    >>> provincial = Citation(number="922/QĐ-UBND", symbol="QĐ-UBND", issuer_code="UBND", date="2025-09-11")
    >>> key_of(provincial, load()) is None
    True
    >>> key_of(provincial, load(), home=Home((Place("province", "hưng yên"),), "UBND"))
    '922/qd-ubnd|2025|hưng yên'
    """
    if cited.number is None:
        return _key_of_name(cited, lexicon)
    if _STANDARD.match(cited.number):
        return cited.number.casefold() if cited.year else None
    if cited.name is not None and acts(lexicon).is_of_another(cited.name, cited.number):
        return None
    cited = _completed(_with_above(cited, after), lexicon)
    number = normal_number(cited)
    if number is None:
        return None
    place = place_of(cited, lexicon, home)
    told = told_of(cited, lexicon, after)
    if place is None or told is None:
        return None
    return "|".join(part for part in (number, told, place) if part)


def normal_number(cited: Citation) -> str | None:
    """The number in one spelling, None where its letters are not known.

    The Party numbers its `Quy định` beside its `Quyết định` and writes the letters of both alike.

    >>> normal_number(Citation(number="5-CT/TƯ", symbol="CT/TƯ")), normal_number(Citation(number="57"))
    ('05/ct-tw', None)
    """
    found = _DIGITS.match(cited.number or "")
    if found is None or cited.symbol is None:
        return None
    parts = [part.replace("&", "") for part in re.split(r"[-/.]", fold_code(cited.symbol)) if part]
    parts = ["tw" if part == "tư" else part for part in parts]
    if parts[:1] and parts[0] in _JOINT:
        parts[1:] = sorted(parts[1:])
    glued = _GLUED.fullmatch(parts[0]) if len(parts) == 1 else None
    parts = list(glued.groups()) if glued else parts
    if cited.type == "Quy định" and parts == ["qd", "tw"]:
        parts[0] = "qdi"
    digits = found["digits"].lstrip("0").rjust(2, "0")
    year = f"/{cited.year}" if _has_year(cited) else ""
    return f"{digits}{found['suffix'].casefold()}{year}/{'-'.join(parts)}"


def told_of(cited: Citation, lexicon: Lexicon, after: str = "") -> str | None:
    """What tells apart the documents that bear a number one after the other: year, term or day; "" for none.

    A local committee of the Party begins its numbers again at a congress whose day is not known, held
    between May and December of every fifth year: there only the day itself tells as much.
    """
    known = bodies(lexicon)
    code = cited.issuer_code or ""
    if _has_year(cited) or (cited.symbol or "")[-1:].isdigit():
        return ""
    last = (cited.symbol or "").rpartition("/")[2]
    code = last if known.party(last) else code  # `06-QĐi/TW`: a type that no table has
    if not known.party(code):
        return _year(cited.date)
    if known.level(code) == "central":
        return _term(cited.date) or _term_in(cited.issuer) or _term_in(after)
    year = _year(cited.date)
    if year is None or int(year) % 5:
        return year
    month = (cited.date or "")[5:7]
    if month.isdigit() and int(month) < 5:
        return year
    return cited.date if cited.date and _DAY.match(cited.date) else None


def place_of(cited: Citation, lexicon: Lexicon, home: Home | None = None) -> str | None:
    """The place of a local body's document, folded; "" for a central body; None where it is not told."""
    known = bodies(lexicon)
    issuer = known.named(cited.issuer)
    if issuer is not None and issuer.level == "central":
        return ""
    codes = [code for code in re.split(r"[-/]", cited.symbol or cited.issuer_code or "") if code]
    code = cited.issuer_code or ""
    # Letters that name no office (`01/QĐ`, `12/HS-ST`) leave that to the issuer.
    local = known.level(code) == "local" or not code or all(known.level(one) == "part" for one in codes)
    if not local:
        return ""
    places = places_of(cited.issuer)
    if home is not None and (found := _at_home(cited, code, places, home)):
        places = found
    return _written(places, cited.date or cited.year, home)


def candidates_of(cited: Citation, lexicon: Lexicon, home: Home) -> tuple[str, ...]:
    """The keys that a citation without one may have: terms of the Party, the document's own place."""
    number = normal_number(cited) if cited.symbol else None
    if number is None:
        return ()
    known, code = bodies(lexicon), cited.issuer_code or ""
    if known.party(code) and known.level(code) == "central":
        last = home.date or "9999"
        return tuple(f"{number}|{term}" for day, term in _CONGRESSES.items() if day <= last and day > "2001")
    told = told_of(cited, lexicon)
    own = _written(home.places, cited.date or cited.year, home) if home.places else None
    if known.level(code) != "local" or not told or not own:
        return ()
    return (f"{number}|{told}|{own}",)


def forms(cited: Citation) -> list[str]:
    """The forms in which a text may come back to a document, its own first: without letters, without year."""
    kind = (cited.type or "").casefold()
    found = []
    if cited.number is not None:
        full = normal_number(cited)
        found.append(full or f"{kind}|{cited.number.casefold()}")
        if full and (digits := _DIGITS.match(cited.number)):
            short = f"{kind}|{digits['digits']}{digits['suffix'].casefold()}"
            found += [short, f"{short}/{cited.year}"] if cited.year else [short]
        if full and cited.year:
            found.append(full.replace(f"/{cited.year}/", "/"))
    if cited.name is not None:
        name = fold_name(_TRAILING_YEAR.sub("", cited.name))
        year = cited.year or _year(cited.date)
        found += [f"{name}|{year}", name] if year else [name]
    return found


def dated_form(cited: Citation) -> str | None:
    """Type, digits and whole day: in one text they mean one document, whatever letters are left out."""
    digits = _DIGITS.match(cited.number or "")
    if digits is None or not cited.type or not _DAY.match(cited.date or ""):
        return None
    return f"{cited.type.casefold()}|{digits['digits']}{digits['suffix'].casefold()}|{cited.date}"


def _with_above(cited: Citation, after: str) -> Citation:
    """A citation whose issuer is a district's or commune's with the province that stands behind its name."""
    at = after.find(cited.issuer) if cited.issuer else -1
    above = _ABOVE.match(after, at + len(cited.issuer or "")) if at >= 0 else None
    return replace(cited, issuer=f"{cited.issuer}{above[0]}") if above else cited


def _completed(cited: Citation, lexicon: Lexicon) -> Citation:
    """A number with a year and no letters with those that its type and issuer must have: `NĐ 34/2016`."""
    if cited.symbol is not None or cited.year is None or cited.type is None:
        return cited
    issuer = bodies(lexicon).named(cited.issuer)
    code = _SOLE_ISSUER.get(cited.type)
    if code is None and issuer is not None and issuer.level == "central" and issuer.codes:
        code = issuer.codes[0] if issuer.codes[0] not in _WITH_TERM and issuer.system == "state" else None
    kind = _abbreviations(lexicon).get(cited.type)
    if code is None or not kind:
        return cited
    symbol = f"{kind}-{code}"
    return replace(cited, number=f"{cited.number}/{symbol}", symbol=symbol, issuer_code=code)


@cache
def _abbreviations(lexicon: Lexicon) -> dict[str, str]:
    return {row["name"]: row["abbreviation"] for row in lexicon.rows("document_types")}


def _has_year(cited: Citation) -> bool:
    found = _DIGITS.match(cited.number or "")
    return found is not None and found["year"] is not None and cited.year is not None


def _at_home(cited: Citation, code: str, places: tuple[Place, ...], home: Home) -> tuple[Place, ...] | None:
    """The places that the citing document lends: to `UBND tỉnh`, or to a number of its own office."""
    if places and all(place.name is None for place in places):
        own = home.at(places[0].level)
        return (own,) if own else None
    if not places and cited.issuer is None and code and code == home.code:
        return home.places
    return None


def _written(places: tuple[Place, ...], day: str | None, home: Home | None) -> str | None:
    """A place as a key has it: a province by its name, a district or commune with all above it.

    None where the province of a district is not told, nor by the register for the only one of that name.
    """
    if not places or places[0].name is None:
        return None
    first = places[0]
    if first.level == "province":
        return first.name
    above = [one for one in places[1:] if one.name]
    if first.level == "commune" and not above:
        return None
    named = [f"{one.kind or one.level} {one.name}" for one in (first, *above) if one.level != "province"]
    province = next((one.name for one in above if one.level == "province"), None)
    if province is None and (above or [first])[-1].level == "district":
        province = _province_of((above or [first])[-1], day, home)
    return None if province is None else ", ".join([*named, province])


def _province_of(district: Place, day: str | None, home: Home | None) -> str | None:
    """The province of a district, folded: the one that has it alone, or the document's own."""
    known = find_place(f"{district.kind or 'huyện'} {district.name}", on=_some_day(day))
    own = home.at("province") if home is not None else None
    provinces = {
        fold_name(province.name)
        for one in ((known.place,) if known.place else known.candidates)
        if one.level == "district" and (province := _parent(one, day)) is not None
    }
    if len(provinces) == 1:
        return provinces.pop()
    if own is not None and own.name is not None and (own.name in provinces or not provinces):
        return own.name
    return None


def _parent(district: RegisteredPlace, day: str | None) -> RegisteredPlace | None:
    """The province that a district lay in."""
    rows = register().rows(district.parent) if district.parent else ()
    on = _some_day(day) or district.valid_from or date.min
    return min(rows, key=lambda row: row.distance(on), default=None)


def _some_day(told: str | None) -> date | None:
    """A day that is told, or one in the middle of a year that is."""
    if told is None or not told[:4].isdigit():
        return None
    try:
        return date.fromisoformat(told) if _DAY.match(told) else date(int(told[:4]), 6, 30)
    except ValueError:  # no such day
        return None


def _key_of_name(cited: Citation, lexicon: Lexicon) -> str | None:
    """The key of the number that the register has for name and year, or these two; the name with a session.

    A date can tell the year too.
    """
    if cited.name is None:
        return None
    name = fold_name(_TRAILING_YEAR.sub("", cited.name))
    year = cited.year or _year(cited.date)
    if _SESSION.search(cited.name):
        return name
    number = acts(lexicon).number(name, year) if year else None
    if number is not None:
        return fold_code(number)
    return f"{name}|{year}" if year else None


def _year(date: str | None) -> str | None:
    return date[:4] if date and date[:4].isdigit() else None


def _term(date: str | None) -> str | None:
    """The term of the Party's Central Committee on a day; None without a whole date."""
    if date is None or not _DAY.match(date):
        return None
    opened = [day for day in _CONGRESSES if day <= date]
    return _CONGRESSES[max(opened)] if opened else None


def _term_in(text: str | None) -> str | None:
    found = _TERM.search(text) if text else None
    return found[1].upper() if found and found[1].upper() in _CONGRESSES.values() else None
