"""Which whole a share is of: where the text names it, lists under it, or counts the same things before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from solieu.arithmetic import counted, whole_numbers, whole_numbers_cut
from solieu.relate.listing import LED, Opening, levels_before
from solieu.relate.scene import Figure, Scene
from solieu.relate.shares.naming import name_of_whole, words
from solieu.types import Ratio

BASES = ("count", "money", "measure")
# How many sentences back a base may stand that the text does not name again.
UNNAMED = 2
# Of so few things a percentage is hardly ever told.
HANDFUL = 10
# From how many on, those who were asked are taken for the whole of what is said of their shares.
MANY = 30

_OF_COUNTED = re.compile(
    r"\s+(?:của|trong|trong số|(?:(?:của|trong|trên) )?tổng(?: số)?)"
    r"(?:\s+(?:hơn|gần|trên|khoảng|ít nhất))?\s+",
    re.IGNORECASE,
)
# A sum of money that is named before it is told: `22% trong ngân sách 2,7 tỷ USD`
_OF_SUM = re.compile(
    r"\s+(?:của|trong|trên)\s+(?:tổng\s+)?(?:ngân sách|quỹ|vốn|gói|khoản|kinh phí)(?:\s+[^\W\d]+){0,4}\s+",
    re.IGNORECASE,
)
# `khảo sát với trên 10.000 doanh nghiệp`, `phỏng vấn 1.200 hộ`
_ASKED = re.compile(
    r"(?<!\w)(?:khảo sát|phỏng vấn|thăm dò|điều tra|lấy ý kiến|hỏi ý kiến)(?!\w)[^,;.:()]{0,40}$",
    re.IGNORECASE,
)
# A rate of what was done: `tỷ lệ đúng hạn đạt`, `đúng hạn và trước hạn chiếm`
_IN_TIME = re.compile(
    r"\s*(?:(?:tỷ|tỉ) lệ\s+)?(?:hồ sơ\s+)?(?:(?:được\s+)?(?:giải quyết|xử lý|trả)\s+)?"
    r"(?:đúng(?: hạn)? và (?:trước|sớm) hạn|(?:trước|sớm)(?: hạn)? và đúng hạn|"
    r"(?:đúng|trước|sớm|quá) hạn|hợp lệ)"
    r"\s+(?:đạt|chiếm|là)(?:\s+(?:tỷ|tỉ) lệ)?(?:\s+(?:hơn|gần|trên|khoảng))?\s*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;:(]")
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện|đạt)(?!\w)", re.IGNORECASE)


def base_behind(scene: Scene, percent: Figure) -> Figure | None:
    """A counted whole right behind the percentage: `27,98% trong tổng số 218 học viên`."""
    right = scene.beside(percent, 1)
    if right is None or not right.level or right.kind not in BASES:
        return None
    between = scene.between(percent, right)
    return right if _OF_COUNTED.fullmatch(between) or _OF_SUM.fullmatch(between) else None


def base_of_done(scene: Scene, percent: Figure) -> Figure | None:
    """The things done, of which a rate was in time: `đã giải quyết 405.252 hồ sơ; đúng hạn đạt 98,5%`."""
    left = scene.beside(percent, -1)
    if left is None or left.kind != "count" or not left.level or left.bracket != percent.bracket:
        return None
    clause = _MARK.split(percent.label)[-1]
    enough = left.quantity.low >= MANY and bool(left.noun)
    return left if enough and _MARK.search(percent.label) and _IN_TIME.fullmatch(clause) else None


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


def base_of_ratio(scene: Scene, part: Figure, ratio: Ratio) -> Figure | None:
    """The count that a ratio's denominator repeats: `15 vụ … 13/15 vụ`."""
    for figure in scene.before(part.start):
        if figure.sentence < part.sentence - UNNAMED:
            return None
        heads = [one.noun.split()[:1] for one in (figure, part)]
        alike = [] in heads or heads[0] == heads[1]
        if figure.kind == "count" and figure.level and figure.quantity.low == ratio.denominator and alike:
            return figure
    return None


def openings_before(spots: Sequence[Opening], position: int) -> Iterator[Opening]:
    """The openings before a position, colons aside, the nearest first."""
    for index in range(bisect_right(spots, position, key=lambda spot: spot.end) - 1, -1, -1):
        if spots[index].role != "colon":
            yield spots[index]


def wholes_of_list(scene: Scene, percent: Figure, spots: Sequence[Opening], *, bare: bool) -> list[Figure]:
    """The levels that a list of shares can be of, the nearest first: `62 học viên (trong đó, nữ chiếm …, …)`.

    Nothing but percentages may stand in the list before this one. Where they stand `bare`, without `chiếm`,
    the list needs a cue of its own, and nothing may follow any of them.
    """
    for spot in openings_before(spots, percent.start):
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


def asked(scene: Scene, percent: Figure) -> Figure | None:
    """Those who were asked, of whom a share says something: `khảo sát 1.200 hộ, có tới 40% …`."""
    for figure in takewhile(lambda f: f.sentence == percent.sentence, scene.before(percent.start)):
        if figure.kind == "percent" and figure.level:
            continue
        enough = figure.kind == "count" and figure.level and figure.quantity.low >= MANY
        return figure if enough and figure.noun and _ASKED.search(figure.label) else None
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
