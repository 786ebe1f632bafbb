"""A key that is the same for the same document wherever it is cited, and None when that cannot be told.

State numbers begin again each year, in every office (Decree 30/2020/NĐ-CP, article 15); provinces and
districts number alike, so their documents need the place; Party numbers begin again with each committee's
term (Guidance 36-HD/VPTW); an act is told by its number, or by its name and year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from solieu.extract.docref.law_names import fold_name
from solieu.extract.docref.number import fold_code
from solieu.types import Citation, Mention

# Codes of offices that every province or district has: such a number needs the place of its issuer.
_LOCAL = re.compile(
    r"(?:UBND|HĐND|UB|UBT|UBHC|TU|HU|QU|ĐU|S[A-ZĐ]{2,8}|CAT|TA|VKS|BCĐ|BCH|BQL|VP|THA\w*|CCT\w*|CT|CA|CTUBND|"
    r"BTCTU|BTGTU|BDVTU|BTV\w*)\d*\Z"
)
_CENTRAL_PARTY = re.compile(r"T[WƯ]\Z")
_COMMITTEES = ("TU", "HU", "QU", "ĐU")
# The days on which the congresses of the Party opened a new term, IX to XIV.
_CONGRESSES = {
    "2001-04-19": "IX", "2006-04-18": "X", "2011-01-12": "XI", "2016-01-20": "XII", "2021-01-25": "XIII",
    "2026-01-19": "XIV",
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_NAMES = r"\s+((?:[^\W\d_]+[\s-]{0,3}){1,5})"
_PLACE = re.compile(
    r"(?i)\b(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|tỉnh ủy|tỉnh uỷ|thành ủy|"
    rf"thành uỷ|huyện ủy|huyện uỷ|quận ủy|quận uỷ){_NAMES}"
)
_SESSION = re.compile(r"(?i)khóa|khoá|lần thứ|đại hội [ivx]+")
_TRAILING_YEAR = re.compile(r"(?:,? năm)? (?:19|20)\d\d\Z")
_SHORT_DIGITS = re.compile(r"[\d.]+[a-zđ]?", re.IGNORECASE)


def with_keys(mentions: list[Mention]) -> list[Mention]:
    """The mentions with the key of each citation; a short form takes that of the only earlier one it fits."""
    meant: dict[str, set[str]] = defaultdict(set)
    result = list(mentions)
    for index, mention in enumerate(mentions):
        cited = mention.value
        if not isinstance(cited, Citation):
            continue
        key = key_of(cited)
        forms = _forms(cited)
        if key is None and len(meant[forms[0]]) == 1:
            (key,) = meant[forms[0]]
        elif key is not None:
            for form in forms:
                meant[form].add(key)
        if key is not None:
            result[index] = replace(mention, value=replace(cited, key=key))
    return result


def key_of(cited: Citation) -> str | None:
    """The key of a citation from what it says itself, or None where that leaves a doubt.

    >>> key_of(Citation(number="34/2016/NĐ-CP", year="2016", symbol="NĐ-CP", issuer_code="CP"))
    '34/2016/nd-cp'
    >>> key_of(Citation(number="922/QĐ-UBND", symbol="QĐ-UBND", date="2025-09-11")) is None
    True
    """
    if cited.number is None:
        return _key_of_name(cited)
    if cited.symbol is None:
        return None
    number = fold_code(cited.number).replace("/tư", "/tw").replace("-tư", "-tw")
    if _CENTRAL_PARTY.search(cited.symbol):
        term = _term(cited.date)
        return f"{number}|{term}" if term else None
    codes = re.split(r"[-/]", cited.symbol)
    local = any(_LOCAL.fullmatch(code) for code in codes)
    place = _place(cited.issuer) if local else ""
    # A committee of the Party numbers by its own term, whose days are not known: the day itself tells as
    # much.
    told = cited.date if codes[-1] in _COMMITTEES else cited.year or _year(cited.date)
    if place is None or told is None:
        return None
    if cited.year is None:
        number += f"|{told}"
    return f"{number}|{place}" if place else number


def _key_of_name(cited: Citation) -> str | None:
    """The name without its year and the year, which a date can tell too; the name alone with a session."""
    if cited.name is None:
        return None
    name = fold_name(_TRAILING_YEAR.sub("", cited.name))
    year = cited.year or _year(cited.date)
    if _SESSION.search(cited.name):
        return name
    return f"{name}|{year}" if year else None


def _forms(cited: Citation) -> list[str]:
    """The forms in which a text may come back to a document, its own first: without letters, without year."""
    kind = (cited.type or "").casefold()
    forms = []
    if cited.number is not None:
        forms.append(f"{kind}|{fold_code(cited.number)}")
        if digits := _SHORT_DIGITS.match(cited.number):
            forms.append(f"{kind}|{digits[0].casefold()}")
            forms += [f"{forms[-1]}/{cited.year}"] if cited.year else []
    if cited.name is not None:
        forms.append(f"{kind}|{fold_name(_TRAILING_YEAR.sub('', cited.name))}")
    return forms


def _year(date: str | None) -> str | None:
    return date[:4] if date and date[:4].isdigit() else None


def _term(date: str | None) -> str | None:
    """The term of the Party's Central Committee on a day; None before 2001 and without a whole date."""
    if date is None or not _DAY.match(date):
        return None
    opened = [day for day in _CONGRESSES if day <= date]
    return _CONGRESSES[max(opened)] if opened else None


def _place(issuer: str | None) -> str | None:
    """The place of a local issuer, folded, or None: that of `UBND tỉnh Bình Dương`, not of `UBND tỉnh`."""
    found = _PLACE.search(issuer) if issuer else None
    if found is None or not any(word[0].isupper() for word in found[2].split()):
        return None
    return fold_name(found[0])
