"""Which whole a share is of: where the text names it, lists under it, or counts the same things before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from solieu.arithmetic import (
    HUNDRED,
    Span,
    counted,
    hedged,
    is_share,
    slips,
    whole_numbers,
    whole_numbers_cut,
    written,
)
from solieu.relate.listing import LED, Opening, governing, levels_before, whole_of
from solieu.relate.scene import Figure, Scene, likeness
from solieu.types import Ratio

BASES = ("count", "money", "measure")
# How many sentences back a base may stand that the text names, and one that only counts the same things.
NAMED, UNNAMED = 25, 2
# How likely chance may be to put a percentage one slip of the pen from a share.
SLIPPED = Decimal("0.05")
# Of so few things a percentage is hardly ever told.
HANDFUL = 10

# What stands between a percentage and the name of its whole: `số`, `của tổng`, `trong tổng số`
_OF = re.compile(
    r"\s*(?:(?:của|trong|trên|toàn bộ|so với)\s+)?(?:(?:tổng số|tổng|số lượng|số)\s+)?", re.IGNORECASE
)
_OF_COUNTED = ("của", "trong", "trong số", "tổng số", "của tổng số", "trong tổng số", "trên tổng số")
_NAME_END = re.compile(r"[,;:.()\n“”\"]|\s(?:và|của|so với|là|trong|với|cho|được|tăng|giảm)\s")
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện|đạt)(?!\w)", re.IGNORECASE)


def words(text: str) -> str:
    """A text's words in lower case with single spaces, for comparing."""
    return " ".join(text.casefold().split())


# --- what the text names --------------------------------------------------------------------------------


def name_of_whole(scene: Scene, percent: Figure) -> list[str]:
    """The words that name what a percentage is of: `nguồn vốn` in `93,84% tổng nguồn vốn.`"""
    tail = scene.text[percent.end : percent.end + 80]
    of = _OF.match(tail)
    tail = tail[of.end() :] if of else tail
    end = _NAME_END.search(tail)
    return tail[: end.start() if end else len(tail)].casefold().split()[:6]


def same_things(percent: Figure, part: Figure) -> bool:
    """Whether a count can be a part of what a percentage names: not `12 loại ung thư chiếm 80% số ca …`"""
    if part.kind != "count" or not part.noun:
        return True
    of = _OF.match(percent.tail)
    name = percent.tail[of.end() :].casefold().split() if of and of[0].strip() else []
    return not name or name[0] in part.noun.split()[:2] or part.noun.split()[0] in name[:3]


def base_behind(scene: Scene, percent: Figure) -> Figure | None:
    """A counted whole right behind the percentage: `27,98% trong tổng số 218 học viên`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES:
        return None
    return right if words(scene.between(percent, right)) in _OF_COUNTED else None


def base_of_plan(scene: Scene, percent: Figure) -> Figure | None:
    """The target that a part is done of: `mục tiêu doanh thu 1.800 tỷ đồng … hoàn thành 29% doanh thu`."""
    name = " ".join(name_of_whole(scene, percent))
    start = scene.sentences[percent.sentence][0]
    if not name or percent.sentence == 0 or not _DONE.search(scene.text, start, percent.start):
        return None
    if not scene.cues.in_("plan", scene.text[slice(*scene.sentences[percent.sentence - 1])]):
        return None
    levels = [f for f in scene.in_sentence(percent.sentence - 1) if f.level and f.kind in BASES]
    goals = [figure for figure in levels if name in words(figure.label)]
    return goals[0] if len(goals) == 1 else None


def _named(figure: Figure, name: list[str]) -> bool:
    """Whether a figure's own words hold a name, or its first two words."""
    own = words(f"{figure.label} {figure.noun}")
    prefixes = {" ".join(name), " ".join(name[:2])}
    return any(re.search(rf"(?<!\w){re.escape(prefix)}(?!\w)", own) for prefix in prefixes)


# --- the whole of a counted part ------------------------------------------------------------------------


def base_of_part(
    scene: Scene,
    percent: Figure,
    part: Figure,
    spots: Sequence[Opening],
    *,
    surely: bool,
    spent: Collection[int] = (),
) -> Figure | None:
    """The whole of a counted part: named behind the percentage, head of its list, or of the same things.

    Among those, the nearest that bears the percentage out. One that does not is taken only where the text
    names it in full, or one slip of the pen explains it, and only if `surely` the percentage is a share.
    Parts of other shares, beginning at the places `spent`, are no whole for merely counting the same things.
    """
    if isinstance(part.mention.value, Ratio):
        return _base_of_ratio(scene, part, part.mention.value)
    nearby = takewhile(lambda f: f.sentence >= percent.sentence - NAMED, scene.before(percent.start))
    before = [
        figure
        for figure in nearby
        if figure is not part
        and figure.level
        and likeness(figure, part) > 0
        and figure.quantity.low >= part.quantity.low
    ]
    name = name_of_whole(scene, percent)
    listed = _listed_whole(scene, part, spots)
    near = [f for f in before if f.sentence >= percent.sentence - UNNAMED and f.start not in spent]
    allowed = [figure for figure in before if name and _named(figure, name)]
    head = governing(scene, percent.sentence)
    allowed += [figure for figure in before if figure is listed or figure is head]
    allowed += [figure for figure in near if not name or scene.cues.in_("total", figure.label)]
    for span in (written, hedged) if surely else (written,):
        for figure in allowed:
            if is_share(written(percent.mention), span(part.mention), span(figure.mention)):
                return figure
    slipped = next((f for f in allowed if surely and _slip_apart(percent, part, f)), None)
    certain = [figure for figure in near if len(name) > 1 and " ".join(name) in words(figure.label)]
    return slipped or (certain[0] if surely and len(certain) == 1 else None)


