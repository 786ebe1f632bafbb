"""Railways, roads and rivers: the ends that name a line, and the one place on it that is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from solieu.lexicon.pattern import LOWER
from solieu.observe.where.named import CAP, Named

# `đường sắt tốc độ cao Bắc - Nam`, `đoạn Hà Nội - Vinh`.
_LINE = re.compile(
    rf"\b(?i:đường\s+sắt(?:\s[{LOWER}]{{1,8}}){{0,4}}|đoạn(?:\s+là)?)\s"
    rf"(?P<name>{CAP}(?:\s{CAP}){{0,2}}\s[-–]\s{CAP}(?:\s{CAP}){{0,2}})"
)
# What passes many places, how large those are, and what leads one: `quốc lộ 6 đoạn qua xã Kim Lư`.
_PASSING = re.compile(r"(?:quốc\s+lộ|tỉnh\s+lộ|đường|cao\s+tốc|sông|suối|kênh)\b", re.IGNORECASE)
_PASSED = ("village", "commune", "district")
_AT = re.compile(
    r"\s*[,(]\s*|,?\s+(?:đoạn\s+)?(?:(?:chạy\s+|đi\s+)?qua|thuộc|tại|ở)\s+(?:địa\s+(?:bàn|phận)\s+)?",
    re.IGNORECASE,
)


def lines(text: str, start: int, end: int) -> Iterator[Named]:
    """Railways and parts of a line, by the two ends that name them: `đường sắt tốc độ cao Bắc - Nam`.

    Args:
        text: the document's text.
        start: where to begin.
        end: where to stop.
    """
    for found in _LINE.finditer(text, start, end):
        yield Named(found.start("name"), found.end("name"), found["name"], "spot")


def passed(text: str, names: Sequence[Named]) -> list[Named]:
    """The names, of a road or river with a small place that it passes only that: `quốc lộ 6 qua xã Kim Lư`.

    Args:
        text: the document's text.
        names: the names in it, in text order.
    """
    kept: list[Named] = []
    for name in names:
        line = kept[-1] if kept and _PASSING.match(kept[-1].name) else None
        if line is not None and name.level in _PASSED and _AT.fullmatch(text, line.end, name.start):
            kept[-1] = replace(name, start=line.start)
        else:
            kept.append(name)
    return kept
