"""What stands right behind a number: percent sign, currency, unit of measurement, or `tuổi`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solieu.lexicon import Lexicon
from solieu.lexicon.pattern import OPTIONAL_GAP, SPACE, alternation, literal
from solieu.types import Kind

# `%`, `phần trăm`, `điểm phần trăm`, `điểm %`, `đ%`
_POINTS = rf"{literal('điểm')}{OPTIONAL_GAP}(?:%|{literal('phần trăm')})"
_PERCENT = re.compile(
    rf"{OPTIONAL_GAP}(?:(?P<points>{_POINTS})|%|{literal('phần trăm')}(?!\w))", re.IGNORECASE
)
# `2g sáng`, `lúc 7g30` is a time of day, not grams
_CLOCK = re.compile(rf"g(?:\d{{2}}(?!\d)|{SPACE}+(?:sáng|trưa|chiều|tối|đêm|ngày|cùng ngày)(?!\w))")
_AGE = re.compile(rf"{OPTIONAL_GAP}{literal('tuổi')}(?!\w)(?!{SPACE}+[Đđ]ảng)", re.IGNORECASE)
# A number behind a slash belongs to a rate only where a noun follows it: `/10.000 dân`, `/100 hộ`
_PER_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|[1-9]\d{1,6})" + OPTIONAL_GAP


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit behind a number: the kind of figure it makes, how a table shows it, and where it ends."""

    kind: Kind
    name: str
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    exact: re.Pattern[str]
    word: re.Pattern[str]
    money_exact: re.Pattern[str]
    money_word: re.Pattern[str]
    rate: re.Pattern[str]
    longer: re.Pattern[str]
    names: dict[str, str]
    scores: frozenset[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    def pattern(table: str, case: str) -> re.Pattern[str]:
        names = [row["name"] for row in lexicon.rows(table) if row["case"] == case]
        return re.compile(
            f"{OPTIONAL_GAP}({alternation(names)}|(?!))(?!\\w)", re.IGNORECASE if case == "any" else 0
        )

    rows = lexicon.rows("units")
    below = alternation([*lexicon.column("denominators", "name"), *lexicon.column("units", "name")])
    return _Grammar(
        exact=pattern("units", "exact"),
        word=pattern("units", "any"),
        money_exact=pattern("currencies", "exact"),
        money_word=pattern("currencies", "any"),
        # nouns that begin like a unit: `32 đồng chí`, `2 triệu đồng bào`, `3 điểm trường`
        longer=re.compile(rf"{OPTIONAL_GAP}{alternation(_longer_nouns(lexicon))}(?!\w)", re.IGNORECASE),
        # `/lượt`, `/người/tháng`, `/10.000 dân`
        rate=re.compile(rf"(?:{SPACE}?/{SPACE}?(?:{_PER_NUMBER})?{below}(?!\w)){{1,3}}", re.IGNORECASE),
        names={
            row["name"].casefold(): row["unit"]
            for table in ("units", "currencies")
            for row in lexicon.rows(table)
        },
        scores=frozenset(row["unit"] for row in rows if row["kind"] == "score"),
    )


def _longer_nouns(lexicon: Lexicon) -> list[str]:
    units = {name.casefold() for table in ("units", "currencies") for name in lexicon.column(table, "name")}
    return [
        name
        for name in lexicon.column("classifiers", "name")
        if name.casefold().split()[0] in units and " " in name
    ]


def unit_at(text: str, position: int, lexicon: Lexicon) -> Unit | None:
    """The unit that begins at `position` (after a gap or none), rate included, or None.

    >>> from solieu.lexicon import load
    >>> unit_at("30.000 đồng/lượt", 6, load())
    Unit(kind='money', name='đồng/lượt', end=16, weak=False)
    """
    percent = _PERCENT.match(text, position)
    if percent:
        return Unit("percent", "điểm %" if percent["points"] else "%", percent.end())
    age = _AGE.match(text, position)
    if age:
        return Unit("age", "tuổi", age.end())
    grammar = _grammar(lexicon)
    if _CLOCK.match(text, position) or grammar.longer.match(text, position):
        return None
    patterns: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("money", grammar.money_exact),
        ("money", grammar.money_word),
        ("measure", grammar.exact),
        ("measure", grammar.word),
    )
    matches = [(kind, match) for kind, pattern in patterns if (match := pattern.match(text, position))]
    if not matches:
        return None
    kind, match = max(matches, key=lambda item: item[1].end())
    return _with_rate(text, kind, match, grammar)


def _with_rate(text: str, kind: Kind, match: re.Match[str], grammar: _Grammar) -> Unit:
    written = re.sub(r"\s+", " ", match[1])
    name = grammar.names.get(written.casefold(), written)
    rate = grammar.rate.match(text, match.end())
    if rate is None:
        return Unit(kind, name, match.end(), weak=name in grammar.scores)
    below = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", rate[0].strip()))
    return Unit(kind, name + below, rate.end())


def rate_at(text: str, position: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The `/10.000 dân` of a rate that begins at `position`."""
    return _grammar(lexicon).rate.match(text, position)
