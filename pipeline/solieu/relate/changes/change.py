"""Which two levels a change lies between, and which figure is its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, takewhile

from solieu.arithmetic import slips
from solieu.relate.changes.amount import (
    AMOUNTS,
    REACH,
    amount_before_levels,
    amounts_behind,
    fits,
    fits_hedged,
    joined,
    same_unit,
    slip_apart,
    slip_hedged,
    tells,
    told_again,
)
from solieu.relate.changes.course import (
    in_brackets,
    made_into,
    names_time,
    names_usual,
    past,
    taken_up,
    went_on,
)
from solieu.relate.changes.growth import find_growths
from solieu.relate.scene import Figure, Scene, likeness
from solieu.types import Mention, Quantity, Relation

# How many sentences apart two levels may stand that only a name ties.
SENTENCES = 3
# How far before a bracket the verb of a change may stand.
CLAUSE = 40

Found = tuple[Figure, Figure, list[Figure]]

_WORD = re.compile(r"[^\W\d_]+")
# What begins something else than the level before: `so với năm 2015 và trong quý I đạt 4 triệu`
_APART = re.compile(r"[,)]|(?<!\w)(?:và|còn|trong khi|nhưng)(?!\w)", re.IGNORECASE)
# A clause that is only a verb: `…, giảm so với`, `…, đã tăng mạnh so với`
_VERB = re.compile(
    r",\s*(?:(?:đã|cũng|đều|lại)\s+)?(?:tăng|giảm|cao|thấp|nhiều|ít)"
    r"(?:\s+(?:mạnh|nhẹ|nhiều|đáng kể|khá|rất|hơn|hẳn|vọt|gấp|đôi|ba)){0,3}\s*$",
    re.IGNORECASE,
)
# What may stand between the levels of a series: `lên 17.360 xe (năm 2016) và 34.562 xe (năm 2017)`
_SERIES = frozenset({"và", "vào", "năm", "tháng", "quý", "rồi"})


def find_changes(scene: Scene) -> list[Relation]:
    """The changes whose two levels the text states, with the amount where it states that too.

    One relation for each amount; `by` is left out where there is none. Words tie the levels (`từ … xuống`,
    `so với năm 2022 (…)`, one name told with the year that the change is measured from); arithmetic only
    chooses among levels that the words allow. `probability` is the chance that an unrelated amount would fit.
    Where only the level after is stated, but its change twice, as amount and rate, that is a `growth`.
    """
    relations: dict[tuple[int, int], list[Relation]] = {}
    for finder, rule in _FINDERS:
        for now, before, amounts in finder(scene):
            found = [_relation(now, before, by, rule) for by in amounts] or [
                _relation(now, before, None, rule)
            ]
            relations.setdefault((now.start, before.start), found)
    changes = [relation for _, found in sorted(relations.items()) for relation in found]
    tested = {by.start for relation in changes for by in relation.all("by")}
    growths = [one for one in find_growths(scene) if not tested & {m.start for _, m in one.members[1:]}]
    return [*changes, *growths]


def _relation(now: Figure, before: Figure, by: Figure | None, rule: str) -> Relation:
    levels = (("now", now.mention), ("before", before.mention))
    if by is None:
        return Relation("change", levels, rule)
    return Relation("change", (*levels, ("by", by.mention)), rule, _chance(now, by))


def _chance(now: Figure, by: Figure) -> float | None:
    """How likely an unrelated amount would have fitted: its last digit over the size of what it could be."""
    if not isinstance(now.mention.value, Quantity):
        return None
    size = Decimal(100) if by.unit == "%" else abs(now.quantity.low)
    return min(1.0, float(by.quantity.step / size)) if size else None


def _from_to(scene: Scene) -> Iterator[Found]:
    """`giảm từ 250 tỉ đồng xuống còn 225 tỉ đồng (giảm 10%)`, `từ 177 xe (2014) lên 17.360 xe (2016) và …`"""
    for before in scene.figures:
        if not scene.cues.ends("from", before.label) or before.kind == "ratio" or before.unit == "range":
            continue
        if before.mention.text.casefold() == "năm":  # `từ năm lên bốn tuổi`: the year, not five
            continue
        following = takewhile(lambda f: f.start - before.end <= REACH, scene.after(before.end))  # noqa: B023
        now = next((f for f in following if f.unit == before.unit or same_unit(f, before)), None)
        if now is None or not same_unit(now, before) or now.mention.value == before.mention.value:
            continue
        if scene.cues.ends("to", now.label) and joined(scene, before.end, now.start):
            last = _last_of_series(scene, now)
            amounts = amounts_behind(scene, last)
            if last is now:
                yield now, before, amounts or amount_before_levels(scene, before, now)
            else:
                yield now, before, []
                yield last, before, amounts or _told_next(scene, last, before)


def _last_of_series(scene: Scene, first: Figure) -> Figure:
    """The last of the levels that are told one after another, each with its own time."""
    last = first
    for figure in scene.after(first.end):
        dates = scene.dates_in(last.end, figure.start)
        alike = figure.level and figure.kind == first.kind and figure.unit == first.unit
        if not alike or not dates or figure.sentence != first.sentence:
            break
        between = scene.between(last, figure)
        for date in dates:
            between = between.replace(date.text, " ")
        if set(_WORD.findall(between.casefold())) - _SERIES - set(last.noun.split()):
            break
        last = figure
    return last


def _told_next(scene: Scene, now: Figure, before: Figure) -> list[Figure]:
    """The amounts that the next sentence tells, where they fit: `HDI tăng 0,024 điểm, tăng 3,52%`."""
    told = [f for f in scene.in_sentence(now.sentence + 1)[:AMOUNTS] if tells(f, now)]
    fitting = [figure for figure in told if fits(figure, now, before)]
    if not told or not _names_again(scene, told[0], before):
        return fitting
    return [figure for figure in told if figure in fitting or slip_apart(figure, now, before)]


def _names_again(scene: Scene, by: Figure, before: Figure) -> bool:
    """Whether the word before a change's verb stands before the level that it starts from, too."""
    verb = scene.cues.at_end["change"].search(by.label)
    name = _WORD.findall(by.label[: verb.start()])[-1:] if verb else []
    lead = scene.text[scene.sentences[before.sentence][0] : before.start]
    return bool(name) and name[0] in _WORD.findall(lead)


