"""Which figures make up which whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from solieu.relate.listing import ITEMS, LED, Opening, governing, openings, whole_of
from solieu.relate.scene import Figure, Scene, likeness
from solieu.relate.sums import presented
from solieu.relate.sums.adding import SUMMED, adds_up, gap_of, odds, overlapping, relation
from solieu.relate.sums.apart import find_both, find_counted_by, find_out_of, find_with
from solieu.relate.sums.beside import find_left, held_beside, parallel, parallel_behind
from solieu.types import Relation

# How many sentences a list of parts may run on beyond the one it begins in.
SENTENCES = 3
# How far a list may run on, in characters, and how many parts it may have.
LONG, MANY = 4000, 60
# How likely chance may be to fit where the text lists parts under a whole, and where it only says `tổng`.
LISTED, TOTALLED = Decimal("0.5"), Decimal("0.02")
# The same where the whole leads the sentence: `Trong 11 nhóm …`
LED_BY = Decimal("0.2")
# The same where the parts begin in a sentence behind the one that opens their list.
LATER = Decimal("0.1")

_HEDGED = re.compile(r"(?<!\w)(?:hơn|gần|khoảng|trên|dưới|là)(?!\w)", re.IGNORECASE)
_AND = re.compile(r"(?<!\w)và\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"trong đó", re.IGNORECASE)


def find_sums(scene: Scene) -> list[Relation]:
    """The sums that the text presents: a list of parts under a whole, or a total under its parts.

    The text proposes, arithmetic disposes: a list is a sum where it adds up as written, or where the text
    says that it is complete, or where one slip of the pen explains why it does not. Figures that merely
    happen to add up are none. `probability` is the chance that unrelated figures would have fitted as well:
    added up, or come within one slip of it.
    """
    found: dict[tuple[int, ...], Relation] = {}
    wholes: set[int] = set()
    totals = (*_totalled(scene, 1), *_totalled(scene, -1))
    spots = openings(scene)
    opened = (*find_with(scene), *find_out_of(scene), *find_both(scene), *find_counted_by(scene, spots))
    for told in (*_listed(scene, spots), *totals, *_itemised(scene), *opened, *find_left(scene)):
        whole = told.members[0][1].start
        if told.rule not in ("sum.total", "sum.items", "sum.left") or whole not in wholes:
            found.setdefault(_key(told), told)
            wholes.add(whole)
    for told in list(found.values()):
        beside = parallel(scene, told)
        for other in (*((beside,) if beside else ()), *parallel_behind(scene, told)):
            found.setdefault(_key(other), other)
    return sorted(found.values(), key=lambda told: told.members[0][1].start)


def _key(told: Relation) -> tuple[int, ...]:
    return tuple(sorted(mention.start for _, mention in told.members))


def _listed(scene: Scene, spots: Sequence[Opening]) -> Iterator[Relation]:
    for index, opening in enumerate(spots):
        seen: set[str] = set()
        for like in islice(_levels_after(scene, opening), 4):
            whole = None if like.unit in seen else whole_of(scene, opening, like)
            seen.add(like.unit)
            if whole is not None:
                stop = _stop(scene, opening, whole, spots[index + 1 : index + 40])
                yield from _sums_under(scene, opening, whole, stop)


def _levels_after(scene: Scene, opening: Opening) -> Iterator[Figure]:
    last = scene.sentence_at(opening.start) + 1
    following = takewhile(lambda figure: figure.sentence <= last, scene.after(opening.end))
    return (figure for figure in following if figure.level and figure.kind in SUMMED)


def _stop(scene: Scene, opening: Opening, whole: Figure, later: Sequence[Opening]) -> int:
    """Where a list ends at the latest: with its bracket, or where the next list opens beside it."""
    stop = opening.end + LONG if opening.bracket is None else scene.close_of(opening.bracket)
    for spot in later:
        if spot.start >= stop:
            break
        if spot.role in ("within", "comprises") and spot.bracket == opening.bracket:
            inner = takewhile(lambda figure: figure.start < spot.start, scene.after(opening.end))  # noqa: B023
            if any(figure.level and figure.kind == whole.kind for figure in inner):
                return spot.start
    return stop


def _sums_under(scene: Scene, opening: Opening, whole: Figure, stop: int) -> Iterator[Relation]:
    lists = list(_lists(scene, opening, whole, stop))
    enclosed = [] if lists else _in_brackets(scene, opening, whole, stop)
    if enclosed and adds_up(whole, enclosed) and odds(whole, enclosed) <= TOTALLED:
        yield relation(whole, enclosed, "sum.enclosed")
        return
    # where `và` has closed a list, only an exact total may still lie in a later sentence
    last = (parts[-1].sentence for parts in lists if presented.closes(scene, parts))
    closed = next(last, len(scene.sentences))
    for parts in lists:
        limit = _limit(scene, opening, parts)
        fits = adds_up(whole, parts) and not (parts[-1].sentence > closed and gap_of(whole, parts))
        if fits and odds(whole, parts) * _doubt(whole, parts) * len(lists) <= limit:
            yield relation(whole, parts, "sum.listed")
            yield from _second_division(scene, whole, parts)
            return
    for tries, parts in enumerate(_told(scene, opening, lists), 1):
        if presented.reading(scene, opening, whole, parts).holds(tries):
            yield relation(whole, parts, f"sum.{opening.role}")
            yield from _second_division(scene, whole, parts)
            return


def _limit(scene: Scene, opening: Opening, parts: Sequence[Figure]) -> Decimal:
    """How likely chance may be to fit: less behind words that open a list which need not be all.

    Behind `trong đó có` words must end the list, in the sentence that it stands in. What begins in a later
    sentence than the opening may be a story: `truy bắt 4 nghi phạm. Cụ thể, … Sau đó, họ nhốt 2 nhân viên`.
    """
    if opening.role == "some":
        within = _WITHIN.match(scene.text, opening.start) is not None
        if parts[0].sentence < parts[-1].sentence:
            return Decimal(0)
        return LED_BY if within and presented.ends(scene, parts) else TOTALLED * 2
    first = parts[0].sentence
    later = first > scene.sentence_at(opening.start) and not scene.is_item(first)
    return LATER if later and opening.role != "colon" else LISTED


def _in_brackets(scene: Scene, opening: Opening, whole: Figure, stop: int) -> list[Figure]:
    """Parts that stand each in a bracket behind its name: `gồm lúa (120 ha), ngô (30 ha) và rau (15 ha)`."""
    parts: list[Figure] = []
    for figure in takewhile(lambda f: f.start < stop, scene.after(opening.end)):
        if figure.sentence != whole.sentence or (
            figure.bracket == opening.bracket and figure.kind == whole.kind
        ):
            break
        alone = figure.bracket is not None and not re.search(r"[^\W\d_]", _HEDGED.sub("", figure.label))
        if alone and scene.outside(figure.bracket) == opening.bracket and likeness(whole, figure) == 2:
            parts.append(figure)
    return parts if len(parts) > 1 and not overlapping(whole, parts) else []


def _told(scene: Scene, opening: Opening, lists: Sequence[list[Figure]]) -> list[list[Figure]]:
    """The lists that words end: by `và`, a mark or the sentence; in brackets only the one that fills them."""
    told = [parts for parts in lists if presented.ends(scene, parts)]
    if opening.role == "bracket":
        return told[-1:]
    first = told[0][-1].sentence if told else 0
    return [p for p in told if p[-1].sentence == first or scene.is_item(p[-1].sentence)]


def _doubt(whole: Figure, parts: Sequence[Figure]) -> int:
    """How much likelier chance is to be at work: parts that count other things, or another kind of thing."""
    if any(whole.classes and part.classes and not whole.classes & part.classes for part in parts):
        return 100
    return 1 if all(likeness(whole, part) for part in parts) else 10


def _lists(scene: Scene, opening: Opening, whole: Figure, stop: int) -> Iterator[list[Figure]]:
    """The lists of parts that could be meant: to the end of the first clause or sentence, of the second …"""
    first = scene.sentence_at(opening.start)
    parts: list[Figure] = []
    beyond = 0
    for sentence in range(first, min(first + ITEMS, len(scene.sentences))):
        if scene.sentences[sentence][0] >= stop or beyond > SENTENCES:
            return
        inside = [f for f in scene.in_sentence(sentence) if opening.end <= f.start < stop]
        level = [f for f in inside if f.level and f.kind == whole.kind and f.bracket == opening.bracket]
        fresh = _alike(whole, [*parts[:1], *level])[len(parts[:1]) :]
        item = sentence > first and scene.is_item(sentence)
        for clause in [fresh[:1]] if item else _clauses(scene, fresh):
            parts += clause
            if clause and 1 < len(parts) <= MANY and not overlapping(whole, parts):
                yield list(parts)
        beyond += not item


def _alike(whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that can be parts of a whole; counts of another kind of thing are left out of a list."""
    if whole.kind != "count":
        return [figure for figure in figures if likeness(whole, figure) == 2]
    if figures and not whole.noun:
        return [figure for figure in figures if likeness(figures[0], figure) > 0]
    if figures and likeness(whole, figures[0]) > 0:
        return [f for f in figures if likeness(whole, f) > 0 or likeness(figures[0], f) == 2]
    return list(figures)


