"""Firms that a text names without saying what they are: the well known, and those it deals with as firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from solieu.lexicon import Lexicon
from solieu.observe.where.named import RUN, Named, is_brand

# A name of one to three words, or an abbreviation.
_NAME = r"(?P<name>[A-Z][A-Za-z]{2,20}(?:[ \u00a0][A-Z][A-Za-z]{2,20}){0,2})(?!\w)"
# What only a firm has, before its name: `cổ phiếu Habeco`, `vốn điều lệ của Habeco`, `Chủ tịch HĐQT Habeco`.
_HAS = re.compile(
    rf"""\b(?: cổ\s(?:phiếu|phần|đông)(?:\s(?:của|tại))?
      | vốn\s(?:điều\slệ|góp|h[oó][aá](?:\sthị\strường)?)\s(?:của|tại)
      | (?-i:HĐQT) | hội\sđồng\squản\strị | nhà\sbăng | thoái\svốn\s(?:tại|khỏi)
      | doanh\sthu\s(?:thuần\s)?của | lợi\snhuận\s(?:\w{{2,6}}\s){{0,2}}của
      | \d\s?%\s(?:vốn|cổ\sphần)(?:\s(?:của|tại))? )
    \s(?-i:{_NAME})""",
    re.VERBOSE | re.IGNORECASE,
)
# How many firms a text makes known so, at most.
_MOST = 40
# `đăng trên Twitter`, `gọi qua Viettel`: where or by what means something is told.
_ON, _BEFORE = re.compile(r"\b(?:trên|qua|lên|mạng(?:\s+xã\s+hội)?)\s+$", re.IGNORECASE), 20
_TICKER, _SHARES = 3, re.compile(r"cổ\sphiếu", re.IGNORECASE)
# What is abbreviated so and no firm.
_NO_FIRM = frozenset(
    ("UBND", "HĐND", "HĐQT", "ĐHĐCĐ", "USD", "FDI", "ODA", "GDP", "NSNN", "TTCK", "TNHH", "CTCP", "DNNN")
)


def firms(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Named]:
    """Firms by their names alone, in text order: `Vietcombank`, and what a text calls `cổ đông Habeco`.

    Args:
        text: the document's text.
        start: where to begin.
        end: where to stop.
        lexicon: the vocabulary.
    """
    pattern = _known(lexicon)
    called = dict.fromkeys(found["name"] for found in _HAS.finditer(text, start, end) if _is_firm(found))
    if called:
        # `TLG` of a Tân Long Gia Phú: the text has the name
        runs = ("".join(word[0] for word in run[0].split()) for run in RUN.finditer(text, start, end))
        initials = {run[:length] for run in runs for length in range(_TICKER, len(run) + 1)}
        called = {name: None for name in called if name not in initials}
    if called:
        names = "|".join(re.escape(name) for name in sorted(islice(called, _MOST), key=_longest))
        pattern = re.compile(rf"{pattern.pattern}|(?<![\w-])(?:{names})(?![\w-])")
    for found in pattern.finditer(text, start, end):
        if _ON.search(text, max(start, found.start() - _BEFORE), found.start()):
            continue
        yield Named(found.start(), found.end(), found[0], "body")


def _is_firm(found: re.Match[str]) -> bool:
    name = found["name"]
    if name.isupper() and " " not in name:
        # `cổ phiếu VCB`: the letters by which shares are traded
        return name not in _NO_FIRM and not (len(name) == _TICKER and _SHARES.match(found[0]))
    return all(map(is_brand, name.split()))


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    names = sorted(lexicon.column("firms", "name"), key=_longest)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name