def _from_after(scene: Scene) -> Iterator[Found]:
    """`14,1 SGD (…) tăng từ 13 SGD`, `đạt 53%, cao hơn mức 50%`"""
    for before in scene.figures:
        ends = (scene.cues.at_end[role].search(before.label) for role in ("from", "against"))
        led = next((match for match in ends if match), None)
        if led is None or not before.level or not scene.cues.ends("change", before.label[: led.start()]):
            continue
        near = takewhile(lambda f: before.start - f.end <= REACH, scene.before(before.start))  # noqa: B023
        now = next((f for f in near if f.level and f.bracket == before.bracket), None)
        behind = next(scene.after(before.end), None)
        leads_on = behind is not None and behind.unit == before.unit and scene.cues.ends("to", behind.label)
        if (
            now is not None
            and not leads_on
            and same_unit(now, before)
            and joined(scene, now.end, before.start)
        ):
            yield now, before, []


def _against(scene: Scene) -> Iterator[Found]:
    """`đạt 88.33%, cao hơn 1.71% so với năm 2022 (86.62%)`, `tăng lên 456 tấn, so với 316 tấn năm 2017`"""
    for left, before in pairwise(scene.figures):
        left = _outside(scene, left, before)
        if not before.level or not joined(scene, left.end, before.start):
            continue
        between = scene.between(left, before)
        against = scene.cues.anywhere["against"].search(between)
        if against is None or len(between[: against.start()].split()) > 8:
            continue
        if left.level and names_time(scene, left, before, against):
            yield left, before, []
            continue
        named = between[against.end() :]
        if _APART.search(named) or len(named.split()) > 7:
            continue
        if left.changed and past(scene, between + scene.text[before.end : before.end + 40]):
            now = next((f for f in scene.before(left.start) if f.level), None)
            near = now is not None and joined(scene, now.end, left.start)
            if now is not None and near and tells(left, now) and same_unit(now, before):
                yield now, before, [left]
        elif left.level and same_unit(left, before) and _risen(scene, left, between[: against.start()]):
            last = _last_of_series(scene, before)
            if names_usual(named) or past(scene, scene.text[before.end : before.end + 40]):
                yield from ((left, level, []) for level in dict.fromkeys((before, last)))


