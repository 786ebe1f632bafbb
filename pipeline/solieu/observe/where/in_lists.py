"""Places named in a ranking, where their kind is told before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.lexicon.pattern import LOWER
from solieu.observe.where.named import CAP, Named

# `xã rộng nhất là Kim Lư`, and the levels of what is named so.
_KINDS = {
    "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_ONE = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))\s(?:[{LOWER}]{{1,8}}\s){{1,6}}nhất\s"
    rf"(?:(?:của|trong|toàn)\s[{LOWER}]{{1,8}}\s)?là\s(?P<name>{CAP}(?:\s{CAP}){{1,3}})"
)


def greatest(text: str, start: int, end: int) -> Iterator[Named]:
    """What is named as the one of its kind: `xã rộng nhất là Kim Lư`, `huyện nghèo nhất của tỉnh là Na Rì`.

    Args:
        text: the document's text.
        start: where to begin.
        end: where to stop.
    """
    for found in _ONE.finditer(text, start, end):
        kind = found["kind"].casefold()
        yield Named(found.start("name"), found.end("name"), found["name"], _KINDS[kind])