def _clauses(scene: Scene, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures of one sentence, cut where a semicolon stands between them, or `và` has led to the last."""
    clause: list[Figure] = []
    for figure in figures:
        if clause and (";" in scene.between(clause[-1], figure) or _AND.search(clause[-1].label)):
            yield clause
            clause = []
        clause.append(figure)
    yield clause


def _second_division(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """Another division of the same whole, in the sentence behind the first, that begins with its words."""
    following = [
        figure
        for figure in scene.in_sentence(parts[-1].sentence + 1)
        if figure.level and figure.bracket == whole.bracket and likeness(whole, figure) == 2
    ]
    if len(following) < 2 or not _opening_words(following[0]):
        return
    alike = _opening_words(following[0]) == _opening_words(parts[0])
    fits = adds_up(whole, following) and odds(whole, following) <= TOTALLED
    if alike and (fits or _slipped(scene, whole, following, "total")):
        yield relation(whole, following, "sum.second")


def _opening_words(figure: Figure) -> list[str]:
    return re.split("[:,;]", figure.label)[-1].casefold().split()[:2]


def _totalled(scene: Scene, side: int) -> Iterator[Relation]:
    """Sums told by a word of totality alone, with the parts behind the total (1) or before it (-1).

    `Tổng số đã tiếp nhận 3.138 hồ sơ, trả kết quả 1.623 hồ sơ, đang giải quyết 1.515 hồ sơ`
    `Trong 11 nhóm hàng, 8 nhóm tăng giá và 3 nhóm giảm giá`
    """
    for whole in scene.figures:
        if not whole.level or whole.kind not in SUMMED:
            continue
        led = side > 0 and LED.fullmatch(whole.label) is not None
        if led or scene.cues.in_("total", _clause(scene, whole)):
            limit = LED_BY if led else TOTALLED if side > 0 else TOTALLED * 5
            for tries, parts in enumerate(_gathered(scene, whole, side), 1):
                if led and parts[-1].sentence > whole.sentence and not _plainly(scene, whole, parts):
                    break
                if adds_up(whole, parts) and odds(whole, parts) * tries <= limit:
                    yield relation(whole, parts, "sum.total")
                    break
                if _slipped(scene, whole, parts, "total") or held_beside(scene, whole, parts):
                    yield relation(whole, parts, "sum.total")
                    break
                if led:
                    break


def _plainly(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a later sentence surely tells of the same whole: by its noun, or as what is left."""
    alike = all(likeness(whole, part) == 2 for part in parts)
    return alike or presented.completes(scene, parts[-1])


def _gathered(scene: Scene, whole: Figure, side: int) -> Iterator[list[Figure]]:
    """The figures on one side of a total, of more and more clauses and sentences."""
    parts: list[Figure] = []
    # a total in a bracket of its own is that of what stands before: `… (tổng cộng là 23,7 triệu USD)`
    closing = side < 0 and whole.bracket is not None and scene.cues.in_("total", whole.label)
    home = scene.outside(whole.bracket) if closing else whole.bracket
    for distance in range(SENTENCES):
        fresh = [
            figure
            for figure in _nearby(scene, whole, side)
            if figure.sentence == whole.sentence + side * distance
            and figure.level
            and figure.bracket == home
            and likeness(whole, figure) > 0
        ]
        for clause in _clauses(scene, fresh) if side > 0 else [fresh]:
            parts = [*parts, *clause] if side > 0 else [*clause, *parts]
            if clause and 1 < len(parts) <= MANY and not overlapping(whole, parts):
                yield parts


def _nearby(scene: Scene, whole: Figure, side: int) -> list[Figure]:
    """The figures next to one, on one side, in text order."""
    if side > 0:
        return list(islice(scene.after(whole.end), MANY))
    return list(islice(scene.before(whole.start), MANY))[::-1]


def _itemised(scene: Scene) -> Iterator[Relation]:
    """Sums told by like clauses: `136 học viên. Lớp A có 37 học viên …; lớp B có 54 …`, or under a heading.

    `Trong số 347 đại biểu:`, then a line `- Về độ tuổi: … có 64 đại biểu; … 171 đại biểu; … 112 đại biểu`.
    """
    for left, first in pairwise(scene.figures):
        if left.sentence == first.sentence:
            continue
        inside = [figure for figure in scene.in_sentence(first.sentence) if figure.level]
        head = governing(scene, first.sentence)
        if head is not None:
            yield from _fitting(scene, head, [figure for figure in inside if likeness(head, figure) == 2])
        elif left.level and left.kind in SUMMED and left.sentence == first.sentence - 1 and first.level:
            words = _opening_words(first)[:1]
            alike = [figure for figure in inside if likeness(left, figure) == 2]
            parts = [figure for figure in alike if words and _opening_words(figure)[:1] == words]
            yield from _fitting(scene, left, parts if len(parts) > 2 else [])


def _fitting(scene: Scene, whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    if len(parts) < 2 or overlapping(whole, parts):
        return
    fits = adds_up(whole, parts) and odds(whole, parts) <= TOTALLED
    if fits or _slipped(scene, whole, parts, "heading"):
        yield relation(whole, parts, "sum.items")


def _slipped(scene: Scene, whole: Figure, parts: Sequence[Figure], role: str) -> bool:
    """Whether words say that parts without an opening are all of a whole, and one slip parts them from it."""
    if adds_up(whole, parts) or not presented.ends(scene, parts):
        return False
    start = whole.end if whole.sentence == parts[0].sentence else scene.sentences[parts[0].sentence][0]
    opening = Opening(start, start, role, whole.bracket)
    return presented.reading(scene, opening, whole, parts).holds(1)


def _clause(scene: Scene, whole: Figure) -> str:
    """The words before a figure, read past a small count: `Tổng lượng nước hai thủy điện đạt 2.754 m3/s`."""
    left = scene.beside(whole, -1)
    if left is not None and left.kind == "count" and left.quantity.low <= 10:
        return left.label + scene.between(left, whole)
    return whole.label