def _outside(scene: Scene, left: Figure, before: Figure) -> Figure:
    """What a bracket tells again: `5.000 euro (khoảng 5.900 USD) so với mức 15.000 euro`."""
    again = left.bracket is not None and left.bracket != before.bracket and left.index > 0
    told = scene.figures[left.index - 1] if again else left
    return told if told.bracket == before.bracket and told.sentence == before.sentence else left


def _against_first(scene: Scene) -> Iterator[Found]:
    """`đạt 88,74 điểm …; so với năm 2022 (85,15 điểm) tăng 3,59 điểm`"""
    for before, by in pairwise(scene.figures):
        if not before.level or not tells(by, before) or not joined(scene, before.end, by.start, 40):
            continue
        lead = scene.text[max(0, before.start - 60) : before.start]
        told = scene.cues.anywhere["against"].search(lead)
        if told is None or not lead.rstrip().endswith("(") or not past(scene, lead[told.end() :]):
            continue
        near = takewhile(lambda f: f.sentence == before.sentence, scene.before(before.start))  # noqa: B023
        now = next((f for f in near if f.level and same_unit(f, before) and f.bracket == by.bracket), None)
        if now is not None:
            yield now, before, [by]


def _risen(scene: Scene, figure: Figure, behind: str) -> bool:
    """Whether a level is where a change led to.

    `đã tăng vọt lên 456.000 tấn`, `cũng tăng (14,4% so với`, `33.167 trẻ được sinh ra, giảm so với`
    """
    start = scene.sentences[figure.sentence][0]
    to = scene.cues.at_end["to"].search(figure.label)
    clear = to is not None and to[0].casefold().startswith(("xuống", "lên"))
    led = to is not None and (clear or scene.cues.in_("change", scene.text[start : figure.start]))
    opened = figure.bracket is not None and not figure.label.strip()
    outside = scene.text[max(start, figure.start - CLAUSE) : figure.bracket]
    return led or _VERB.search(behind) is not None or (opened and scene.cues.ends("change", outside))


def _left_over(scene: Scene) -> Iterator[Found]:
    """What is left, what it fell by, and where it was: `có 36 mã … Tuy nhiên … chỉ còn 20 mã, giảm 16 mã`."""
    for by in scene.figures:
        if not by.changed or by.kind not in ("count", "money", "measure"):
            continue
        now = _level_of(scene, by)
        if now is None:
            continue
        first = min(by.start, now.start)
        nearby = takewhile(lambda figure: figure.sentence >= now.sentence - 1, scene.before(first))  # noqa: B023
        earlier = [figure for figure in nearby if figure.level and likeness(figure, now) == 2]
        before = next((figure for figure in earlier if _moved(by, now, figure)), None)
        if before is None:
            plain = [figure for figure in earlier if _stood_at(scene, figure, now)]
            before = plain[0] if len(plain) == 1 and slip_apart(by, now, plain[0]) else None
        if before is not None:
            behind = (f for f in amounts_behind(scene, by) if f.unit == "%")
            yield now, before, [by, *(f for f in behind if fits(f, now, before) or told_again(scene, by, f))]


def _level_of(scene: Scene, by: Figure) -> Figure | None:
    """The level that an amount led to: `còn 20 mã, giảm 16 mã`, `giảm 2.860 triệu đồng, còn 28,6 tỷ đồng`."""
    own = takewhile(lambda figure: figure.sentence == by.sentence, scene.before(by.start))
    left = (f for f in own if f.level and f.bracket == by.bracket and likeness(f, by) > 0)
    now = next((figure for figure in left if scene.cues.ends("to", figure.label)), None)
    right = scene.beside(by, 1)
    if now is None and right is not None and right.level and likeness(right, by) > 0:
        return (
            right if scene.cues.ends("to", right.label) and joined(scene, by.end, right.start, 40) else None
        )
    return now


