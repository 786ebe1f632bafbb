"""The districts of a text's own province, which it names by their names alone: `riêng Chợ Đồn 60 ha`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from solieu.lexicon.places import fold, register
from solieu.observe.where.named import RUN, Named

# How far before a name the words are read that make it that of a street or a person, in characters.
_BEFORE = 24
# `đường Hai Bà Trưng`, `trường Lê Lợi`, `ông Yên Mỹ`: what is called like a district.
_OTHER = re.compile(
    r"\b(?:đường|phố|đại\s+lộ|ngõ|cầu|chợ|trường|THPT|THCS|tiểu\s+học|mầm\s+non|trạm|hồ|sông|núi|chùa|đền|đình|công\s+ty"
    r"|ông|bà|anh|chị|cô|em|đồng\s+chí|khu|cụm|dự\s+án)\s+$",
    re.IGNORECASE,
)


def own_districts(text: str, names: Sequence[Named], province: str) -> Iterator[Named]:
    """The districts of a province where a text names them without their kind, outside all other names.

    Args:
        text: the document's text.
        names: the other names in it, in text order.
        province: the name of the province.
    """
    known = _districts(fold(province))
    index = 0
    for run in RUN.finditer(text) if known else ():
        while index < len(names) and names[index].end <= run.start():
            index += 1
        taken = index < len(names) and names[index].start < run.end()
        if taken or fold(run[0]) not in known:
            continue
        if not _OTHER.search(text, max(0, run.start() - _BEFORE), run.start()):
            yield Named(run.start(), run.end(), run[0], "district")


@lru_cache(maxsize=128)
def _districts(province: str) -> frozenset[str]:
    """The keys of the names of all districts that lie or lay in a province, those of one word left out."""
    provinces = register().named_provinces(province)
    codes = {code for place in provinces for code in (place.code, *place.predecessors)}
    local = (place for place in register().local if place.level == "district" and place.parent in codes)
    return frozenset(fold(place.name) for place in local if " " in place.name)
