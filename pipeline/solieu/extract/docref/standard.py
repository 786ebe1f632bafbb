"""Standards and regulations cited as documents: `TCVN 5574:2018`, `QCVN 01-1:2018/BYT`, `22 TCN 211-06`.

Forms: Circulars 21/2007/TT-BKHCN and 23/2007/TT-BKHCN (symbol, number, year, issuer); older ones have a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.lexicon.pattern import DASH, GAP, SPACE
from solieu.types import Citation, Mention

_SORT = rf"(?:kỹ{GAP}thuật|[Qq]uốc{GAP}gia|Việt{GAP}Nam|xây{GAP}dựng|ngành)"
_STANDARD = re.compile(
    rf"""(?: (?P<type>[Qq]uy{GAP}chuẩn|[Tt]iêu{GAP}chuẩn) (?:{GAP}{_SORT}){{0,3}} {GAP} )?
    (?P<value> (?<!\w)
      (?: \d\d{SPACE}?TCN | TCVN | QCVN | TCXDVN | TCXD | QCXDVN | QCĐP | TCVS | TCCS | TCĐLVN | ĐLVN )
      (?: {SPACE}(?:ISO/IEC|ISO|IEC|HACCP|GMP|OHSAS) )?
      {SPACE}?:?{SPACE}? \d{{1,5}} (?:-\d{{1,3}}){{0,3}}
      (?: {SPACE}?(?::|{DASH}){SPACE}? (?: (?:19|20){SPACE}?\d{SPACE}?\d | \d{SPACE}?\d{{3}} | \d\d )(?!\d) )?
      (?: {SPACE}?/{SPACE}?[A-ZĐ]{{2,10}}(?!\w) )? )""",
    re.VERBOSE,
)
_YEAR = re.compile(r"[:-]((?:19|20)\d\d)(?:/|\Z)")


def find_standards(text: str) -> Iterator[Mention]:
    """The standards that a text cites, in text order.

    >>> [m.value.text for m in find_standards("theo Quy chuẩn kỹ thuật quốc gia QCVN 07: 2009/BTNMT")]
    ['QCVN07:2009/BTNMT']
    """
    for found in _STANDARD.finditer(text):
        kind = None
        if found["type"]:
            kind = "Quy chuẩn" if found["type"][0] in "Qq" else "Tiêu chuẩn"
        start = found.start("type") if kind else found.start("value")
        value = re.sub(DASH, "-", re.sub(r"\s", "", found["value"]))
        year = _YEAR.search(value)
        cited = Citation(number=value, type=kind, year=year[1] if year else None)
        yield Mention("docref", start, found.end(), text[start : found.end()], cited, "docref.standard")
