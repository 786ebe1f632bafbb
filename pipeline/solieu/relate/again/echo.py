"""Which figures a text tells again in a clause told again: the words behind, or another figure, recur."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from solieu.arithmetic import slips
from solieu.relate.scene import Figure, Scene
from solieu.types import Relation

# How many words behind a figure have to be the same, and how many digits it needs, zeros at its end aside.
BEHIND, TOLD = 5, 4
# How many words between two figures have to be the same, and how far they may be apart, in characters.
BETWEEN, APART = 2, 90
# How many figures of one wording are looked at; more are a table or a tariff.
CROWD = 6

_KINDS = ("count", "money", "measure")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.;:\n]")
_PARAGRAPH = re.compile(r"\n\s*\n")
# A sentence that spells out what the one before it said
_SPELLS_OUT = re.compile(r"\s*(?:cụ thể|theo đó)(?!\w)", re.IGNORECASE)
# What makes a clause tell of more, of others, of another time or of a part
_MORE = re.compile(
    r"(?<!\w)(?:thêm|tiếp|khác|còn|riêng|mỗi|từng|trước đó|sau đó|lên|nâng|hôm qua|hiện|đến nay|trong đó)"
    r"(?!\w)",
    re.IGNORECASE,
)

_Pair = tuple[Figure, Figure]


def find_echoes(scene: Scene) -> list[Relation]:
    """The pairs of figures of clauses that are told twice, each figure next to the first telling of it.

    By `repeat.behind` the words right behind both are the same, a name among them, and the figures are the
    same or one slip of the pen apart, of so many digits that this is hardly chance. By `repeat.clause` each
    stands beside another figure, with the same words between the two, of which the other is the same both
    times: `khởi tố 6 vụ án và 10 bị can. Cụ thể, … khởi tố 5 vụ án và 10 bị can`. Such clauses recur for
    other places and persons, so the second must spell the first out, or the first stand in the opening of the
    text, and no name be new.
    """
    found = [*_behind(scene), *_clauses(scene)]
    return sorted(found, key=lambda relation: relation.members[0][1].start)


def _behind(scene: Scene) -> Iterator[Relation]:
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in scene.figures:
        words = _words_behind(scene, figure)
        if _plain(figure) and _digits(figure) >= TOLD and words is not None:
            told[figure.kind, figure.unit, *words].append(figure)
    for group in told.values():
        if len(group) > CROWD or any(scene.is_item(figure.sentence) for figure in group):
            continue
        usual = Counter(figure.quantity.low for figure in group).most_common(1)[0][0]
        first = next(figure for figure in group if figure.quantity.low == usual)
        seen = {first.sentence}
        for figure in group:
            near = figure.quantity.low == usual or figure.quantity.low in set(slips(first.quantity))
            if figure.sentence not in seen and near:
                seen.add(figure.sentence)
                yield _relation("behind", *sorted((first, figure), key=lambda one: one.start))


def _plain(figure: Figure) -> bool:
    counted = figure.kind != "count" or bool(figure.noun)
    return (
        figure.kind in _KINDS
        and figure.level
        and counted
        and figure.mention.hedge is None
        and "/" not in figure.unit
    )


def _digits(figure: Figure) -> int:
    quantity = figure.quantity
    return len(format((quantity.low / quantity.step).to_integral_value(), "f").lstrip("-").rstrip("0"))


def _words_behind(scene: Scene, figure: Figure) -> list[str] | None:
    """The words right behind a figure, folded; None where there are too few or none is a name."""
    behind = _STOP.split(scene.text[figure.end : figure.end + APART])[0]
    words = _WORD.findall(behind)[:BEHIND]
    named = any(word[0].isupper() for word in words[1:])
    return [word.casefold() for word in words] if len(words) == BEHIND and named else None


def _clauses(scene: Scene) -> Iterator[Relation]:
    told: dict[tuple[str, ...], list[_Pair]] = defaultdict(list)
    for left in scene.figures:
        right = scene.beside(left, 1)
        if right is None or not (_plain(left) and _plain(right)):
            continue
        between = scene.between(left, right)
        words = _WORD.findall(between.casefold())
        if len(words) >= BETWEEN and len(between) < APART and not _STOP.search(between):
            told[left.kind, left.unit, right.kind, right.unit, *words].append((left, right))
    for pairs in told.values():
        if len(pairs) <= CROWD:
            for first, again in combinations(pairs, 2):
                yield from _told_again(scene, first, again)


def _told_again(scene: Scene, first: _Pair, again: _Pair) -> Iterator[Relation]:
    same = [one.quantity.low == other.quantity.low for one, other in zip(first, again, strict=True)]
    apart = again[0].sentence - first[0].sentence
    if not any(same) or apart < 1 or not _same_things(first[1], again[1]):
        return
    if scene.is_item(again[0].sentence) or _MORE.search(_clause(scene, again)):
        return
    opening = _opening(scene)
    spelt_out = apart == 1 and _SPELLS_OUT.match(scene.text, scene.sentences[again[0].sentence][0])
    if not (spelt_out or first[1].end <= opening <= again[0].start):
        return
    known = set(_WORD.findall(scene.text, 0, max(opening, scene.sentences[first[0].sentence][1])))
    if _names(_clause(scene, again)) <= known and _dates(scene, again) <= _dates(scene, first):
        yield _relation("clause", *((first[0], again[0]) if same[1] else (first[1], again[1])))


def _same_things(left: Figure, right: Figure) -> bool:
    """Whether two figures count the same, in whatever order its words stand: `dân thường`, `thường dân`."""
    words = [set(_WORD.findall(figure.noun)[:2]) for figure in (left, right)]
    return words[0] == words[1]


def _clause(scene: Scene, pair: _Pair) -> str:
    """The words of a sentence up to its second figure, and those right behind that."""
    start, end = scene.sentences[pair[0].sentence]
    return scene.text[start : min(end, pair[1].end + APART // 2)]


def _opening(scene: Scene) -> int:
    """Where the second paragraph ends: the headline and the lines that lead a report."""
    breaks = [match.start() for match in _PARAGRAPH.finditer(scene.text, 0, 2000)]
    return breaks[1] if len(breaks) > 1 else 0


def _names(text: str) -> set[str]:
    """The words with a capital, the first aside."""
    return {word for word in _WORD.findall(text)[1:] if word[0].isupper()}


def _dates(scene: Scene, pair: _Pair) -> set[str]:
    """The dates of a pair's sentence up to its second figure."""
    return {date.value.text for date in scene.dates_in(scene.sentences[pair[0].sentence][0], pair[1].end)}


def _relation(rule: str, first: Figure, again: Figure) -> Relation:
    return Relation("repeat", (("first", first.mention), ("again", again.mention)), f"repeat.{rule}")