def _slip_apart(percent: Figure, part: Figure, base: Figure) -> bool:
    """Whether one slip of the pen explains why a percentage is not the share, and chance hardly would.

    The chance that it would: the slips of the percentage over all percentages of as many digits; those of the
    part or the base times the window in which they would fit.
    """
    step, low = percent.quantity.step, percent.quantity.low
    if not low:
        return False
    spans = [written(figure.mention) for figure in (percent, part, base)]
    for place, (figure, size) in enumerate(((percent, HUNDRED), (part, low), (base, low))):
        moved = {value for value in slips(figure.quantity) if value >= 0}
        if len(moved) * step / size > SLIPPED:
            continue
        for value in moved:
            shift = value - figure.quantity.low
            shifted = spans[place] + Span(shift, shift)
            stated, piece, whole = (shifted if at == place else span for at, span in enumerate(spans))
            if is_share(stated, piece, whole):
                return True
    return False


def _base_of_ratio(scene: Scene, part: Figure, ratio: Ratio) -> Figure | None:
    """The count that a ratio's denominator repeats: `15 vụ … 13/15 vụ`."""
    for figure in scene.before(part.start):
        if figure.sentence < part.sentence - UNNAMED:
            return None
        heads = [one.noun.split()[:1] for one in (figure, part)]
        alike = [] in heads or heads[0] == heads[1]
        if figure.kind == "count" and figure.level and figure.quantity.low == ratio.denominator and alike:
            return figure
    return None


def _listed_whole(scene: Scene, part: Figure, spots: Sequence[Opening]) -> Figure | None:
    """The whole of the list that a part stands in."""
    for spot in _openings_before(spots, part.start):
        if scene.sentence_at(spot.start) < part.sentence - 1:
            return None
        if spot.bracket == part.bracket:
            return whole_of(scene, spot, part)
    return None


def _openings_before(spots: Sequence[Opening], position: int) -> Iterator[Opening]:
    """The openings before a position, colons aside, the nearest first."""
    for index in range(bisect_right(spots, position, key=lambda spot: spot.end) - 1, -1, -1):
        if spots[index].role != "colon":
            yield spots[index]


# --- the whole of a part that is not counted ------------------------------------------------------------


def wholes_of_list(scene: Scene, percent: Figure, spots: Sequence[Opening], *, bare: bool) -> list[Figure]:
    """The levels that a list of shares can be of, the nearest first: `62 học viên (trong đó, nữ chiếm …, …)`.

    Nothing but percentages may stand in the list before this one. Where they stand `bare`, without `chiếm`,
    the list needs a cue of its own, and nothing may follow any of them.
    """
    for spot in _openings_before(spots, percent.start):
        if scene.sentence_at(spot.start) != percent.sentence:
            return []
        if spot.bracket != percent.bracket:
            continue
        inner = list(takewhile(lambda figure: figure is not percent, scene.after(spot.end)))
        if any(figure.level and figure.kind in BASES for figure in inner):
            return []
        if bare and (spot.role == "bracket" or not all(ends_item(scene, figure) for figure in inner)):
            return []
        levels = [figure for figure in levels_before(scene, spot) if figure.kind in BASES]
        return [figure for figure in levels if figure.sentence == levels[0].sentence]
    return []


def ends_item(scene: Scene, figure: Figure) -> bool:
    """Whether a mark stands right behind a figure, so that nothing follows it in its item."""
    return scene.text[figure.end : figure.end + 1] in ",;.)"


def wholes_of_noun(scene: Scene, percent: Figure, subject: str) -> list[Figure]:
    """The counts of what a share's subject begins with, nearest first: `218 học viên … học viên nữ chiếm`."""
    subject = words(subject)
    nearby = takewhile(lambda f: f.sentence >= percent.sentence - UNNAMED, scene.before(percent.start))
    counts = [figure for figure in nearby if figure.kind == "count" and figure.level and figure.noun]
    heads = [(figure, " ".join(figure.noun.split()[:2]).strip(",;")) for figure in counts]
    return [figure for figure, head in heads if subject.startswith(f"{head} ")]


def led_by_total(scene: Scene, percent: Figure) -> Figure | None:
    """The whole that leads the sentence: `Trong tổng số 218 học viên, nữ chiếm 27,98%`."""
    for figure in scene.in_sentence(percent.sentence):
        if figure.start < percent.start and figure.level and figure.kind in BASES:
            return figure if LED.fullmatch(figure.label) else None
    return None


def likeliest(percent: Figure, wholes: list[Figure]) -> Figure:
    """The nearest whole, or the nearest of which the percentage can be a share of whole things."""
    if wholes[0].kind != "count":
        return wholes[0]
    for exactly in (True, False):
        for figure in wholes:
            if can_be_of(percent, figure, exactly=exactly):
                return figure
    return wholes[0]


def holds_share(scene: Scene, percent: Figure, whole: Figure, *, doubtful: bool) -> bool:
    """Whether nothing speaks against a percentage being a share of a whole.

    What the text names behind the percentage must begin with a word of the whole. A handful of things is no
    base; where the words are `doubtful`, some whole number of the things must make the percentage.
    """
    name = name_of_whole(scene, percent)
    own = set(words(f"{whole.label} {whole.noun} {whole.tail}").split())
    if name and name[0] not in own:
        return False
    if whole.kind == "count" and whole.quantity.low < HANDFUL:
        return False
    return not doubtful or can_be_of(percent, whole)


def can_be_of(percent: Figure, whole: Figure, *, exactly: bool = False) -> bool:
    """Whether some whole number of counted things makes a percentage, digits dropped if not `exactly`."""
    possible = whole_numbers if exactly else whole_numbers_cut
    return counted(whole.mention) and bool(possible(percent.quantity, int(whole.quantity.low)))
