"""Cases with inline markup: a line of why, then a line of text in which the expected mentions are marked.

    # the year is written with two digits and the century is plain
    Từ <date value="1998-02-09">ngày 9-2-98</date>.

`\\n` in a text is a line break. Attributes are the fields of the mention; one that is written `-` must be
absent. A text without a mark expects no mention of the kinds under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from solieu.types import Citation, Mention, Quantity

FOLDER = Path(__file__).parent / "cases"
_MARK = re.compile(r"<(\w+)((?:\s+\w+=\"[^\"]*\")*)>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Expected:
    kind: str
    start: int
    end: int
    fields: dict[str, str]


@dataclass(frozen=True)
class Case:
    why: str
    text: str
    expected: tuple[Expected, ...]


def read_cases(name: str) -> list[Any]:
    """The cases of `tests/cases/<name>.txt`, as pytest parameters named by their line and their why."""
    return [
        pytest.param(case, id=f"{name}:{number} {case.why}"[:90])
        for number, case in _cases((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    ]


def _cases(content: str) -> Iterator[tuple[int, Case]]:
    why = ""
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("#"):
            why = line.lstrip("# ")
        elif line.strip():
            assert why, f"line {number}: a case needs a line of why before it"
            yield number, parse(line, why)


def parse(line: str, why: str = "") -> Case:
    text, expected, position = "", [], 0
    line = line.replace("\\n", "\n")
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        start = len(text)
        text += match[3]
        expected.append(Expected(match[1], start, len(text), dict(_ATTRIBUTE.findall(match[2]))))
        position = match.end()
    text += line[position:]
    assert not re.search(r"</?[a-z]+[ >]", text), f"unbalanced markup: {line}"
    return Case(why, text, tuple(expected))


def assert_found(case: Case, mentions: Iterable[Mention], kinds: Iterable[str]) -> None:
    """The mentions of these kinds are exactly those marked, with the fields that the marks name."""
    found = sorted((m for m in mentions if m.kind in set(kinds)), key=lambda m: m.start)
    marked = [e for e in case.expected if e.kind in set(kinds)]
    assert [(m.kind, m.text) for m in found] == [(e.kind, case.text[e.start : e.end]) for e in marked]
    for mention, expected in zip(found, marked, strict=True):
        assert (mention.start, mention.end) == (expected.start, expected.end)
        assert case.text[mention.start : mention.end] == mention.text
        for name, value in expected.fields.items():
            assert field(mention, name) == (None if value == "-" else value), f"{mention.text}: {name}"


def field(mention: Mention, name: str) -> str | None:
    """A field of a mention by the guideline's name, as text."""
    if name == "value":
        return mention.value.text
    if name == "unit":
        return mention.value.unit if isinstance(mention.value, Quantity) else None
    holder = (
        mention.value if hasattr(mention.value, name) and isinstance(mention.value, Citation) else mention
    )
    value = getattr(holder, name, None)
    if value is None and hasattr(mention.value, name):
        value = getattr(mention.value, name)
    return None if value is None or value is False else str(value).replace("True", "true")
