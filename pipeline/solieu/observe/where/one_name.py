"""One name for one thing: abbreviations, capitals and long names of firms as a text writes them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import literal
from solieu.observe.where.named import Named
from solieu.observe.where.place_vocabulary import vocabulary

# A word in capitals of fewer letters is an abbreviation: `BR - VT`.
_ABBREVIATED = 4
# A body's name of more words is long.
_LONG = 6


def unified(names: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """The names, a province's abbreviation (`BR-VT`) as its full name where the text writes that too.

    A province in capitals (`HƯNG YÊN`) is written as elsewhere in the text, or as in the register; a firm's
    long name as the text shortens it.

    Args:
        names: the names in a text, in text order.
        lexicon: the vocabulary.
    """
    full, short = dict(_full(names, lexicon)), _short(names)
    known = vocabulary(lexicon)
    kept = []
    for name in names:
        main = known.main(name.name) if name.level == "province" else None
        if main is not None and main in full:
            kept.append(replace(name, name=full[main]))
        elif name.level == "body" and len(name.name.split()) > _LONG:
            kept.append(replace(name, name=short[name.proper]))
        else:
            kept.append(name)
    return kept


def as_written(name: str, text: str) -> str:
    """A name that stands in capitals as the text writes it elsewhere: `BỘ NỘI VỤ` is `Bộ Nội vụ`.

    >>> as_written("BỘ NỘI VỤ", "BỘ NỘI VỤ. Theo Bộ Nội vụ")
    'Bộ Nội vụ'
    """
    if not name.isupper():
        return name
    pattern = re.compile(literal(name), re.IGNORECASE)
    written = next((found[0] for found in pattern.finditer(text) if not found[0].isupper()), None)
    return written or (name if max(map(len, name.split())) < _ABBREVIATED else name.title())


def _full(names: Sequence[Named], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """How the text writes the full names of provinces, by the register's; last how it does so first."""
    known = vocabulary(lexicon)
    mains = [(name, known.main(name.name)) for name in names if name.level == "province"]
    written = [
        (main, name.name) for name, main in mains if main and known.folded(name.name) == known.folded(main)
    ]
    yield from ((main, main) for main, _ in reversed(written))
    yield from ((main, name) for main, name in reversed(written) if not name.isupper())


def _short(names: Sequence[Named]) -> dict[str, str]:
    """The shortest that the text calls each body, by the words in capitals."""
    short: dict[str, str] = {}
    for name in names:
        if name.level == "body":
            short[name.proper] = min(short.get(name.proper, name.name), name.name, key=len)
    return short