def _stood_at(scene: Scene, earlier: Figure, now: Figure) -> bool:
    """Whether the text plainly says that something stood there before: `trước khi sắp xếp có 155 đơn vị`."""
    if now.kind == "count" and (not now.noun or now.noun != earlier.noun):
        return False
    lead = scene.text[scene.sentences[earlier.sentence][0] : earlier.start]
    clause = scene.text[scene.sentences[now.sentence][0] : now.start]
    named = bool(_pairs(lead) & _pairs(clause))
    return scene.cues.in_("past", lead) or (scene.cues.in_("total", lead) and (named or now.kind == "count"))


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(_WORD.findall(text.casefold())))


def _moved(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether a level moved to another by exactly an amount, in the direction that the text says."""
    amount = -by.quantity.low if by.mention.change == "down" else by.quantity.low
    return now.quantity.low - before.quantity.low == amount


def _same_name(scene: Scene) -> Iterator[Found]:
    """`năm 2020 tuổi thọ … là 76,4 tuổi … Năm 2021, tuổi thọ … là 76,5 tuổi, tăng 0,1 so với năm 2020`"""
    for by in scene.figures:
        if not by.changed or not isinstance(by.mention.value, Quantity):
            continue
        dates = scene.dates_in(by.end, by.end + 60)
        now = scene.figures[by.index - 1] if by.index else None
        if not dates or now is None or not scene.cues.in_("against", scene.text[by.end : dates[0].start]):
            continue
        if not now.level or not tells(by, now) or not joined(scene, now.end, dates[0].start, 120):
            continue
        near = takewhile(lambda f: f.sentence >= now.sentence - SENTENCES, scene.before(now.start))  # noqa: B023
        alike = [f for f in near if f.level and f.kind == now.kind and f.unit == now.unit]
        named = [f for f in alike if _dated_so(scene, f, dates[0]) and _names_in_common(f, now)]
        if not now.mention.hedge:  # `trên 90%` is a threshold, unless both levels are told so
            named = [figure for figure in named if not figure.mention.hedge]
        fitting = [f for f in named if fits(by, now, f)] or [f for f in named if fits_hedged(by, now, f)]
        slipped = len(named) == 1 and (_one_slip(by, now, named[0]) or slip_hedged(by, now, named[0]))
        if fitting or slipped:
            yield now, (fitting or named)[0], [by]


def _dated_so(scene: Scene, figure: Figure, date: Mention) -> bool:
    """Whether the last date before a figure, in its sentence, is the same as another."""
    own = scene.dates_in(scene.sentences[figure.sentence][0], figure.start)
    return bool(own) and own[-1].value == date.value


def _names_in_common(left: Figure, right: Figure) -> bool:
    """Whether the words before two figures have three running in common: `nền kinh tế`."""

    def threes(figure: Figure) -> set[tuple[str, ...]]:
        words = _WORD.findall(figure.label.casefold())
        return set(zip(words, words[1:], words[2:], strict=False))

    return bool(threes(left) & threes(right))


def _one_slip(by: Figure, now: Figure, before: Figure) -> bool:
    """Whether one slip of the pen in a level explains why a change does not add up."""
    if by.unit != now.unit:
        return False
    amount = -by.quantity.low if by.mention.change == "down" else by.quantity.low
    lacking = before.quantity.low + amount - now.quantity.low
    return any(
        value - figure.quantity.low == sign * lacking
        for figure, sign in ((now, 1), (before, -1))
        for value in slips(figure.quantity)
    )


# The surest first: what one has tied, the next leaves alone.
_FINDERS = (
    (_from_to, "change.from_to"),
    (_from_after, "change.from_after"),
    (_against, "change.against"),
    (_against_first, "change.against_first"),
    (_left_over, "change.left_over"),
    (_same_name, "change.same_name"),
    (in_brackets, "change.in_brackets"),
    (went_on, "change.went_on"),
    (made_into, "change.made_into"),
    (taken_up, "change.taken_up"),
)
